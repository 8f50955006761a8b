import TumorBoard

extension Importer {
    /// Stagings of this cancer, in order of date.
    mutating func readStaging(of cancer: Cancer) -> [StageAssessment] {
        var groups: [(observation: Resource, stage: StageAssessment)] = []
        var categories: [(observation: Resource, item: StageItem)] = []
        for observation in open("Observation") {
            guard let item = StageItem(observation), belongs(observation, item, to: cancer) else { continue }
            if case .group(let basis) = item {
                groups.append((observation, stage(observation, basis)))
            } else {
                categories.append((observation, item))
            }
        }
        for index in groups.indices {
            let observation = groups[index].observation
            fill(&groups[index].stage, membersOf: observation)
        }
        var stages = groups.map(\.stage)
        for (observation, item) in categories where !claimed.contains(observation.index) {
            place(observation, item, among: &stages)
        }
        for (observation, stage) in groups { understood("Stage: \(stage.summary)", from: observation) }
        if stages.isEmpty, let written = writtenStage(of: cancer) { stages = [written] }
        checkStages(stages)
        return stages.enumerated().sorted { left, right in
            (left.element.date?.daysSince1970 ?? 0, left.offset) < (
                right.element.date?.daysSince1970 ?? 0, right.offset
            )
        }.map(\.element)
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

    private mutating func fill(_ stage: inout StageAssessment, membersOf observation: Resource) {
        for member in observation["hasMember"].items {
            guard let part = resources.resolve(member, from: observation), let item = StageItem(part) else { continue }
            claim(part)
            set(item, of: part, in: &stage)
        }
    }

    private func set(_ item: StageItem, of observation: Resource, in stage: inout StageAssessment) {
        let value = Concept(
            observation["valueCodeableConcept"].isNull
                ? observation["valueString"] : observation["valueCodeableConcept"])
        switch item {
        case .t: stage.t = StageWording.category("T", value)
        case .n: stage.n = StageWording.category("N", value)
        case .m: stage.m = StageWording.category("M", value)
        case .group: break
        }
    }

    /// A category that no group holds joins the staging of the same basis that still lacks it, or makes a new one.
    private mutating func place(_ observation: Resource, _ item: StageItem, among stages: inout [StageAssessment]) {
        let date = observation.date
        func lacks(_ stage: StageAssessment) -> Bool {
            switch item {
            case .t: stage.t == nil
            case .n: stage.n == nil
            case .m: stage.m == nil
            case .group: false
            }
        }
        let fitting = stages.indices.filter { stages[$0].basis == item.basis && lacks(stages[$0]) }
        let exact = fitting.first { stages[$0].date == date }
        // A category of another day joins only where there is no choice.
        let only = fitting.count == 1 && stages.filter { $0.basis == item.basis }.count == 1 ? fitting.first : nil
        let target: Int
        if let found = exact ?? only {
            target = found
        } else {
            stages.append(StageAssessment(basis: item.basis, system: Self.system(observation), date: date))
            target = stages.count - 1
        }
        set(item, of: observation, in: &stages[target])
        let value = Concept(observation["valueCodeableConcept"]).label ?? observation["valueString"].text ?? "no value"
        understood("Stage category: \(value)", from: observation)
    }

    private static func system(_ observation: Resource) -> String? {
        let method = Concept(observation["method"])
        guard let label = method.label else { return nil }
        if let match = label.firstMatch(
            of: /(?i)(American Joint Comm\w+ on Cancer|AJCC|UICC).*?(\d+)(?:th|st|nd|rd)? ed/)
        {
            return "\(match.1.lowercased() == "uicc" ? "UICC" : "AJCC") \(match.2)"
        }
        return label == method.codes.first?.code ? nil : label
    }

    /// "cT2 cN1 cM0 – UICC IIB" in `Condition.stage.summary`, or a stage inside the diagnosis's own words.
    private mutating func writtenStage(of cancer: Cancer) -> StageAssessment? {
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

    private mutating func written(_ text: String, on condition: Resource) -> StageAssessment {
        let t = StageWording.category("T", in: text)
        let basis: StageAssessment.Basis =
            t?.contains("p") == true ? .pathological : t?.contains("c") == true ? .clinical : .other
        let group = StageWording.group(in: text)
        let n = StageWording.category("N", in: text)
        let m = StageWording.category("M", in: text)
        let known = group != nil || t != nil || n != nil || m != nil
        report.understood.append("Stage: \(text) (wording of \(condition.path))")
        return StageAssessment(
            basis: basis, group: group ?? (known ? nil : text), t: t, n: n, m: m, date: condition.date)
    }

    private mutating func checkStages(_ stages: [StageAssessment]) {
        for (index, stage) in stages.enumerated() {
            for other in stages[(index + 1)...]
            where other.basis == stage.basis && other.date == stage.date && stage.basis != .other {
                if let one = stage.group, let two = other.group, one != two {
                    doubt("Two \(stage.basis.rawValue) stages of the same day differ: \(one) and \(two).")
                }
            }
        }
    }
}
