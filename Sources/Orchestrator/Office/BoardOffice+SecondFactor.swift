import Crypto
import Foundation
import Journal
import SignedLinks

/// Which cookie a session belongs to.
enum SessionKind: String {
    case link = "session"
    case staff
}

/// Codes, tries and sessions: the same for whoever opens a link and whoever signs in.
extension BoardOffice {
    /// Seconds for which a mailed code is good.
    static let codeLifetime = 600.0
    private static let triesPerWindow = 6
    private static let window = 900.0

    /// Six digits, kept as a keyed hash until they are used or expire.
    func makeCode(key: String, expires: Date) throws -> String {
        let code = OneTimeCode(random: { random(16) })
        try journal.putEphemeral(
            key: key, value: code.stored(key: secrets.codes, context: key), expires: expires)
        return code.digits
    }

    /// Whether these are the digits kept under a key; they are then used up.
    func takeCode(_ given: String, key: String) throws -> Bool {
        guard let typed = OneTimeCode(typed: given), let stored = try journal.ephemeral(key: key, now: now),
            typed.matches(stored: stored, key: secrets.codes, context: key)
        else { return false }
        try journal.removeEphemeral(key: key)
        return true
    }

    /// Counts a try, and says whether there were few enough in this quarter of an hour.
    func withinLimit(_ counter: String) throws -> Bool {
        let start = Date(timeIntervalSince1970: (now.timeIntervalSince1970 / Self.window).rounded(.down) * Self.window)
        return try journal.bump(counter: counter, window: start, now: now) <= Self.triesPerWindow
    }

    /// Begins a session.
    /// - Returns: its token, for a cookie.
    func beginSession(_ kind: SessionKind, holding value: Data, hours: Int) throws -> String {
        let token = Data(random(32))
        try journal.putEphemeral(
            key: sessionKey(token, kind), value: value, expires: now.addingTimeInterval(3_600 * Double(hours)))
        return Self.hex(token)
    }

    /// What a session holds; nil where there is none of that token any more.
    func session(_ token: String, _ kind: SessionKind) throws -> Data? {
        guard let bytes = Self.bytes(hex: token), bytes.count == 32 else { return nil }
        return try journal.ephemeral(key: sessionKey(bytes, kind), now: now)
    }

    /// Ends a session.
    func endSession(_ token: String, _ kind: SessionKind) throws {
        guard let bytes = Self.bytes(hex: token) else { return }
        try journal.removeEphemeral(key: sessionKey(bytes, kind))
    }

    private func sessionKey(_ token: Data, _ kind: SessionKind) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: token, using: SymmetricKey(data: secrets.sessions))
        return "\(kind.rawValue)/" + Self.hex(code)
    }

    static func bytes(hex text: String) -> Data? {
        guard text.utf8.count.isMultiple(of: 2) else { return nil }
        var bytes = Data()
        var rest = text[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
