/// Whether a concept names a cancer, and which.
enum CancerKind: Sendable, Equatable {
    /// Where the cancer began.
    case primary
    /// Spread of a cancer from elsewhere.
    case secondary
}

extension Concept {
    /// The kind of cancer that the concept names by code or words; nil for anything else, for benign tumours, and for
    /// what is only suspected, feared, screened for or part of a family's history.
    var cancerKind: CancerKind? {
        if mentions(Self.notThePatientsCancer) { return nil }
        let icd10 = icd10.filter { $0.hasPrefix("C") || $0.hasPrefix("D") }
        for code in icd10 {
            if let kind = Self.kind(ofICD10: code) { return kind }
        }
        // D10–D31 and D34–D36 are benign, D50 and up no tumours at all, whatever their words.
        if !icd10.isEmpty { return nil }
        if hasCode(in: Self.secondarySNOMED) { return .secondary }
        if hasCode(in: Set(Self.groupOfSNOMED.keys)) { return .primary }
        if hasCode(in: ["363346000", "108369006", "269475001"]) { return .primary }
        if mentions(["benign", "gutartig"]) { return nil }
        if mentions(Self.secondaryWords) { return .secondary }
        return mentions(Self.cancerWords) ? .primary : nil
    }

    /// Whether it names an invasive cancer, not one in situ or a neoplasm of unsaid behaviour.
    var isInvasive: Bool {
        !mentions(["in situ"]) && !words.hasPrefix("neoplasm of") && !icd10.contains { $0.hasPrefix("D") }
    }

    /// Whether its words only voice a suspicion.
    var isSuspicion: Bool { mentions(["suspected", "verdacht auf", "ausschluss"]) }

    /// ICD-10 C00–D09 and D32–D49: malignant, in situ, meninges and brain, uncertain; C77–C79 are secondary.
    private static func kind(ofICD10 code: String) -> CancerKind? {
        guard let number = Int(code.dropFirst().prefix(2)) else { return nil }
        switch code.first?.uppercased() {
        case "C": return (77...79).contains(number) ? .secondary : .primary
        case "D": return number <= 9 || (32...33).contains(number) || (37...49).contains(number) ? .primary : nil
        default: return nil
        }
    }

    private static let secondarySNOMED: Set<String> = [
        "94225005", "94222008", "94381002", "94391008", "94260004", "94503003", "94579000", "94161006", "128462008",
        "94392001", "94347008", "94493005", "369523007", "94409002", "94248000", "315006004",
    ]

    private static let notThePatientsCancer = [
        "family history", "history of", "suspected", "screening", "fear of", "at risk", "risk of", "no evidence of",
        "verdacht auf", "ausschluss", "familienanamnese", "without malign",
    ]

    private static let secondaryWords = ["secondary malignant", "secondary cancer", "metasta", "secondary carcinoma"]

    private static let cancerWords = [
        "malignan", "cancer", "carcinoma", "karzinom", "krebs", "lymphom", "hodgkin", "leukemi", "leukaemi", "leukämi",
        "myelom", "sarcom", "sarkom", "melanom", "gliom", "glioblastom", "astrocytom", "blastoma", "mesotheliom",
        "stromal tumo", "stromatumor", "neoplasm", "seminom", "germ cell tumo", "thymom", "neuroendocrine tumo",
        "meningiom", "myelodysplas", "polycythemia vera", "polycythaemia vera", "macroglobulin", "carcinoid",
        "tumor of",
        "tumour of",
    ]
}
