import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("A policy file") struct PolicyReaderTests {
    @Test("The sample policy names every rule with its standard value")
    func sampleIsStandard() throws {
        let file = packageRoot.appending(path: "Samples/policy.yaml")
        let data = try Data(contentsOf: file)
        #expect(try PolicyReader().read(data, fileName: "policy.yaml") == .standard)
        let top = try YAMLCursor(data, file: "policy.yaml")
        for (part, rules) in try standardRules() {
            let written = try Set(top.required(part).map().map(\.key))
            #expect(written == rules, "\(part) of Samples/policy.yaml")
        }
    }

    @Test("Each rule of the sample policy is read: a changed value changes the policy")
    func everyRuleIsRead() throws {
        for (part, rule, value) in (Self.changes + Self.weights) {
            let policy = try read("\(part):\n  \(rule): \(value)\n")
            #expect(policy != .standard, "\(part).\(rule)")
        }
        let covered = Dictionary(grouping: (Self.changes + Self.weights), by: \.0).mapValues { Set($0.map(\.1)) }
        for (part, rules) in try standardRules() { #expect(covered[part] == rules, "\(part)") }
    }

    @Test("What a file leaves out stays as in the standard, in maps key by key")
    func partial() throws {
        let policy = try read(
            """
            intake:
              requiredRecords: {breast: [pathologyReport]}
              staleAfterDays: {bloodCount: never, chemistry: 7}
            seats:
              owners: {lung: {systemic: [pulmonologist, medicalOncologist]}}
            ballots:
            """)
        var expected = BoardPolicy.standard
        expected.intake.requiredRecords[.breast] = [.pathologyReport]
        expected.intake.staleAfterDays[.bloodCount] = nil
        expected.intake.staleAfterDays[.chemistry] = 7
        expected.seats.owners[.lung] = [.systemic: [.pulmonologist, .medicalOncologist]]
        #expect(policy == expected)
    }

    @Test(
        "A fault names line, field and what to write",
        arguments: [
            ("ballots:\n  coverHourBeforeClose: 6\n", 2, "did you mean “coverHoursBeforeClose”?"),
            ("balots: {}\n", 1, "did you mean “ballots”?"),
            ("intake:\n  requiredRecords:\n    breasts: [images]\n", 3, "did you mean “breast”?"),
            ("intake:\n  staleBlocks: [breats]\n", 2, "not one of"),
            ("listing:\n  minutesPerCase: soon\n", 2, "not a whole number"),
            ("listing:\n  limitDays: {standard: 400}\n", 2, "not between 0 and 365"),
            ("seats:\n  defaultCore: []\n", 2, "at least one specialty"),
            ("consensus:\n  lowUpTo: 7\n", nil, "must be below highFrom"),
            ("consensus:\n  supportNeeded: 1\n", nil, "more than half"),
        ] as [(String, Int?, String)])
    func faults(yaml: String, line: Int?, words: String) {
        let problem = #expect(throws: FileProblem.self) { try read(yaml) }
        if let line { #expect(problem?.line == line) }
        #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
    }

    private func read(_ yaml: String) throws -> BoardPolicy {
        try PolicyReader().read(Data(yaml.utf8), fileName: "policy.yaml")
    }

    /// The rules of each part, as the standard policy is stored.
    private func standardRules() throws -> [String: Set<String>] {
        let stored = try JSONSerialization.jsonObject(with: try JSONEncoder.canonical.encode(BoardPolicy.standard))
        let parts = try #require(stored as? [String: [String: Any]])
        // a part that later versions added is not stored while it is the standard one
        return parts.mapValues { Set($0.keys) }.merging(["notices": ["milestones"]]) { stored, _ in stored }
    }

    private static let changes = [
        ("intake", "requiredRecords", "{skin: [images]}"), ("intake", "defaultRequiredRecords", "[images]"),
        ("intake", "staleAfterDays", "{bloodCount: 3}"), ("intake", "imageryStaleAfterDays", "{ct: 3}"),
        ("intake", "staleBlocks", "[lung]"),
        ("intake", "checkBeforeListing", "true"), ("tasks", "dueDays", "{record: 3}"),
        ("clocks", "fromDiagnosisDays", "21"), ("clocks", "fromRecordsDays", "10"), ("clocks", "promiseDays", "5"),
        ("clocks", "atRiskDays", "5"), ("clocks", "excused", "[patient, payer]"), ("listing", "minutesPerCase", "20"),
        ("listing", "limitDays", "{standard: 21}"), ("listing", "outOfSession", "[days, expedited]"),
        ("listing", "chaseEveryHours", "24"), ("listing", "chases", "5"),
        ("seats", "core", "{lung: [pulmonologist, surgeon]}"), ("seats", "defaultCore", "[surgeon]"),
        ("seats", "findings", "{breast: [radiologist]}"), ("seats", "uncertainPathologyAdds", "[]"),
        ("seats", "members", "[nurseSpecialist]"), ("seats", "owners", "{lung: {systemic: [pulmonologist]}}"),
        ("ballots", "closeHoursBeforeSession", "12"), ("ballots", "remindHoursBeforeClose", "[36]"),
        ("ballots", "coverHoursBeforeClose", "6"), ("ballots", "outOfSessionHours", "48"),
        ("ballots", "thirdOpinionHours", "24"), ("ballots", "reconfirmHours", "6"),
        ("ballots", "codeForStaff", "false"), ("ballots", "requireKey", "true"),
        ("ballots", "discussBeforeThirdOpinion", "true"),
        ("consensus", "lowUpTo", "2"), ("consensus", "highFrom", "8"), ("consensus", "oppositionPercent", "20"),
        ("consensus", "supportOutOf", "2"), ("consensus", "supportNeeded", "3"), ("consensus", "minimumQuorum", "3"),
        ("consensus", "minimumSpecialties", "3"), ("consensus", "bandFrom", "5"), ("consensus", "boardSitsFrom", "5"),
        ("consensus", "required", "[surgeon]"), ("consensus", "owners", "{clinicalTrial: [medicalOncologist]}"),
        ("consensus", "classes", "{systemic: [FLOT]}"), ("plans", "signReminderHours", "12"),
        ("plans", "heldAlarmWorkingDays", "3"), ("plans", "holidays", "[2026-12-24]"),
        ("plans", "patientLinkDays", "30"),
        ("plans", "plainLanguage", "{grade: 9, lix: 40, sentenceWords: 15}"),
        ("plans", "confirmInSession", "true"),
        ("emergency", "repeatMinutes", "5"), ("notices", "milestones", "[planReady]"),
        ("scheduling", "late", "{days: 500}"), ("scheduling", "waiting", "{standard: 5}"),
        ("scheduling", "unplaced", "{standard: 50000}"), ("scheduling", "expertise", "[500, 400, 300, 200, 100]"),
        ("scheduling", "quorum", "3"), ("scheduling", "required", "[surgeon]"), ("scheduling", "coreExpertise", "4"),
        ("scheduling", "cover", "false"), ("scheduling", "horizonDays", "90"),
        ("followUp", "answerHours", "48"), ("followUp", "remindHoursBefore", "12"),
        ("followUp", "alarmEveryHours", "8"), ("followUp", "openQuestions", "3"),
        ("followUp", "questionCharacters", "500"), ("followUp", "implementationDays", "[30]"),
        ("followUp", "implementationRemindDays", "[7]"), ("followUp", "implementationUnknownAfterDays", "21"),
    ]

    private static let weights = SchedulingRules.weights.map { ("scheduling", $0.name, "7") }
}

/// The folder that holds Package.swift.
let packageRoot: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
        folder.deleteLastPathComponent()
    }
    return folder
}()
