import TumorBoard

/// The people of the tests' hospital.
enum Patients {
    static let id: CaseID = "C-0001"
    static let passphrase = "heron over still water"
    static let surgeon = "surgeon@hospital.example"
    static let secondSurgeon = "second@hospital.example"
    static let medicalOncologist = "medonc@hospital.example"
    static let radiationOncologist = "radonc@hospital.example"
    static let pathologist = "path@hospital.example"
    static let chair = "chair@hospital.example"
    static let coordinator = "coordinator@hospital.example"
    static let navigator = "navigator@hospital.example"
    static let doctor = "doctor@practice.example"
    static let patient = "patient@mail.example"
    static let onCall = "oncall@hospital.example"

    /// A case with one question and one preference, and a name that a page must not take for markup.
    static func `case`(_ id: CaseID = id, urgency: UrgencyClass = .standard) -> Case {
        var subject = Case(
            id: id, diseaseGroup: .breast,
            patient: Patient(
                name: "Mia <script>alert(1)</script> Käfer", birthDate: CivilDate(year: 1961, month: 3, day: 14),
                identifiers: [PatientIdentifier(system: "Hospital", value: "77-\(id)")],
                email: try? EmailAddress(patient)),
            referral: Referral(
                by: .patient, setting: .secondOpinion,
                doctor: TumorBoard.Contact(
                    name: "Dr. Rosa Weber", email: try? EmailAddress(doctor), phone: "+49 30 5550 1"),
                question: "Surgery first?", reasons: [.patientWantsConfirmation]),
            consent: Consent(toReview: true, letterToReferringDoctor: true),
            diagnosis: Diagnosis(cancer: Coding(text: "Invasive ductal carcinoma"), site: "breast", laterality: .left),
            urgency: Urgency(level: urgency, reason: urgency == .emergency ? "cord compression" : nil))
        subject.navigator = TumorBoard.Contact(name: "Ida Sommer", email: try? EmailAddress(navigator))
        subject.questions = [PatientQuestion(id: "q1", text: "Will I keep my breast?")]
        subject.preferences = [
            Preference(id: "p1", code: .avoidChemotherapy, text: "No chemotherapy if it can be helped")
        ]
        return subject
    }

    static func roster() throws -> Roster {
        func reviewer(
            _ id: ReviewerID, _ name: String, _ specialty: Specialty, _ email: String, expertise: Int = 4
        ) throws -> Reviewer {
            Reviewer(
                id: id, name: name, specialties: [specialty], expertise: [.breast: expertise],
                institution: "Hospital of tests",
                email: try EmailAddress(email),
                credential: Credential(
                    number: "1", verified: try CivilDate("2026-01-01"), expires: try CivilDate("2030-01-01")),
                licences: ["DE-BE"])
        }
        return Roster(
            reviewers: [
                try reviewer("r-surgeon", "Dr. Sonja Surgeon", .surgeon, surgeon, expertise: 5),
                try reviewer("r-second", "Dr. Silke Second", .surgeon, secondSurgeon, expertise: 3),
                try reviewer("r-medonc", "Dr. Mara Medonc", .medicalOncologist, medicalOncologist),
                try reviewer("r-radonc", "Dr. Rita Radonc", .radiationOncologist, radiationOncologist),
                try reviewer("r-path", "Dr. Pia Path", .pathologist, pathologist),
                try reviewer("r-chair", "Prof. Carla Chair", .gynaecologist, chair),
            ],
            boards: [
                Board(
                    id: "breast", name: "Breast board", diseaseGroups: [.breast], chair: "r-chair", delegates: [],
                    coordinator: TumorBoard.Contact(
                        name: "Cora Coordinator", email: try EmailAddress(coordinator), phone: "+49 30 5550 120"),
                    onCall: [TumorBoard.Contact(name: "Dr. Otto Oncall", email: try EmailAddress(onCall))],
                    timeZone: "Europe/Berlin")
            ])
    }

    /// An opinion for surgery, as the form posts it.
    static let opinion: [String: [String]] = [
        "diagnosisAgree": ["yes"], "stageAgree": ["yes"], "intent": ["curative"], "phase-1": ["surgery"],
        "rating-surgery": ["9"], "rating-systemic": ["5"], "guidelineConcordant": ["yes"], "confidence": ["high"],
        "detail-surgery": ["Breast-conserving operation"], "benefits": ["Cure in 90 of 100"], "sideEffects": ["Scar"],
        "duration": ["One day"], "burden": ["Two nights in hospital"], "boardAnswer": ["Yes, surgery first"],
        "answer-1": ["Yes, you keep it"], "preference-1-met": ["yes"],
        "preference-1-text": ["No chemotherapy is needed"],
        "rationale": ["Small and far from the skin & <b>muscle</b>."],
    ]

    /// The same, as the command line sends it.
    static let opinionFile = """
        status: cast
        diagnosisAgree: true
        stageAgree: true
        intent: curative
        plan: [[surgery]]
        ratings: {surgery: 9, systemic: 5}
        guidelineConcordant: true
        confidence: high
        answers: {q1: "Yes, you keep it"}
        preferences: {p1: {met: true, how: "No chemotherapy is needed"}}
        rationale: Small and far from the skin.
        """
}
