import TumorBoard

extension Importer {
    /// A staging in the making, with the observations that it is made of.
    private struct Found {
        var stage: StageAssessment
        var paths: [String]
    }

    /// Stagings of this cancer, in order of date.
    mutating func readStaging(of cancer: Cancer) -> [StageAssessment] {
        var groups: [(observation: Resource, basis: StageAssessment.Basis)] = []
        var categories: [(observation: Resource, item: StageItem)] = []
        for observation in open("Observation") {
            guard let item = StageItem(observation), belongs(observation, item, to: cancer) else { continue }
            if case .group(let basis) = item {
                groups.append((observation, basis))
            } else {
                categories.append((observation, item))
            }
        }
        var found: [Found] = []
        for (observation, basis) in groups {
            var stage = Found(stage: stage(observation, basis), paths: [observation.path])
            fill(&stage, membersOf: observation)
            claim(observation)
            found.append(stage)
        }
        for (observation, item) in categories where !claimed.contains(observation.index) {
            place(observation, item, among: &found)
        }
        compareWithDiagnosis(found, cancer)
        if found.isEmpty, let written = writtenStage(of: cancer) { found = [written] }
        found = Self.byDate(merged(found), \.stage.date)
        for one in found {
            report.understood.append("Stage: \(one.stage.summary) (\(one.paths.joined(separator: ", ")))")
            trace(.stage, one.stage.summary, to: one.paths)
            let label = one.stage.summary.hasPrefix("stage") ? "" : "stage: "
            happened("\(one.stage.basis.words)\(label)\(one.stage.summary)", on: one.stage.date, one.paths)
        }
        checkStages(found)
        return found.map(\.stage)
    }

    /// The same staging written twice is one with two sources.
    private func merged(_ found: [Found]) -> [Found] {
        var unique: [Found] = []
        for one in found {
            if let known = unique.firstIndex(where: { Self.isCoarser(one.stage, than: $0.stage) }) {
                unique[known].paths += one.paths.filter { !unique[known].paths.contains($0) }
            } else if let known = unique.firstIndex(where: { Self.isCoarser($0.stage, than: one.stage) }) {
                let paths = one.paths + unique[known].paths.filter { !one.paths.contains($0) }
                unique[known] = Found(stage: one.stage, paths: paths)
            } else {
                unique.append(one)
            }
        }
        return unique
    }

    /// Whether a staging says nothing that the other does not: equal, or III beside IIIA on the same day.
    private static func isCoarser(_ one: StageAssessment, than other: StageAssessment) -> Bool {
        guard one.basis == other.basis, one.date == other.date else { return false }
        guard one.system == nil || one.system == other.system else { return false }
        let pairs = [(one.t, other.t), (one.n, other.n), (one.m, other.m)]
        guard pairs.allSatisfy({ $0.0 == nil || $0.0 == $0.1 }) else { return false }
        guard let group = one.group else { return true }
        guard let finer = other.group else { return false }
        return group == finer || (finer.hasPrefix(group) && "ABCS".contains(finer.dropFirst(group.count).first ?? "-"))
    }

    /// A staging with a focus on another Condition is another cancer's; one whose focus is not in the file is taken,
    /// with a doubt, only for TNM.
    private mutating func belongs(_ observation: Resource, _ item: StageItem, to cancer: Cancer) -> Bool {
        let focuses = observation["focus"].items
        guard !focuses.isEmpty else { return true }
        let targets = focuses.compactMap { resources.resolve($0, from: observation) }
        if targets.contains(where: { cancer.indexes.contains($0.index) || $0.type != "Condition" }) { return true }
        if !targets.isEmpty || item == .group(.other) {
            leaveOut(observation, because: "a staging of another cancer, or of one that is not in the file")
            return false
        }
        doubt("Some staging points at a diagnosis that is not in the file: confirm that the stage is this cancer's.")
        return true
    }

