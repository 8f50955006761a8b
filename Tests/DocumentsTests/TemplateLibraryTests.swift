import Foundation
import Testing

@testable import Documents

@Suite("Template library")
struct TemplateLibraryTests {
    private func library(_ files: [String: String]) throws -> TemplateLibrary {
        try withTemporaryFolder { folder in
            for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
            return try TemplateLibrary(overrides: folder)
        }
    }

    @Test("A key that nobody gives is an error that names template, key, file and line")
    func missingKey() throws {
        let library = try library(["greeting.en.mustache": "Hello\n{{name}}, {{#place}}in {{town}}{{/place}}"])
        #expect(throws: TemplateError.missingKey(template: "greeting", key: "town", at: "greeting.en.mustache, line 2"))
        {
            try library.html("greeting", ["name": "Ada", "place": ["street": "Elm"]])
        }
    }

    @Test("A key missed inside a partial names the partial's file")
    func missingKeyInPartial() throws {
        let library = try library(["outer.en.mustache": "{{> inner}}", "inner.en.mustache": "\n\n{{absent}}"])
        #expect(throws: TemplateError.missingKey(template: "outer", key: "absent", at: "inner.en.mustache, line 3")) {
            try library.text("outer", [:])
        }
    }

    @Test(
        "A section over a key that nobody gives is an error too",
        arguments: ["{{#x}}a{{/x}}", "{{^x}}a{{/x}}", "{{{x}}}"])
    func missingSection(text: String) throws {
        let library = try library(["t.en.mustache": text])
        #expect(throws: TemplateError.missingKey(template: "t", key: "x", at: "t.en.mustache, line 1")) {
            try library.html("t", ["y": "z"])
        }
    }

    @Test("What is explicitly absent, and what is empty, renders nothing and counts as false")
    func absent() throws {
        let library = try library(["t.en.mustache": "[{{x}}{{#x}}yes{{/x}}{{^x}}no{{/x}}]"])
        for value: TemplateValue in [.none, "", [], false] where value != false && value != [] {
            #expect(try library.text("t", ["x": value]) == "[no]")
        }
        let sections = try self.library(["t.en.mustache": "{{#x}}yes{{/x}}{{^x}}no{{/x}}"])
        for value: TemplateValue in [.none, "", [], false] { #expect(try sections.text("t", ["x": value]) == "no") }
    }

    @Test("hasX says whether a list, a text or an object is there")
    func presence() throws {
        let library = try library(["t.en.mustache": "{{#hasItems}}Items:{{#items}} {{.}}{{/items}}{{/hasItems}}"])
        #expect(try library.text("t", ["items": ["a", "b"]]) == "Items: a b")
        #expect(try library.text("t", ["items": []]) == "")
    }

    @Test("Inner objects see the names of the outer ones, and their own first")
    func scopes() throws {
        let library = try library(["t.en.mustache": "{{#people}}{{name}} of {{board}}; {{/people}}"])
        let context: TemplateValue = ["board": "B", "name": "nobody", "people": [["name": "Ada"], ["name": "Bo"]]]
        #expect(try library.text("t", context) == "Ada of B; Bo of B; ")
    }

    @Test("HTML escapes, text does not, in partials and blocks as well")
    func escaping() throws {
        let library = try library([
            "t.en.mustache": "{{x}}{{> p}}{{<l}}{{$b}}{{x}}{{/b}}{{/l}}", "p.en.mustache": "{{x}}",
            "l.en.mustache": "{{$b}}{{/b}}",
        ])
        #expect(try library.html("t", ["x": "<'\"&>"]) == String(repeating: "&lt;&#39;&quot;&amp;&gt;", count: 3))
        #expect(try library.text("t", ["x": "<'\"&>"]) == String(repeating: "<'\"&>", count: 3))
    }

    @Test("A list printed as text is an error")
    func printedList() throws {
        let library = try library(["t.en.mustache": "{{x}}"])
        #expect(throws: TemplateError.notText(template: "t")) { try library.html("t", ["x": ["a"]]) }
        #expect(throws: TemplateError.notText(template: "t")) { try library.html("t", ["x": ["a": "b"]]) }
    }

    struct Malformed: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let line: Int
    }

    @Test(
        "A malformed template is refused with its file and line",
        arguments: [
            Malformed(testDescription: "closed under another name", text: "a\n{{#x}}\n{{/y}}\n", line: 3),
            Malformed(testDescription: "a dotted name", text: "a\n\n{{x.y}}", line: 3),
            Malformed(testDescription: "an unknown partial", text: "{{> nowhere}}", line: 1),
            Malformed(testDescription: "an unfinished tag", text: "a\n{{x", line: 2),
        ])
    func malformed(example: Malformed) throws {
        let error = #expect(throws: TemplateError.self) { try library(["bad.en.mustache": example.text]) }
        guard case .malformed(let file, let line, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(file == "bad.en.mustache")
        #expect(line == example.line)
    }

    @Test("A language has its own files and falls back to English, file by file")
    func languages() throws {
        let library = try library([
            "t.en.mustache": "Hello {{> who}}", "who.en.mustache": "world", "who.de.mustache": "Welt",
        ])
        #expect(try library.text("t", [:], language: "de") == "Hello Welt")
        #expect(try library.text("t", [:], language: "fr") == "Hello world")
        #expect(throws: TemplateError.unknownTemplate(name: "nothing", language: "de")) {
            try library.text("nothing", [:], language: "de")
        }
    }

    @Test("A hospital's file stands in for the built-in one of its name")
    func overrides() throws {
        let library = try library(["unusable.en.mustache": "ours"])
        #expect(try library.html("unusable", [:]) == "ours")
    }

    @Test("Every file of the folder Templates is built in")
    func builtIn() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Templates")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".mustache")
        }
        #expect(TemplateLibrary.defaultFiles.map(\.name) == files.sorted())
        for (name, contents) in TemplateLibrary.defaultFiles {
            #expect(try contents == Data(contentsOf: folder.appending(path: name)), "\(name) is stale")
        }
    }

    @Test("A context's properties are its keys, nested, with what is nil explicitly absent")
    func contexts() {
        let dissent = Condition(trigger: "t")
        #expect(dissent.value == ["trigger": "t", "expiry": .none])
        let table = DataTable(caption: "c", columns: ["a"], rows: [["1"]])
        #expect(table.value == ["caption": "c", "columns": ["a"], "rows": [["1"]]])
    }
}
