import Foundation
import Mail
import MailCatcher
import Testing
import TumorBoard

@Suite("A mail message") struct MailMessageTests {
    @Test("has the same bytes every time, and begins with its date in UTC")
    func deterministic() throws {
        let message = try Sample.message()
        let bytes = try message.encoded()
        #expect(try message.encoded() == bytes)
        #expect(headerLines(bytes).first == "Date: Mon, 02 Mar 2026 08:05:00 +0000")
        #expect(headerLines(bytes).contains("Message-ID: <case-17.round-1@hospital.example>"))
        #expect(headerLines(bytes).contains("From: Tumor Board <board@hospital.example>"))
    }

    @Test(
        "folds a long subject, in any script, within 78 octets and reads back the same",
        arguments: [
            String(repeating: "Invitation to the hepatobiliary tumor board ", count: 9) + "end",
            String(repeating: "Einladung zur Fallbesprechung für Frau Müller-Lüdenscheidt – ", count: 5) + "Schluß",
            String(repeating: "腫瘍委員会からのお知らせ", count: 12),
            String(repeating: "👩🏽‍⚕️🧬", count: 30),
            "one-word-" + String(repeating: "x", count: 300),
            " leading,  double and trailing spaces ",
            "looks like =?UTF-8?B?SGk=?= an encoded word",
            "",
        ])
    func subjects(subject: String) throws {
        let bytes = try Sample.message(subject: subject).encoded()
        #expect(headerLines(bytes).allSatisfy { $0.utf8.count <= 78 })
        #expect(try ReadMail(bytes).header("Subject").map { Array($0.utf8) } == Array(subject.utf8))
    }

    @Test("quotes a name with a comma, and encodes a name in another script")
    func names() throws {
        let comma = try Sample.message(senderName: #"Keller, Anna "Annie" (MD)"#).encoded()
        #expect(headerLines(comma).contains(#"From: "Keller, Anna \"Annie\" (MD)" <board@hospital.example>"#))
        let accent = try Sample.message(senderName: "Kéller, Anna").encoded()
        #expect(try ReadMail(accent).header("From") == "Kéller, Anna <board@hospital.example>")
        let long = String(repeating: "Иванова Екатерина ", count: 12) + "д-р"
        let bytes = try Sample.message(senderName: long).encoded()
        #expect(headerLines(bytes).allSatisfy { $0.utf8.count <= 78 })
        #expect(try ReadMail(bytes).header("From") == "\(long) <board@hospital.example>")
    }

    @Test(
        "refuses a control character in any header",
        arguments: ["a\r\nBcc: x@evil.example", "a\nb", "a\u{0}b", "a\u{85}b"])
    func injection(text: String) throws {
        #expect(throws: MailError.self) { try Sample.message(subject: text).encoded() }
        #expect(throws: MailError.self) { try Sample.message(senderName: text).encoded() }
        var message = try Sample.message()
        message.headers = [("X-Case", text)]
        #expect(throws: MailError.self) { try message.encoded() }
        message.headers = [("In-Reply-To", text)]
        #expect(throws: MailError.self) { try message.encoded() }
        message.headers = []
        message.messageID = text + "@hospital.example"
        #expect(throws: MailError.self) { try message.encoded() }
        message = try Sample.message()
        message.attachments = [Attachment(filename: text, contentType: "application/pdf", data: Data())]
        #expect(throws: MailError.self) { try message.encoded() }
        message.attachments = [Attachment(filename: "a.pdf", contentType: "application/pdf" + text, data: Data())]
        #expect(throws: MailError.self) { try message.encoded() }
    }

    @Test(
        "refuses headers that are its own, and ill-formed names",
        arguments: ["Bcc", "content-type", "To", "A:B", "", "Ä"])
    func headerNames(name: String) throws {
        var message = try Sample.message()
        message.headers = [(name, "x")]
        #expect(throws: MailError.self) { try message.encoded() }
    }

    @Test("refuses an address outside ASCII, which 7-bit mail cannot carry")
    func smtputf8() throws {
        var message = try Sample.message()
        message.to = Mailbox(address: try EmailAddress("jürgen@clinic.example"))
        #expect(throws: MailError.address("jürgen@clinic.example")) { try message.encoded() }
    }

    @Test("carries further headers as given")
    func furtherHeaders() throws {
        var message = try Sample.message()
        message.headers = [("Auto-Submitted", "auto-generated"), ("In-Reply-To", "<a@hospital.example>")]
        message.replyTo = Mailbox(name: "Navigator", address: try EmailAddress("navigator@hospital.example"))
        let mail = try ReadMail(message.encoded())
        #expect(mail.header("auto-submitted") == "auto-generated")
        #expect(mail.header("In-Reply-To") == "<a@hospital.example>")
        #expect(mail.header("Reply-To") == "Navigator <navigator@hospital.example>")
    }

    @Test("writes text that no relay can damage")
    func quotedPrintable() throws {
        let text =
            ".leading dot\n..two\n.\nFrom here\ntrailing space \ntab\t\nFrom\n=3D\n"
            + String(repeating: ".", count: 400) + "\n"
        let bytes = try Sample.message(text: text).encoded()
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 && !$0.hasPrefix(".") && !$0.hasPrefix("From ") })
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") && !$0.hasSuffix("\t") })
        #expect(try ReadMail(bytes).text == text)
    }

    @Test("names files in any script and any length, and keeps their bytes")
    func attachments() throws {
        let data = Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        var message = try Sample.message()
        message.html = "<p>Grüße</p>"
        let names = [
            "plan.pdf", "two words.pdf", #"he said "no".pdf"#, "Behandlungsplan für Frau Müller.pdf",
            String(repeating: "計画", count: 30) + ".pdf",
        ]
        message.attachments = names.map { Attachment(filename: $0, contentType: "application/pdf", data: data) }
        message.attachments.append(
            Attachment(filename: "empty.txt", contentType: "text/plain; charset=UTF-8", data: Data()))
        let bytes = try message.encoded()
        #expect(
            String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 })
        let mail = try ReadMail(bytes)
        #expect(mail.html == "<p>Grüße</p>\n")
        #expect(mail.attachments.map(\.filename) == names + ["empty.txt"])
        #expect(mail.attachments.dropLast().allSatisfy { $0.data == data && $0.contentType == "application/pdf" })
        #expect(mail.attachments.last?.data == Data())
    }

    @Test(
        "refuses file names with folders and content types that base64 may not carry",
        arguments: [
            ("../plan.pdf", "application/pdf"), ("", "application/pdf"), ("plan.pdf", "multipart/mixed"),
            ("plan.pdf", "pdf"),
        ])
    func badAttachments(filename: String, contentType: String) throws {
        var message = try Sample.message()
        message.attachments = [Attachment(filename: filename, contentType: contentType, data: Data())]
        #expect(throws: MailError.self) { try message.encoded() }
    }
}

