package import Foundation

extension CaseFile {
    /// The events of a referral: an emergency leaves the queue at once.
    package static func refer(_ subject: Case) -> [CaseEvent] {
        guard subject.urgency.level == .emergency else { return [.referred(subject)] }
        let reason = subject.urgency.reason ?? "the referral is marked as an emergency"
        return [.referred(subject), .emergencyRaised(EmergencyRaised(reason: reason))]
    }

    /// A record came in; material to opinions already cast, it makes a new packet, or withdraws a plan.
    package func addRecord(
        _ record: ClinicalRecord, material: Bool, by person: String, now: Date, policy: BoardPolicy,
        digest: (PacketContent) throws -> String
    ) throws -> [CaseEvent] {
        try refuseStanding()
        guard !subject.records.contains(where: { $0.id == record.id && $0.isPresent }) else {
            throw CommandRefusal.duplicateRecord(record.id)
        }
        let added = CaseEvent.recordAdded(RecordAddition(record: record, material: material, by: person))
        return try followed(
            [added], material: material, what: record.title, by: person, now: now, policy: policy, digest: digest)
    }

    /// What the patient agrees to, in place of what was recorded before; nothing recorded again is no event.
    ///
    /// A consent given again lets the case go on: an open ballot gets the time of one out of session, since its own may
    /// have run out meanwhile, and everyone awaited is asked anew.
    package func recordConsent(
        _ consent: Consent, now: Date, policy: BoardPolicy
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard consent != subject.consent else { return [] }
        let recorded = CaseEvent.consentRecorded(consent)
        guard withdrawnConsent != nil, consent.withdrawn == nil, let ballot, !ballot.isClosed else { return [recorded] }
        let needed = now.addingTimeInterval(3_600 * Double(policy.ballots.outOfSessionHours))
        return [recorded, .ballotExtended(BallotExtension(closes: max(ballot.closes, needed)))]
    }

    /// Records that are missing are asked for again.
    package func chaseRecords(now: Date, policy: BoardPolicy) -> [CaseEvent] {
        let missing = readiness(now: now, policy: policy).chaseable
        return [.recordsChased(RecordChase(missing: missing, count: chases + 1))]
    }

    /// Those on call are alerted once more.
    package func alert() -> [CaseEvent] { [.alertSent(AlertSent(count: alerts + 1))] }

    /// A named clinician takes the emergency.
    package func acknowledge(by person: String, note: String?) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard emergency != nil, acknowledged == nil else { throw .noOpenAlert }
        return [.alertAcknowledged(ByPerson(by: person, note: note))]
    }

    /// The case ends; every reminder, form and message with it.
    package func end(_ kind: Ending.Kind, by person: String, note: String?) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        return [.ended(Ending(kind: kind, by: person, note: note))]
    }

    /// Information that a decision waited for came back.
    package func receive(
        _ need: InformationNeed, record: ClinicalRecord, by person: String
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard tasks.contains(where: { $0.request.need == need && $0.received == nil }) else { throw .notAsked(need) }
        guard !subject.records.contains(where: { $0.id == record.id && $0.isPresent }) else {
            throw .duplicateRecord(record.id)
        }
        return [.informationReceived(InformationResult(need: need, record: record, by: person))]
    }

    /// The packet that would be frozen now; nil when it would show the same as the last one.
    package func freeze(
        now: Date, policy: BoardPolicy, digest: (PacketContent) throws -> String
    ) rethrows -> Packet? {
        let readiness = readiness(now: now, policy: policy)
        let added = unpacked.isEmpty ? packet?.content.addedRecords ?? [] : unpacked
        var content = PacketContent(
            subject: subject, notPresented: readiness.notPresented,
            contradictions: readiness.identityConflicts.map(\.reason) + subject.disputes.map(\.line)
                + subject.contradictions,
            addedRecords: added)
        if let packet, content.showsTheSame(as: packet.content) { return nil }
        content.differences = packet.map { subject.changes(since: $0.content.subject) } ?? []
        content.stale = readiness.stale
        content.completeness = completeness(of: subject, rules: policy.intake, on: CivilDate(now, in: .gmt))
        let digest = try digest(content)
        return Packet(version: packets.count + 1, digest: digest, frozen: now, content: content)
    }

    /// When the patient withdrew the consent that the case rests on; nil while it may go on.
    package var withdrawnConsent: CivilDate? { subject.consent.withdrawn }

    /// Refuses what must not happen after the end, nor while the consent is withdrawn.
    func refuseStanding() throws(CommandRefusal) {
        try refuseEnded()
        try refuseWithdrawn()
    }

    /// Refuses what must not happen while the consent is withdrawn.
    package func refuseWithdrawn() throws(CommandRefusal) {
        if let withdrawnConsent { throw .consentWithdrawn(withdrawnConsent) }
    }

    func refuseEnded() throws(CommandRefusal) {
        if let ending { throw .ended(ending.kind) }
    }
}
