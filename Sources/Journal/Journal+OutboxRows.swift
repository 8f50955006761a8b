import Foundation
import GRDB

/// The envelope's two addresses, sealed as one column.
struct MailAddress: Codable {
    /// To whom.
    var recipient: String
    /// From whom.
    var sender: String
}

extension MailResult {
    /// Whether it counts as an attempt.
    var isCharged: Bool { if case .untried = self { false } else { true } }

    /// Whether nothing follows.
    var isFinal: Bool {
        switch self {
        case .accepted, .failed: true
        case .ambiguous, .deferred, .untried: false
        }
    }
}

extension Journal {
    /// A row as the worker that claims it gets it: its epoch is the next one.
    func claimed(_ row: Row) throws -> ClaimedMail {
        let stream = try row.stream()
        let id: String = try row.value("id")
        let item = OutboxItem(
            id: id, stream: stream, kind: try row.value("kind"), reference: try open(row, "reference") ?? Data(),
            due: try row.date("due"), usefulUntil: try row.optionalDate("useful_until"))
        var previous = try Self.outboxState(row)
        if previous == .leased {
            previous = try row.optional("message_id", as: String.self) == nil ? .queued : .ambiguous
        }
        return ClaimedMail(
            item: item, epoch: try row.value("epoch", as: Int.self) + 1, attempts: try row.value("attempts"),
            previous: previous, composed: try message(row))
    }

    /// The composed message of a row.
    func message(_ row: Row) throws -> ComposedMail? {
        guard let messageID: String = try row.optional("message_id"), let bytes = try open(row, "bytes"),
            let address = try address(row)
        else { return nil }
        return ComposedMail(
            messageID: messageID, recipient: address.recipient, sender: address.sender, bytes: bytes)
    }

    /// A row for the coordinator; what an erased stream sealed is left out.
    func summary(_ row: Row) throws -> OutboxSummary {
        let words = try readable(row, "words").map { String(decoding: $0, as: UTF8.self) }
        let address = try readable(row, "address").map { try JSONDecoder().decode(MailAddress.self, from: $0) }
        return OutboxSummary(
            id: try row.value("id"), stream: try row.stream(), kind: try row.value("kind"),
            state: try Self.outboxState(row), due: try row.date("due"),
            usefulUntil: try row.optionalDate("useful_until"), attempts: try row.value("attempts"),
            messageID: try row.optional("message_id"), recipient: address?.recipient,
            words: try row.optional("reason") ?? words, settled: try row.optionalDate("settled"))
    }

    private func address(_ row: Row) throws -> MailAddress? {
        try open(row, "address").map { try JSONDecoder().decode(MailAddress.self, from: $0) }
    }

    private func open(_ row: Row, _ column: String) throws -> Data? {
        let context = SealContext.outbox(try row.stream(), id: try row.value("id"), column: column)
        return try row.optional(column, as: Data.self).map { try keyring.open($0, context) }
    }

    /// As `open`, but nil where the key is gone, so that a list shows the rest.
    private func readable(_ row: Row, _ column: String) throws -> Data? {
        do {
            return try open(row, column)
        } catch JournalError.keyDestroyed, JournalError.keyMissing {
            return nil
        }
    }

    private static func outboxState(_ row: Row) throws -> OutboxState {
        let text: String = try row.value("state")
        guard let state = OutboxState(rawValue: text) else {
            throw JournalError.damaged(what: "\"\(text)\" is no state of mail")
        }
        return state
    }
}
