import CCurl
import Foundation

/// One message on its way to one recipient.
struct SMTPDelivery: Sendable {
    let settings: SMTPSettings
    let bytes: Data
    let from: String
    let to: String

    /// Delivers over the handle given or a new one, and leaves a handle behind only after a clean success.
    func run(on handle: inout CurlHandle?, abort: AbortFlag) -> DeliveryOutcome {
        if let problem = settings.problem { return .configuration(reason: DeliveryReason(text: problem)) }
        if let problem = messageProblem { return .failed(reason: DeliveryReason(text: problem)) }
        if abort.isRaised {
            return .deferred(
                reason: DeliveryReason(
                    curlCode: Int(CURLE_ABORTED_BY_CALLBACK.rawValue), text: "aborted before it began"))
        }
        do throws(CurlSetupError) {
            var end = try attempt(on: &handle, abort: abort)
            if end.foundDeadConnection { end = try attempt(on: &handle, abort: abort) }
            return DeliveryOutcome(end)
        } catch {
            handle = nil
            return error.outcome
        }
    }

    private func attempt(on handle: inout CurlHandle?, abort: AbortFlag) throws(CurlSetupError) -> TransferEnd {
        let current = if let handle { handle } else { try CurlHandle(settings) }
        handle = nil
        let end = try current.send(bytes, from: from, to: to, abort: abort)
        if end.code == CURLE_OK, (200...299).contains(end.replies.toBody?.code ?? 0) {
            handle = current
        } else {
            current.hangUp()
        }
        return end
    }

    /// What could be smuggled past SMTP; `EmailAddress` and `MailMessage` forbid it too, and this is the last door.
    private var messageProblem: String? {
        for address in [from, to] {
            let isSafe = address.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E }
            guard isSafe, address.contains("@"), address.utf8.count <= 254 else {
                return
                    "an address is not plain ASCII of the form name@example.org: correct it in the roster or the case"
            }
        }
        return bytes.withUnsafeBytes(Self.lineProblem)
    }

    /// RFC 5321 §4.5.3.1.6: lines end with CRLF and hold at most 998 octets; a bare CR or LF is a smuggler's tool.
    private static func lineProblem(_ bytes: UnsafeRawBufferPointer) -> String? {
        guard bytes.count >= 2, bytes[bytes.count - 1] == 0x0A else {
            return "the message does not end with a line end"
        }
        var lineStart = 0
        for index in 0..<bytes.count {
            switch bytes[index] {
            case 0x0A:
                guard index > 0, bytes[index - 1] == 0x0D else {
                    return "the message holds a line end that is not CRLF"
                }
                lineStart = index + 1
            case 0x0D:
                guard index + 1 < bytes.count, bytes[index + 1] == 0x0A else {
                    return "the message holds a line end that is not CRLF"
                }
            case 0, 0x80...0xFF:
                return "the message holds bytes outside 7-bit text"
            default:
                if index - lineStart >= 998 { return "the message holds a line over 998 octets" }
            }
        }
        return nil
    }
}
