import Documents
import Foundation
import TumorBoard

/// Treatments, tests and people as a patient reads them: in the words of the language's list, else in plain English.
extension PatientLanguage {
    /// A treatment.
    func words(_ modality: Modality) -> String {
        phrases.word("modality", modality.rawValue) ?? modality.words(for: .patient)
    }

    /// A treatment, as short as a label or a second mention may be.
    func short(_ modality: Modality) -> String {
        phrases.word("short", modality.rawValue) ?? phrases.word("modality", modality.rawValue) ?? modality.shortName
    }

    /// Treatments given at the same time; medicines come last: “radiation treatment together with medicines”.
    func words(_ elements: [PlanElement]) -> String {
        let ordered = elements.filter { $0.modality != .systemic } + elements.filter { $0.modality == .systemic }
        let names = ordered.enumerated().map { index, element in
            let name = index > 0 ? short(element.modality) : words(element.modality)
            return element.detail.map { "\(name) (\($0))" } ?? name
        }
        return joined(names, by: "together")
    }

    /// The same of bare treatments.
    func words(_ modalities: Set<Modality>) -> String { words(modalities.sorted().map { PlanElement(bare: $0) }) }

    /// A plan: “radiation treatment together with medicines, then an operation”.
    func words(_ plan: PhasedPlan) -> String { joined(plan.phases.map { words($0) }, by: "then") }

    /// What is to be found out.
    func words(_ need: InformationNeed) -> String { phrases.word("need", need.rawValue) ?? need.plainWords }

    /// Who that is.
    func words(_ specialty: Specialty) -> String { phrases.word("specialty", specialty.rawValue) ?? specialty.title }

    private func joined(_ parts: [String], by key: String) -> String {
        guard let first = parts.first else { return "" }
        return parts.dropFirst().reduce(first) { phrases(key, ["first": $0, "second": $1]) }
    }
}
