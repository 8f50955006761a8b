/// What the board decided about the same cancer before, and what became of it.
package struct PresentedBefore: TemplateContext, Equatable {
    /// Which case, and when.
    package var title: String
    /// What was recommended, chosen and carried out.
    package var facts: [Fact]
    /// What has changed since, a line each.
    package var changes: [String]

    /// All of it, in the order of the properties.
    package init(title: String, facts: [Fact], changes: [String] = []) {
        self.title = title
        self.facts = facts
        self.changes = changes
    }
}
