import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

/// What a bundle that somebody else wrote must become.
struct CorpusCase: CustomTestStringConvertible, Sendable {
    let file: String
    /// The disease group, or nil where it must be refused for want of a cancer.
    let group: DiseaseGroup?
    let cancer: String
    let stage: String?

    var testDescription: String { file }

    init(_ file: String, _ group: DiseaseGroup?, _ cancer: String = "", stage: String? = nil) {
        self.file = file
        self.group = group
        self.cancer = cancer
        self.stage = stage
    }

    static let all: [CorpusCase] = [
        .init("codex-rt-fsh/Patient-101.json", .breast, "Malignant neoplasm of breast"),
        .init("codex-rt-fsh/Patient-6.json", .prostate, "Malignant neoplasm of prostate"),
        .init("codex-rt-fsh/Patient-XRTS-01-22B.json", .prostate, "Malignant neoplasm of prostate"),
        .init("codex-rt-fsh/Patient-XRTS-02-22B.json", .prostate, "Malignant neoplasm of prostate"),
        .init("codex-rt-fsh/Patient-XRTS-03-22B.json", .prostate, "Malignant neoplasm of prostate"),
        .init("codex-rt-fsh/Patient-XRTS-04-22B.json", .breast, "Malignant neoplasm of breast"),
        .init("codex-rt-fsh/Patient-XRTS-05-22B.json", .brain, "Malignant neoplasm of brain, unspecified"),
        .init(
            "codex-rt-fsh/Patient-XRTS-06-22B.json", .gynaecological, "Malignant neoplasm of cervix uteri, unspecified"),
        .init(
            "codex-rt-fsh/Patient-XRTS-07-22B.json", .gynaecological, "Malignant neoplasm of cervix uteri, unspecified"),
        .init(
            "mcode-coverage-checker/fullBundle.json", .breast, "Primary malignant neoplasm of female left breast",
            stage: "cT3 cN0 cM0, stage IIB"),
        .init(
            "mcode-coverage-checker/uploaded_12345_bundle3.json", .lung, "Non-small cell lung cancer",
            stage: "cT3 cN0 cM0, stage IIB"),
        .init("mcode-cql/Bundle-mCODECQLExample01.json", .breast, "Malignant neoplasm of breast"),
        .init("mcode-cql/Bundle-mCODECancerGeneticVariantExample01.json", nil),
        .init("mcode-cql/mcode-extraction-patient-1.json", .breast, "Breast Cancer"),
        .init("mcode-cql/mcode-extraction-patient-2.json", .prostate, "Prostate Cancer"),
        .init(
            "mcode-stu4-fsh/Bundle-gx-genomic-bundle-adam-anyperson.json", .lung,
            "Malignant neoplasm of unspecified part of bronchus or lung"),
        .init(
            "mcode-stu4-fsh/Bundle-mcode-patient-bundle-jenny-m.json", .breast,
            "Primary malignant neoplasm of female left breast", stage: "cT3 cN0 cM0, stage IIB"),
        .init("mcode-stu4-fsh/cancer-patient-adam-everyman.json", .leukaemia, "Chronic lymphoid leukemia, disease"),
        .init("mcode-stu4-fsh/cancer-patient-brian-l.json", .paediatric, "B-cell acute lymphoblastic leukemia"),
        .init("mcode-stu4-fsh/cancer-patient-eve-anyperson.json", .breast, "Malignant neoplastic disease"),
        .init(
            "mcode-stu4-fsh/cancer-patient-jenny-m.json", .breast, "Primary malignant neoplasm of female left breast"),
        .init(
            "mcode-stu4-fsh/cancer-patient-john-anyperson.json", .lung, "Non-small cell lung cancer",
            stage: "cT3 cN3 cM0, stage IIIC"),
        .init("mcode-stu4-fsh/cancer-patient-lucy-child.json", nil),
        .init(
            "mcode-stu4-fsh/gx-cancer-patient-adam-anyperson.json", .lung,
            "Malignant neoplasm of unspecified part of bronchus or lung"),
        .init("synthea/Brady998_Windler79", .lung, "Non-small cell carcinoma of lung, TNM stage 1", stage: "stage I"),
        .init("synthea/Burma963_Oberbrunner298", .breast, "Malignant neoplasm of breast"),
        .init("synthea/Cayla360_Shields502", .colorectal, "Overlapping malignant neoplasm of colon"),
        .init("synthea/Dorotea472_Segovia340", .breast, "Malignant neoplasm of breast"),
        .init("synthea/Hector463_Ward668", .prostate, "Neoplasm of prostate"),
        .init("synthea/Hoyt490_Cole117", .prostate, "Carcinoma in situ of prostate"),
        .init("synthea/Hugh686_Schimmel440", .colorectal, "Malignant tumor of colon"),
        .init("synthea/Jayson808_Abbott774", .colorectal, "Secondary malignant neoplasm of colon"),
        .init("synthea/Jeff859_Heller342", .lung, "Non-small cell carcinoma of lung, TNM stage 1", stage: "stage I"),
        .init("synthea/Mickey576_Gerhold939", .colorectal, "Primary malignant neoplasm of colon"),
        .init("synthea/Pat3_Considine820", .colorectal, "Primary malignant neoplasm of colon"),
        .init("synthea/Tomasa683_Kub800", .breast, "Malignant neoplasm of breast"),
    ]

