import Testing
import TumorBoard

@testable import FHIRExchange

/// What a coded or written diagnosis is taken for.
struct DiagnosisWording: CustomTestStringConvertible, Sendable {
    let system: String?
    let code: String?
    let text: String?
    let kind: CancerKind?
    let group: DiseaseGroup?

    var testDescription: String { [system, code, text].compactMap { $0 }.joined(separator: " ") }

    var concept: Concept {
        var coding: JSONObject = [:]
        if let system { coding["system"] = .string(system) }
        if let code { coding["code"] = .string(code) }
        var json: JSONObject = [:]
        if !coding.isEmpty { json["coding"] = .array([.object(coding)]) }
        if let text { json["text"] = .string(text) }
        return Concept(.object(json))
    }

    static func icd(_ code: String, _ kind: CancerKind?, _ group: DiseaseGroup?) -> DiagnosisWording {
        .init(system: "http://hl7.org/fhir/sid/icd-10-cm", code: code, text: nil, kind: kind, group: group)
    }

    static func text(_ text: String, _ kind: CancerKind?, _ group: DiseaseGroup?) -> DiagnosisWording {
        .init(system: nil, code: nil, text: text, kind: kind, group: group)
    }

    static let all: [DiagnosisWording] = [
        .icd("C50.4", .primary, .breast), .icd("C34.1", .primary, .lung), .icd("C20", .primary, .colorectal),
        .icd("C15.5", .primary, .oesophagogastric), .icd("C61", .primary, .prostate),
        .icd("C32.0", .primary, .headAndNeck),
        .icd("C56", .primary, .gynaecological), .icd("C49.4", .primary, .sarcoma), .icd("C83.3", .primary, .lymphoma),
        .icd("C92.0", .primary, .leukaemia), .icd("C90.0", .primary, .myeloma), .icd("C71.1", .primary, .brain),
        .icd("C43.5", .primary, .skin), .icd("C25.0", .primary, .pancreatobiliary),
        .icd("C22.1", .primary, .pancreatobiliary),
        .icd("C22.0", .primary, .liver), .icd("C64", .primary, .bladderKidney),
        .icd("C73", .primary, .thyroidEndocrine),
        .icd("C79.3", .secondary, nil), .icd("D05.1", .primary, .breast), .icd("D12.6", nil, nil),
        .icd("I10", nil, nil),
        .icd("D50.9", nil, nil),
        .text("Mammakarzinom links", .primary, .breast), .text("Hodgkin lymphoma", .primary, .lymphoma),
        .text("Chronische lymphatische Leukämie", .primary, .leukaemia),
        .text("Gastrointestinal stromal tumour of the stomach", .primary, .sarcoma),
        .text("Hepatic flexure colon cancer", .primary, .colorectal),
        .text("Squamous cell carcinoma of the cervical lymph nodes", .primary, nil),
        .text("Lung metastasis", .secondary, .lung), .text("Family history of breast cancer", nil, .breast),
        .text("Suspected lung cancer (situation)", nil, .lung), .text("Benign neoplasm of colon", nil, .colorectal),
        .text("Recurrent rectal polyp", nil, .colorectal), .text("Essential hypertension", nil, nil),
        .init(
            system: "http://snomed.info/sct", code: "128462008", text: "Metastatic malignant neoplasm",
            kind: .secondary,
            group: nil),
        .init(system: nil, code: "254637007", text: nil, kind: .primary, group: .lung),
    ]
}

@Suite("Concepts")
struct ConceptTests {
    @Test("A diagnosis is taken for the right kind of cancer and disease group", arguments: DiagnosisWording.all)
    func diagnosis(_ wording: DiagnosisWording) {
        #expect(wording.concept.cancerKind == wording.kind)
        #expect(wording.concept.diseaseGroup == wording.group)
    }

    @Test(
        "A morphology decides where blood, connective tissue, pigment and brain belong",
        arguments: [
            ("8936/3", DiseaseGroup.sarcoma), ("8890/3", .sarcoma), ("9680/3", .lymphoma), ("9861/3", .leukaemia),
            ("9732/3", .myeloma), ("8721/3", .skin), ("9440/3", .brain), ("8140/3", nil),
        ] as [(String, DiseaseGroup?)])
    func morphology(_ code: String, _ group: DiseaseGroup?) {
        let concept = Concept(.object(["coding": .array([.object(["code": .string(code)])])]))
        #expect(concept.groupOfMorphology == group)
    }

    @Test(
        "A stage group is found in displays and free text",
        arguments: [
            ("American Joint Committee on Cancer stage IIB", "IIB"), ("Stage IIIA", "IIIA"), ("IV", "IV"),
            ("2B", "IIB"),
            ("cT2 cN1 cM0 – UICC IIB", "IIB"), ("Non-small cell carcinoma of lung, TNM stage 1", "I"),
            ("Stage IVA1", "IVA1"), ("limited disease", nil),
        ] as [(String, String?)])
    func stage(_ text: String, _ group: String?) {
        #expect(StageWording.group(in: text) == group)
    }

    @Test(
        "A T, N or M category is found in displays and free text",
        arguments: [
            ("T", "American Joint Committee on Cancer cT3", "cT3"), ("T", "cT2 cN1 cM0 – UICC IIB", "cT2"),
            ("N", "cT2 cN1 cM0 – UICC IIB", "cN1"), ("M", "cT2 cN1 cM0 – UICC IIB", "cM0"), ("T", "ypT1b", "ypT1b"),
            ("N", "pN1mi", "pN1mi"), ("M", "cM1d", "cM1d"), ("T", "TX", "TX"), ("T", "Tis", "Tis"),
            ("N", "no nodes", nil),
        ] as [(Character, String, String?)])
    func category(_ letter: Character, _ text: String, _ category: String?) {
        #expect(StageWording.category(letter, in: text) == category)
    }

    @Test(
        "A side is found in codes and words",
        arguments: [
            ("Left breast structure (body structure)", Laterality.left), ("Right upper lobe", .right),
            ("Mammakarzinom rechts", .right), ("bilateral disease", .bilateral), ("left and right lobe", nil),
            ("leftover tissue", nil),
        ] as [(String, Laterality?)])
    func side(_ text: String, _ side: Laterality?) {
        #expect(Concept(.string(text)).laterality == side)
    }

    @Test("Only the tags of terminologies are cut off a name")
    func tags() {
        #expect(Concept.withoutTag("Anemia (disorder)") == "Anemia")
        #expect(Concept.withoutTag("Adenocarcinoma (Siewert I)") == "Adenocarcinoma (Siewert I)")
    }

    @Test("A narrative becomes paragraphs of plain text")
    func markup() {
        let div = "<div xmlns=\"x\"><p>One &amp; two.</p><p>Three<br/>four  five</p></div>"
        #expect(Markup.plain(div) == "One & two.\n\nThree\nfour five")
    }
}
