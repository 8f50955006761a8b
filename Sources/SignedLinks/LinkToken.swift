import Crypto
package import Foundation

/// What a signed link carries, and what the store keeps of it.
package struct LinkToken: Sendable, Equatable {
    /// The token as it stands in the link: base64url without padding. Never stored, never logged.
    package let text: String
    /// SHA-256 of its random part: all that is stored.
    package let storedHash: Data
}

/// Makes a token: version, key number, 256 random bits, HMAC-SHA256 tag.
/// - Parameter random: gives 32 fresh bytes; anything else ends the program, since a guessable link must never leave.
package func mint(keys: LinkKeys, random: () -> [UInt8]) -> LinkToken {
    let secret = random()
    precondition(secret.count == TokenForm.random, "a link needs \(TokenForm.random) random bytes, not \(secret.count)")
    let body = [TokenForm.version, keys.current.id] + secret
    let tag = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: keys.current.secret))
    return LinkToken(text: Base64URL.encode(body + tag), storedHash: Data(SHA256.hash(data: secret)))
}

/// The hash to ask the store for; nil for anything that no listed key has signed, before the store is asked.
package func storedHash(of text: String, keys: LinkKeys) -> Data? {
    guard let bytes = Base64URL.decode(text, count: TokenForm.length), bytes[0] == TokenForm.version,
        let key = keys.key(bytes[1])
    else { return nil }
    let body = bytes[..<TokenForm.signed]
    let tag = bytes[TokenForm.signed...]
    // Constant time, as swift-crypto promises for this comparison.
    guard HMAC<SHA256>.isValidAuthenticationCode(tag, authenticating: body, using: SymmetricKey(data: key.secret))
    else { return nil }
    return Data(SHA256.hash(data: body.dropFirst(2)))
}

/// The places of a token's parts.
private enum TokenForm {
    static let version: UInt8 = 1
    static let random = 32
    static let signed = 2 + random
    static let length = signed + SHA256.byteCount
}
