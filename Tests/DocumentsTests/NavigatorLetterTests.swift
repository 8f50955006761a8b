import Foundation
import Testing

@testable import Documents

@Suite("Letters of a navigator")
struct NavigatorLetterTests {
    let library: TemplateLibrary

    init() throws { library = try TemplateLibrary.builtIn.get() }

    /// Facts of an invented case of which everything is known.
    private static func known(_ kind: NavigatorLetterKind) -> NavigatorLetterContext {
        var letter = NavigatorLetterContext()
        letter.boardName = "Breast Tumor Board"
        letter.siteName = "Hospital of the North"
        letter.siteAddress = "Tumor Board Office, Birkenweg 4, 13353 Berlin"
        letter.caseReference = "C-0042"
        letter.date = "2 November 2026"
        letter.recipients = ["Dr Rosa Weber", "Praxis am Markt"]
        letter.opening = "Dear Dr Rosa Weber,"
        letter.patientName = "Elin <Åse> Lindqvist"
        letter.dateOfBirth = "14 March 1961"
        letter.identifiers = [Fact(label: "Hospital number", value: "77-1042")]
        letter.senderName = "Ida Sommer"
        letter.senderPhone = "+49 30 5550 1701"
        letter.senderEmail = "navigator@hospital.example"
        letter.diagnosis = "Invasive carcinoma of the left breast"
        letter.stage = "Clinical: cT2 cN1 cM0, stage IIB"
        letter.consentDate = "28 October 2026"
        letter.consentScope = "Records of the last two years and the tissue of the biopsy."
        letter.records = [
            RequestedRecord(what: "Pathology report", why: "every recommendation rests on it."),
            RequestedRecord(what: "Images", why: "the board looks at them itself."),
        ]
        letter.material = ["Biopsy of the left breast, 12 October 2026, Institute of Pathology Mitte"]
        letter.due = "9 November 2026"
        letter.payer = "Northern Mutual"
        letter.member = "NM-88 1234"
        letter.coveragePlan = "Family plan"
        letter.test = "Gene expression profile of the tumour"
        letter.reason = "The result decides whether chemotherapy can be left out."
        letter.procedureCodes = ["00000 as an example"]
        letter.diagnosisCodes = ["C50.4"]
        letter.notPresented = ["Slides or blocks"]
        letter.sessionDate = "3 November 2026, 15:00 (Berlin time)"
        letter.companion = "Nils Lindqvist"
        letter.wantsLittleTravel = true
        letter.isListed = true
        letter.isForPatient = kind.reader == .patient
        return letter
    }

    @Test("Each letter is the approved one, as text and as a page", arguments: NavigatorLetterKind.allCases)
    func approved(kind: NavigatorLetterKind) throws {
        let letter = try library.letter(kind, Self.known(kind))
        try Golden.expect(letter.text, is: "letter-\(kind.rawValue).txt")
        try Golden.expect(letter.html, is: "letter-\(kind.rawValue).html")
        #expect(letter.blanks.isEmpty)
    }

    @Test("What is missing is a blank in both forms and is named, and only where the letter shows it")
    func blanks() throws {
        var context = Self.known(.preauthorisation)
        context.member = LetterBlank.mark("the member number")
        context.procedureCodes = [LetterBlank.mark("the CPT code")]
        context.consentDate = LetterBlank.mark("the day of the consent")
        let letter = try library.letter(.preauthorisation, context)
        #expect(letter.blanks == ["the member number", "the CPT code"])
        #expect(letter.text.contains("Member number: \(LetterBlank.printed)\n"))
        #expect(letter.html.contains("<dd><span class=\"blank\">________</span></dd>"))
        for form in [letter.text, letter.html] {
            #expect(!form.contains("\u{E000}") && !form.contains("the member number"))
        }
    }

    @Test("A name cannot become markup, and a value with line breaks no part of its own")
    func escaping() throws {
        var context = Self.known(.preauthorisation)
        context.reason = "First.\n\n## A heading\n- an item"
        let letter = try library.letter(.preauthorisation, context)
        #expect(letter.html.contains("Elin &lt;Åse&gt; Lindqvist") && !letter.html.contains("<Åse>"))
        #expect(letter.text.contains("Elin <Åse> Lindqvist"))
        #expect(letter.text.contains("First. ## A heading - an item\n"))
        #expect(!letter.html.contains("<h2>A heading"))
    }

    @Test("The patient is told something at every milestone, and only what belongs to it")
    func milestones() throws {
        let flags: [WritableKeyPath<NavigatorLetterContext, Bool>] = [
            \.isReceived, \.isRecordsComplete, \.isListed, \.isOpinions, \.isMoreNeeded, \.isPlanReady, \.isEnded,
        ]
        var texts: Set<String> = []
        for flag in flags {
            var context = Self.known(.whatNext)
            context.isListed = false
            context[keyPath: flag] = true
            let text = try library.letter(.whatNext, context).text
            #expect(text.contains("Dear Dr Rosa Weber,") && text.contains("When to call"))
            texts.insert(text)
        }
        #expect(texts.count == flags.count)
    }

    @Test("Sentences to a patient are short", arguments: NavigatorLetterKind.allCases.filter { $0.reader == .patient })
    func shortSentences(kind: NavigatorLetterKind) throws {
        let text = try library.letter(kind, Self.known(kind)).text
        for sentence in text.split(whereSeparator: { ".!?\n".contains($0) }) {
            #expect(sentence.split(separator: " ").count <= 24, "\(sentence)")
        }
    }

    @Test("The letter about a review from afar says that nobody examined the patient")
    func noExamination() throws {
        let letter = try library.letter(.remoteReview, Self.known(.remoteReview))
        #expect(letter.text.contains("No physical examination") && letter.html.contains("did not examine you"))
    }

    @Test("A letter's template without a title is refused, by its name")
    func withoutTitle() throws {
        try withTemporaryFolder { folder in
            try Data("Dear {{patientName}}\n".utf8).write(to: folder.appending(path: "letter-travel.en.mustache"))
            let library = try TemplateLibrary(overrides: folder)
            let error = #expect(throws: TemplateError.self) { try library.letter(.travel, Self.known(.travel)) }
            #expect(error?.description.contains("letter-travel") == true)
        }
    }

    @Test("A hospital's own language stands in for the built-in one")
    func language() throws {
        try withTemporaryFolder { folder in
            let own = "Title: Hilfe bei der Anreise\n\nGuten Tag,\n\nrufen Sie uns an: {{senderPhone}}\n"
            try Data(own.utf8).write(to: folder.appending(path: "letter-travel.de.mustache"))
            var context = Self.known(.travel)
            context.language = "de"
            let letter = try TemplateLibrary(overrides: folder).letter(.travel, context, language: "de")
            #expect(letter.title == "Hilfe bei der Anreise" && letter.html.contains("<html lang=\"de\">"))
            #expect(letter.text.contains("rufen Sie uns an: +49 30 5550 1701"))
            let other = try TemplateLibrary(overrides: folder).letter(.whatNext, context, language: "de")
            #expect(other.html.contains("<html lang=\"en\">"), "its words are English")
        }
    }
}
