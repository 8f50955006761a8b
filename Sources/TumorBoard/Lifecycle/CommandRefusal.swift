/// Why a command was not carried out. Nothing has changed when one is thrown.
package enum CommandRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// The case has ended.
    case ended(Ending.Kind)
    /// It is not an emergency, or it is acknowledged already.
    case noOpenAlert
    /// No ballot is open.
    case noOpenBallot
    /// That person has no seat with a ballot.
    case notSeated(ReviewerID)
    /// The opinion names someone or a seat other than its author's.
    case wrongAuthor(String)
    /// The packet has changed since the link was made.
    case packetChanged
    /// The opinion itself is not acceptable.
    case opinion(VoteError)
    /// The opinion refers to a question or preference that the patient did not state.
    case unknownReference(String)
    /// Nobody asked for that information.
    case notAsked(InformationNeed)
    /// The full board has nothing to discuss on this case.
    case boardDoesNotSit
    /// The session has nothing to confirm or to discuss on this case now.
    case nothingToConfirm
    /// Those in the session are no quorum for this case; the seats that are missing.
    case notQuorate([Specialty])
    /// Policy wants the session's confirmation before the plan is signed.
    case notConfirmed(SessionID)
    /// There is no plan to sign.
    case noPlan
    /// The plan must not be signed yet.
    case gaps([PlanGap])
    /// That person may not sign.
    case mayNotSign(String)
    /// The plan is signed already.
    case alreadySigned
    /// That person does not dissent from the plan.
    case noDissent(ReviewerID)
    /// The plan says that already.
    case nothingChanges
    /// The plan is not signed.
    case notSigned
    /// Something after the plan cannot be done.
    case afterPlan(AfterPlanProblem)
    /// A record of that id is there already.
    case duplicateRecord(String)
    /// A recusal is no opinion: the seat must be filled again.
    case recusalIsNoOpinion
    /// That person stepped back.
    case recusedAlready(ReviewerID)
    /// Slides or blocks cannot have taken that step.
    case custody(CustodyProblem)
    /// What came in is about someone else than the case.
    case anotherPatient(CaseID)
    /// A case has no field of that name.
    case unknownField(String)
    /// The case has fewer contradictions than that.
    case noSuchContradiction(Int, of: Int)
    /// No open doubt of that wording in that record.
    case noSuchDoubt(String, String)
    /// Opinions are being given, or have been.
    case ballotHasOpened
    /// The patient has no other case.
    case nothingToReconcile
    /// The patient has other cases, and nobody has looked at the plans together.
    case notReconciled([CaseID])
    /// The patient withdrew the consent; the case stands still.
    case consentWithdrawn(CivilDate)
    /// There is no such task.
    case unknownTask(String)
    /// The task follows from the case, and what it is about is not done.
    case taskStillNeeded(String, why: String)
    /// The task is done or dropped.
    case taskClosed(String)
    /// Text that must say something says nothing.
    case blank(String)
    /// Nobody is known who pays.
    case noCoverage
    /// The clock stands still already.
    case clockStands(ClockCause)
    /// The clock is running.
    case clockRuns
    /// Such time is found by rule, not by hand.
    case clockByRule(ClockCause)

    /// What to do about it.
    package var description: String {
        switch self {
        case .ended(let kind): "the case has ended (\(kind.rawValue)); nothing more can be done with it"
        case .noOpenAlert: "there is no alert to acknowledge on this case"
        case .noOpenBallot: "no ballot is open on this case"
        case .notSeated(let reviewer): "\(reviewer) has no ballot on this case"
        case .wrongAuthor(let field): "\(field) of the opinion does not match the ballot's seat"
        case .packetChanged: "the packet has changed since this link was made; a fresh invitation is on its way"
        case .opinion(let error): "\(error)"
        case .unknownReference(let id): "“\(id)” is not a question or preference of this patient"
        case .notAsked(let need): "nobody asked for \(need.title) on this case, or it has come already"
        case .boardDoesNotSit: "the full board does not sit on this case: there is no discussion to record"
        case .nothingToConfirm:
            "there is nothing to confirm or discuss on this case: its ballot is open, or no ballot has closed on it"
        case .notQuorate(let missing):
            missing.isEmpty
                ? "those present are no quorum for this case: wait for its panel, or postpone it"
                : "those present are no quorum for this case, missing: \(missing.map(\.title).joined(separator: ", "))"
        case .notConfirmed(let session):
            "session \(session) has not confirmed it yet: it does so on its live page or with “session item”"
        case .noPlan: "there is no plan to sign: no ballot has reached consensus"
        case .gaps(let gaps): "the plan cannot be signed: " + gaps.map(\.description).joined(separator: "; ")
        case .mayNotSign(let why): "may not sign this plan: \(why)"
        case .alreadySigned: "the plan is signed already"
        case .noDissent(let reviewer): "the plan records no dissent of \(reviewer)"
        case .nothingChanges:
            "that changes nothing: the plan says it already, or nothing of that reviewer’s plan is in it"
        case .notSigned: "the plan is not signed yet"
        case .afterPlan(let problem): problem.description
        case .duplicateRecord(let id): "the case already has a record “\(id)”; give the new one another id"
        case .recusalIsNoOpinion: "a recusal is not cast as an opinion: open the link and step back there"
        case .recusedAlready(let reviewer): "\(reviewer) has recused from this case"
        case .custody(let problem): problem.description
        case .anotherPatient(let id):
            "it has an identifier of case \(id), but another name and another date of birth: find out whose it is"
        case .unknownField(let name):
            "“\(name)” is no field of a case: choose " + CaseField.all.map(\.name).joined(separator: ", ")
        case .noSuchContradiction(let number, let count):
            "there is no contradiction \(number): the case has \(count), and “tumorboard case update” lists them"
        case .noSuchDoubt(let record, let phrase):
            "there is no open doubt about “\(phrase)” in record \(record): “tumorboard case triage” lists them"
        case .ballotHasOpened:
            "opinions are being given already: the doubt belongs into them, as a disputed diagnosis or a re-review"
        case .nothingToReconcile: "the patient has no other case: there is nothing to reconcile"
        case .notReconciled(let others):
            "the patient has other cases (\(others.map(\.text).joined(separator: ", "))): a clinician must look at the "
                + "plans together first and record it with “tumorboard case reconcile”"
        case .consentWithdrawn(let day):
            "the patient withdrew the consent on \(day) and the case stands still: record the consent again first"
        case .unknownTask(let id): "there is no open task “\(id)” on this case: “task list” shows the tasks"
        case .taskStillNeeded(let id, let why): "“\(id)” closes by itself and not by hand: \(why)"
        case .taskClosed(let id): "the task “\(id)” is closed already: open a new one"
        case .blank(let what): "\(what) says nothing: write it in words"
        case .noCoverage: "nobody is known who pays: record it with “coverage set” first"
        case .clockStands(let cause): "the clock stands still already (\(cause.rawValue)): resume it first"
        case .clockRuns: "the clock is running: there is nothing to resume"
        case .clockByRule(let cause):
            "time of \(cause.rawValue) is counted by rule: only the payer's and the patient's is stopped by hand"
        }
    }
}
