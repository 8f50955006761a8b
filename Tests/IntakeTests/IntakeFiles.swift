import FHIRExchange
import Foundation
import Orchestrator
import TumorBoard

/// Files and readers that the intake tests share.
enum IntakeFiles {
    /// The package's root: the directory above this file that holds Package.swift.
    static let root: URL? = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) { return folder }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }()

    /// The sample cases' folders that hold a file of that name, in order.
    static func samples(holding name: String) -> [URL] {
        guard let cases = root?.appending(path: "Samples/cases") else { return [] }
        let found = (try? FileManager.default.contentsOfDirectory(at: cases, includingPropertiesForKeys: nil)) ?? []
        return found.filter {
            FileManager.default.fileExists(atPath: $0.appending(path: name).path)
        }.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    /// The case of a file.
    static func read(_ file: URL) throws -> Case {
        try CaseFileReader().read(
            try Data(contentsOf: file), fileName: file.lastPathComponent, caseID: "C-9999",
            asOf: try CivilDate("2026-10-26")
        ).draft
    }

    /// The case of a text.
    static func read(_ yaml: String) throws -> Case {
        try CaseFileReader().read(
            Data(yaml.utf8), fileName: "case.yaml", caseID: "C-9999", asOf: try CivilDate("2026-10-26")
        ).draft
    }

    /// The least that a case needs.
    static let least = """
        diseaseGroup: lung
        patient: {name: Anna Weber}
        referral:
          by: patient
          setting: secondOpinion
        diagnosis: {cancer: Adenocarcinoma of the lung}
        """
}
