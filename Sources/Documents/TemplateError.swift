/// Why a template could not be read or filled.
package enum TemplateError: Error, Equatable, CustomStringConvertible {
    /// A template file could not be read.
    case unreadable(path: String, reason: String)
    /// A template file is not well-formed.
    case malformed(file: String, line: Int, reason: String)
    /// No file holds a template of that name, in that language or in English.
    case unknownTemplate(name: String, language: String)
    /// A template asks for a value that it is not given.
    case missingKey(template: String, key: String, at: String)
    /// A template prints as text what is a list or an object.
    case notText(template: String)
    /// The rendered email has no subject line or no text.
    case malformedEmail(template: String, reason: String)

    /// What was wrong, where, and what to do.
    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "cannot read the template \(path): \(reason)"
        case .malformed(let file, let line, let reason):
            "the template \(file) is malformed at line \(line): \(reason)"
        case .unknownTemplate(let name, let language):
            "there is no template \(name).\(language).mustache nor \(name).en.mustache; add one to the Templates folder"
        case .missingKey(let template, let key, let place):
            "the template \(template) asks for {{\(key)}} (\(place)), which it is not given; correct the name or remove it"
        case .notText(let template):
            "the template \(template) prints a list or an object as text; repeat over it with {{#name}}…{{/name}}"
        case .malformedEmail(let template, let reason):
            "the template \(template) is malformed: \(reason)"
        }
    }
}
