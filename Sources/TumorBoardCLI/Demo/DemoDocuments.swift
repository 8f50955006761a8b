import Foundation
import Orchestrator
import TumorBoard

/// Writes the documents of every case into fixed folders: packet, letter and plan as HTML and PDF.
///
/// A case whose plan is released is written while the board goes on; the rest at its end.
actor DemoDocuments {
    private let office: BoardOffice
    private let folder: URL
    private let withPDF: Bool
    private var begun: [CaseID: Task<[String], any Error>] = [:]

    init(office: BoardOffice, folder: URL, withPDF: Bool) {
        self.office = office
        self.folder = folder
        self.withPDF = withPDF
    }

    /// Begins a case's documents, once.
    func begin(_ id: CaseID) {
        guard begun[id] == nil else { return }
        begun[id] = Task { try await write(id) }
    }

    /// Writes what has not been written yet.
    /// - Returns: the names of the files of each case.
    func finish(_ ids: [CaseID], advance: @Sendable (String) -> Void) async throws -> [CaseID: [String]] {
        ids.forEach(begin)
        var files: [CaseID: [String]] = [:]
        for id in ids {
            files[id] = try await begun[id]?.value
            advance(id.text)
        }
        return files
    }

    private nonisolated func write(_ id: CaseID) async throws -> [String] {
        let file = try office.caseFile(id)
        let own = folder.appending(path: id.text, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        var names: [String] = []
        for document in file.documents {
            guard document == .packet || file.signature != nil else { continue }
            let html = try office.html(of: document, file: file)
            try Data(html.utf8).write(to: own.appending(path: "\(document.rawValue).html"))
            names.append("\(document.rawValue).html")
            guard withPDF else { continue }
            try await office.pdf(of: document, file: file).write(to: own.appending(path: "\(document.rawValue).pdf"))
            names.append("\(document.rawValue).pdf")
        }
        return names
    }
}
