package import Foundation

/// Where a piece of mail stands.
package enum OutboxState: String, Sendable, CaseIterable {
    /// Waits as a reference; nothing is rendered yet.
    case queued
    /// Its bytes and Message-ID are fixed; no attempt is under way.
    case composed
    /// A worker holds it.
    case leased
    /// The server took it.
    case accepted
    /// The connection ended before the server's answer; it may have been taken.
    case ambiguous
    /// The server said later.
    case deferred
    /// The server said never; a person has to look.
    case failed
    /// It must not leave any more.
    case cancelled
}

/// Mail to queue, as a reference to what is to be rendered.
package struct OutboxItem: Sendable, Equatable {
    /// Unique, derived by the caller from kind, case, round, person and revision.
    package let id: String
    /// The stream it belongs to, whose key seals it.
    package let stream: StreamID
    /// What it is, for instance `invitation`.
    package let kind: String
    /// What to render, as JSON; sealed at rest.
    package let reference: Data
    /// When it should leave.
    package let due: Date
    /// When it is of no use any more.
    package let usefulUntil: Date?

    /// Mail to queue.
    package init(id: String, stream: StreamID, kind: String, reference: Data, due: Date, usefulUntil: Date? = nil) {
        self.id = id
        self.stream = stream
        self.kind = kind
        self.reference = reference
        self.due = due
        self.usefulUntil = usefulUntil
    }
}

/// A message whose bytes and Message-ID never change again.
package struct ComposedMail: Sendable, Equatable {
    /// The Message-ID.
    package let messageID: String
    /// The envelope's recipient.
    package let recipient: String
    /// The envelope's sender.
    package let sender: String
    /// The message itself.
    package let bytes: Data

    /// A composed message.
    package init(messageID: String, recipient: String, sender: String, bytes: Data) {
        self.messageID = messageID
        self.recipient = recipient
        self.sender = sender
        self.bytes = bytes
    }
}

/// Mail that a worker holds until its lease runs out.
package struct ClaimedMail: Sendable, Equatable {
    /// What was queued.
    package let item: OutboxItem
    /// The claim's number, to be given to `compose` and `complete`.
    package let epoch: Int
    /// Attempts so far that were charged.
    package let attempts: Int
    /// Where it stood before; `ambiguous` means that the server may have it already.
    package let previous: OutboxState
    /// The message, where an earlier claim composed it.
    package let composed: ComposedMail?

    /// The mail's id.
    package var id: String { item.id }
    /// The stream it belongs to.
    package var stream: StreamID { item.stream }
    /// What it is.
    package var kind: String { item.kind }
    /// What to render, opened.
    package var reference: Data { item.reference }
}

/// What came of one delivery; each carries the server's or the transport's words.
package enum MailResult: Sendable, Equatable {
    /// Taken by the server.
    case accepted(String)
    /// The answer never came; the same bytes go again.
    case ambiguous(String)
    /// Refused for now.
    case deferred(String)
    /// Refused for good.
    case failed(String)
    /// Nothing was sent (shutdown, a dead connection, rendering that has to wait): no attempt is charged.
    case untried(String)

    /// The words that came with it.
    package var words: String {
        switch self {
        case .accepted(let words), .ambiguous(let words), .deferred(let words), .failed(let words), .untried(let words):
            words
        }
    }
}

/// A piece of mail as the coordinator sees it.
package struct OutboxSummary: Sendable, Equatable {
    /// Its id.
    package let id: String
    /// The stream it belongs to.
    package let stream: StreamID
    /// What it is.
    package let kind: String
    /// Where it stands.
    package let state: OutboxState
    /// When it leaves next; where it is settled, when it should have left.
    package let due: Date
    /// When it is of no use any more.
    package let usefulUntil: Date?
    /// Attempts that were charged.
    package let attempts: Int
    /// The Message-ID, once composed.
    package let messageID: String?
    /// To whom, once composed; nil where the stream was erased.
    package let recipient: String?
    /// The last words about it: the server's, or why it was cancelled.
    package let words: String?
    /// When it was settled: accepted, failed or, by a claim, found useless.
    package let settled: Date?
}
