/// Which email: the template is `mail-KIND`.
package enum MailKind: String, Sendable, CaseIterable {
    /// To a reviewer: the packet is frozen, the ballot is open.
    case invite
    /// To a reviewer whose opinion is still missing.
    case reminder
    /// To a cover who takes a silent reviewer's seat.
    case cover
    /// To an independent specialist after the panel differed.
    case thirdOpinion = "third-opinion"
    /// To a reviewer whose opinion is stale since the packet changed.
    case reconfirm
    /// To the pathologist: the slides are to be read again.
    case reReview = "re-review"
    /// To a reviewer who dissents: how it is recorded, and that a statement may be added.
    case dissent
    /// To the chair or delegate: a plan waits for a signature.
    case signOff = "sign-off"
    /// To the referring doctor: the letter is ready behind a link.
    case letter
    /// To the patient's own doctor: the summary is ready behind a link.
    case summary
    /// To the referring doctor: a newer version of the letter is ready behind a link.
    case letterVersion = "letter-version"
    /// To the patient: the plan is ready behind a link and a second factor.
    case plan
    /// To the patient: a newer version of the plan is ready.
    case planVersion = "plan-version"
    /// To the navigator: a plan is held until someone has talked with the patient.
    case conversation
    /// To a member of staff: the six digits of a link's second factor.
    case code
    /// To the referring clinic: records are missing.
    case recordChase = "record-chase"
    /// To the patient: records that they may have are asked for.
    case recordAsk = "record-ask"
    /// To the patient at listing: what happens next.
    case listed
    /// To the people on call: an emergency.
    case emergency
    /// To the people who read a plan: it is withdrawn.
    case withdrawal
    /// To a member of staff: something is theirs to do.
    case task
    /// To whoever keeps it: the signed head of the journal.
    case head
    /// To the referring doctor: the board needs something before it can recommend.
    case informationNeeded = "information-needed"
    /// To the patient: the request has arrived.
    case received
    /// To whoever sent the public form: it has arrived and is looked at.
    case referralReceipt = "referral-receipt"
    /// To the patient: nothing is missing any more.
    case recordsComplete = "records-complete"
    /// To the patient: the specialists are reading.
    case opinions
    /// To the patient: one more step is needed.
    case moreNeeded = "more-needed"
    /// To the patient: somebody will talk with them about the plan.
    case planReady = "plan-ready"
    /// To the patient: nothing more comes.
    case ended
    /// To whoever is to answer: a patient asks about their plan.
    case question
    /// To the chair or delegate: an answer to a patient waits for a signature.
    case questionSign = "question-sign"
    /// To the patient: the answer to their question can be read.
    case questionAnswered = "question-answered"
    /// To the referring doctor: how far the plan was carried out.
    case implementation
    /// To whoever has the session in the calendar: it does not take place.
    case sessionCancelled = "session-cancelled"
    /// To whoever has the session in the calendar: its time, length or place is another.
    case sessionChanged = "session-changed"
}

/// What an email's template may name. What is left nil is not given, and a template that names it does not render.
///
/// Nothing clinical belongs here: subjects and bodies name a case by its reference alone.
package struct MailFacts: Sendable, Equatable {
    /// The board, as it calls itself.
    package var boardName: String
    /// Whom to call.
    package var coordinatorName: String
    /// The number to call.
    package var coordinatorPhone: String
    /// How the letter addresses the reader: `Dr Amara Okafor`.
    package var recipientName: String
    /// The case's opaque reference.
    package var caseReference: String?
    /// The signed link.
    package var link: String?
    /// The session's day and time, in words and with its zone.
    package var sessionDate: String?
    /// How long the session is, in digits.
    package var minutes: String?
    /// Where the session sits; empty where nobody said.
    package var place: String?
    /// When the ballot closes, in words and with its zone.
    package var closes: String?
    /// When the link stops working, in words.
    package var expires: String?
    /// The seat: `surgeon`.
    package var seat: String?
    /// The person someone stands in for.
    package var coveredName: String?
    /// Why this reader is asked, one sentence without clinical content.
    package var reason: String?
    /// By when it is due, in words.
    package var due: String?
    /// What to do, one sentence without clinical content.
    package var task: String?
    /// The six digits.
    package var code: String?
    /// How many minutes the code is good for.
    package var codeMinutes: String?
    /// How the patient's second factor reaches them: `the passphrase that you chose when you came to us`.
    package var secondFactor: String?
    /// Names of record kinds that are missing; kinds, not contents.
    package var records: [String]?
    /// How often an alert has gone out so far, when it is a repeat.
    package var repetition: String?

    /// Facts that every email has; the rest is set by name.
    package init(boardName: String, coordinatorName: String, coordinatorPhone: String, recipientName: String) {
        self.boardName = boardName
        self.coordinatorName = coordinatorName
        self.coordinatorPhone = coordinatorPhone
        self.recipientName = recipientName
    }

    /// As a template sees it: what is nil is not there.
    var given: TemplateValue {
        var object: [String: TemplateValue] = [:]
        for (name, text) in texts { object[name] = text.map { .text(Self.singleLine($0)) } }
        for (name, list) in ["records": records] {
            object[name] = list.map { .list($0.map { .text(Self.singleLine($0)) }) }
        }
        return .object(object)
    }

    private var texts: [String: String?] {
        [
            "boardName": boardName, "coordinatorName": coordinatorName, "coordinatorPhone": coordinatorPhone,
            "recipientName": recipientName, "caseReference": caseReference, "link": link, "sessionDate": sessionDate,
            "closes": closes, "expires": expires, "seat": seat, "coveredName": coveredName, "reason": reason,
            "due": due, "task": task, "code": code, "codeMinutes": codeMinutes, "secondFactor": secondFactor,
            "repetition": repetition, "minutes": minutes, "place": place,
        ]
    }

    /// A line break in a value would part a paragraph or end the subject.
    private static func singleLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

/// One paragraph of an email.
struct MailBlock: TemplateContext {
    var paragraph: String?
    var large: String?
    var label: String?
    var url: String?
}

/// What the layouts `mail-text` and `mail-html` are given.
struct MailContext: TemplateContext {
    let language: String
    let subject: String
    let blocks: [MailBlock]
    let boardName: String
    let coordinatorName: String
    let coordinatorPhone: String
}
