/// A plain struct that fills one template: each stored property is a key of that name.
///
/// Properties may be `String`, `Bool`, whole numbers, other contexts, arrays and optionals of these.
package protocol TemplateContext: Sendable {}

extension TemplateContext {
    /// The same content as the template sees it.
    package var value: TemplateValue { TemplateValue(reflecting: self) }
}

extension TemplateValue {
    /// - Parameter any: something of a type that ``TemplateContext`` names.
    fileprivate init(reflecting any: Any) {
        let mirror = Mirror(reflecting: any)
        switch any {
        case let value as TemplateValue: self = value
        case let text as String: self = .text(text)
        case let flag as Bool: self = .flag(flag)
        case let number as any BinaryInteger: self = .text("\(number)")
        case is any TemplateContext where mirror.displayStyle == .struct:
            var object: [String: TemplateValue] = [:]
            for case (let name?, let child) in mirror.children { object[name] = TemplateValue(reflecting: child) }
            self = .object(object)
        default:
            switch mirror.displayStyle {
            case .optional: self = mirror.children.first.map { TemplateValue(reflecting: $0.value) } ?? .none
            case .collection: self = .list(mirror.children.map { TemplateValue(reflecting: $0.value) })
            default: self = .text(String(describing: any))
            }
        }
    }
}
