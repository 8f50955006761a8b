import Documents
import Foundation
import TumorBoard

/// What was typed and chosen in the public form, what is wrong with it, and the case that it makes.
struct ReferralEntry {
    private let form: PostedForm
    private(set) var errors: [String: String] = [:]
    private var birthDate: CivilDate?
    private var emails: [ReferralText: EmailAddress] = [:]

    /// An empty form, or one that was sent.
    /// - Parameter today: no date of birth lies after it.
    init(_ form: PostedForm, today: CivilDate) {
        self.form = form
        guard !form.fields.isEmpty else { return }
        checkTexts()
        checkChoices()
        checkPeople()
        checkBirthDate(today: today)
    }

    /// The fields as the page shows them, with what was typed.
    var texts: [TextField] {
        ReferralText.allCases.map { field in
            TextField(name: field.rawValue, value: text(field) ?? "", error: errors[field.rawValue])
        }
    }

    /// The choices as the page shows them.
    var choices: [ChoiceField] {
        ReferralChoice.allCases.map { $0.field(chosen: chosen($0), error: errors[$0.rawValue]) }
    }

    /// What is wrong, in the form's order.
    var problems: [FieldError] {
        let order: [(name: String, label: String)] =
            [("by", "Who asks")] + Self.labels([.senderName, .authority, .senderEmail, .senderPhone])
            + Self.labels([.patientName, .birthDate, .patientEmail, .patientPhone, .region])
            + [("language", "Language")] + Self.labels([.identifierIssuer, .identifier, .cancer])
            + [("group", "Part of the body")] + Self.labels([.question]) + [("occasions", "Why now")]
            + Self.labels([.firstDoctor, .firstInstitution, .firstPlan, .doctorName, .doctorInstitution])
            + Self.labels([.doctorEmail, .doctorPhone, .goals] + ReferralText.questions)
            + [("preferences", "What you want")]
            + Self.labels([.preferenceText, .companion, .payer, .member, .earlier])
            + [("consent", "Consent"), ("letterConsent", "Consent")]
        return order.compactMap { name, label in
            errors[name].map { FieldError(field: name, label: label, message: $0) }
        }
    }

    private static func labels(_ fields: [ReferralText]) -> [(name: String, label: String)] {
        fields.map { ($0.rawValue, $0.label) }
    }

    /// Who sent it.
    var referrer: Referrer? { chosen(.by).first.flatMap(Referrer.init) }

    /// The reference of an earlier case, as it was typed.
    var earlier: String? { text(.earlier) }

    /// Whether whoever sent it can be written to.
    var hasAddress: Bool { emails[.senderEmail] != nil }

    private func text(_ field: ReferralText) -> String? {
        let text = form.text(field.rawValue)
        return text.isEmpty ? nil : text
    }

    private func chosen(_ field: ReferralChoice) -> [String] {
        let given = Set(form.fields[field.rawValue] ?? [])
        return field.options.map(\.value).filter(given.contains)
    }

    private mutating func refuse(_ field: ReferralText, _ why: String) {
        errors[field.rawValue] = errors[field.rawValue] ?? why
    }

    private mutating func checkTexts() {
        for field in ReferralText.allCases {
            if let text = text(field), text.count > field.limit {
                refuse(field, "shorten this to at most \(field.limit) characters")
            }
        }
        for field in [ReferralText.senderEmail, .patientEmail, .doctorEmail] {
            guard let text = text(field) else { continue }
            do {
                emails[field] = try EmailAddress(text)
            } catch {
                refuse(field, "this is no email address: write it as name@example.org, or leave it empty")
            }
        }
        if text(.patientName) == nil { refuse(.patientName, "write the patient’s name") }
        if text(.cancer) == nil { refuse(.cancer, "write which cancer it is, in your own words") }
        if text(.question) == nil { refuse(.question, "write what the board should answer") }
    }

    private mutating func checkChoices() {
        if referrer == nil { errors["by"] = "say who you are" }
        if chosen(.language).isEmpty { errors["language"] = "choose the language that the patient reads" }
        if chosen(.group).isEmpty {
            errors["group"] = "choose one; “I don’t know” is a good answer too"
        }
        if chosen(.consent).isEmpty {
            errors["consent"] =
                "without this consent no record may be asked for or looked at, and the board cannot give an opinion. "
                + "If you are not sure, call us first; nothing is lost"
        }
    }

