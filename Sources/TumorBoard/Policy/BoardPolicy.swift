package import Foundation

/// A site's rules as one value: everything here is for a clinical lead to set.
package struct BoardPolicy: Codable, Equatable, Sendable {
    /// What a case must bring.
    package var intake: IntakeRules
    /// When and where it is decided.
    package var listing: ListingRules
    /// Which seats it needs.
    package var seats: SeatRules
    /// How opinions are collected.
    package var ballots: BallotRules
    /// How opinions become an outcome.
    package var consensus: ConsensusRules
    /// How a plan is released.
    package var plans: PlanRules
    /// What happens in an emergency.
    package var emergency: EmergencyRules
    /// When patients are written to.
    @Omitted package var notices: PatientNotices
    /// By when tasks are to be done.
    @Added package var tasks: TaskRules
    /// How long a case may take.
    @Added package var clocks: ClockRules
    /// What the plan of sessions and panels weighs.
    @Added package var scheduling: SchedulingRules
    /// What happens after a plan is released.
    @Added package var followUp: FollowUpRules
    /// In which zone an instant becomes a day: the site's, put here by whoever reads the policy; no rule, so not stored.
    package var zone: TimeZone = .gmt

    private enum CodingKeys: String, CodingKey {
        case intake, listing, seats, ballots, consensus, plans, emergency, tasks, clocks, notices,
            scheduling, followUp
    }

    /// The rules that hold where a site sets none.
    package static let standard = BoardPolicy(
        intake: .standard, listing: .standard, seats: .standard, ballots: .standard, consensus: .standard,
        plans: .standard, emergency: .standard)

    /// Rules for every part.
    package init(
        intake: IntakeRules, listing: ListingRules, seats: SeatRules, ballots: BallotRules, consensus: ConsensusRules,
        plans: PlanRules, emergency: EmergencyRules, tasks: TaskRules = .standard, clocks: ClockRules = .standard,
        scheduling: SchedulingRules = .standard, followUp: FollowUpRules = .standard
    ) {
        self.intake = intake
        self.listing = listing
        self.seats = seats
        self.ballots = ballots
        self.consensus = consensus
        self.plans = plans
        self.emergency = emergency
        self.tasks = tasks
        self.clocks = clocks
        self.scheduling = scheduling
        self.followUp = followUp
    }
}

/// When and where a case is decided.
package struct ListingRules: Codable, Equatable, Sendable {
    /// Minutes on the agenda for each case.
    package var minutesPerCase: Int
    /// Days within which a case must be decided, by urgency, counted from the referral.
    package var limitDays: [UrgencyClass: Int]
    /// Urgencies that are decided out of session where no session comes before the limit.
    package var outOfSession: [UrgencyClass]
    /// Hours between two requests for the same missing records.
    package var chaseEveryHours: Int
    /// How many requests are sent before the coordinator is asked to telephone.
    package var chases: Int

    /// Four weeks at the outside; days means three.
    package static let standard = ListingRules(
        minutesPerCase: 15, limitDays: [.emergency: 0, .days: 3, .expedited: 14, .standard: 28],
        outOfSession: [.days], chaseEveryHours: 168, chases: 2)

    /// Rules for listing.
    package init(
        minutesPerCase: Int, limitDays: [UrgencyClass: Int], outOfSession: [UrgencyClass], chaseEveryHours: Int,
        chases: Int
    ) {
        self.minutesPerCase = minutesPerCase
        self.limitDays = limitDays
        self.outOfSession = outOfSession
        self.chaseEveryHours = chaseEveryHours
        self.chases = chases
    }

    /// The last instant at which the case may be decided: a treat-by date outranks the limit of its urgency.
    package func latestDecision(for subject: Case, now: Date) -> Date {
        if let treatBy = subject.treatBy { return treatBy.startUTC }
        let from = subject.referral.received?.startUTC ?? now
        return from.addingTimeInterval(86_400 * Double(limitDays[subject.urgency.level] ?? 28))
    }
}

