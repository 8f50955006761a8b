package import Foundation
import GRDB

extension Journal {
    /// Appends to all the streams or to none, and applies the effects in the same transaction. Without events it only
    /// checks the versions and applies the effects.
    /// - Returns: the events as stored, in the order given.
    /// - Throws: `JournalError`: `.conflict` where a stream has moved on, `.malformed`, `.keyDestroyed` where a sealed
    ///   event is meant for an erased stream, `.keyMissing`, `.busy`.
    @discardableResult
    package func append(
        _ appends: [StreamAppend], actor: String, recorded: Date, effects: Effects = Effects()
    ) throws -> [StoredEvent] {
        try check(appends, actor: actor)
        let sealedStreams = Set(
            appends.filter { $0.events.contains(where: \.sealed) }.map(\.stream) + effects.outbox.map(\.stream))
        // A key is durable before the first event that needs it.
        try ensureKeys(sealedStreams)
        let drafts = try appends.map { try seal($0) }
        let mail = try effects.outbox.map { ($0, try seal($0)) }
        return try writing { db in
            var head = try Self.head(db)
            var stored: [StoredEvent] = []
            for (append, payloads) in zip(appends, drafts) {
                try self.advance(append, db)
                for (offset, event) in append.events.enumerated() {
                    let version = append.expectedVersion + offset + 1
                    let envelope = StoredEnvelope(
                        position: head.position + 1, stream: Data(append.stream.description.utf8),
                        version: Int64(version), kind: Data(event.kind.utf8), schema: Int64(event.schema),
                        actor: Data(actor.utf8), cause: event.cause.map { Data($0.utf8) },
                        effective: event.effective.milliseconds, recorded: recorded.milliseconds,
                        sealed: event.sealed ? 1 : 0,
                        payload: payloads[offset])
                    head = (head.position + 1, HashChain.hash(after: head.hash, envelope))
                    try Self.insert(event, envelope, stream: append.stream, actor: actor, hash: head.hash, db)
                    stored.append(
                        StoredEvent(
                            position: head.position, stream: append.stream, version: version, kind: event.kind,
                            schema: event.schema, actor: actor, cause: event.cause,
                            effective: Date(milliseconds: envelope.effective),
                            recorded: Date(milliseconds: envelope.recorded), payload: event.payload, hash: head.hash))
                }
            }
            if !stored.isEmpty {
                try db.execute(sql: "UPDATE site SET position = ?, hash = ?", arguments: [head.position, head.hash])
            }
            try self.apply(effects, mail: mail, now: recorded, db)
            return stored
        }
    }

    /// Refuses what the tables could not give back as it came: SQLite's text ends at a NUL.
    private func check(_ appends: [StreamAppend], actor: String) throws {
        var seen: Set<StreamID> = []
        for append in appends {
            try Self.check(append.stream)
            guard seen.insert(append.stream).inserted else {
                throw JournalError.malformed(
                    what: "\(append.stream)", why: "it is named twice in one append; put its events together")
            }
            for event in append.events {
                for text in [event.kind, actor, event.cause ?? ""] where text.utf8.contains(0) {
                    throw JournalError.malformed(what: "an event of \(append.stream)", why: "its text holds a NUL")
                }
            }
        }
    }

    static func check(_ stream: StreamID) throws {
        guard StreamID(stream.description) == stream, !stream.description.utf8.contains(0) else {
            throw JournalError.malformed(
                what: "stream \"\(stream)\"",
                why: "kind and id must not be empty, the kind holds no \"/\", neither a NUL")
        }
    }

    private func ensureKeys(_ streams: Set<StreamID>) throws {
        for stream in streams {
            try Self.check(stream)
            let state = try reading { try Self.state(of: stream, $0) }
            if state?.erased == true { throw JournalError.keyDestroyed(stream) }
            // A stream with sealed events and no key has lost it: another key would hide that.
            let key = try state?.sealed == true ? keyring.key(for: stream) : keyring.keyMakingOne(for: stream)
            switch key {
            case .present: break
            case .destroyed: throw JournalError.keyDestroyed(stream)
            case .absent: throw JournalError.keyMissing(stream)
            }
        }
    }

    private func seal(_ append: StreamAppend) throws -> [Data] {
        try append.events.enumerated().map { offset, event in
            guard event.sealed else { return event.payload }
            let version = append.expectedVersion + offset + 1
            return try keyring.seal(
                event.payload, .event(append.stream, version: version, kind: event.kind, schema: event.schema))
        }
    }

    private func seal(_ item: OutboxItem) throws -> Data {
        try keyring.seal(item.reference, .outbox(item.stream, id: item.id, column: "reference"))
    }

    private func advance(_ append: StreamAppend, _ db: Database) throws {
        let state = try Self.state(of: append.stream, db)
        let actual = state?.version ?? 0
        guard actual == append.expectedVersion else {
            throw JournalError.conflict(stream: append.stream, expected: append.expectedVersion, actual: actual)
        }
        guard !append.events.isEmpty else { return }
        let seals = append.events.contains(where: \.sealed)
        if seals, state?.erased == true { throw JournalError.keyDestroyed(append.stream) }
        try db.execute(
            sql: """
                INSERT INTO stream (stream, kind, version, sealed) VALUES (?, ?, ?, ?)
                ON CONFLICT (stream) DO UPDATE SET version = excluded.version, sealed = MAX(sealed, excluded.sealed)
                """,
            arguments: [append.stream.description, append.stream.kind, actual + append.events.count, seals])
    }

    private static func insert(
        _ event: NewEvent, _ envelope: StoredEnvelope, stream: StreamID, actor: String, hash: Data, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO event (position, stream, version, kind, schema, actor, cause, effective, recorded, sealed,
                    payload, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                envelope.position, stream.description, envelope.version, event.kind, envelope.schema, actor,
                event.cause, envelope.effective, envelope.recorded, envelope.sealed, envelope.payload, hash,
            ])
    }
}
