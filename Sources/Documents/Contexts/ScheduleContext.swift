/// What the template `schedule` is given: a plan against what is published.
package struct ScheduleContext: TemplateContext, Equatable {
    /// Around it.
    package var page: PageFrame
    /// When it was made.
    package var updated: String
    /// How good it is proved to be.
    package var proof: String
    /// What came of publishing, where that was asked for.
    package var notice: String?
    /// Whether that is a refusal.
    package var isRefusal: Bool
    /// What would change, one table at most.
    package var changes: [DataTable]
    /// What could not be met and what would help, a sentence each.
    package var shortfalls: [String]
    /// Each session's list.
    package var sessions: [DataTable]
    /// Cases of each reviewer and week, one table at most.
    package var loads: [DataTable]
    /// The same as a picture, an SVG element.
    package var picture: String?
    /// Where the form posts to.
    package var action: String
    /// Sent along: which plan was looked at.
    package var hidden: [HiddenField]

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame, updated: String, proof: String, notice: String? = nil, isRefusal: Bool = false,
        changes: [DataTable] = [], shortfalls: [String] = [], sessions: [DataTable] = [], loads: [DataTable] = [],
        picture: String? = nil, action: String, hidden: [HiddenField] = []
    ) {
        self.page = page
        self.updated = updated
        self.proof = proof
        self.notice = notice
        self.isRefusal = isRefusal
        self.changes = changes
        self.shortfalls = shortfalls
        self.sessions = sessions
        self.loads = loads
        self.picture = picture
        self.action = action
        self.hidden = hidden
    }
}
