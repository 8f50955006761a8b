import TumorBoard

/// What a staging observation says, by LOINC (mCODE STU2 and 3) or SNOMED CT (STU4) code.
enum StageItem: Equatable {
    case group(StageAssessment.Basis)
    case t(StageAssessment.Basis)
    case n(StageAssessment.Basis)
    case m(StageAssessment.Basis)

    /// How it was staged.
    var basis: StageAssessment.Basis {
        switch self {
        case .group(let basis), .t(let basis), .n(let basis), .m(let basis): basis
        }
    }

    /// The item that an observation reports; nil for anything else.
    init?(_ observation: Resource) {
        for code in observation.code.codes {
            if let known = Self.known[code.code] {
                self = known
                return
            }
        }
        let profiles = observation.profiles.joined(separator: " ")
        let basis: StageAssessment.Basis =
            profiles.contains("clinical") ? .clinical : profiles.contains("pathologic") ? .pathological : .other
        if profiles.contains("stage-group") || profiles.contains("mcode-cancer-stage") {
            self = .group(basis)
        } else if profiles.contains("tnm") && profiles.contains("primary-tumor-category") {
            self = .t(basis)
        } else if profiles.contains("tnm") && profiles.contains("regional-nodes-category") {
            self = .n(basis)
        } else if profiles.contains("tnm") && profiles.contains("distant-metastases-category") {
            self = .m(basis)
        } else {
            return nil
        }
    }

    private static let known: [String: StageItem] = [
        "21908-9": .group(.clinical), "21902-2": .group(.pathological), "21914-7": .group(.other),
        "399537006": .group(.clinical), "399588009": .group(.pathological), "399390009": .group(.other),
        "21905-5": .t(.clinical), "21906-3": .n(.clinical), "21907-1": .m(.clinical),
        "21899-0": .t(.pathological), "21900-6": .n(.pathological), "21901-4": .m(.pathological),
        "399504009": .t(.clinical), "399534004": .n(.clinical), "399387003": .m(.clinical),
        "384625004": .t(.pathological), "371494008": .n(.pathological), "371497001": .m(.pathological),
        "385356007": .group(.other), "260998006": .group(.clinical),
    ]
}

/// Reading of stage wording as it stands in displays and free text.
enum StageWording {
    // A literal is compiled again at every use, which took most of the time of a small file: kept, it is compiled once.
    // `Regex` is not Sendable because its parts may be anyone's code; these have no such parts and are never changed.
    nonisolated(unsafe) private static let named =
        /(?i)(?:stage|stadium|UICC|AJCC)\s+(0|IV|I{1,3}|[1-4])([ABCS]?)([1-3]?)\b/
    nonisolated(unsafe) private static let roman = /(0|IV|I{1,3})([A-C]?)([1-3]?)/
    nonisolated(unsafe) private static let arabic = /([1-4])([A-C]?)/
    nonisolated(unsafe) private static let tumour = /\b((?:y?r?[cp]?)T(?:is|[0-4X])(?:[a-d](?:mi)?|mi)?)\b/
    nonisolated(unsafe) private static let nodes = /\b((?:y?r?[cp]?)N[0-3X](?:mi|[a-c])?)\b/
    nonisolated(unsafe) private static let spread = /\b((?:y?r?[cp]?)M[01X][a-d]?)\b/

    /// "IIB" of "American Joint Committee on Cancer stage IIB"; a short text is taken as written.
    static func group(_ concept: Concept) -> String? {
        if let text = concept.text { return group(in: text) ?? text }
        for code in concept.codes {
            if let display = code.display { return group(in: display) ?? Concept.withoutTag(display) }
        }
        return concept.codes.first.map { group(in: $0.code) ?? $0.code }
    }

    /// The stage group after the word "stage", or the whole of a bare "IIIA"; nil where there is neither.
    static func group(in text: String) -> String? {
        if let match = text.firstMatch(of: named) {
            return roman(String(match.1)) + String(match.2).uppercased() + String(match.3)
        }
        if text.wholeMatch(of: roman) != nil { return text }
        if let match = text.wholeMatch(of: arabic) { return roman(String(match.1)) + String(match.2) }
        return nil
    }

    /// "cT3" of "American Joint Committee on Cancer cT3", of "cT3", or of "T3 category".
    static func category(_ letter: Character, in text: String) -> String? {
        let pattern =
            switch letter {
            case "T": tumour
            case "N": nodes
            default: spread
            }
        return text.firstMatch(of: pattern).map { String($0.1) }
    }

    /// The category of a coded value.
    static func category(_ letter: Character, _ concept: Concept) -> String? {
        let readings = [concept.text] + concept.codes.flatMap { [$0.display, $0.code] }
        let found = readings.compactMap { $0 }.compactMap { category(letter, in: $0) }
        // Of "T1 category" and "cT1" in one value, the second says how it was found out.
        if let best = found.first(where: { $0.first != letter }) ?? found.first { return best }
        // "1" or "X" alone is still a category; "not applicable" is none.
        return concept.label.flatMap { $0.count <= 4 ? $0 : nil }
    }

    private static func roman(_ number: String) -> String {
        ["1": "I", "2": "II", "3": "III", "4": "IV"][number] ?? number.uppercased()
    }
}
