package import Foundation
package import Journal
import SignedLinks
package import TumorBoard

/// Why a file of a private key is not used.
package enum KeyFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is something of that name.
    case exists(String)
    /// Others than its owner may read it.
    case open(String, mode: String)
    /// It holds no key.
    case malformed(String)
    /// The system says no.
    case file(String, String)

    /// What to do about it.
    package var description: String {
        switch self {
        case .exists(let path): "\(path): it exists already; a key is never written over, choose another name"
        case .open(let path, let mode):
            "\(path): others may read this key (mode \(mode)): run “chmod 600 '\(path)'”, or make a new key and have this "
                + "one revoked"
        case .malformed(let path): "\(path): it holds no private key of “tumorboard key new”"
        case .file(let path, let reason): "\(path): \(reason)"
        }
    }
}

/// A reviewer's private key, in a file of their own machine that nobody else may read. It never reaches the site.
package struct ReviewerKey: Sendable {
    private static let word = "tumorboard-private-key-1"
    private let bytes: Data
    private let signer: OpinionSigner

    /// A new key.
    /// - Parameter random: where its bytes come from.
    package init(random: Keyring.RandomBytes = Keyring.systemRandom) throws {
        try self.init(Data(random(32)))
    }

    /// The key in a file.
    /// - Throws: `KeyFileError` where others may read the file or it holds no key.
    package init(file: URL) throws {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw KeyFileError.file(file.path, String(cString: strerror(errno))) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw KeyFileError.file(file.path, String(cString: strerror(errno)))
        }
        guard status.st_mode & 0o077 == 0 else {
            throw KeyFileError.open(file.path, mode: String(status.st_mode & 0o777, radix: 8))
        }
        let text = String(decoding: try handle.read(upToCount: 4_096) ?? Data(), as: UTF8.self)
        let fields = text.split(whereSeparator: \.isWhitespace)
        guard fields.count == 2, fields[0] == Self.word, let key = Data(base64Encoded: String(fields[1])),
            key.count == 32
        else { throw KeyFileError.malformed(file.path) }
        try self.init(key)
    }

    private init(_ bytes: Data) throws {
        self.bytes = bytes
        signer = try OpinionSigner(key: bytes)
    }

    /// Writes it where nothing is yet, for its owner alone (mode 0600).
    /// - Throws: `KeyFileError`.
    package func write(to file: URL) throws {
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST
                ? KeyFileError.exists(file.path) : KeyFileError.file(file.path, String(cString: strerror(errno)))
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data("\(Self.word) \(bytes.base64EncodedString())\n".utf8))
        try handle.synchronize()
    }

    /// The public key as people pass it on: base64.
    package var publicText: String { signer.publicKey.base64EncodedString() }

    /// How people and commands name it.
    package var id: String { Self.id(of: signer.publicKey) }

    /// Signs an opinion with everything that it is bound to.
    package func sign(_ statement: OpinionStatement) throws -> OpinionSignature {
        OpinionSignature(key: id, value: try signer.sign(try statement.signedBytes()))
    }

    /// The beginning of a public key's digest.
    package static func id(of publicKey: Data) -> String { String(BoardOffice.digest(of: publicKey).prefix(16)) }
}