    /// The file's bytes; a Synthea name stands for the file that begins with it.
    func data(in corpus: URL) throws -> Data {
        if file.hasSuffix(".json") { return try Data(contentsOf: corpus.appending(path: file)) }
        let folder = corpus.appending(path: file).deletingLastPathComponent()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let name = try #require(names.first { "synthea/" + $0 == file || ("synthea/" + $0).hasPrefix(file + "_") })
        return try Data(contentsOf: folder.appending(path: name))
    }
}

/// Skipped where the corpus (`../shared/corpus`, or TUMORBOARD_SHARED) is absent: it is no part of the project.
@Suite("The corpus", .enabled(if: SharedFiles.corpus != nil, "the corpus is not on this machine"))
struct CorpusTests {
    @Test("Each bundle becomes a case of the right cancer, or is refused for want of one", arguments: CorpusCase.all)
    func bundle(_ expected: CorpusCase) throws {
        let corpus = try #require(SharedFiles.corpus)
        let data = try expected.data(in: corpus)
        guard let group = expected.group else {
            let refusal = #expect(throws: ImportRefusal.self) { try Drafts.read(data) }
            #expect(refusal?.description.contains("Add a Condition") == true)
            return
        }
        let found = try Drafts.read(data)
        #expect(found.draft.diseaseGroup == group)
        #expect(found.draft.diagnosis.cancer.text == expected.cancer)
        if let stage = expected.stage {
            #expect(found.draft.staging.contains { $0.summary.hasPrefix(stage) }, "\(found.draft.staging)")
        }
        #expect(found.report.ignored.count <= 40, "the list of what was ignored is to be short")
        #expect(found.draft.comorbidities.count <= 15)
        #expect(found.draft.records.count <= 20)
        #expect(found.draft.consent == Consent(), "consent is never assumed")
    }

    @Test("Every JSON file of the corpus has an expectation above")
    func completeness() throws {
        let corpus = try #require(SharedFiles.corpus)
        let files = FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil)?.allObjects ?? []
        let bundles = files.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
        #expect(bundles.count == CorpusCase.all.count)
    }

    @Test("Anticancer treatment of a lifetime record is separated from other medication")
    func lifetimeTreatments() throws {
        let corpus = try #require(SharedFiles.corpus)
        let brady = try #require(CorpusCase.all.first { $0.file.contains("Brady998") })
        let found = try Drafts.read(try brady.data(in: corpus)).draft
        let details = found.treatments.map { $0.detail.lowercased() }
        #expect(details.contains { $0.contains("paclitaxel") })
        #expect(found.treatments.contains { $0.modality == .radiotherapy })
        #expect(!found.medication.contains { $0.lowercased().contains("paclitaxel") })
        #expect(found.treatments.count <= 8)
        #expect(!found.comorbidities.contains { $0.lowercased().contains("suspected") })
    }

    @Test("A record that contradicts itself about the patient or the side says so")
    func contradictions() throws {
        let corpus = try #require(SharedFiles.corpus)
        let cervix = try #require(CorpusCase.all.first { $0.file.contains("XRTS-07") })
        #expect(try Drafts.read(try cervix.data(in: corpus)).report.problems.contains { $0.contains("male") })
        let breast = try #require(CorpusCase.all.first { $0.file.contains("fullBundle") })
        #expect(try Drafts.read(try breast.data(in: corpus)).report.problems.contains { $0.contains("check the side") })
    }

    @Test("A second primary is named and told to become a case of its own")
    func twoPrimaries() throws {
        let corpus = try #require(SharedFiles.corpus)
        let pat = try #require(CorpusCase.all.first { $0.file.contains("Pat3") })
        let problems = try Drafts.read(try pat.data(in: corpus)).report.problems
        #expect(problems.contains { $0.contains("second primary") && $0.contains("breast") })
    }

    @Test("The STU4 patient's markers, fitness and treatments are read")
    func jenny() throws {
        let corpus = try #require(SharedFiles.corpus)
        let jenny = try #require(CorpusCase.all.first { $0.file.contains("patient-bundle-jenny") })
        let found = try Drafts.read(try jenny.data(in: corpus)).draft
        #expect(found.diagnosis.laterality == .left)
        #expect(found.fitness.ecog == 0)
        #expect(found.biomarkers.contains { $0.name == "ER" && $0.result.lowercased().contains("positive") })
        #expect(found.biomarkers.contains { $0.name == "HER2" && $0.result.lowercased().contains("negative") })
        #expect(
            found.treatments.contains { $0.modality == .surgery && $0.detail.hasPrefix("Excision of part of breast") })
        #expect(found.treatments.contains { $0.modality == .radiotherapy && $0.detail.contains("Gy in") })
        #expect(found.treatments.filter { $0.modality == .systemic }.count == 4)
    }
}
