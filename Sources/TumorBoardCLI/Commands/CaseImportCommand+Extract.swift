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
        var report = CaseImportReport(file: name)
        do {
            let read = try found.outcome.get()
            guard !dryRun else { return CaseImportReport(file: name, drafted: try office.preview(of: read)) }
            let taken = try office.importExtracted(read, named: name, material: material, actor: by.name)
            try report.fill(from: taken, office: office)
            if let passphrase { try office.setPassphrase(passphrase, of: taken.caseID, actor: by.name) }
        } catch {
            let before = report.caseID.map { "imported as case \($0), but: " } ?? ""
            report.error = before + Failure.words(of: error)
        }
        return report
    }
}
