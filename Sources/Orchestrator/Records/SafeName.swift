import Foundation

/// A file's name that is safe to show, to log beside nothing else, and to save under on any system.
package struct SafeName: Equatable, Sendable {
    /// The name.
    package let text: String
    private static let longest = 100

    /// Keeps letters, digits, spaces and a few signs of the last part of a name; the ending is the content's own.
    ///
    /// Path parts go, and with them control characters, marks that turn the direction of writing, and invisible
    /// characters: “report\u{202E}fdp.exe” must not show as “reportexe.pdf”.
    package init(_ given: String, kind: FileKind) {
        let last = given.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        var stem = ""
        for scalar in last.precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .decimalNumber,
                .nonspacingMark, .spacingMark:
                stem.unicodeScalars.append(scalar)
            case .spaceSeparator, .connectorPunctuation: stem += scalar == "_" ? "_" : " "
            default: stem += "-.,()+=@".unicodeScalars.contains(scalar) ? String(scalar) : ""
            }
        }
        var parts = stem.split(separator: ".").map { $0.trimmed }.filter { !$0.isEmpty }
        var ending = kind.ending
        if parts.count > 1, let given = parts.last?.lowercased(), given.count <= 5, given.allSatisfy(\.isASCII) {
            if kind.endings.contains(given) { ending = given }
            parts.removeLast()
        }
        stem = parts.joined(separator: "-").split(separator: " ").joined(separator: " ")
        while stem.hasPrefix("-") { stem.removeFirst() }
        stem = String(stem.prefix(Self.longest))
        // a file system counts bytes, and one sign may have many
        while stem.utf8.count > 2 * Self.longest { stem.removeLast() }
        // a few names are devices on Windows
        let device = ["con", "prn", "aux", "nul"].contains(stem.lowercased())
        text = (stem.isEmpty || device ? "file" : stem.trimmed) + "." + ending
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
