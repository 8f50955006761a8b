/// A resource of an export. What is set to nothing is left out.
package struct ExportedResource: Equatable, Sendable {
    /// Its type, such as "Condition".
    package let type: String
    /// Its id, the UUID of its `fullUrl`.
    package let id: String
    private var members: [String: FHIRNode]

    /// A resource with its type and id only.
    init(_ type: String, id: String) {
        self.type = type
        self.id = id
        members = ["resourceType": .string(type), "id": .string(id)]
    }

    /// An element of the resource.
    package subscript(_ key: String) -> FHIRNode? {
        get { members[key] }
        set { members[key] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
    }

    /// Claims a profile of mCODE.
    mutating func claim(_ profile: String) {
        self["meta"] = .fields(["profile": .list([.string(CodeSystems.mcode(profile))])])
    }

    /// The resource as a value.
    package var node: FHIRNode { .object(members) }

    /// Where references to it point.
    package var fullURL: String { "urn:uuid:\(id)" }

    /// A reference to it.
    var reference: FHIRNode { .object(["reference": .string(fullURL)]) }

    /// A reference to it that also says whom or what it names.
    func reference(showing display: String) -> FHIRNode {
        .fields(["reference": .string(fullURL), "display": .text(display)])
    }
}
