import Foundation

@testable import FHIRExchange

/// Where the tests find files that are not in the test bundle.
enum SharedFiles {
    /// The package's root: the directory above this file that holds Package.swift.
    static let root: URL? = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) { return folder }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }()

    /// The corpus of bundles that the project did not write; nil where the machine does not have it.
    static let corpus: URL? = {
        let named = ProcessInfo.processInfo.environment["TUMORBOARD_SHARED"].map { URL(filePath: $0) }
        guard let shared = named ?? root?.deletingLastPathComponent().appending(path: "shared") else { return nil }
        let corpus = shared.appending(path: "corpus")
        return FileManager.default.fileExists(atPath: corpus.path) ? corpus : nil
    }()

    /// The sample cases' folders, in order.
    static var samples: [URL] {
        guard let cases = root?.appending(path: "Samples/cases") else { return [] }
        let found = (try? FileManager.default.contentsOfDirectory(at: cases, includingPropertiesForKeys: nil)) ?? []
        return found.filter {
            FileManager.default.fileExists(atPath: $0.appending(path: "case.json").path)
        }.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
}
