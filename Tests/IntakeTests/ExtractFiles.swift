import FHIRExchange
import Foundation
import Orchestrator
import TumorBoard

/// Extracts that the tests read.
enum ExtractFiles {
    /// Our own two patients.
    static let sample = IntakeFiles.root?.appending(path: "Samples/extract")
    /// The mapping of the corpus's columns.
    static let corpusMapping = IntakeFiles.root?.appending(path: "Samples/mappings/ehr-extract.yaml")

    /// The corpus's extract; nil where the machine does not have it.
    static let corpus: URL? = {
        let named = ProcessInfo.processInfo.environment["TUMORBOARD_SHARED"].map { URL(filePath: $0) }
        guard let shared = named ?? IntakeFiles.root?.deletingLastPathComponent().appending(path: "shared") else {
            return nil
        }
        let folder = shared.appending(path: "corpus/ehr-extract")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// Why a folder was not there.
    struct Absent: Error {}

    /// The patients of a folder.
    static func read(
        _ folder: URL?, by mapping: URL?, patient: String? = nil
    ) throws -> [ExtractedPatient] {
        guard let folder, let mapping else { throw Absent() }
        let rules = try ExtractMappingReader().read(
            try Data(contentsOf: mapping), fileName: mapping.lastPathComponent)
        return try ExtractReader(mapping: rules, asOf: try CivilDate("2026-10-26"))
            .read(try ExtractFolder.files(in: folder), patient: patient, caseID: "C-9999")
    }

    /// The patients of files given as texts, by a mapping given as text.
    static func read(
        _ files: [String: String], by mapping: String = least, patient: String? = nil
    ) throws -> [ExtractedPatient] {
        try read(files.map { ExtractFile(name: $0.key, data: Data($0.value.utf8)) }, by: mapping, patient: patient)
    }

    /// The patients of files, by a mapping given as text.
    static func read(
        _ files: [ExtractFile], by mapping: String = least, patient: String? = nil
    ) throws -> [ExtractedPatient] {
        let rules = try ExtractMappingReader().read(Data(mapping.utf8), fileName: "mapping.yaml")
        return try ExtractReader(mapping: rules, asOf: try CivilDate("2026-10-26"))
            .read(files, patient: patient, caseID: "C-9999")
    }

    /// The one patient of an extract.
    static func one(_ files: [String: String], by mapping: String = least) throws -> FHIRImport {
        guard let first = try read(files, by: mapping).first else { throw Absent() }
        return try first.outcome.get()
    }

    /// The least mapping.
    static let least = """
        patient: {column: id, most: 2}
        files:
          - {name: p.csv, topic: patient, columns: {name: name, birthDate: born}}
          - name: d.csv
            topic: diagnoses
            columns: {text: what, code: code}
        """

    /// One patient by that mapping.
    static let files = [
        "p.csv": "id,name,born\n1,Anna Weber,1961-04-02\n", "d.csv": "id,what,code\n1,Lung cancer,C34.1\n",
    ]
}
