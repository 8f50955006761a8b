import FHIRExchange
import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("The corpus's EHR extract", .enabled(if: ExtractFiles.corpus != nil, "../shared/corpus/ehr-extract is not here"))
struct ExtractCorpusTests {
    private static let patients: [ExtractExpectation] = [
        .init(
            patient: "patient_gyn_001", name: "ZZTEST Synth-Ovarian", born: "1963-01-01",
            identifiers: ["MRN SYN-0001", "EHR extract patient_gyn_001"], cancer: "Malignant neoplasm of ovary, C56.9",
            group: .gynaecological, metastases: ["Secondary malignant neoplasm of retroperitoneal lymph nodes"],
            stages: [
                "2025-10-05 other T3c N1 M0, stage IIIC (AJCC 8th Edition, FIGO)",
                "2025-12-12 pathological ypT3c ypN1 ypM0, stage IIIC (AJCC 8th Edition (post-NACT), FIGO)",
            ],
            markers: [
                "2025-09-15 CA-125: 847 U/mL", "2025-09-15 HE4: 312 pmol/L", "2025-10-12 CA-125: 645 U/mL",
                "2025-11-02 CA-125: 320 U/mL", "2025-11-23 CA-125: 89 U/mL", "2025-11-23 HE4: 98 pmol/L",
                "2025-12-20 CA-125: 42 U/mL", "2026-01-06 CA-125: 24 U/mL", "2026-02-01 CA-125: 18 U/mL",
                "2026-03-01 CA-125: 12 U/mL", "2026-03-01 HE4: 62 pmol/L",
            ],
            treatments: [
                "2025-10-12/2026-02-15 systemic: Carboplatin AUC 5, IV, Every 21 days",
                "2025-10-12/2026-02-15 systemic: Paclitaxel 175 mg/m2, IV, Every 21 days",
                "2026-03-01/ systemic: Olaparib 300 mg BID, Oral, Twice daily",
            ],
            medication: ["Amlodipine 5 mg, Oral, Daily", "Metformin 1000 mg, Oral, Twice daily"], comorbidities: 4,
            familyHistory: 2,
            records: [
                .pathologyReport: 2, .imagingReport: 3, .currentPhysicianReport: 2, .operativeNote: 1, .other: 7,
                .tumourMarkers: 8, .bloodCount: 2, .chemistry: 2,
            ],
            origins: [
                (.stage, "T3c N1 M0, stage IIIC (AJCC 8th Edition, FIGO)", "cancer_staging.csv line 2"),
                (.marker, "CA-125: 847 U/mL", "lab_results.csv line 2"),
                (.record, "PATH002", "pathology_reports.csv line 38"),
                (.record, "RAD003", "radiology_reports.csv line 83"), (.record, "CN007", "clinical_notes.csv line 8"),
                (.treatment, "systemic: Olaparib 300 mg BID, Oral, Twice daily", "medications.csv line 4"),
                (.record, "values-chemistry-2026-03-01", "lab_results.csv line 22"),
            ]),
        .init(
            patient: "patient_gyn_002", name: "ZZTEST Synth-Uterine", born: "1977-01-01",
            identifiers: ["MRN SYN-0002", "EHR extract patient_gyn_002"],
            cancer: "Malignant neoplasm of endometrium, C54.1", group: .gynaecological, metastases: [],
            stages: [
                "2025-10-28 pathological pT1b pN0(sn) cM0, stage IB (FIGO 2023 (Endometrial))",
                "2025-10-28 pathological stage IBm-MMRd (FIGO 2023 (Endometrial))",
            ],
            markers: [
                "2025-09-18 CA-125: 45 U/mL", "2025-09-18 HE4: 89 pmol/L", "2025-09-18 CEA: 2.1 ng/mL",
                "2025-10-20 CA-125: 42 U/mL", "2025-11-10 CA-125: 18 U/mL", "2025-11-10 HE4: 62 pmol/L",
            ],
            treatments: [],
            medication: [
                "Lisinopril 20 mg, Oral, Daily", "Metformin 1000 mg, Oral, Twice daily",
                "Atorvastatin 20 mg, Oral, Daily",
            ], comorbidities: 6, familyHistory: 0,
            records: [
                .pathologyReport: 2, .imagingReport: 2, .currentPhysicianReport: 1, .operativeNote: 1, .other: 5,
                .tumourMarkers: 3, .bloodCount: 3, .chemistry: 3,
            ],
            origins: [
                (.diagnosis, "Malignant neoplasm of endometrium", "diagnoses.csv line 2"),
                (.stage, "stage IBm-MMRd (FIGO 2023 (Endometrial))", "cancer_staging.csv line 2"),
                (.record, "PR-2002", "pathology_reports.csv line 26"),
                (.record, "CN-2007", "clinical_notes.csv line 190"),
            ]),
    ]

    @Test("Each patient becomes the case that the files tell, with its sources", arguments: patients)
    func facts(_ expected: ExtractExpectation) throws {
        let folder = ExtractFiles.corpus?.appending(path: expected.patient)
        let found = try ExtractFiles.read(folder, by: ExtractFiles.corpusMapping)
        #expect(found.map(\.id) == [expected.patient])
        let read = try #require(found.first).outcome.get()
        expected.check(read)
        #expect(read.report.problems.isEmpty)
        #expect(read.report.contradictions.isEmpty)
        // Nothing is read out of free text: the reports name BRCA1, ECOG 1, an operation and mismatch repair.
        #expect(read.draft.fitness == Fitness())
        #expect(!read.draft.biomarkers.contains { $0.name.contains("BRCA") || $0.name.contains("MMR") })
        #expect(!read.draft.treatments.contains { $0.modality == .surgery })
        #expect(read.draft.diagnosis.histology == nil)
    }

    @Test("Every row of every file is a fact or is told as left out", arguments: patients)
    func nothingMissed(_ expected: ExtractExpectation) throws {
        let folder = try #require(ExtractFiles.corpus?.appending(path: expected.patient))
        let read = try #require(try ExtractFiles.read(folder, by: ExtractFiles.corpusMapping).first).outcome.get()
        let known = Set(read.draft.origins.map(\.path))
        // Rows that begin on these lines, counted in the files: patients, diagnoses, stages, values, medicines, records.
        let rows =
            expected.patient == "patient_gyn_001" ? 1 + 9 + 2 + 21 + 7 + 2 + 3 + 10 : 1 + 8 + 1 + 21 + 6 + 2 + 2 + 7
        let left = read.report.ignored.compactMap { Int($0.what.prefix { $0.isNumber }) }.reduce(0, +)
        #expect(known.count + left == rows)
    }

    @Test("A folder above both patients' holds two patients, which this mapping refuses")
    func both() throws {
        #expect(throws: ExtractRefusal.tooManyPatients(found: 2, most: 1, mapping: "ehr-extract.yaml")) {
            try ExtractFiles.read(ExtractFiles.corpus, by: ExtractFiles.corpusMapping)
        }
        let one = try ExtractFiles.read(
            ExtractFiles.corpus, by: ExtractFiles.corpusMapping, patient: "patient_gyn_002")
        let origin = try #require(try one.first?.outcome.get().draft.origins.first)
        #expect(origin.file == "patient_gyn_002/patient_demographics.csv")
    }
}
