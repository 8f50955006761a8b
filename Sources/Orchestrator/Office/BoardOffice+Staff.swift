import Documents
import Foundation
import Journal
package import TumorBoard

/// A member of staff who is signed in to the pages.
package struct StaffMember: Codable, Equatable, Sendable {
    /// Their address.
    package var email: EmailAddress
    /// Their name.
    package var name: String
    /// The boards that they see.
    package var boards: [BoardID]
    /// Coordinator, chair or delegate.
    package var role: String
}

extension BoardOffice {
    /// Mails six digits to a coordinator, chair or delegate; an unknown address gets nothing and the same answer.
    /// - Returns: false where too many were asked for.
    package func sendStaffCode(to email: String) throws -> Bool {
        let address = email.comparable
        guard try withinLimit("staff-code/\(address)") else { return false }
        guard let member = try staffMember(address), let board = member.boards.first else { return true }
        let expires = now.addingTimeInterval(Self.codeLifetime)
        let digits = try makeCode(key: "staff-code/\(address)", expires: expires)
        var notice = Notice(.code, to: .staff(member.email), caseID: nil, revision: 0, due: now)
        notice.board = board
        notice.code = digits
        notice.usefulUntil = expires
        try queueSiteMail(notice, id: notice.id + "/\(Self.hex(random(8)))")
        return true
    }

    /// Opens the pages to a member of staff whose code is right.
    package func openStaffSession(email: String, code: String) throws -> SecondFactorResult {
        let address = email.comparable
        guard try withinLimit("staff-try/\(address)") else { return .locked }
        guard let member = try staffMember(address), try takeCode(code, key: "staff-code/\(address)") else {
            return .refused
        }
        try journal.clear(counter: "staff-try/\(address)")
        let session = try beginSession(.staff, holding: Data(member.email.text.utf8), hours: 8)
        return .opened(session: session)
    }

    /// Who is signed in, as the roster has them now.
    package func staff(ofSession token: String) throws -> StaffMember? {
        try session(token, .staff).flatMap { try staffMember(String(decoding: $0, as: UTF8.self).comparable) }
    }

    /// Ends a session of the pages.
    package func endSession(_ token: String) throws {
        try endSession(token, .staff)
    }

    /// Queues mail that belongs to no case; the same id is queued once.
    func queueSiteMail(_ notice: Notice, id: String) throws {
        var effects = Effects()
        effects.outbox = [
            OutboxItem(
                id: id, stream: .site, kind: notice.kind, reference: try JSONEncoder.canonical.encode(notice),
                due: notice.due, usefulUntil: notice.usefulUntil)
        ]
        _ = try journal.append([], actor: "site", recorded: now, effects: effects)
    }

    private func staffMember(_ address: String) throws -> StaffMember? {
        let roster = try roster()
        var found: StaffMember?
        func add(_ name: String, _ email: EmailAddress, _ board: Board, _ role: String) {
            guard email.text.comparable == address else { return }
            var member = found ?? StaffMember(email: email, name: name, boards: [], role: role)
            if !member.boards.contains(board.id) { member.boards.append(board.id) }
            found = member
        }
        for board in roster.boards {
            if let email = board.coordinator.email { add(board.coordinator.name, email, board, "coordinator") }
            for id in [board.chair] + board.delegates {
                guard let reviewer = roster.reviewer(id) else { continue }
                add(reviewer.name, reviewer.email, board, id == board.chair ? "chair" : "delegate")
            }
        }
        return found
    }
}
