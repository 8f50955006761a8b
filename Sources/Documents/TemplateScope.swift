import Mustache

/// What went wrong during one rendering. swift-mustache renders an unknown name as nothing, so it is noted here.
final class RenderingFaults {
    private(set) var missingKeys: [String] = []
    private(set) var printedStructure = false

    func missed(_ key: String) { missingKeys.append(key) }
    func printed() { printedStructure = true }
}

/// An object on the stack of enclosing objects that a template's names are looked up in, innermost first.
///
/// The outermost is asked last: what it does not hold, none holds. Names with dots are refused when a template is
/// parsed, since they would be looked up past this rule.
struct TemplateScope: MustacheParent, MustacheCustomRenderable {
    let values: [String: TemplateValue]
    let isOutermost: Bool
    let faults: RenderingFaults

    func child(named key: String) -> Any? {
        if let value = values[key] { return value.forMustache(faults) }
        if let value = values[flagging: key] { return value.isPresent }
        if isOutermost { faults.missed(key) }
        return nil
    }

    var isNull: Bool { false }

    var renderText: String {
        faults.printed()
        return ""
    }
}

/// A list on its way into a template.
private struct TemplateSequence: MustacheSequence, MustacheParent, MustacheCustomRenderable {
    let elements: [TemplateValue]
    let faults: RenderingFaults

    func makeIterator() -> Array<Any>.Iterator { elements.map { $0.forMustache(faults) }.makeIterator() }
    func child(named: String) -> Any? { nil }

    var isNull: Bool { false }

    var renderText: String {
        faults.printed()
        return ""
    }
}

/// A name that is known and has no value.
private struct Absent: MustacheParent, MustacheCustomRenderable {
    func child(named: String) -> Any? { nil }
    var renderText: String { "" }
    var isNull: Bool { true }
}

extension TemplateValue {
    fileprivate func forMustache(_ faults: RenderingFaults) -> Any {
        switch self {
        case .text(let text): text.isEmpty ? Absent() : text
        case .flag(let flag): flag
        case .list(let elements): TemplateSequence(elements: elements, faults: faults)
        case .object(let values): TemplateScope(values: values, isOutermost: false, faults: faults)
        case .none: Absent()
        }
    }
}

extension [String: TemplateValue] {
    /// The value that `hasX` asks about, for the key `hasX`.
    fileprivate subscript(flagging key: String) -> TemplateValue? {
        guard key.hasPrefix("has"), let initial = key.dropFirst(3).first, initial.isUppercase else { return nil }
        return self[initial.lowercased() + key.dropFirst(4)]
    }
}
