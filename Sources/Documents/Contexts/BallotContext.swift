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
    /// What changed in the packet since: the opinion is asked again.
    package var changedNote: String?
    /// What a third opinion is asked, in neutral words.
    package var disputed: [String]

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, reviewerName: String, seatTitle: String, closes: String, packet: PacketContext,
        form: OpinionForm, recuse: ReasonForm, abstain: ReasonForm, givenAt: String? = nil,
        changedNote: String? = nil, disputed: [String] = []
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
        self.changedNote = changedNote
        self.disputed = disputed
    }
}
