import Documents
import Foundation
import TumorBoard

/// The mail that follows from a session's change: one to each who has it in the calendar, one to the coordinator.
///
/// Patients learn a new day when their case is listed for it, as they learnt the first.
struct SessionNotices {
    let before: SessionFile
    let file: SessionFile
    let affected: [SessionOutcome.Affected]
    let invited: [ReviewerID]
    let now: Date

    /// Whether the calendar entries change: a cut-off stands in none.
    var tellsInvited: Bool {
        let (old, new) = (before.session, file.session)
        return file.cancellation != nil || old.starts != new.starts || old.minutes != new.minutes
            || old.place != new.place
    }

    var all: [Notice] {
        let kind: MailKind = file.cancellation == nil ? .sessionChanged : .sessionCancelled
        let invitations = tellsInvited ? invited.map { notice(kind, to: .reviewer($0)) } : []
        guard !affected.isEmpty else { return invitations }
        var task = notice(.task, to: .coordinator)
        task.task = words
        return invitations + [task]
    }

    private func notice(_ kind: MailKind, to recipient: Recipient) -> Notice {
        var notice = Notice(kind, to: recipient, caseID: nil, revision: file.version, due: now)
        notice.session = file.session.id
        notice.board = file.session.board
        // after the session nobody needs the word any more
        notice.usefulUntil = max(before.session.ends, file.session.ends)
        return notice
    }

    private var words: String {
        let id = file.session.id
        let what =
            file.cancellation != nil
            ? "session \(id) is cancelled"
            : file.session.starts != before.session.starts
                ? "session \(id) is held at another time" : "session \(id) has changed"
        return ([what + ": see that nobody expects otherwise"] + ListingFate.inOrder.compactMap(sentence))
            .joined(separator: ". ")
    }

    private func sentence(_ fate: ListingFate) -> String? {
        let ids = affected.filter { $0.fate == fate }.map(\.id.text)
        guard !ids.isEmpty, let words = fate.inPlainWords(ids.count) else { return nil }
        return "\(ids.joined(separator: ", ")) \(words)"
    }
}

extension ListingFate {
    static let inOrder: [ListingFate] = [.listedAgain, .moves, .discussedElsewhere, .keepsBallot]

    /// What becomes of so many cases, behind their ids; nil where nothing does.
    package func inPlainWords(_ count: Int = 1) -> String? {
        let one = count == 1
        switch self {
        case .listedAgain: return "\(one ? "is" : "are") listed again at once"
        case .moves: return "\(one ? "stays" : "stay") on the list"
        case .discussedElsewhere: return "\(one ? "is" : "are") to be discussed in another session"
        case .keepsBallot:
            return "\(one ? "keeps its ballot and is" : "keep their ballots and are") decided out of session"
        case .unaffected: return nil
        }
    }
}
