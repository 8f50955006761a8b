import TumorBoard

extension Importer {
    /// Contradictions across topics that a coordinator should look at. Nothing is decided here, only named.
    mutating func checkAgreement(of draft: Case, cancer: Cancer) {
        let patient = resources.of("Patient").first?.path ?? "Patient"
        let source = cancer.condition?.path ?? reasonPath ?? "the diagnosis"
        switch (draft.patient.sex, draft.diseaseGroup) {
        case (.male, .gynaecological), (.female, .prostate):
            contradict(
                "The patient is recorded as \(draft.patient.sex.rawValue) (\(patient)) with a "
                    + "\(draft.diseaseGroup.title) cancer (\(source)): check the identity.")
        default: break
        }
        checkOrgans(of: draft)
        if let birth = draft.patient.birthDate { checkDays(since: birth, of: draft, patient: patient, source: source) }
        for record in draft.records {
            guard let printed = record.printedBirthDate, let birth = draft.patient.birthDate, printed != birth,
                let path = origins.first(where: { $0.topic == .record && $0.fact == record.id })?.path
            else { continue }
            contradict("The date of birth is \(birth) in \(patient) and \(printed) on the record \(path).")
        }
        if let side = draft.diagnosis.laterality, side == .left || side == .right {
            checkSides(side, of: draft, source: source)
        }
    }

    private mutating func checkDays(since birth: CivilDate, of draft: Case, patient: String, source: String) {
        if birth > asOf { contradict("The date of birth \(birth) of \(patient) is in the future.") }
        if let day = draft.diagnosis.date, day < birth {
            contradict("The diagnosis of \(day) (\(source)) is before the birth on \(birth) (\(patient)).")
        }
        for treatment in draft.treatments {
            guard let start = treatment.started, start < birth else { continue }
            let path = path(.treatment, treatment.line)
            contradict(
                "The treatment “\(treatment.detail)” of \(start) (\(path)) is before the birth on \(birth) (\(patient))."
            )
        }
    }

    /// Treatments that name an organ which no spread of this cancer is treated in by the way.
    private mutating func checkOrgans(of draft: Case) {
        let organs: Set<DiseaseGroup> = [.breast, .prostate, .gynaecological, .thyroidEndocrine]
        let treatments = Set(origins.lazy.filter { $0.topic == .treatment }.map(\.path))
        for procedure in resources.of("Procedure") where treatments.contains(procedure.path) {
            let reasons = procedure["reasonCode"].items.map(Concept.init).filter { $0.cancerKind == .primary }
            let places = procedure["bodySite"].items.map(Concept.init)
            for concept in reasons + places {
                guard let group = concept.diseaseGroup, organs.contains(group), group != draft.diseaseGroup,
                    draft.diseaseGroup != .other, draft.diseaseGroup != .paediatric
                else { continue }
                contradict(
                    "The case is a \(draft.diseaseGroup.title) cancer, but \(procedure.path) names "
                        + "“\(concept.label ?? group.title)”: confirm that it belongs to this cancer.")
            }
        }
    }

    /// The diagnosis's side against the sides of operations, courses, their reasons, and records.
    private mutating func checkSides(_ side: Laterality, of draft: Case, source: String) {
        let treatments = Set(origins.lazy.filter { $0.topic == .treatment }.map(\.path))
        for procedure in resources.of("Procedure") where treatments.contains(procedure.path) {
            for reason in procedure["reasonCode"].items.map(Concept.init) where reason.cancerKind != nil {
                if let other = reason.laterality, other.contradicts(side) {
                    contradict(
                        "The diagnosis (\(source)) is \(side.rawValue)-sided, but the reason of \(procedure.path) says "
                            + "“\(reason.label ?? other.rawValue)”: check the side.")
                }
            }
            let places = procedure["bodySite"].items.map(Concept.init) + [procedure.code]
            for place in places {
                if let other = place.laterality, other.contradicts(side) {
                    contradict(
                        "The diagnosis (\(source)) is \(side.rawValue)-sided, but \(procedure.path) was done at "
                            + "“\(place.label ?? other.rawValue)”: check the side.")
                }
            }
        }
        for record in draft.records {
            guard let other = record.laterality, other.contradicts(side) else { continue }
            contradict(
                "The diagnosis (\(source)) is \(side.rawValue)-sided, but the record “\(record.title)” "
                    + "(\(path(.record, record.id))) says \(other.rawValue): check the side.")
        }
        for specimen in resources.of("Specimen") {
            let place = Concept(specimen["collection"]["bodySite"])
            guard let other = place.laterality, other.contradicts(side), place.diseaseGroup == draft.diseaseGroup
            else { continue }
            contradict(
                "The diagnosis (\(source)) is \(side.rawValue)-sided, but the specimen \(specimen.path) was taken from "
                    + "“\(place.label ?? other.rawValue)”: check the side.")
        }
    }

    private func path(_ topic: FactOrigin.Topic, _ fact: String) -> String {
        origins.first { $0.topic == topic && $0.fact == fact }?.path ?? "the file"
    }
}
