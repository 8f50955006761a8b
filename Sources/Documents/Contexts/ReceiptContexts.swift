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
    /// What proves later that it was not changed; nil for what was given before there was such a proof.
    package var proof: ReceiptProof?
    /// What the ballot came to and why, once it is closed.
    package var outcome: [String]

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, reviewerName: String, seatTitle: String, caseReference: String, kind: String,
        receivedAt: String, receiptNumber: String, summary: [Fact] = [], closes: String, replaceURL: String? = nil,
        draftAt: String? = nil, proof: ReceiptProof? = nil, outcome: [String] = []
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
        self.proof = proof
        self.outcome = outcome
    }
}

/// What a reviewer keeps to prove later that their opinion was not changed.
package struct ReceiptProof: TemplateContext, Equatable {
    /// The commitment's digest.
    package var digest: String
    /// The nonce in hexadecimal, once the ballot is closed.
    package var nonce: String?
    /// Whether digest, nonce and opinion belong together, in words, once the ballot is closed.
    package var verdict: String?
    /// The key that signed the opinion.
    package var key: String?

    /// All of it, in the order of the properties.
    package init(digest: String, nonce: String? = nil, verdict: String? = nil, key: String? = nil) {
        self.digest = digest
        self.nonce = nonce
        self.verdict = verdict
        self.key = key
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
