/// What the template `referral` is given: the public form, with what was typed and what was refused.
package struct ReferralFormContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// Where the form posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]
    /// What was refused, in the order of the form.
    package var errors: [FieldError]
    /// Each field by its name, as the partials of fields take it.
    package var fields: TemplateValue

    /// All of it.
    /// - Parameters:
    ///   - texts: fields to type into.
    ///   - choices: fields to choose in.
    package init(
        page: PageFrame, action: String, hidden: [HiddenField], errors: [FieldError], texts: [TextField],
        choices: [ChoiceField]
    ) {
        self.page = page
        self.action = action
        self.hidden = hidden
        self.errors = errors
        var fields: [String: TemplateValue] = [:]
        for field in texts { fields[field.name] = field.value }
        for field in choices { fields[field.name] = field.value }
        self.fields = .object(fields)
    }
}

/// What the template `referral-receipt` is given: a referral by the public form has arrived.
package struct ReferralReceiptContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// What to quote.
    package var reference: String
    /// Whether an email is on its way to the sender.
    package var isMailed: Bool

    /// All of it, in the order of the properties.
    package init(page: PageFrame, reference: String, isMailed: Bool) {
        self.page = page
        self.reference = reference
        self.isMailed = isMailed
    }
}
