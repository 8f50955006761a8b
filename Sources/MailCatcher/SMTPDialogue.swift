import Foundation

/// The server's side of one SMTP conversation (RFC 5321): lines in, steps out, no I/O.
struct SMTPDialogue {
    /// What the connection has to do next, in order.
    enum Step: Equatable {
        /// Say this line, or these.
        case say(String)
        /// Keep this mail; when that fails, say 451 and forget the steps that follow.
        case keep(mailFrom: String, recipients: [String], data: Data)
        /// Wait before the next step.
        case wait(milliseconds: Int)
        /// Say nothing any more.
        case hush
        /// Hang up.
        case hangUp
    }

    /// Octets of a message before it is refused.
    static let sizeLimit = 50_000_000
    /// Octets of a command line, and of a line of a message, CRLF included (RFC 5321 §4.5.3.1).
    static let commandLimit = 2048
    /// Octets of a message's line, CRLF included.
    static let textLimit = 1000

    private var isGreeted = false
    private var isLoggedIn = false
    private var awaitsLogin = false
    private var mailFrom: String?
    private var recipients: [String] = []
    private var body: Data?
    private var bodyFault: String?

    /// The longest line that may come now.
    var lineLimit: Int { body == nil ? Self.commandLimit : Self.textLimit }

    /// A client has connected.
    mutating func begin(_ faults: inout CatcherFaults) -> [Step] {
        switch faults.strike(.banner) {
        case .reply(let words): [.say(words)] + (words.hasPrefix("220") ? [] : [.hangUp])
        case let action: Self.steps(action, usual: [.say("220 mailcatcher ESMTP")])
        }
    }

    /// One line without its line end; `endedWell` is false after a bare LF, `isWhole` when its tail was cut off as too long.
    mutating func receive(_ line: Data, endedWell: Bool, isWhole: Bool, _ faults: inout CatcherFaults) -> [Step] {
        if body != nil { return receiveText(line, endedWell: endedWell, isWhole: isWhole, &faults) }
        guard isWhole else { return [.say("500 5.5.2 line too long")] }
        let text = String(decoding: line, as: UTF8.self)
        if awaitsLogin {
            awaitsLogin = false
            return logIn(text, faults.login)
        }
        let verb = text.prefix { $0 != " " }.uppercased()
        let rest = text.dropFirst(verb.count).trimmingCharacters(in: .whitespaces)
        switch verb {
        case "EHLO", "HELO": return hello(extended: verb == "EHLO", &faults)
        case "AUTH": return auth(rest, faults.login)
        case "MAIL": return mail(rest, &faults)
        case "RCPT": return recipient(rest, &faults)
        case "DATA": return data(&faults)
        case "RSET":
            reset()
            return [.say("250 2.0.0 ok")]
        case "NOOP": return Self.steps(faults.strike(.noop), usual: [.say("250 2.0.0 ok")])
        case "QUIT": return [.say("221 2.0.0 bye"), .hangUp]
        default: return [.say("502 5.5.1 command not implemented")]
        }
    }

    private mutating func hello(extended: Bool, _ faults: inout CatcherFaults) -> [Step] {
        let action = faults.strike(.hello)
        if Self.goesOn(action) { isGreeted = true }
        reset()
        var words = ["mailcatcher"]
        if extended {
            words += ["PIPELINING", "SIZE \(Self.sizeLimit)", "8BITMIME", "ENHANCEDSTATUSCODES"]
            if faults.login != nil { words.append("AUTH PLAIN") }
        }
        let last = words.count - 1
        let lines = words.enumerated().map { "250\($0 < last ? "-" : " ")\($1)" }
        return Self.steps(action, usual: [.say(lines.joined(separator: "\r\n"))])
    }

    private mutating func auth(_ rest: String, _ login: CatcherFaults.Login?) -> [Step] {
        guard login != nil else { return [.say("502 5.5.1 no login here")] }
        let words = rest.split(separator: " ").map(String.init)
        guard words.first?.uppercased() == "PLAIN" else { return [.say("504 5.5.4 only AUTH PLAIN")] }
        if words.count > 1 { return logIn(words[1], login) }
        awaitsLogin = true
        return [.say("334 ")]
    }

    private mutating func logIn(_ response: String, _ login: CatcherFaults.Login?) -> [Step] {
        // RFC 4616: authorization identity, NUL, user, NUL, password.
        let parts = (Data(base64Encoded: response) ?? Data()).split(separator: 0, omittingEmptySubsequences: false)
        isLoggedIn =
            parts.count == 3 && login?.username == String(decoding: parts[1], as: UTF8.self)
            && login?.password == String(decoding: parts[2], as: UTF8.self)
        return [.say(isLoggedIn ? "235 2.7.0 welcome" : "535 5.7.8 wrong name or password")]
    }

