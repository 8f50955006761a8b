package import Foundation
package import TumorBoard

/// Reads `policy.yaml`: a site's rules. What is absent stays as in `BoardPolicy.standard`, in maps key by key.
package struct PolicyReader: Sendable {
    /// A reader.
    package init() {}

    /// The policy of a file.
    /// - Throws: `FileProblem` for an unknown key, a value that is none, or rules that contradict each other.
    package func read(_ data: Data, fileName: String) throws(FileProblem) -> BoardPolicy {
        let top = try YAMLCursor(data, file: fileName)
        try top.rejectUnknownKeys([
            "intake", "listing", "seats", "ballots", "consensus", "plans", "emergency", "tasks", "clocks", "notices",
            "scheduling", "followUp",
        ])
        var policy = BoardPolicy.standard
        if let part = top["intake"] { try read(part, into: &policy.intake) }
        if let part = top["listing"] { try read(part, into: &policy.listing) }
        if let part = top["seats"] { try read(part, into: &policy.seats) }
        if let part = top["ballots"] { try read(part, into: &policy.ballots) }
        if let part = top["consensus"] { try read(part, into: &policy.consensus) }
        if let part = top["plans"] { try read(part, into: &policy.plans) }
        if let part = top["emergency"] { try read(part, into: &policy.emergency) }
        if let part = top["notices"] { try read(part, into: &policy.notices) }
        if let part = top["tasks"] { try read(part, into: &policy.tasks) }
        if let part = top["clocks"] { try read(part, into: &policy.clocks) }
        if let part = top["scheduling"] { try read(part, into: &policy.scheduling) }
        if let part = top["followUp"] { try read(part, into: &policy.followUp) }
        return policy
    }

    private func read(_ part: YAMLCursor, into rules: inout IntakeRules) throws(FileProblem) {
        try part.rejectUnknownKeys([
            "requiredRecords", "defaultRequiredRecords", "staleAfterDays", "imageryStaleAfterDays", "staleBlocks",
            "checkBeforeListing",
        ])
        try part.merge("requiredRecords", into: &rules.requiredRecords) { value throws(FileProblem) in
            try value.choices()
        }
        try part.set("defaultRequiredRecords", &rules.defaultRequiredRecords) { value throws(FileProblem) in
            try value.choices()
        }
        try part.mergeLimits("staleAfterDays", into: &rules.staleAfterDays)
        try part.mergeLimits("imageryStaleAfterDays", into: &rules.imageryStaleAfterDays)
        try part.set("staleBlocks", &rules.staleBlocks) { value throws(FileProblem) in try value.choices() }
        try part.set("checkBeforeListing", &rules.checkBeforeListing) { value throws(FileProblem) in try value.bool() }
    }

    private func read(_ part: YAMLCursor, into rules: inout ListingRules) throws(FileProblem) {
        try part.rejectUnknownKeys(["minutesPerCase", "limitDays", "outOfSession", "chaseEveryHours", "chases"])
        try part.set("minutesPerCase", &rules.minutesPerCase, in: 1...240)
        try part.merge("limitDays", into: &rules.limitDays) { value throws(FileProblem) in
            try value.int(in: 0...365)
        }
        try part.set("outOfSession", &rules.outOfSession) { value throws(FileProblem) in try value.choices() }
        try part.set("chaseEveryHours", &rules.chaseEveryHours, in: 1...8_760)
        try part.set("chases", &rules.chases, in: 0...100)
    }

    private func read(_ part: YAMLCursor, into rules: inout SeatRules) throws(FileProblem) {
        try part.rejectUnknownKeys([
            "core", "defaultCore", "findings", "uncertainPathologyAdds", "members", "owners",
        ])
        try part.merge("core", into: &rules.core) { value throws(FileProblem) in try value.specialties(atLeastOne: true)
        }
        try part.set("defaultCore", &rules.defaultCore) { value throws(FileProblem) in
            try value.specialties(atLeastOne: true)
        }
        try part.merge("findings", into: &rules.findings) { value throws(FileProblem) in try value.choices() }
        try part.set("uncertainPathologyAdds", &rules.uncertainPathologyAdds) { value throws(FileProblem) in
            try value.choices()
        }
        try part.set("members", &rules.members) { value throws(FileProblem) in try value.choices() }
        if let owners = part["owners"] {
            for (group, value) in try owners.keys(of: DiseaseGroup.self) {
                var byModality = rules.owners[group] ?? [:]
                for (modality, value) in try value.keys(of: Modality.self) {
                    byModality[modality] = try value.specialties(atLeastOne: true)
                }
                rules.owners[group] = byModality
            }
        }
    }

    private func read(_ part: YAMLCursor, into rules: inout BallotRules) throws(FileProblem) {
        try part.rejectUnknownKeys([
            "closeHoursBeforeSession", "remindHoursBeforeClose", "coverHoursBeforeClose", "outOfSessionHours",
            "thirdOpinionHours", "reconfirmHours", "codeForStaff", "requireKey", "discussBeforeThirdOpinion",
        ])
        try part.set("closeHoursBeforeSession", &rules.closeHoursBeforeSession, in: 0...720)
        try part.set("remindHoursBeforeClose", &rules.remindHoursBeforeClose) { value throws(FileProblem) in
            var hours: [Int] = []
            for item in try value.list() { hours.append(try item.int(in: 0...720)) }
            return hours
        }
        try part.set("coverHoursBeforeClose", &rules.coverHoursBeforeClose, in: 0...720)
        try part.set("outOfSessionHours", &rules.outOfSessionHours, in: 1...720)
        try part.set("thirdOpinionHours", &rules.thirdOpinionHours, in: 1...720)
        try part.set("reconfirmHours", &rules.reconfirmHours, in: 0...720)
        try part.set("codeForStaff", &rules.codeForStaff) { value throws(FileProblem) in try value.bool() }
        try part.set("requireKey", &rules.requireKey) { value throws(FileProblem) in try value.bool() }
        try part.set("discussBeforeThirdOpinion", &rules.discussBeforeThirdOpinion) { value throws(FileProblem) in
            try value.bool()
        }
    }

    private func read(_ part: YAMLCursor, into rules: inout ConsensusRules) throws(FileProblem) {
        try part.rejectUnknownKeys([
            "lowUpTo", "highFrom", "oppositionPercent", "supportOutOf", "supportNeeded", "minimumQuorum",
            "minimumSpecialties", "bandFrom", "boardSitsFrom", "required", "owners", "classes",
        ])
        try part.set("lowUpTo", &rules.lowUpTo, in: 1...9)
        try part.set("highFrom", &rules.highFrom, in: 1...9)
        guard rules.lowUpTo < rules.highFrom else {
            throw part.problem(
                "lowUpTo (\(rules.lowUpTo)) must be below highFrom (\(rules.highFrom)): no rating can be both")
        }
        try part.set("oppositionPercent", &rules.oppositionPercent, in: 1...100)
        try part.set("supportOutOf", &rules.supportOutOf, in: 1...100)
        try part.set("supportNeeded", &rules.supportNeeded, in: 1...100)
        guard 2 * rules.supportNeeded > rules.supportOutOf, rules.supportNeeded <= rules.supportOutOf else {
            throw part.problem(
                "supportNeeded of supportOutOf (\(rules.supportNeeded) of \(rules.supportOutOf)) must be more than half "
                    + "and at most all: no plan stands against a majority")
        }
        try part.set("minimumQuorum", &rules.minimumQuorum, in: 1...50)
        try part.set("minimumSpecialties", &rules.minimumSpecialties, in: 1...20)
        try part.set("bandFrom", &rules.bandFrom, in: 1...100)
        try part.set("boardSitsFrom", &rules.boardSitsFrom, in: 1...100)
        try part.set("required", &rules.required) { value throws(FileProblem) in try value.choices() }
        try part.merge("owners", into: &rules.owners) { value throws(FileProblem) in try value.choices() }
        try part.merge("classes", into: &rules.classes) { value throws(FileProblem) in try value.strings() }
    }

    private func read(_ part: YAMLCursor, into rules: inout PlanRules) throws(FileProblem) {
        try part.rejectUnknownKeys([
            "signReminderHours", "heldAlarmWorkingDays", "holidays", "patientLinkDays", "plainLanguage",
            "confirmInSession",
        ])
        try part.set("signReminderHours", &rules.signReminderHours, in: 1...720)
        try part.set("heldAlarmWorkingDays", &rules.heldAlarmWorkingDays, in: 0...60)
        try part.set("holidays", &rules.holidays) { value throws(FileProblem) in
            var days: [CivilDate] = []
            for item in try value.list() { days.append(try item.date()) }
            return days
        }
        try part.set("patientLinkDays", &rules.patientLinkDays, in: 1...730)
        if let plain = part["plainLanguage"] {
            try plain.rejectUnknownKeys(["grade", "lix", "sentenceWords"])
            try plain.set("grade", &rules.plainLanguage.grade, in: 1...20)
            try plain.set("lix", &rules.plainLanguage.lix, in: 10...100)
            try plain.set("sentenceWords", &rules.plainLanguage.sentenceWords, in: 5...100)
        }
        try part.set("confirmInSession", &rules.confirmInSession) { value throws(FileProblem) in try value.bool() }
    }

    private func read(_ part: YAMLCursor, into rules: inout EmergencyRules) throws(FileProblem) {
        try part.rejectUnknownKeys(["repeatMinutes"])
        try part.set("repeatMinutes", &rules.repeatMinutes, in: 1...240)
    }

    private func read(_ part: YAMLCursor, into rules: inout PatientNotices) throws(FileProblem) {
        try part.rejectUnknownKeys(["milestones"])
        try part.set("milestones", &rules.milestones) { value throws(FileProblem) in try value.choices() }
    }

    private func read(_ part: YAMLCursor, into rules: inout TaskRules) throws(FileProblem) {
        try part.rejectUnknownKeys(["dueDays"])
        try part.merge("dueDays", into: &rules.dueDays) { value throws(FileProblem) in try value.int(in: 0...365) }
    }

    private func read(_ part: YAMLCursor, into rules: inout SchedulingRules) throws(FileProblem) {
        let weights = SchedulingRules.weights.map(\.name)
        try part.rejectUnknownKeys(
            weights + [
                "late", "waiting", "unplaced", "expertise", "quorum", "required", "coreExpertise", "cover",
                "horizonDays",
            ])
        for (name, path) in SchedulingRules.weights { try part.set(name, &rules[keyPath: path], in: 0...1_000_000) }
        for (name, path) in [("late", \SchedulingRules.late), ("waiting", \.waiting), ("unplaced", \.unplaced)] {
            try part.merge(name, into: &rules[keyPath: path]) { value throws(FileProblem) in
                try value.int(in: 0...1_000_000)
            }
        }
        if let levels = part["expertise"] {
            let costs = try levels.list()
            guard costs.count == 5 else { throw levels.problem("give a cost for each of the five levels of expertise") }
            for (index, cost) in costs.enumerated() { rules.expertise[index] = try cost.int(in: 0...1_000_000) }
        }
        try part.set("quorum", &rules.quorum, in: 0...20)
        try part.set("required", &rules.required) { value throws(FileProblem) in try value.choices() }
        try part.set("coreExpertise", &rules.coreExpertise, in: 1...5)
        try part.set("cover", &rules.cover) { value throws(FileProblem) in try value.bool() }
        try part.set("horizonDays", &rules.horizonDays, in: 1...366)
    }

    private func read(_ part: YAMLCursor, into rules: inout FollowUpRules) throws(FileProblem) {
        try part.rejectUnknownKeys([
            "answerHours", "remindHoursBefore", "alarmEveryHours", "openQuestions", "questionCharacters",
            "implementationDays", "implementationRemindDays", "implementationUnknownAfterDays",
        ])
        try part.set("answerHours", &rules.answerHours, in: 1...720)
        try part.set("remindHoursBefore", &rules.remindHoursBefore, in: 0...720)
        try part.set("alarmEveryHours", &rules.alarmEveryHours, in: 1...720)
        try part.set("openQuestions", &rules.openQuestions, in: 1...100)
        try part.set("questionCharacters", &rules.questionCharacters, in: 100...10_000)
        try part.set("implementationDays", &rules.implementationDays) { value throws(FileProblem) in
            try value.days()
        }
        try part.set("implementationRemindDays", &rules.implementationRemindDays) { value throws(FileProblem) in
            try value.days()
        }
        try part.set("implementationUnknownAfterDays", &rules.implementationUnknownAfterDays, in: 1...365)
    }

    private func read(_ part: YAMLCursor, into rules: inout ClockRules) throws(FileProblem) {
        try part.rejectUnknownKeys(["fromDiagnosisDays", "fromRecordsDays", "promiseDays", "atRiskDays", "excused"])
        try part.set("fromDiagnosisDays", &rules.fromDiagnosisDays, in: 1...365)
        try part.set("fromRecordsDays", &rules.fromRecordsDays, in: 1...365)
        try part.set("promiseDays", &rules.promiseDays, in: 1...365)
        try part.set("atRiskDays", &rules.atRiskDays, in: 0...60)
        try part.set("excused", &rules.excused) { value throws(FileProblem) in try value.choices() }
    }
}

