package import Foundation

extension CaseFile {
    /// What came in about the case again, from a file or a form: added, with every difference named.
    /// - Returns: no event where nothing is new.
    /// - Throws: `CommandRefusal.anotherPatient` where it is about someone else.
    package func update(
        with incoming: Case, source: String, material: Bool, by person: String, now: Date, policy: BoardPolicy,
        digest: (PacketContent) throws -> String
    ) throws -> [CaseEvent] {
        // an emergency is heard even while the consent is withdrawn
        if incoming.urgency.level == .emergency { try refuseEnded() } else { try refuseStanding() }
        let merge = try CaseMerge(subject, with: incoming, source: source)
        guard !merge.changes.isEmpty else { return [] }
        let update = CaseUpdate(
            subject: merge.subject, changes: merge.changes, source: source, material: material, by: person)
        return try take(update, now: now, policy: policy, digest: digest)
    }

    /// A person puts values in place of others; a dispute about such a field is settled by it.
    /// - Parameter values: field names of `CaseField` with their new values.
    package func correct(
        _ values: [(field: String, value: String)], source: String, material: Bool, by person: String, now: Date,
        policy: BoardPolicy, digest: (PacketContent) throws -> String
    ) throws -> [CaseEvent] {
        try refuseEnded()
        var corrected = subject
        var changes: [CaseChange] = []
        for (name, value) in values {
            guard let field = CaseField.named(name) else { throw CommandRefusal.unknownField(name) }
            let before = field.read(corrected)
            try field.write(&corrected, value)
            let settled = corrected.disputes.contains { $0.field == name }
            corrected.disputes.removeAll { $0.field == name }
            guard before != field.read(corrected) || settled else { continue }
            changes.append(
                CaseChange(
                    kind: before == nil ? .added : .replaced, field: name, before: before, after: value, source: source)
            )
        }
        guard !changes.isEmpty else { return [] }
        let update = CaseUpdate(subject: corrected, changes: changes, source: source, material: material, by: person)
        return try take(update, now: now, policy: policy, digest: digest)
    }

    /// A person settles what a source contradicts itself in.
    /// - Parameters:
    ///   - number: which of the case's contradictions, from 1.
    ///   - how: what is right, and by whom it was told.
    package func settle(
        contradiction number: Int, how: String, by person: String, now: Date, policy: BoardPolicy,
        digest: (PacketContent) throws -> String
    ) throws -> [CaseEvent] {
        try refuseEnded()
        guard subject.contradictions.indices.contains(number - 1) else {
            throw CommandRefusal.noSuchContradiction(number, of: subject.contradictions.count)
        }
        var settled = subject
        let line = settled.contradictions.remove(at: number - 1)
        let change = CaseChange(
            kind: .replaced, field: "contradictions", before: line, after: "settled: \(how)", source: person)
        let update = CaseUpdate(subject: settled, changes: [change], source: person, by: person)
        return try take(update, now: now, policy: policy, digest: digest)
    }

    private func take(
        _ update: CaseUpdate, now: Date, policy: BoardPolicy, digest: (PacketContent) throws -> String
    ) throws -> [CaseEvent] {
        let isNewEmergency = update.subject.urgency.level == .emergency && subject.urgency.level != .emergency
        let raised: [CaseEvent] =
            isNewEmergency && emergency == nil
            ? [.emergencyRaised(EmergencyRaised(reason: update.subject.urgency.reason ?? "the urgency was raised"))]
            : []
        return try followed(
            [.updated(update)] + raised, material: update.material, what: "an update from \(update.source)",
            by: update.by, now: now, policy: policy, digest: digest)
    }

    /// What follows from new evidence: a new packet while opinions are being given, the plan withdrawn after it.
    func followed(
        _ events: [CaseEvent], material: Bool, what: String, by person: String, now: Date, policy: BoardPolicy,
        digest: (PacketContent) throws -> String
    ) throws -> [CaseEvent] {
        guard material, !packets.isEmpty else { return events }
        if compiled != nil || validPlan != nil {
            let note = "material evidence came after the plan: \(what)"
            return events + [.planWithdrawn(ByPerson(by: person, note: note))]
        }
        let next = applying(events, at: now)
        guard let ballot, !ballot.isClosed, let packet = try next.freeze(now: now, policy: policy, digest: digest)
        else { return events }
        let needed = now.addingTimeInterval(3_600 * Double(policy.ballots.reconfirmHours))
        let latest = listing?.session == nil ? needed : min(needed, max(ballot.closes, listing?.sits ?? needed))
        let more = latest > ballot.closes ? [CaseEvent.ballotExtended(BallotExtension(closes: latest))] : []
        return events + [.packetFrozen(packet)] + more
    }
}

extension CaseFile {
    /// Doubtful wording that nobody has decided about yet. Once opinions are being given the doubt belongs into them.
    package var openDoubts: [DoubtfulWording] {
        guard ballot == nil else { return [] }
        return doubtfulWording(in: subject).filter { doubt in
            !intake.triage.contains { $0.act.record == doubt.record && $0.act.phrase == doubt.phrase }
        }
    }

    /// The pathologist who is asked for a re-review.
    package func pathologist(facts: SeatingFacts) -> ReviewerID? {
        seatOne(.pathologist, facts: facts).seat?.reviewer
    }

    /// A person decides about doubtful wording. Confirmed, the re-review comes first and a pathologist is seated.
    /// - Parameter reviewer: the pathologist who is asked, where there is one.
    package func decideDoubt(
        _ decision: TriageDecision, asking reviewer: ReviewerID?
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard ballot == nil else { throw .ballotHasOpened }
        guard openDoubts.contains(where: { $0.record == decision.record && $0.phrase == decision.phrase }) else {
            throw .noSuchDoubt(decision.record, decision.phrase)
        }
        let decided = CaseEvent.triageDecided(decision)
        guard decision.confirmed else { return [decided] }
        guard !tasks.contains(where: { $0.request.need == .pathologyReReview }) else { return [decided] }
        return [
            decided,
            .informationAsked(
                InformationRequest(need: .pathologyReReview, specialty: .pathologist, reviewer: reviewer)),
        ]
    }
}

extension CaseFile {
    /// Another case of the same patient becomes known; known already, it is no event.
    package func link(to other: CaseID, because reason: String) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard other != subject.id, !subject.relatedCases.contains(other) else { return [] }
        return [.linked(CaseLink(other: other, reason: reason))]
    }

    /// Whether a clinician has to look at the plans of this patient's cases together before one of them leaves.
    ///
    /// A case that is presented again starts from the plan of the one before: that one needs no reconciling.
    package var mustReconcile: Bool {
        let earlier = subject.referral.kind == .rePresentation ? 1 : 0
        return subject.relatedCases.count > earlier && intake.reconciled == nil
    }

    /// A clinician has looked at the plans of all cases of the patient together.
    package func reconcile(by person: String, note: String?) throws(CommandRefusal) -> [CaseEvent] {
        try refuseEnded()
        guard !subject.relatedCases.isEmpty else { throw .nothingToReconcile }
        return [.plansReconciled(ByPerson(by: person, note: note))]
    }
}
