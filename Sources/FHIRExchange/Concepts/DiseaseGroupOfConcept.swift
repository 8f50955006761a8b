import TumorBoard

extension Concept {
    /// The disease group that a cancer belongs to: by morphology, then ICD-10 or ICD-O topography, then SNOMED CT, then
    /// words; nil where none of them tells.
    var diseaseGroup: DiseaseGroup? {
        if let group = groupOfMorphology { return group }
        for code in icd10 {
            if let group = Self.group(ofICD10: code) { return group }
        }
        for code in codes {
            if let group = Self.groupOfSNOMED[code.code] { return group }
        }
        return Self.group(ofWords: words)
    }

    /// By ICD-O-3 morphology, such as 8936/3: blood, connective tissue, pigment and brain go by kind, not by place.
    var groupOfMorphology: DiseaseGroup? {
        for code in codes {
            let parts = code.code.split(separator: "/")
            guard parts.count == 2, parts[0].count == 4, let number = Int(parts[0]) else { continue }
            switch number {
            case 8720...8790: return .skin
            case 8800...8936, 9040...9044, 9120...9262: return .sarcoma
            case 9380...9480, 9530...9539: return .brain
            case 9590...9729: return .lymphoma
            case 9731...9734: return .myeloma
            case 9800...9992: return .leukaemia
            default: continue
            }
        }
        return nil
    }

    /// By the chapters of ICD-10; D codes by the organ that they repeat.
    static func group(ofICD10 code: String) -> DiseaseGroup? {
        let letter = code.first?.uppercased()
        guard let number = Int(code.dropFirst().prefix(2)) else { return nil }
        let detail = code.split(separator: ".").dropFirst().first.flatMap(\.first).flatMap { Int(String($0)) }
        return letter == "C" ? group(ofC: number, detail) : letter == "D" ? group(ofD: number, detail) : nil
    }

    private static func group(ofC number: Int, _ detail: Int?) -> DiseaseGroup? {
        switch number {
        case 0...14, 30...32: .headAndNeck
        case 15...16: .oesophagogastric
        case 17...21: .colorectal
        case 22: detail == 1 ? .pancreatobiliary : .liver
        case 23...25: .pancreatobiliary
        case 33...34, 37...39, 45: .lung
        case 40...41, 46...49: .sarcoma
        case 43...44: .skin
        case 50: .breast
        case 51...58: .gynaecological
        case 60, 62...68: .bladderKidney
        case 61: .prostate
        case 70...72: .brain
        case 73...75: .thyroidEndocrine
        case 81...88, 96: .lymphoma
        case 90: .myeloma
        case 91...95: .leukaemia
        default: nil
        }
    }

    private static func group(ofD number: Int, _ detail: Int?) -> DiseaseGroup? {
        switch (number, detail ?? -1) {
        case (0, 0), (2, 0), (37, 0), (38, 0): .headAndNeck
        case (0, _), (37, 1): .oesophagogastric
        case (1, 0...3), (37, 2...5): .colorectal
        case (1, 5), (37, 6): .liver
        case (2, _), (38, _): .lung
        case (3...4, _): .skin
        case (5, _): .breast
        case (7, 5), (40, 0): .prostate
        case (7, 4), (7, 6), (9, 0), (9, 1), (40, _), (41, _): .bladderKidney
        case (6...7, _), (39, _): .gynaecological
        case (32...33, _), (42...43, _): .brain
        case (44, _): .thyroidEndocrine
        case (45...47, _): .leukaemia
        default: nil
        }
    }

