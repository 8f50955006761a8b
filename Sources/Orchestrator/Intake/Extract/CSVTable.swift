import Foundation
import SwiftCSV

/// How a CSV file is written.
struct CSVForm: Equatable, Sendable {
    /// The character between fields; told from the first line where the mapping names none.
    var delimiter: Character?
    /// How its bytes stand for letters.
    var encoding = Encoding.utf8

    /// The encodings in which hospitals export.
    enum Encoding: String, CaseIterable, Sendable {
        case utf8 = "utf-8"
        case latin1, windows1252
        case utf16 = "utf-16"

        fileprivate var foundation: String.Encoding {
            switch self {
            case .utf8: .utf8
            case .latin1: .isoLatin1
            case .windows1252: .windowsCP1252
            case .utf16: .utf16
            }
        }
    }
}

/// A CSV file as its columns and rows, each row with the line of the file on which it begins.
///
/// SwiftCSV 0.10 parses; what it gets wrong is caught here: it takes a quote that is never closed for the end of the
/// file, fills short rows up and keeps long ones, loses an empty last field where no line break follows, names no line
/// in an error, and does not see a quote or delimiter that a combining mark follows.
struct CSVTable: Sendable {
    /// One row.
    struct Row: Sendable {
        /// The line on which it begins, counted from 1.
        let line: Int
        /// Its fields, as many as there are columns.
        let fields: [String]
    }

    /// The largest file that is read, in bytes.
    static let mostBytes = 200_000_000

    /// The file's name.
    let file: String
    /// The columns.
    let header: [String]
    /// The rows that have a field for each column.
    let rows: [Row]
    /// Rows that were left out, a sentence each.
    let problems: [String]

    /// Parses a file.
    /// - Throws: `FileProblem` where the quoting or the encoding is broken: from there on no row can be trusted.
    init(_ data: Data, file: String, form: CSVForm = CSVForm()) throws(FileProblem) {
        let text = try Self.text(of: data, file: file, encoding: form.encoding)
        let delimiter = form.delimiter.map(CSVDelimiter.character) ?? Self.delimiter(of: text)
        try Self.refuseHiddenMarks(in: text, delimiter: delimiter.rawValue, file: file)
        var all = try Self.rows(of: text, delimiter: delimiter, file: file)
        all.removeAll { row in row.fields.allSatisfy(\.isEmpty) && row.fields.count == 1 }
        guard let first = all.first else {
            throw FileProblem(file: file, line: nil, field: "", message: "it is empty; a header line was expected")
        }
        self.file = file
        header = first.fields.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        var rows: [Row] = []
        var problems: [String] = []
        for row in all.dropFirst() {
            if row.fields.count == header.count {
                rows.append(row)
            } else {
                problems.append(
                    "\(file) line \(row.line): it has \(row.fields.count) fields and the header has \(header.count), so "
                        + "the row was left out. Put fields that hold the delimiter or a line break in quotes.")
            }
        }
        self.rows = rows
        self.problems = problems
    }

    private static func text(
        of data: Data, file: String, encoding: CSVForm.Encoding
    ) throws(FileProblem) -> String {
        func refusal(_ message: String) -> FileProblem {
            FileProblem(file: file, line: nil, field: "", message: message)
        }
        guard data.count <= mostBytes else {
            throw refusal("it is larger than \(mostBytes / 1_000_000) MB; export fewer patients at a time")
        }
        guard encoding == .utf16 || !data.contains(0) else {
            throw refusal("it holds zero bytes; if it is UTF-16, write “encoding: utf-16” for it in the mapping")
        }
        guard var text = String(data: data, encoding: encoding.foundation) else {
            throw refusal(
                "it is not \(encoding.rawValue) text; write its encoding for it in the mapping, one of "
                    + CSVForm.Encoding.allCases.map(\.rawValue).joined(separator: ", "))
        }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        if text.last?.isLineBreak != true { text += "\n" }
        return text
    }

    /// The delimiter that the first line holds most often outside quotes; a comma where it holds none.
    private static func delimiter(of text: String) -> CSVDelimiter {
        var counts: [Character: Int] = [:]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if isQuoted { continue }
            if character.isNewline { break }
            if [",", ";", "\t", "|"].contains(character) { counts[character, default: 0] += 1 }
        }
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return .character(best?.key ?? ",")
    }

    /// The library compares whole characters; a quote with a combining mark on it is another character.
    private static func refuseHiddenMarks(
        in text: String, delimiter: Character, file: String
    ) throws(FileProblem) {
        var line = 1
        for character in text {
            if character.isLineBreak {
                line += 1
            } else if character.unicodeScalars.count > 1,
                character.unicodeScalars.contains(where: { $0 == "\"" || Character($0) == delimiter })
            {
                throw FileProblem(
                    file: file, line: line, field: "",
                    message: "a quote or delimiter is followed by a combining mark, so that the fields cannot be told "
                        + "apart; put the field in quotes, or remove the mark")
            }
        }
    }

    private static func rows(
        of text: String, delimiter: CSVDelimiter, file: String
    ) throws(FileProblem) -> [Row] {
        var rows: [Row] = []
        var line = 1
        do {
            // The header alone is parsed here: the library's views hide ragged rows.
            let csv = try CSV<Enumerated>(string: text, delimiter: delimiter, loadColumns: false, rowLimit: 0)
            try csv.enumerateAsArray(rowLimit: nil) { fields in
                rows.append(Row(line: line, fields: fields))
                line += 1 + fields.reduce(0) { $0 + $1.count(where: \.isLineBreak) }
            }
        } catch {
            throw FileProblem(
                file: file, line: line, field: "",
                message: "the quotes in the row that begins here are broken: put the field in quotes and write each "
                    + "quote inside it twice")
        }
        guard text.count(where: { $0 == "\"" }).isMultiple(of: 2) else {
            throw FileProblem(
                file: file, line: rows.last?.line, field: "",
                message: "a quote in the row that begins here is never closed, so that the rest of the file is in it")
        }
        return rows
    }
}

extension Character {
    /// What ends a line of a CSV file.
    fileprivate var isLineBreak: Bool { self == "\n" || self == "\r\n" || self == "\r" }
}
