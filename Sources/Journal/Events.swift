package import Foundation

/// An event that is about to be appended. Its payload is JSON that this room never looks into.
package struct NewEvent: Sendable {
    /// The event's name, for instance `case.listed`.
    package let kind: String
    /// The version of the payload's form.
    package let schema: Int
    /// The payload in clear.
    package let payload: Data
    /// Whether the payload is encrypted with its stream's key; false only for streams without clinical text.
    package let sealed: Bool
    /// What brought it about: the command, the step or the event before.
    package let cause: String?
    /// When it took effect in the world.
    package let effective: Date

    /// An event to append.
    package init(kind: String, schema: Int, payload: Data, sealed: Bool, cause: String? = nil, effective: Date) {
        self.kind = kind
        self.schema = schema
        self.payload = payload
        self.sealed = sealed
        self.cause = cause
        self.effective = effective
    }
}

/// Events for one stream, and the version of it that their writer saw. Without events it only checks that version.
package struct StreamAppend: Sendable {
    /// The stream.
    package let stream: StreamID
    /// The version that the writer saw; 0 means that the stream must not exist yet.
    package let expectedVersion: Int
    /// The events, in order.
    package let events: [NewEvent]

    /// An append to one stream.
    package init(stream: StreamID, expectedVersion: Int, events: [NewEvent]) {
        self.stream = stream
        self.expectedVersion = expectedVersion
        self.events = events
    }
}

/// An event as the journal holds it, its payload opened.
package struct StoredEvent: Sendable, Equatable {
    /// Its place among all events: 1, 2, 3… without gaps.
    package let position: Int64
    /// Its stream.
    package let stream: StreamID
    /// Its place in its stream: 1, 2, 3… without gaps.
    package let version: Int
    /// Its name.
    package let kind: String
    /// The version of its payload's form.
    package let schema: Int
    /// Who did it.
    package let actor: String
    /// What brought it about.
    package let cause: String?
    /// When it took effect in the world.
    package let effective: Date
    /// When it was written down.
    package let recorded: Date
    /// The payload in clear.
    package let payload: Data
    /// The chain's hash up to and with this event, over the stored bytes.
    package let hash: Data

    /// An event as it was read.
    package init(
        position: Int64, stream: StreamID, version: Int, kind: String, schema: Int, actor: String, cause: String?,
        effective: Date, recorded: Date, payload: Data, hash: Data
    ) {
        self.position = position
        self.stream = stream
        self.version = version
        self.kind = kind
        self.schema = schema
        self.actor = actor
        self.cause = cause
        self.effective = effective
        self.recorded = recorded
        self.payload = payload
        self.hash = hash
    }
}
