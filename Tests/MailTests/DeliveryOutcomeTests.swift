import CCurl
import Foundation
import MailCatcher
import Testing

@testable import Mail

/// A row of the table of outcomes, played by a server.
struct OutcomeCase: Sendable, CustomTestStringConvertible {
    enum Class: String { case accepted, deferred, failed, ambiguous, configuration }

    let testDescription: String
    let faults: CatcherFaults
    let expected: Class
    var curl: Int?
    var smtp: Int?
    /// What the server kept all the same.
    var kept = 0
    var alarm = false
}

extension DeliveryOutcome {
    var kind: OutcomeCase.Class {
        switch self {
        case .accepted: .accepted
        case .deferred: .deferred
        case .failed: .failed
        case .ambiguous: .ambiguous
        case .configuration: .configuration
        }
    }
}

@Suite("The outcome of a delivery") struct DeliveryOutcomeTests {
    private static func rule(_ moment: CatcherFaults.Moment, _ action: CatcherFaults.Action) -> CatcherFaults {
        CatcherFaults([.init(moment, action)])
    }

    static let cases = [
        OutcomeCase(testDescription: "taken", faults: .none, expected: .accepted, kept: 1),
        OutcomeCase(testDescription: "banner 421", faults: .busy(), expected: .deferred, curl: 8, smtp: 421),
        OutcomeCase(
            testDescription: "banner 554", faults: rule(.banner, .reply("554 5.7.1 go away")),
            expected: .configuration, curl: 8, smtp: 554, alarm: true),
        OutcomeCase(
            testDescription: "dropped on connecting", faults: rule(.banner, .drop), expected: .deferred, alarm: true),
        OutcomeCase(
            testDescription: "EHLO and HELO refused", faults: rule(.hello, .reply("550 5.7.1 who are you")),
            expected: .configuration, curl: 9, smtp: 550, alarm: true),
        OutcomeCase(
            testDescription: "MAIL 451", faults: rule(.mail, .reply("451 4.3.0 later")), expected: .deferred, curl: 55,
            smtp: 451),
        OutcomeCase(
            testDescription: "MAIL 553", faults: rule(.mail, .reply("553 5.1.8 bad sender")), expected: .failed,
            curl: 55,
            smtp: 553),
        OutcomeCase(
            testDescription: "RCPT 450", faults: .refuse(Sample.to, "450 4.2.1 greylisted"), expected: .deferred,
            curl: 55,
            smtp: 450),
        OutcomeCase(
            testDescription: "RCPT 550", faults: .refuse(Sample.to, "550 5.1.1 no such user"), expected: .failed,
            curl: 55,
            smtp: 550),
        OutcomeCase(
            testDescription: "DATA 452", faults: rule(.data, .reply("452 4.3.1 full")), expected: .deferred, curl: 55,
            smtp: 452),
        OutcomeCase(
            testDescription: "DATA 554", faults: rule(.data, .reply("554 5.5.1 no")), expected: .failed, curl: 55,
            smtp: 554),
        OutcomeCase(
            testDescription: "dropped at RCPT", faults: rule(.recipient(nil), .drop), expected: .deferred, alarm: true),
        OutcomeCase(
            testDescription: "final dot 451", faults: .deferring(times: 9), expected: .deferred, curl: 8, smtp: 451),
        OutcomeCase(
            testDescription: "final dot 421", faults: rule(.finalDot, .reply("421 4.3.2 shutting down")),
            expected: .deferred, smtp: 421),
        OutcomeCase(
            testDescription: "final dot 554", faults: rule(.finalDot, .reply("554 5.7.1 spam")), expected: .failed,
            curl: 8,
            smtp: 554),
        OutcomeCase(
            testDescription: "final dot 251", faults: rule(.finalDot, .keepAndReply("251 2.0.0 fine")),
            expected: .accepted, kept: 1),
        OutcomeCase(
            testDescription: "final dot 354, nonsense", faults: rule(.finalDot, .reply("354 more please")),
            expected: .ambiguous),
        OutcomeCase(
            testDescription: "dropped after the body, lost", faults: .dropAfterBody(times: 9), expected: .ambiguous,
            curl: 56,
            smtp: 354),
        OutcomeCase(
            testDescription: "dropped after the body, kept", faults: .dropAfterBody(times: 9, keeping: true),
            expected: .ambiguous, curl: 56, smtp: 354, kept: 1),
        OutcomeCase(
            testDescription: "silence after the body", faults: rule(.finalDot, .silence), expected: .ambiguous,
            curl: 28,
            smtp: 354),
        OutcomeCase(
            testDescription: "silence at RCPT", faults: rule(.recipient(nil), .silence), expected: .deferred, curl: 28,
            alarm: true),
        OutcomeCase(
            testDescription: "tarpit banner", faults: rule(.banner, .silence), expected: .deferred, curl: 28, smtp: 0,
            alarm: true),
    ]

