import Foundation
import TumorBoard

/// A value of a FHIR resource in the making. FHIR knows no empty value: what is empty is left out where it is put in.
package indirect enum FHIRNode: Equatable, Sendable {
    case object([String: FHIRNode])
    case array([FHIRNode])
    case string(String)
    case integer(Int)
    case decimal(Double)
    case bool(Bool)

    /// An element of the members that say something.
    static func fields(_ members: KeyValuePairs<String, FHIRNode?>) -> FHIRNode {
        var kept: [String: FHIRNode] = [:]
        for (key, value) in members {
            if let value, !value.isEmpty { kept[key] = value }
        }
        return .object(kept)
    }

    /// A list of the elements that say something.
    static func list(_ elements: [FHIRNode?]) -> FHIRNode {
        .array(elements.compactMap { $0 }.filter { !$0.isEmpty })
    }

    /// Text as FHIR takes it; nil where there is nothing but white space.
    ///
    /// R4's string is `[ \r\n\t\S]+`: validators whose `\S` excludes all Unicode white space refuse a no-break space, so
    /// each such space becomes a plain one. Control characters have no place in a FHIR string.
    static func text(_ text: String?) -> FHIRNode? {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t": scalars.append(scalar)
            case _ where scalar.value < 32 || scalar.value == 127: continue
            case _ where scalar.properties.isWhitespace: scalars.append(" ")
            default: scalars.append(scalar)
            }
        }
        return .string(String(scalars).trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// A date as precise as it is known.
    static func date(_ date: CivilDate?) -> FHIRNode? { date.map { .string($0.description) } }

    /// An instant, in UTC.
    static func instant(_ instant: Date?) -> FHIRNode? {
        instant.map { .string($0.formatted(.iso8601)) }
    }

    /// Whether there is nothing in it.
    package var isEmpty: Bool {
        switch self {
        case .object(let members): members.isEmpty
        case .array(let elements): elements.isEmpty
        case .string(let text): text.isEmpty
        case .integer, .decimal, .bool: false
        }
    }

    /// The member of that name; nil where there is none.
    package subscript(_ key: String) -> FHIRNode? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// Every `reference` in it, at any depth.
    package var references: Set<String> {
        switch self {
        case .object(let members):
            var found = members.values.reduce(into: Set<String>()) { $0.formUnion($1.references) }
            if case .string(let target)? = members["reference"] { found.insert(target) }
            return found
        case .array(let elements): return elements.reduce(into: []) { $0.formUnion($1.references) }
        default: return []
        }
    }
}

extension FHIRNode: ExpressibleByStringLiteral {
    /// A text of the source.
    package init(stringLiteral text: String) { self = .string(text) }
}
