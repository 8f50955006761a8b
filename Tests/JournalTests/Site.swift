import Foundation
import GRDB

@testable import Journal

/// The drivers that the conformance suite runs on; every test of it takes one.
enum Driver: CaseIterable, Sendable {
    case sqlite

    /// A new site of its own.
    func makeSite() throws -> Site { try Site() }
}

/// A directory with a keyring and a database, gone when the test ends.
final class Site: Sendable {
    let directory: URL
    let keyring: Keyring
    let journal: Journal

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("journal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        keyring = try Keyring.create(directory: directory.appendingPathComponent("keys"))
        journal = try Journal(database: directory.appendingPathComponent("journal.sqlite"), keyring: keyring)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: directory)
        } catch {
            print("left behind: \(directory.path)")
        }
    }

    /// What another process sees: its own connection and its own keyring.
    func makeJournal() throws -> Journal {
        try Journal(database: journal.database, keyring: Keyring(directory: keyring.directory))
    }

    /// Changes the database behind the journal's back, its triggers and checks out of the way.
    func tamper(_ sql: String, in database: URL? = nil) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(10)
        let queue = try DatabaseQueue(path: (database ?? journal.database).path, configuration: configuration)
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA ignore_check_constraints = ON;
                    DROP TRIGGER IF EXISTS event_update;
                    DROP TRIGGER IF EXISTS event_delete;
                    DROP TRIGGER IF EXISTS event_insert;
                    """)
            try db.execute(sql: sql)
        }
        try queue.close()
    }
}

/// Seconds after an arbitrary beginning.
func at(_ seconds: Int) -> Date { Date(timeIntervalSince1970: 1_767_225_600 + Double(seconds)) }

/// A stream of a case.
func aCase(_ number: Int = 1) -> StreamID { StreamID(kind: "case", id: "C-\(number)") }

/// An event with its text as payload.
func event(_ text: String, sealed: Bool = true) -> NewEvent {
    NewEvent(
        kind: "case.noted", schema: 1, payload: Data("{\"text\":\"\(text)\"}".utf8), sealed: sealed, cause: "test",
        effective: at(-60))
}

extension Journal {
    /// Appends texts to one stream.
    @discardableResult
    func note(
        _ stream: StreamID, after version: Int, _ texts: String..., sealed: Bool = true, effects: Effects = Effects()
    ) throws -> [StoredEvent] {
        let append = StreamAppend(
            stream: stream, expectedVersion: version, events: texts.map { event($0, sealed: sealed) })
        return try self.append([append], actor: "coordinator:K-1", recorded: at(0), effects: effects)
    }

    /// Applies effects alone.
    func apply(_ effects: Effects) throws {
        _ = try append([], actor: "test", recorded: at(0), effects: effects)
    }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
