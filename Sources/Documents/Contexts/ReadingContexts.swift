/// What the template `signoff` is given: letter and plan as they would leave, and the signature.
package struct SignOffContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// The letter, unsigned.
    package var letter: LetterContext
    /// The patient's plan, unsigned.
    package var plan: PlanContext
    /// `Majority with dissent, 2 of 3`.
    package var outcome: String
    /// Why, in plain words.
    package var outcomeReasons: [String]
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

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, letter: LetterContext, plan: PlanContext, outcome: String, outcomeReasons: [String] = [],
        openPoints: [String] = [], signerName: String, signerRole: String, typedName: String = "",
        confirmed: Bool = false, errors: [FieldError] = [], action: String, hidden: [HiddenField] = [],
        declineURL: String? = nil
    ) {
        self.page = page
        self.letter = letter
        self.plan = plan
        self.outcome = outcome
        self.outcomeReasons = outcomeReasons
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
    /// Questions about it, asked and to be asked.
    package var questions: PlanQuestionsContext?

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, plan: PlanContext, pdfURL: String? = nil, questions: PlanQuestionsContext? = nil
    ) {
        self.page = page
        self.plan = plan
        self.pdfURL = pdfURL
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
