import Foundation
import Testing
import TumorBoard

@testable import Orchestrator

/// A way of writing CSV and what it holds.
struct CSVCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var text: String
    var form = CSVForm()
    var rows: [[String]]
    var lines: [Int]

    static let all: [CSVCase] = [
        .init(
            testDescription: "line breaks inside quotes", text: "a,b\n1,\"x\ny\"\n2,z\n",
            rows: [["1", "x\ny"], ["2", "z"]], lines: [2, 4]),
        .init(
            testDescription: "quotes written twice", text: "a,b\n1,\"said \"\"yes\"\"\"\n",
            rows: [["1", "said \"yes\""]],
            lines: [2]),
        .init(
            testDescription: "CRLF, inside quotes too", text: "a,b\r\n1,\"x\r\ny\"\r\n2,z\r\n",
            rows: [["1", "x\r\ny"], ["2", "z"]], lines: [2, 4]),
        .init(testDescription: "a byte order mark", text: "\u{FEFF}a,b\n1,2\n", rows: [["1", "2"]], lines: [2]),
        .init(
            testDescription: "a byte order mark before a quote", text: "\u{FEFF}\"a\",b\n1,2\n", rows: [["1", "2"]],
            lines: [2]),
        .init(
            testDescription: "semicolons, told from the header", text: "a;b\n1,5;2\n", rows: [["1,5", "2"]], lines: [2]),
        .init(testDescription: "tabs with empty fields", text: "a\tb\tc\n\t\tx\n", rows: [["", "", "x"]], lines: [2]),
        .init(testDescription: "bars", text: "a|b\n1|2\n", rows: [["1", "2"]], lines: [2]),
        .init(
            testDescription: "a delimiter inside a quoted header", text: "\"a, and; more\";b\n1;2\n",
            rows: [["1", "2"]],
            lines: [2]),
        .init(testDescription: "no line break at the end", text: "a,b\n1,2", rows: [["1", "2"]], lines: [2]),
        .init(testDescription: "an empty last field at the end", text: "a,b\n1,", rows: [["1", ""]], lines: [2]),
        .init(testDescription: "an empty quoted last field", text: "a,b\n1,\"\"", rows: [["1", ""]], lines: [2]),
        .init(
            testDescription: "blank lines", text: "a,b\n\n1,2\n   \n3,4\n", rows: [["1", "2"], ["3", "4"]],
            lines: [3, 5]),
        .init(testDescription: "old line ends", text: "a,b\r1,2\r", rows: [["1", "2"]], lines: [2]),
        .init(testDescription: "a header and no row", text: "a,b\n", rows: [], lines: []),
    ]
}

/// A broken file and what its message must say.
struct BrokenCSV: CustomTestStringConvertible, Sendable {
    var data: Data
    let message: String
    var testDescription: String { message }

    init(_ text: String, _ message: String) {
        data = Data(text.utf8)
        self.message = message
    }

    static let all: [BrokenCSV] = [
        .init("a,b\n1,2\n3,\"never closed\n4,5\n", "x.csv:3: a quote in the row that begins here is never closed"),
        .init("a,b\n1,2\n3,5\" needle\n", "x.csv:3: the quotes in the row that begins here are broken"),
        .init("a,b\n\"1\"2,3\n", "x.csv:2: the quotes in the row that begins here are broken"),
        .init("", "x.csv: it is empty"),
        .init("\n \n", "x.csv: it is empty"),
        .init("a,b\n1,x\u{0}\n", "x.csv: it holds zero bytes; if it is UTF-16"),
        .init("a,b\n1,\u{301}x\n", "x.csv:2: a quote or delimiter is followed by a combining mark"),
        .init("a,b\n1,\"\u{200D}x\"\n", "x.csv:2: a quote or delimiter is followed by a combining mark"),
    ]
}

@Suite("Tables in CSV") struct CSVTableTests {
    @Test("Each way of writing gives the same cells, and each row knows its line", arguments: CSVCase.all)
    func ways(_ way: CSVCase) throws {
        let table = try CSVTable(Data(way.text.utf8), file: "x.csv", form: way.form)
        #expect(table.rows.map(\.fields) == way.rows)
        #expect(table.rows.map(\.line) == way.lines)
        #expect(table.problems.isEmpty)
    }

    @Test("A broken file is refused with its line", arguments: BrokenCSV.all)
    func broken(_ file: BrokenCSV) {
        let error = #expect(throws: FileProblem.self) { try CSVTable(file.data, file: "x.csv") }
        #expect(error?.description.hasPrefix(file.message) == true, "\(error?.description ?? "")")
    }

