/// One complete reply of an SMTP server (RFC 5321 §4.2).
struct ServerReply: Equatable, Sendable {
    /// The three digits.
    let code: Int
    /// The words of each line.
    let lines: [String]

    /// The words, as one line.
    var text: String { lines.joined(separator: " / ") }
}

/// What was seen of one conversation: libcurl tells how it ended, this tells how far it had come.
///
/// libcurl's own "last response code" is still the 354 or an older 250 when the connection drops, so we keep our own book.
struct ServerReplies: Sendable {
    /// The last complete reply.
    private(set) var last: ServerReply?
    /// The reply that came after the whole body was handed over.
    private(set) var toBody: ServerReply?
    /// The server's extensions, from its last EHLO reply.
    private(set) var capabilities: [String] = []
    /// Whether the server asked for the body and we began to send it.
    private(set) var bodyBegan = false
    /// Whether the whole body has been handed over.
    private(set) var bodyEnded = false
    /// Whether the connection is logged in.
    private(set) var isAuthenticated: Bool
    /// Whether a banner came, which tells a new connection from a reused one.
    private(set) var isGreeted = false
    private var lines: [String] = []

    /// Starts a book; a reused connection may be logged in already.
    init(isAuthenticated: Bool = false) { self.isAuthenticated = isAuthenticated }

    /// Takes one line from the server.
    mutating func receive(line: String) {
        let trimmed = line.last.map { $0.isNewline } == true ? String(line.dropLast()) : line
        guard let code = Int(trimmed.prefix(3)), (200...599).contains(code), trimmed.utf8.count >= 3 else { return }
        lines.append(String(trimmed.dropFirst(4)))
        guard trimmed.dropFirst(3).first != "-" else { return }
        let reply = ServerReply(code: code, lines: lines)
        lines = []
        // libcurl says QUIT by itself after a refusal; the farewell must not hide what was refused.
        guard code != 221 else { return }
        last = reply
        if bodyEnded, toBody == nil { toBody = reply }
        switch code {
        case 220 where !isGreeted:
            // A banner: this connection is new.
            isGreeted = true
            isAuthenticated = false
        case 235: isAuthenticated = true
        case 250 where reply.lines.count > 1 && !bodyBegan: capabilities = Array(reply.lines.dropFirst())
        default: break
        }
    }

    /// Notes that libcurl asked for the body.
    mutating func beginBody() { bodyBegan = true }

    /// Notes that the body is handed over; what the server says from now on is its verdict.
    mutating func endBody() { bodyEnded = true }
}
