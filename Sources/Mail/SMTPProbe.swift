import CCurl

/// What a try-out of the mail server found, for `doctor`.
package struct SMTPProbe: Sendable {
    /// Accepted when it answered, and when the login worked if there is one.
    package var outcome: DeliveryOutcome
    /// The extensions that the server offers.
    package var capabilities: [String]
    /// Whether we are logged in.
    package var isAuthenticated: Bool
}

/// Connects, says EHLO, starts TLS and logs in as the settings want, says NOOP and QUIT; sends no mail.
package func probeSMTP(_ settings: SMTPSettings) async -> SMTPProbe {
    let thread = CurlThread()
    defer { thread.close() }
    let probe = await thread.answer { _, abort in probeOnce(settings, abort: abort) }
    return probe
        ?? SMTPProbe(
            outcome: .deferred(reason: DeliveryReason(text: "the probe was not run")), capabilities: [],
            isAuthenticated: false)
}

private func probeOnce(_ settings: SMTPSettings, abort: AbortFlag) -> SMTPProbe {
    if let problem = settings.problem {
        let outcome = DeliveryOutcome.configuration(reason: DeliveryReason(text: problem))
        return SMTPProbe(outcome: outcome, capabilities: [], isAuthenticated: false)
    }
    do throws(CurlSetupError) {
        let handle = try CurlHandle(settings)
        let end = try handle.probe(abort: abort)
        if end.code != CURLE_OK { handle.hangUp() }
        let last = end.replies.last
        let reason = DeliveryReason(curlCode: Int(end.code.rawValue), smtpCode: last?.code ?? 0, text: end.text)
        let outcome: DeliveryOutcome =
            if end.code != CURLE_OK {
                .beforeBody(end.code, reply: last, reason: reason)
            } else if settings.username != nil, !end.replies.isAuthenticated {
                .configuration(
                    reason: DeliveryReason(smtpCode: last?.code ?? 0, text: "the server offers no login that we know"))
            } else {
                .accepted(code: last?.code ?? 0, reply: last?.text ?? "")
            }
        return SMTPProbe(
            outcome: outcome, capabilities: end.replies.capabilities, isAuthenticated: end.replies.isAuthenticated)
    } catch {
        return SMTPProbe(outcome: error.outcome, capabilities: [], isAuthenticated: false)
    }
}
