package import TumorBoard

/// What an import made of a file: a page that a coordinator reads before trusting the draft.
package struct ImportReport: Codable, Equatable, Sendable {
    /// A group of things that were left out.
    package struct IgnoredItem: Codable, Equatable, Sendable {
        /// What and how many, such as "213 Claim".
        package var what: String
        /// Where the first of them is.
        package var path: String
        /// Why they were left out.
        package var why: String

        /// A group of things left out.
        package init(what: String, path: String, why: String) {
            self.what = what
            self.path = path
            self.why = why
        }
    }

    /// One short line a fact, with the resource that it came from.
    package var understood: [String]
    /// What was left out, grouped.
    package var ignored: [IgnoredItem]
    /// Contradictions, gaps and doubts that a person must look at.
    package var problems: [String]

    /// What contradicts itself within the file, both sources named; each is among the problems too.
    package var contradictions: [String]

    /// A report.
    package init(
        understood: [String] = [], ignored: [IgnoredItem] = [], problems: [String] = [], contradictions: [String] = []
    ) {
        self.understood = understood
        self.ignored = ignored
        self.problems = problems
        self.contradictions = contradictions
    }
}

/// A case drafted from a file, with the report of how.
package struct FHIRImport: Equatable, Sendable {
    /// The case as far as the file tells it.
    package var draft: Case
    /// What was understood, ignored and doubtful.
    package var report: ImportReport

    /// A drafted case and its report.
    package init(draft: Case, report: ImportReport) {
        self.draft = draft
        self.report = report
    }
}
