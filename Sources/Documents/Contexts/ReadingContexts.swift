/// How hard a patient's plan is to read, for whoever signs it.
package struct ReadingNote: TemplateContext, Equatable {
    /// A sentence that is harder than the rest.
    package struct Sentence: TemplateContext, Equatable {
        /// The sentence.
        package var text: String
        /// `Dr Ines Duarte, surgeon · 38 words, grade 17.2`.
        package var about: String

        /// All of it, in the order of the properties.
        package init(text: String, about: String) {
            self.text = text
            self.about = about
        }
    }

    /// The measures and what the policy asks for.
    package var summary: String
    /// Whether it is harder than the policy asks for.
    package var isHard: Bool
    /// What the reader is to know beside it: `The patient reads Turkish; …`.
    package var remark: String?
    /// The hardest sentences.
    package var sentences: [Sentence]

    /// All of it, in the order of the properties.
    package init(summary: String, isHard: Bool, remark: String? = nil, sentences: [Sentence] = []) {
        self.summary = summary
        self.isHard = isHard
        self.remark = remark
        self.sentences = sentences
    }
}

/// What the template `signoff` is given: letter and plan as they would leave, and the signature.
package struct SignOffContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// The letter, unsigned.
    package var letter: LetterContext
    /// The patient's plan, unsigned.
    package var plan: PlanContext
    /// What else leaves with them: the decision aid where the patient chooses.
    package var aid: DecisionAidContext?
    /// The summary, where the patient agreed that their own doctor gets it.
    package var summary: SummaryContext?
    /// `Majority with dissent, 2 of 3`.
    package var outcome: String
    /// Why, in plain words.
    package var outcomeReasons: [String]
    /// How hard the patient's plan is to read; nil where nothing is measured.
    package var reading: ReadingNote?
    /// What hinders signing; the form is shown only when there is none.
    package var openPoints: [String]
    /// Who is asked to sign.
    package var signerName: String
    /// Chair, or delegate of the chair.
    package var signerRole: String
    /// What was typed before.
    package var typedName: String
    /// Whether the box was ticked before.
    package var confirmed: Bool
    /// What was wrong.
    package var errors: [FieldError]
    /// Where the form posts to.
    package var action: String
    /// Sent along: the digest of what is signed.
    package var hidden: [HiddenField]
    /// Where a POST with a reason sends it back.
    package var declineURL: String?
    /// Whom it can be sent back to.
    package var addressees: [Choice] = []
    /// What was typed as the reason before.
    package var reason = ""
    /// That it was sent back and not changed since.
    package var sentBack: String?
    /// Where each line of letter and plan comes from.
    package var sources: [SourceLine] = []
    /// Lines, or words in them, that no opinion, fact or rule gives.
    package var untraced: [String] = []

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, letter: LetterContext, plan: PlanContext, aid: DecisionAidContext? = nil,
        summary: SummaryContext? = nil, outcome: String, outcomeReasons: [String] = [],
        reading: ReadingNote? = nil, openPoints: [String] = [], signerName: String, signerRole: String,
        typedName: String = "",
        confirmed: Bool = false, errors: [FieldError] = [], action: String, hidden: [HiddenField] = [],
        declineURL: String? = nil
    ) {
        self.page = page
        self.letter = letter
        self.plan = plan
        self.aid = aid
        self.summary = summary
        self.outcome = outcome
        self.outcomeReasons = outcomeReasons
        self.reading = reading
        self.openPoints = openPoints
        self.signerName = signerName
        self.signerRole = signerRole
        self.typedName = typedName
        self.confirmed = confirmed
        self.errors = errors
        self.action = action
        self.hidden = hidden
        self.declineURL = declineURL
    }
}

/// What the template `patient-plan` is given: the plan as a page, behind its second factor.
package struct PatientPlanContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// The plan.
    package var plan: PlanContext
    /// The same as PDF.
    package var pdfURL: String?
    /// The page in the other size of print.
    package var otherPrintURL: String?
    /// The decision aid, where the patient chooses.
    package var aidURL: String?
    /// Questions about it, asked and to be asked.
    package var questions: PlanQuestionsContext?

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, plan: PlanContext, pdfURL: String? = nil, otherPrintURL: String? = nil, aidURL: String? = nil,
        questions: PlanQuestionsContext? = nil
    ) {
        self.page = page
        self.plan = plan
        self.pdfURL = pdfURL
        self.otherPrintURL = otherPrintURL
        self.aidURL = aidURL
        self.questions = questions
    }
}

/// What the template `letter-page` is given: the letter as a page.
package struct LetterPageContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// The letter.
    package var letter: LetterContext
    /// The same as PDF.
    package var pdfURL: String?

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, letter: LetterContext, pdfURL: String? = nil
    ) {
        self.page = page
        self.letter = letter
        self.pdfURL = pdfURL
    }
}
