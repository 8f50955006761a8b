import Foundation
import Testing

/// Rendered documents as they were last looked at and approved, in the folder Golden.
///
/// `TUMORBOARD_RECORD_GOLDEN=1 swift test --filter DocumentsTests` writes them anew; read the difference before committing.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    static func expect(_ rendered: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["TUMORBOARD_RECORD_GOLDEN"] != nil {
            try Data(rendered.utf8).write(to: file)
            return
        }
        let approved = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        guard rendered != approved else { return }
        let pairs = zip(
            rendered.split(separator: "\n", omittingEmptySubsequences: false),
            approved.split(separator: "\n", omittingEmptySubsequences: false))
        let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
        let line =
            first.map { "line \($0.offset + 1): “\($0.element.0)” was “\($0.element.1)”" } ?? "the length differs"
        Issue.record("\(name) differs from the approved document, \(line)", sourceLocation: sourceLocation)
    }
}

/// A folder of its own for one test, removed afterwards.
func withTemporaryFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "documents-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
