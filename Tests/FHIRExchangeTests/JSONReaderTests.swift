import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

/// A JSON text and what is to become of it.
struct JSONText: CustomTestStringConvertible, Sendable {
    let bytes: [UInt8]
    let fault: String?
    var testDescription: String { String(decoding: bytes.prefix(40), as: UTF8.self) }

    init(_ text: String, fault: String? = nil) { self.init(bytes: Array(text.utf8), fault: fault) }

    init(bytes: [UInt8], fault: String? = nil) {
        self.bytes = bytes
        self.fault = fault
    }

    static let refused: [JSONText] = [
        .init("[1,]", fault: "line 1, column 4: a value is expected"),
        .init("{\"a\":1,}", fault: "line 1, column 8: a name in quotation marks is expected"),
        .init("{\n  \"a\": 1\n  \"b\": 2}", fault: "line 3, column 3: a comma or “}” is expected"),
        .init("{\"ä\" 1}", fault: "line 1, column 6: a colon is expected"),
        .init("[1 2]", fault: "line 1, column 4: a comma or “]” is expected"),
        .init("[1", fault: "line 1, column 3: the text ends here"),
        .init("\"abc", fault: "line 1, column 1: the text ends within the string"),
        .init("{} {}", fault: "line 1, column 4: nothing may follow"),
        .init("[01]", fault: "leading zero"),
        .init("[-]", fault: "a digit is expected"),
        .init("[1.]", fault: "a digit is expected"),
        .init("[1e]", fault: "a digit is expected"),
        .init("[.5]", fault: "a value is expected"),
        .init("[+1]", fault: "a value is expected"),
        .init("[1e999]", fault: "line 1, column 2: the number is too large"),
        .init("[NaN]", fault: "a value is expected"),
        .init("[nul]", fault: "true, false or null"),
        .init("['a']", fault: "a value is expected"),
        .init("// x\n1", fault: "a value is expected"),
        .init("[\"a\tb\"]", fault: "column 4: a control character stands in a string; it is to be written \\u0009"),
        .init("[\"\\x\"]", fault: "followed by none of"),
        .init("[\"\\u12g4\"]", fault: "four hexadecimal digits"),
        .init("[\"\\ud83d\"]", fault: "half of a character"),
        .init("[\"\\ud83dx\"]", fault: "half of a character"),
        .init("[\"\\ude00\"]", fault: "half of a character"),
        .init("[\"\\ud83d\\u0041\"]", fault: "half of a character"),
        .init(bytes: [0x5B, 0x22, 0xC3, 0x22, 0x5D], fault: "line 1, column 3: the bytes are not UTF-8"),
        .init(bytes: [0x22, 0xED, 0xA0, 0x80, 0x22], fault: "not UTF-8"),
        .init(bytes: [0xFF, 0xFE, 0x5B, 0, 0x5D, 0], fault: "UTF-16; save it as UTF-8"),
        .init(bytes: [0x5B, 0x00, 0x5D], fault: "a value is expected"),
        .init(bytes: [0x5B, 0x5D, 0x00], fault: "nothing may follow"),
        .init(String(repeating: "[", count: 201), fault: "line 1, column 201: arrays and objects are nested deeper"),
        .init(String(repeating: "{\"a\":", count: 100_000), fault: "nested deeper"),
    ]
}

@Suite("Reading JSON")
struct JSONReaderTests {
    @Test("What is not JSON is refused with line, column and what was expected", arguments: JSONText.refused)
    func refusal(_ text: JSONText) throws {
        let fault = #expect(throws: JSONFault.self) { try JSONReader.read(text.bytes) }
        #expect(fault?.description.contains(text.fault ?? "–") == true, "\(fault?.description ?? "accepted")")
    }

