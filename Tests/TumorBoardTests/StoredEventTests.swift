import Foundation
import Testing

@testable import TumorBoard

@Suite("Events are stored and read back")
struct StoredEventTests {
    /// One event of every kind.
    private static func events() throws -> [CaseEvent] {
        let subject = TestCase.lung { $0.treatBy = CivilDate(.day(20), in: .gmt) }
        let walk = try Walk.compiled(subject)
        let seat = Seat(
            specialty: .surgeon, reviewer: "s2", role: .voting,
            reasons: [
                .expertise(3, .lung), .load(1, of: 6), .continuity, .treating, .covers("s1"), .replaces("s1"),
                .thirdOpinion,
            ])
        let listing = Listing(
            board: "thoracic", session: nil, cutoff: .day(0), closes: .day(1), sits: .day(1), minutes: 0,
            reasons: [
                .firstWithRoom, .earlierFull(["w1"]), .slack(.days, days: -1), .outOfSession(.days), .returns(.imaging),
                .newEvidence, .returnsWithoutQuorum, .voided("w1", .cancelled), .sessionMoved("w1"),
            ])
        let exclusion = Exclusion(reviewer: "s1", specialty: .surgeon, rule: .silent, detail: "silent")
        let sample: [CaseEvent] = [
            .referred(subject), .consentRecorded(Consent(toReview: true)),
            .treatmentRefused(TreatmentRefusal(modality: .surgery, by: "Dr. Fern", note: "no knife", lifted: true)),
            .secondFactorSet(SecondFactor(stored: "$hash$")),
            .recordAdded(RecordAddition(record: TestCase.record("ct"), material: true, by: "coordinator")),
            .recordsChased(RecordChase(missing: [.images], count: 2)),
            .emergencyRaised(EmergencyRaised(reason: "cord compression")), .alertSent(AlertSent(count: 3)),
            .alertAcknowledged(ByPerson(by: "Dr. Call", note: "on my way")), .listed(listing),
            .panelSeated(BoardPanel(seats: [seat], empty: [.radiologist], exclusions: [exclusion])),
            .ballotExtended(BallotExtension(closes: .day(3, 7))),
            .reminded(Reminder(reviewers: ["s1"], ballot: 1, count: 2)),
            .recused(Recusal(reviewer: "s1", reason: "kin")),
            .seatReplaced(
                SeatReplacement(out: "s1", rule: .recused, seat: nil, specialty: .surgeon, exclusions: [exclusion])),
            .thirdOpinionSought(seat),
            .informationAsked(InformationRequest(need: .molecular, specialty: .geneticist, reviewer: nil)),
            .informationReceived(InformationResult(need: .molecular, record: TestCase.record("ngs"), by: "lab")),
            .commitmentsOpened(
                CommitmentsOpened(openings: [
                    CommitmentOpening(reviewer: "s1", ballot: 1, digest: "ab", nonce: Data([1, 2]))
                ])),
            .boardToSit(BoardToSit(reason: "2–2")), .boardDiscussed(ByPerson(by: "Chair")),
            .confirmedInSession(
                SessionConfirmation(
                    session: "w1", result: .confirmed, present: ["s1"], isQuorate: true, missing: [.radiologist],
                    isDiscussed: true, note: "talked about", dissent: [.init(reviewer: "s1", words: "too much")],
                    by: "Chair")),
            .planSupplemented(
                PlanSupplement(
                    reviewer: "s1", specialty: .surgeon, subject: .preference("p1", met: false), text: "because")),
            .dissentStated(DissentStatement(reviewer: "s1", specialty: .surgeon, text: "I stand by it")),
            .planRevised(PlanRevision(by: "s1", reason: "a typing error", version: 1, withdraws: true)),
            .signatureAsked(AlertSent(count: 1)),
            .planSentBack(PlanReturn(by: "chair", reason: "dose", to: .author("s1"), version: 1, asksPanel: false)),
            .planSigned(PlanSignature(reviewer: "chair", name: "Dr. chair", role: "chair", version: 1)),
            .planWithdrawn(ByPerson(by: "coordinator")), .conversationHeld(ByPerson(by: "Dr. Fern")),
            .choiceRecorded(
                PatientChoice(
                    kind: .option, option: 1, way: "surgery", reasons: "soon over", talkedWith: "Dr. Fern",
                    on: CivilDate(.day(10), in: .gmt), version: 1, by: "n")),
            .planReleased(PlanRelease(letter: true, patientPlan: false)),
            .heldAlarmRaised(ByPerson(by: "agent", note: "held")), .planRead(ByPerson(by: "patient")),
            .followUpAsked(
                FollowUpQuestion(
                    id: "f1", text: "May I swim?", topic: .operation, by: "patient", owner: .reviewer("s1"),
                    due: .day(12), noFee: true)),
            .followUpAssigned(FollowUpAssignment(question: "f1", owner: .navigator, by: "n", note: "away")),
            .followUpReminded(FollowUpReminder(question: "f1", count: 1, isLate: true)),
            .followUpAnswered(FollowUpAnswer(question: "f1", text: "Yes.", by: "s1")),
            .followUpSigned(
                FollowUpSignature(question: "f1", answer: 1, reviewer: "s1", name: "Dr. s1", role: "surgeon")),
            .implementationAsked(ImplementationAsk(day: 30, version: 1, count: 1)),
            .implementationReported(
                ImplementationReport(
                    day: 30, version: 1, status: .deviation, reason: .other, words: "moved away", instead: "nothing",
                    started: CivilDate(.day(20), in: .gmt), by: "Dr. Fern")),
            .ended(Ending(kind: .declined, by: "Dr. Fern", note: nil)),
            .updated(
                CaseUpdate(
                    subject: subject,
                    changes: [
                        .init(kind: .disputed, field: "diagnosis.histology", before: "a", after: "b", source: "x")
                    ],
                    source: "bundle.json", material: true, by: "coordinator")),
            .taskChanged(
                TaskChange(task: "record.images", owner: "Navigator", due: CivilDate(.day(3), in: .gmt), by: "n")),
            .letterMade(LetterMade(letter: "record-request", task: "record.images", to: "Dr. Fern", by: "n")),
            .insurerContacted(
                InsurerContact(name: "Kim", date: CivilDate(.day(1), in: .gmt), time: "14:30", about: "PET-CT", by: "n")
            ),
            .custodyRecorded(
                CustodyStep(
                    record: "slides", kind: .shipped, date: CivilDate(.day(2), in: .gmt), carrier: "Post",
                    tracking: "77", person: "lab")),
            .intakeChecked(ByPerson(by: "nurse")),
            .triageDecided(TriageDecision(record: "path", phrase: "cannot rule out", confirmed: true, by: "Dr. Fern")),
            .clockStopped(ClockStop(cause: .payer, reason: "waits for approval", by: "n")),
            .clockResumed(ByPerson(by: "n")), .linked(CaseLink(other: "C-2", reason: "second primary")),
            .plansReconciled(ByPerson(by: "Dr. Fern")),
            .wished(
                ScheduleWishes(
                    [.inSession("w1"), .notInSession("w2"), .seated("s1", .surgeon), .notSeated("s2")], by: "n")),
            .listingVoided(ListingVoid(session: "w1", reason: .shortened, by: "coordinator")),
        ]
        let walked: Set = [
            "case.packetFrozen", "case.ballotOpened", "case.opinionCast", "case.ballotClosed", "case.decided",
            "case.planCompiled",
        ]
        return sample + walk.entries.map(\.event).filter { walked.contains($0.kind) }
    }

