/// Where a case stands, for lists and tables.
package enum CaseStatus: String, Codable, CaseIterable, Sendable {
    case waitingForRecords, ready, emergency, acknowledged, listed, voting, thirdOpinion, waitingForInformation
    case boardSits, awaitingSignature, held, released, standsStill, ended

    /// The status as a person would write it.
    package var title: String {
        switch self {
        case .waitingForRecords: "waiting for records"
        case .ready: "ready for listing"
        case .emergency: "EMERGENCY"
        case .acknowledged: "emergency, acknowledged"
        case .listed: "listed"
        case .voting: "opinions being given"
        case .thirdOpinion: "third opinion"
        case .waitingForInformation: "waiting for information"
        case .boardSits: "the full board discusses it"
        case .awaitingSignature: "awaiting sign-off"
        case .held: "held for the conversation"
        case .released: "plan released"
        case .standsStill: "stands still: consent withdrawn"
        case .ended: "ended"
        }
    }
}

extension CaseFile {
    /// Where the case stands.
    package func status(readiness: Readiness) -> CaseStatus {
        if ending != nil { return .ended }
        if emergency != nil { return acknowledged == nil ? .emergency : .acknowledged }
        if withdrawnConsent != nil { return .standsStill }
        if released?.patientPlan == true { return .released }
        if signature != nil { return .held }
        if compiled != nil { return .awaitingSignature }
        if boardSits != nil { return .boardSits }
        if let ballot, listing != nil, !ballot.isClosed { return ballot.round == 2 ? .thirdOpinion : .voting }
        if tasks.contains(where: { $0.received == nil }) { return .waitingForInformation }
        if listing != nil { return .listed }
        return readiness.isReady ? .ready : .waitingForRecords
    }

    /// What it waits for, in plain words; nil when nothing is open.
    package func waitingFor(readiness: Readiness, nameOf: (ReviewerID) -> String) -> String? {
        switch status(readiness: readiness) {
        case .ended: return nil
        case .released: return nil
        case .emergency: return "a named clinician must acknowledge the alert"
        case .acknowledged: return "the treating team; end the case when it is treated"
        case .waitingForRecords: return readiness.blockers.joined(separator: " ")
        case .ready: return "a session with room"
        case .listed: return "the list cut-off"
        case .voting, .thirdOpinion:
            let names = awaitedSeats.map { nameOf($0.reviewer) }
            return names.isEmpty ? "the ballot to close" : "the opinion of \(names.joined(separator: ", "))"
        case .waitingForInformation:
            let needs = tasks.filter { $0.received == nil }.map { $0.request.need.title }
            return needs.joined(separator: ", ")
        case .boardSits: return boardSits
        case .awaitingSignature:
            let gaps = plan?.gaps ?? []
            if let returned = planRecord.returned { return "what was sent back: \(returned.reason)" }
            return gaps.isEmpty ? "the chair's sign-off" : gaps.map(\.description).joined(separator: "; ")
        case .standsStill: return "the patient's consent, which was withdrawn"
        case .held: return "the conversation with the patient"
        }
    }
}

extension InformationNeed {
    /// The need as a person would write it.
    package var title: String {
        switch self {
        case .pathologyReReview: "pathology re-review"
        case .stagingReview: "staging review"
        case .imaging: "further imaging"
        case .molecular: "molecular testing"
        case .performanceStatus: "assessment of fitness"
        }
    }
}