    @Test("Values are read as they are written")
    func values() throws {
        let text = #"""
            {"s":"a\"\\\/\b\f\n\r\tä\u00e4\ud83d\ude00","n":-12.50,"e":1E+2,"z":-0,"t":true,"f":false,"x":null,
             "l":[1,[2],{}], "\u0073\u0073":"escaped name", "":"no name"}
            """#
        let json = try JSONReader.read(Array(text.utf8)).root
        #expect(json["s"] == .string("a\"\\/\u{8}\u{C}\n\r\tää😀"))
        #expect(json["n"] == .number(-12.5))
        #expect(json["n"].text == "-12.5")
        #expect(json["e"].integer == 100)
        #expect(json["t"].bool == true && json["f"].bool == false && json["x"].isNull && json["nothing"].isNull)
        #expect(json["l"] == .array([.number(1), .array([.number(2)]), .object([:])]))
        #expect(json["ss"].text == "escaped name" && json[""].text == "no name")
        #expect(json.members.keys == ["s", "n", "e", "z", "t", "f", "x", "l", "ss", ""])
    }

    @Test("A byte order mark, white space and a bare value are accepted; 200 levels are")
    func odd() throws {
        #expect(try JSONReader.read([0xEF, 0xBB, 0xBF] + Array(" 1\n".utf8)).root == .number(1))
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(try JSONReader.read(Array(deep.utf8)).root.items.count == 1)
    }

    @Test("A whole number that a double cannot hold keeps every digit; a small one is not rounded away")
    func digits() throws {
        let json = try JSONReader.read(Array("[9007199254740993, 12345678901234567890123, 0.00001, 5.25]".utf8)).root
        #expect(json.items.map(\.text) == ["9007199254740993", "12345678901234567890123", "1e-05", "5.25"])
    }

    @Test("Of a name that stands twice the last value counts, and the import says so")
    func duplicates() throws {
        let document = try JSONReader.read(Array("{\"a\":1,\n\"b\":2,\n\"\\u0061\":3,\"b\":4}".utf8))
        #expect(document.root["a"] == .number(3) && document.root["b"] == .number(4))
        #expect(document.root.members.keys == ["a", "b"])
        #expect(document.duplicateCount == 2)
        #expect(document.duplicates.map(\.line) == [3, 3])
        let many = (0..<3000).map { "\"k\($0 % 2999)\":\($0)" }.joined(separator: ",")
        #expect(try JSONReader.read(Array("{\(many)}".utf8)).duplicateCount == 1)
        let found = try Drafts.read(Drafts.bundle(#"{"resourceType":"Encounter","id":"e","id":"f"}"#))
        #expect(found.report.problems.contains { $0.contains("line 1") && $0.contains("“id” twice") })
        #expect(found.report.contradictions.contains { $0.contains("twice") })
    }

    @Test("Foundation's reader accepts the same files of the corpus and finds the same values in them")
    func corpus() throws {
        guard let corpus = SharedFiles.corpus else { return }
        for expected in CorpusCase.all {
            let data = try expected.data(in: corpus)
            guard data.count < 1_500_000 else { continue }
            let theirs = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
            #expect(try JSONValue(parsing: data) == JSONValue(foundation: theirs), "\(expected.file)")
        }
    }
}

extension JSONValue {
    /// What Foundation's reader found, in our terms.
    init(foundation value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let members as [String: Any]:
            var object: JSONObject = [:]
            for (name, value) in members { object[name] = JSONValue(foundation: value) }
            self = .object(object)
        case let elements as [Any]: self = .array(elements.map(JSONValue.init(foundation:)))
        case let number as NSNumber:
            // Foundation's reader boxes true and false as numbers of type "c".
            // It reads long fractions as decimals, whose doubleValue is a unit or two off in the last place.
            let double = number is NSDecimalNumber ? Double(number.description) : number.doubleValue
            self = number.objCType.pointee == 0x63 ? .bool(number.boolValue) : .number(double ?? number.doubleValue)
        default: self = .null
        }
    }
}