    private mutating func checkPeople() {
        if text(.senderEmail) == nil, text(.senderPhone) == nil {
            refuse(.senderPhone, "give an email or a telephone number, so that we can answer")
        }
        guard let referrer, referrer != .patient else { return }
        if text(.senderName) == nil { refuse(.senderName, "write your own name") }
        if referrer == .caregiver, text(.authority) == nil {
            refuse(.authority, "write in what role you ask, such as husband, daughter, or with a power of attorney")
        }
    }

    private mutating func checkBirthDate(today: CivilDate) {
        guard let text = text(.birthDate) else {
            return refuse(.birthDate, "give the date of birth, so that nobody is mistaken for somebody else")
        }
        do {
            let date = try CivilDate(text)
            guard date.day != nil, date <= today, date.year >= 1900 else {
                return refuse(.birthDate, "this cannot be a date of birth: give day, month and year")
            }
            birthDate = date
        } catch {
            refuse(.birthDate, "this is no date: write it as 1961-03-14")
        }
    }

    /// The case; nil while something is wrong.
    /// - Parameter today: the day of the consent.
    func draft(today: CivilDate) -> Case? {
        guard errors.isEmpty, let referrer, let name = text(.patientName), let cancer = text(.cancer) else {
            return nil
        }
        let group = chosen(.group).first.flatMap(DiseaseGroup.init) ?? .other
        var referral = Referral(
            by: referrer, setting: .secondOpinion, doctor: doctor(referrer), question: text(.question))
        referral.authority = text(.authority)
        referral.occasions = chosen(.occasions)
        var consent = Consent(
            toReview: true, date: today, letterToReferringDoctor: !chosen(.letterConsent).isEmpty)
        consent.scope = ReferralChoice.consentScope
        var subject = Case(
            id: "unnumbered", diseaseGroup: group, patient: patient(name, referrer), referral: referral,
            consent: consent, diagnosis: Diagnosis(cancer: Coding(text: cancer)))
        subject.goals = (text(.goals) ?? "").split(whereSeparator: \.isNewline).map(String.init)
        subject.questions = ReferralText.questions.compactMap(text).enumerated().map { index, words in
            PatientQuestion(id: "q\(index + 1)", text: words)
        }
        subject.preferences = preferences
        subject.firstOpinion = firstOpinion
        subject.coverage = text(.payer).map { Coverage(payer: $0, member: text(.member)) }
        return subject
    }

    private func patient(_ name: String, _ referrer: Referrer) -> Patient {
        let isSelf = referrer == .patient
        var patient = Patient(
            name: name, birthDate: birthDate, language: chosen(.language).first ?? "en", region: text(.region),
            email: isSelf ? emails[.senderEmail] : emails[.patientEmail],
            phone: isSelf ? text(.senderPhone) : text(.patientPhone), companion: text(.companion))
        if let number = text(.identifier) {
            let issuer = text(.identifierIssuer) ?? "as given with the public form"
            patient.identifiers = [PatientIdentifier(system: issuer, value: number)]
        }
        if referrer == .caregiver, let sender = text(.senderName) {
            patient.companionContact = TumorBoard.Contact(
                name: sender, email: emails[.senderEmail], phone: text(.senderPhone))
            patient.companion =
                patient.companion ?? [sender, text(.authority)].compactMap { $0 }.joined(separator: ", ")
        }
        return patient
    }

    private func doctor(_ referrer: Referrer) -> TumorBoard.Contact? {
        if referrer == .treatingOncologist, let name = text(.senderName) {
            return TumorBoard.Contact(
                name: name, institution: text(.doctorInstitution), email: emails[.senderEmail],
                phone: text(.senderPhone))
        }
        return text(.doctorName).map {
            TumorBoard.Contact(
                name: $0, institution: text(.doctorInstitution), email: emails[.doctorEmail], phone: text(.doctorPhone))
        }
    }

    private var preferences: [Preference] {
        let coded = chosen(.preferences).compactMap(PreferenceCode.init).compactMap { code in
            code.patientWords.map { (code, $0) }
        }
        let free = text(.preferenceText).map { [(PreferenceCode.other, $0)] } ?? []
        return (coded + free).enumerated().map { index, one in
            Preference(id: "p\(index + 1)", code: one.0, text: one.1)
        }
    }

    private var firstOpinion: TumorBoard.FirstOpinion? {
        let opinion = TumorBoard.FirstOpinion(
            doctor: text(.firstDoctor), institution: text(.firstInstitution), plan: text(.firstPlan))
        return opinion == TumorBoard.FirstOpinion() ? nil : opinion
    }
}
