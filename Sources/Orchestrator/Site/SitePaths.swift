package import Foundation

/// Where a site keeps what.
package struct SitePaths: Sendable {
    /// The site's folder.
    package let root: URL

    /// The paths of the site in a folder.
    package init(root: URL) { self.root = root.standardizedFileURL }

    /// Configuration.
    package var configuration: URL { root.appending(path: "tumorboard.yaml") }
    /// Database folder; a backup of it does not hold the keys.
    package var data: URL { root.appending(path: "data", directoryHint: .isDirectory) }
    /// The journal.
    package var database: URL { data.appending(path: "journal.sqlite") }
    /// The files behind records, encrypted; useless without the keys, like the journal.
    package var records: URL { data.appending(path: "records", directoryHint: .isDirectory) }
    /// The keyring, apart from the database.
    package var keys: URL { root.appending(path: "keys", directoryHint: .isDirectory) }
    /// Templates that the hospital edits, where it does.
    package var templates: URL { root.appending(path: "Templates", directoryHint: .isDirectory) }
    /// The clock of a demo.
    package var clock: URL { root.appending(path: "clock") }
    /// Held by the agent that owns the site's leases.
    package var agentLock: URL { data.appending(path: "agent.lock") }
}
