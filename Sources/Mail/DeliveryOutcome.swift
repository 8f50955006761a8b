/// What became of one delivery, as the outbox has to know it.
package enum DeliveryOutcome: Equatable, Sendable {
    /// The server has taken responsibility for the message.
    case accepted(code: Int, reply: String)
    /// Not now; try the same bytes later.
    case deferred(reason: DeliveryReason)
    /// Never, for this message to this recipient: a person must look.
    case failed(reason: DeliveryReason)
    /// The body was under way and no reply came: it may or may not have arrived. Retry the same bytes, and say so.
    case ambiguous(reason: DeliveryReason)
    /// The site's settings are at fault, never the recipient; nothing was sent.
    case configuration(reason: DeliveryReason)

    /// Why, where it was not accepted.
    package var reason: DeliveryReason? {
        switch self {
        case .accepted: nil
        case .deferred(let reason), .failed(let reason), .ambiguous(let reason), .configuration(let reason): reason
        }
    }

    /// Whether the site's keeper should hear of it: no mail will leave until someone mends something.
    package var needsAlarm: Bool {
        switch self {
        case .configuration: true
        case .deferred(let reason): reason.curlCode != 0 && reason.smtpCode < 400 && !reason.wasAborted
        case .accepted, .failed, .ambiguous: false
        }
    }
}

/// The grounds of an outcome: codes for the record, words for a person.
package struct DeliveryReason: Equatable, Sendable {
    /// libcurl's result; 0 when libcurl was content or was never asked.
    package var curlCode: Int
    /// The server's last reply code; 0 when it said nothing.
    package var smtpCode: Int
    /// The server's words, or libcurl's, or ours; never message content.
    package var text: String

    /// Creates a reason. Control characters become spaces, and the text is cut at 500 characters.
    package init(curlCode: Int = 0, smtpCode: Int = 0, text: String) {
        self.curlCode = curlCode
        self.smtpCode = smtpCode
        let clean = text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : Character(scalar)
        }
        self.text = String(String(clean).prefix(500))
    }

    /// Whether we ended the delivery ourselves.
    package var wasAborted: Bool { curlCode == 42 }
}
