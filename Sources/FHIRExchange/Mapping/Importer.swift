import TumorBoard

/// One import in progress: the resources, and what has been noted about them so far.
///
/// Each topic has its own file; every one claims the resources that it used, and what nobody claims is reported.
struct Importer {
    /// The file's resources.
    let resources: ResourceSet
    /// The day of the import.
    let asOf: CivilDate
    /// The report in the making.
    var report = ImportReport()
    /// Resources that some topic used or left out with its own reason.
    var claimed: Set<Int> = []
    /// Resources left out, by reason, in the order in which the reasons came up.
    var leftOut: [(why: String, resources: [Resource])] = []
    /// Where the facts of the draft come from.
    var origins: [FactOrigin] = []
    /// Days and what happened on them, of which the history is composed.
    var course: [CourseEvent] = []
    /// Lines of treatments that are prescribed as still running.
    var running: Set<String> = []
    /// Where the cancer is named, where only a treatment's reason names it.
    var reasonPath: String?
    private var placeOfReason: [String: Int] = [:]
    private var rolesOfPractitioner: [Int: [Resource]]?

    /// An import about to run.
    init(resources: ResourceSet, asOf: CivilDate) {
        self.resources = resources
        self.asOf = asOf
    }

    /// Reads every topic in the order of a case.
    mutating func run(fallback: CaseID) throws(ImportRefusal) -> FHIRImport {
        let patient = try readPatient()
        let cancer = try readCancer()
        let referral = readReferral(of: cancer)
        let diagnosis = readDiagnosis(of: cancer)
        let group = diseaseGroup(of: cancer, diagnosis: diagnosis, patient: patient)
        var draft = Case(
            id: try readCaseID(fallback: fallback), diseaseGroup: group, patient: patient, referral: referral.referral,
            diagnosis: diagnosis, urgency: referral.urgency)
        draft.treatBy = referral.treatBy
        draft.consent = readConsent()
        draft.coverage = readCoverage()
        draft.navigator = readNavigator()
        draft.firstOpinion = readFirstOpinion()
        draft.staging = readStaging(of: cancer)
        draft.biomarkers = readBiomarkers()
        draft.sizes = readSizes()
        draft.statuses = readStatuses(of: cancer)
        readPastSpread()
        draft.fitness = readFitness()
        draft.history = readHistory()
        draft.treatments = readTreatments(of: cancer)
        draft.comorbidities = readComorbidities()
        draft.familyHistory = readFamilyHistory()
        draft.medication = readMedication()
        draft.allergies = readAllergies()
        draft.records = readRecords(of: diagnosis)
        let voice = readPatientVoice()
        draft.questions = voice.questions
        draft.preferences = voice.preferences
        draft.patient.knows = voice.knows
        draft.goals = readGoals()
        if draft.history == nil { draft.history = composeHistory(of: draft, cancer: cancer) }
        checkAgreement(of: draft, cancer: cancer)
        finishReport()
        draft.origins = origins
        draft.contradictions = report.contradictions
        return FHIRImport(draft: draft, report: report)
    }

    /// Notes a fact and claims its resource.
    mutating func understood(_ fact: String, from resource: Resource) {
        claimed.insert(resource.index)
        report.understood.append("\(fact) (\(resource.path))")
    }

    /// Notes a fact of the draft with its source, and claims the resource; `words` are those by which the case is
    /// searched for it.
    mutating func understood(
        _ fact: String, from resource: Resource, _ topic: FactOrigin.Topic, _ words: String
    ) {
        understood(fact, from: resource)
        trace(topic, words, to: [resource.path])
    }

    /// Keeps where a fact comes from; of a long series of sources the first five and the last.
    mutating func trace(_ topic: FactOrigin.Topic, _ words: String, to paths: [String]) {
        let kept = paths.count > 6 ? paths.prefix(5) + paths.suffix(1) : paths[...]
        for path in kept { origins.append(FactOrigin(topic: topic, fact: words, path: path)) }
    }

    /// Claims a resource that adds to a fact already noted.
    mutating func claim(_ resource: Resource) { claimed.insert(resource.index) }

    /// Leaves a resource out for a reason.
    mutating func leaveOut(_ resource: Resource, because why: String) {
        guard claimed.insert(resource.index).inserted else { return }
        if let known = placeOfReason[why] {
            leftOut[known].resources.append(resource)
        } else {
            placeOfReason[why] = leftOut.count
            leftOut.append((why, [resource]))
        }
    }

    /// Notes what a person must look at.
    mutating func doubt(_ problem: String) {
        if !report.problems.contains(problem) { report.problems.append(problem) }
    }

    /// Notes what contradicts itself within the file; both sources are named in the words.
    mutating func contradict(_ words: String) {
        doubt(words)
        if !report.contradictions.contains(words) { report.contradictions.append(words) }
    }

    /// The roles of a practitioner, indexed at the first question.
    mutating func roles(of practitioner: Resource) -> [Resource] {
        if let known = rolesOfPractitioner { return known[practitioner.index] ?? [] }
        var roles: [Int: [Resource]] = [:]
        for role in resources.of("PractitionerRole") {
            guard let person = resources.resolve(role["practitioner"], from: role) else { continue }
            roles[person.index, default: []].append(role)
        }
        rolesOfPractitioner = roles
        return roles[practitioner.index] ?? []
    }

    /// Resources of those types that nobody has claimed and that are not void; void ones are left out.
    mutating func open(_ types: String...) -> [Resource] {
        var found: [Resource] = []
        for type in types {
            for resource in resources.of(type) where !claimed.contains(resource.index) {
                if resource.isVoid {
                    leaveOut(resource, because: "entered in error, refuted, cancelled or not done")
                } else {
                    found.append(resource)
                }
            }
        }
        return types.count > 1 ? found.sorted { $0.index < $1.index } : found
    }

    private mutating func readCaseID(fallback: CaseID) throws(ImportRefusal) -> CaseID {
        // a bundle's identifier is the document's where the file is a board's note: that names its case itself
        let notes = resources.of("Composition").flatMap { $0["identifier"].items }
        for identifier in resources.identifiers + notes where identifier["system"].text == ownSystems + "case" {
            guard let text = identifier["value"].text else { continue }
            do throws(MalformedValue) {
                return try CaseID(text)
            } catch {
                throw .badCaseID(.init(text: text, hint: error.hint))
            }
        }
        return fallback
    }
}
