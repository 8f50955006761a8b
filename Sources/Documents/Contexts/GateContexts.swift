/// A hidden value that a form sends along: the token against forged posts.
package struct HiddenField: TemplateContext, Equatable {
    /// The field's name.
    package var name: String
    /// Its value.
    package var value: String

    /// All of it, in the order of the properties.
    package init(
        name: String, value: String
    ) {
        self.name = name
        self.value = value
    }
}

/// What the templates `gate`, `gate-code` and `gate-passphrase` are given: a signed link, before its second factor.
/// Nothing clinical and no name stands on these pages: mail scanners open them.
package struct GateContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// What the link is for: `to give an opinion on a case`.
    package var purpose: String
    /// Where the form posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]
    /// What was wrong with the code or passphrase.
    package var error: String?
    /// How long a code is good for.
    package var codeMinutes: String
    /// Where a POST sends a new code; on `gate-code`.
    package var resendURL: String?
    /// On `gate`: show the passphrase form at once.
    package var asksPassphrase: Bool

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, purpose: String, action: String, hidden: [HiddenField] = [], error: String? = nil,
        codeMinutes: String = "10", resendURL: String? = nil, asksPassphrase: Bool = false
    ) {
        self.page = page
        self.purpose = purpose
        self.action = action
        self.hidden = hidden
        self.error = error
        self.codeMinutes = codeMinutes
        self.resendURL = resendURL
        self.asksPassphrase = asksPassphrase
    }
}

/// What the template `unusable` is given: the one page that every unusable link gets, always the same.
package struct UnusableContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame
    ) {
        self.page = page
    }
}

/// What the template `problem` is given: something went wrong, or is not allowed.
package struct ProblemContext: TemplateContext, Equatable {
    /// Around it; its title is the heading.
    package var page: PageFrame
    /// What happened, in plain words.
    package var explanation: String
    /// What to do now.
    package var suggestion: String
    /// What to quote on the telephone.
    package var reference: String?

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, explanation: String, suggestion: String, reference: String? = nil
    ) {
        self.page = page
        self.explanation = explanation
        self.suggestion = suggestion
        self.reference = reference
    }
}

/// What the template `login` is given.
package struct SignInContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// Where the form posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]
    /// What was wrong.
    package var error: String?
    /// What was typed before.
    package var email: String
    /// Whether a code was sent and is asked for now.
    package var asksCode: Bool

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, action: String, hidden: [HiddenField] = [], error: String? = nil, email: String = "",
        asksCode: Bool = false
    ) {
        self.page = page
        self.action = action
        self.hidden = hidden
        self.error = error
        self.email = email
        self.asksCode = asksCode
    }
}
