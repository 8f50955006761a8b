import Foundation

/// HTML of our own templates, read strictly enough to see an element that is not closed.
struct Markup {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// Where it begins and ends among the tags.
        let first: Int
        var last: Int
        var text = ""

        func isInside(_ other: Element) -> Bool { other.first < first && last < other.last }
    }

    private(set) var elements: [Element] = []
    private(set) var faults: [String] = []

    private static let void: Set<String> = ["meta", "link", "img", "br", "input", "hr", "col", "!doctype"]

    init(_ html: String) {
        var open: [Int] = []
        var count = 0
        var rest = html[...]
        while let match = rest.firstMatch(of: /<(\/?)([!A-Za-z][A-Za-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/) {
            let text = rest[..<match.range.lowerBound].trimmingCharacters(in: .whitespacesAndNewlines)
            if !text.isEmpty { for index in open { elements[index].text += text } }
            rest = rest[match.range.upperBound...]
            count += 1
            let name = match.2.lowercased()
            if match.1.isEmpty {
                elements.append(Element(name: name, attributes: Self.attributes(match.3), first: count, last: count))
                if match.4.isEmpty, !Self.void.contains(name) { open.append(elements.count - 1) }
                if name == "style", let end = rest.firstRange(of: "</style>") { rest = rest[end.lowerBound...] }
            } else if let top = open.last, elements[top].name == name {
                elements[top].last = count
                open.removeLast()
            } else {
                faults.append("</\(name)> closes \(open.last.map { elements[$0].name } ?? "nothing")")
            }
        }
        faults += open.map { "<\(elements[$0].name)> is not closed" }
    }

    private static func attributes(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        for match in text.matches(of: /([A-Za-z][A-Za-z0-9:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/) {
            found[match.1.lowercased()] = String(match.2 ?? match.3 ?? match.4 ?? "")
        }
        return found
    }
}
