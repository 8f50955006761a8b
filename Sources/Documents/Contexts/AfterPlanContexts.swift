/// What the template `choice-fields` is given: what the patient decided, within another form.
package struct ChoiceFieldsContext: TemplateContext, Equatable {
    /// What.
    package var kind: ChoiceField
    /// Which of the board's options, where there are several.
    package var option: ChoiceField?
    /// The other way.
    package var way: TextField
    /// Why.
    package var reasons: TextField

    /// All of it, in the order of the properties.
    package init(kind: ChoiceField, option: ChoiceField? = nil, way: TextField, reasons: TextField) {
        self.kind = kind
        self.option = option
        self.way = way
        self.reasons = reasons
    }
}

/// A question that the patient asked, as they see it.
package struct AskedQuestion: TemplateContext, Equatable {
    /// In their words.
    package var question: String
    /// When it was asked.
    package var asked: String
    /// By when it is answered.
    package var due: String
    /// Whether that has passed.
    package var isLate: Bool
    /// The signed answer.
    package var answer: String?
    /// Who signed it, and when.
    package var signed: String?

    /// All of it, in the order of the properties.
    package init(
        question: String, asked: String, due: String, isLate: Bool = false, answer: String? = nil, signed: String? = nil
    ) {
        self.question = question
        self.asked = asked
        self.due = due
        self.isLate = isLate
        self.answer = answer
        self.signed = signed
    }
}

/// The form in which the patient asks.
package struct AskForm: TemplateContext, Equatable {
    /// Where it posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]
    /// Within how long it is answered: `3 working days`.
    package var promise: String
    /// The question.
    package var text: TextField
    /// What it is about.
    package var topic: ChoiceField
    /// Who asks.
    package var asker: ChoiceField

    /// All of it, in the order of the properties.
    package init(
        action: String, hidden: [HiddenField] = [], promise: String, text: TextField, topic: ChoiceField,
        asker: ChoiceField
    ) {
        self.action = action
        self.hidden = hidden
        self.promise = promise
        self.text = text
        self.topic = topic
        self.asker = asker
    }
}

/// What the template `plan-questions` is given: what the patient asked about the plan, and the form for one more.
package struct PlanQuestionsContext: TemplateContext, Equatable {
    /// What was just done.
    package var notice: String?
    /// Answered questions, the newest first.
    package var answered: [AskedQuestion]
    /// Questions that wait.
    package var waiting: [AskedQuestion]
    /// Whether one question waits, and not several.
    package var isOne: Bool
    /// What was wrong.
    package var errors: [FieldError]
    /// The form; nil while no more questions are taken.
    package var form: AskForm?
    /// How many questions may wait at once.
    package var most: String
    /// Whom to call.
    package var contact: Contact

    /// All of it, in the order of the properties.
    package init(
        notice: String? = nil, answered: [AskedQuestion] = [], waiting: [AskedQuestion] = [], errors: [FieldError] = [],
        form: AskForm? = nil, most: String = "", contact: Contact
    ) {
        self.notice = notice
        self.answered = answered
        self.waiting = waiting
        isOne = waiting.count == 1
        self.errors = errors
        self.form = form
        self.most = most
        self.contact = contact
    }
}

/// A question in the hands of whoever answers it or signs its answer.
package struct QuestionItem: TemplateContext, Equatable {
    /// In the patient's words.
    package var question: String
    /// `The patient`.
    package var asker: String
    /// `about the operation`.
    package var topic: String
    /// When it was asked.
    package var asked: String
    /// By when an answer was promised.
    package var due: String
    /// Whether that has passed.
    package var isLate: Bool
    /// How many more wait.
    package var more: String?
    /// What the last answer lacked.
    package var sentBack: String?
    /// The answer that is to be signed, and nothing to write.
    package var toSign: String?
    /// Who wrote it.
    package var author: String
    /// The answer to write.
    package var answer: TextField?
    /// What becomes of it.
    package var decision: ChoiceField?
    /// Who else could answer.
    package var owner: ChoiceField?
    /// What an answer lacks that is sent back.
    package var note: TextField?
    /// Their name.
    package var name: TextField
    /// What was wrong.
    package var errors: [FieldError]
    /// Where the form posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]
    /// The plan that it is about.
    package var plan: PlanContext?

    /// All of it, in the order of the properties.
    package init(
        question: String, asker: String, topic: String, asked: String, due: String, isLate: Bool = false,
        more: String? = nil, sentBack: String? = nil, toSign: String? = nil, author: String = "",
        answer: TextField? = nil, decision: ChoiceField? = nil, owner: ChoiceField? = nil, note: TextField? = nil,
        name: TextField, errors: [FieldError] = [], action: String, hidden: [HiddenField] = [], plan: PlanContext? = nil
    ) {
        self.question = question
        self.asker = asker
        self.topic = topic
        self.asked = asked
        self.due = due
        self.isLate = isLate
        self.more = more
        self.sentBack = sentBack
        self.toSign = toSign
        self.author = author
        self.answer = answer
        self.decision = decision
        self.owner = owner
        self.note = note
        self.name = name
        self.errors = errors
        self.action = action
        self.hidden = hidden
        self.plan = plan
    }
}

/// What the template `question` is given: one question of a patient, to be answered, passed on or signed.
package struct QuestionContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// What has been done.
    package var done: [String]
    /// The question that is next.
    package var item: QuestionItem?

    /// All of it, in the order of the properties.
    package init(page: PageFrame, done: [String] = [], item: QuestionItem? = nil) {
        self.page = page
        self.done = done
        self.item = item
    }
}

/// The form in which the referring doctor tells how far a plan was carried out.
package struct ImplementationForm: TemplateContext, Equatable {
    /// The case's reference.
    package var caseReference: String
    /// When the plan was signed.
    package var signed: String
    /// What was recommended.
    package var steps: [String]
    /// `30`.
    package var day: String
    /// How far.
    package var status: ChoiceField
    /// Why not.
    package var reason: ChoiceField
    /// In words.
    package var words: TextField
    /// What was done instead.
    package var instead: TextField
    /// The first day of treatment.
    package var started: TextField
    /// What the patient decided, while nobody has recorded it.
    package var choice: ChoiceFieldsContext?
    /// Who tells it.
    package var name: TextField
    /// What was wrong.
    package var errors: [FieldError]
    /// Where the form posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]

    /// All of it, in the order of the properties.
    package init(
        caseReference: String, signed: String, steps: [String], day: String, status: ChoiceField, reason: ChoiceField,
        words: TextField, instead: TextField, started: TextField, choice: ChoiceFieldsContext? = nil, name: TextField,
        errors: [FieldError] = [], action: String, hidden: [HiddenField] = []
    ) {
        self.caseReference = caseReference
        self.signed = signed
        self.steps = steps
        self.day = day
        self.status = status
        self.reason = reason
        self.words = words
        self.instead = instead
        self.started = started
        self.choice = choice
        self.name = name
        self.errors = errors
        self.action = action
        self.hidden = hidden
    }
}

/// What the template `implementation` is given.
package struct ImplementationContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// What has been told already.
    package var done: [String]
    /// Where it can be changed.
    package var changeURL: String?
    /// The form.
    package var form: ImplementationForm?

    /// All of it, in the order of the properties.
    package init(page: PageFrame, done: [String] = [], changeURL: String? = nil, form: ImplementationForm? = nil) {
        self.page = page
        self.done = done
        self.changeURL = changeURL
        self.form = form
    }
}
