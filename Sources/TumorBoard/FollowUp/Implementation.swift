package import Foundation

/// How far a plan was carried out. Unknown is never counted as success.
package enum ImplementationStatus: String, Codable, CaseIterable, Sendable {
    case full, partial, deviation, unknown

    /// The status as a person would write it.
    package var title: String {
        switch self {
        case .full: "carried out in full"
        case .partial: "carried out in part"
        case .deviation: "something else was done"
        case .unknown: "not known"
        }
    }

    /// Whether it says why.
    package var needsReason: Bool { self == .partial || self == .deviation }
}

/// Why a recommendation was not carried out, or not in full: the reasons that studies of how far the recommendations of
/// tumor boards are followed tell apart, and words for any other.
package enum ImplementationReason: String, Codable, CaseIterable, Sendable {
    case patientChoice, comorbidity, progression, newFindings, death, access, waitingTime, treatedElsewhere
    case clinicianJudgement, other

    /// The reason as a person would write it.
    package var title: String {
        switch self {
        case .patientChoice: "the patient chose otherwise"
        case .comorbidity: "other illness, or not fit enough"
        case .progression: "the disease progressed"
        case .newFindings: "new findings"
        case .death: "the patient died"
        case .access: "access or cost"
        case .waitingTime: "waiting time"
        case .treatedElsewhere: "treated elsewhere"
        case .clinicianJudgement: "the treating clinician judged otherwise"
        case .other: "another reason"
        }
    }
}

/// The question how far a plan was carried out, asked once more.
package struct ImplementationAsk: Codable, Equatable, Sendable {
    /// How many days after the signature: 30, 90.
    package var day: Int
    /// Which version of the plan.
    package var version: Int
    /// From 1; more are reminders.
    package var count: Int
}

/// How far a plan was carried out, as somebody reports it or as the rule records it where nobody does.
package struct ImplementationReport: Codable, Equatable, Sendable {
    /// How many days after the signature it speaks of: 30, 90.
    package var day: Int
    /// Which version of the plan.
    package var version: Int
    /// How far.
    package var status: ImplementationStatus
    /// Why not, or not in full.
    package var reason: ImplementationReason?
    /// More about the reason, in words.
    package var words: String?
    /// What was done instead.
    package var instead: String?
    /// When the first treatment began.
    package var started: CivilDate?
    /// Who reports.
    package var by: String
    /// Whether nobody reported, and the rule records that it is not known.
    @Omitted package var isByRule: Bool

    /// A report on one of the days.
    package init(
        day: Int, version: Int, status: ImplementationStatus, reason: ImplementationReason? = nil, words: String? = nil,
        instead: String? = nil, started: CivilDate? = nil, by: String, isByRule: Bool = false
    ) {
        self.day = day
        self.version = version
        self.status = status
        self.reason = reason
        self.words = words
        self.instead = instead
        self.started = started
        self.by = by
        self.isByRule = isByRule
    }

    /// The report in one line.
    package var line: String {
        let why = reason.map {
            $0 == .other ? words ?? $0.title : [$0.title, words].compactMap { $0 }.joined(separator: ", ")
        }
        return [
            status.title, why, instead.map { "instead: \($0)" }, started.map { "first treatment on \($0)" },
        ].compactMap { $0 }.joined(separator: "; ")
    }
}

/// One of the days on which it is asked how far the plan in force was carried out, with what came of it.
package struct ImplementationPoint: Equatable, Sendable {
    /// How many days after the signature: 30, 90.
    package let day: Int
    /// Which version of the plan.
    package let version: Int
    /// When it is asked first.
    package let due: Date
    /// Each time it was asked.
    package let asks: [IntakeLog.Entry<ImplementationAsk>]
    /// Every report, the last counts; one by rule gives way to a later answer, and both stay.
    package let reports: [IntakeLog.Entry<ImplementationReport>]
    /// How the case ended, where it is not asked because of that and nobody reported.
    package let notAsked: Ending.Kind?

    /// The report that counts; nil while there is none.
    package var report: ImplementationReport? { reports.last?.act }
}
