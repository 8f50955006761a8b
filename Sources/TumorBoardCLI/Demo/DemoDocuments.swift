import Foundation
import Orchestrator
import TumorBoard

/// Writes the documents of every case into fixed folders: packet, letter and plan as HTML and PDF.
struct DemoDocuments {
    let office: BoardOffice
    let folder: URL
    let withPDF: Bool

    /// - Returns: the names of the files of each case.
    func write(_ ids: [CaseID], advance: @escaping @Sendable (String) -> Void) async throws -> [CaseID: [String]] {
        try await withThrowingTaskGroup(of: (CaseID, [String]).self) { group in
            var waiting = ids[...]
            var files: [CaseID: [String]] = [:]
            // as many at once as the renderer takes
            for id in waiting.prefix(2) { group.addTask { (id, try await write(id, advance)) } }
            waiting = waiting.dropFirst(2)
            while let (id, names) = try await group.next() {
                files[id] = names
                if let next = waiting.popFirst() { group.addTask { (next, try await write(next, advance)) } }
            }
            return files
        }
    }

    private func write(_ id: CaseID, _ advance: @Sendable (String) -> Void) async throws -> [String] {
        let file = try office.caseFile(id)
        let own = folder.appending(path: id.text, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        var names: [String] = []
        for document in CaseDocument.allCases {
            guard document == .packet ? file.packet != nil : file.signature != nil else { continue }
            let html = try office.html(of: document, file: file)
            try Data(html.utf8).write(to: own.appending(path: "\(document.rawValue).html"))
            names.append("\(document.rawValue).html")
            if withPDF {
                let pdf = try await office.pdf(of: document, file: file)
                try pdf.write(to: own.appending(path: "\(document.rawValue).pdf"))
                names.append("\(document.rawValue).pdf")
            }
            advance("\(id) \(document.rawValue)")
        }
        return names
    }

    /// How many documents there will be.
    func count(_ ids: [CaseID]) throws -> Int {
        try ids.reduce(0) { sum, id in
            let file = try office.caseFile(id)
            return sum + (file.packet == nil ? 0 : 1) + (file.signature == nil ? 0 : 2)
        }
    }
}
