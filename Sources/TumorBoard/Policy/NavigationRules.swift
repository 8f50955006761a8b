/// By when a navigator's tasks are to be done.
package struct TaskRules: Codable, Equatable, Sendable, Omittable {
    /// Days from the moment at which a task arose, by kind; a list cut-off that comes sooner outranks them.
    package var dueDays: [CaseTask.Kind: Int]

    /// Consent and disagreements first, since everything waits for them.
    package static let standard = TaskRules(dueDays: [
        .consent: 2, .record: 5, .slides: 7, .identity: 2, .disputes: 5, .triage: 2, .check: 2, .authorisation: 10,
        .reconcile: 2, .other: 7, .information: 2,
    ])

    /// What holds where a journal is older than these rules.
    package static var omitted: TaskRules { standard }

    /// Rules for tasks.
    package init(dueDays: [CaseTask.Kind: Int]) { self.dueDays = dueDays }
}

/// How long a case may take, and who may take longer; every number is for a clinical lead to set.
package struct ClockRules: Codable, Equatable, Sendable, Omittable {
    /// Days from the diagnosis within which a signed plan is due.
    package var fromDiagnosisDays: Int
    /// Days from the moment at which the records were complete within which a signed plan is due.
    package var fromRecordsDays: Int
    /// Days from complete records within which the board promises its answer: reported, never a rank.
    package var promiseDays: Int
    /// Days before a limit from which a case is at risk.
    package var atRiskDays: Int
    /// Whose stopped time moves the limits of the two clocks; a treat-by date and the limit of the urgency never move.
    package var excused: [ClockCause]

    /// Four weeks from the diagnosis, two from complete records; only the patient's own time moves them.
    package static let standard = ClockRules(
        fromDiagnosisDays: 28, fromRecordsDays: 14, promiseDays: 7, atRiskDays: 3, excused: [.patient])

    /// What holds where a journal is older than these rules.
    package static var omitted: ClockRules { standard }

    /// Rules for clocks.
    package init(
        fromDiagnosisDays: Int, fromRecordsDays: Int, promiseDays: Int, atRiskDays: Int, excused: [ClockCause]
    ) {
        self.fromDiagnosisDays = fromDiagnosisDays
        self.fromRecordsDays = fromRecordsDays
        self.promiseDays = promiseDays
        self.atRiskDays = atRiskDays
        self.excused = excused
    }
}
