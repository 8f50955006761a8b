import Foundation
import TumorBoard

extension Modality {
    /// The treatment as that reader would say it.
    func words(for reader: Reader) -> String {
        reader == .patient ? inPatientsWords : inPlainWords
    }

    /// The treatment for a patient, as short as a label or a second mention may be.
    var shortName: String {
        switch self {
        case .systemic: "medicines"
        case .radiotherapy: "radiation"
        case .surgery, .surveillance, .bestSupportiveCare, .clinicalTrial: words(for: .patient)
        }
    }
}

extension PhasedPlan {
    /// The plan as that reader would say it: “radiation treatment together with medicines, then an operation”.
    func words(for reader: Reader) -> String {
        guard reader == .patient else { return inPlainWords }
        return phases.map { $0.inPatientsWords }.joined(separator: ", then ")
    }
}

extension Set<Modality> {
    /// What is given at the same time, as that reader would say it.
    func words(for reader: Reader) -> String {
        reader == .patient
            ? sorted().map { PlanElement(bare: $0) }.inPatientsWords
            : sorted().map(\.inPlainWords).joined(separator: " with ")
    }
}

extension [PlanElement] {
    /// The elements of a phase; medicines come last: “radiation treatment together with medicines”.
    fileprivate var inPatientsWords: String {
        let ordered = filter { $0.modality != .systemic } + filter { $0.modality == .systemic }
        return ordered.enumerated().map { index, element in
            let name = index > 0 ? element.modality.shortName : element.modality.words(for: .patient)
            return element.detail.map { "\(name) (\($0))" } ?? name
        }.joined(separator: " together with ")
    }
}

extension String {
    /// The name that a reviewer gave an alternative, its terms as that reader would say them.
    func words(for reader: Reader) -> String {
        guard reader == .patient else { return self }
        let together = replacingOccurrences(
            of: "with \(Modality.systemic.inPlainWords)", with: "together with \(Modality.systemic.shortName)",
            options: .caseInsensitive)
        return [Modality.systemic, .radiotherapy, .bestSupportiveCare].reduce(together) { name, modality in
            name.replacingOccurrences(
                of: modality.inPlainWords, with: modality.words(for: reader), options: .caseInsensitive)
        }
    }

    /// What the board did not have, as a patient would say it; nil where it is no concern of theirs.
    var missingInPlainWords: String? {
        let parts = split(separator: " (", maxSplits: 1)
        let states = ["asked for)": "; it has been asked for", "illegible)": "; it could not be read"]
        let state = parts.count > 1 ? states[String(parts[1])] ?? "" : ""
        let names = [
            RecordClass.pathologyReport.title: "The report on the tissue sample",
            RecordClass.slidesOrBlocks.title: "The tissue samples themselves",
            RecordClass.imagingReport.title: "A report on the scans",
            RecordClass.images.title: "The pictures of the scans",
            RecordClass.genetics.title: "A test of the genes of the cancer",
            "stage": "A record of how far the illness has spread (the stage)",
            "performance status": "A record of how well you manage your daily life",
            "allergies": "Whether you have any allergies", "histology": "The exact type of the cancer",
            "first opinion": "The opinion that you were given before",
        ]
        guard let name = parts.first.map(String.init), name != "question to the board" else { return nil }
        return (names[name] ?? name.asSentenceStart) + state
    }
}

extension InformationNeed {
    /// What is to be done for it, as a patient would say it.
    var plainWords: String {
        switch self {
        case .pathologyReReview: "Have the tissue sample looked at a second time"
        case .stagingReview: "Check again how far the illness has spread"
        case .imaging: "Make further scans"
        case .molecular: "Test for changes in genes that matter for the treatment"
        case .performanceStatus: "Find out how fit you are"
        }
    }
}
