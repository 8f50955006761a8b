package import Foundation
package import Journal
package import TumorBoard

extension StreamID {
    /// The stream of a case.
    package static func ofCase(_ id: CaseID) -> StreamID { StreamID(kind: "case", id: id.text) }
    static func ofSession(_ id: SessionID) -> StreamID { StreamID(kind: "session", id: id.text) }
    static let site = StreamID(kind: "site", id: "mail")
    static let roster = StreamID(kind: "roster", id: "site")
    static let policy = StreamID(kind: "policy", id: "site")
}

extension BoardOffice {
    /// A case as it stands.
    package func caseFile(_ id: CaseID) throws -> CaseFile {
        let entries = try journal.read(.ofCase(id)).map { stored in
            CaseFile.Entry(
                event: try CaseEvent(kind: stored.kind, schema: stored.schema, payload: stored.payload),
                at: stored.effective)
        }
        guard let file = CaseFile(entries) else { throw OfficeError.unknownCase(id) }
        return file
    }

    /// Everything that happened to a case, with who did it.
    package func history(of id: CaseID) throws -> [(event: CaseEvent, at: Date, actor: String)] {
        try journal.read(.ofCase(id)).map { stored in
            (
                try CaseEvent(kind: stored.kind, schema: stored.schema, payload: stored.payload), stored.effective,
                stored.actor
            )
        }
    }

    /// Every case, by id.
    package func caseIDs() throws -> [CaseID] {
        try journal.streams(kind: "case").map { try CaseID($0.id) }.sorted()
    }

    /// The roster that was imported last.
    package func roster() throws -> Roster {
        guard let last = try journal.read(.roster).last else { throw OfficeError.noRoster }
        return try decode(Roster.self, from: last, kind: "roster.imported")
    }

    /// The policy that was adopted last, the standard one where none was.
    package func policy() throws -> BoardPolicy {
        var policy = BoardPolicy.standard
        if let last = try journal.read(.policy).last {
            policy = try decode(BoardPolicy.self, from: last, kind: "policy.adopted")
        }
        policy.zone = configuration.timeZone
        return policy
    }

    /// The board that decides a case.
    package func board(of file: CaseFile, in roster: Roster) throws -> Board {
        if let listed = file.listing.flatMap({ roster.board($0.board) }) { return listed }
        let (group, region) = (file.subject.diseaseGroup, file.subject.patient.region)
        if let board = roster.board(for: group, in: region) { return board }
        // whoever fills in the public form need not know the disease group: until a navigator has chosen one that a
        // board decides, the case is in the hands of the first board's office
        guard file.subject.referral.channel == Referral.publicForm, let board = roster.boards.first else {
            throw OfficeError.noBoard(file.subject.diseaseGroup)
        }
        return board
    }

    /// Changes a case: reads, decides, appends; again where someone was faster.
    ///
    /// - Parameter decide: the rule; what it throws is thrown, and then nothing has changed.
    /// - Returns: the case after the change.
    @discardableResult
    package func change(
        _ id: CaseID, actor: String, cause: String? = nil,
        with others: (CaseFile) throws -> [StreamAppend] = { _ in [] },
        _ decide: (CaseFile) throws -> [CaseEvent]
    ) throws -> CaseFile {
        for _ in 0..<8 {
            let file = try caseFile(id)
            let events = try decide(file)
            guard !events.isEmpty else { return file }
            let now = now
            let next = file.applying(events, at: now)
            do {
                _ = try journal.append(
                    [try append(events, to: id, expecting: file.version, cause: cause, now: now)] + others(next),
                    actor: actor, recorded: now, effects: try effects(of: events, from: file, to: next, now: now))
                return next
            } catch JournalError.conflict {
                continue
            }
        }
        throw OfficeError.busy
    }

    func append(
        _ events: [CaseEvent], to id: CaseID, expecting version: Int, cause: String? = nil, now: Date
    ) throws -> StreamAppend {
        StreamAppend(
            stream: .ofCase(id), expectedVersion: version,
            events: try events.map { event in
                NewEvent(
                    kind: event.kind, schema: CaseEvent.schema, payload: try event.payload(), sealed: true,
                    cause: cause, effective: now)
            })
    }

    func decode<Value: Decodable>(_ type: Value.Type, from stored: StoredEvent, kind: String) throws -> Value {
        guard stored.kind == kind, stored.schema == 1 else {
            throw StoredEventError.unknownKind(stored.kind, schema: stored.schema)
        }
        return try JSONDecoder.canonical.decode(Value.self, from: stored.payload)
    }
}
