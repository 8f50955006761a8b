import TumorBoard

/// A section of the board's document.
struct DocumentSection {
    /// Why a section holds nothing, in R4's words.
    enum Emptiness: String {
        case notAsked = "notasked"
        case unavailable
        case nothing = "nilknown"
        case notStarted = "notstarted"
        case withheld
    }

    /// What a person reads above it.
    let title: String
    /// LOINC's code of the section, where there is one.
    var code: String?
    /// Its sentences.
    var text: [String] = []
    /// Whether the sentences are items of a list.
    var isList = false
    /// What it stands on.
    var entries: [FHIRNode] = []
    /// Why there is nothing, where there is nothing.
    var empty: Emptiness = .unavailable
    /// What a reader is told where there is nothing.
    var emptyWords = "Not presented."
    /// Why there are no entries beside the text, where that is the point of the section.
    var withoutEntries: Emptiness?
    /// Whether the words about nothing stand in a part of their own, so that no reader takes them for the content.
    var keepsEmptyApart = false

    /// The section of a Composition. A section without text or entries gives its reason: cmp-1 and cmp-2.
    var node: FHIRNode {
        let isEmpty = text.isEmpty && entries.isEmpty
        func reason(_ why: Emptiness) -> FHIRNode { .concept(nil, .hl7("list-empty-reason", why.rawValue)) }
        let absence = FHIRNode.narrative([emptyWords])
        let apart = isEmpty && keepsEmptyApart
        return .fields([
            "title": .text(title), "code": code.map { .concept(nil, .loinc($0)) },
            "text": apart ? nil : isEmpty ? absence : .narrative(text, asList: isList),
            "entry": .list(entries), "emptyReason": isEmpty && !apart ? reason(empty) : withoutEntries.map(reason),
            "section": apart
                ? .list([.fields(["title": "Not presented", "text": absence, "emptyReason": reason(empty)])]) : nil,
        ])
    }
}
