import TumorBoard

extension Importer {
    /// Treatments of the cancer so far, in order of their start; repeated entries of one treatment are one line.
    mutating func readTreatments(of cancer: Cancer) -> [PriorTreatment] {
        var courses: [Course] = []
        for procedure in open("Procedure") {
            for modality in modalities(of: procedure, cancer: cancer) {
                add(Course(modality, detail: detail(of: procedure, modality), resource: procedure), to: &courses)
            }
        }
        for medicine in open(
            "MedicationStatement", "MedicationRequest", "MedicationAdministration", "MedicationDispense")
        {
            guard isAnticancer(medicine) else { continue }
            if ["proposal", "plan"].contains(medicine["intent"].text ?? "") {
                leaveOut(medicine, because: "planned care, not care given")
                continue
            }
            let name = medicationName(medicine) ?? "anticancer medicine, not named"
            let dose = medicine["dosage"].items.lazy.compactMap { $0["text"].text }.first
            let detail = [name, dose].compactMap { $0 }.joined(separator: ", ")
            add(Course(.systemic, detail: detail, resource: medicine), to: &courses)
        }
        for course in courses {
            let times = course.count > 1 ? ", \(course.count) entries" : ""
            report.understood.append("Treatment: \(course.treatment.detail)\(times) (\(course.path))")
        }
        return courses.enumerated().sorted { left, right in
            (left.element.treatment.started?.daysSince1970 ?? Int.max, left.offset)
                < (right.element.treatment.started?.daysSince1970 ?? Int.max, right.offset)
        }.map(\.element.treatment)
    }

    /// One treatment, however many entries report it.
    private struct Course {
        var treatment: PriorTreatment
        var count = 1
        var path: String
        var resource: Resource

        init(_ modality: Modality, detail: String, resource: Resource) {
            let period = ["effectivePeriod", "performedPeriod"].lazy.map { resource[$0] }.first { !$0.isNull } ?? .null
            let response =
                Concept(resource["outcome"]).label ?? resource["note"].items.lazy.compactMap { $0["text"].text }.first
            treatment = PriorTreatment(
                modality: modality, detail: detail, started: CivilDate(fhir: period["start"]) ?? resource.date,
                ended: CivilDate(fhir: period["end"]), response: response)
            path = resource.path
            self.resource = resource
        }
    }

    private mutating func add(_ course: Course, to courses: inout [Course]) {
        claim(course.resource)
        guard
            let known = courses.firstIndex(where: {
                $0.treatment.modality == course.treatment.modality
                    && $0.treatment.detail.lowercased() == course.treatment.detail.lowercased()
            })
        else { return courses.append(course) }
        courses[known].count += 1
        let starts = [courses[known].treatment.started, course.treatment.started].compactMap { $0 }
        let ends = [
            courses[known].treatment.ended, course.treatment.ended, courses[known].treatment.started,
            course.treatment.started,
        ].compactMap { $0 }
        courses[known].treatment.started = starts.min()
        courses[known].treatment.ended = ends.max()
    }

    private func modalities(of procedure: Resource, cancer: Cancer) -> [Modality] {
        if procedure.hasProfile("radiotherapy") {
            // Phases and volumes repeat what the course's summary says.
            return procedure.hasProfile("course-summary") || procedure.code.hasCode(in: ["1217123003"])
                ? [.radiotherapy] : []
        }
        if procedure.hasProfile("surgical-procedure") { return [.surgery] }
        for category in procedure.categories {
            if category.hasCode(in: ["387713003"]) { return [.surgery] }
            if category.hasCode(in: ["108290001", "1287742003"]) { return [.radiotherapy] }
        }
        let found = procedure.code.treatmentModalities
        guard found == [.surgery] else { return found }
        // An operation by its name alone counts only where its reason is the cancer: not every appendectomy is oncology.
        let reasons = procedure["reasonReference"].items.compactMap { resources.resolve($0, from: procedure)?.index }
        let named = procedure["reasonCode"].items.contains { Concept($0).cancerKind != nil }
        return named || reasons.contains(where: cancer.indexes.contains) ? found : []
    }

    private mutating func detail(of procedure: Resource, _ modality: Modality) -> String {
        let fallback = procedure.categories.lazy.compactMap(\.label).first
        let bare = procedure.code.label ?? fallback ?? modality.rawValue
        guard modality == .radiotherapy else { return bare }
        let name =
            procedure.code.text.map(Concept.withoutTag)
            ?? (Int(bare) != nil || bare.hasPrefix("USCRS") ? "Radiotherapy" : bare)
        let techniques =
            procedure.extensions("radiotherapy-modality-and-technique").flatMap { pair in
                pair.extensions(["radiotherapy-modality", "radiotherapy-technique"])
            } + procedure.extensions("mcode-radiotherapy-modality", "mcode-radiotherapy-technique")
        let technique = techniques.compactMap { Concept($0["valueCodeableConcept"]).label }
        let doses = procedure.extensions("dose-delivered-to-volume").compactMap { dose(in: $0, of: procedure) }
        let parts = [name] + technique + doses
        return parts.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: ", ")
    }

    /// "60 Gy in 30 fractions to the left breast" of cGy and fractions to a volume.
    private mutating func dose(in delivered: JSONValue, of procedure: Resource) -> String? {
        let total = delivered.extensions(["totalDoseDelivered"]).first?["valueQuantity"] ?? .null
        guard let amount = total["value"].number else { return nil }
        let unit = total["unit"].text ?? total["code"].text ?? ""
        let dose =
            unit.lowercased() == "cgy" ? "\(JSONValue.digits(amount / 100)) Gy" : "\(JSONValue.digits(amount)) \(unit)"
        let fractions = delivered.extensions(["fractionsDelivered"]).first.flatMap { item in
            item["valueUnsignedInt"].integer ?? item["valueInteger"].integer
        }
        let reference = delivered.extensions(["volume"]).first?["valueReference"] ?? .null
        let volume = resources.resolve(reference, from: procedure)
        if let volume { claim(volume) }
        let place = reference["display"].text ?? volume.flatMap { Concept($0["location"]).label }
        return dose + (fractions.map { " in \($0) fraction\($0 == 1 ? "" : "s")" } ?? "")
            + (place.map { " to \($0)" } ?? "")
    }

    private func isAnticancer(_ medicine: Resource) -> Bool {
        if medicine.hasProfile("cancer-related-medication") { return true }
        if !medicine.extensions("treatment-intent", "procedure-intent").isEmpty { return true }
        return medication(medicine).isAnticancer
    }

    /// The medicine by concept, or through a reference to a Medication.
    func medication(_ medicine: Resource) -> Concept {
        let inline = Concept(medicine["medicationCodeableConcept"])
        guard inline.isEmpty else { return inline }
        let reference = medicine["medicationReference"]
        guard let target = resources.resolve(reference, from: medicine) else { return Concept(reference["display"]) }
        return target.code
    }

    /// Its name.
    func medicationName(_ medicine: Resource) -> String? { medication(medicine).label }
}