    /// A new kind of event does not compile here until the table above has one too.
    private static let kinds = 61
    private static func isKnown(_ event: CaseEvent) -> Bool {
        switch event {
        case .referred, .consentRecorded, .treatmentRefused, .secondFactorSet, .recordAdded, .recordsChased,
            .emergencyRaised, .alertSent,
            .alertAcknowledged,
            .listed, .panelSeated, .packetFrozen, .ballotOpened, .ballotExtended, .reminded, .opinionCast, .recused,
            .seatReplaced, .ballotClosed, .commitmentsOpened, .decided, .thirdOpinionSought, .informationAsked,
            .informationReceived, .boardToSit, .boardDiscussed, .confirmedInSession, .planSupplemented, .planRevised,
            .dissentStated, .planCompiled, .signatureAsked, .planSentBack, .planSigned,
            .planWithdrawn,
            .conversationHeld, .choiceRecorded, .planReleased,
            .heldAlarmRaised, .planRead, .followUpAsked, .followUpAssigned, .followUpReminded, .followUpAnswered,
            .followUpSigned, .implementationAsked, .implementationReported, .ended, .updated, .taskChanged, .letterMade,
            .insurerContacted,
            .custodyRecorded, .intakeChecked, .triageDecided, .clockStopped, .clockResumed, .linked, .plansReconciled,
            .wished, .listingVoided:
            true
        }
    }

    @Test("An event of every kind reads back equal, under the name of its case, and the same bytes each time")
    func roundTrip() throws {
        var seen: Set<String> = []
        for event in try Self.events() where Self.isKnown(event) {
            let stored = try event.payload()
            let read = try CaseEvent(kind: event.kind, schema: CaseEvent.schema, payload: stored)
            #expect(read == event)
            #expect(try read.payload() == stored)
            #expect(Mirror(reflecting: event).children.first?.label.map { "case." + $0 } == event.kind)
            seen.insert(event.kind)
        }
        #expect(seen.count == Self.kinds)
    }

    @Test("A kind or a schema that is not known is an error that names it, never skipped")
    func unknown() {
        #expect(throws: StoredEventError.unknownKind("case.teleported", schema: 1)) {
            try CaseEvent(kind: "case.teleported", schema: 1, payload: Data("{}".utf8))
        }
        let later = StoredEventError.unknownKind("case.ended", schema: 2)
        #expect(throws: later) { try CaseEvent(kind: "case.ended", schema: 2, payload: Data("{}".utf8)) }
        #expect(later.description.contains("case.ended") && later.description.contains("2"))
    }

    @Test(
        "A payload of another shape is refused, naming its kind",
        arguments: ["", "{}", "[]", "null", #"{"kind":"vanished","by":"x"}"#, #"{"kind":"treated""#])
    func malformed(payload: String) throws {
        let error = try #require(throws: StoredEventError.self) {
            try CaseEvent(kind: "case.ended", schema: 1, payload: Data(payload.utf8))
        }
        guard case .malformed(kind: "case.ended", let reason) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test("A file without a referral at its start is no file, and its version counts its events")
    func fold() throws {
        #expect(CaseFile([]) == nil)
        #expect(CaseFile([CaseFile.Entry(event: .boardToSit(BoardToSit(reason: "x")), at: .day(0))]) == nil)
        let walk = try Walk.compiled()
        #expect(walk.file.version == walk.entries.count)
        #expect(CaseFile(walk.entries) == walk.file)
    }

    @Test("The same referral read back from what was stored tells the same story")
    func storedFold() throws {
        let walk = try Walk.compiled()
        let read = try walk.entries.map { entry in
            CaseFile.Entry(
                event: try CaseEvent(kind: entry.event.kind, schema: 1, payload: entry.event.payload()), at: entry.at)
        }
        #expect(CaseFile(read) == walk.file)
    }
}
