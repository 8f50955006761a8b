import TumorBoard

/// One resource of a bundle, with the ways in which others can point at it.
struct Resource: Sendable {
    /// Its place among the bundle's resources.
    let index: Int
    /// Its type, such as "Condition".
    let type: String
    /// Its logical id.
    let id: String?
    /// The `fullUrl` of its entry.
    let fullURL: String?
    /// Its content.
    let json: JSONValue
    /// Its `code`, read once since every topic asks for it.
    let code: Concept
    /// The last parts of its profiles, such as "mcode-primary-cancer-condition".
    let profiles: [String]

    /// A resource at a place among the others.
    init(index: Int, type: String, fullURL: String?, json: JSONValue) {
        self.index = index
        self.type = type
        self.id = json["id"].text
        self.fullURL = fullURL
        self.json = json
        code = Concept(json["code"])
        profiles = json["meta"]["profile"].items.compactMap { profile in
            profile.text?.split(separator: "/").last.map { String($0.prefix { $0 != "|" }) }
        }
    }

    /// What a person finds it by: "Condition/abc", or its place where it has no id.
    var path: String {
        if let id { return "\(type)/\(id)" }
        return fullURL ?? "\(type) (resource \(index + 1))"
    }

    /// The member of that name.
    subscript(_ key: String) -> JSONValue { json[key] }

    /// Its categories.
    var categories: [Concept] { json["category"].items.map(Concept.init) }

    /// Whether one of its profiles contains the words.
    func hasProfile(_ words: String) -> Bool { profiles.contains { $0.contains(words) } }

    /// Its extensions whose url ends in one of the names; a renamed one is found by either name.
    func extensions(_ names: String...) -> [JSONValue] { json.extensions(names) }

    /// Whether it was entered in error or never took place.
    var isVoid: Bool {
        switch json["status"].text ?? "" {
        case "entered-in-error", "not-done", "cancelled", "draft", "preparation", "not-taken": true
        default: Concept(json["verificationStatus"]).hasCode(in: ["entered-in-error", "refuted"])
        }
    }

    /// When it took place: the first of the usual elements that holds a date.
    var date: CivilDate? {
        for key in [
            "effectiveDateTime", "effectivePeriod", "effectiveInstant", "performedDateTime", "performedPeriod",
            "started", "occurrenceDateTime", "onsetDateTime", "recordedDate", "date", "dateTime", "authoredOn",
            "dateAsserted", "issued",
        ] {
            let value = json[key]
            if value.isNull { continue }
            if let date = CivilDate(fhir: value) ?? CivilDate(fhir: value["start"]) ?? CivilDate(fhir: value["end"]) {
                return date
            }
        }
        return nil
    }
}

extension JSONValue {
    /// Extensions whose url ends in one of the names.
    func extensions(_ names: [String]) -> [JSONValue] {
        self["extension"].items.filter { item in
            guard let url = item["url"].text else { return false }
            return names.contains { url.hasSuffix($0) }
        }
    }
}

extension CivilDate {
    /// The date that a FHIR element holds; nil for a placeholder such as "YYYY-MM-DD" and for anything else.
    init?(fhir value: JSONValue) {
        guard case .string(let text) = value, let date = try? CivilDate(text) else { return nil }
        self = date
    }
}