    private mutating func mail(_ rest: String, _ faults: inout CatcherFaults) -> [Step] {
        guard isGreeted else { return [.say("503 5.5.1 say EHLO first")] }
        guard mailFrom == nil else { return [.say("503 5.5.1 one MAIL at a time")] }
        guard faults.login == nil || isLoggedIn else { return [.say("530 5.7.0 authentication required")] }
        guard let path = Self.path(rest, after: "FROM:") else { return [.say("501 5.5.4 MAIL FROM:<address>")] }
        for parameter in path.parameters {
            let sides = parameter.uppercased().split(separator: "=", maxSplits: 1)
            switch sides.first {
            case "SIZE":
                guard sides.count == 2, let size = Int(sides[1]) else { return [.say("501 5.5.4 SIZE=octets")] }
                guard size <= Self.sizeLimit else { return [.say("552 5.3.4 message too big")] }
            case "BODY", "AUTH": break
            default: return [.say("555 5.5.4 unknown parameter")]
            }
        }
        let action = faults.strike(.mail)
        if Self.goesOn(action) { mailFrom = path.address }
        return Self.steps(action, usual: [.say("250 2.1.0 ok")])
    }

    private mutating func recipient(_ rest: String, _ faults: inout CatcherFaults) -> [Step] {
        guard mailFrom != nil else { return [.say("503 5.5.1 MAIL first")] }
        guard let path = Self.path(rest, after: "TO:"), path.address.contains("@"), path.parameters.isEmpty else {
            return [.say("501 5.5.4 RCPT TO:<address>")]
        }
        guard recipients.count < 100 else { return [.say("452 4.5.3 too many recipients")] }
        let action = faults.strike(.recipient(path.address))
        if Self.goesOn(action) { recipients.append(path.address) }
        return Self.steps(action, usual: [.say("250 2.1.5 ok")])
    }

    private mutating func data(_ faults: inout CatcherFaults) -> [Step] {
        guard !recipients.isEmpty else { return [.say("503 5.5.1 RCPT first")] }
        let action = faults.strike(.data)
        if Self.goesOn(action) { body = Data() }
        return Self.steps(action, usual: [.say("354 go ahead")])
    }

    private mutating func receiveText(
        _ line: Data, endedWell: Bool, isWhole: Bool, _ faults: inout CatcherFaults
    ) -> [Step] {
        if endedWell, isWhole, line.count == 1, line.first == 0x2E { return endOfText(&faults) }
        if !isWhole { bodyFault = bodyFault ?? "554 5.6.0 line over 998 octets" }
        if !endedWell || line.contains(0x0D) { bodyFault = bodyFault ?? "554 5.6.0 line end that is not CRLF" }
        if (body?.count ?? 0) + line.count > Self.sizeLimit { bodyFault = "552 5.3.4 message too big" }
        guard bodyFault == nil else { return [] }
        // RFC 5321 §4.5.2: a leading dot was doubled by the sender.
        body?.append(line.first == 0x2E ? line.dropFirst() : line)
        body?.append(contentsOf: [0x0D, 0x0A])
        return []
    }

    private mutating func endOfText(_ faults: inout CatcherFaults) -> [Step] {
        let keep = Step.keep(mailFrom: mailFrom ?? "", recipients: recipients, data: body ?? Data())
        let fault = bodyFault
        reset()
        if let fault { return [.say(fault)] }
        switch faults.strike(.finalDot) {
        case .keepAndDrop: return [keep, .hangUp]
        case .keepAndReply(let words): return [keep, .say(words)]
        case let action: return Self.steps(action, usual: [keep, .say("250 2.0.0 kept")])
        }
    }

    private mutating func reset() {
        mailFrom = nil
        recipients = []
        body = nil
        bodyFault = nil
    }

    private static func goesOn(_ action: CatcherFaults.Action?) -> Bool {
        if case .delay = action { return true }
        return action == nil
    }

    private static func steps(_ action: CatcherFaults.Action?, usual: [Step]) -> [Step] {
        switch action {
        case nil: usual
        case .reply(let words), .keepAndReply(let words): [.say(words)] + (words.hasPrefix("421") ? [.hangUp] : [])
        case .drop, .keepAndDrop: [.hangUp]
        case .delay(let milliseconds): [.wait(milliseconds: milliseconds)] + usual
        case .silence: [.hush]
        }
    }

    /// `FROM:<address> PARAMETER=VALUE…`
    private static func path(_ text: String, after keyword: String) -> (address: String, parameters: [String])? {
        guard text.uppercased().hasPrefix(keyword) else { return nil }
        let rest = text.dropFirst(keyword.count).drop { $0 == " " }
        guard rest.first == "<", let end = rest.firstIndex(of: ">") else { return nil }
        let address = String(rest[rest.index(after: rest.startIndex)..<end])
        guard !address.contains(where: { $0 == " " || $0 == "<" }) else { return nil }
        return (address, rest[rest.index(after: end)...].split(separator: " ").map(String.init))
    }
}
