/// What the template `receipt` is given: an opinion is in.
package struct ReceiptContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// Who gave it.
    package var reviewerName: String
    /// On which seat.
    package var seatTitle: String
    /// Which case.
    package var caseReference: String
    /// `Opinion`, `Findings`, `Abstention` or `Recusal`.
    package var kind: String
    /// When, in words.
    package var receivedAt: String
    /// What to quote.
    package var receiptNumber: String
    /// What was given, to be checked.
    package var summary: [Fact]
    /// Until when it may be replaced, in words.
    package var closes: String
    /// Where it may be replaced; nil once the ballot is closed.
    package var replaceURL: String?
    /// When a draft of another answer was kept, in words; nil where there is none.
    package var draftAt: String?

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, reviewerName: String, seatTitle: String, caseReference: String, kind: String,
        receivedAt: String, receiptNumber: String, summary: [Fact] = [], closes: String, replaceURL: String? = nil,
        draftAt: String? = nil
    ) {
        self.page = page
        self.reviewerName = reviewerName
        self.seatTitle = seatTitle
        self.caseReference = caseReference
        self.kind = kind
        self.receivedAt = receivedAt
        self.receiptNumber = receiptNumber
        self.summary = summary
        self.closes = closes
        self.replaceURL = replaceURL
        self.draftAt = draftAt
    }
}

/// What a replacement changes.
package struct Difference: TemplateContext, Equatable {
    /// The field's label.
    package var field: String
    /// What was given.
    package var before: String
    /// What would stand instead.
    package var after: String

    /// All of it, in the order of the properties.
    package init(
        field: String, before: String, after: String
    ) {
        self.field = field
        self.before = before
        self.after = after
    }
}

/// What the template `confirm-replacement` is given: a second, different opinion while the ballot is open.
package struct ConfirmReplacementContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// When the first was given, in words.
    package var receivedAt: String
    /// What would change.
    package var differences: [Difference]
    /// Where the confirmation posts to.
    package var action: String
    /// Sent along: the whole new opinion, field by field.
    package var hidden: [HiddenField]
    /// Where the first opinion's receipt is.
    package var keepURL: String

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, receivedAt: String, differences: [Difference] = [], action: String,
        hidden: [HiddenField] = [], keepURL: String
    ) {
        self.page = page
        self.receivedAt = receivedAt
        self.differences = differences
        self.action = action
        self.hidden = hidden
        self.keepURL = keepURL
    }
}
