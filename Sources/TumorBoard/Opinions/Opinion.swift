package import Foundation

/// Another way to treat, as a reviewer sees it beside their own plan.
package struct Alternative: Codable, Equatable, Sendable {
    /// What would be done, in words.
    package var name: String
    /// What it could achieve.
    package var benefits: String?
    /// What it can do to the patient.
    package var sideEffects: String?
    /// How long it takes.
    package var duration: String?
    /// What it asks of the patient.
    package var burden: String?
    /// Why the reviewer does not put it first.
    package var whyNot: String?

    /// An alternative.
    package init(
        name: String, benefits: String? = nil, sideEffects: String? = nil, duration: String? = nil,
        burden: String? = nil, whyNot: String? = nil
    ) {
        self.name = name
        self.benefits = benefits
        self.sideEffects = sideEffects
        self.duration = duration
        self.burden = burden
        self.whyNot = whyNot
    }
}

/// What changes the plan: when the trigger comes true, the action follows, until the condition expires.
package struct PlanCondition: Codable, Equatable, Sendable {
    /// What would have to be found.
    package var trigger: String
    /// What then.
    package var action: String?
    /// The last day on which it holds.
    package var expires: CivilDate?

    /// A condition.
    package init(trigger: String, action: String? = nil, expires: CivilDate? = nil) {
        self.trigger = trigger
        self.action = action
        self.expires = expires
    }
}

/// A reviewer's answer to one of the patient's questions.
package struct QuestionAnswer: Codable, Equatable, Sendable {
    /// `PatientQuestion.id`.
    package var question: String
    /// In plain words, for the patient.
    package var text: String

    /// An answer.
    package init(question: String, text: String) {
        self.question = question
        self.text = text
    }
}

/// How a reviewer's plan stands to one of the patient's preferences.
package struct PreferenceResponse: Codable, Equatable, Sendable {
    /// `Preference.id`.
    package var preference: String
    /// Whether the plan respects it.
    package var met: Bool
    /// How, or why not, in plain words.
    package var how: String

    /// A response.
    package init(preference: String, met: Bool, how: String) {
        self.preference = preference
        self.met = met
        self.how = how
    }
}

/// A reviewer's structured opinion: the vote that consensus counts, and what the plan is written from.
package struct Opinion: Codable, Equatable, Sendable {
    /// What consensus sees.
    package var vote: Vote
    /// What exactly, by modality: operation, regimen, dose and fractions, trial.
    package var detail: [Modality: String]
    /// What the plan could achieve.
    package var benefits: String?
    /// What it can do to the patient.
    package var sideEffects: String?
    /// How long it takes.
    package var duration: String?
    /// What it asks of the patient.
    package var burden: String?
    /// Other ways to treat.
    package var alternatives: [Alternative]
    /// What would change the plan.
    package var conditions: [PlanCondition]
    /// The answer to the question to the board.
    package var answerToBoard: String?
    /// Answers to the patient's questions.
    package var answers: [QuestionAnswer]
    /// Responses to the patient's preferences.
    package var preferences: [PreferenceResponse]
    /// What has changed against the first opinion, where there is one.
    @Omitted package var changes: FirstOpinionChanges
    /// How strong the evidence behind the guideline is, in the guideline's own scale: `2A`, `I, A`, `strong`.
    package var guidelineCategory: String?

    /// The guideline with its evidence category, as it is quoted; nil where none is named.
    package var evidence: String? {
        let parts = [vote.guidelineRef, guidelineCategory.map { "evidence category \($0)" }]
            .compactMap { $0 }.filter(\.saysSomething)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// An opinion that says no more than its vote.
    package init(vote: Vote) {
        self.vote = vote
        detail = [:]
        alternatives = []
        conditions = []
        answers = []
        preferences = []
    }
}

/// How a reviewer proved to be who they are when casting.
package enum AuthenticationGrade: String, Codable, Sendable {
    case deviceKey, linkAndCode, linkOnly
}

/// An opinion as it was cast.
package struct CastOpinion: Codable, Equatable, Sendable {
    /// Who cast it.
    package var reviewer: ReviewerID
    /// For which seat.
    package var specialty: Specialty
    /// In which ballot of the case, counted from 1.
    package var ballot: Int
    /// The digest of the packet that it was based on.
    package var packetDigest: String
    /// The opinion.
    package var opinion: Opinion
    /// When.
    package var at: Date
    /// How its author was authenticated.
    package var grade: AuthenticationGrade
    /// What binds everyone to its content until the ballot closes; nil for what was cast before there were any.
    package var commitment: Commitment?
    /// Its author's signature, where it was cast with a key.
    package var signature: OpinionSignature?

    /// A cast opinion.
    package init(
        reviewer: ReviewerID, specialty: Specialty, ballot: Int, packetDigest: String, opinion: Opinion, at: Date,
        grade: AuthenticationGrade, signature: OpinionSignature? = nil
    ) {
        self.reviewer = reviewer
        self.specialty = specialty
        self.ballot = ballot
        self.packetDigest = packetDigest
        self.opinion = opinion
        self.at = at
        self.grade = grade
        self.signature = signature
    }
}

/// A signature under an opinion: Ed25519 over `OpinionStatement.signedBytes()`.
package struct OpinionSignature: Codable, Equatable, Sendable {
    /// The key, by its id.
    package var key: String
    /// 64 bytes.
    package var value: Data

    /// A signature.
    package init(key: String, value: Data) {
        self.key = key
        self.value = value
    }
}
