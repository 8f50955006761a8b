/// A list of which a page has room for a part.
package struct ShortList: TemplateContext, Equatable {
    /// The part.
    package var items: [String]
    /// `2 more`, where there are.
    package var more: String?

    /// All of it, in the order of the properties.
    package init(items: [String], more: String? = nil) {
        self.items = items
        self.more = more
    }

    /// Whether there is anything.
    package var isEmpty: Bool { items.isEmpty }
}

/// What the templates `summary` and `summary-body` are given: one page for the patient's own doctor.
package struct SummaryContext: TemplateContext, Equatable {
    /// The board.
    package var boardName: String
    /// The case's reference.
    package var caseReference: String
    /// The plan's day, in words.
    package var date: String
    /// Name and place of the patient's own doctor.
    package var recipients: [String]
    /// The patient.
    package var patientName: String
    /// In words.
    package var dateOfBirth: String
    /// As the board takes it to be.
    package var diagnosis: String
    /// With the system and edition; `Not presented` when unknown.
    package var stage: String
    /// `Curative` or `Palliative`.
    package var intent: String
    /// `Unanimous, 3 of 3`.
    package var support: String
    /// Whether several options are equivalent and the patient chooses.
    package var isChoice: Bool
    /// The treatment's steps in order, or the options.
    package var recommendation: [String]
    /// Who, what, by when.
    package var nextSteps: [NextStep]
    /// What would change the recommendation, and until when.
    package var conditions: ShortList
    /// Side effects that those who give the treatment name.
    package var watchFor: ShortList
    /// What was not known.
    package var notPresented: String?
    /// Whom to call.
    package var contact: Contact
    /// Nil in a draft.
    package var signature: Signature?
    /// When it is withdrawn: when and why, said at the top.
    package var withdrawn: String?
    /// How tightly it is set: empty, `dense` or `denser`.
    package var density: String
    /// The language's code.
    package var language: String

    /// All of it, in the order of the properties.
    package init(
        boardName: String, caseReference: String, date: String, recipients: [String] = [], patientName: String,
        dateOfBirth: String, diagnosis: String, stage: String, intent: String, support: String, isChoice: Bool = false,
        recommendation: [String] = [], nextSteps: [NextStep] = [], conditions: ShortList = ShortList(items: []),
        watchFor: ShortList = ShortList(items: []), notPresented: String? = nil, contact: Contact,
        signature: Signature? = nil, withdrawn: String? = nil, density: String = "", language: String = "en"
    ) {
        self.boardName = boardName
        self.caseReference = caseReference
        self.date = date
        self.recipients = recipients
        self.patientName = patientName
        self.dateOfBirth = dateOfBirth
        self.diagnosis = diagnosis
        self.stage = stage
        self.intent = intent
        self.support = support
        self.isChoice = isChoice
        self.recommendation = recommendation
        self.nextSteps = nextSteps
        self.conditions = conditions
        self.watchFor = watchFor
        self.notPresented = notPresented
        self.contact = contact
        self.signature = signature
        self.withdrawn = withdrawn
        self.density = density
        self.language = language
    }
}

/// What the template `summary-page` is given: the summary as a page behind a signed link.
package struct SummaryPageContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// The summary.
    package var summary: SummaryContext
    /// The same as PDF, on one page.
    package var pdfURL: String

    /// All of it, in the order of the properties.
    package init(page: PageFrame, summary: SummaryContext, pdfURL: String) {
        self.page = page
        self.summary = summary
        self.pdfURL = pdfURL
    }
}
