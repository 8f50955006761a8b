package import Foundation
import TumorBoard

extension FHIRNode {
    /// Canonical JSON in UTF-8: keys sorted, no white space, so that the same value gives the same bytes.
    package var canonicalJSON: Data {
        var text = ""
        write(to: &text)
        return Data(text.utf8)
    }

    private func write(to text: inout String) {
        switch self {
        case .object(let members):
            text += "{"
            for (place, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if place > 0 { text += "," }
                text.appendQuoted(member.key)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        case .array(let elements):
            text += "["
            for (place, element) in elements.enumerated() {
                if place > 0 { text += "," }
                element.write(to: &text)
            }
            text += "]"
        case .string(let string): text.appendQuoted(string)
        case .integer(let number): text += String(number)
        case .decimal(let number): text += JSONValue.digits(number)
        case .bool(let flag): text += flag ? "true" : "false"
        }
    }
}
