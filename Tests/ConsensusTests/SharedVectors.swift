import Foundation

/// The shared folder beside the package, where the worked cases live; nil where a checkout stands alone.
enum SharedVectors {
    static let consensusCases: URL? = file("vectors/consensus-cases.json")

    private static func file(_ path: String) -> URL? {
        let url = folder?.appendingPathComponent(path)
        return url.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
    }

    /// `TUMORBOARD_SHARED`, or `../shared` seen from the folder that holds Package.swift.
    private static var folder: URL? {
        if let stated = ProcessInfo.processInfo.environment["TUMORBOARD_SHARED"] { return URL(fileURLWithPath: stated) }
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            let manifest = folder.appendingPathComponent("Package.swift").path
            if FileManager.default.fileExists(atPath: manifest) {
                return folder.deletingLastPathComponent().appendingPathComponent("shared")
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }
}
