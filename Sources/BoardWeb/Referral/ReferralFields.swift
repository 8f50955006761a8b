import Documents
import TumorBoard

/// The fields of the public form that are chosen, with the words of each choice.
enum ReferralChoice: String, CaseIterable {
    case by, language, group, occasions, preferences, consent, letterConsent

    /// Value and words of each choice.
    var options: [(value: String, label: String)] {
        switch self {
        case .by:
            [
                ("patient", "I ask for myself"), ("caregiver", "I ask for somebody I care for"),
                ("treatingOncologist", "I am the treating doctor"),
            ]
        case .language: Self.languages
        case .group: Self.groups + [("unknown", "I don’t know, or it is none of these")]
        case .occasions: Self.knownOccasions.map { ($0, $0) }
        case .preferences: PreferenceCode.allCases.compactMap { code in code.patientWords.map { (code.rawValue, $0) } }
        case .consent:
            [
                (
                    "yes",
                    "The patient agrees that the board asks for the records it needs for this question, keeps them, and "
                        + "looks at them."
                )
            ]
        case .letterConsent: [("yes", "The board’s answer may also go to the treating doctor.")]
        }
    }

    /// The field as a page shows it.
    func field(chosen: [String], error: String?) -> ChoiceField {
        ChoiceField(
            name: rawValue,
            choices: options.enumerated().map { index, option in
                Choice(
                    id: "\(rawValue)-\(index + 1)", name: rawValue, value: option.value, label: option.label,
                    isChosen: chosen.contains(option.value))
            }, error: error)
    }

    /// What the consent covers, as it is kept with the case.
    static let consentScope =
        "Given with the public form: the board may ask for the records that it needs for this question, keep them, and "
        + "look at them. Nothing else."

    /// On which occasions people seek an opinion.
    private static let knownOccasions = [
        "Just diagnosed", "Before an operation or another treatment that cannot be undone",
        "Doctors advise different things", "The treatment does not work, or not any more",
        "The side effects are hard to bear", "The cancer has come back", "A rare cancer, or an unsure diagnosis",
        "Told that nothing more can be done", "Thinking of stopping treatment", "Looking for a study",
        "For peace of mind",
    ]

    private static let languages = [
        ("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español"), ("it", "Italiano"),
        ("pt", "Português"), ("pl", "Polski"), ("ru", "Русский"), ("uk", "Українська"), ("tr", "Türkçe"),
        ("ar", "العربية"), ("fa", "فارسی"), ("hi", "हिन्दी"), ("zh", "中文"), ("ja", "日本語"),
    ]

    private static let groups: [(String, String)] = DiseaseGroup.allCases.filter { $0 != .other }.map { group in
        (group.rawValue, group.patientWords)
    }
}

extension DiseaseGroup {
    /// The group as a patient would look for it.
    fileprivate var patientWords: String {
        switch self {
        case .colorectal: "Bowel"
        case .oesophagogastric: "Gullet or stomach"
        case .pancreatobiliary: "Pancreas or bile ducts"
        case .bladderKidney: "Bladder or kidney"
        case .headAndNeck: "Mouth, throat, head or neck"
        case .gynaecological: "Womb, ovary, cervix or vulva"
        case .sarcoma: "Sarcoma (bone or soft tissue)"
        case .lymphoma: "Lymph nodes (lymphoma)"
        case .leukaemia: "Blood (leukaemia)"
        case .myeloma: "Bone marrow (myeloma)"
        case .brain: "Brain or spine"
        case .thyroidEndocrine: "Thyroid or another gland"
        case .paediatric: "A child’s cancer"
        case .breast, .lung, .liver, .prostate, .skin, .other: title.asSentenceStart
        }
    }
}

extension PreferenceCode {
    /// The preference as a patient would say it; nil for the one that is written in free words.
    var patientWords: String? {
        switch self {
        case .avoidSurgery: "No operation, if it can be helped"
        case .avoidChemotherapy: "No chemotherapy, if it can be helped"
        case .avoidRadiotherapy: "No radiation, if it can be helped"
        case .avoidStoma: "No artificial bowel or bladder opening"
        case .avoidTransfusion: "No blood transfusion"
        case .limitTravel: "Little travel"
        case .limitCost: "What it costs me matters"
        case .preserveFertility: "To be able to have children later"
        case .preserveVoice: "To keep my voice"
        case .preserveSexualFunction: "To keep my sexual life"
        case .keepWorking: "To keep working"
        case .qualityOverLength: "Living well matters more than living long"
        case .lengthOverQuality: "Living as long as possible matters most"
        case .wantsTrial: "To take part in a study, if there is one"
        case .stayAtHome: "To be at home as much as possible"
        case .other: nil
        }
    }
}

/// The fields of the public form that are typed, in its order.
enum ReferralText: String, CaseIterable {
    case senderName, authority, senderEmail, senderPhone
    case patientName, birthDate, patientEmail, patientPhone, region, identifierIssuer, identifier
    case cancer, question, firstDoctor, firstInstitution, firstPlan
    case goals, question1, question2, question3, question4, question5, preferenceText
    case companion, payer, member, doctorName, doctorInstitution, doctorEmail, doctorPhone, earlier

    /// How many characters it takes.
    var limit: Int {
        switch self {
        case .cancer, .question, .firstPlan, .goals, .preferenceText: 4_000
        case .question1, .question2, .question3, .question4, .question5: 600
        default: 200
        }
    }

    /// Its label where something in it is refused.
    var label: String {
        switch self {
        case .senderName: "Your name"
        case .authority: "In what role you ask"
        case .senderEmail: "Your email"
        case .senderPhone: "Your telephone"
        case .patientName: "The patient’s name"
        case .birthDate: "Date of birth"
        case .patientEmail: "The patient’s email"
        case .patientPhone: "The patient’s telephone"
        case .region: "Where the patient lives"
        case .identifierIssuer, .identifier: "Patient or insurance number"
        case .cancer: "Which cancer"
        case .question: "The question to the board"
        case .firstDoctor, .firstInstitution, .firstPlan: "What was advised so far"
        case .goals: "What matters most"
        case .question1, .question2, .question3, .question4, .question5: "Your questions"
        case .preferenceText: "What else you want or do not want"
        case .companion: "Who comes along"
        case .payer, .member: "Insurance"
        case .doctorName, .doctorInstitution, .doctorEmail, .doctorPhone: "The treating doctor"
        case .earlier: "Earlier reference"
        }
    }

    static let questions: [ReferralText] = [.question1, .question2, .question3, .question4, .question5]
}
