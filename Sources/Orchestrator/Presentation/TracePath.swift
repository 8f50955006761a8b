import Documents

/// Where a text stands in what a template is given.
struct TracePath {
    /// The outermost name.
    var top: String
    /// Which element of the outermost list, from 0.
    var index = 0
    /// The innermost name.
    var leaf: String
    /// The whole way, for people: "options 2, benefits".
    var place: String

    /// Whether it names who proposes one of several ways, which says nothing of what is recommended.
    var isAuthor: Bool { top == "ways" && leaf == "by" }

    init(_ top: String) { (self.top, leaf, place) = (top, top, top) }

    func element(_ index: Int) -> TracePath {
        var path = self
        if leaf == top { path.index = index }
        path.place += " \(index + 1)"
        return path
    }

    func named(_ name: String) -> TracePath {
        var path = self
        path.leaf = name
        path.place += ", \(name)"
        return path
    }
}

extension TemplateValue {
    /// The same value with every text in it put through a function that is told where it stands.
    func mapping(_ change: (TracePath, String) -> String) -> TemplateValue {
        guard case .object(let values) = self else { return self }
        var mapped: [String: TemplateValue] = [:]
        for key in values.keys.inReadingOrder { mapped[key] = values[key]?.mapping(TracePath(key), change) }
        return .object(mapped)
    }

    private func mapping(_ path: TracePath, _ change: (TracePath, String) -> String) -> TemplateValue {
        switch self {
        case .text(let text): return .text(change(path, text))
        case .list(let elements):
            return .list(elements.enumerated().map { $1.mapping(path.element($0), change) })
        case .object(let values):
            var mapped: [String: TemplateValue] = [:]
            for key in values.keys.inReadingOrder { mapped[key] = values[key]?.mapping(path.named(key), change) }
            return .object(mapped)
        case .flag, .none: return self
        }
    }
}

extension Collection<String> {
    /// The names in the order in which documents show them.
    fileprivate var inReadingOrder: [String] {
        let order = [
            "recommendation", "intent", "title", "steps", "phases", "support", "refusal", "changes", "lead", "basis",
            "question", "answer", "why", "patientQuestions", "questions", "goals", "preferences", "preference",
            "explanation", "name", "options", "benefits", "sideEffects", "duration", "burden", "what", "who", "by",
        ]
        return sorted { one, other in
            (order.firstIndex(of: one) ?? order.count, one) < (order.firstIndex(of: other) ?? order.count, other)
        }
    }
}
