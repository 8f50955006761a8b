import TumorBoard

extension Importer {
    /// Treatments of the cancer so far, in order of their start; repeated entries of one treatment are one line.
    mutating func readTreatments(of cancer: Cancer) -> [PriorTreatment] {
        var courses = Courses()
        readProcedures(of: cancer, into: &courses)
        readMedicines(for: cancer, into: &courses)
        let found = Self.byDate(courses.all) { $0.treatment.started ?? CivilDate.farAway }.map { $0.finished() }
        var modalities: [String: [String]] = [:]
        for (treatment, _, _) in found {
            modalities[treatment.detail, default: []].append(treatment.modality.rawValue)
        }
        for (treatment, paths, isRunning) in found {
            if isRunning { running.insert(treatment.line) }
            let period = [treatment.started, treatment.ended].compactMap { $0?.description }.joined(separator: " – ")
            let days = period.isEmpty ? "" : ", \(period)"
            let sources = paths.count > 1 ? "\(paths[0]) and \(paths.count - 1) more" : paths[0]
            report.understood.append("Treatment: \(treatment.detail)\(days) (\(sources))")
            trace(.treatment, treatment.line, to: paths)
            // One procedure that is two modalities, such as chemoradiation, is one event.
            let kinds = (modalities[treatment.detail] ?? []).joined(separator: " and ")
            happened("\(kinds): \(treatment.detail)", on: treatment.started, until: treatment.ended, paths)
        }
        return found.map(\.treatment)
    }

    /// One treatment, however many entries report it.
    struct Course {
        /// What the case will hold.
        var treatment: PriorTreatment
        /// Every entry's path, in the order in which they were met.
        var paths: [String]
        /// Whether its wording holds a dose.
        var hasDose = false
        /// Days on which it was given or prescribed, by the type of the entries.
        var days: [String: Set<CivilDate>] = [:]
        /// Whether an entry of it is still running.
        var isRunning = false
        /// Whether it was stopped before its end.
        var wasStopped = false

        /// A course that an entry reports.
        init(_ modality: Modality, detail: String, resource: Resource) {
            let period = ["effectivePeriod", "performedPeriod"].lazy.map { resource[$0] }.first { !$0.isNull } ?? .null
            // A prescription's or an infusion's remark is no result of the treatment.
            let remarks =
                ["MedicationRequest", "MedicationAdministration"].contains(resource.type)
                ? [] : resource["note"].items
            let response = Concept(resource["outcome"]).label ?? remarks.lazy.compactMap { $0["text"].text }.first
            let started = CivilDate(fhir: period["start"]) ?? resource.date
            let ended = CivilDate(fhir: period["end"])
            treatment = PriorTreatment(
                modality: modality, detail: detail, started: started, ended: ended == started ? nil : ended,
                response: response)
            paths = [resource.path]
            if let started { days = [resource.type: [started]] }
            isRunning = resource.type.hasPrefix("Medication") && resource["status"].text == "active"
            wasStopped = resource["status"].text == "stopped"
        }

        /// Takes up another entry of the same treatment.
        mutating func add(_ other: Course) {
            paths += other.paths
            days.merge(other.days) { $0.union($1) }
            let ends = [treatment.ended, other.treatment.ended].compactMap { $0 }
            treatment.started = [treatment.started, other.treatment.started].compactMap { $0 }.min()
            treatment.ended = ends.max()
            treatment.response = treatment.response ?? other.treatment.response
            isRunning = isRunning || other.isRunning
            wasStopped = wasStopped || other.wasStopped
            // A dose in words is kept; else the shorter wording is the substance, the longer one a package of it.
            let isShorter = other.treatment.detail.count < treatment.detail.count
            if (!hasDose && other.hasDose) || (hasDose == other.hasDose && isShorter) {
                treatment.detail = other.treatment.detail
                hasDose = hasDose || other.hasDose
            }
        }

        /// The line with its count, and the paths.
        func finished() -> (treatment: PriorTreatment, paths: [String], isRunning: Bool) {
            var line = treatment
            let given = (days["MedicationAdministration"] ?? []).count
            let prescribed = (days["MedicationRequest"] ?? []).count
            let performed = (days["Procedure"] ?? []).count
            if performed > 1 {
                line.detail += ", on \(performed) days"
            } else if given > 1 {
                line.detail += ", \(given) administrations"
            } else if prescribed > 1 {
                line.detail += ", prescribed \(prescribed) times"
            } else if let stated = days.values.lazy.map(\.count).max(), stated > 1 {
                line.detail += ", recorded \(stated) times"
            }
            // Of a series each prescription is stopped in its turn; only a single one tells.
            if wasStopped, !isRunning, prescribed <= 2 { line.detail += ", stopped" }
            // The last day of a series is its end, unless it is still prescribed.
            if line.ended == nil, !isRunning, let last = days.values.lazy.compactMap({ $0.max() }).max(),
                last != line.started
            {
                line.ended = last
            }
            return (line, paths, isRunning)
        }
    }

    /// Courses by what they are.
    struct Courses {
        /// In the order in which they were met.
        private(set) var all: [Course] = []
        private var places: [String: Int] = [:]

        /// Adds an entry to the course of that key, or begins one.
        mutating func add(_ course: Course, key: String) {
            let key = "\(course.treatment.modality.rawValue)|\(key)"
            if let known = places[key] {
                all[known].add(course)
            } else {
                places[key] = all.count
                all.append(course)
            }
        }
    }

