import Foundation
import Testing

@testable import Documents

@Suite("Emails")
struct EmailTests {
    let library: TemplateLibrary

    init() throws { library = try TemplateLibrary.builtIn.get() }

    private static var facts: MailFacts {
        var facts = MailFacts(
            boardName: "Colorectal Tumor Board", coordinatorName: "the board’s office",
            coordinatorPhone: "+49 30 5550 1700", recipientName: "Dr Amara Okafor")
        facts.caseReference = "TB-7K2M"
        facts.link = "https://board.example/l/v1.k1.AAAA"
        facts.sessionDate = "Thursday, 26 November 2026, 14:00 (Europe/Berlin)"
        facts.minutes = "90"
        facts.place = "Conference room 1 and video"
        facts.closes = "Wednesday, 25 November 2026, 14:00 (Europe/Berlin)"
        facts.expires = "10 December 2026"
        facts.seat = "medical oncologist"
        facts.coveredName = "Dr Paul Weiss"
        facts.reason = "Somebody else could not answer in time."
        facts.due = "Friday, 27 November 2026"
        facts.task = "Please call the referring clinic."
        facts.code = "481 516"
        facts.codeMinutes = "10"
        facts.secondFactor = "the passphrase that you chose when you came to us"
        facts.records = ["pathology report", "CT of the chest (images and report)"]
        facts.repetition = "3"
        return facts
    }

    @Test("Each email is the approved one", arguments: MailKind.allCases)
    func approved(kind: MailKind) throws {
        let email = try library.email(kind, Self.facts)
        let whole = "Subject: \(email.subject)\n\n\(email.text)\n\(email.html)"
        try Golden.expect(whole, is: "mail-\(kind.rawValue).txt")
    }

    @Test("No subject names a case", arguments: MailKind.allCases)
    func subjects(kind: MailKind) throws {
        let email = try library.email(kind, Self.facts)
        #expect(!email.subject.contains("TB-7K2M"))
        #expect(!email.subject.contains("\n") && email.subject.count <= 140)
    }

    @Test("The link stands in text and HTML, and nowhere else is an address")
    func link() throws {
        let email = try library.email(.invite, Self.facts)
        #expect(email.text.contains("\nhttps://board.example/l/v1.k1.AAAA\n"))
        #expect(email.html.contains("href=\"https://board.example/l/v1.k1.AAAA\""))
        #expect(!email.html.contains("src="))
    }

    @Test("An email that needs a link does not render without one")
    func missingLink() throws {
        var facts = Self.facts
        facts.link = nil
        #expect(
            throws: TemplateError.missingKey(
                template: "mail-invite", key: "link", at: "mail-invite.en.mustache, line 7")
        ) {
            try library.email(.invite, facts)
        }
    }

    @Test("A line break in a value cannot end the subject nor begin a paragraph")
    func lineBreaks() throws {
        var facts = Self.facts
        facts.boardName = "Board\r\nBcc: everyone@example.org\n\nSecond"
        let email = try library.email(.invite, facts)
        #expect(email.subject.hasPrefix("Board Bcc: everyone@example.org Second: your opinion"))
        #expect(email.text.hasPrefix("Dear Dr Amara Okafor,"))
    }

    @Test("A template without a subject line is refused")
    func noSubject() throws {
        try withTemporaryFolder { folder in
            try Data("Dear {{recipientName}}".utf8).write(to: folder.appending(path: "mail-code.en.mustache"))
            let library = try TemplateLibrary(overrides: folder)
            #expect(throws: TemplateError.self) { try library.email(.code, Self.facts) }
        }
    }
}
