import TumorBoard

/// All resources of a file, flattened, indexed once by every way of pointing at them.
struct ResourceSet: Sendable {
    /// In the file's order.
    private(set) var all: [Resource] = []
    /// `Bundle.identifier` values of the outermost bundle.
    private(set) var identifiers: [JSONValue] = []
    /// Entries that hold nothing recognisable.
    private(set) var hollow = 0
    /// Paths that two different resources claim.
    private(set) var clashes: [String] = []

    private var byType: [String: [Int]] = [:]
    private var byKey: [String: Int] = [:]

    /// Flattens bundles inside bundles, bare arrays and single resources.
    /// - Throws: `ImportRefusal.notFHIR` when nothing in it is a resource.
    init(_ document: JSONValue) throws(ImportRefusal) {
        if document["resourceType"].text == "Bundle" { identifiers = document["identifier"].items }
        switch document {
        case .array(let elements):
            for element in elements {
                for inner in element.items { add(inner["resource"].isNull ? inner : inner["resource"], fullURL: nil) }
            }
        case .object: add(document, fullURL: nil)
        default: throw .notFHIR(found: "it holds a single value and no object")
        }
        guard !all.isEmpty else {
            let keys = document.members.keys.sorted().prefix(6).joined(separator: ", ")
            throw .notFHIR(
                found: document["resourceType"].text == "Bundle"
                    ? "its entries hold no resource" : "no resourceType in it, only: \(keys)")
        }
    }

    /// The resources of those types, in the file's order.
    func of(_ types: String...) -> [Resource] {
        let indexes = types.flatMap { byType[$0] ?? [] }
        return (types.count > 1 ? indexes.sorted() : indexes).map { all[$0] }
    }

    /// What a reference points at: urn:uuid, relative, absolute, contained, or by identifier; nil for a display only
    /// and for what the file does not hold.
    func resolve(_ reference: JSONValue, from owner: Resource) -> Resource? {
        if let text = reference["reference"].text ?? (reference.members.isEmpty ? reference.text : nil) {
            if text.hasPrefix("#") {
                let contained = owner["contained"].items.first { "#" + ($0["id"].text ?? "") == text }
                return contained.map {
                    Resource(index: owner.index, type: $0["resourceType"].text ?? "Resource", fullURL: nil, json: $0)
                }
            }
            if let index = byKey[text] ?? byKey[Self.localPart(text)] { return all[index] }
            if text.hasPrefix("urn:uuid:"), let index = byKey["id:\(text.dropFirst(9))"] { return all[index] }
        }
        let identifier = reference["identifier"]
        guard let value = identifier["value"].text else { return nil }
        return byKey["identifier:\(identifier["system"].text ?? "")|\(value)"].map { all[$0] }
    }

    private mutating func add(_ json: JSONValue, fullURL: String?) {
        guard let type = json["resourceType"].text else {
            hollow += 1
            return
        }
        if type == "Bundle" {
            for entry in json["entry"].items {
                let inner = entry["resource"].isNull ? entry : entry["resource"]
                add(inner, fullURL: entry["fullUrl"].text ?? entry["fullURL"].text)
            }
            return
        }
        if type == "Parameters" {
            for parameter in json["parameter"].items where !parameter["resource"].isNull {
                add(parameter["resource"], fullURL: nil)
            }
            return
        }
        let resource = Resource(index: all.count, type: type, fullURL: fullURL, json: json)
        if let id = resource.id, let earlier = byKey["\(type)/\(id)"] {
            if all[earlier].json == json { return }
            clashes.append(resource.path)
        }
        all.append(resource)
        byType[type, default: []].append(resource.index)
        index(resource)
    }

    /// The first to claim a key keeps it.
    private mutating func index(_ resource: Resource) {
        var keys: [String] = []
        if let fullURL = resource.fullURL {
            keys.append(fullURL)
            // A urn:uuid has no local part.
            if fullURL.utf8.contains(0x2F) { keys.append(Self.localPart(fullURL)) }
        }
        if let id = resource.id { keys += ["\(resource.type)/\(id)", "id:\(id)"] }
        for identifier in resource["identifier"].items {
            if let value = identifier["value"].text {
                keys.append("identifier:\(identifier["system"].text ?? "")|\(value)")
            }
        }
        for key in keys where byKey[key] == nil { byKey[key] = resource.index }
    }

    /// "Type/id" of an absolute or versioned url.
    private static func localPart(_ url: String) -> String {
        var parts = url.split(separator: "/")
        if let history = parts.firstIndex(of: "_history") { parts.removeSubrange(history...) }
        return parts.count >= 2 ? parts.suffix(2).joined(separator: "/") : url
    }
}
