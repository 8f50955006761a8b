import Foundation

/// What happened after a plan was signed: questions about it, what the patient chose, how far it was carried out.
package struct AfterPlan: Equatable, Sendable {
    /// Every question that was asked, in order. None is ever dropped.
    package private(set) var questions: [FollowUp] = []
    /// What the patient decided, the last counts.
    package private(set) var choices: [IntakeLog.Entry<PatientChoice>] = []
    /// Each time it was asked how far a plan was carried out.
    package private(set) var asks: [IntakeLog.Entry<ImplementationAsk>] = []
    /// How far plans were carried out, the last report on a day counts.
    package private(set) var reports: [IntakeLog.Entry<ImplementationReport>] = []

    /// Nothing yet.
    package init() {}

    mutating func add(_ question: FollowUpQuestion, at: Date) {
        questions.append(FollowUp(question: question, asked: at, owner: question.owner))
    }

    mutating func add(_ assignment: FollowUpAssignment, at: Date) {
        change(assignment.question) { one in
            (one.owner, one.answer) = (assignment.owner, nil)
            one.assignments.append(.init(assignment, at: at))
        }
    }

    mutating func add(_ answer: FollowUpAnswer, at: Date) {
        change(answer.question) { one in
            one.answer = answer
            one.answers.append(.init(answer, at: at))
        }
    }

    mutating func add(_ signature: FollowUpSignature, at: Date) {
        change(signature.question) { $0.signature = .init(signature, at: at) }
    }

    mutating func add(_ reminder: FollowUpReminder, at: Date) {
        change(reminder.question) { $0.reminders.append(.init(reminder, at: at)) }
    }

    mutating func add(_ choice: PatientChoice, at: Date) { choices.append(.init(choice, at: at)) }
    mutating func add(_ ask: ImplementationAsk, at: Date) { asks.append(.init(ask, at: at)) }
    mutating func add(_ report: ImplementationReport, at: Date) { reports.append(.init(report, at: at)) }

    private mutating func change(_ id: String, _ change: (inout FollowUp) -> Void) {
        guard let index = questions.firstIndex(where: { $0.question.id == id }) else { return }
        change(&questions[index])
    }
}

/// Why something after a plan is not done.
package enum AfterPlanProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The patient has no plan to ask about.
    case notReleased
    /// Enough questions are open.
    case tooMany(open: Int, most: Int)
    /// The question is longer than one that can be answered.
    case tooLong(characters: Int, most: Int)
    /// No question of that id.
    case unknownQuestion(String)
    /// The answer is signed and has reached the patient.
    case answerSigned(String)
    /// There is no answer to sign.
    case noAnswer(String)
    /// Another answer stands than the one that was shown.
    case answerChanged(String)
    /// That person may not own a question of this case.
    case mayNotOwn(String)
    /// That person may not sign an answer.
    case mayNotSignAnswer(String)
    /// The plan has no such option, or several of which none was named.
    case whichOption(of: Int)
    /// The plan is not asked about on that day.
    case noSuchDay(Int, known: [Int])
    /// That day has not come.
    case tooEarly(Int, CivilDate)
    /// A report must say why.
    case noReason(ImplementationStatus)
    /// A treatment cannot have begun in the future.
    case notYet(CivilDate)

    /// What to do about it.
    package var description: String {
        switch self {
        case .notReleased: "the plan has not been released to the patient: there is nothing to ask about yet"
        case .tooMany(let open, let most):
            "\(open) questions wait for an answer, and no more than \(most) are taken at once: please telephone"
        case .tooLong(let characters, let most):
            "the question has \(characters) characters, and \(most) are taken: shorten it, or ask two questions"
        case .unknownQuestion(let id): "there is no question “\(id)” on this case: “case question list” shows them"
        case .answerSigned(let id): "the answer to \(id) is signed, and the patient can read it"
        case .noAnswer(let id): "nobody has answered \(id) yet: there is nothing to sign"
        case .answerChanged(let id): "the answer to \(id) is another than the one that was shown: read it again"
        case .mayNotOwn(let why): "the question cannot be theirs: \(why)"
        case .mayNotSignAnswer(let why): "may not sign this answer: \(why)"
        case .whichOption(let count):
            count > 1
                ? "the plan has \(count) options: say which one, from 1 to \(count)"
                : "the plan has one way of treatment and no options to choose from"
        case .noSuchDay(let day, let known):
            "nobody asks how the plan was carried out on day \(day): "
                + "the days are \(known.map(String.init).joined(separator: ", "))"
        case .tooEarly(let day, let date): "day \(day) after the signature is \(date): it cannot be reported before"
        case .noReason(let status): "“\(status.title)” needs a reason, and “another reason” needs words"
        case .notYet(let day): "a first treatment on \(day) lies in the future: leave it out until it has begun"
        }
    }
}
