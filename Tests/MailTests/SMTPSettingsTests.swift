import Mail
import Testing

@Suite("SMTP settings") struct SMTPSettingsTests {
    @Test("never show the password")
    func redaction() {
        let settings = SMTPSettings(
            host: "mail.hospital.example", port: 587, security: .startTLS, username: "board", password: "s3cret")
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", String(reflecting: settings), dumped] { #expect(!text.contains("s3cret")) }
        #expect(settings.description == "mail.hospital.example:587 startTLS, board, password redacted")
    }

    @Test(
        "allow plain text without being asked only to this machine",
        arguments: [
            ("127.0.0.1", true), ("localhost", true), ("::1", true), ("127.9.8.7", true), ("10.0.0.5", false),
            ("127.0.0.1.evil.example", false), ("localhost.evil.example", false), ("127.evil.0.1", false),
        ])
    func loopback(host: String, allowed: Bool) {
        let settings = SMTPSettings(host: host, port: 25, security: .plainLoopback)
        #expect((settings.problem == nil) == allowed)
    }

    @Test(
        "say what is wrong with them",
        arguments: [
            SMTPSettings(host: "", port: 25, security: .plain), SMTPSettings(host: "a/b", port: 25, security: .plain),
            SMTPSettings(host: "a b", port: 25, security: .plain), SMTPSettings(host: "u@b", port: 0, security: .plain),
            SMTPSettings(host: "a", port: 25, security: .plain, heloName: "a\r\nRSET"),
            SMTPSettings(host: "a", port: 25, security: .plain, username: "board"),
            SMTPSettings(host: "a", port: 25, security: .plain, responseTimeout: 0),
        ])
    func problems(settings: SMTPSettings) {
        #expect(settings.problem != nil)
    }

    @Test("this machine's libcurl speaks SMTP and TLS")
    func support() {
        #expect(CurlSupport.versionLine.hasPrefix("libcurl/"))
        #expect(CurlSupport.supportsSMTP)
        #expect(CurlSupport.supportsTLS)
    }
}
