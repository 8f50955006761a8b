import Foundation
import Mail
import MailCatcher
import Testing
import TumorBoard

@Suite("A delivery through libcurl") struct SMTPDeliveryTests {
    @Test("brings the same bytes to the server and says what it replied")
    func roundTrip() async throws {
        try await withCatcher { catcher, settings in
            var message = try Sample.message(subject: "Größe – 腫瘍", text: ".dot\n\nGrüße\n")
            message.attachments = [
                Attachment(
                    filename: "plan.pdf", contentType: "application/pdf", data: Data(repeating: 7, count: 90_000))
            ]
            let bytes = try message.encoded()
            let session = SMTPSession(settings: settings)
            #expect(try await session.send(bytes) == .accepted(code: 250, reply: "2.0.0 kept"))
            let caught = try #require(catcher.messages(to: Sample.to).first)
            #expect(caught.data == bytes)
            #expect(caught.mailFrom == Sample.from)
            #expect(caught.recipients == [Sample.to])
            #expect(try ReadMail(caught.data).text == ".dot\n\nGrüße\n")
            session.close()
        }
    }

    @Test(
        "brings raw leading dots and sizes around libcurl's buffers whole",
        arguments: [
            1, 2, 3, 100, 16_384, 65_534, 65_536, 65_548, 131_072, 1_000_000,
        ])
    func dots(size: Int) async throws {
        try await withCatcher { catcher, settings in
            // Lines that begin with dots, in every position against the buffer's edge.
            let unit = Array(".a\r\n..b\r\n.\r\nplain text\r\n...\r\n".utf8)
            var bytes = Data((0..<size).map { unit[$0 % unit.count] })
            while let last = bytes.last, last == 0x0D || last == 0x0A { bytes.removeLast() }
            bytes += Data("\r\n".utf8)
            let outcome = try await SMTPSession(settings: settings).send(bytes)
            #expect(outcome == .accepted(code: 250, reply: "2.0.0 kept"))
            #expect(catcher.messages.map(\.data) == [bytes])
        }
    }

    @Test("goes one after another over one session, in order")
    func order() async throws {
        try await withCatcher { catcher, settings in
            let session = SMTPSession(settings: settings)
            for index in 0..<20 {
                let outcome = try await session.send(Data("Subject: \(index)\r\n\r\n.\r\n".utf8))
                #expect(outcome == .accepted(code: 250, reply: "2.0.0 kept"))
            }
            let subjects = try catcher.messages.map { try ReadMail($0.data).header("Subject") }
            #expect(subjects == (0..<20).map { String($0) })
        }
    }

    @Test(
        "refuses bytes that could be smuggled",
        arguments: [
            "a\nb\r\n", "a\rb\r\n", "a\r\n.\n", "no end", "", "ü\r\n", "nul\u{0}\r\n",
            String(repeating: "x", count: 999) + "\r\n",
        ])
    func smuggling(text: String) async throws {
        try await withCatcher { catcher, settings in
            let outcome = try await SMTPSession(settings: settings).send(Data(text.utf8))
            guard case .failed = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(catcher.messages.isEmpty)
        }
    }

    @Test(
        "refuses to send plain text to another machine, or over STARTTLS that is not offered, or past a bad certificate"
    )
    func security() async throws {
        try await withCatcher { catcher, settings in
            var other = settings
            other.host = "mail.hospital.example"
            let bytes = try Sample.message().encoded()
            guard case .configuration = try await SMTPSession(settings: other).send(bytes) else {
                Issue.record("plain text left the machine")
                return
            }
            other = settings
            other.security = .startTLS
            let refused = try await SMTPSession(settings: other).send(bytes)
            guard case .deferred(let reason) = refused else {
                Issue.record("\(refused)")
                return
            }
            #expect(reason.curlCode == 64)
            #expect(refused.needsAlarm)
            other.security = .implicitTLS
            guard case .deferred = try await SMTPSession(settings: other).send(bytes) else {
                Issue.record("sent over what is not TLS")
                return
            }
            other.caFile = "/nonexistent/authorities.pem"
            guard case .configuration = try await SMTPSession(settings: other).send(bytes) else {
                Issue.record("sent without the authorities that were asked for")
                return
            }
            #expect(catcher.messages.isEmpty)
        }
    }

    @Test("logs in when told to, and sends nothing where the server offers no login")
    func login() async throws {
        let bytes = try Sample.message().encoded()
        try await withCatcher(CatcherFaults(login: .init(username: "board", password: "s3cret"))) { catcher, settings in
            var login = settings
            login.username = "board"
            login.password = "s3cret"
            let session = SMTPSession(settings: login)
            for _ in 0..<3 { #expect(try await session.send(bytes) == .accepted(code: 250, reply: "2.0.0 kept")) }
            #expect(catcher.messages.count == 3)
            login.password = "wrong"
            guard case .configuration(let reason) = try await SMTPSession(settings: login).send(bytes) else {
                Issue.record("a wrong password is a fault of configuration")
                return
            }
            #expect(reason.smtpCode == 535)
            guard case .configuration(let missing) = try await SMTPSession(settings: settings).send(bytes) else {
                Issue.record("a login asked for is a fault of configuration")
                return
            }
            #expect(missing.smtpCode == 530)
            catcher.setFaults(.none)
            guard case .configuration(let silent) = try await SMTPSession(settings: login).send(bytes) else {
                Issue.record("sent without the login")
                return
            }
            #expect(silent.text.contains("login"))
            #expect(catcher.messages.count == 3)
        }
    }

    @Test("after a closed session is deferred")
    func closed() async throws {
        try await withCatcher { catcher, settings in
            let session = SMTPSession(settings: settings)
            session.close()
            session.close()
            guard case .deferred = try await session.send(Sample.message().encoded()) else {
                Issue.record("delivered by a closed session")
                return
            }
            #expect(catcher.messages.isEmpty)
        }
    }
}
