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
    /// Conditions that name another primary cancer.
    var others: [Resource] = []

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
        for stale in secondaries where isSpreadOfAnother(stale, chosen: chosen, among: primaries) {
            leaveOut(stale, because: "the spread of another cancer than the case's")
        }
        secondaries.removeAll { claimed.contains($0.index) && $0.index != chosen.index }
        sort(primaries.filter { $0.index != chosen.index }, into: &cancer)
        for secondary in secondaries where secondary.index != chosen.index {
            cancer.secondaries.append(secondary)
            understood("Spread: \(secondary.code.label ?? "secondary cancer")", from: secondary)
        }
        return cancer
    }

    /// Whether a spread says that it comes from a primary of another disease group.
    private func isSpreadOfAnother(_ secondary: Resource, chosen: Resource, among primaries: [Resource]) -> Bool {
        let related = secondary.extensions("related-primary-cancer-condition", "condition-related")
            .compactMap { resources.resolve($0["valueReference"], from: secondary) }
            .filter { target in primaries.contains { $0.index == target.index } }
        guard !related.isEmpty, !related.contains(where: { $0.index == chosen.index }) else { return false }
        return related.allSatisfy { $0.code.diseaseGroup != nil && $0.code.diseaseGroup != chosen.code.diseaseGroup }
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
                cancer.others.append(other)
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
                reasonPath = resource.path
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
        for secondary in cancer.secondaries {
            guard let name = Self.spread(secondary) else { continue }
            if !diagnosis.metastases.contains(name) { diagnosis.metastases.append(name) }
            trace(.metastasis, name, to: [secondary.path])
        }
        let sources = ([cancer.condition].compactMap { $0 } + cancer.aliases).map(\.path)
        trace(.diagnosis, diagnosis.cancer.text, to: sources.isEmpty ? [reasonPath].compactMap { $0 } : sources)
        guard let condition = cancer.condition else { return diagnosis }
        let morphology = condition.extensions("histology-morphology-behavior").map {
            Concept($0["valueCodeableConcept"])
        }
        if let histology = morphology.lazy.compactMap(\.histology).first {
            diagnosis.histology = histology
            trace(.histology, histology, to: [condition.path])
        } else {
            diagnosis.histology = morphologyReport(of: cancer)
        }
        let sites = condition["bodySite"].items
        diagnosis.site = sites.lazy.compactMap { Concept($0).wording }.first
        let sides = [
            sites.lazy.compactMap(Self.laterality(ofSite:)).first, cancer.concept.laterality,
            sites.lazy.compactMap { Concept($0).laterality }.first,
        ].compactMap { $0 }
        diagnosis.laterality = sides.first
        if let one = sides.first, let other = sides.first(where: { $0.contradicts(one) }) {
            contradict("\(condition.path) says both \(one.rawValue) and \(other.rawValue): check the side.")
        }
        diagnosis.date = Self.onset(of: condition)
        noteCourse(of: cancer, diagnosis, condition)
        return diagnosis
    }

    private mutating func noteCourse(of cancer: Cancer, _ diagnosis: Diagnosis, _ condition: Resource) {
        let status = Concept(condition["clinicalStatus"])
        let known = ["recurrence", "relapse", "remission", "resolved", "inactive"].first { status.hasCode(in: [$0]) }
        let state = known.map { ", recorded as \($0 == "remission" ? "in remission" : $0)" } ?? ""
        happened("diagnosis: \(diagnosis.cancer.text)\(state)", on: diagnosis.date, [condition.path])
        for alias in cancer.aliases {
            let name = alias.code.wording ?? "the same cancer"
            happened("recorded: \(name)", on: Self.onset(of: alias), [alias.path])
        }
        for secondary in cancer.secondaries {
            guard let name = Self.spread(secondary) else { continue }
            happened("spread recorded: \(name)", on: Self.onset(of: secondary), [secondary.path])
        }
    }

    private static func spread(_ secondary: Resource) -> String? {
        secondary.code.wording ?? Concept(secondary["bodySite"]).name
    }

    private static func onset(of condition: Resource) -> CivilDate? {
        CivilDate(fhir: condition.extensions("condition-assertedDate").first?["valueDateTime"] ?? .null)
            ?? CivilDate(fhir: condition["onsetDateTime"]) ?? CivilDate(fhir: condition["onsetPeriod"]["start"])
            ?? CivilDate(fhir: condition["recordedDate"])
    }

    private mutating func morphologyReport(of cancer: Cancer) -> String? {
        for observation in open("Observation") where observation.code.hasCode(in: ["77753-2", "31206-6", "59847-4"]) {
            guard let value = Concept(observation["valueCodeableConcept"]).histology ?? observation["valueString"].text
            else {
                continue
            }
            understood("Histology: \(value)", from: observation, .histology, value)
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
