import Foundation
import Testing

@testable import SignedLinks

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }
}

private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

@Suite("Signed links") struct LinkTokenTests {
    private func key(_ id: UInt8, _ byte: UInt8) throws -> LinkKeys.Key {
        try LinkKeys.Key(id: id, secret: Data(repeating: byte, count: 32))
    }

    @Test("a minted token gives the hash that was stored", arguments: 1...50)
    func roundTrip(seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let keys = try LinkKeys(derived: Data(random.bytes(32)))
        let token = mint(keys: keys) { random.bytes(32) }
        #expect(storedHash(of: token.text, keys: keys) == token.storedHash, "seed \(seed)")
        #expect(token.text.count == 88)
        #expect(token.text.allSatisfy(alphabet.contains), "seed \(seed)")
        #expect(token.storedHash.count == 32)
        let next = mint(keys: keys) { random.bytes(32) }
        #expect(next.storedHash != token.storedHash, "seed \(seed)")
    }

    @Test("every change of every character is refused")
    func everyCharacter() throws {
        let keys = try LinkKeys(derived: Data(repeating: 7, count: 32))
        let text = Array(mint(keys: keys) { Array(0..<32) }.text)
        for index in text.indices {
            for character in alphabet + ["=", "+", "/", " ", "é", "\0"] where character != text[index] {
                var changed = text
                changed[index] = character
                #expect(storedHash(of: String(changed), keys: keys) == nil)
            }
        }
    }

    @Test("a longer, shorter or padded token is refused")
    func lengths() throws {
        let keys = try LinkKeys(derived: Data(repeating: 7, count: 32))
        let text = mint(keys: keys) { Array(0..<32) }.text
        for wrong in ["", "A", text + "A", text + "=", String(text.dropLast()), String(text.dropFirst()), text + text] {
            #expect(storedHash(of: wrong, keys: keys) == nil)
        }
    }

    @Test("a token is refused under another site's key")
    func foreign() throws {
        let token = mint(keys: try LinkKeys(derived: Data(repeating: 7, count: 32))) { Array(0..<32) }
        #expect(storedHash(of: token.text, keys: try LinkKeys(derived: Data(repeating: 8, count: 32))) == nil)
    }

    @Test("an old key's links work as long as it is listed, and new links use the new key")
    func rotation() throws {
        let old = mint(keys: try LinkKeys(current: key(1, 1))) { Array(0..<32) }
        let rotated = try LinkKeys(current: key(2, 2), retired: [key(1, 1)])
        let new = mint(keys: rotated) { Array(1..<33) }
        #expect(storedHash(of: old.text, keys: rotated) == old.storedHash)
        #expect(storedHash(of: new.text, keys: rotated) == new.storedHash)
        #expect(storedHash(of: old.text, keys: try LinkKeys(current: key(2, 2))) == nil)
        #expect(storedHash(of: new.text, keys: try LinkKeys(current: key(1, 1))) == nil)
        // The number alone does not make a key: the same number with another secret is refused.
        #expect(storedHash(of: old.text, keys: try LinkKeys(current: key(1, 9))) == nil)
    }

    @Test("keys of the wrong length, or two of one number, are refused")
    func badKeys() throws {
        #expect(throws: SecretError.length(what: "link key 1", wanted: 32, got: 5)) {
            try LinkKeys(derived: Data(repeating: 1, count: 5))
        }
        #expect(throws: SecretError.repeatedKey(1)) { try LinkKeys(current: key(1, 1), retired: [key(1, 2)]) }
    }

    @Test("random junk is refused", arguments: 1...20)
    func junk(seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let keys = try LinkKeys(derived: Data(repeating: 7, count: 32))
        for _ in 0..<100 {
            let text = Base64URL.encode([1, 1] + random.bytes(64))
            #expect(storedHash(of: text, keys: keys) == nil, "seed \(seed)")
        }
    }

    @Test("base64url is read back as it was written, and in one spelling only", arguments: 0...70)
    func base64(count: Int) {
        var random = Seeded(UInt64(count))
        let bytes = random.bytes(count)
        let text = Base64URL.encode(bytes)
        #expect(Base64URL.decode(text, count: count) == bytes)
        guard let last = text.last, let place = alphabet.firstIndex(of: last), count % 3 != 0 else { return }
        // A last character with spare bits set is another spelling of the same bytes.
        let other = String(text.dropLast()) + String(alphabet[place + 1])
        #expect(Base64URL.decode(other, count: count) == nil)
    }
}
