package import Foundation

/// What a question about a plan is about, as the patient ticks it.
package enum FollowUpTopic: String, Codable, CaseIterable, Sendable {
    case operation, medicines, radiation, other

    /// The kind of treatment that it is about; nil where it may be about anything.
    package var modality: Modality? {
        switch self {
        case .operation: .surgery
        case .medicines: .systemic
        case .radiation: .radiotherapy
        case .other: nil
        }
    }
}

/// Whose task it is to answer a question.
package enum FollowUpOwner: Codable, Hashable, Sendable {
    /// Someone on the roster.
    case reviewer(ReviewerID)
    /// The navigator, who answers or finds someone who can.
    case navigator
    /// The coordinator, where there is no navigator who can be written to.
    case coordinator
}

/// A question about a plan that was released, asked by the patient or for them. It costs the patient nothing.
package struct FollowUpQuestion: Codable, Equatable, Sendable {
    /// Names it within the case: f1, f2, ….
    package var id: String
    /// In the words of whoever asks.
    package var text: String
    /// What it is about.
    package var topic: FollowUpTopic
    /// Who asks: "patient", "companion", or the name of whoever wrote it down for them.
    package var by: String
    /// Whose task it is to answer.
    package var owner: FollowUpOwner
    /// By when the patient was promised an answer.
    package var due: Date
    /// Whether it costs the patient nothing: so it always is, and the page says it.
    package var noFee: Bool

    /// An instant of the last day on which it is answered in time: a time that ends at midnight is the day before.
    package var promisedDay: Date { due.addingTimeInterval(-1) }
}

/// A question that was given to someone, or sent back to them.
package struct FollowUpAssignment: Codable, Equatable, Sendable {
    /// Which question.
    package var question: String
    /// Whose task it is now.
    package var owner: FollowUpOwner
    /// Who gave it to them.
    package var by: String
    /// Why; where an answer was sent back, what it lacks.
    package var note: String?
}

/// An answer as it was written, signed or not.
package struct FollowUpAnswer: Codable, Equatable, Sendable {
    /// Which question.
    package var question: String
    /// In plain words, for the patient.
    package var text: String
    /// Who wrote it: a reviewer's id, or a name.
    package var by: String
}

/// An answer that a named clinician signed; only then the patient sees it.
package struct FollowUpSignature: Codable, Equatable, Sendable {
    /// Which question.
    package var question: String
    /// Which of its answers, from 1.
    package var answer: Int
    /// Who signed.
    package var reviewer: ReviewerID
    /// Their name as it stands on the roster.
    package var name: String
    /// Chair, delegate, or the seat that they hold on the panel.
    package var role: String
}

/// Whoever a question waits for was reminded, or it became late.
package struct FollowUpReminder: Codable, Equatable, Sendable {
    /// Which question.
    package var question: String
    /// From 1 within the question.
    package var count: Int
    /// Whether the time that the patient was promised has passed: the coordinator is told then.
    package var isLate: Bool
}

/// A question with everything that became of it.
package struct FollowUp: Equatable, Sendable {
    /// Where a question stands.
    package enum State: String, Codable, Sendable {
        /// Nobody has answered it.
        case waiting
        /// It is answered, and the answer is not signed.
        case answered
        /// The patient can read the answer.
        case signed
    }

    /// The question.
    package let question: FollowUpQuestion
    /// When it was asked.
    package let asked: Date
    /// Whose task it is now.
    package internal(set) var owner: FollowUpOwner
    /// To whom it was given since.
    package internal(set) var assignments: [IntakeLog.Entry<FollowUpAssignment>] = []
    /// Every answer that was written.
    package internal(set) var answers: [IntakeLog.Entry<FollowUpAnswer>] = []
    /// The answer that stands: not one that was sent back.
    package internal(set) var answer: FollowUpAnswer?
    /// Its signature.
    package internal(set) var signature: IntakeLog.Entry<FollowUpSignature>?
    /// Reminders and alarms.
    package internal(set) var reminders: [IntakeLog.Entry<FollowUpReminder>] = []

    /// Where it stands.
    package var state: State { signature != nil ? .signed : answer != nil ? .answered : .waiting }

    /// Whether the promised time has passed without a signed answer.
    package func isLate(at now: Date) -> Bool { signature == nil && now > question.due }

    /// When somebody is reminded next, or the coordinator alarmed; nil once it is answered and signed.
    func nextChase(_ policy: BoardPolicy) -> Date? {
        guard signature == nil else { return nil }
        if let alarm = reminders.last(where: \.act.isLate) {
            return alarm.at.addingWorkingHours(
                policy.followUp.alarmEveryHours, in: policy.zone, besides: policy.plans.holidays)
        }
        let early = question.due.addingTimeInterval(-3_600 * Double(policy.followUp.remindHoursBefore))
        return reminders.isEmpty && early > asked ? early : question.due
    }
}
