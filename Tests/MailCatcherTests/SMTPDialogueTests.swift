import Foundation
import Testing

@testable import MailCatcher

@Suite("The catcher's side of a conversation") struct SMTPDialogueTests {
    /// A conversation in progress, with its script.
    private struct Talk {
        var dialogue = SMTPDialogue()
        var faults: CatcherFaults

        init(_ faults: CatcherFaults = .none, greeted: Bool = true) {
            self.faults = faults
            _ = dialogue.begin(&self.faults)
            if greeted { _ = say("EHLO client.example") }
        }

        mutating func say(_ line: String, endedWell: Bool = true, isWhole: Bool = true) -> [SMTPDialogue.Step] {
            dialogue.receive(Data(line.utf8), endedWell: endedWell, isWhole: isWhole, &faults)
        }

        /// The code of the reply to a line.
        mutating func code(_ line: String, endedWell: Bool = true, isWhole: Bool = true) -> String {
            guard case .say(let words)? = say(line, endedWell: endedWell, isWhole: isWhole).first else { return "" }
            return String(words.prefix(3))
        }

        mutating func openBody() {
            for line in ["MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA"] { _ = say(line) }
        }
    }

    @Test("takes a mail and undoes the doubled dots")
    func takes() {
        var talk = Talk()
        talk.openBody()
        for line in ["Subject: x", "", "..dot", "...", "..", "end"] { #expect(talk.say(line) == []) }
        let data = Data("Subject: x\r\n\r\n.dot\r\n..\r\n.\r\nend\r\n".utf8)
        #expect(
            talk.say(".") == [
                .keep(mailFrom: "a@b.example", recipients: ["c@d.example"], data: data), .say("250 2.0.0 kept"),
            ])
    }

    @Test("insists on the order of commands")
    func order() {
        var talk = Talk(greeted: false)
        #expect(talk.code("MAIL FROM:<a@b.example>") == "503")
        #expect(talk.code("HELO client.example") == "250")
        #expect(talk.code("RCPT TO:<c@d.example>") == "503")
        #expect(talk.code("DATA") == "503")
        #expect(talk.code("mail from:<a@b.example> SIZE=1000 BODY=8BITMIME") == "250")
        #expect(talk.code("MAIL FROM:<a@b.example>") == "503")
        #expect(talk.code("DATA") == "503")
        #expect(talk.code("rcpt to: <c@d.example>") == "250")
        #expect(talk.code("RSET") == "250")
        #expect(talk.code("DATA") == "503")
        #expect(talk.code("NOOP") == "250")
        #expect(talk.say("QUIT") == [.say("221 2.0.0 bye"), .hangUp])
    }

    @Test(
        "refuses what is malformed",
        arguments: [
            ("MAIL FROM:a@b.example", "501"), ("MAIL FROM:<a@b.example", "501"),
            ("MAIL FROM:<a@b.example> SIZE=x", "501"),
            ("MAIL FROM:<a@b.example> SIZE=99000000", "552"), ("MAIL FROM:<a@b.example> SMTPUTF8", "555"),
            ("VRFY x", "502"), ("AUTH PLAIN", "502"), ("", "502"), ("STARTTLS", "502"),
        ])
    func malformed(line: String, code: String) {
        var talk = Talk()
        #expect(talk.code(line) == code)
    }

    @Test("refuses, after the dot, a body with bare line ends or overlong lines, and takes the next")
    func badBodies() {
        var talk = Talk()
        for (line, endedWell, isWhole) in [("bare", false, true), ("long", true, false), ("a\rb", true, true)] {
            talk.openBody()
            #expect(talk.say(line, endedWell: endedWell, isWhole: isWhole) == [])
            #expect(talk.code(".") == "554")
        }
        talk.openBody()
        #expect(talk.say(".", endedWell: false) == [])
        #expect(talk.code(".") == "554")
        talk.openBody()
        #expect(talk.say(".").last == .say("250 2.0.0 kept"))
        #expect(talk.code("x", isWhole: false) == "500")
    }

    @Test("asks for the login of its script")
    func login() {
        var talk = Talk(CatcherFaults(login: .init(username: "u", password: "p")))
        #expect(talk.code("MAIL FROM:<a@b.example>") == "530")
        #expect(talk.code("AUTH LOGIN") == "504")
        #expect(talk.code("AUTH PLAIN") == "334")
        #expect(talk.code(Data("\0u\0wrong".utf8).base64EncodedString()) == "535")
        #expect(talk.code("AUTH PLAIN " + Data("\0u\0p".utf8).base64EncodedString()) == "235")
        #expect(talk.code("MAIL FROM:<a@b.example>") == "250")
    }

    @Test("counts its faults down")
    func faults() {
        var talk = Talk(CatcherFaults([.init(.noop, .reply("451 no"), skip: 1, times: 2)]))
        #expect((0..<5).map { _ in talk.code("NOOP") } == ["250", "451", "451", "250", "250"])
        var refusing = Talk(.refuse("C@d.example", "550 5.1.1 no"))
        _ = refusing.say("MAIL FROM:<>")
        #expect(refusing.code("RCPT TO:<c@D.example>") == "550")
        #expect(refusing.code("RCPT TO:<e@d.example>") == "250")
    }
}
