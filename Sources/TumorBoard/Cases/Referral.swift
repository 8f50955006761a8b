/// Who asks the board.
package enum Referrer: String, Codable, Sendable { case patient, caregiver, treatingOncologist }

/// What is asked of the board.
package enum ReferralKind: String, Codable, CaseIterable, Sendable {
    /// The whole case with every seat.
    case fullCase
    /// The slides alone.
    case pathologyOnly
    /// A case that a standard of care settles, listed for the record.
    case standardOfCare
    /// A case that the board decided before.
    case rePresentation
}

extension ReferralKind: Omittable {
    /// The whole case.
    package static var omitted: ReferralKind { .fullCase }
}

/// Whether the board decides for its own patient or is asked for a second opinion.
package enum ReferralSetting: String, Codable, Sendable {
    /// The treating clinician presents and may vote, beside at least one independent vote.
    case ownPatient
    /// Whoever treated or referred the patient presents facts and never votes.
    case secondOpinion
}

/// A person outside the roster, with how to reach them.
package struct Contact: Codable, Equatable, Sendable {
    /// Name with title.
    package var name: String
    /// Institution, where there is one.
    package var institution: String?
    /// Email address, if known.
    package var email: EmailAddress?
    /// Telephone, if known.
    package var phone: String?

    /// A contact with at least a name.
    package init(name: String, institution: String? = nil, email: EmailAddress? = nil, phone: String? = nil) {
        self.name = name
        self.institution = institution
        self.email = email
        self.phone = phone
    }
}

/// The request that brought the case to the board.
package struct Referral: Codable, Equatable, Sendable {
    /// Who asks.
    package var by: Referrer
    /// Second opinion or the board's own patient.
    package var setting: ReferralSetting
    /// By which channel: letter, portal, telephone, FHIR.
    package var channel: String?
    /// The day it was received.
    package var received: CivilDate?
    /// The referring doctor, who gets the letter.
    package var doctor: Contact?
    /// Roster members who treat or referred the patient.
    package var treating: [ReviewerID]
    /// The question to the board.
    package var question: String?
    /// Why an opinion is asked for.
    package var reasons: [ReferralReason]
    /// What is asked of the board.
    @Omitted package var kind: ReferralKind
    /// With what authority someone other than the patient asks: "spouse", "power of attorney".
    package var authority: String?
    /// On which occasion the patient seeks an opinion, in free words.
    @Omitted package var occasions: [String]
    /// Whether it came by the public form and a navigator has to check it first.
    @Omitted package var isUnchecked: Bool

    /// The channel of a referral that came by the site's public form.
    package static let publicForm = "public form"

    /// A referral.
    package init(
        by: Referrer, setting: ReferralSetting, channel: String? = nil, received: CivilDate? = nil,
        doctor: Contact? = nil, treating: [ReviewerID] = [], question: String? = nil, reasons: [ReferralReason] = []
    ) {
        self.by = by
        self.setting = setting
        self.channel = channel
        self.received = received
        self.doctor = doctor
        self.treating = treating
        self.question = question
        self.reasons = reasons
    }
}

/// The referring doctor's plan: the baseline that the board's opinion is compared with.
package struct FirstOpinion: Codable, Equatable, Sendable {
    /// Who gave it.
    package var doctor: String?
    /// Where; members of that institution never vote on a second opinion.
    package var institution: String?
    /// The diagnosis it rests on.
    package var diagnosis: String?
    /// The stage it rests on.
    package var stage: String?
    /// What was proposed.
    package var plan: String?
    /// When.
    package var date: CivilDate?

    /// A first opinion, of which every part may be unknown.
    package init(
        doctor: String? = nil, institution: String? = nil, diagnosis: String? = nil, stage: String? = nil,
        plan: String? = nil, date: CivilDate? = nil
    ) {
        self.doctor = doctor
        self.institution = institution
        self.diagnosis = diagnosis
        self.stage = stage
        self.plan = plan
        self.date = date
    }
}

/// What the patient has agreed to; nothing is assumed.
package struct Consent: Codable, Equatable, Sendable {
    /// Records may be requested and shown to the board.
    package var toReview: Bool
    /// When that was given.
    package var date: CivilDate?
    /// The letter may go to the referring doctor.
    package var letterToReferringDoctor: Bool
    /// The one-page summary may go to the patient's own doctor.
    @Omitted package var summaryToOwnDoctor: Bool
    /// Documents may travel as email attachments.
    package var documentsByEmail: Bool
    /// The patient chose to read the plan before a conversation about it.
    package var readFirst: Bool
    /// What the consent covers and what not, in words.
    package var scope: String?
    /// When it was withdrawn; the case stands still from then on.
    package var withdrawn: CivilDate?

    /// A consent; everything not given is refused.
    package init(
        toReview: Bool = false, date: CivilDate? = nil, letterToReferringDoctor: Bool = false,
        documentsByEmail: Bool = false, readFirst: Bool = false
    ) {
        self.toReview = toReview
        self.date = date
        self.letterToReferringDoctor = letterToReferringDoctor
        self.documentsByEmail = documentsByEmail
        self.readFirst = readFirst
    }
}