    private func stage(_ observation: Resource, _ basis: StageAssessment.Basis) -> StageAssessment {
        let value = Concept(observation["valueCodeableConcept"])
        var stage = StageAssessment(basis: basis, date: observation.date)
        stage.group = StageWording.group(value) ?? observation["valueString"].text
        stage.system = Self.system(observation)
        return stage
    }

    /// Categories of another basis than the group's are another staging's, whatever the group says of its members.
    private mutating func fill(_ found: inout Found, membersOf observation: Resource) {
        for member in observation["hasMember"].items {
            guard let part = resources.resolve(member, from: observation), let item = StageItem(part) else { continue }
            guard item.basis == found.stage.basis || item.basis == .other || found.stage.basis == .other else {
                doubt(
                    "\(observation.path) is a \(found.stage.basis.rawValue) stage but names \(part.path), a "
                        + "\(item.basis.rawValue) category, as its part: the two were kept apart.")
                continue
            }
            claim(part)
            set(item, of: part, in: &found.stage)
            found.paths.append(part.path)
        }
    }

    private func set(_ item: StageItem, of observation: Resource, in stage: inout StageAssessment) {
        let value = Concept(
            observation["valueCodeableConcept"].isNull
                ? observation["valueString"] : observation["valueCodeableConcept"])
        switch item {
        case .t: stage.t = StageWording.category("T", value) ?? stage.t
        case .n: stage.n = StageWording.category("N", value) ?? stage.n
        case .m: stage.m = StageWording.category("M", value) ?? stage.m
        case .group: break
        }
    }

    /// A category that no group holds joins the staging of the same basis that still lacks it, or makes a new one.
    private mutating func place(_ observation: Resource, _ item: StageItem, among found: inout [Found]) {
        var alone = StageAssessment(basis: item.basis, system: Self.system(observation), date: observation.date)
        set(item, of: observation, in: &alone)
        guard alone.t != nil || alone.n != nil || alone.m != nil else {
            leaveOut(observation, because: "a stage category without a value, or not applicable")
            return
        }
        claim(observation)
        let date = observation.date
        func takes(_ stage: StageAssessment) -> Bool {
            switch item {
            case .t: stage.t == nil || stage.t == alone.t
            case .n: stage.n == nil || stage.n == alone.n
            case .m: stage.m == nil || stage.m == alone.m
            case .group: false
            }
        }
        let ofBasis = found.indices.filter { found[$0].stage.basis == item.basis }
        let fitting = ofBasis.filter { takes(found[$0].stage) }
        let exact = fitting.first { found[$0].stage.date == date }
        // A category of another day joins only where there is no choice.
        let only = fitting.count == 1 && ofBasis.count == 1 ? fitting.first : nil
        if let target = exact ?? only {
            set(item, of: observation, in: &found[target].stage)
            if found[target].stage.system == nil { found[target].stage.system = alone.system }
            found[target].paths.append(observation.path)
        } else {
            found.append(Found(stage: alone, paths: [observation.path]))
        }
    }

    /// Staging manuals by NCIt and SNOMED CT.
    private static let systems = ["C146985": "AJCC 8", "897275008": "AJCC 8", "443830009": "AJCC 7"]

    // Kept, so that it is compiled once; it has no part that is anyone's code, and is never changed.
    nonisolated(unsafe) private static let edition =
        /(?i)(American Joint Comm\w+ on Cancer|AJCC|UICC).*?(\d+)(?:th|st|nd|rd)? ed/

    private static func system(_ observation: Resource) -> String? {
        let method = Concept(observation["method"])
        for code in method.codes {
            if let known = systems[code.code] { return known }
        }
        guard let label = method.label else { return nil }
        if let match = label.firstMatch(of: edition) {
            return "\(match.1.lowercased() == "uicc" ? "UICC" : "AJCC") \(match.2)"
        }
        return label == method.codes.first?.code ? nil : label
    }

