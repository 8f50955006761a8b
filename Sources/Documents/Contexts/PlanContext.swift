/// A word of medicine in plain words.
package struct GlossaryEntry: TemplateContext, Equatable {
    /// The word.
    package var term: String
    /// What it means.
    package var meaning: String

    /// All of it, in the order of the properties.
    package init(
        term: String, meaning: String
    ) {
        self.term = term
        self.meaning = meaning
    }
}

/// What the templates `plan` and `plan-body` are given: the patient's plan, in plain language.
package struct PlanContext: TemplateContext, Equatable {
    /// The board.
    package var boardName: String
    /// The case's reference.
    package var caseReference: String
    /// The plan's day, in words.
    package var date: String
    /// The patient.
    package var patientName: String
    /// `Dear Mrs Lindqvist`.
    package var greeting: String
    /// The specialists who looked: `Dr Ines Duarte, surgeon`.
    package var reviewers: [String]
    /// What the team looked at: `the CT scan of 3 March`.
    package var lookedAt: [String]
    /// What the team did not have, in plain words.
    package var notPresented: [String]
    /// Paragraphs in plain words.
    package var recommendation: [String]
    /// The treatment's steps in order, in plain words.
    package var steps: [String]
    /// Whether several options are equally good and the patient chooses.
    package var isChoice: Bool
    /// Why, in plain words.
    package var why: [String]
    /// What matters most to the patient, in their words.
    package var goals: [String]
    /// Every question that the patient asked.
    package var questions: [QuestionAnswer]
    /// Every preference that the patient stated.
    package var preferences: [PreferenceAnswer]
    /// The recommendation and the alternatives, side by side.
    package var options: [OptionRow]
    /// Where the team did not all agree, in plain words; empty when all did.
    package var disagreement: [String]
    /// What could change this plan, in plain words.
    package var conditions: [String]
    /// What happens next and by when.
    package var nextSteps: [NextStep]
    /// The words used.
    package var glossary: [GlossaryEntry]
    /// Whom to call.
    package var contact: Contact
    /// Nil in a draft for sign-off.
    package var signature: Signature?
    /// When it is withdrawn: said at the top, in plain words.
    package var withdrawn: String?
    /// What differs from the version signed before.
    package var changes: VersionChanges?
    /// What was recommended beside the best plan without what the patient refuses.
    package var refusal: RefusalView?
    /// The language's code.
    package var language: String
    /// Whether the language runs from right to left.
    package var isRightToLeft: Bool
    /// Whether it is set in 18 points and more.
    package var isLargePrint: Bool

    /// All of it, in the order of the properties.
    package init(
        boardName: String, caseReference: String, date: String, patientName: String, greeting: String,
        reviewers: [String] = [], lookedAt: [String] = [], notPresented: [String] = [],
        recommendation: [String] = [], steps: [String] = [], isChoice: Bool = false, why: [String] = [],
        goals: [String] = [], questions: [QuestionAnswer] = [], preferences: [PreferenceAnswer] = [],
        options: [OptionRow] = [], disagreement: [String] = [], conditions: [String] = [],
        nextSteps: [NextStep] = [], glossary: [GlossaryEntry] = [], contact: Contact, signature: Signature? = nil,
        withdrawn: String? = nil, language: String = "en", isRightToLeft: Bool = false,
        isLargePrint: Bool = false
    ) {
        self.boardName = boardName
        self.caseReference = caseReference
        self.date = date
        self.patientName = patientName
        self.greeting = greeting
        self.reviewers = reviewers
        self.lookedAt = lookedAt
        self.notPresented = notPresented
        self.recommendation = recommendation
        self.steps = steps
        self.isChoice = isChoice
        self.why = why
        self.goals = goals
        self.questions = questions
        self.preferences = preferences
        self.options = options
        self.disagreement = disagreement
        self.conditions = conditions
        self.nextSteps = nextSteps
        self.glossary = glossary
        self.contact = contact
        self.signature = signature
        self.withdrawn = withdrawn
        self.language = language
        self.isRightToLeft = isRightToLeft
        self.isLargePrint = isLargePrint
    }
}
