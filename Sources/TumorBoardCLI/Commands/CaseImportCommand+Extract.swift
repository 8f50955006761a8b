import Foundation
import Orchestrator
import TumorBoard

extension CaseImportCommand {
    /// Takes in the patients of each folder, a case each; a folder or patient that is refused does not stop the rest.
    func takeExtracts(by file: String, into office: BoardOffice, passphrase: String?) throws -> [CaseImportReport] {
        let mapping = try ExtractMappingReader().read(try Given.bytes(file), fileName: file)
        var reports: [CaseImportReport] = []
        for folder in files {
            do {
                let extract = try ExtractFolder.files(in: URL(fileURLWithPath: folder, isDirectory: true))
                for found in try office.draftExtract(extract, by: mapping, patient: patient) {
                    let name = found.id.isEmpty ? folder : "\(folder), patient \(found.id)"
                    reports.append(take(found, named: name, into: office, passphrase: passphrase))
                }
            } catch {
                var report = CaseImportReport(file: folder)
                report.error = Failure.words(of: error)
                reports.append(report)
            }
        }
        return reports
    }

    private func take(
        _ found: ExtractedPatient, named name: String, into office: BoardOffice, passphrase: String?
    ) -> CaseImportReport {
        guard dryRun else {
            return report(on: name, into: office, passphrase: passphrase) {
                try office.importExtracted(
                    try found.outcome.get(), named: name, material: material, actor: by.name)
            }
        }
        do {
            return CaseImportReport(file: name, drafted: try office.preview(of: try found.outcome.get()))
        } catch {
            var refused = CaseImportReport(file: name)
            refused.error = Failure.words(of: error)
            return refused
        }
    }
}
