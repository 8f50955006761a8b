/// A small form of its own that asks for a reason: recusal, abstention.
package struct ReasonForm: TemplateContext, Equatable {
    /// Where it posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]
    /// The field `reason`.
    package var reason: TextField

    /// All of it, in the order of the properties.
    package init(
        action: String, hidden: [HiddenField] = [], reason: TextField
    ) {
        self.action = action
        self.hidden = hidden
        self.reason = reason
    }
}

/// What a reviewer typed before and did not give.
package struct DraftNote: TemplateContext, Equatable {
    /// When it was kept, in words.
    package var keptAt: String
    /// Where it is thrown away.
    package var discardAction: String
    /// Sent along.
    package var hidden: [HiddenField]

    /// All of it, in the order of the properties.
    package init(keptAt: String, discardAction: String, hidden: [HiddenField] = []) {
        self.keptAt = keptAt
        self.discardAction = discardAction
        self.hidden = hidden
    }
}

/// An answer that was given on older evidence and is asked for again.
package struct AnswerAgain: TemplateContext, Equatable {
    /// When it was given, in words.
    package var givenAt: String
    /// Why it is asked again, a sentence.
    package var news: String
    /// What changed in the packet since.
    package var differences: [DifferenceRow]
    /// What was answered, label by label.
    package var said: [Fact]
    /// `opinion`, `findings` or `abstention`.
    package var kind: String
    /// Where it is posted that it stands as it was.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]

    /// All of it, in the order of the properties.
    package init(
        givenAt: String, news: String, differences: [DifferenceRow] = [], said: [Fact], kind: String, action: String,
        hidden: [HiddenField] = []
    ) {
        self.givenAt = givenAt
        self.news = news
        self.differences = differences
        self.said = said
        self.kind = kind
        self.action = action
        self.hidden = hidden
    }
}

/// What the template `ballot` is given: the packet as the seat reads it, and the form for the opinion.
package struct BallotContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// Whose opinion is asked.
    package var reviewerName: String
    /// On which seat.
    package var seatTitle: String
    /// Until when, in words.
    package var closes: String
    /// The packet.
    package var packet: PacketContext
    /// The opinion's form, or the findings' form.
    package var form: OpinionForm
    /// Stepping back because of a conflict.
    package var recuse: ReasonForm
    /// Giving no opinion.
    package var abstain: ReasonForm
    /// When an opinion was already given: it would be replaced.
    package var givenAt: String?
    /// The answer on an older packet that is asked for again.
    package var again: AnswerAgain?
    /// What was typed before, where something was.
    package var draft: DraftNote?

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, reviewerName: String, seatTitle: String, closes: String, packet: PacketContext,
        form: OpinionForm, recuse: ReasonForm, abstain: ReasonForm, givenAt: String? = nil,
        again: AnswerAgain? = nil, draft: DraftNote? = nil
    ) {
        self.page = page
        self.reviewerName = reviewerName
        self.seatTitle = seatTitle
        self.closes = closes
        self.packet = packet
        self.form = form
        self.recuse = recuse
        self.abstain = abstain
        self.givenAt = givenAt
        self.again = again
        self.draft = draft
    }
}
