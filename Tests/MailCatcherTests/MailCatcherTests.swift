import Foundation
import MailCatcher
import Testing

@Suite("A mail catcher") struct MailCatcherTests {
    private static let mail =
        "EHLO c\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<Dr.K/..\\x@d.example>\r\nDATA\r\n"
        + "Subject: x\r\n\r\n..dot\r\n.\r\n"

    private func withDirectory(_ body: (URL) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("catcher-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        try await body(directory)
    }

    @Test("writes each mail to a file of its own and counts on after a restart")
    func files() async throws {
        try await withDirectory { directory in
            for round in 1...2 {
                let catcher = MailCatcher(directory: directory)
                let client = try TestClient(port: try await catcher.start())
                try client.send(Self.mail + Self.mail + "QUIT\r\n")
                #expect(client.readToEnd().components(separatedBy: "250 2.0.0 kept").count == 3)
                #expect(catcher.messages.map(\.sequence) == [2 * round - 1, 2 * round])
                #expect(catcher.messages(to: "dr.k/..\\X@D.example").count == 2)
                try await catcher.stop()
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
            #expect(names == (1...4).map { "000\($0)-dr.k_.._x.eml" })
            let data = try Data(contentsOf: directory.appendingPathComponent("0003-dr.k_.._x.eml"))
            #expect(data == Data("Subject: x\r\n\r\n.dot\r\n".utf8))
        }
    }

    @Test("understands the same conversation in one piece and byte by byte")
    func fragments() async throws {
        let catcher = MailCatcher(directory: nil)
        let port = try await catcher.start()
        for size in [1, 2, 7, 100_000] {
            let client = try TestClient(port: port)
            let bytes = Array((Self.mail + "QUIT\r\n").utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                try client.send(String(decoding: bytes[start..<min(start + size, bytes.count)], as: UTF8.self))
            }
            #expect(client.readToEnd().hasSuffix("250 2.0.0 kept\r\n221 2.0.0 bye\r\n"))
        }
        #expect(catcher.messages.map(\.data) == Array(repeating: Data("Subject: x\r\n\r\n.dot\r\n".utf8), count: 4))
        try await catcher.stop()
    }

    @Test("survives endless lines, in commands and in bodies")
    func overlong() async throws {
        let catcher = MailCatcher(directory: nil)
        let client = try TestClient(port: try await catcher.start())
        let long = String(repeating: "x", count: 300_000)
        try client.send("NOOP \(long)\r\nEHLO c\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n")
        try client.send("a\r\n\(long)\r\n.\r\n" + Self.mail + "QUIT\r\n")
        let replies = client.readToEnd()
        #expect(
            replies.contains("500 5.5.2") && replies.contains("554 5.6.0 line over") && replies.hasSuffix("bye\r\n"))
        #expect(catcher.messages.count == 1)
        try await catcher.stop()
    }

    @Test("says 451 when it cannot write, and keeps nothing")
    func unwritable() async throws {
        try await withDirectory { directory in
            let catcher = MailCatcher(directory: directory)
            let client = try TestClient(port: try await catcher.start())
            try FileManager.default.removeItem(at: directory)
            try client.send(Self.mail + "QUIT\r\n")
            #expect(client.readToEnd().contains("451 4.3.0"))
            #expect(catcher.messages.isEmpty)
            try await catcher.stop()
        }
    }
}

@Suite("A mail that is read") struct ReadMailTests {
    @Test("is decoded by RFC 2047 and RFC 2231, whoever wrote it")
    func foreign() throws {
        let text = [
            "Subject: =?iso-8859-1?Q?Gr=FC=DFe_aus?= =?UTF-8?q?_K=C3=B6ln?=", " and more", "X-Empty:",
            "Content-Type: multipart/mixed;", "\tBoundary=\"a;b\"", "", "preamble", "--a;b",
            "Content-Type: text/plain", "Content-Transfer-Encoding: Quoted-Printable", "", "Gr=C3=BC=", "=C3=9Fe", "",
            "--a;b", "Content-Type: text/csv; name=t.csv",
            "Content-Disposition: attachment; filename*0*=UTF-8''B%C3%A4; filename*1=\"r.csv\"", "", "1,2", "--a;b--",
            "x", "",
        ].joined(separator: "\r\n")
        let mail = try ReadMail(Data(text.utf8))
        #expect(mail.header("subject") == "Grüße aus Köln and more")
        #expect(mail.header("X-Empty") == "")
        #expect(mail.text == "Grüße\n")
        #expect(mail.attachments.map(\.filename) == ["Bär.csv"])
        #expect(mail.attachments.map(\.data) == [Data("1,2".utf8)])
    }

    @Test(
        "is refused, never guessed, when it is broken",
        arguments: [
            "no colon\r\n\r\nx", " continuation first\r\n\r\n", "Content-Type: multipart/mixed\r\n\r\nx",
            "Content-Type: multipart/mixed; boundary=a\r\n\r\nx",
            "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nx",
        ])
    func broken(text: String) {
        #expect(throws: ReadMailError.self) { try ReadMail(Data(text.utf8)) }
    }
}
