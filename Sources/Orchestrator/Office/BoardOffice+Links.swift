import Documents
package import Foundation
import Journal
import SignedLinks
package import TumorBoard

/// What a usable link stands for. Whoever holds one has not proved yet who they are.
package struct LinkGrant: Sendable, Equatable {
    /// What the link allows.
    package let purpose: LinkPurpose
    /// Which case.
    package let caseID: CaseID
    /// For whom: a reviewer's id, "patient", "doctor", "navigator" or "oncall-N".
    package let person: String
    /// The packet that a ballot is bound to.
    package let packetDigest: String?
    /// Until when.
    package let expires: Date
    /// Whether its one use is over: the ballot closed, the plan is signed.
    package let isSpent: Bool
    let hash: Data
}

/// Why a link is good for nothing any more.
package enum LinkClosing: Sendable, Equatable {
    /// The case has ended.
    case ended(Ending.Kind)
    /// The document behind it was withdrawn.
    case withdrawn
}

/// What must be given before anything is shown.
package enum SecondFactorKind: Sendable, Equatable {
    /// Nothing: an emergency's acknowledgement shows nothing clinical; or policy switched it off.
    case none
    /// Six digits mailed to a member of staff or to the referring doctor.
    case mailedCode
    /// The passphrase chosen at intake, or a code given by telephone or letter.
    case passphrase
}

/// What came of a second factor.
package enum SecondFactorResult: Sendable, Equatable {
    /// A session began; its token goes into a cookie.
    case opened(session: String)
    /// It is wrong.
    case refused
    /// Too many tries: wait a quarter of an hour.
    case locked
}

extension BoardOffice {
    private static let sessionHours = 4

    /// What a link stands for; nil for every unusable one, without telling why.
    package func grant(of token: String) throws -> LinkGrant? {
        guard let hash = SignedLinks.storedHash(of: token, keys: linkKeys) else { return nil }
        return try grant(hash)
    }

    private func grant(_ hash: Data) throws -> LinkGrant? {
        guard let row = try journal.link(hash: hash), !row.revoked, row.stream.kind == "case",
            let purpose = LinkPurpose(rawValue: row.purpose)
        else { return nil }
        // a closed ballot's link still answers, with the receipt; every other link ends with its expiry
        guard row.expires > now || (purpose == .ballot && row.spent) else { return nil }
        return LinkGrant(
            purpose: purpose, caseID: try CaseID(row.stream.id), person: row.person, packetDigest: row.packetDigest,
            expires: row.expires, isSpent: row.spent, hash: hash)
    }

    /// Why a link that was handed out is good for nothing any more; nil where it says nothing, or still is.
    package func closing(ofLink token: String) throws -> LinkClosing? {
        try SignedLinks.storedHash(of: token, keys: linkKeys).flatMap(closing)
    }

    /// The same for the link behind a session's cookie.
    package func closing(ofSession token: String) throws -> LinkClosing? {
        try session(token, .link).flatMap(closing)
    }

    private func closing(_ hash: Data) throws -> LinkClosing? {
        guard let row = try journal.link(hash: hash), row.revoked, row.stream.kind == "case" else { return nil }
        let file = try caseFile(try CaseID(row.stream.id))
        if let ending = file.ending { return .ended(ending.kind) }
        let purpose = LinkPurpose(rawValue: row.purpose)
        let wasWithdrawn = file.withdrawn != nil || file.planRecord.revision?.withdraws == true
        return wasWithdrawn && (purpose == .letter || purpose == .plan) ? .withdrawn : nil
    }

    /// What must be given before anything behind the link is shown.
    package func secondFactor(of grant: LinkGrant) throws -> SecondFactorKind {
        switch grant.purpose {
        case .plan: .passphrase
        case .upload where grant.person == RecordSender.patient.rawValue: .passphrase
        case .acknowledge: .none
        default: try policy().ballots.codeForStaff ? .mailedCode : .none
        }
    }

    /// Mails six digits to the person whom the link is for; at most a few in a quarter of an hour.
    /// - Returns: false where too many were asked for.
    package func sendCode(for grant: LinkGrant) throws -> Bool {
        guard try withinLimit("code/\(Self.hex(grant.hash))") else { return false }
        let expires = now.addingTimeInterval(Self.codeLifetime)
        let digits = try makeCode(key: codeKey(grant), expires: expires)
        let file = try caseFile(grant.caseID)
        try file.refuseWithdrawn()
        var notice = Notice(
            .code, to: try recipient(of: grant), caseID: grant.caseID, revision: file.version, due: now)
        notice.code = digits
        notice.usefulUntil = expires
        let stream = StreamID.ofCase(grant.caseID)
        var effects = Effects()
        effects.outbox = [
            OutboxItem(
                id: notice.id + "/\(Self.hex(random(8)))", stream: stream, kind: notice.kind,
                reference: try JSONEncoder.canonical.encode(notice), due: now, usefulUntil: expires)
        ]
        _ = try journal.append([], actor: grant.person, recorded: now, effects: effects)
        return true
    }

    /// Opens a session where the second factor is right.
    package func open(_ grant: LinkGrant, secondFactor given: String) throws -> SecondFactorResult {
        guard try withinLimit("try/\(Self.hex(grant.hash))") else { return .locked }
        let right: Bool
        switch try secondFactor(of: grant) {
        case .none: right = true
        case .mailedCode: right = try takeCode(given, key: codeKey(grant))
        case .passphrase:
            let stored = try caseFile(grant.caseID).secondFactor?.stored
            let matches = stored.flatMap { stored in Passphrase(given).map { $0.matches(stored: stored) } } ?? false
            right = try matches || takeCode(given, key: patientCodeKey(grant.caseID))
        }
        guard right else { return .refused }
        try journal.clear(counter: "try/\(Self.hex(grant.hash))")
        return .opened(session: try beginSession(.link, holding: grant.hash, hours: Self.sessionHours))
    }

    /// The link behind a session's cookie; nil where the session is over or the link has become unusable.
    package func grant(ofSession token: String) throws -> LinkGrant? {
        try session(token, .link).flatMap { try grant($0) }
    }

    /// A code with which a patient who has no passphrase opens documents; to be told by telephone or letter.
    package func issuePatientCode(for id: CaseID) throws -> String {
        _ = try caseFile(id)
        return try makeCode(key: patientCodeKey(id), expires: now.addingTimeInterval(7 * 86_400))
    }

    /// The proof that a member of staff gives at casting.
    func grade(of grant: LinkGrant) throws -> AuthenticationGrade {
        try secondFactor(of: grant) == .none ? .linkOnly : .linkAndCode
    }

    private func recipient(of grant: LinkGrant) throws -> Recipient {
        switch grant.person {
        case "patient": .patient
        case "doctor": .referringDoctor
        case "own-doctor": .ownDoctor
        case "navigator": .navigator
        default: .reviewer(try ReviewerID(grant.person))
        }
    }

    private func codeKey(_ grant: LinkGrant) -> String { "code/\(Self.hex(grant.hash))" }
    private func patientCodeKey(_ id: CaseID) -> String { "patient-code/\(id)" }
}
