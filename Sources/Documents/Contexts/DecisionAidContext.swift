/// One of several ways that are equally good.
package struct AidOption: TemplateContext, Equatable {
    /// `Radiation treatment`.
    package var name: String
    /// What is done, a sentence each.
    package var what: [String]
    /// What it may do for the patient.
    package var benefits: [String]
    /// What it may do besides.
    package var sideEffects: [String]
    /// How long it takes.
    package var duration: [String]
    /// What it asks of the patient.
    package var burden: [String]

    /// All of it, in the order of the properties.
    package init(
        name: String, what: [String] = [], benefits: [String] = [], sideEffects: [String] = [],
        duration: [String] = [], burden: [String] = []
    ) {
        self.name = name
        self.what = what
        self.benefits = benefits
        self.sideEffects = sideEffects
        self.duration = duration
        self.burden = burden
    }
}

/// What one option means for something that matters to the patient.
package struct AidAnswer: TemplateContext, Equatable {
    /// The option's name.
    package var option: String
    /// What its specialists say; empty where they said nothing.
    package var words: String
    /// Whether they say that it keeps to the wish.
    package var isMet: Bool

    /// All of it, in the order of the properties.
    package init(option: String, words: String = "", isMet: Bool = false) {
        self.option = option
        self.words = words
        self.isMet = isMet
    }
}

/// Something that matters to the patient, held against each option.
package struct AidWish: TemplateContext, Equatable {
    /// In the patient's words.
    package var wish: String
    /// One for each option, in the options' order.
    package var answers: [AidAnswer]

    /// All of it, in the order of the properties.
    package init(wish: String, answers: [AidAnswer]) {
        self.wish = wish
        self.answers = answers
    }
}

/// What the templates `decision-aid` and `decision-aid-body` are given: ways that are equally good, side by side.
///
/// The options stand in the order of the alphabet and look alike, since nothing here may favour one of them.
package struct DecisionAidContext: TemplateContext, Equatable {
    /// The board.
    package var boardName: String
    /// The case's reference.
    package var caseReference: String
    /// The plan's day, in words.
    package var date: String
    /// The patient.
    package var patientName: String
    /// The ways, in the order of the alphabet.
    package var options: [AidOption]
    /// What the patient would like, against each option.
    package var preferences: [AidWish]
    /// What the patient wants to reach, for their own notes.
    package var goals: [String]
    /// The words used.
    package var glossary: [GlossaryEntry]
    /// Whom to call.
    package var contact: Contact
    /// Nil in a draft for sign-off.
    package var signature: Signature?
    /// When the plan is withdrawn: said at the top.
    package var withdrawn: String?
    /// The language's code.
    package var language: String
    /// Whether the language runs from right to left.
    package var isRightToLeft: Bool
    /// Whether it is set in 18 points and more.
    package var isLargePrint: Bool

    /// All of it, in the order of the properties.
    package init(
        boardName: String, caseReference: String, date: String, patientName: String, options: [AidOption],
        preferences: [AidWish] = [], goals: [String] = [], glossary: [GlossaryEntry] = [], contact: Contact,
        signature: Signature? = nil, withdrawn: String? = nil, language: String = "en", isRightToLeft: Bool = false,
        isLargePrint: Bool = false
    ) {
        self.boardName = boardName
        self.caseReference = caseReference
        self.date = date
        self.patientName = patientName
        self.options = options
        self.preferences = preferences
        self.goals = goals
        self.glossary = glossary
        self.contact = contact
        self.signature = signature
        self.withdrawn = withdrawn
        self.language = language
        self.isRightToLeft = isRightToLeft
        self.isLargePrint = isLargePrint
    }
}

/// What the template `decision-aid-page` is given: the decision aid as a page beside the plan.
package struct DecisionAidPageContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// The decision aid.
    package var aid: DecisionAidContext
    /// Back to the plan.
    package var planURL: String
    /// The same as PDF.
    package var pdfURL: String
    /// The page in the other size of print.
    package var otherPrintURL: String

    /// All of it, in the order of the properties.
    package init(page: PageFrame, aid: DecisionAidContext, planURL: String, pdfURL: String, otherPrintURL: String) {
        self.page = page
        self.aid = aid
        self.planURL = planURL
        self.pdfURL = pdfURL
        self.otherPrintURL = otherPrintURL
    }
}
