package import Foundation

extension CaseFile {
    /// Questions about the plan without a signed answer, in the order in which they were asked.
    package var openQuestions: [FollowUp] { after.questions.filter { $0.signature == nil } }

    /// A question about the plan of that id.
    package func question(_ id: String) -> FollowUp? { after.questions.first { $0.question.id == id } }

    /// A question about the released plan; the same again while it is open is no event.
    /// - Parameter isThere: whether somebody of the panel can be asked now: known, and not away.
    /// - Throws: `CommandRefusal.afterPlan` where there is no plan to ask about, or too much is asked at once.
    package func ask(
        _ text: String, about topic: FollowUpTopic, by person: String, now: Date, policy: BoardPolicy,
        isThere: (ReviewerID) -> Bool
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        guard !text.allSatisfy(\.isWhitespace) else { throw .blank("the question") }
        guard released?.patientPlan == true, signature != nil else { throw .afterPlan(.notReleased) }
        let rules = policy.followUp
        guard text.count <= rules.questionCharacters else {
            throw .afterPlan(.tooLong(characters: text.count, most: rules.questionCharacters))
        }
        let open = openQuestions
        guard !open.contains(where: { $0.question.text.comparable == text.comparable }) else { return [] }
        guard open.count < rules.openQuestions else {
            throw .afterPlan(.tooMany(open: open.count, most: rules.openQuestions))
        }
        return [
            .followUpAsked(
                FollowUpQuestion(
                    id: "f\(after.questions.count + 1)", text: text, topic: topic, by: person,
                    owner: owner(of: topic, policy: policy, isThere: isThere),
                    due: now.addingWorkingHours(
                        rules.answerHours, in: policy.zone, besides: policy.plans.holidays), noFee: true))
        ]
    }

    /// Who answers: whoever of the panel answers for that treatment, else the navigator or coordinator finds someone.
    private func owner(
        of topic: FollowUpTopic, policy: BoardPolicy, isThere: (ReviewerID) -> Bool
    ) -> FollowUpOwner {
        if let modality = topic.modality {
            let answering =
                policy.seats.owners[subject.diseaseGroup]?[modality] ?? policy.consensus.owners[modality] ?? []
            for specialty in answering {
                let seats = panel?.ballotSeats.filter { $0.specialty == specialty && isThere($0.reviewer) } ?? []
                // whoever voted from the start knows the case best; a third opinion comes after
                if let seat = seats.first { return .reviewer(seat.reviewer) }
            }
        }
        return subject.navigator?.email == nil ? .coordinator : .navigator
    }

    /// A question is given to someone else, or its answer sent back; the promised time stays.
    /// - Throws: `CommandRefusal` where the answer is signed, or the reviewer has a conflict or stepped back.
    package func assignQuestion(
        _ id: String, to owner: FollowUpOwner, roster: Roster, by person: String, note: String?
    ) throws(CommandRefusal) -> [CaseEvent] {
        let one = try openQuestion(id)
        if case .reviewer(let reviewer) = owner {
            guard let found = roster.reviewer(reviewer) else {
                throw .afterPlan(.mayNotOwn("\(reviewer) is not on the roster"))
            }
            if let conflict = found.conflict(on: subject) {
                throw .afterPlan(.mayNotOwn("conflict with \(conflict.with): \(conflict.reason)"))
            }
            if barred[reviewer] == .recused { throw .afterPlan(.mayNotOwn("\(found.name) has recused from this case")) }
        }
        guard one.owner != owner || one.answer != nil else { return [] }
        return [.followUpAssigned(FollowUpAssignment(question: id, owner: owner, by: person, note: note))]
    }

    /// An answer is written; it reaches the patient once it is signed. The same again is no event.
    package func answerQuestion(
        _ id: String, _ text: String, by person: String
    ) throws(CommandRefusal) -> [CaseEvent] {
        guard !text.allSatisfy(\.isWhitespace) else { throw .blank("the answer") }
        if let signed = question(id), signed.signature != nil, signed.answer?.text == text { return [] }
        let one = try openQuestion(id)
        let answer = FollowUpAnswer(question: id, text: text, by: person)
        return one.answer == answer ? [] : [.followUpAnswered(answer)]
    }

