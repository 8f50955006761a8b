import Foundation
import Testing

@testable import Documents

@Suite("Glossary")
struct GlossaryTests {
    @Test("The built-in glossary is long, in order, and explains no word by itself")
    func builtIn() throws {
        let terms = try TemplateLibrary.builtIn.get().glossary("en")
        #expect(terms.count >= 80)
        let names = terms.map { $0.term.lowercased() }
        #expect(Set(names).count == names.count)
        #expect(names == names.sorted())
        for term in terms {
            #expect(term.meaning.count >= 8 && !term.meaning.hasSuffix("."), "\(term.term)")
            #expect(!term.meaning.lowercased().hasPrefix(term.term.lowercased()), "\(term.term)")
        }
    }

    @Test(
        "A word is found in all its forms, and only as a word of its own",
        arguments: [
            ("CT", "The CTs of May", true), ("CT", "the act of", false), ("PET", "your pet may stay", false),
            ("PET", "a PET-CT", true), ("Biopsy", "two biopsies", true), ("Lymph node", "Lymph nodes were free", true),
            ("Trial", "a trialist", false), ("Stoma", "a tracheostoma", true), ("Stoma", "the stomach", false),
            ("Hormone treatment", "without androgen deprivation", true), ("Fractions", "in 20 fractions", true),
        ])
    func found(term: String, text: String, isUsed: Bool) throws {
        let terms = try TemplateLibrary.builtIn.get().glossary("en")
        #expect(try #require(terms.first { $0.term == term }).isUsed(in: text) == isUsed)
    }

    @Test(
        "A hospital's own glossary stands in for the built-in one, in its language; other languages fall back to English"
    )
    func overridden() throws {
        try withTemporaryFolder { folder in
            let own = "# unsere Wörter\nLymphknoten | Lymphknotens: eine kleine Drüse\n"
            try Data(own.utf8).write(to: folder.appending(path: "glossary.de.txt"))
            let library = try TemplateLibrary(overrides: folder)
            #expect(library.glossary("de").map(\.term) == ["Lymphknoten"])
            #expect(library.glossary("de").first?.isUsed(in: "des Lymphknotens") == true)
            #expect(library.glossary("fr").count >= 80)
        }
    }

    @Test(
        "A line that is no entry, or a word that stands twice, is refused with its file and line",
        arguments: [("Stoma: an opening\nno colon here\n", 2), ("Stoma: an opening\n\nstoma: another\n", 3)])
    func malformed(text: String, line: Int) throws {
        try withTemporaryFolder { folder in
            try Data(text.utf8).write(to: folder.appending(path: "glossary.en.txt"))
            let error = #expect(throws: TemplateError.self) { try TemplateLibrary(overrides: folder) }
            guard case .malformed("glossary.en.txt", line, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
