import CCurl

/// How one run of libcurl ended.
struct TransferEnd: Sendable {
    /// libcurl's result.
    var code: CURLcode
    /// libcurl's words.
    var text: String
    /// What the server had said.
    var replies: ServerReplies
    /// Whether the connection was one of an earlier delivery.
    var reusedConnection: Bool
    /// Whether we stopped before the body because nobody had asked for the configured login.
    var loginMissing: Bool

    /// A pooled connection that the server had already left: nothing was sent, so a fresh one may be tried at once.
    var foundDeadConnection: Bool {
        guard reusedConnection, !replies.isGreeted, !replies.bodyBegan, code != CURLE_ABORTED_BY_CALLBACK else {
            return false
        }
        // 421 is how a server takes leave of an idle connection (RFC 5321 §3.8).
        if replies.last?.code == 421 { return true }
        return replies.last == nil && [CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING].contains(code)
    }
}

extension DeliveryOutcome {
    /// Sorts the end of a delivery into the table of mail.md: the server's verdict on the body, then how far it had come.
    init(_ end: TransferEnd) {
        let reply = end.replies.toBody ?? end.replies.last
        let isRefusal = (reply?.code ?? 0) >= 400
        let reason = DeliveryReason(
            curlCode: Int(end.code.rawValue), smtpCode: reply?.code ?? 0,
            text: isRefusal ? reply?.text ?? "" : end.text)
        if end.loginMissing {
            self = .configuration(
                reason: DeliveryReason(
                    curlCode: Int(end.code.rawValue), smtpCode: reply?.code ?? 0,
                    text: "a login is configured but the server offered none: nothing was sent"))
        } else if let verdict = end.replies.toBody {
            self.init(verdict: verdict, reason: reason)
        } else if end.replies.bodyBegan {
            self = .ambiguous(reason: reason)
        } else {
            self = Self.beforeBody(end.code, reply: reply, reason: reason)
        }
    }

    private init(verdict: ServerReply, reason: DeliveryReason) {
        switch verdict.code {
        case 200...299: self = .accepted(code: verdict.code, reply: verdict.text)
        case 400...499: self = .deferred(reason: reason)
        case 500...599: self = .failed(reason: reason)
        default: self = .ambiguous(reason: reason)
        }
    }

    /// Nothing of the message has left: only a refused MAIL, RCPT or DATA can speak of this recipient.
    static func beforeBody(_ code: CURLcode, reply: ServerReply?, reason: DeliveryReason) -> DeliveryOutcome {
        let isPermanent = (500...599).contains(reply?.code ?? 0)
        switch code {
        case CURLE_SEND_ERROR where isPermanent:
            // "Authentication required" and its kin (RFC 4954 §6, RFC 3207 §4) are said to the site, not of the recipient.
            return [530, 534, 535, 538].contains(reply?.code ?? 0)
                ? .configuration(reason: reason) : .failed(reason: reason)
        case CURLE_WEIRD_SERVER_REPLY where isPermanent, CURLE_REMOTE_ACCESS_DENIED where isPermanent:
            return .configuration(reason: reason)
        case CURLE_LOGIN_DENIED:
            return (400...499).contains(reply?.code ?? 0) ? .deferred(reason: reason) : .configuration(reason: reason)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_FAILED_INIT, CURLE_URL_MALFORMAT, CURLE_NOT_BUILT_IN,
            CURLE_BAD_FUNCTION_ARGUMENT, CURLE_UNKNOWN_OPTION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE:
            return .configuration(reason: reason)
        default:
            return .deferred(reason: reason)
        }
    }
}
