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

/// A case that is at risk or late.
package struct ClockRow: TemplateContext, Equatable {
    /// The case's reference.
    package var reference: String
    /// Its page.
    package var url: String
    /// The board that decides it.
    package var board: String
    /// `At risk`, `Breached`.
    package var state: String
    /// Whether a limit has passed.
    package var isLate: Bool
    /// The limit that governs, and how far away it is.
    package var limit: String
    /// Days from the diagnosis.
    package var diagnosis: String
    /// Days from complete records.
    package var records: String
    /// Whose time it was.
    package var whose: String

    /// All of it, in the order of the properties.
    package init(
        reference: String, url: String, board: String, state: String, isLate: Bool = false, limit: String,
        diagnosis: String, records: String, whose: String
    ) {
        self.reference = reference
        self.url = url
        self.board = board
        self.state = state
        self.isLate = isLate
        self.limit = limit
        self.diagnosis = diagnosis
        self.records = records
        self.whose = whose
    }
}
