import Foundation

/// A statement with the reviewer who made it: every sentence of a plan traces to an opinion.
package struct Attributed<Value: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
    /// Who said it.
    package var by: ReviewerID
    /// For which seat.
    package var specialty: Specialty
    /// What.
    package var value: Value

    /// A statement of a reviewer.
    package init(by: ReviewerID, specialty: Specialty, value: Value) {
        self.by = by
        self.specialty = specialty
        self.value = value
    }
}

/// One way to treat that the board recommends, with what its endorsers said of it.
package struct RecommendedOption: Codable, Equatable, Sendable {
    /// The phases.
    package var plan: PhasedPlan
    /// Who proposed it.
    package var by: [ReviewerID]
    /// What exactly, by modality.
    package var detail: [Modality: [Attributed<String>]]
    /// What it could achieve.
    package var benefits: [Attributed<String>]
    /// What it can do to the patient.
    package var sideEffects: [Attributed<String>]
    /// How long it takes.
    package var duration: [Attributed<String>]
    /// What it asks of the patient.
    package var burden: [Attributed<String>]
}

/// What a dissenter holds instead.
package struct Dissent: Codable, Equatable, Sendable {
    /// Endorse, accept, reserve or oppose, as the trace words it.
    package var stance: String
    /// The dissenter's own plan.
    package var plan: PhasedPlan?
    /// Why.
    package var rationale: String
    /// What the dissenter added before the plan was signed.
    package var statement: String?
}

/// A question of the patient with the answers given.
package struct AnsweredQuestion: Codable, Equatable, Sendable {
    /// The question.
    package var question: PatientQuestion
    /// The answers, the asked specialty's first.
    package var answers: [Attributed<String>]
}

/// A preference of the patient with what the plan makes of it.
package struct AddressedPreference: Codable, Equatable, Sendable {
    /// The preference.
    package var preference: Preference
    /// The responses of those who carry the recommendation.
    package var responses: [Attributed<PreferenceResponse>]
}

/// The board's recommendation, compiled from opinions and nothing else.
package struct TreatmentPlan: Codable, Equatable, Sendable {
    /// From 1.
    package var version: Int
    /// The ballot that it comes from.
    package var ballot: Int
    /// The packet that it rests on.
    package var packetVersion: Int
    /// Curative or palliative.
    package var intent: TreatmentIntent
    /// One option, or several that are equivalent.
    package var options: [RecommendedOption]
    /// The outcome with its trace.
    package var outcome: Outcome
    /// How each reviewer drew the conclusion.
    package var rationales: [Attributed<String>]
    /// Other ways to treat that reviewers weighed.
    package var alternatives: [Attributed<Alternative>]
    /// What would change the plan.
    package var conditions: [Attributed<PlanCondition>]
    /// Information that must come before or during treatment.
    package var needs: [InformationNeed]
    /// Guidelines named.
    package var evidence: [Attributed<String>]
    /// Why endorsers depart from a guideline.
    package var deviations: [Attributed<String>]
    /// Who did not endorse, and what they hold.
    package var dissents: [Attributed<Dissent>]
    /// Answers to the question to the board.
    package var boardAnswers: [Attributed<String>]
    /// The patient's questions.
    package var questions: [AnsweredQuestion]
    /// The patient's preferences.
    package var preferences: [AddressedPreference]
    /// What the board did not have.
    package var notPresented: [String]
    /// What the panel says to a patient who refuses what it recommends; nil where nothing of it is refused.
    package var refusal: RefusalAnswer?

    /// What stops the sign-off: a question without an answer, a preference that nobody addressed.
    package var gaps: [PlanGap] {
        questions.filter(\.answers.isEmpty).map { .unanswered($0.question) }
            + preferences.filter(\.responses.isEmpty).map { .unaddressed($0.preference) }
    }
}

/// Something that a plan must not be signed without.
package enum PlanGap: Codable, Equatable, Sendable, CustomStringConvertible {
    /// A question of the patient that nobody answered.
    case unanswered(PatientQuestion)
    /// A preference that nobody who carries the recommendation addressed.
    case unaddressed(Preference)

    /// Which, and whose it is.
    package var description: String {
        switch self {
        case .unanswered(let question):
            "question \(question.id) of the patient has no answer"
                + (question.specialty.map { "; it is the \($0.title)'s" } ?? "; anyone on the panel may answer")
        case .unaddressed(let preference):
            "preference \(preference.id) of the patient is not addressed by anyone who carries the recommendation"
        }
    }
}

extension PlanGap {
    /// Whether that seat is asked to fill the gap: the asked specialty, and for the rest whoever carries the plan.
    package func isAsked(of seat: Seat, in plan: TreatmentPlan) -> Bool {
        let carries = plan.options.contains { $0.by.contains(seat.reviewer) }
        return switch self {
        case .unanswered(let question): question.specialty.map { $0 == seat.specialty } ?? carries
        case .unaddressed: carries
        }
    }
}
