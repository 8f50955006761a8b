package import Foundation
import Journal
package import TumorBoard

/// The read model of a case: what lists, loads and tables need, with no clinical text.
package struct CaseView: Codable, Equatable, Sendable {
    /// The case.
    package var id: CaseID
    /// Its disease group.
    package var group: DiseaseGroup
    /// How soon.
    package var urgency: UrgencyClass
    /// The board that has it on a list.
    package var board: BoardID?
    /// The session, nil out of session.
    package var session: SessionID?
    /// When the board sits on it.
    package var sits: Date?
    /// Minutes on the agenda.
    package var minutes: Int
    /// Where it stands.
    package var status: CaseStatus
    /// Who sits on it.
    package var panel: [ReviewerID]
    /// Whose opinion is awaited.
    package var awaited: [ReviewerID]
    /// The last outcome: consensus, escalate, needInfo or noQuorum.
    package var outcome: String?
    /// How far a consensus goes.
    package var level: String?
    /// When it was referred.
    package var referred: Date
    /// When it came to stand where it stands.
    package var since: Date
    /// Since when it is ready, while it waits for a list or stands on one that has not closed.
    package var readySince: Date?
    /// Whether somebody has something to do about it after its plan.
    package var hasAfterPlan: Bool?

    static let model = "case"

    init(_ file: CaseFile, policy: BoardPolicy, before: CaseView?, now: Date) {
        id = file.subject.id
        group = file.subject.diseaseGroup
        urgency = file.subject.urgency.level
        board = file.listing?.board
        session = file.listing?.session
        sits = file.listing?.sits
        minutes = file.listing?.minutes ?? 0
        status = file.status(readiness: file.readiness(now: now, policy: policy))
        panel = file.panel?.seats.map(\.reviewer) ?? []
        awaited = file.isVoting ? file.awaitedSeats.map(\.reviewer) : []
        outcome = file.decision?.outcome.kind.rawValue
        level = file.decision?.outcome.level?.rawValue
        referred = file.referred
        hasAfterPlan = file.hasAfterPlan(policy) ? true : nil
        since = before?.status == status ? before?.since ?? now : now
        if status == .ready || status == .listed {
            readySince = before?.readySince ?? (before?.status == .ready ? before?.since : nil) ?? now
        }
    }
}

extension BoardOffice {
    /// Every case as lists show it, by id.
    package func caseViews() throws -> [CaseView] {
        try journal.views(CaseView.model).map { try JSONDecoder.canonical.decode(CaseView.self, from: $0.body) }
    }

    func caseView(_ id: CaseID) throws -> CaseView? {
        try journal.view(CaseView.model, key: id.text).map {
            try JSONDecoder.canonical.decode(CaseView.self, from: $0.body)
        }
    }
}
