import FHIRExchange
import Foundation
import Orchestrator
import Testing
import TumorBoard

/// What an extract's patient must become, read from the CSV by eye.
struct ExtractExpectation: CustomTestStringConvertible, Sendable {
    let patient: String
    let name: String
    let born: String
    let identifiers: [String]
    let cancer: String
    let group: DiseaseGroup
    let metastases: [String]
    let stages: [String]
    let markers: [String]
    let treatments: [String]
    let medication: [String]
    let comorbidities: Int
    let familyHistory: Int
    let records: [RecordClass: Int]
    /// A topic, a fact and where it stands.
    let origins: [(FactOrigin.Topic, String, String)]
    var testDescription: String { patient }
}

extension ExtractExpectation {
    /// Compares a draft with what is expected of it.
    func check(_ read: FHIRImport) {
        let draft = read.draft
        #expect(draft.patient.name == name)
        #expect(draft.patient.birthDate?.description == born)
        #expect(draft.patient.identifiers.map { "\($0.system) \($0.value)" } == identifiers)
        #expect("\(draft.diagnosis.cancer.text), \(draft.diagnosis.cancer.code ?? "")" == cancer)
        #expect(draft.diseaseGroup == group)
        #expect(draft.diagnosis.metastases == metastases)
        #expect(draft.staging.map { "\($0.date?.description ?? "") \($0.basis) \($0.summary)" } == stages)
        #expect(draft.biomarkers.map { "\($0.date?.description ?? "") \($0.line)" } == markers)
        #expect(
            draft.treatments.map { treatment in
                let period = [treatment.started?.description ?? "", treatment.ended?.description ?? ""]
                return "\(period.joined(separator: "/")) \(treatment.line)"
            } == treatments)
        #expect(draft.medication == medication)
        #expect(draft.comorbidities.count == comorbidities)
        #expect(draft.familyHistory.count == familyHistory)
        #expect(Dictionary(grouping: draft.records, by: \.kind).mapValues(\.count) == records)
        #expect(Set(draft.records.map(\.id)).count == draft.records.count)
        for (topic, fact, path) in origins {
            #expect(draft.origins(of: topic, fact).map(\.path).contains(path), "\(topic) \(fact) of \(path)")
        }
        #expect(read.report.understood.allSatisfy { $0.hasSuffix(")") })
    }
}

@Suite("The sample extract") struct ExtractSampleTests {
    private static let patients: [ExtractExpectation] = [
        .init(
            patient: "4471", name: "Greta Lindqvist", born: "1958-03-14",
            identifiers: ["Insurance X-88120471", "Hospital number 4471"],
            cancer: "Adenocarcinoma of the sigmoid colon, C18.7", group: .colorectal, metastases: ["Liver metastases"],
            stages: ["2026-09-28 clinical cT3 cN1 cM1a, stage IVA (UICC 8)"],
            markers: [
                "2026-10-06 KRAS: no mutation", "2026-10-06 NRAS: no mutation", "2026-10-06 BRAF V600E: not detected",
                "2026-10-06 MMR: proficient", "2026-09-24 CEA: 48.2 ng/ml", "2026-10-19 CEA: 51.7 ng/ml",
            ],
            treatments: ["2026-10-02/ surgery: Laparoscopic sigmoid resection"],
            medication: ["Ramipril 5 mg, in the morning"], comorbidities: 1, familyHistory: 1,
            records: [
                .pathologyReport: 1, .imagingReport: 1, .currentPhysicianReport: 1, .tumourMarkers: 2, .bloodCount: 2,
                .chemistry: 1,
            ],
            origins: [
                (.stage, "cT3 cN1 cM1a, stage IVA (UICC 8)", "stages.csv line 2"),
                (.record, "R-1004", "reports.csv line 7"), (.fitness, "ECOG 1", "performance.csv line 2"),
                (.record, "values-bloodCount-2026-09-24", "lab_2026.csv line 4"),
            ]),
        .init(
            patient: "4472", name: "Samuel Okonjo", born: "1949-11-02",
            identifiers: ["Insurance X-88120472", "Hospital number 4472"],
            cancer: "Squamous-cell carcinoma of the right upper lobe, C34.1", group: .lung, metastases: [],
            stages: [
                "2026-10-12 clinical cT2a cN2 cM0, stage IIIA (UICC 8)",
                "2026-10-12 clinical cT2a cN1 cM0, stage IIB (UICC 8)",
            ],
            markers: ["2026-10-16 PD-L1: TPS 35 %"], treatments: [],
            medication: ["Tiotropium 18 µg inhaled, once a day"], comorbidities: 1, familyHistory: 0,
            records: [.pathologyReport: 1, .imagingReport: 1, .other: 1, .bloodCount: 1, .chemistry: 1],
            origins: [
                (.diagnosis, "Squamous-cell carcinoma of the right upper lobe", "diagnoses.csv line 8"),
                (.allergy, "Penicillin: rash", "allergies.csv line 3"),
            ]),
    ]

    private static func read(_ id: String) throws -> FHIRImport {
        let mapping = ExtractFiles.sample?.appending(path: "mapping.yaml")
        let found = try ExtractFiles.read(ExtractFiles.sample, by: mapping, patient: id)
        #expect(found.map(\.id) == [id])
        return try #require(found.first).outcome.get()
    }

    @Test("Each patient becomes the case that the files tell, with its sources", arguments: patients)
    func facts(_ expected: ExtractExpectation) throws { expected.check(try Self.read(expected.patient)) }

    @Test("What the sample does wrong on purpose is told, line by line")
    func faults() throws {
        let problems = try Self.read("4471").report.problems + Self.read("4472").report.problems
        for words in [
            "reports.csv line 6: it has 8 fields and the header has 7",
            "Two stagings of 2026-10-12 differ",
            "performance.csv line 4: “7” in column ECOG is not a number between 0 and 4",
            "reports.csv line 10: the record has no wording",
        ] { #expect(problems.contains { $0.contains(words) }, "\(words)") }
        let left = try Self.read("4471").report.ignored.map { "\($0.what) (\($0.path)): \($0.why)" }
        for line in [
            "column Ward (persons.csv): mapping.yaml does not name it",
            "1 row (diagnoses.csv line 7): Deleted is “x” or “yes”",
            "1 row, Gallstones (diagnoses.csv line 5): a past illness, resolved",
            "1 row, Metamizole (drugs.csv line 3): medication no longer taken",
        ] { #expect(left.contains(line), "\(line) in \(left)") }
    }

    @Test("A report keeps its wording, its line breaks and quotes included, and one without wording has not arrived")
    func wording() throws {
        let report = try #require(try Self.read("4471").draft.records.first { $0.id == "R-1001" })
        #expect(report.text?.hasPrefix("Sigmoid colon, 22 cm.\nModerately differentiated") == true)
        #expect(report.text?.hasSuffix("the pathologist wrote \"no venous invasion\".") == true)
        #expect(report.source == "Institute of Pathology")
        let spirometry = try #require(try Self.read("4472").draft.records.first { $0.id == "R-2003" })
        #expect(!spirometry.isPresent)
    }
}
