import Foundation
import Yams

/// A YAML document as plain values with their lines: what the cursor walks. (Yams' own nodes are not `Sendable`.)
struct YAMLTree: Sendable {
    /// What stands at a place.
    enum Content: Sendable {
        /// A text; plain where it was written without quotes.
        case scalar(String, plain: Bool)
        /// A list.
        case list([YAMLTree])
        /// Keys with their lines, in the file's order.
        case map([Entry])
    }

    /// A key and its value.
    struct Entry: Sendable {
        /// The key.
        let key: String
        /// The key's line, counted from 1.
        let line: Int?
        /// Its value.
        let value: YAMLTree
    }

    /// What stands here.
    let content: Content
    /// The line, counted from 1.
    let line: Int?

    /// Reads a document.
    /// - Throws: `FileProblem` when it is not UTF-8, not YAML, empty, or uses a key twice.
    init(_ data: Data, file: String) throws(FileProblem) {
        guard let text = String(data: data, encoding: .utf8) else {
            throw FileProblem(file: file, line: nil, field: "", message: "it is not UTF-8 text; save it as UTF-8")
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw Self.problem(error, file: file)
        }
        guard let node else { throw FileProblem(file: file, line: nil, field: "", message: "it is empty") }
        try self.init(node, file: file)
    }

    private init(_ node: Node, file: String) throws(FileProblem) {
        line = node.mark?.line
        switch node {
        case .scalar(let scalar):
            content = .scalar(scalar.string, plain: scalar.style == .plain || scalar.style == .any)
        case .sequence(let sequence):
            var elements: [YAMLTree] = []
            for element in sequence { elements.append(try YAMLTree(element, file: file)) }
            content = .list(elements)
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                guard let name = key.scalar?.string else {
                    throw FileProblem(
                        file: file, line: key.mark?.line, field: "", message: "a key must be a plain word")
                }
                entries.append(Entry(key: name, line: key.mark?.line, value: try YAMLTree(value, file: file)))
            }
            content = .map(entries)
        case .alias:
            throw FileProblem(
                file: file, line: node.mark?.line, field: "",
                message: "an alias (*name) without its anchor; write it out")
        }
    }

    private static func problem(_ error: any Error, file: String) -> FileProblem {
        guard let error = error as? YamlError else {
            return FileProblem(file: file, line: nil, field: "", message: "it cannot be read as YAML: \(error)")
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return FileProblem(
                file: file, line: mark.line, field: "",
                message: "this is not valid YAML (\(problem)); look at indentation, quotes and colons")
        case .duplicatedKeysInMapping(let duplicates, let context):
            return FileProblem(
                file: file, line: context.mark.line, field: duplicates.first ?? "",
                message: "this key stands twice in one place; keep one")
        default:
            return FileProblem(file: file, line: nil, field: "", message: "it cannot be read as YAML: \(error)")
        }
    }
}
