import TumorBoard

extension Concept {
    /// The kinds of cancer treatment that a procedure's code or words name; empty for anything else.
    var treatmentModalities: [Modality] {
        if hasCode(in: ["703423002"]) { return [.systemic, .radiotherapy] }
        if hasCode(in: Self.radiotherapyCodes) { return [.radiotherapy] }
        if hasCode(in: Self.chemotherapyCodes) { return [.systemic] }
        if hasCode(in: ["387713003"]) { return [.surgery] }
        if mentions(["biopsy", "examination", "screening", "imaging", "scan", "needle aspiration"]) { return [] }
        let radio = ["radiotherap", "radiation therapy", "brachytherap", "bestrahlung", "strahlentherap", "chemoradi"]
        let systemic = ["chemotherap", "immunotherap", "chemoradi", "hormone therapy", "endocrine therapy"]
        var found: [Modality] = []
        if mentions(systemic) { found.append(.systemic) }
        if mentions(radio) { found.append(.radiotherapy) }
        if found.isEmpty, mentions(Self.surgeryWords) { found.append(.surgery) }
        return found
    }

    /// Whether a medicine is an anticancer one: ATC L01 or L02, or a name.
    var isAnticancer: Bool {
        if codes.contains(where: { $0.code.hasPrefix("L01") || $0.code.hasPrefix("L02") }) { return true }
        return mentions(Self.anticancerNames)
    }

    /// The anticancer substances that its words name: packages of one medicine are one treatment, an antibody and its
    /// conjugate, or a drug and its liposomal form, are two.
    var substance: String? {
        let words = words
        let names = Self.anticancerNames.filter { words.contains($0) }
        guard !names.isEmpty else { return nil }
        let forms = ["emtansin", "deruxtecan", "vedotin", "govitecan", "nab-", "protein-bound", "liposom"]
        return (names + forms.filter { words.contains($0) }).joined(separator: "+")
    }

    private static let radiotherapyCodes: Set<String> = [
        "1217123003", "USCRS-33529", "448385000", "108290001", "1287742003", "33195004", "152198000", "385798007",
        "113120007", "1156505006", "169359004", "228703009", "440179006",
    ]

    private static let chemotherapyCodes: Set<String> = [
        "367336001", "385786002", "416608005", "65581007", "169413002",
    ]

    private static let surgeryWords = [
        "ectomy", "resection", "excision", "amputation", "mastekt", "resektion", "exenteration", "debulking",
        "cytoreductive", "lumpectomy", "whipple", "hartmann", "transplantation", "conization", "craniotomy", "ablation",
        "destruction of",
    ]

    private static let anticancerNames = [
        "cyclophosphamid", "doxorubicin", "epirubicin", "daunorubicin", "idarubicin", "paclitaxel", "docetaxel",
        "cisplatin", "carboplatin", "oxaliplatin", "fluorouracil", "capecitabin", "gemcitabin", "pemetrexed",
        "irinotecan",
        "topotecan", "etoposid", "vincristin", "vinblastin", "vinorelbin", "bleomycin", "dacarbazin", "temozolomid",
        "methotrexat", "cytarabin", "azacitidin", "decitabin", "mercaptopurin", "asparaginase", "pegaspargase",
        "bendamustin", "chlorambucil", "melphalan", "fludarabin", "bortezomib", "carfilzomib", "lenalidomid",
        "pomalidomid", "thalidomid", "daratumumab", "rituximab", "obinutuzumab", "trastuzumab", "pertuzumab",
        "bevacizumab", "cetuximab", "panitumumab", "pembrolizumab", "nivolumab", "ipilimumab", "atezolizumab",
        "durvalumab", "avelumab", "cemiplimab", "brentuximab", "blinatumomab", "imatinib", "sunitinib", "regorafenib",
        "sorafenib", "pazopanib", "erlotinib", "gefitinib", "afatinib", "osimertinib", "alectinib", "crizotinib",
        "lorlatinib", "ibrutinib", "acalabrutinib", "zanubrutinib", "venetoclax", "olaparib", "niraparib",
        "palbociclib",
        "ribociclib", "abemaciclib", "everolimus", "lapatinib", "neratinib", "tucatinib", "vemurafenib", "dabrafenib",
        "trametinib", "lenvatinib", "cabozantinib", "axitinib", "midostaurin", "gilteritinib", "tamoxifen", "letrozol",
        "anastrozol", "exemestan", "fulvestrant", "leuprol", "leuprorelin", "goserelin", "triptorelin", "degarelix",
        "relugolix", "bicalutamid", "enzalutamid", "abirateron", "apalutamid", "darolutamid", "flutamid", "ripretinib",
        "folfox", "folfirinox", "folfiri", "capox", "xelox", "flot", "r-chop", "chop", "abvd", "beacopp", "gemox",
        "leucovorin", "folinic acid", "folinat",  // given with fluorouracil, and read beside it
        "mitomycin", "trabectedin", "eribulin", "mitoxantron", "cabazitaxel", "lutetium", "radium-223", "sacituzumab",
    ]
}
