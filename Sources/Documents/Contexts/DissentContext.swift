/// What the template `dissent` is given: how a dissent is recorded, for its author.
package struct DissentContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// Who dissents.
    package var reviewerName: String
    /// The letter's heading: name and seat.
    package var author: String
    /// The letter's sentence about the stance.
    package var stance: String
    /// The author's reasons.
    package var rationale: String
    /// What the patient is told.
    package var toThePatient: String
    /// The field `statement`.
    package var statement: TextField
    /// The statement that stands in the letter now.
    package var stated: String?
    /// Whether it can still be changed.
    package var isOpen: Bool
    /// Where the form posts to.
    package var action: String
    /// Sent along.
    package var hidden: [HiddenField]

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, reviewerName: String, author: String, stance: String, rationale: String,
        toThePatient: String, statement: TextField, stated: String? = nil, isOpen: Bool, action: String,
        hidden: [HiddenField] = []
    ) {
        self.page = page
        self.reviewerName = reviewerName
        self.author = author
        self.stance = stance
        self.rationale = rationale
        self.toThePatient = toThePatient
        self.statement = statement
        self.stated = stated
        self.isOpen = isOpen
        self.action = action
        self.hidden = hidden
    }
}