    private mutating func readProcedures(of cancer: Cancer, into courses: inout Courses) {
        var procedures: [(procedure: Resource, modalities: [Modality])] = []
        for procedure in open("Procedure") {
            let modalities = modalities(of: procedure, cancer: cancer)
            guard !modalities.isEmpty else { continue }
            if isOfAnotherPrimary(procedure, cancer) {
                leaveOut(procedure, because: "treatment of another primary cancer than the case's")
                continue
            }
            procedures.append((procedure, modalities))
        }
        let superseded = supersededCourses(among: procedures.map(\.procedure))
        for (procedure, modalities) in procedures {
            if superseded.contains(procedure.index) {
                leaveOut(procedure, because: "an earlier state of a course of radiotherapy that is reported whole")
                continue
            }
            claim(procedure)
            for modality in modalities {
                let detail = modality == .radiotherapy ? radiotherapy(procedure) : plainDetail(procedure, modality)
                let course = Course(modality, detail: detail, resource: procedure)
                // Courses with a dose are courses of their own; nameless sessions add up.
                let isWhole = detail.contains(" Gy") || procedure.hasProfile("course-summary")
                courses.add(course, key: isWhole ? "\(detail.lowercased())|\(procedure.path)" : detail.lowercased())
            }
        }
    }

    private func plainDetail(_ procedure: Resource, _ modality: Modality) -> String {
        let fallback = procedure.categories.lazy.compactMap(\.name).first
        var parts = [procedure.code.wording ?? fallback ?? modality.rawValue]
        if modality == .surgery {
            let sites = procedure["bodySite"].items.map(Concept.init)
            if let site = sites.lazy.compactMap(\.name).first, let side = sites.lazy.compactMap(\.laterality).first,
                procedure.code.laterality == nil
            {
                parts.append(site.lowercased().contains(side.rawValue) ? site : "\(site), \(side.rawValue)")
            }
        }
        return parts.joined(separator: ", ")
    }

    private func modalities(of procedure: Resource, cancer: Cancer) -> [Modality] {
        if procedure.hasProfile("radiotherapy") || procedure.hasProfile("brachytherapy") {
            // Phases and volumes repeat what the course's summary says.
            return procedure.hasProfile("course-summary") || procedure.code.hasCode(in: ["1217123003"])
                ? [.radiotherapy] : []
        }
        if procedure.hasProfile("radiation-procedure") { return [.radiotherapy] }
        if procedure.hasProfile("surgical-procedure") { return [.surgery] }
        for category in procedure.categories {
            if category.hasCode(in: ["387713003"]) { return [.surgery] }
            if category.hasCode(in: ["108290001", "1287742003"]) { return [.radiotherapy] }
        }
        let found = procedure.code.treatmentModalities
        guard found == [.surgery] else { return found }
        // An operation by its name alone counts only where its reason is the cancer: not every appendectomy is
        // oncology.
        let reasons = procedure["reasonReference"].items.compactMap { resources.resolve($0, from: procedure)?.index }
        if reasons.contains(where: cancer.indexes.contains) { return found }
        return procedure["reasonCode"].items.contains { Concept($0).cancerKind != nil } ? found : []
    }

    private mutating func readMedicines(for cancer: Cancer, into courses: inout Courses) {
        let medicines = open(
            "MedicationStatement", "MedicationRequest", "MedicationAdministration", "MedicationDispense")
        for medicine in medicines {
            let concept = medication(medicine)
            guard isAnticancer(medicine, concept) else { continue }
            if ["proposal", "plan"].contains(medicine["intent"].text ?? "") {
                leaveOut(medicine, because: "planned care, not care given")
                continue
            }
            if isOfAnotherPrimary(medicine, cancer) {
                leaveOut(medicine, because: "treatment of another primary cancer than the case's")
                continue
            }
            claim(medicine)
            let name = concept.wording ?? "anticancer medicine, not named"
            let dosage = medicine["dosage"].items + medicine["dosageInstruction"].items
            let dose = dosage.lazy.compactMap { $0["text"].text }.first
            // What a prescription remarks, such as the regimen, belongs to what was given, not to what came of it.
            let remark = medicine.type == "MedicationRequest" ? medicine["note"].items.first?["text"].text : nil
            let detail = [dose.map { Self.joined(name, $0) } ?? name, remark].compactMap { $0 }.joined(separator: ", ")
            var course = Course(.systemic, detail: detail, resource: medicine)
            course.hasDose = dose != nil
            let planned = dosage.lazy.map { $0["timing"]["repeat"]["boundsPeriod"] }.first { !$0.isNull } ?? .null
            if let start = CivilDate(fhir: planned["start"]) { course.treatment.started = start }
            if let end = CivilDate(fhir: planned["end"]) { course.treatment.ended = end }
            courses.add(course, key: concept.substance ?? name.lowercased())
        }
    }

    /// "doxorubicin (60 mg/m² IV)" of the name and a dose that repeats it.
    private static func joined(_ name: String, _ dose: String) -> String {
        dose.lowercased().hasPrefix(name.lowercased()) ? dose : "\(name), \(dose)"
    }

    private func isAnticancer(_ medicine: Resource, _ concept: Concept) -> Bool {
        if medicine.hasProfile("cancer-related-medication") { return true }
        if !medicine.extensions("treatment-intent", "procedure-intent").isEmpty { return true }
        return concept.isAnticancer
    }

    /// The medicine by concept, or through a reference to a Medication.
    func medication(_ medicine: Resource) -> Concept {
        let inline = Concept(medicine["medicationCodeableConcept"])
        guard inline.isEmpty else { return inline }
        let reference = medicine["medicationReference"]
        guard let target = resources.resolve(reference, from: medicine) else { return Concept(reference["display"]) }
        return target.code
    }
}

extension CivilDate {
    /// Sorts what has no date after everything that has.
    fileprivate static var farAway: CivilDate? { CivilDate(year: 2200) }
}
