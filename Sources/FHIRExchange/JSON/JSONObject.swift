/// The members of a JSON object: of a document that was read, or put together by hand.
struct JSONObject: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    private enum Storage: Sendable {
        case read(JSONDocument, Int)
        case built([String: JSONValue])
    }

    private var storage: Storage

    /// The object at a place of a document.
    init(_ document: JSONDocument, at index: Int) { storage = .read(document, index) }

    /// An object of those members; of a name that stands twice, the last one.
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        storage = .built(Dictionary(elements, uniquingKeysWith: { $1 }))
    }

    /// The value of a name.
    subscript(_ name: String) -> JSONValue? {
        get {
            switch storage {
            case .read(let document, let index): document.member(name, of: index)
            case .built(let members): members[name]
            }
        }
        set {
            var members: [String: JSONValue]
            switch storage {
            case .read: members = Dictionary(pairs.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
            case .built(let built): members = built
            }
            storage = .built([:])
            members[name] = newValue
            storage = .built(members)
        }
    }

    /// Names and values: in the text's order where there is one, else in the order of the names.
    var pairs: [(key: String, value: JSONValue)] {
        switch storage {
        case .read(let document, let index): document.members(of: index)
        case .built(let members): members.sorted { $0.key < $1.key }
        }
    }

    /// Its names.
    var keys: [String] { pairs.map(\.key) }

    /// Whether it has no member.
    var isEmpty: Bool {
        switch storage {
        case .read(let document, let index): document.memberCount(of: index) == 0
        case .built(let members): members.isEmpty
        }
    }

    /// Whether both hold the same names and values, in whatever order.
    static func == (left: JSONObject, right: JSONObject) -> Bool {
        let pairs = left.pairs, others = right.pairs
        guard pairs.count == others.count else { return false }
        if zip(pairs, others).allSatisfy({ $0.key == $1.key }) {
            return zip(pairs, others).allSatisfy { $0.value == $1.value }
        }
        let byName = Dictionary(others.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
        return pairs.allSatisfy { byName[$0.key] == $0.value }
    }
}

extension JSONObject: Sequence {
    /// Goes through the members.
    func makeIterator() -> IndexingIterator<[(key: String, value: JSONValue)]> { pairs.makeIterator() }
}