/// Which seats a case needs.
package struct SeatRules: Codable, Equatable, Sendable {
    /// Voting seats by disease group.
    package var core: [DiseaseGroup: [Specialty]]
    /// Voting seats where the group has none of its own.
    package var defaultCore: [Specialty]
    /// Findings seats by disease group.
    package var findings: [DiseaseGroup: [Specialty]]
    /// Findings seats that a referral reason adds.
    package var uncertainPathologyAdds: [Specialty]
    /// Members without a vote on every case.
    package var members: [Specialty]
    /// Owners of modalities where they differ from the default.
    package var owners: [DiseaseGroup: [Modality: [Specialty]]]

    /// A surgeon, a medical and a radiation oncologist; haematologists for leukaemia and lymphoma.
    package static let standard = SeatRules(
        core: [
            .leukaemia: [.haematologist, .transplantPhysician, .radiationOncologist],
            .lymphoma: [.haematologist, .medicalOncologist, .radiationOncologist],
            .myeloma: [.haematologist, .transplantPhysician, .radiationOncologist],
        ],
        defaultCore: [.surgeon, .medicalOncologist, .radiationOncologist], findings: [:],
        uncertainPathologyAdds: [.pathologist], members: [],
        owners: [
            .leukaemia: [.systemic: [.haematologist]], .myeloma: [.systemic: [.haematologist]],
            .lymphoma: [.systemic: [.haematologist, .medicalOncologist]],
        ])

    /// Rules for seats.
    package init(
        core: [DiseaseGroup: [Specialty]], defaultCore: [Specialty], findings: [DiseaseGroup: [Specialty]],
        uncertainPathologyAdds: [Specialty], members: [Specialty],
        owners: [DiseaseGroup: [Modality: [Specialty]]]
    ) {
        self.core = core
        self.defaultCore = defaultCore
        self.findings = findings
        self.uncertainPathologyAdds = uncertainPathologyAdds
        self.members = members
        self.owners = owners
    }

    /// The voting seats of a disease group.
    package func core(for group: DiseaseGroup) -> [Specialty] { core[group] ?? defaultCore }

    /// Every seat of a case, voting ones first.
    package func seats(for subject: Case) -> [Specialty] {
        var seats = core(for: subject.diseaseGroup) + (findings[subject.diseaseGroup] ?? [])
        if subject.referral.reasons.contains(.uncertainPathology) { seats += uncertainPathologyAdds }
        seats += members
        var seen: Set<Specialty> = []
        return seats.filter { seen.insert($0).inserted }
    }
}

/// How opinions are collected.
package struct BallotRules: Codable, Equatable, Sendable {
    /// Hours before the session at which ballots close.
    package var closeHoursBeforeSession: Int
    /// Hours before the close at which whoever has not answered is reminded.
    package var remindHoursBeforeClose: [Int]
    /// Hours before the close at which a silent seat is given to someone else.
    package var coverHoursBeforeClose: Int
    /// Hours that a ballot out of session is open.
    package var outOfSessionHours: Int
    /// Hours that a third opinion is given.
    package var thirdOpinionHours: Int
    /// Hours that everyone gets at least after new evidence.
    package var reconfirmHours: Int
    /// Whether staff must give a mailed code before a packet is shown.
    package var codeForStaff: Bool
    /// Whether an opinion is taken only with its author's registered key, from the command line.
    @Added package var requireKey: Bool
    /// Whether the panel discusses a case, and everyone may revise once, before a third opinion is sought.
    @Added package var discussBeforeThirdOpinion: Bool

    /// Close a day before the session, remind twice, cover after the second reminder.
    package static let standard = BallotRules(
        closeHoursBeforeSession: 24, remindHoursBeforeClose: [48, 24], coverHoursBeforeClose: 18,
        outOfSessionHours: 24, thirdOpinionHours: 48, reconfirmHours: 12, codeForStaff: true)

    /// Rules for ballots.
    package init(
        closeHoursBeforeSession: Int, remindHoursBeforeClose: [Int], coverHoursBeforeClose: Int,
        outOfSessionHours: Int, thirdOpinionHours: Int, reconfirmHours: Int, codeForStaff: Bool,
        discussBeforeThirdOpinion: Bool = false
    ) {
        self.closeHoursBeforeSession = closeHoursBeforeSession
        self.remindHoursBeforeClose = remindHoursBeforeClose
        self.coverHoursBeforeClose = coverHoursBeforeClose
        self.outOfSessionHours = outOfSessionHours
        self.thirdOpinionHours = thirdOpinionHours
        self.reconfirmHours = reconfirmHours
        self.codeForStaff = codeForStaff
        self.discussBeforeThirdOpinion = discussBeforeThirdOpinion
    }
}

/// How a plan is released.
package struct PlanRules: Codable, Equatable, Sendable {
    /// Hours after which an unsigned plan is asked for again.
    package var signReminderHours: Int
    /// Working days after which a plan that is still held raises an alarm.
    package var heldAlarmWorkingDays: Int
    /// Days on which nobody is expected to talk with patients, beside Saturdays and Sundays.
    @Added package var holidays: [CivilDate]
    /// Days that a patient's link stays valid.
    package var patientLinkDays: Int
    /// How plain a patient's plan is to be.
    @Added package var plainLanguage: PlainLanguageRules
    /// Whether the session must have confirmed a consensus before its plan is for signature.
    @Added package var confirmInSession: Bool

    /// Two working days.
    package static let standard = PlanRules(signReminderHours: 24, heldAlarmWorkingDays: 2, patientLinkDays: 90)

    /// Rules for release.
    package init(
        signReminderHours: Int, heldAlarmWorkingDays: Int, patientLinkDays: Int, confirmInSession: Bool = false
    ) {
        self.signReminderHours = signReminderHours
        self.heldAlarmWorkingDays = heldAlarmWorkingDays
        self.patientLinkDays = patientLinkDays
        self.confirmInSession = confirmInSession
    }
}

/// What happens in an emergency.
package struct EmergencyRules: Codable, Equatable, Sendable {
    /// Minutes between two alerts until someone acknowledges.
    package var repeatMinutes: Int

    /// Every ten minutes.
    package static let standard = EmergencyRules(repeatMinutes: 10)

    /// Rules for emergencies.
    package init(repeatMinutes: Int) { self.repeatMinutes = repeatMinutes }
}
