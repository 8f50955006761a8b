import Foundation
import Testing

@testable import SignedLinks

@Suite("Second factors") struct SecondFactorTests {
    private let key = Data(repeating: 3, count: 32)

    @Test("a code has six digits and matches only itself, in its own context", arguments: 1...30)
    func code(seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let code = OneTimeCode { random.bytes(8) }
        #expect(code.digits.count == 6 && Int(code.digits) != nil, "seed \(seed)")
        let stored = code.stored(key: key, context: "link-1")
        #expect(code.matches(stored: stored, key: key, context: "link-1"))
        #expect(!code.matches(stored: stored, key: key, context: "link-2"))
        #expect(!code.matches(stored: stored, key: Data(repeating: 4, count: 32), context: "link-1"))
        for index in 0..<6 {
            var digits = Array(code.digits)
            digits[index] = digits[index] == "9" ? "0" : "9"
            let other = try #require(OneTimeCode(typed: String(digits)))
            #expect(!other.matches(stored: stored, key: key, context: "link-1"), "seed \(seed)")
        }
    }

    @Test("small numbers keep their zeros")
    func zeros() {
        #expect(OneTimeCode { [0, 0, 0, 0, 0, 0, 0, 42] }.digits == "000042")
        #expect(OneTimeCode { [UInt8](repeating: 0, count: 8) }.digits == "000000")
    }

    @Test("a code is read as people type it", arguments: ["123456", " 123 456 ", "123-456", "１２３４５６", "१२३४५६"])
    func typed(text: String) {
        #expect(OneTimeCode(typed: text)?.digits == "123456")
    }

    @Test("what is no code is refused", arguments: ["", "12345", "1234567", "12345a", "12345½", "⑫3456", "½23456"])
    func noCode(text: String) {
        #expect(OneTimeCode(typed: text) == nil)
    }

    @Test(
        "a passphrase is the same however it is spaced, cased or composed",
        arguments: [
            "blue  Heron at café", " BLUE HERON\tAT CAFE\u{301} ", "blue heron at caf\u{e9}\n",
            "Blue\u{a0}heron at café",
        ])
    func normalised(text: String) throws {
        let chosen = try #require(Passphrase("Blue heron at café"))
        let stored = chosen.stored(iterations: 10) { Array(0..<16) }
        #expect(try #require(Passphrase(text)).matches(stored: stored))
    }

    @Test("another passphrase does not match", arguments: ["Blue heron at cafe", "blueheron at café", "blue heron"])
    func other(text: String) throws {
        let stored = try #require(Passphrase("Blue heron at café")).stored(iterations: 10) { Array(0..<16) }
        #expect(try !#require(Passphrase(text)).matches(stored: stored))
    }

    @Test("nothing is no passphrase", arguments: ["", "  \n", String(repeating: "x", count: 1025)])
    func noPassphrase(text: String) {
        #expect(Passphrase(text) == nil)
    }

    @Test(
        "a damaged stored passphrase matches nothing",
        arguments: ["", "v1", "v2$10$AA==$AA==", "v1$0$$", "v1$x$AA==$AA=="])
    func damaged(stored: String) throws {
        #expect(try !#require(Passphrase("blue heron")).matches(stored: stored))
    }

    @Test("the slow hash is PBKDF2 with HMAC-SHA256")
    func vectors() throws {
        // The known answer for password "password", salt "salt", 4096 iterations, 32 bytes.
        let answer: [UInt8] = [
            0xc5, 0xe4, 0x78, 0xd5, 0x92, 0x88, 0xc8, 0x41, 0xaa, 0x53, 0x0d, 0xb6, 0x84, 0x5c, 0x4c, 0x8d, 0x96, 0x28,
            0x93, 0xa0, 0x01, 0xce, 0x4e, 0x11, 0xa4, 0x96, 0x38, 0x73, 0xaa, 0x98, 0x13, 0x4a,
        ]
        let salt = Data("salt".utf8).base64EncodedString()
        let stored = "v1$4096$\(salt)$\(Data(answer).base64EncodedString())"
        #expect(try #require(Passphrase("password")).matches(stored: stored))
        #expect(try !#require(Passphrase("passwore")).matches(stored: stored))
    }

    @Test("a new passphrase is stored with the full number of iterations, its salt and nothing of itself")
    func form() throws {
        let stored = try #require(Passphrase("blue heron")).stored { [UInt8](repeating: 9, count: 16) }
        #expect(stored.hasPrefix("v1$100000$CQkJCQkJCQkJCQkJCQkJCQ==$"))
        #expect(try #require(Passphrase("Blue Heron")).matches(stored: stored))
    }
}
