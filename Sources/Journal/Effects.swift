package import Foundation

/// A step of a stream that falls due at an instant.
package struct DueRow: Sendable, Equatable {
    /// The stream whose step it is.
    package let stream: StreamID
    /// The step, unique within its stream.
    package let step: String
    /// When it falls due.
    package let at: Date

    /// A step and its time.
    package init(stream: StreamID, step: String, at: Date) {
        self.stream = stream
        self.step = step
        self.at = at
    }
}

/// One row of a read model. It holds no clinical text in clear: that is its writer's duty.
package struct ViewRow: Sendable, Equatable {
    /// The read model, for instance `worklist`.
    package let model: String
    /// The row's key within the model.
    package let key: String
    /// What the model's rows are ordered by, as text.
    package let sort: String
    /// The row as JSON.
    package let body: Data

    /// A row of a read model.
    package init(model: String, key: String, sort: String, body: Data) {
        self.model = model
        self.key = key
        self.sort = sort
        self.body = body
    }
}

/// Everything that changes in the transaction of an append besides its events.
package struct Effects: Sendable {
    /// The due steps of each named stream; they replace the ones it had.
    package var due: [StreamID: [DueRow]]
    /// Read-model rows to write over whatever had their key.
    package var views: [ViewRow]
    /// Read-model rows to take away; before `views` are written.
    package var removedViews: [(model: String, key: String)]
    /// Mail to queue; an id that is there already is left as it is.
    package var outbox: [OutboxItem]
    /// Ids of mail to cancel, unless it has been accepted; before `outbox` is queued.
    package var cancelOutbox: [String]
    /// Streams whose waiting mail is cancelled as a whole; before `outbox` is queued.
    package var cancelOutboxOfStream: [StreamID]
    /// Keyed hashes under which each named stream is found; they replace the ones it had.
    package var searchTokens: [StreamID: [Data]]
    /// Links to store; after `revokeLinks` and `spendLinks` have been applied.
    package var links: [LinkRow]
    /// Links that stop working from now on.
    package var revokeLinks: [LinkScope]
    /// Links that have done their work, for instance when a ballot closes.
    package var spendLinks: [LinkScope]
    /// Drafts that are needed no more, for instance when the opinion is given.
    package var removeDrafts: [DraftScope]

    /// Effects; none unless named.
    package init(
        due: [StreamID: [DueRow]] = [:], views: [ViewRow] = [], removedViews: [(model: String, key: String)] = [],
        outbox: [OutboxItem] = [], cancelOutbox: [String] = [], cancelOutboxOfStream: [StreamID] = [],
        searchTokens: [StreamID: [Data]] = [:], links: [LinkRow] = [], revokeLinks: [LinkScope] = [],
        spendLinks: [LinkScope] = [], removeDrafts: [DraftScope] = []
    ) {
        self.due = due
        self.views = views
        self.removedViews = removedViews
        self.outbox = outbox
        self.cancelOutbox = cancelOutbox
        self.cancelOutboxOfStream = cancelOutboxOfStream
        self.searchTokens = searchTokens
        self.links = links
        self.revokeLinks = revokeLinks
        self.spendLinks = spendLinks
        self.removeDrafts = removeDrafts
    }

    /// Takes in the effects of another stream's events in the same transaction.
    package mutating func absorb(_ other: Effects) {
        due.merge(other.due) { $1 }
        views += other.views
        removedViews += other.removedViews
        outbox += other.outbox
        cancelOutbox += other.cancelOutbox
        cancelOutboxOfStream += other.cancelOutboxOfStream
        searchTokens.merge(other.searchTokens) { $1 }
        links += other.links
        revokeLinks += other.revokeLinks
        spendLinks += other.spendLinks
        removeDrafts += other.removeDrafts
    }
}
