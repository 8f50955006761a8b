package import Foundation
import Journal
import TumorBoard

/// What a reviewer had typed into the form and not cast yet.
package struct OpinionDraft: Sendable, Equatable {
    /// The form's fields, as they fit the packet that the reviewer is shown now.
    package let fields: [String: [String]]
    /// When it was kept last.
    package let kept: Date
}

/// A draft as it is kept: the answers to questions and preferences stand in the form by number, and a later packet may
/// number them otherwise, so what the numbers stood for is kept beside them.
private struct KeptDraft: Codable {
    var fields: [String: [String]]
    var questions: [String]
    var preferences: [String]
}

/// Drafts: nobody but their author ever gets one, they never count, and no event tells of them.
extension BoardOffice {
    /// Keeps what the reviewer behind a link has typed while the ballot is open, also where the packet has changed since
    /// the form was shown; nothing is kept once the seat is another's or the ballot is closed.
    /// - Returns: whether it was kept.
    @discardableResult
    package func keepDraft(_ fields: [String: [String]], through grant: LinkGrant) throws -> Bool {
        guard grant.purpose == .ballot else { throw DeskError.wrongPurpose }
        let file = try caseFile(grant.caseID)
        guard file.isVoting, file.withdrawnConsent == nil, !grant.isSpent, grant.expires > now,
            file.panel?.seat(of: try ReviewerID(grant.person)) != nil,
            let shown = file.packets.first(where: { $0.digest == grant.packetDigest })
        else { return false }
        let typed = fields.filter { !Self.notTyped.contains($0.key) && $0.value.contains { !$0.isEmpty } }
        let subject = shown.content.subject
        let draft = KeptDraft(
            fields: typed, questions: subject.questions.map(\.id), preferences: subject.preferences.map(\.id))
        try journal.keepDraft(
            try JSONEncoder.canonical.encode(draft), of: .ofCase(grant.caseID), person: grant.person,
            round: file.ballotNumber, now: now)
        return true
    }

    /// What the reviewer at this desk has typed before.
    package func draft(at desk: BallotDesk) throws -> OpinionDraft? {
        guard desk.isOpen,
            let stored = try journal.draft(
                of: .ofCase(desk.file.subject.id), person: desk.reviewer.id.text, round: desk.file.ballotNumber)
        else { return nil }
        let draft = try JSONDecoder.canonical.decode(KeptDraft.self, from: stored.body)
        let subject = desk.packet.content.subject
        let questions = Self.renumbering(draft.questions, as: subject.questions.map(\.id))
        let preferences = Self.renumbering(draft.preferences, as: subject.preferences.map(\.id))
        var fields: [String: [String]] = [:]
        for (name, values) in draft.fields {
            let parts = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            switch parts.first {
            case "answer": questions[parts.dropFirst().first ?? ""].map { fields["answer-\($0)"] = values }
            case "preference":
                preferences[parts.dropFirst().first ?? ""].map {
                    fields["preference-\($0)-\(parts.dropFirst(2).joined(separator: "-"))"] = values
                }
            default: fields[name] = values
            }
        }
        return OpinionDraft(fields: fields, kept: stored.kept)
    }

    /// Throws away what the reviewer behind a link has typed.
    package func discardDraft(through grant: LinkGrant) throws {
        guard grant.purpose == .ballot else { throw DeskError.wrongPurpose }
        try journal.removeDrafts(DraftScope(stream: .ofCase(grant.caseID), person: grant.person))
    }

    /// The drafts that an event makes needless.
    static func draftsDone(with event: CaseEvent, stream: StreamID) -> [DraftScope] {
        switch event {
        case .opinionCast(let cast): [DraftScope(stream: stream, person: cast.reviewer.text)]
        case .recused(let recusal): [DraftScope(stream: stream, person: recusal.reviewer.text)]
        case .seatReplaced(let replacement): [DraftScope(stream: stream, person: replacement.out.text)]
        case .ballotClosed, .ended, .planWithdrawn: [DraftScope(stream: stream)]
        default: []
        }
    }

    /// What a form sends beside what was typed.
    private static let notTyped: Set<String> = ["about", "confirm", "reason"]

    /// The new number of each old one, both counted from 1.
    private static func renumbering(_ old: [String], as new: [String]) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for (index, id) in old.enumerated() {
            if let place = new.firstIndex(of: id) { numbers["\(index + 1)"] = place + 1 }
        }
        return numbers
    }
}
