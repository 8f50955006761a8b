import TumorBoard

/// The cancer that the case is about.
struct Cancer {
    /// What it is.
    var concept: Concept
    /// The Condition that says so; nil where only a treatment's reason names it.
    var condition: Resource?
    /// Other Conditions that name the same cancer.
    var aliases: [Resource] = []
    /// Conditions that name its spread.
    var secondaries: [Resource] = []

    /// Places of the Conditions that mean this cancer.
    var indexes: Set<Int> { Set((aliases + [condition].compactMap { $0 }).map(\.index)) }
}

extension Importer {
    /// Picks the cancer: primary over secondary, named by the referral, active over past, invasive
    /// over in situ, staged, then the latest.
    mutating func readCancer() throws(ImportRefusal) -> Cancer {
        let conditions = open("Condition")
        var primaries: [Resource] = []
        var secondaries: [Resource] = []
        for condition in conditions {
            switch Self.kind(of: condition) {
            case .primary: primaries.append(condition)
            case .secondary: secondaries.append(condition)
            case nil: continue
            }
        }
        guard let chosen = best(of: primaries) ?? best(of: secondaries) else {
            if let named = cancerNamedByTreatment() { return named }
            throw .noCancer(conditions: conditions.compactMap(\.code.label))
        }
        var cancer = Cancer(concept: chosen.code, condition: chosen)
        if primaries.isEmpty {
            doubt(
                "Only a secondary cancer is recorded (\(chosen.code.label ?? "unnamed"), \(chosen.path)); "
                    + "the primary is not named. Add it before listing.")
        }
        understood("Primary cancer: \(chosen.code.label ?? "unnamed")", from: chosen)
        sort(primaries.filter { $0.index != chosen.index }, into: &cancer)
        for secondary in secondaries where secondary.index != chosen.index {
            cancer.secondaries.append(secondary)
            understood("Spread: \(secondary.code.label ?? "secondary cancer")", from: secondary)
        }
        return cancer
    }

    private static func kind(of condition: Resource) -> CancerKind? {
        let byCode = condition.code.cancerKind
        if condition.hasProfile("secondary-cancer-condition") { return .secondary }
        if condition.hasProfile("primary-cancer-condition") { return byCode ?? .primary }
        return byCode
    }

    /// Another primary of the same disease group is the same cancer in other words; one of another group is a second
    /// case, which DESIGN asks a clinician to reconcile.
    private mutating func sort(_ others: [Resource], into cancer: inout Cancer) {
        let group = cancer.concept.diseaseGroup
        for other in others {
            let otherGroup = other.code.diseaseGroup
            if otherGroup == nil || group == nil || otherGroup == group {
                cancer.aliases.append(other)
                understood("Also recorded as: \(other.code.label ?? "cancer")", from: other)
            } else {
                leaveOut(other, because: "another primary cancer than the case's")
                doubt(
                    "A second primary cancer is recorded: \(other.code.label ?? "unnamed") (\(other.path)). Two primaries "
                        + "are two cases: import it as a case of its own and relate the two.")
            }
        }
    }

    private func best(of conditions: [Resource]) -> Resource? {
        guard conditions.count > 1 else { return conditions.first }
        let asked = Set(
            resources.of("ServiceRequest").flatMap { request in
                request["reasonReference"].items.compactMap { resources.resolve($0, from: request)?.index }
            })
        func rank(_ condition: Resource) -> [Int] {
            let status = Concept(condition["clinicalStatus"])
            let past = status.hasCode(in: ["resolved", "inactive", "remission"])
            let onset = CivilDate(fhir: condition["onsetDateTime"]) ?? CivilDate(fhir: condition["recordedDate"])
            let unspecific = condition.code.hasCode(in: ["363346000", "128462008"])
            return [
                asked.contains(condition.index) ? 1 : 0, past ? 0 : 1,
                condition.hasProfile("primary-cancer-condition") ? 1 : 0, unspecific ? 0 : 1,
                condition.code.isInvasive ? 1 : 0,
                condition["stage"].isNull ? 0 : 1, onset?.daysSince1970 ?? Int.min / 2, condition.code.words.count,
            ]
        }
        return conditions.map { (rank($0), $0) }.max { $0.0.lexicographicallyPrecedes($1.0) }?.1
    }

