import Crypto
package import Foundation
import Synchronization

/// A site's keys, in a directory apart from its database: the master key, and one key for each sealed stream, wrapped
/// by it. Losing the directory is losing every sealed event; it has a backup of its own.
package final class Keyring: Sendable {
    /// Gives as many random bytes as asked for.
    package typealias RandomBytes = @Sendable (_ count: Int) -> [UInt8]

    /// Where the keys lie.
    package let directory: URL
    private let master: SymmetricKey
    /// Seals sessions and codes.
    let ephemeral: SymmetricKey
    private let wrapping: SymmetricKey
    private let random: RandomBytes
    private let opened = Mutex<[StreamID: SymmetricKey]>([:])

    /// The system's source of randomness.
    package static let systemRandom: RandomBytes = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Opens the keyring in a directory.
    /// - Throws: `KeyringError`: `.missing`, `.open` (others may read it), `.damaged`, `.file`.
    package init(directory: URL, random: @escaping RandomBytes = Keyring.systemRandom) throws {
        try SecureFile.checkDirectory(directory)
        let file = Self.masterFile(directory)
        guard let bytes = try SecureFile.read(file) else { throw KeyringError.missing(path: file.path) }
        let fields = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard fields.count == 2, fields[0] == "v1", let key = Data(base64Encoded: String(fields[1])), key.count == 32
        else { throw KeyringError.damaged(path: file.path, why: "it is not \"v1\" and 32 bytes in base64") }
        self.directory = directory
        self.random = random
        master = SymmetricKey(data: key)
        wrapping = Self.derive("wrap stream keys", from: master)
        ephemeral = Self.derive("short-lived values", from: master)
        try SecureFile.makeDirectory(Self.streamDirectory(directory))
    }

    /// Makes a new keyring: its directory (0700) and master key (0600).
    /// - Throws: `KeyringError`: `.exists`, `.open`, `.randomness`, `.file`.
    @discardableResult
    package static func create(directory: URL, random: @escaping RandomBytes = Keyring.systemRandom) throws -> Keyring {
        try SecureFile.makeDirectory(directory)
        let key = try bytes(32, from: random)
        let file = masterFile(directory)
        guard try SecureFile.create(file, Data("v1 \(key.base64EncodedString())\n".utf8)) else {
            throw KeyringError.exists(path: file.path)
        }
        try SecureFile.sync(directory.deletingLastPathComponent(), O_DIRECTORY)
        return try Keyring(directory: directory, random: random)
    }

    /// 32 bytes that only this site has, for one purpose: the links' tag, Message-IDs, search tokens.
    package func derive(purpose: String) -> Data {
        Self.derive("purpose: \(purpose)", from: master).withUnsafeBytes { Data($0) }
    }

    /// Destroys a stream's key for good and leaves a mark in its place, so that none is ever made again.
    package func destroy(_ stream: StreamID) throws {
        opened.withLock { $0[stream] = nil }
        let file = keyFile(stream)
        try SecureFile.blank(file)
        try SecureFile.replace(file, Data("\(Self.destroyedMark) \(stream)\n".utf8))
    }

    /// What the keyring holds for a stream.
    enum StreamKey {
        case present(SymmetricKey)
        case destroyed
        case absent
    }

    /// The stream's key, if there is one.
    func key(for stream: StreamID) throws(KeyringError) -> StreamKey {
        if let key = opened.withLock({ $0[stream] }) { return .present(key) }
        let file = keyFile(stream)
        guard let bytes = try SecureFile.read(file) else { return .absent }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        if lines.first?.hasPrefix(Self.destroyedMark) == true { return .destroyed }
        // v1, the stream for a person who looks for it, the wrapped key.
        guard lines.count == 3, lines[0] == "v1", let wrapped = Data(base64Encoded: String(lines[2])) else {
            throw .damaged(path: file.path, why: "it is not \"v1\", a stream and a key in base64")
        }
        let key: Data
        do {
            key = try AES.GCM.open(
                AES.GCM.SealedBox(combined: wrapped), using: wrapping, authenticating: Self.binding(stream))
        } catch {
            throw .damaged(path: file.path, why: "it does not open with this master key for \(stream)")
        }
        return .present(remember(SymmetricKey(data: key), for: stream))
    }

    /// The stream's key, made and durable before this returns where there was none.
    func keyMakingOne(for stream: StreamID) throws -> StreamKey {
        let existing = try key(for: stream)
        guard case .absent = existing else { return existing }
        let fresh = try Self.bytes(32, from: random)
        let box = try AES.GCM.seal(fresh, using: wrapping, authenticating: Self.binding(stream))
        let wrapped = Data(box.nonce) + box.ciphertext + box.tag
        let text = "v1\n\(stream)\n\(wrapped.base64EncodedString())\n"
        // Where another process was faster, its key is the stream's.
        guard try SecureFile.create(keyFile(stream), Data(text.utf8)) else { return try key(for: stream) }
        return .present(remember(SymmetricKey(data: fresh), for: stream))
    }

    private func remember(_ key: SymmetricKey, for stream: StreamID) -> SymmetricKey {
        opened.withLock { $0[stream] = key }
        return key
    }

    /// The name is a hash, since a stream's id may hold anything.
    private func keyFile(_ stream: StreamID) -> URL {
        let name = SHA256.hash(data: Data(stream.description.utf8)).map {
            String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
        }
        return Self.streamDirectory(directory).appendingPathComponent(name.joined() + ".key")
    }

    private static let destroyedMark = "destroyed"

    private static func masterFile(_ directory: URL) -> URL { directory.appendingPathComponent("master.key") }

    private static func streamDirectory(_ directory: URL) -> URL { directory.appendingPathComponent("streams") }

    private static func binding(_ stream: StreamID) -> Data {
        var fields = CanonicalBytes()
        fields.add("stream key 1")
        fields.add(stream.description)
        return fields.bytes
    }

    private static func derive(_ purpose: String, from master: SymmetricKey) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: master, salt: Data("tumorboard keyring 1".utf8), info: Data(purpose.utf8),
            outputByteCount: 32)
    }

    private static func bytes(_ count: Int, from random: RandomBytes) throws(KeyringError) -> Data {
        let bytes = random(count)
        guard bytes.count == count else { throw .randomness(wanted: count, got: bytes.count) }
        return Data(bytes)
    }
}
