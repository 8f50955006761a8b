package import Foundation

/// The clock of a site, shared by every process of it.
///
/// It is the machine's, to the second, unless a file sets it: the demo walks weeks in a minute that way and removes
/// the file when it has arrived at the real now.
package struct SiteClock: Sendable {
    private let file: URL

    /// The clock of the site whose clock file would be there.
    package init(file: URL) { self.file = file }

    /// Now, in whole seconds.
    package var now: Date { setTime ?? Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)) }

    /// The time that the file sets; nil where the machine's clock holds.
    package var setTime: Date? {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        return Double(text.trimmingCharacters(in: .whitespacesAndNewlines)).map { Date(timeIntervalSince1970: $0) }
    }

    /// Sets the clock for every process of the site.
    package func set(_ instant: Date) throws {
        try Data("\(Int(instant.timeIntervalSince1970))\n".utf8).write(to: file, options: .atomic)
    }

    /// Gives the site back to the machine's clock.
    package func release() throws {
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        try FileManager.default.removeItem(at: file)
    }
}