    /// Radiotherapy summaries often carry the diagnosis only as the reason of the course.
    private mutating func cancerNamedByTreatment() -> Cancer? {
        for resource in resources.of("Procedure", "MedicationRequest", "MedicationStatement", "ServiceRequest") {
            for reason in resource["reasonCode"].items.map(Concept.init) where reason.cancerKind == .primary {
                report.understood.append("Primary cancer: \(reason.label ?? "unnamed") (reason of \(resource.path))")
                doubt(
                    "The file holds no Condition of the cancer; “\(reason.label ?? "")” was taken from the reason of "
                        + "\(resource.path). Confirm the diagnosis.")
                return Cancer(concept: reason)
            }
        }
        return nil
    }

    /// The diagnosis in the case's form.
    mutating func readDiagnosis(of cancer: Cancer) -> Diagnosis {
        var diagnosis = Diagnosis(cancer: cancer.concept.coding)
        if diagnosis.cancer.text.isEmpty { diagnosis.cancer.text = "Cancer, not further named" }
        let spread = cancer.secondaries.compactMap { secondary -> String? in
            secondary.code.label ?? Concept(secondary["bodySite"]).label
        }
        diagnosis.metastases = spread.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        guard let condition = cancer.condition else { return diagnosis }
        let morphology = condition.extensions("histology-morphology-behavior").map {
            Concept($0["valueCodeableConcept"])
        }
        diagnosis.histology = morphology.lazy.compactMap(\.wording).first ?? morphologyReport(of: cancer)
        let sites = condition["bodySite"].items
        diagnosis.site = sites.lazy.compactMap { Concept($0).wording }.first
        diagnosis.laterality =
            sites.lazy.compactMap(Self.laterality(ofSite:)).first
            ?? cancer.concept.laterality
            ?? sites.lazy.compactMap { Concept($0).laterality }.first
        diagnosis.date =
            CivilDate(fhir: condition.extensions("condition-assertedDate").first?["valueDateTime"] ?? .null)
            ?? CivilDate(fhir: condition["onsetDateTime"]) ?? CivilDate(fhir: condition["onsetPeriod"]["start"])
            ?? CivilDate(fhir: condition["recordedDate"])
        return diagnosis
    }

    private mutating func morphologyReport(of cancer: Cancer) -> String? {
        for observation in open("Observation") where observation.code.hasCode(in: ["77753-2", "31206-6"]) {
            guard let value = Concept(observation["valueCodeableConcept"]).label ?? observation["valueString"].text
            else {
                continue
            }
            understood("Histology: \(value)", from: observation)
            return value
        }
        return nil
    }

    private static func laterality(ofSite site: JSONValue) -> Laterality? {
        for qualifier in site.extensions(["laterality-qualifier", "mcode-laterality", "bodysite-laterality"]) {
            if let side = Concept(qualifier["valueCodeableConcept"]).laterality { return side }
        }
        return nil
    }

    /// Where the case belongs. Children go to the paediatric group whatever their cancer.
    mutating func diseaseGroup(of cancer: Cancer, diagnosis: Diagnosis, patient: Patient) -> DiseaseGroup {
        if let birth = patient.birthDate {
            let day = diagnosis.date ?? asOf
            if day.daysSince1970 - birth.daysSince1970 < 18 * 365, birth < day { return .paediatric }
        }
        let condition = cancer.condition
        let morphology = condition?.extensions("histology-morphology-behavior").map {
            Concept($0["valueCodeableConcept"])
        }
        let site = condition.map { Concept($0["bodySite"]) }
        if let group = morphology?.lazy.compactMap(\.groupOfMorphology).first ?? cancer.concept.diseaseGroup
            ?? site?.diseaseGroup ?? cancer.aliases.lazy.compactMap(\.code.diseaseGroup).first
            ?? morphology?.lazy.compactMap(\.diseaseGroup).first
        {
            return group
        }
        doubt("The disease group could not be told from “\(diagnosis.cancer.text)”: it was entered as other. Set it.")
        return .other
    }
}
