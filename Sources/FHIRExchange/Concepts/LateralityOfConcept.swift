import TumorBoard

extension Concept {
    /// The side that the concept names, by SNOMED CT qualifier, ICD-10-CM's words, or words in its text.
    var laterality: Laterality? {
        if hasCode(in: ["7771000", "419161000"]) { return .left }
        if hasCode(in: ["24028007", "419465000"]) { return .right }
        if hasCode(in: ["51440002"]) { return .bilateral }
        if hasCode(in: ["260528009"]) { return .midline }
        let parts = Set(words.split { !$0.isLetter }.map(String.init))
        let left = !parts.isDisjoint(with: ["left", "links", "linke", "linken", "linkes"])
        let right = !parts.isDisjoint(with: ["right", "rechts", "rechte", "rechten", "rechtes"])
        if parts.contains("bilateral") || parts.contains("beidseits") { return .bilateral }
        return left == right ? nil : left ? .left : .right
    }
}

extension Laterality {
    /// Left against right; bilateral and midline disease may be recorded one side at a time.
    func contradicts(_ other: Laterality) -> Bool {
        (self == .left && other == .right) || (self == .right && other == .left)
    }
}
