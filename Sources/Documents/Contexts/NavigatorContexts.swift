/// A task of a case, with everything that happened to it.
package struct NavigatorTaskRow: TemplateContext, Equatable {
    /// The task's id, for the command line.
    package var id: String
    /// What is to be done.
    package var what: String
    /// What to know about it.
    package var remarks: [String]
    /// Whose it is.
    package var owner: String
    /// By when, in words.
    package var due: String
    /// Whether that has passed.
    package var isLate: Bool
    /// `Open`, `Done`, `Dropped`.
    package var state: String
    /// Its history, oldest first.
    package var history: [EventRow]

    /// All of it, in the order of the properties.
    package init(
        id: String, what: String, remarks: [String] = [], owner: String, due: String, isLate: Bool = false,
        state: String, history: [EventRow] = []
    ) {
        self.id = id
        self.what = what
        self.remarks = remarks
        self.owner = owner
        self.due = due
        self.isLate = isLate
        self.state = state
        self.history = history
    }
}