    /// Frequent cancers in SNOMED CT; the rest are told by their words.
    static let groupOfSNOMED: [String: DiseaseGroup] = [
        "254837009": .breast, "353431000119107": .breast, "408643008": .breast, "372064008": .breast,
        "254632001": .lung, "254637007": .lung, "93880001": .lung, "363358000": .lung, "424132000": .lung,
        "425048006": .lung, "422968005": .lung, "423121009": .lung, "254634000": .lung, "254626006": .lung,
        "363406005": .colorectal, "93761005": .colorectal, "109838007": .colorectal, "363351006": .colorectal,
        "93984006": .colorectal, "408645001": .colorectal,
        "363402007": .oesophagogastric, "371984007": .oesophagogastric, "363349007": .oesophagogastric,
        "276803003": .oesophagogastric, "408647009": .oesophagogastric,
        "363418001": .pancreatobiliary, "372142002": .pancreatobiliary, "70179006": .liver, "109841003": .liver,
        "399068003": .prostate, "93974005": .prostate, "254900004": .prostate, "126906006": .prostate,
        "92691004": .prostate,
        "399326009": .bladderKidney, "363518003": .bladderKidney, "254915003": .bladderKidney,
        "363443007": .gynaecological, "363354003": .gynaecological, "371973000": .gynaecological,
        "254878006": .gynaecological, "123843001": .gynaecological,
        "420120006": .sarcoma, "424413001": .sarcoma, "404056007": .sarcoma,
        "118600007": .lymphoma, "109969005": .lymphoma, "118601006": .lymphoma, "307592006": .lymphoma,
        "91861009": .leukaemia, "92814006": .leukaemia, "277571004": .leukaemia, "91857003": .leukaemia,
        "93143009": .leukaemia, "92818009": .leukaemia, "109989006": .myeloma,
        "393563007": .brain, "276828006": .brain, "93655004": .skin, "372244006": .skin, "363478007": .thyroidEndocrine,
    ]

    /// By words of the diagnosis or of the site, the kinds before the places.
    static func group(ofWords words: String) -> DiseaseGroup? {
        for (group, marks) in marksOfGroups where marks.contains(where: { words.contains($0) }) { return group }
        return nil
    }

    private static let marksOfGroups: [(DiseaseGroup, [String])] = [
        (.leukaemia, ["leukemi", "leukaemi", "leukämi", "myelodysplas", "polycyth"]),
        (.myeloma, ["myelom", "plasmacytom"]),
        (.lymphoma, ["lymphom", "hodgkin", "macroglobulin"]),
        (.sarcoma, ["sarcom", "sarkom", "stromal tumo", "stromatumor"]),
        (.brain, ["gliom", "glioblastom", "astrocytom", "meningiom", "medulloblastom", "ependymom"]),
        (.skin, ["melanom", "basal cell", "merkel", "skin"]),
        (.thyroidEndocrine, ["thyroid", "adrenal", "pituitary", "schilddrüse"]),
        (
            .headAndNeck,
            [
                "larynx", "laryng", "pharyn", "tongue", "oral cavity", "mouth", "tonsil", "head and neck", "salivary",
                "parotid", "sinonasal", "nasal cavity", "vocal cord", "palate",
            ]
        ),
        (
            .oesophagogastric,
            [
                "oesophag", "esophag", "gastric", "stomach", "cardia", "ösophag", "gastro-oesoph", "magenkarz",
            ]
        ),
        (
            .colorectal,
            [
                "colon", "colorect", "rectal", "rectum", "sigmoid", "caec", "cecum", "bowel", "anal canal",
                "anal margin", "of anus", "appendi",
                "rektum", "kolon",
            ]
        ),
        (.pancreatobiliary, ["pancrea", "bile duct", "cholangio", "gallbladder", "ampull", "pankreas"]),
        (.liver, ["hepatocell", "liver", "hepatic", "leber"]),
        (.breast, ["breast", "mamma"]),
        (.lung, ["lung", "bronch", "pleura", "mesotheliom", "thym", "pulmon"]),
        (.prostate, ["prostat"]),
        (
            .gynaecological,
            [
                "ovar", "cervix", "cervical cancer", "cervical carcinoma", "endometri", "uterus", "uterine", "uteri",
                "vulva", "vagin",
                "fallopian", "tubal",
            ]
        ),
        (
            .bladderKidney,
            ["bladder", "kidney", "renal", "ureter", "urotheli", "testis", "testic", "seminom", "penis", "penile"]
        ),
        (.brain, ["brain", "cerebr", "intracranial", "spinal cord"]),
    ]
}
