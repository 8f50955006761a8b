package import Foundation

/// Something that happened to a case. Every change of a case is one of these, and nothing else is stored.
package enum CaseEvent: Equatable, Sendable {
    case referred(Case)
    case consentRecorded(Consent)
    case treatmentRefused(TreatmentRefusal)
    case secondFactorSet(SecondFactor)
    case recordAdded(RecordAddition)
    case recordsChased(RecordChase)
    case emergencyRaised(EmergencyRaised)
    case alertSent(AlertSent)
    case alertAcknowledged(ByPerson)
    case listed(Listing)
    case panelSeated(BoardPanel)
    case packetFrozen(Packet)
    case ballotOpened(BallotOpening)
    case ballotExtended(BallotExtension)
    case reminded(Reminder)
    case opinionCast(CastOpinion)
    case recused(Recusal)
    case seatReplaced(SeatReplacement)
    case ballotClosed(BallotNumber)
    case commitmentsOpened(CommitmentsOpened)
    case decided(Decision)
    case thirdOpinionSought(Seat)
    case informationAsked(InformationRequest)
    case informationReceived(InformationResult)
    case boardToSit(BoardToSit)
    case boardDiscussed(ByPerson)
    case confirmedInSession(SessionConfirmation)
    case planCompiled(TreatmentPlan)
    case planSupplemented(PlanSupplement)
    case dissentStated(DissentStatement)
    case planRevised(PlanRevision)
    case signatureAsked(AlertSent)
    case planSentBack(PlanReturn)
    case planSigned(PlanSignature)
    case planWithdrawn(ByPerson)
    case conversationHeld(ByPerson)
    case choiceRecorded(PatientChoice)
    case planReleased(PlanRelease)
    case heldAlarmRaised(ByPerson)
    case planRead(ByPerson)
    case followUpAsked(FollowUpQuestion)
    case followUpAssigned(FollowUpAssignment)
    case followUpReminded(FollowUpReminder)
    case followUpAnswered(FollowUpAnswer)
    case followUpSigned(FollowUpSignature)
    case implementationAsked(ImplementationAsk)
    case implementationReported(ImplementationReport)
    case ended(Ending)
    case updated(CaseUpdate)
    case taskChanged(TaskChange)
    case letterMade(LetterMade)
    case insurerContacted(InsurerContact)
    case custodyRecorded(CustodyStep)
    case intakeChecked(ByPerson)
    case triageDecided(TriageDecision)
    case clockStopped(ClockStop)
    case clockResumed(ByPerson)
    case linked(CaseLink)
    case plansReconciled(ByPerson)
    case wished(ScheduleWishes)
    case listingVoided(ListingVoid)
}

/// A record that came in.
package struct RecordAddition: Codable, Equatable, Sendable {
    /// The record.
    package var record: ClinicalRecord
    /// Whether someone marked it as material to opinions already cast.
    package var material: Bool
    /// Who added it.
    package var by: String
}

/// A request for missing records that was sent.
package struct RecordChase: Codable, Equatable, Sendable {
    /// What was asked for.
    package var missing: [RecordClass]
    /// How many times it has been asked for, this time included.
    package var count: Int
}

/// An emergency that left the queue.
package struct EmergencyRaised: Codable, Equatable, Sendable {
    /// What it is.
    package var reason: String
}

/// A message that is repeated until someone acts: an alert to those on call, a request to sign.
package struct AlertSent: Codable, Equatable, Sendable {
    /// From 1.
    package var count: Int
}

/// Something that a named person did or said.
package struct ByPerson: Codable, Equatable, Sendable {
    /// Who.
    package var by: String
    /// What they noted.
    package var note: String?

    /// An act of a person.
    package init(by: String, note: String? = nil) {
        self.by = by
        self.note = note
    }
}

/// Which ballot of the case.
package struct BallotNumber: Codable, Equatable, Sendable {
    /// From 1.
    package var number: Int
}

/// A ballot that opened.
package struct BallotOpening: Codable, Equatable, Sendable {
    /// From 1, counted over the case.
    package var number: Int
    /// 1, or 2 after a third opinion.
    package var round: Int
    /// When it closes.
    package var closes: Date
    /// Whether it closes sooner when all opinions are in: out of session, and after a third opinion.
    package var closesWhenComplete: Bool
}

