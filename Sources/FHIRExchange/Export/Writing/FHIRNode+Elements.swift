import TumorBoard

extension FHIRNode {
    /// A Coding.
    static func coding(_ system: String?, _ code: String, _ display: String? = nil) -> FHIRNode {
        .fields(["system": text(system), "code": text(code), "display": text(display)])
    }

    /// A CodeableConcept of text and codes.
    static func concept(_ words: String? = nil, _ codings: FHIRNode...) -> FHIRNode {
        .fields(["text": text(words), "coding": list(codings)])
    }

    /// A CodeableConcept of one of this project's own codes.
    static func own(_ system: String, _ code: String, _ words: String? = nil) -> FHIRNode {
        concept(words, coding(ownSystems + system, code))
    }

    /// An Identifier.
    static func identifier(_ system: String, _ value: String) -> FHIRNode {
        .fields(["system": text(system), "value": text(value)])
    }

    /// A Period; nil where neither end is known.
    static func period(_ start: CivilDate?, _ end: CivilDate?) -> FHIRNode? {
        start == nil && end == nil ? nil : .fields(["start": date(start), "end": date(end)])
    }

    /// An Extension with a value, `name` being the value's element such as "valueString".
    static func `extension`(_ url: String, _ name: String, _ value: FHIRNode?) -> FHIRNode? {
        value.map { .object(["url": .string(url), name: $0]) }
    }

    /// The extension by which an element says that its value is unknown.
    static let absent: FHIRNode = .object([
        "extension": .array([
            .object([
                "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown",
            ])
        ])
    ])

    /// The `dataAbsentReason` of an Observation whose value was not presented.
    static let notPresented: FHIRNode = concept(
        "not presented to the board",
        coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", "unknown", "Unknown"))

    /// A quantity in a UCUM unit.
    static func quantity(_ value: Double, _ unit: String, comparator: String? = nil) -> FHIRNode {
        let number: FHIRNode = Int(exactly: value).map(FHIRNode.integer) ?? .decimal(value)
        return .fields([
            "value": number, "comparator": text(comparator), "unit": text(unit),
            "system": "http://unitsofmeasure.org", "code": text(unit),
        ])
    }

    /// Annotations, one a text.
    static func notes(_ texts: [String?]) -> FHIRNode {
        list(texts.map { words in text(words).map { .object(["text": $0]) } })
    }

    /// A generated narrative: a paragraph each, or a list of items; nil where there is nothing to tell.
    static func narrative(_ paragraphs: [String], asList: Bool = false) -> FHIRNode? {
        let shown = paragraphs.compactMap { paragraph -> String? in
            guard case .string(let clean)? = text(paragraph) else { return nil }
            return escaped(clean)
        }
        guard !shown.isEmpty else { return nil }
        let body =
            asList
            ? "<ul>" + shown.map { "<li>\($0)</li>" }.joined() + "</ul>"
            : shown.map { "<p>\($0)</p>" }.joined()
        return .object([
            "status": "generated", "div": .string("<div xmlns=\"http://www.w3.org/1999/xhtml\">\(body)</div>"),
        ])
    }

    /// Text inside XHTML; the line breaks of a paragraph are kept.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\n", "\r\n", "\r": escaped += "<br/>"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
