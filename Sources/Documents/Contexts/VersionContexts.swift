/// What a new version of a document says otherwise than the one that was signed before.
package struct VersionChanges: TemplateContext, Equatable {
    /// The version's number.
    package var version: String
    /// The number of the one before.
    package var former: String
    /// The day on which that one was signed, in words.
    package var formerDate: String
    /// Each difference in one line.
    package var lines: [String]

    /// All of it, in the order of the properties.
    package init(version: String, former: String, formerDate: String, lines: [String]) {
        self.version = version
        self.former = former
        self.formerDate = formerDate
        self.lines = lines
    }
}

/// What was recommended beside the best plan without what the patient refuses.
package struct RefusalView: TemplateContext, Equatable {
    /// What is refused and what stands here.
    package var lead: String
    /// What was recommended first, then the best plan without it.
    package var options: [OptionRow]
    /// Who stands behind it.
    package var basis: [String]

    /// All of it, in the order of the properties.
    package init(lead: String, options: [OptionRow], basis: [String]) {
        self.lead = lead
        self.options = options
        self.basis = basis
    }
}

/// A field of a reviewer's later answer to a plan, with its own label and hint.
package struct AnswerField: TemplateContext, Equatable {
    /// The field's name, and its id.
    package var name: String
    /// What it is about.
    package var label: String
    /// What to write there.
    package var hint: String
    /// What stands there.
    package var value: String
    /// For a preference: the field that says whether the plan keeps to it.
    package var metName: String?
    /// Whether it is said that the plan keeps to it.
    package var isMet: Bool
    /// Whether it is said that it does not.
    package var isUnmet: Bool

    /// All of it, in the order of the properties.
    package init(
        name: String, label: String, hint: String, value: String = "", metName: String? = nil, isMet: Bool = false,
        isUnmet: Bool = false
    ) {
        self.name = name
        self.label = label
        self.hint = hint
        self.value = value
        self.metName = metName
        self.isMet = isMet
        self.isUnmet = isUnmet
    }
}

/// What the template `answer` is given: what an unsigned plan lacks of one reviewer, or was sent back for.
package struct AnswerContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// What is asked and what follows from it.
    package var explanation: [String]
    /// Why the plan was sent back, in the words of whoever did.
    package var returned: String?
    /// The letter as it stands, unsigned.
    package var letter: LetterContext
    /// What was wrong.
    package var errors: [FieldError]
    /// What can be said.
    package var fields: [AnswerField]
    /// Where the form posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, explanation: [String], returned: String? = nil, letter: LetterContext,
        errors: [FieldError] = [], fields: [AnswerField], action: String, hidden: [HiddenField]
    ) {
        self.page = page
        self.explanation = explanation
        self.returned = returned
        self.letter = letter
        self.errors = errors
        self.fields = fields
        self.action = action
        self.hidden = hidden
    }
}

/// Where one line of letter or plan comes from.
package struct SourceLine: TemplateContext, Equatable {
    /// Its number.
    package var number: String
    /// Letter or plan.
    package var document: String
    /// The line.
    package var text: String
    /// Its sources, each in one line.
    package var sources: [String]

    /// All of it, in the order of the properties.
    package init(number: String, document: String, text: String, sources: [String]) {
        self.number = number
        self.document = document
        self.text = text
        self.sources = sources
    }
}