/// More time for a ballot, because of new evidence or a seat filled late.
package struct BallotExtension: Codable, Equatable, Sendable {
    /// When it closes now.
    package var closes: Date
}

/// A reminder that was sent.
package struct Reminder: Codable, Equatable, Sendable {
    /// To whom.
    package var reviewers: [ReviewerID]
    /// In which ballot.
    package var ballot: Int
    /// From 1 within the ballot.
    package var count: Int
}

/// A reviewer who stepped back.
package struct Recusal: Codable, Equatable, Sendable {
    /// Who.
    package var reviewer: ReviewerID
    /// Why.
    package var reason: String
}

/// A seat that changed hands.
package struct SeatReplacement: Codable, Equatable, Sendable {
    /// Who left it.
    package var out: ReviewerID
    /// Recused, silent, or the rule that the holder fails by now.
    package var rule: EligibilityRule
    /// Who holds it now; nil when nobody can.
    package var seat: Seat?
    /// The seat's specialty.
    package var specialty: Specialty
    /// Who was kept out and why.
    package var exclusions: [Exclusion]
}

/// What a ballot came to.
package struct Decision: Codable, Equatable, Sendable {
    /// Which ballot.
    package var ballot: Int
    /// Which round.
    package var round: Int
    /// The outcome with its trace.
    package var outcome: Outcome
}

/// Information that a decision waits for.
package struct InformationRequest: Codable, Equatable, Sendable {
    /// What.
    package var need: InformationNeed
    /// Whose task it is.
    package var specialty: Specialty
    /// Who was asked, where someone could be.
    package var reviewer: ReviewerID?
}

/// Information that came back.
package struct InformationResult: Codable, Equatable, Sendable {
    /// What.
    package var need: InformationNeed
    /// The result, as a record of the case.
    package var record: ClinicalRecord
    /// Who gave it.
    package var by: String
}

/// A case that the full board discusses.
package struct BoardToSit: Codable, Equatable, Sendable {
    /// Why, in plain words.
    package var reason: String
}

/// A plan that a clinician signed.
package struct PlanSignature: Codable, Equatable, Sendable {
    /// Who.
    package var reviewer: ReviewerID
    /// Their name as typed.
    package var name: String
    /// Chair or delegate.
    package var role: String
    /// Which version of the plan.
    package var version: Int
}

/// Documents that were released.
package struct PlanRelease: Codable, Equatable, Sendable {
    /// The letter to the referring doctor.
    package var letter: Bool
    /// The plan to the patient.
    package var patientPlan: Bool
}

/// How a case ended.
package struct Ending: Codable, Equatable, Sendable {
    /// The ends of a case.
    package enum Kind: String, Codable, CaseIterable, Sendable { case treated, declined, withdrawn, transferred, died }

    /// How.
    package var kind: Kind
    /// Who recorded it.
    package var by: String
    /// What they noted.
    package var note: String?
}

/// What the patient proves themselves with beside the link; it never travels by the mailbox that holds the link.
package struct SecondFactor: Codable, Equatable, Sendable {
    /// The passphrase as a slow salted hash.
    package var stored: String

    /// A second factor.
    package init(stored: String) { self.stored = stored }
}

/// What a reviewer of the panel adds to a plan or corrects in it: an answer, a word on a preference, words of their own.
package struct PlanSupplement: Codable, Equatable, Sendable {
    /// What it is about.
    package enum Subject: Codable, Equatable, Sendable {
        /// A question of the patient, by id.
        case question(String)
        /// A preference of the patient, by id, and whether the plan keeps to it.
        case preference(String, met: Bool)
        /// What exactly is done in one treatment of their plan.
        case detail(Modality)
        /// What their plan could achieve, can do to the patient, takes in time and asks of the patient.
        case benefits, sideEffects, duration, burden
        /// The answer to the question to the board.
        case boardAnswer
    }

    /// Who says it.
    package var reviewer: ReviewerID
    /// In which seat.
    package var specialty: Specialty
    /// About what.
    package var subject: Subject
    /// In plain words, for the patient.
    package var text: String

    /// A supplement.
    package init(reviewer: ReviewerID, specialty: Specialty, subject: Subject, text: String) {
        self.reviewer = reviewer
        self.specialty = specialty
        self.subject = subject
        self.text = text
    }
}
