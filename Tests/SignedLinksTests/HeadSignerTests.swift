import Foundation
import Testing

@testable import SignedLinks

@Suite("Signed heads") struct HeadSignerTests {
    private let hash = Data(0..<32)

    @Test("a signature holds for its head and for no other, and every byte of it counts")
    func signature() throws {
        let signer = try HeadSigner(key: Data(repeating: 5, count: 32))
        let signature = try signer.sign(position: 7, hash: hash)
        func verify(_ signature: Data, _ position: Int64, _ hash: Data, _ key: Data) -> Bool {
            HeadSigner.verify(signature: signature, position: position, hash: hash, publicKey: key)
        }
        #expect(verify(signature, 7, hash, signer.publicKey))
        #expect(!verify(signature, 8, hash, signer.publicKey))
        #expect(!verify(signature, 7, Data(1..<33), signer.publicKey))
        let other = try HeadSigner(key: Data(repeating: 6, count: 32))
        #expect(!verify(signature, 7, hash, other.publicKey))
        #expect(!verify(signature, 7, hash, Data([1, 2, 3])))
        #expect(!verify(Data(), 7, hash, signer.publicKey))
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1
            #expect(!verify(changed, 7, hash, signer.publicKey))
        }
    }

    @Test("a key of the wrong length is refused")
    func badKey() {
        #expect(throws: SecretError.length(what: "the head's key", wanted: 32, got: 31)) {
            try HeadSigner(key: Data(repeating: 5, count: 31))
        }
    }
}
