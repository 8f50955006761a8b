import Crypto
import Foundation

/// A patient's passphrase, chosen at intake, in the one form it is compared in.
package struct Passphrase: Sendable, Equatable {
    /// Trimmed, spaces collapsed, lower case, composed (NFC).
    package let normalised: String

    /// Iterations of a newly stored passphrase.
    package static let iterations = 100_000

    /// A passphrase as it was chosen or typed; nil where nothing is left of it, or it is longer than any passphrase.
    package init?(_ text: String) {
        guard text.utf8.count <= 1024 else { return nil }
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { return nil }
        normalised = words.joined(separator: " ").precomposedStringWithCanonicalMapping
    }

    /// What is stored of it: `v1$iterations$salt$hash`, the last two in base64.
    /// - Parameter random: gives at least 16 fresh bytes for the salt; fewer end the program.
    package func stored(iterations: Int = Passphrase.iterations, random: () -> [UInt8]) -> String {
        let salt = random()
        precondition(salt.count >= 16, "a salt needs 16 random bytes, not \(salt.count)")
        let hash = stretched(salt: salt, iterations: iterations)
        return "v1$\(iterations)$\(Data(salt).base64EncodedString())$\(hash.base64EncodedString())"
    }

    /// Whether it is the one that was stored; false too for a text that `stored` never gave. The comparison takes the
    /// same time wherever the two differ.
    package func matches(stored: String) -> Bool {
        let fields = stored.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 4, fields[0] == "v1", let iterations = Int(fields[1]),
            (1...10_000_000).contains(iterations), let salt = Data(base64Encoded: String(fields[2])),
            let hash = Data(base64Encoded: String(fields[3])), hash.count == SHA256.byteCount
        else { return false }
        let own = stretched(salt: [UInt8](salt), iterations: iterations)
        return zip(own, hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// PBKDF2 with HMAC-SHA256 (RFC 8018 section 5.2) for one block of 32 bytes.
    private func stretched(salt: [UInt8], iterations: Int) -> Data {
        let keyed = HMAC<SHA256>(key: SymmetricKey(data: Data(normalised.utf8)))
        func code(_ bytes: some DataProtocol) -> [UInt8] {
            var code = keyed
            code.update(data: bytes)
            return Array(code.finalize())
        }
        var block = code(salt + [0, 0, 0, 1])
        var sum = block
        for _ in 1..<max(1, iterations) {
            block = code(block)
            for index in sum.indices { sum[index] ^= block[index] }
        }
        return Data(sum)
    }
}
