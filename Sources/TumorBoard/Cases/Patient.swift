/// Administrative sex as the records state it.
package enum Sex: String, Codable, CaseIterable, Sendable { case female, male, other, unknown }

/// An identifier that an institution gave the patient.
package struct PatientIdentifier: Codable, Hashable, Sendable {
    /// Who assigned it: a URI or an institution's name.
    package var system: String
    /// The number.
    package var value: String

    /// An identifier within a system.
    package init(system: String, value: String) {
        self.system = system
        self.value = value
    }
}

/// The person whom the case is about.
package struct Patient: Codable, Equatable, Sendable {
    /// Given and family name as written on the referral.
    package var name: String
    /// Date of birth, where known.
    package var birthDate: CivilDate?
    /// Sex as recorded.
    package var sex: Sex
    /// Identifiers, the hospital's first.
    package var identifiers: [PatientIdentifier]
    /// BCP 47 language of letters to the patient.
    package var language: String
    /// Where the patient is, as a licence region such as "DE-BE".
    package var region: String?
    /// Where the patient gets notices, if they gave an address.
    package var email: EmailAddress?
    /// The patient's telephone.
    package var phone: String?
    /// A companion who may be present.
    package var companion: String?
    /// How the companion is reached, where the patient agrees that they are written to in the patient's place.
    package var companionContact: Contact?
    /// The patient's own (family) doctor, where they named one.
    package var ownDoctor: Contact?
    /// What the patient knows of the diagnosis, in the referrer's words.
    package var knows: String?

    /// A patient with at least a name.
    package init(
        name: String, birthDate: CivilDate? = nil, sex: Sex = .unknown, identifiers: [PatientIdentifier] = [],
        language: String = "en", region: String? = nil, email: EmailAddress? = nil, phone: String? = nil,
        companion: String? = nil, knows: String? = nil
    ) {
        self.name = name
        self.birthDate = birthDate
        self.sex = sex
        self.identifiers = identifiers
        self.language = language
        self.region = region
        self.email = email
        self.phone = phone
        self.companion = companion
        self.knows = knows
    }
}
