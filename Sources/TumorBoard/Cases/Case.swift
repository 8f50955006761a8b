/// One patient's one cancer as it was referred to the board.
package struct Case: Codable, Equatable, Sendable {
    /// Names the case.
    package var id: CaseID
    /// Which disease group it belongs to.
    package var diseaseGroup: DiseaseGroup
    /// The patient.
    package var patient: Patient
    /// Who asks what.
    package var referral: Referral
    /// What the patient agreed to.
    package var consent: Consent
    /// Who accompanies the case.
    package var navigator: Contact?
    /// The first opinion.
    package var firstOpinion: FirstOpinion?
    /// The cancer.
    package var diagnosis: Diagnosis
    /// Stagings, in order of date.
    package var staging: [StageAssessment]
    /// Markers.
    package var biomarkers: [Biomarker]
    /// Fitness.
    package var fitness: Fitness
    /// History in the referrer's words.
    package var history: String?
    /// Other illnesses.
    package var comorbidities: [String]
    /// Medication with doses.
    package var medication: [String]
    /// Allergies; nil when nobody asked.
    package var allergies: [String]?
    /// Treatments so far.
    package var treatments: [PriorTreatment]
    /// Records.
    package var records: [ClinicalRecord]
    /// The patient's questions, the most important first.
    package var questions: [PatientQuestion]
    /// What matters to the patient.
    package var preferences: [Preference]
    /// Treatments that the patient refuses outright.
    @Omitted package var refusals: [TreatmentRefusal]
    /// The patient's goals, in their words.
    package var goals: [String]
    /// How soon.
    package var urgency: Urgency
    /// The day by which treatment must begin, where there is one.
    package var treatBy: CivilDate?
    /// Other cases of the same patient.
    package var relatedCases: [CaseID]
    /// Measured sizes of the tumour.
    @Omitted package var sizes: [TumourSize]
    /// How the disease was judged to stand, over time.
    @Omitted package var statuses: [DiseaseStatus]
    /// Illnesses of the family, a line each.
    @Omitted package var familyHistory: [String]
    /// Where each fact comes from, as far as it is known.
    @Omitted package var origins: [FactOrigin]
    /// Values that contradict the case's own and that nobody has decided about.
    @Omitted package var disputes: [CaseChange]
    /// What a source of the case contradicts itself in, a line each, and nobody has settled.
    @Omitted package var contradictions: [String]
    /// What the board decided about the same cancer before, the latest last.
    @Omitted package var presentations: [EarlierPresentation]
    /// Who pays.
    package var coverage: Coverage?

    /// A case of a known disease in a known patient.
    package init(
        id: CaseID, diseaseGroup: DiseaseGroup, patient: Patient, referral: Referral, consent: Consent = Consent(),
        diagnosis: Diagnosis, urgency: Urgency = Urgency(level: .standard)
    ) {
        self.id = id
        self.diseaseGroup = diseaseGroup
        self.patient = patient
        self.referral = referral
        self.consent = consent
        self.diagnosis = diagnosis
        self.urgency = urgency
        staging = []
        biomarkers = []
        fitness = Fitness()
        comorbidities = []
        medication = []
        treatments = []
        records = []
        questions = []
        preferences = []
        goals = []
        relatedCases = []
    }
}
