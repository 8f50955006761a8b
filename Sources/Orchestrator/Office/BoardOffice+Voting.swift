import Foundation
import Journal
package import TumorBoard

/// A ballot as the reviewer behind a link finds it.
package struct BallotDesk: Sendable {
    /// The case.
    package let file: CaseFile
    /// Who votes.
    package let reviewer: Reviewer
    /// For which seat.
    package let seat: Seat
    /// What they are shown.
    package let packet: Packet
    /// The opinion that counts now, where one was cast on this packet.
    package let given: CastOpinion?
    /// The last opinion on an older packet, to be confirmed or changed.
    package let stale: CastOpinion?
    /// The others' opinions, shown to a third opinion only after it is cast.
    package let others: [CastOpinion]
    /// Whether the ballot takes opinions.
    package let isOpen: Bool

    /// What a signature on this ballot would be over.
    package func statement(of opinion: Opinion) -> OpinionStatement {
        OpinionStatement(
            caseID: file.subject.id, ballot: file.ballotNumber, round: file.round(ofBallot: file.ballotNumber),
            reviewer: reviewer.id, seat: seat.specialty, packet: packet.digest, opinion: opinion)
    }
}

/// What came of a POST of an opinion.
package enum CastResult: Sendable {
    /// It was cast now, or the same had been cast before.
    case received(CastOpinion)
    /// Another opinion was cast before: the replacement must be confirmed.
    case needsConfirmation(before: CastOpinion)
}

/// Why a link of the right purpose cannot be used for what it was used for.
package enum DeskError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The link is for something else.
    case wrongPurpose
    /// The packet has changed; a fresh invitation was sent.
    case packetChanged

    /// What to do about it.
    package var description: String {
        switch self {
        case .wrongPurpose: "this link is for something else"
        case .packetChanged: "the packet has changed since this link was made: a fresh invitation has been sent"
        }
    }
}

extension BoardOffice {
    /// The ballot behind a link.
    package func ballotDesk(_ grant: LinkGrant) throws -> BallotDesk {
        guard grant.purpose == .ballot else { throw DeskError.wrongPurpose }
        let file = try caseFile(grant.caseID)
        try file.refuseWithdrawn()
        let id = try ReviewerID(grant.person)
        guard let reviewer = try roster().reviewer(id), let seat = file.panel?.seat(of: id), let packet = file.packet
        else { throw CommandRefusal.notSeated(id) }
        guard grant.packetDigest == packet.digest else { throw DeskError.packetChanged }
        let given = file.currentOpinions.first { $0.reviewer == id }
        let isThird = seat.reasons.contains(.thirdOpinion)
        return BallotDesk(
            file: file, reviewer: reviewer, seat: seat, packet: packet, given: given,
            stale: given == nil ? file.opinions.last { $0.reviewer == id } : nil,
            others: isThird && given != nil
                ? file.currentOpinions.filter { $0.reviewer != id && file.isUnsealed($0) } : [],
            isOpen: file.isVoting && !grant.isSpent && grant.expires > now)
    }

    /// Casts the opinion of the reviewer behind a link; replacing another one must be confirmed.
    /// - Throws: `CommandRefusal` or `DeskError`; nothing has changed then.
    package func cast(
        _ opinion: Opinion, through grant: LinkGrant, replacing confirmed: Bool, signature: OpinionSignature? = nil
    ) throws -> CastResult {
        let desk = try ballotDesk(grant)
        guard desk.isOpen else {
            // the same POST again gives the same receipt, also after the close
            guard let given = desk.given, given.opinion == opinion else { throw CommandRefusal.noOpenBallot }
            return .received(given)
        }
        if let given = desk.given, given.opinion != opinion, !confirmed {
            return .needsConfirmation(before: given)
        }
        let policy = try policy()
        if policy.ballots.requireKey, signature == nil { throw KeyRefusal.keyRequired }
        let grade = signature == nil ? try grade(of: grant) : .deviceKey
        if let signature, let problem = try problem(with: signature, on: desk.statement(of: opinion)) {
            throw KeyRefusal.signature(problem)
        }
        let file = try change(grant.caseID, actor: grant.person) { file in
            let events = try file.cast(
                opinion, by: desk.reviewer.id, packetDigest: desk.packet.digest, grade: grade, signature: signature,
                now: now, policy: policy)
            return try file.committing(events, commit)
        }
        guard let cast = file.currentOpinions.first(where: { $0.reviewer == desk.reviewer.id }) else {
            throw CommandRefusal.packetChanged
        }
        return .received(cast)
    }

    /// The reviewer behind a link steps back; the seat is filled at once.
    package func recuse(through grant: LinkGrant, reason: String) throws {
        let desk = try ballotDesk(grant)
        guard desk.isOpen else { throw CommandRefusal.noOpenBallot }
        try change(grant.caseID, actor: grant.person) { file in
            try file.recuse(desk.reviewer.id, reason: reason, facts: try facts(for: file))
        }
    }

    /// The signature of the reviewer behind a link.
    @discardableResult
    package func sign(through grant: LinkGrant, name: String) throws -> CaseFile {
        guard grant.purpose == .signOff else { throw DeskError.wrongPurpose }
        return try sign(grant.caseID, by: ReviewerID(grant.person), name: name)
    }

    /// Notes that the patient opened the plan; only the first time is an event.
    package func notePlanRead(through grant: LinkGrant) throws {
        guard grant.purpose == .plan else { throw DeskError.wrongPurpose }
        try change(grant.caseID, actor: "patient") { $0.markRead(by: "patient") }
    }

    /// The act of a person behind a link of an emergency, a conversation or a re-review.
    /// - Parameter choice: what the patient decided, where it came up in the conversation.
    package func act(through grant: LinkGrant, name: String, note: String, choice: ChoiceDraft? = nil) throws {
        switch grant.purpose {
        case .acknowledge: try acknowledgeAlert(of: grant.caseID, by: name, note: note.isEmpty ? nil : note)
        case .conversation:
            try recordConversation(of: grant.caseID, by: name, note: note.isEmpty ? nil : note, choice: choice)
        case .review:
            let file = try caseFile(grant.caseID)
            guard
                let task = file.tasks.first(where: { $0.received == nil && $0.request.reviewer?.text == grant.person })
            else { throw OfficeError.missing("nothing is asked for any more on this case") }
            let need = task.request.need
            let record = ClinicalRecord(
                id: "\(need.rawValue)-\(file.version)", kind: need == .pathologyReReview ? .pathologyReport : .other,
                title: need.title, date: CivilDate(now, in: configuration.timeZone), source: name, text: note)
            try receive(need, record: record, of: grant.caseID, actor: grant.person)
        default: throw DeskError.wrongPurpose
        }
    }
}