    /// A named clinician signs an answer, and the patient can read it. Signed by the same person already, it is no event.
    /// - Parameters:
    ///   - answer: which answer was shown, from 1; nil where it was not shown by number.
    ///   - name: as typed.
    package func signAnswer(
        _ id: String, answer: Int? = nil, by reviewer: Reviewer, name: String, board: Board
    ) throws(CommandRefusal) -> [CaseEvent] {
        try refuseStanding()
        if let signature = question(id)?.signature, signature.act.reviewer == reviewer.id { return [] }
        let one = try openQuestion(id)
        guard one.answer != nil else { throw .afterPlan(.noAnswer(id)) }
        if let answer, answer != one.answers.count { throw .afterPlan(.answerChanged(id)) }
        if let why = whyMayNotSignAnswer(reviewer, board: board) { throw .afterPlan(.mayNotSignAnswer(why)) }
        guard name.comparable == reviewer.name.comparable else {
            throw .afterPlan(.mayNotSignAnswer("the name typed is not the name on the roster, “\(reviewer.name)”"))
        }
        let seat = panel?.ballotSeats.first { $0.reviewer == reviewer.id }?.specialty.title
        let role = seat ?? (reviewer.id == board.chair ? "chair" : "delegate")
        return [
            .followUpSigned(
                FollowUpSignature(
                    question: id, answer: one.answers.count, reviewer: reviewer.id, name: reviewer.name, role: role))
        ]
    }

    /// Why a reviewer may not sign an answer, nil when they may: a clinician who gave an opinion on the panel, or whoever
    /// may sign the plan. An answer explains a plan that is signed already; it changes nothing of it.
    package func whyMayNotSignAnswer(_ reviewer: Reviewer, board: Board) -> String? {
        if panel?.ballotSeats.contains(where: { $0.reviewer == reviewer.id }) ?? false { return nil }
        return whyMayNotSign(reviewer, board: board).map { "was not on the panel, and \($0)" }
    }

    /// Whoever questions wait for is reminded, and the coordinator told of those that are late.
    package func chaseQuestions(now: Date, policy: BoardPolicy) -> [CaseEvent] {
        openQuestions.filter { ($0.nextChase(policy) ?? .distantFuture) <= now }.map { one in
            .followUpReminded(
                FollowUpReminder(
                    question: one.question.id, count: one.reminders.count + 1, isLate: now >= one.question.due))
        }
    }

    private func openQuestion(_ id: String) throws(CommandRefusal) -> FollowUp {
        try refuseStanding()
        guard let one = question(id) else { throw .afterPlan(.unknownQuestion(id)) }
        guard one.signature == nil else { throw .afterPlan(.answerSigned(id)) }
        return one
    }

    /// Whether a question waits, or an answer how far the plan was carried out; nothing does after the end.
    package func hasAfterPlan(_ policy: BoardPolicy) -> Bool {
        ending == nil && withdrawnConsent == nil
            && (!openQuestions.isEmpty
                || implementationPoints(policy).contains { !$0.asks.isEmpty && $0.report == nil })
    }

    /// What falls due after a plan is signed: questions that wait, and the question how far it was carried out.
    func stepsAfterPlan(_ policy: BoardPolicy) -> [DueStep] {
        guard ending == nil, emergency == nil, withdrawnConsent == nil else { return [] }
        let chase = openQuestions.compactMap { $0.nextChase(policy) }.min()
        return (chase.map { [DueStep(.chaseQuestions, at: $0)] } ?? []) + implementationSteps(policy)
    }
}

extension Date {
    /// The instant that many hours later, counting the hours of working days in a zone.
    /// - Parameter holidays: days that are none, beside Saturdays and Sundays.
    package func addingWorkingHours(_ hours: Int, in zone: TimeZone, besides holidays: [CivilDate] = []) -> Date {
        var instant = self
        var left = 3_600 * Double(hours)
        while true {
            let day = CivilDate(instant, in: zone)
            let next = day.adding(days: 1).start(in: zone)
            if day.isWorkingDay(besides: holidays) {
                let today = next.timeIntervalSince(instant)
                if left <= today { return instant.addingTimeInterval(left) }
                left -= today
            }
            // where clocks change at midnight a day's start can be an hour off: the walk goes on all the same
            instant = max(next, instant.addingTimeInterval(3_600))
        }
    }
}