    @Test("A row with too few or too many fields is left out and named, and the others stay")
    func ragged() throws {
        let table = try CSVTable(Data("a,b,c\n1,2\n1,2,3\n1,2,3,4\n".utf8), file: "x.csv")
        #expect(table.rows.map(\.line) == [3])
        #expect(table.problems.count == 2)
        #expect(table.problems.first?.hasPrefix("x.csv line 2: it has 2 fields and the header has 3") == true)
        #expect(table.problems.last?.hasPrefix("x.csv line 4: it has 4 fields") == true)
    }

    @Test("Letters outside ASCII are read in the encoding that the mapping names, and no other is guessed")
    func encodings() throws {
        let latin = try #require("name;ort\nMüller;Köln\n".data(using: .isoLatin1))
        let refused = #expect(throws: FileProblem.self) { try CSVTable(latin, file: "x.csv") }
        #expect(refused?.description.contains("not utf-8 text; write its encoding") == true)
        let table = try CSVTable(latin, file: "x.csv", form: CSVForm(encoding: .latin1))
        #expect(table.rows.first?.fields == ["Müller", "Köln"])
        let windows = Data([0x61, 0x0A, 0x93, 0x78, 0x94, 0x0A])  // “x” in typographic quotes
        #expect(try CSVTable(windows, file: "x.csv", form: CSVForm(encoding: .windows1252)).rows[0].fields == ["“x”"])
        let utf16 = try #require("a,b\n1,ä\n".data(using: .utf16))
        #expect(try CSVTable(utf16, file: "x.csv", form: CSVForm(encoding: .utf16)).rows[0].fields == ["1", "ä"])
    }

    @Test("Any table that is written with quotes comes back cell by cell and line by line", arguments: 1...40)
    func roundTrip(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let pieces = ["a", "Ä", "漢", "\"", ",", ";", "\t", "\n", "\r\n", " ", "12", "é", "👩‍⚕️", "'", "|"]
        let width = Int.random(in: 1...5, using: &random)
        let ends = ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
        let delimiter = [",", ";", "\t"].randomElement(using: &random) ?? ","
        var text = (0..<width).map { "column\($0)" }.joined(separator: delimiter) + ends
        var rows: [[String]] = []
        var lines: [Int] = []
        var line = 2
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            let row = (0..<width).map { _ in
                "x"
                    + (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in pieces.randomElement(using: &random)
                    }
                    .joined()
            }
            rows.append(row)
            lines.append(line)
            text +=
                row.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: delimiter) + ends
            line += 1 + row.reduce(0) { sum, cell in sum + cell.count { $0 == "\n" || $0 == "\r\n" } }
        }
        let table = try CSVTable(
            Data(text.utf8), file: "x.csv", form: CSVForm(delimiter: delimiter.first))
        #expect(table.rows.map(\.fields) == rows, "seed \(seed)")
        #expect(table.rows.map(\.line) == lines, "seed \(seed)")
    }

    @Test("No damage to a file makes the reader crash or hang", arguments: 1...8)
    func damage(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let folder = try #require(ExtractFiles.sample)
        let files = try ExtractFolder.files(in: folder)
        let mapping = try ExtractMappingReader().read(
            try Data(contentsOf: folder.appending(path: "mapping.yaml")), fileName: "mapping.yaml")
        let reader = ExtractReader(mapping: mapping, asOf: try CivilDate("2026-10-26"))
        var refused = 0
        var read = 0
        for _ in 0..<150 {
            var damaged = files
            let index = Int.random(in: files.indices, using: &random)
            var bytes = files[index].data
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1:
                    bytes.insert([0x22, 0x3B, 0x0A, 0x0D, 0xCC, 0xEF].randomElement(using: &random) ?? 0, at: place)
                case 2: bytes = Data(bytes.prefix(place))
                default: bytes.append(bytes[..<place])
                }
            }
            damaged[index] = ExtractFile(name: files[index].name, data: bytes)
            do throws(ExtractRefusal) {
                read += try reader.read(damaged, caseID: "C-1").count
            } catch {
                #expect(!error.description.isEmpty)
                refused += 1
            }
        }
        #expect(refused > 0 && read > 0, "seed \(seed): \(refused) refused, \(read) read")
    }
}

/// A generator whose run is repeatable (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