@Suite("An invitation") struct CalendarPartTests {
    @Test("stands last among the alternatives without a disposition, and beside them as invite.ics")
    func structure() throws {
        var message = try Sample.message()
        message.html = "<p>Session</p>"
        message.calendar = CalendarPart(method: "REQUEST", body: Sample.invitation)
        let mail = try ReadMail(message.encoded())
        #expect(mail.root.contentType == "multipart/mixed")
        #expect(mail.root.parts.map(\.contentType) == ["multipart/alternative", "application/ics"])
        let alternatives = try #require(mail.root.parts.first).parts
        #expect(alternatives.map(\.contentType) == ["text/plain", "text/html", "text/calendar"])
        let calendar = try #require(alternatives.last)
        #expect(calendar.parameters == ["charset": "UTF-8", "method": "REQUEST"])
        #expect(calendar.header("Content-Disposition") == nil)
        #expect(mail.calendar == Sample.invitation)
        #expect(mail.attachments.map(\.filename) == ["invite.ics"])
        #expect(mail.attachments.first?.data == Data(Sample.invitation.utf8))
    }

    @Test(
        "is refused when its method and its body disagree",
        arguments: [
            ("CANCEL", Sample.invitation), ("PUBLISH", Sample.invitation), ("REQUEST", "BEGIN:VEVENT"),
            ("REQUEST", Sample.invitation.replacingOccurrences(of: "METHOD:REQUEST\r\n", with: "")),
        ])
    func disagreement(method: String, body: String) throws {
        var message = try Sample.message()
        message.calendar = CalendarPart(method: method, body: body)
        #expect(throws: MailError.self) { try message.encoded() }
    }
}
