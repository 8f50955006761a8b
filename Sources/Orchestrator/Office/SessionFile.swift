import Foundation
import Journal
package import TumorBoard

/// A session with its list: the fold of its events.
package struct SessionFile: Equatable, Sendable {
    /// The session.
    package let session: Session
    /// Minutes by listed case.
    package private(set) var listed: [CaseID: Int] = [:]
    let version: Int

    /// Minutes taken.
    package var booked: Int { listed.values.reduce(0, +) }
}

/// What happens to a session.
enum SessionEvent {
    static let added = "session.added"
    static let caseListed = "session.caseListed"
    static let caseRemoved = "session.caseRemoved"

    /// A case on or off the list.
    struct Item: Codable {
        var caseID: CaseID
        var minutes: Int
    }
}

extension BoardOffice {
    /// A session and its list.
    package func sessionFile(_ id: SessionID) throws -> SessionFile {
        let events = try journal.read(.ofSession(id))
        guard let first = events.first else { throw OfficeError.unknownSession(id) }
        let session = try decode(Session.self, from: first, kind: SessionEvent.added)
        var listed: [CaseID: Int] = [:]
        for event in events.dropFirst() {
            switch event.kind {
            case SessionEvent.caseListed:
                let item = try decode(SessionEvent.Item.self, from: event, kind: event.kind)
                listed[item.caseID] = item.minutes
            case SessionEvent.caseRemoved:
                listed[try decode(SessionEvent.Item.self, from: event, kind: event.kind).caseID] = nil
            default: throw StoredEventError.unknownKind(event.kind, schema: event.schema)
            }
        }
        return SessionFile(session: session, listed: listed, version: events.count)
    }

    /// Every session, by start.
    package func sessions() throws -> [SessionFile] {
        try journal.streams(kind: "session").map { try sessionFile(SessionID($0.id)) }
            .sorted { ($0.session.starts, $0.session.id) < ($1.session.starts, $1.session.id) }
    }

    /// Adds a session; every case that waits for one is looked at again.
    package func addSession(_ session: Session, actor: String) throws {
        guard try roster().board(session.board) != nil else { throw OfficeError.unknownBoard(session.board) }
        guard try journal.version(of: .ofSession(session.id)) == 0 else {
            throw OfficeError.duplicateSession(session.id)
        }
        let event = NewEvent(
            kind: SessionEvent.added, schema: 1, payload: try JSONEncoder.canonical.encode(session), sealed: false,
            effective: now)
        _ = try journal.append(
            [StreamAppend(stream: .ofSession(session.id), expectedVersion: 0, events: [event])], actor: actor,
            recorded: now, effects: try effectsOfChangedRules())
    }

    func sessionAppend(_ kind: String, _ file: SessionFile, _ id: CaseID, minutes: Int) throws -> StreamAppend {
        let item = SessionEvent.Item(caseID: id, minutes: minutes)
        let event = NewEvent(
            kind: kind, schema: 1, payload: try JSONEncoder.canonical.encode(item), sealed: false, effective: now)
        return StreamAppend(stream: .ofSession(file.session.id), expectedVersion: file.version, events: [event])
    }

    /// Sessions whose list has the case, each without it.
    func removals(of id: CaseID, except kept: SessionID? = nil) throws -> [StreamAppend] {
        try sessions().filter { $0.listed[id] != nil && $0.session.id != kept }
            .map { try sessionAppend(SessionEvent.caseRemoved, $0, id, minutes: 0) }
    }
}
