package import Foundation
import Journal
package import TumorBoard

/// A session with its list: the fold of its events.
package struct SessionFile: Equatable, Sendable {
    /// The session as it stands now.
    package private(set) var session: Session
    /// Minutes by listed case.
    package private(set) var listed: [CaseID: Int] = [:]
    /// Why it does not take place, where it was cancelled.
    package private(set) var cancellation: SessionCancellation?
    /// Every case that was ever on its list.
    package private(set) var everListed: Set<CaseID> = []
    /// How often it was changed or cancelled: the version of its calendar entry.
    package private(set) var sequence = 0
    /// Who was there, what was before the board when, and what it came to.
    package private(set) var sitting = SessionSitting()
    private(set) var version = 1

    init(_ session: Session) { self.session = session }

    /// Minutes taken.
    package var booked: Int { listed.values.reduce(0, +) }

    /// Minutes that a case can still have; none where it is cancelled.
    package var room: Int { cancellation == nil ? max(0, session.minutes - booked) : 0 }

    mutating func apply(_ event: SessionEvent) {
        version += 1
        switch event {
        case .caseListed(let item):
            listed[item.caseID] = item.minutes
            everListed.insert(item.caseID)
        case .caseRemoved(let item): listed[item.caseID] = nil
        case .changed(let change):
            session = change.session
            sequence += 1
        case .cancelled(let cancellation):
            self.cancellation = cancellation
            listed = [:]
            sequence += 1
        case .opened(let opening): sitting.open(opening)
        case .attended(let step): sitting.attend(step)
        case .itemStarted(let start): sitting.start(start)
        case .itemPulled(let pull): sitting.pull(pull)
        case .itemEnded(let end): sitting.end(end)
        case .closed(let closing): sitting.close(closing)
        }
    }
}

/// A session that does not take place.
package struct SessionCancellation: Codable, Equatable, Sendable {
    /// Why; sealed in the journal, since it is anyone's text.
    package let reason: String
    /// Who cancelled it.
    package let by: String
    /// When.
    package let at: Date
}

/// A session as it is from now on.
struct SessionChange: Codable, Equatable {
    let session: Session
    let reason: String?
    let by: String
}

/// What happens to a session after it was added.
enum SessionEvent {
    case caseListed(Item)
    case caseRemoved(Item)
    case changed(SessionChange)
    case cancelled(SessionCancellation)
    case opened(SessionOpening)
    case attended(SessionAttendance)
    case itemStarted(SessionItemStart)
    case itemPulled(SessionItemPull)
    case itemEnded(SessionItemEnd)
    case closed(SessionClosing)

    static let added = "session.added"

    /// A case on or off the list.
    struct Item: Codable {
        var caseID: CaseID
        var minutes: Int
    }

    /// The name that it is stored under.
    var kind: String {
        switch self {
        case .caseListed: "session.caseListed"
        case .caseRemoved: "session.caseRemoved"
        case .changed: "session.changed"
        case .cancelled: "session.cancelled"
        case .opened: "session.opened"
        case .attended: "session.attended"
        case .itemStarted: "session.itemStarted"
        case .itemPulled: "session.itemPulled"
        case .itemEnded: "session.itemEnded"
        case .closed: "session.closed"
        }
    }

    func stored(at now: Date) throws -> NewEvent {
        let (payload, sealed): (any Encodable, Bool) =
            switch self {
            case .caseListed(let item), .caseRemoved(let item): (item, false)
            // what a person writes may name somebody
            case .changed(let change): (change, true)
            case .cancelled(let cancellation): (cancellation, true)
            case .opened(let opening): (opening, false)
            case .attended(let step): (step, false)
            case .itemStarted(let start): (start, false)
            case .itemPulled(let pull): (pull, false)
            case .itemEnded(let end): (end, false)
            case .closed(let closing): (closing, true)
            }
        return NewEvent(
            kind: kind, schema: 1, payload: try JSONEncoder.canonical.encode(payload), sealed: sealed, effective: now)
    }
}

extension BoardOffice {
    /// A session and its list.
    package func sessionFile(_ id: SessionID) throws -> SessionFile {
        let events = try journal.read(.ofSession(id))
        guard let first = events.first else { throw OfficeError.unknownSession(id) }
        var file = SessionFile(try decode(Session.self, from: first, kind: SessionEvent.added))
        for event in events.dropFirst() { file.apply(try sessionEvent(event)) }
        return file
    }

    private func sessionEvent(_ stored: StoredEvent) throws -> SessionEvent {
        switch stored.kind {
        case "session.caseListed":
            .caseListed(try decode(SessionEvent.Item.self, from: stored, kind: stored.kind))
        case "session.caseRemoved":
            .caseRemoved(try decode(SessionEvent.Item.self, from: stored, kind: stored.kind))
        case "session.changed": .changed(try decode(SessionChange.self, from: stored, kind: stored.kind))
        case "session.cancelled": .cancelled(try decode(SessionCancellation.self, from: stored, kind: stored.kind))
        case "session.opened": .opened(try decode(SessionOpening.self, from: stored, kind: stored.kind))
        case "session.attended": .attended(try decode(SessionAttendance.self, from: stored, kind: stored.kind))
        case "session.itemStarted": .itemStarted(try decode(SessionItemStart.self, from: stored, kind: stored.kind))
        case "session.itemPulled": .itemPulled(try decode(SessionItemPull.self, from: stored, kind: stored.kind))
        case "session.itemEnded": .itemEnded(try decode(SessionItemEnd.self, from: stored, kind: stored.kind))
        case "session.closed": .closed(try decode(SessionClosing.self, from: stored, kind: stored.kind))
        default: throw StoredEventError.unknownKind(stored.kind, schema: stored.schema)
        }
    }

    /// Every session, cancelled ones too, by start.
    package func sessions() throws -> [SessionFile] {
        try journal.streams(kind: "session").map { try sessionFile(SessionID($0.id)) }
            .sorted { ($0.session.starts, $0.session.id) < ($1.session.starts, $1.session.id) }
    }

    /// Every session that takes place, by start: what cases are placed on.
    package func openSessions() throws -> [SessionFile] { try sessions().filter { $0.cancellation == nil } }

    /// Adds a session; every case that waits for one is looked at again.
    package func addSession(_ session: Session, actor: String) throws {
        guard try roster().board(session.board) != nil else { throw OfficeError.unknownBoard(session.board) }
        guard try journal.version(of: .ofSession(session.id)) == 0 else {
            throw OfficeError.duplicateSession(session.id)
        }
        _ = try journal.append(
            [try addition(of: session)], actor: actor, recorded: now, effects: try effectsOfChangedRules())
    }

    func addition(of session: Session) throws -> StreamAppend {
        let event = NewEvent(
            kind: SessionEvent.added, schema: 1, payload: try JSONEncoder.canonical.encode(session), sealed: false,
            effective: now)
        return StreamAppend(stream: .ofSession(session.id), expectedVersion: 0, events: [event])
    }

    func append(_ events: [SessionEvent], to file: SessionFile) throws -> StreamAppend {
        StreamAppend(
            stream: .ofSession(file.session.id), expectedVersion: file.version,
            events: try events.map { try $0.stored(at: now) })
    }

    /// Sessions whose list has the case, each without it.
    func removals(of id: CaseID, except kept: SessionID? = nil) throws -> [StreamAppend] {
        try sessions().filter { $0.listed[id] != nil && $0.session.id != kept }
            .map { try append([.caseRemoved(.init(caseID: id, minutes: 0))], to: $0) }
    }
}