extension YAMLCursor {
    /// Sets a rule where its key is there.
    fileprivate func set<Value>(
        _ key: String, _ rule: inout Value, _ read: (YAMLCursor) throws(FileProblem) -> Value
    ) throws(FileProblem) {
        if let value = self[key] { rule = try read(value) }
    }

    /// Sets a number where its key is there.
    fileprivate func set(_ key: String, _ rule: inout Int, in limits: ClosedRange<Int>) throws(FileProblem) {
        if let value = self[key] { rule = try value.int(in: limits) }
    }

    /// Sets the entries of a map that are there; the others stay.
    fileprivate func merge<Key, Value>(
        _ key: String, into rules: inout [Key: Value], _ read: (YAMLCursor) throws(FileProblem) -> Value
    ) throws(FileProblem) where Key: RawRepresentable & CaseIterable & Hashable, Key.RawValue == String {
        guard let map = self[key] else { return }
        for (name, value) in try map.keys(of: Key.self) { rules[name] = try read(value) }
    }

    /// Sets limits in days; “never” takes a limit away.
    fileprivate func mergeLimits<Key>(
        _ key: String, into limits: inout [Key: Int]
    ) throws(FileProblem) where Key: RawRepresentable & CaseIterable & Hashable, Key.RawValue == String {
        guard let map = self[key] else { return }
        for (name, value) in try map.keys(of: Key.self) {
            limits[name] = try value.string() == "never" ? nil : try value.int(in: 1...3_650)
        }
    }

    /// The entries of a map whose keys are an enumeration's; any other key is refused.
    fileprivate func keys<Key>(of _: Key.Type) throws(FileProblem) -> [(Key, YAMLCursor)]
    where Key: RawRepresentable & CaseIterable, Key.RawValue == String {
        try rejectUnknownKeys(Key.allCases.map(\.rawValue))
        var found: [(Key, YAMLCursor)] = []
        for (name, value) in try map() {
            if let key = Key(rawValue: name) { found.append((key, value)) }
        }
        return found
    }

    /// Different numbers of days, a day to ten years.
    fileprivate func days() throws(FileProblem) -> [Int] {
        var days: [Int] = []
        for item in try list() {
            let day = try item.int(in: 1...3_650)
            guard !days.contains(day) else { throw item.problem("\(day) stands twice: name each day once") }
            days.append(day)
        }
        return days
    }

    fileprivate func specialties(atLeastOne: Bool) throws(FileProblem) -> [Specialty] {
        let found = try choices(of: Specialty.self)
        guard !atLeastOne || !found.isEmpty else { throw problem("name at least one specialty") }
        return found
    }
}