    /// "cT2 cN1 cM0 – UICC IIB" in `Condition.stage.summary`, or a stage inside the diagnosis's own words.
    private mutating func writtenStage(of cancer: Cancer) -> Found? {
        let conditions = [cancer.condition].compactMap { $0 } + cancer.aliases
        for condition in conditions {
            for item in condition["stage"].items {
                guard let text = Concept(item["summary"]).label else { continue }
                return written(text, on: condition)
            }
        }
        for condition in conditions {
            if let text = condition.code.label, StageWording.group(in: text) != nil, text.contains("stage") {
                return written(text, on: condition)
            }
        }
        return nil
    }

    private func written(_ text: String, on condition: Resource) -> Found {
        let t = StageWording.category("T", in: text)
        let basis: StageAssessment.Basis =
            t?.contains("p") == true ? .pathological : t?.contains("c") == true ? .clinical : .other
        let group = StageWording.group(in: text)
        let n = StageWording.category("N", in: text)
        let m = StageWording.category("M", in: text)
        let known = group != nil || t != nil || n != nil || m != nil
        let stage = StageAssessment(
            basis: basis, group: group ?? (known ? nil : text), t: t, n: n, m: m, date: condition.date)
        return Found(stage: stage, paths: [condition.path])
    }

    /// The diagnosis's own summary of the stage against the stagings that it points at.
    private mutating func compareWithDiagnosis(_ found: [Found], _ cancer: Cancer) {
        guard let condition = cancer.condition, !found.isEmpty else { return }
        for item in condition["stage"].items where !item["summary"].isNull {
            guard let summary = StageWording.group(Concept(item["summary"])) else { continue }
            let cited = item["assessment"].items.compactMap { resources.resolve($0, from: condition)?.path }
            let compared = found.filter { one in
                one.stage.group != nil && (cited.isEmpty || !Set(cited).isDisjoint(with: one.paths))
            }
            guard !compared.isEmpty, !compared.contains(where: { $0.stage.group == summary }) else { continue }
            for one in compared {
                contradict(
                    "The stage is \(summary) in \(condition.path) and \(one.stage.group ?? "") in \(one.paths[0]), "
                        + "to which it points: ask which is right.")
            }
        }
    }

    private mutating func checkStages(_ found: [Found]) {
        for (place, one) in found.enumerated() {
            let stage = one.stage
            if let m = stage.m, m.contains("M1"), let group = stage.group, Self.isEarly(group) {
                contradict(
                    "Stage \(group) and \(m) exclude each other in one \(stage.basis.rawValue) staging "
                        + "(\(one.paths.joined(separator: ", "))).")
            }
            for other in found[(place + 1)...]
            where other.stage.basis == stage.basis && other.stage.date == stage.date && stage.date != nil {
                let pairs = [
                    (stage.group, other.stage.group), (stage.t, other.stage.t), (stage.n, other.stage.n),
                    (stage.m, other.stage.m),
                ]
                guard pairs.contains(where: { $0.0 != nil && $0.1 != nil && $0.0 != $0.1 }) else { continue }
                // Two systems may well give two stages.
                if stage.basis == .other, stage.system != other.stage.system { continue }
                contradict(
                    "Two \(stage.basis.rawValue) stages of the same day differ: \(stage.summary) (\(one.paths[0])) and "
                        + "\(other.stage.summary) (\(other.paths[0])).")
            }
        }
    }

    /// Stages 0 and I: in no cancer do they hold distant metastases, but for thyroid cancer of the young, which has M1 in II.
    private static func isEarly(_ group: String) -> Bool {
        let letters = group.prefix { $0 == "I" || $0 == "V" || $0 == "0" }
        return letters == "0" || letters == "I"
    }
}

extension StageAssessment.Basis {
    /// "clinical " before a stage; nothing where it is not said.
    fileprivate var words: String { self == .other ? "" : "\(rawValue) " }
}
