import TumorBoard

extension CaseYAML {
    /// The patient.
    static func patient(_ cursor: YAMLCursor) throws(FileProblem) -> Patient {
        try cursor.rejectUnknownKeys([
            "name", "birthDate", "sex", "identifiers", "language", "region", "email", "phone", "companion",
            "companionContact", "knows", "ownDoctor",
        ])
        var patient = Patient(name: try cursor.required("name").string())
        patient.birthDate = try cursor["birthDate"]?.date()
        patient.sex = try cursor["sex"]?.choice(among: [Sex.female, .male, .other, .unknown]) ?? .unknown
        for identifier in try cursor["identifiers"]?.list() ?? [] {
            try identifier.rejectUnknownKeys(["system", "value"])
            patient.identifiers.append(
                PatientIdentifier(
                    system: try identifier.required("system").string(), value: try identifier.required("value").string()
                ))
        }
        patient.language = try cursor["language"]?.string() ?? "en"
        patient.region = try cursor["region"]?.string()
        patient.email = try cursor["email"]?.email()
        patient.phone = try cursor["phone"]?.string()
        patient.companion = try cursor["companion"]?.string()
        patient.companionContact = try cursor["companionContact"].map { one throws(FileProblem) in try contact(one) }
        patient.ownDoctor = try cursor["ownDoctor"].map { one throws(FileProblem) in try contact(one) }
        patient.knows = try cursor["knows"]?.string()
        return patient
    }

    /// A person outside the roster.
    static func contact(_ cursor: YAMLCursor) throws(FileProblem) -> Contact {
        try cursor.rejectUnknownKeys(["name", "institution", "email", "phone"])
        return Contact(
            name: try cursor.required("name").string(), institution: try cursor["institution"]?.string(),
            email: try cursor["email"]?.email(), phone: try cursor["phone"]?.string())
    }

    /// The referral.
    static func referral(_ cursor: YAMLCursor) throws(FileProblem) -> Referral {
        try cursor.rejectUnknownKeys([
            "by", "setting", "channel", "received", "doctor", "treating", "question", "reasons", "kind", "authority",
            "occasions",
        ])
        var referral = Referral(
            by: try cursor.required("by").choice(among: [Referrer.patient, .caregiver, .treatingOncologist]),
            setting: try cursor.required("setting").choice(among: [ReferralSetting.secondOpinion, .ownPatient]))
        referral.channel = try cursor["channel"]?.string()
        referral.received = try cursor["received"]?.date()
        referral.doctor = try cursor["doctor"].map(contact)
        for treating in try cursor["treating"]?.list() ?? [] {
            referral.treating.append(try treating.identifier(ReviewerID.self))
        }
        referral.question = try cursor["question"]?.string()
        referral.reasons = try cursor["reasons"]?.choices(of: ReferralReason.self) ?? []
        referral.kind = try cursor["kind"]?.choice(of: ReferralKind.self) ?? .fullCase
        referral.authority = try cursor["authority"]?.string()
        referral.occasions = try cursor["occasions"]?.strings() ?? []
        return referral
    }

    /// What the patient agreed to.
    static func consent(_ cursor: YAMLCursor) throws(FileProblem) -> Consent {
        try cursor.rejectUnknownKeys([
            "toReview", "date", "letterToReferringDoctor", "documentsByEmail", "readFirst", "scope", "withdrawn",
            "summaryToOwnDoctor",
        ])
        var consent = Consent(
            toReview: try cursor["toReview"]?.bool() ?? false, date: try cursor["date"]?.date(),
            letterToReferringDoctor: try cursor["letterToReferringDoctor"]?.bool() ?? false,
            documentsByEmail: try cursor["documentsByEmail"]?.bool() ?? false,
            readFirst: try cursor["readFirst"]?.bool() ?? false)
        consent.summaryToOwnDoctor = try cursor["summaryToOwnDoctor"]?.bool() ?? false
        consent.scope = try cursor["scope"]?.string()
        consent.withdrawn = try cursor["withdrawn"]?.date()
        return consent
    }

    /// Who pays.
    static func coverage(_ cursor: YAMLCursor) throws(FileProblem) -> Coverage {
        try cursor.rejectUnknownKeys(["payer", "member", "plan", "from", "until"])
        return Coverage(
            payer: try cursor.required("payer").string(), member: try cursor["member"]?.string(),
            plan: try cursor["plan"]?.string(), from: try cursor["from"]?.date(), until: try cursor["until"]?.date())
    }

    /// The first opinion.
    static func firstOpinion(_ cursor: YAMLCursor) throws(FileProblem) -> FirstOpinion {
        try cursor.rejectUnknownKeys(["doctor", "institution", "diagnosis", "stage", "plan", "date"])
        return FirstOpinion(
            doctor: try cursor["doctor"]?.string(), institution: try cursor["institution"]?.string(),
            diagnosis: try cursor["diagnosis"]?.string(), stage: try cursor["stage"]?.string(),
            plan: try cursor["plan"]?.string(), date: try cursor["date"]?.date())
    }

    /// A question of the patient.
    static func question(_ cursor: YAMLCursor) throws(FileProblem) -> PatientQuestion {
        try cursor.rejectUnknownKeys(["id", "text", "specialty"])
        return PatientQuestion(
            id: try cursor.required("id").string(), text: try cursor.required("text").string(),
            specialty: try cursor["specialty"]?.choice(of: Specialty.self))
    }

    /// A preference of the patient.
    static func preference(_ cursor: YAMLCursor) throws(FileProblem) -> Preference {
        try cursor.rejectUnknownKeys(["id", "code", "text"])
        return Preference(
            id: try cursor.required("id").string(), code: try cursor.required("code").choice(of: PreferenceCode.self),
            text: try cursor.required("text").string())
    }

    /// How soon.
    static func urgency(_ cursor: YAMLCursor) throws(FileProblem) -> Urgency {
        try cursor.rejectUnknownKeys(["level", "reason"])
        return Urgency(
            level: try cursor.required("level").choice(of: UrgencyClass.self), reason: try cursor["reason"]?.string())
    }
}
