/// What the templates `quality` and `quality-report` are given: the figures of a period.
package struct QualityContext: TemplateContext, Equatable {
    /// One figure: a picture, and the table behind it.
    package struct Figure: TemplateContext, Equatable {
        /// Its stable name.
        package var id: String
        /// What it is.
        package var title: String
        /// What is counted, and what is left out.
        package var note: String
        /// An SVG element; nil where the table says all.
        package var picture: String?
        /// The table; exactly one.
        package var tables: [DataTable]

        /// All of it, in the order of the properties.
        package init(id: String, title: String, note: String, picture: String?, tables: [DataTable]) {
            self.id = id
            self.title = title
            self.note = note
            self.picture = picture
            self.tables = tables
        }
    }

    /// Around it on a page; nil for a document.
    package var page: PageFrame?
    /// The board or the site.
    package var boardName: String
    /// Which days, and which boards.
    package var period: String
    /// When it was made.
    package var updated: String
    /// What is said of numbers that are not shown.
    package var suppression: String
    /// Where the form of the page asks for another period; nil for a document.
    package var action: String?
    /// The first day, in the form's field.
    package var from: String
    /// The last day.
    package var to: String
    /// What was wrong with the days asked for.
    package var refusal: String?
    /// The figures.
    package var figures: [Figure]

    /// All of it, in the order of the properties.
    package init(
        page: PageFrame? = nil, boardName: String, period: String, updated: String, suppression: String,
        action: String? = nil, from: String = "", to: String = "", refusal: String? = nil, figures: [Figure]
    ) {
        self.page = page
        self.boardName = boardName
        self.period = period
        self.updated = updated
        self.suppression = suppression
        self.action = action
        self.from = from
        self.to = to
        self.refusal = refusal
        self.figures = figures
    }
}
