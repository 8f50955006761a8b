/// What a template may be given: text, a yes or no, a list, named values, or something explicitly absent.
///
/// A template that looks up a key which no enclosing object holds fails to render. `.none` and empty text are present
/// but render nothing and count as false; so does an empty list. Beside any list or text `x`, the key `hasX` says
/// whether there is something in it, so that a template can print a heading once above a list.
package indirect enum TemplateValue: Sendable, Equatable {
    /// Text, escaped in HTML.
    case text(String)
    /// Shows a section or hides it.
    case flag(Bool)
    /// A section is repeated for each element.
    case list([TemplateValue])
    /// Named values; inner objects see the names of the outer ones.
    case object([String: TemplateValue])
    /// Present as a name, absent as a value.
    case none

    /// Whether a section over this value shows.
    var isPresent: Bool {
        switch self {
        case .text(let text): !text.isEmpty
        case .flag(let flag): flag
        case .list(let list): !list.isEmpty
        case .object: true
        case .none: false
        }
    }
}

extension TemplateValue: ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// Text.
    package init(stringLiteral value: String) { self = .text(value) }
    /// A yes or no.
    package init(booleanLiteral value: Bool) { self = .flag(value) }
    /// A list.
    package init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
    /// Named values; of two with one name the later counts.
    package init(dictionaryLiteral elements: (String, TemplateValue)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}
