import Crypto
package import Foundation

/// Six digits, good once and for a short time: the second factor that is mailed to staff or read out to a patient.
package struct OneTimeCode: Sendable, Equatable {
    /// The six digits, leading zeros kept.
    package let digits: String

    /// A fresh code.
    /// - Parameter random: gives at least 8 fresh bytes; fewer end the program. Of 2⁶⁴ values over a million codes, none
    ///   is likelier than another by more than one part in 10¹³.
    package init(random: () -> [UInt8]) {
        let bytes = random()
        precondition(bytes.count >= 8, "a code needs 8 random bytes, not \(bytes.count)")
        let number = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 1_000_000
        let text = String(number)
        digits = String(repeating: "0", count: 6 - text.count) + text
    }

    /// What a person typed: six digits of any script, with spaces or hyphens between them; nil for anything else.
    package init?(typed text: String) {
        guard text.utf8.count <= 64 else { return nil }
        var digits = ""
        for character in text where !character.isWhitespace && character != "-" {
            guard let value = character.wholeNumberValue, (0...9).contains(value) else { return nil }
            digits += String(value)
        }
        guard digits.count == 6 else { return nil }
        self.digits = digits
    }

    /// What is stored of it, bound to what it opens.
    package func stored(key: Data, context: String) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: message(context), using: SymmetricKey(data: key)))
    }

    /// Whether it is the one that was stored; in constant time.
    package func matches(stored: Data, key: Data, context: String) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            stored, authenticating: message(context), using: SymmetricKey(data: key))
    }

    /// The digits have one length, so that nothing of the context can pass for them.
    private func message(_ context: String) -> Data { Data("one-time code 1:\(digits):\(context)".utf8) }
}
