import TumorBoard

extension Presenter {
    /// What the patient decided.
    func line(of choice: PatientChoice) -> (text: String, reason: String?) {
        ("The patient \(choice.line), told to \(choice.talkedWith)", choice.reasons)
    }

    /// A question about the plan, which stays with the case and its owner: the timeline names it only.
    func line(of question: FollowUpQuestion) -> (text: String, reason: String?) {
        (
            "Question \(question.id) about the plan, \(question.topic.title), asked by \(question.asker)",
            "it is \(owner(question.owner))’s to answer by \(times.day(question.promisedDay)), at no cost to the patient"
        )
    }

    /// A question that was given to someone.
    func line(of assignment: FollowUpAssignment) -> (text: String, reason: String?) {
        ("Question \(assignment.question) goes to \(owner(assignment.owner))", assignment.note)
    }

    /// A reminder, or the alarm that a question is late.
    func line(of reminder: FollowUpReminder) -> (text: String, reason: String?) {
        reminder.isLate
            ? ("Alarm: question \(reminder.question) is late", "the patient was promised an answer")
            : ("Reminder of question \(reminder.question)", nil)
    }

    /// A signed answer.
    func line(of signature: FollowUpSignature) -> (text: String, reason: String?) {
        ("The answer to question \(signature.question) is signed by \(signature.name), \(signature.role)", nil)
    }

    /// The question how far the plan was carried out.
    func line(of ask: ImplementationAsk) -> (text: String, reason: String?) {
        ("Asked how the plan was carried out at \(ask.day) days\(ask.count > 1 ? ", again" : "")", nil)
    }

    /// How far it was.
    func line(of report: ImplementationReport) -> (text: String, reason: String?) {
        (
            "At \(report.day) days: \(report.line)",
            report.isByRule ? "nobody told: unknown, and never counted as carried out" : "told by \(report.by)"
        )
    }

    /// Whose question it is.
    func owner(_ owner: FollowUpOwner) -> String {
        switch owner {
        case .reviewer(let id): name(id)
        case .navigator: subject.navigator?.name ?? "the navigator"
        case .coordinator: "the coordinator"
        }
    }
}

extension FollowUpTopic {
    /// The topic as a person would write it.
    package var title: String {
        switch self {
        case .operation: "about the operation"
        case .medicines: "about the medicines"
        case .radiation: "about the radiation"
        case .other: "about something else"
        }
    }
}

extension FollowUpQuestion {
    /// Who asks, as a person would write it.
    package var asker: String {
        switch by {
        case "patient": "the patient"
        case "companion": "the patient’s companion"
        default: by
        }
    }
}
