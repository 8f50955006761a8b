import TumorBoard

extension Importer {
    /// Illnesses of the family, a line a relative: "maternal aunt: malignant tumour of ovary at 55 (deceased)".
    mutating func readFamilyHistory() -> [String] {
        var lines: [String] = []
        for history in open("FamilyMemberHistory") {
            let relation = Concept(history["relationship"]).name ?? history["name"].text ?? "relative"
            var illnesses = history["condition"].items.compactMap { condition -> String? in
                guard let name = Concept(condition["code"]).wording else { return nil }
                let age = condition["onsetAge"]["value"].text ?? condition["onsetString"].text
                let outcome = Concept(condition["outcome"]).name
                return [name + (age.map { " at \($0)" } ?? ""), outcome].compactMap { $0 }.joined(separator: ", ")
            }
            if illnesses.isEmpty { illnesses = history["note"].items.compactMap { $0["text"].text } }
            guard !illnesses.isEmpty else {
                leaveOut(history, because: "a relative without a named illness")
                continue
            }
            let diedAt = history["deceasedAge"]["value"].text
            let died = diedAt != nil || history["deceasedBoolean"].bool == true || !history["deceasedDate"].isNull
            let death = died ? " (died\(diedAt.map { " at \($0)" } ?? ""))" : ""
            let line = "\(relation): \(illnesses.joined(separator: "; "))\(death)"
            if !lines.contains(line) { lines.append(line) }
            understood("Family history: \(line)", from: history, .familyHistory, line)
        }
        return lines
    }
}