    @Test("is sorted by what the server said and how far it had come", arguments: cases)
    func table(row: OutcomeCase) async throws {
        try await withCatcher(row.faults) { catcher, settings in
            var impatient = settings
            impatient.responseTimeout = 2
            impatient.connectTimeout = 2
            let session = SMTPSession(settings: impatient)
            let outcome = try await session.send(Sample.message().encoded())
            #expect(outcome.kind == row.expected, "\(outcome)")
            if let curl = row.curl { #expect(outcome.reason?.curlCode == curl, "\(outcome)") }
            if let smtp = row.smtp { #expect(outcome.reason?.smtpCode == smtp, "\(outcome)") }
            #expect(outcome.needsAlarm == row.alarm, "\(outcome)")
            #expect(catcher.messages.count == row.kept)
            // Whatever happened, the next message of the session gets a verdict of its own.
            catcher.setFaults(.none)
            #expect(try await session.send(Sample.message().encoded()).kind == .accepted)
        }
    }

    @Test("carries the server's words")
    func words() async throws {
        try await withCatcher(.refuse(Sample.to, "550-5.1.1 no such user\r\n550 5.1.1 ask the front desk")) {
            _, settings in
            let outcome = try await SMTPSession(settings: settings).send(Sample.message().encoded())
            #expect(
                outcome
                    == .failed(
                        reason: .init(
                            curlCode: 55, smtpCode: 550, text: "5.1.1 no such user / 5.1.1 ask the front desk")))
        }
    }

    @Test("is deferred where nobody listens")
    func nobody() async throws {
        let catcher = MailCatcher(directory: nil)
        let port = try await catcher.start()
        try await catcher.stop()
        let settings = SMTPSettings(host: "127.0.0.1", port: port, security: .plainLoopback)
        let outcome = try await SMTPSession(settings: settings).send(Sample.message().encoded())
        #expect(outcome.kind == .deferred)
        #expect(outcome.reason?.curlCode == 7)
        #expect(outcome.needsAlarm)
    }

    @Test(
        "of a message on a connection that had died meanwhile is a success at once, on a fresh one",
        arguments: [
            CatcherFaults.Action.drop, .reply("421 4.4.2 idle for too long"),
        ])
    func deadConnection(action: CatcherFaults.Action) async throws {
        try await withCatcher(CatcherFaults([.init(.mail, action, skip: 1, times: 1)])) { catcher, settings in
            let session = SMTPSession(settings: settings)
            let bytes = try Sample.message().encoded()
            for _ in 0..<3 { #expect(try await session.send(bytes).kind == .accepted) }
            #expect(catcher.messages.count == 3)
        }
    }

    @Test("of a late reply never counts for the next message")
    func lateReply() async throws {
        let slow = CatcherFaults([
            .init(.finalDot, .delay(milliseconds: 2500), times: 1), .init(.finalDot, .reply("554 5.7.1 spam")),
        ])
        try await withCatcher(slow) { _, settings in
            var impatient = settings
            impatient.responseTimeout = 1
            let session = SMTPSession(settings: impatient)
            let bytes = try Sample.message().encoded()
            #expect(try await session.send(bytes).kind == .ambiguous)
            #expect(try await session.send(bytes).kind == .failed)
        }
    }

    /// Ends of libcurl that no catcher can play, such as those of TLS.
    @Test(
        "follows libcurl's code where the server said nothing",
        arguments: [
            (CURLE_PEER_FAILED_VERIFICATION, OutcomeCase.Class.deferred), (CURLE_USE_SSL_FAILED, .deferred),
            (CURLE_SSL_CONNECT_ERROR, .deferred), (CURLE_COULDNT_RESOLVE_HOST, .deferred),
            (CURLE_LOGIN_DENIED, .configuration),
            (CURLE_SSL_CACERT_BADFILE, .configuration), (CURLE_UNSUPPORTED_PROTOCOL, .configuration),
        ])
    func libcurlAlone(code: CURLcode, expected: OutcomeCase.Class) {
        let end = TransferEnd(
            code: code, text: "", replies: ServerReplies(), reusedConnection: false, loginMissing: false)
        #expect(DeliveryOutcome(end).kind == expected)
        #expect(DeliveryOutcome(end).needsAlarm)
        #expect(!end.foundDeadConnection)
    }
}

@Suite("Aborting") struct AbortTests {
    @Test(
        "a delivery whose body has begun is ambiguous, before that deferred, and the session goes on",
        arguments: [
            (CatcherFaults.Moment.finalDot, OutcomeCase.Class.ambiguous), (.recipient(nil), .deferred),
            (.banner, .deferred),
        ])
    func abort(moment: CatcherFaults.Moment, expected: OutcomeCase.Class) async throws {
        try await withCatcher(CatcherFaults([.init(moment, .silence)])) { catcher, settings in
            let session = SMTPSession(settings: settings)
            let bytes = try Sample.message().encoded()
            async let outcome = session.send(bytes)
            await catcher.struck()
            let start = ContinuousClock.now
            session.abort()
            let result = try await outcome
            #expect(ContinuousClock.now - start < .seconds(5))
            #expect(result.kind == expected, "\(result)")
            #expect(result.reason?.curlCode == 42)
            #expect(!result.needsAlarm)
            catcher.setFaults(.none)
            #expect(try await session.send(bytes).kind == .accepted)
        }
    }

    @Test("by cancelling the task does the same")
    func cancelled() async throws {
        try await withCatcher(CatcherFaults([.init(.finalDot, .silence)])) { catcher, settings in
            let session = SMTPSession(settings: settings)
            let bytes = try Sample.message().encoded()
            let kind = try await withThrowingTaskGroup(of: OutcomeCase.Class.self) { group in
                group.addTask { try await session.send(bytes).kind }
                await catcher.struck()
                group.cancelAll()
                return try await group.next()
            }
            #expect(kind == .ambiguous)
        }
    }
}

@Suite("The probe of doctor") struct SMTPProbeTests {
    @Test("greets and logs in without sending mail")
    func works() async throws {
        try await withCatcher(CatcherFaults(login: .init(username: "board", password: "s3cret"))) { catcher, settings in
            var login = settings
            login.username = "board"
            login.password = "s3cret"
            let probe = await probeSMTP(login)
            #expect(probe.outcome.kind == .accepted)
            #expect(probe.isAuthenticated)
            #expect(probe.capabilities.contains("8BITMIME"))
            login.password = "wrong"
            #expect(await probeSMTP(login).outcome.kind == .configuration)
            catcher.setFaults(.none)
            #expect(await probeSMTP(login).outcome.kind == .configuration)
            #expect(await probeSMTP(settings).outcome.kind == .accepted)
            catcher.setFaults(.busy())
            #expect(await probeSMTP(settings).outcome.kind == .deferred)
            #expect(catcher.messages.isEmpty)
        }
    }
}
