import Foundation
import GRDB

/// The state of one walk over all events, in the order of their positions.
struct ChainWalk {
    /// What was found so far.
    private(set) var report = VerifyReport()
    private let keyring: Keyring
    private let heads: [Int64: [Data]]
    private let last: Int64
    private var versions: [String: Int64] = [:]
    private var known: [String: Journal.StreamState] = [:]

    /// A walk that also meets heads that were kept outside.
    init(keyring: Keyring, heads: [(position: Int64, hash: Data)]) {
        self.keyring = keyring
        self.heads = Dictionary(grouping: heads, by: \.position).mapValues { $0.map(\.hash) }
        last = heads.map(\.position).max() ?? 0
    }

    /// Text as its bytes: SQLite's text functions stop at a NUL and mend what is no UTF-8, and would hide a change.
    static let select = """
        SELECT position, CAST(stream AS BLOB) AS stream, version, CAST(kind AS BLOB) AS kind, schema,
            CAST(actor AS BLOB) AS actor, CAST(cause AS BLOB) AS cause, effective, recorded, sealed, payload, hash
        FROM event ORDER BY position
        """

    /// Reads what is known of each stream.
    mutating func prepare(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM stream")
        while let row = try rows.next() {
            known[try row.value("stream")] = Journal.StreamState(
                version: try row.value("version"), sealed: try row.value("sealed"), erased: try row.value("erased"))
        }
    }

    /// Takes one more event.
    mutating func step(_ row: Row) throws {
        let expected = report.events + 1
        let event: StoredEnvelope
        let stored: Data
        do {
            event = try Self.envelope(row)
            stored = try row.value("hash")
        } catch let error as JournalError {
            return breakOff(expected, nil, nil, .malformed(error.description))
        }
        let name = String(decoding: event.stream, as: UTF8.self)
        guard event.position == expected else { return breakOff(expected, nil, nil, .missingPosition) }
        let hash = HashChain.hash(after: report.hash, event)
        guard hash == stored else { return breakOff(expected, name, Int(event.version), .hashMismatch) }
        let version = versions[name, default: 0] + 1
        guard event.version == version else {
            return breakOff(expected, name, Int(event.version), .versionGap(expected: Int(version)))
        }
        guard heads[expected, default: []].allSatisfy({ $0 == hash }) else {
            let what = "the chain was rewritten: a head that was kept outside has another hash here"
            return breakOff(expected, name, Int(event.version), .headMismatch(what))
        }
        if event.sealed == 1, try !opens(event, name) {
            return breakOff(expected, name, Int(event.version), .sealBroken)
        }
        versions[name] = version
        report.hash = hash
        report.events = expected
    }

    /// Compares the end with the head and the streams that were written down.
    mutating func finish(_ db: Database) throws {
        let head = try Journal.head(db)
        let next = report.events + 1
        guard head.position == report.events, head.hash == report.hash else {
            let what = "the chain ends at \(report.events) and its head says \(head.position)"
            return breakOff(head.position > report.events ? next : report.events, nil, nil, .headMismatch(what))
        }
        guard last <= report.events else {
            let what = "the end is cut off: a head that was kept outside stands at \(last)"
            return breakOff(next, nil, nil, .headMismatch(what))
        }
        for (name, state) in known.sorted(by: { $0.key < $1.key }) where versions[name, default: 0] != state.version {
            let what = "\(name) is said to have \(state.version) events and has \(versions[name, default: 0])"
            return breakOff(report.events, name, state.version, .streamMismatch(what))
        }
        for name in known.filter({ $0.value.erased }).keys.sorted() {
            guard let stream = StreamID(name), case .present = try keyring.key(for: stream) else { continue }
            report.undestroyed.insert(stream)
        }
    }

    private mutating func opens(_ event: StoredEnvelope, _ name: String) throws -> Bool {
        guard let stream = StreamID(name) else { return false }
        if known[name]?.erased == true {
            report.erased += 1
            return true
        }
        do {
            let kind = String(decoding: event.kind, as: UTF8.self)
            _ = try keyring.open(
                event.payload, .event(stream, version: Int(event.version), kind: kind, schema: Int(event.schema)))
            report.opened += 1
        } catch JournalError.keyDestroyed {
            report.erased += 1
        } catch JournalError.keyMissing {
            report.keyless.insert(stream)
        } catch JournalError.unreadable {
            return false
        }
        return true
    }

    private mutating func breakOff(_ position: Int64, _ stream: String?, _ version: Int?, _ problem: BrokenLink.Problem)
    {
        report.broken = BrokenLink(position: position, stream: stream, version: version, problem: problem)
    }

    private static func envelope(_ row: Row) throws -> StoredEnvelope {
        StoredEnvelope(
            position: try row.value("position"), stream: try row.value("stream"), version: try row.value("version"),
            kind: try row.value("kind"), schema: try row.value("schema"), actor: try row.value("actor"),
            cause: try row.optional("cause"), effective: try row.value("effective"),
            recorded: try row.value("recorded"), sealed: try row.value("sealed"), payload: try row.value("payload"))
    }
}
