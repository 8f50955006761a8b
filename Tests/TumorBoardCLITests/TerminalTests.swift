import Testing

@testable import TumorBoardCLI

@Suite("Text on a terminal") struct TerminalTests {
    @Test(
        "Display width counts columns, not characters",
        arguments: [("abc", 3), ("Yılmaz", 6), ("e\u{301}", 1), ("主任", 4), ("", 0), ("a\u{200D}", 1)])
    func widths(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test("A table keeps its columns aligned, whatever the script")
    func aligned() {
        var table = TextTable(columns: ["who", "what"])
        table.add(["主任", "chair"])
        table.add(["Dr Ö", "member"])
        let lines = table.rendered(width: 40).split(separator: "\n").map(String.init)
        #expect(lines == ["who   what", "────  ──────", "主任  chair", "Dr Ö  member"])
    }

    @Test("A table wraps between words and stays within the width", arguments: [24, 40, 80, 200])
    func fits(width: Int) {
        var table = TextTable(columns: ["case", "reason", "status"])
        table.add(["C-0001", "the pathology report is missing: ask the referring doctor for it", "waiting"])
        table.add(["C-0002", "a-word-that-is-longer-than-any-column-can-be-on-a-narrow-terminal", "listed"])
        let text = table.rendered(width: width)
        for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= width, "\(line)") }
        let joined = text.filter { !$0.isWhitespace }
        #expect(joined.contains("C-0001") && joined.contains("C-0002"))
    }

    @Test("A row with too few cells is filled, one with too many is cut")
    func ragged() {
        var table = TextTable(columns: ["a", "b"])
        table.add(["1"])
        table.add(["1", "2", "3"])
        #expect(table.rendered(width: 20) == "a  b\n─  ─\n1\n1  2\n")
    }

    @Test("A line break in an error does not make two lines of it")
    func oneLine() {
        #expect("no\nsuch  file\n".oneLine == "no such file")
        #expect("abcdef".truncated(to: 4) == "abc…")
        #expect("主任医师".truncated(to: 4) == "主…")
    }
}
