package import Foundation

/// A case as its events tell it: the fold of `[CaseEvent]`, and the only state that rules look at.
package struct CaseFile: Equatable, Sendable {
    /// An event with the instant from which it holds.
    package struct Entry: Equatable, Sendable {
        /// What happened.
        package let event: CaseEvent
        /// When.
        package let at: Date

        /// An entry.
        package init(event: CaseEvent, at: Date) {
            self.event = event
            self.at = at
        }
    }

    /// A ballot, open or closed.
    package struct Ballot: Equatable, Sendable {
        /// From 1 over the case.
        package let number: Int
        /// 1, or 2 after a third opinion.
        package let round: Int
        /// When it opened.
        package let opened: Date
        /// When it closes.
        package var closes: Date
        /// Whether it closes soon after all opinions are in.
        package let closesWhenComplete: Bool
        /// Whether it has closed.
        package var isClosed = false
        /// How many reminders went out.
        package var reminders = 0
        /// When everyone who is awaited was last written to: invited, asked to confirm, or reminded.
        package var lastAsked: Date
    }

    /// Information asked for, and whether it came.
    package struct InformationTask: Equatable, Sendable {
        /// The request.
        package let request: InformationRequest
        /// When it was asked.
        package let asked: Date
        /// When it came.
        package var received: Date?
    }

    /// Its events in order: what tasks and clocks are told from.
    package private(set) var entries: [Entry]
    /// How many events it is the fold of; the version that a writer saw.
    package private(set) var version = 0
    /// The case with every record so far.
    package private(set) var subject: Case
    /// When it was referred.
    package private(set) var referred: Date
    /// What the patient proves themselves with.
    package private(set) var secondFactor: SecondFactor?
    /// How many times records were asked for.
    package private(set) var chases = 0
    /// When they were last asked for.
    package private(set) var lastChase: Date?
    /// Whether it is an emergency that left the queue.
    package private(set) var emergency: String?
    /// Alerts sent.
    package private(set) var alerts = 0
    /// When the last alert was sent.
    package private(set) var lastAlert: Date?
    /// Who acknowledged the emergency.
    package private(set) var acknowledged: ByPerson?
    /// Where it stands on a list now; nil while it is not listed.
    package private(set) var listing: Listing?
    /// Why it must be listed again, where it was listed before.
    package private(set) var relisting: ListingReason?
    /// The place on a session's list that it lost since it was listed last.
    package private(set) var voided: ListingVoid?
    /// Who sits on it.
    package private(set) var panel: BoardPanel?
    /// What the coordinator asks of the plan for it.
    package private(set) var wishes: [ScheduleWish] = []
    /// Who sat on it in an earlier round of opinions.
    package private(set) var satBefore: Set<ReviewerID> = []
    /// Who may not be seated, and why.
    package private(set) var barred: [ReviewerID: EligibilityRule] = [:]
    /// When each seat's holder got it.
    package private(set) var seatedAt: [ReviewerID: Date] = [:]
    /// The frozen packets, the newest last.
    package private(set) var packets: [Packet] = []
    /// Records that came after the newest packet was frozen.
    package private(set) var unpacked: [String] = []
    /// The current ballot.
    package private(set) var ballot: Ballot?
    /// Every opinion cast, replaced ones included.
    package private(set) var opinions: [CastOpinion] = []
    /// The commitments that were opened.
    package private(set) var openings: [CommitmentOpening] = []
    /// Who recused, with their reasons.
    package private(set) var recusals: [Recusal] = []
    /// What ballots came to.
    package private(set) var decisions: [Decision] = []
    /// Information asked for.
    package private(set) var tasks: [InformationTask] = []
    /// Why the full board sits, where it does.
    package private(set) var boardSits: String?
    /// What the session that it is listed for did with it last; nil before that.
    package private(set) var heard: SessionConfirmation?
    /// From which ballot on opinions count: after a discussion everyone answers again.
    package private(set) var opinionsFrom = 0
    /// What reviewers added to the plan of the last ballot.
    package private(set) var supplements: [PlanSupplement] = []
    /// What dissenters said about how they are recorded in the plan of the last ballot.
    package private(set) var dissentStatements: [DissentStatement] = []
    /// The newest plan.
    package private(set) var plan: TreatmentPlan?
    /// When it was compiled.
    package private(set) var compiled: Date?
    /// How many times the signature was asked for.
    package private(set) var signatureAsks = 0
    /// When it was last asked for.
    package private(set) var lastSignatureAsk: Date?
    /// Its signature.
    package private(set) var signature: PlanSignature?
    /// When it was signed.
    package private(set) var signed: Date?
    /// The conversation that released it.
    package private(set) var conversation: ByPerson?
    /// What was released.
    package private(set) var released: PlanRelease?
    /// Whether the alarm of a held plan was raised.
    package private(set) var heldAlarm = false
    /// When the patient first read the plan.
    package private(set) var read: Date?
    /// Questions, choices and reports after the plan.
    package private(set) var after = AfterPlan()
    /// Why the last plan was withdrawn, where it was and no other is signed.
    package private(set) var withdrawn: ByPerson?
    /// What was sent back of the plan, and what was signed before.
    package private(set) var planRecord = PlanRecord()
    /// How it ended.
    package private(set) var ending: Ending?
    /// What people did at intake, with the time of each.
    package private(set) var intake = IntakeLog()

    /// The file of a case; nil when its first event is not its referral.
    package init?(_ entries: [Entry]) {
        guard let first = entries.first, case .referred(let subject) = first.event else { return nil }
        self.subject = subject
        self.entries = [first]
        referred = first.at
        version = 1
        for entry in entries.dropFirst() { apply(entry) }
    }

    /// The file after more events.
    package func applying(_ events: [CaseEvent], at: Date) -> CaseFile {
        var next = self
        for event in events { next.apply(Entry(event: event, at: at)) }
        return next
    }

    private mutating func apply(_ entry: Entry) {
        version += 1
        entries.append(entry)
        let at = entry.at
        switch entry.event {
        case .referred(let subject): self.subject = subject
        case .consentRecorded(let consent): subject.consent = consent
        case .treatmentRefused(let refusal): subject.take(refusal)
        case .secondFactorSet(let factor): secondFactor = factor
        case .recordAdded(let addition):
            add(addition.record)
        case .recordsChased(let chase): (chases, lastChase) = (chase.count, at)
        case .emergencyRaised(let raised): emergency = raised.reason
        case .alertSent(let alert): (alerts, lastAlert) = (alert.count, at)
        case .alertAcknowledged(let person): acknowledged = person
        case .listed(let listing): list(listing)
        case .listingVoided(let void): loseSession(void)
        case .panelSeated(let panel):
            self.panel = panel
            for seat in panel.seats where seatedAt[seat.reviewer] == nil { seatedAt[seat.reviewer] = at }
        case .packetFrozen(let packet):
            packets.append(packet)
            unpacked = []
        case .ballotOpened(let opening):
            ballot = Ballot(
                number: opening.number, round: opening.round, opened: at, closes: opening.closes,
                closesWhenComplete: opening.closesWhenComplete, lastAsked: at)
            // a wish for a session is fulfilled, or it was in vain; either way it is not for the next time
            wishes.removeAll(where: \.isOfSession)
        case .ballotExtended(let more):
            ballot?.closes = more.closes
            ballot?.lastAsked = at
        case .reminded(let reminder):
            ballot?.reminders = reminder.count
            ballot?.lastAsked = at
        case .opinionCast(let opinion): opinions.append(opinion)
        case .recused(let recusal):
            recusals.append(recusal)
            barred[recusal.reviewer] = .recused
        case .seatReplaced(let replacement): replaceSeat(replacement, at: at)
        case .ballotClosed: ballot?.isClosed = true
        case .commitmentsOpened(let opened): openings += opened.openings
        case .decided(let decision):
            (supplements, dissentStatements) = ([], [])
            decide(decision)
        case .thirdOpinionSought(let seat):
            panel?.seats.append(seat)
            seatedAt[seat.reviewer] = at
        case .informationAsked(let request): tasks.append(InformationTask(request: request, asked: at))
        case .informationReceived(let result):
            add(result.record)
            for index in tasks.indices where tasks[index].request.need == result.need && tasks[index].received == nil {
                tasks[index].received = at
            }
            if tasks.allSatisfy({ $0.received != nil }) { (relisting, listing) = (.returns(result.need), nil) }
        case .boardToSit(let reason):
            (boardSits, compiled) = (reason.reason, nil)
            if let voided { relisting = .voided(voided.session, voided.reason) }
        case .planSupplemented(let supplement): supplements.append(supplement)
        case .dissentStated(let statement): dissentStatements.append(statement)
        case .planRevised(let revision): revise(revision)
        case .boardDiscussed:
            (boardSits, opinionsFrom) = (nil, ballotNumber + 1)
            if voided != nil { (voided, relisting) = (nil, nil) }
        case .confirmedInSession(let confirmation): hear(confirmation, at: at)
        case .planCompiled(let plan):
            (self.plan, compiled, withdrawn) = (plan, at, nil)
            (signatureAsks, lastSignatureAsk, planRecord.returned) = (0, nil, nil)
        case .signatureAsked(let ask): (signatureAsks, lastSignatureAsk) = (ask.count, at)
        case .planSentBack(let back): sendBack(back)
        case .planSigned(let signature): (self.signature, signed, planRecord.returned) = (signature, at, nil)
        case .planWithdrawn(let person):
            withdrawn = person
            (signature, signed, conversation, released, heldAlarm, read) = (nil, nil, nil, nil, false, nil)
            (compiled, relisting, listing, planRecord) = (nil, .newEvidence, nil, PlanRecord())
        case .conversationHeld(let person) where validPlan != nil: planRecord.tellLast(person)
        case .conversationHeld(let person): conversation = person
        case .choiceRecorded(let choice): after.add(choice, at: at)
        case .planReleased(let release) where validPlan != nil: planRecord.releaseLast(release)
        case .planReleased(let release):
            released = PlanRelease(
                letter: release.letter || released?.letter == true,
                patientPlan: release.patientPlan || released?.patientPlan == true)
        case .heldAlarmRaised: heldAlarm = true
        case .planRead: read = read ?? at
        case .followUpAsked(let question): after.add(question, at: at)
        case .followUpAssigned(let assignment): after.add(assignment, at: at)
        case .followUpReminded(let reminder): after.add(reminder, at: at)
        case .followUpAnswered(let answer): after.add(answer, at: at)
        case .followUpSigned(let signature): after.add(signature, at: at)
        case .implementationAsked(let ask): after.add(ask, at: at)
        case .implementationReported(let report): after.add(report, at: at)
        case .ended(let ending): self.ending = ending
        case .updated(let update):
            let known = Set(subject.records.map(\.id))
            subject = update.subject
            if !packets.isEmpty { unpacked += update.subject.records.map(\.id).filter { !known.contains($0) } }
            intake.updates.append(.init(update, at: at))
        case .taskChanged(let change): intake.taskChanges.append(.init(change, at: at))
        case .letterMade(let letter): intake.letters.append(.init(letter, at: at))
        case .insurerContacted(let contact): intake.insurerContacts.append(.init(contact, at: at))
        case .custodyRecorded(let step): intake.custody.append(.init(step, at: at))
        case .intakeChecked(let person):
            subject.referral.isUnchecked = false
            intake.checked = .init(person, at: at)
        case .triageDecided(let decision):
            intake.triage.append(.init(decision, at: at))
            if decision.confirmed, !subject.referral.reasons.contains(.uncertainPathology) {
                subject.referral.reasons.append(.uncertainPathology)
            }
        case .clockStopped(let stop): intake.stops.append(ClockInterval(stop: stop, from: at))
        case .clockResumed:
            if let last = intake.stops.indices.last, intake.stops[last].until == nil { intake.stops[last].until = at }
        case .linked(let link):
            if !subject.relatedCases.contains(link.other) { subject.relatedCases.append(link.other) }
            intake.reconciled = nil
        case .plansReconciled(let person): intake.reconciled = .init(person, at: at)
        case .wished(let wishes): self.wishes = wishes.wishes
        }
    }

    private mutating func sendBack(_ back: PlanReturn) {
        planRecord.returned = back
        if back.asksPanel { (compiled, opinionsFrom) = (nil, ballotNumber + 1) }
    }

    /// A signed version stays what it is until the next one is signed, unless it is withdrawn.
    private mutating func revise(_ revision: PlanRevision) {
        if revision.withdraws { planRecord.standing = [] } else { planRecord.keep(signedNow) }
        planRecord.revision = revision
        (signature, signed, conversation, released, heldAlarm, read) = (nil, nil, nil, nil, false, nil)
        if revision.asksPanel { (compiled, opinionsFrom) = (nil, ballotNumber + 1) }
    }

    private mutating func add(_ record: ClinicalRecord) {
        subject.records.removeAll { $0.id == record.id }
        subject.records.append(record)
        if !packets.isEmpty { unpacked.append(record.id) }
    }

    private mutating func list(_ listing: Listing) {
        if boardSits == nil, self.listing == nil, ballot != nil { satBefore = Set(panel?.seats.map(\.reviewer) ?? []) }
        barred = barredFromSeats
        // a discussion of the full board moves to another session or time with all that was voted
        if boardSits == nil { ballot = nil }
        (self.listing, relisting, voided, heard) = (listing, nil, nil, nil)
    }

    /// What the board discussed or wants to know more about is not for signature any more; what it confirms is.
    private mutating func hear(_ confirmation: SessionConfirmation, at: Date) {
        heard = confirmation
        switch confirmation.result {
        case .confirmed:
            boardSits = nil
            // a plan that waited for another session is for signature again
            if compiled == nil, plan != nil, signature == nil {
                (compiled, signatureAsks, lastSignatureAsk) = (at, 0, nil)
            }
        case .discussed, .informationNeeded: (compiled, boardSits) = (nil, nil)
        case .postponed, .notReached: break
        }
    }

    private mutating func decide(_ decision: Decision) {
        decisions.append(decision)
        if decision.outcome.kind == .noQuorum, decision.outcome.actions.isEmpty {
            (relisting, listing) = (.returnsWithoutQuorum, nil)
        }
    }

    /// Without a ballot it stands on no list any more; with one it is decided out of session, and only a discussion of
    /// the full board needs another session.
    private mutating func loseSession(_ void: ListingVoid) {
        voided = void
        guard ballot != nil else {
            (listing, relisting) = (nil, .voided(void.session, void.reason))
            return
        }
        listing?.session = nil
        if boardSits != nil { relisting = .voided(void.session, void.reason) }
    }

    private mutating func replaceSeat(_ replacement: SeatReplacement, at: Date) {
        guard var panel else { return }
        panel.seats.removeAll { $0.reviewer == replacement.out }
        panel.exclusions.removeAll { $0.specialty == replacement.specialty }
        panel.exclusions += replacement.exclusions
        if let seat = replacement.seat {
            panel.seats.append(seat)
            seatedAt[seat.reviewer] = at
        } else {
            panel.empty.append(replacement.specialty)
        }
        self.panel = panel
        // whoever is away or lost a credential may be asked again once that is over
        if replacement.rule == .recused || replacement.rule == .silent { barred[replacement.out] = replacement.rule }
    }
}

extension CaseFile {
    /// The packet that ballots are bound to.
    package var packet: Packet? { packets.last }

    /// The last opinion of everyone seated that rests on the current packet.
    package var currentOpinions: [CastOpinion] {
        guard let panel, let digest = packet?.digest else { return [] }
        return panel.ballotSeats.compactMap { seat in
            opinions.last {
                $0.reviewer == seat.reviewer && $0.packetDigest == digest && $0.ballot >= opinionsFrom
            }
        }
    }

    /// Seats whose holder has not given an opinion on the current packet.
    package var awaitedSeats: [Seat] {
        guard let panel else { return [] }
        let given = Set(currentOpinions.map(\.reviewer))
        return panel.ballotSeats.filter { !given.contains($0.reviewer) }
    }

    /// Whether a seated reviewer has an opinion that rests on an older packet.
    package func isStale(_ reviewer: ReviewerID) -> Bool {
        opinions.contains { $0.reviewer == reviewer }
            && !currentOpinions.contains { $0.reviewer == reviewer }
    }

    /// Whether a ballot is open.
    package var isVoting: Bool { ballot.map { !$0.isClosed } ?? false }

    /// The last decision.
    package var decision: Decision? { decisions.last }
}
