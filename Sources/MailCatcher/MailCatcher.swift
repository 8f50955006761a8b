package import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// An SMTP server for demonstrations and tests: takes every mail, keeps it as a file, fails on request.
///
/// It writes files on its event loop, speaks no TLS, and is no server for the open network.
package final class MailCatcher: Sendable {
    private struct State {
        var faults: CatcherFaults
        var messages: [CaughtMail] = []
        var nextSequence = 1
        var server: (any Channel)?
        var clients: [ObjectIdentifier: any Channel] = [:]
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let directory: URL?
    private let host: String
    private let port: Int
    private let state: Mutex<State>

    /// Creates a catcher; port 0 takes any free one.
    package init(directory: URL?, host: String = "127.0.0.1", port: Int = 0, faults: CatcherFaults = .none) {
        self.directory = directory
        self.host = host
        self.port = port
        state = Mutex(State(faults: faults))
    }

    /// Opens the port.
    /// - Returns: the port.
    /// - Throws: when the folder cannot be read or made, or the port is taken.
    package func start() async throws -> Int {
        if let directory {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            let highest = names.compactMap(CaughtFile.sequence(of:)).max() ?? 0
            state.withLock { $0.nextSequence = highest + 1 }
        }
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                self.remember(channel)
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(SMTPConnection(catcher: self))
                }
            }
            .bind(host: host, port: port).get()
        state.withLock { $0.server = server }
        guard let port = server.localAddress?.port else { throw CatcherError.noPort }
        return port
    }

    /// Closes the port and every connection. What was caught stays readable.
    package func stop() async throws {
        let (server, clients) = state.withLock { state in
            defer { state.server = nil }
            return (state.server, Array(state.clients.values))
        }
        try await server?.close().get()
        for client in clients {
            client.close(promise: nil)
            try await client.closeFuture.get()
        }
    }

    /// Everything caught by this catcher, in order of arrival.
    package var messages: [CaughtMail] { state.withLock { $0.messages } }

    /// What was caught for one recipient, in any case of letters.
    package func messages(to address: String) -> [CaughtMail] {
        messages.filter { mail in mail.recipients.contains { $0.lowercased() == address.lowercased() } }
    }

    /// Replaces the script of faults, for connections open and to come.
    package func setFaults(_ faults: CatcherFaults) { state.withLock { $0.faults = faults } }

    /// Waits until a rule of the present script has struck.
    package func struck() async {
        await withCheckedContinuation { continuation in
            let hasStruck = state.withLock { state in
                if state.faults.strikes == 0 { state.waiters.append(continuation) }
                return state.faults.strikes > 0
            }
            if hasStruck { continuation.resume() }
        }
    }

    /// Lets a conversation consult and count down the script.
    func withFaults(_ body: (inout CatcherFaults) -> [SMTPDialogue.Step]) -> [SMTPDialogue.Step] {
        let (steps, waiters) = state.withLock { state in
            let steps = body(&state.faults)
            guard state.faults.strikes > 0 else { return (steps, [CheckedContinuation<Void, Never>]()) }
            defer { state.waiters = [] }
            return (steps, state.waiters)
        }
        for waiter in waiters { waiter.resume() }
        return steps
    }

    /// Writes a mail, whole or not at all, and remembers it.
    func keep(mailFrom: String, recipients: [String], data: Data) throws {
        try state.withLock { state in
            let sequence = state.nextSequence
            let file = directory?.appendingPathComponent(CaughtFile.name(sequence, recipient: recipients.first ?? ""))
            if let file { try data.write(to: file, options: .atomic) }
            state.nextSequence += 1
            state.messages.append(
                CaughtMail(sequence: sequence, mailFrom: mailFrom, recipients: recipients, data: data, file: file))
        }
    }

    private func remember(_ channel: any Channel) {
        let name = ObjectIdentifier(channel)
        state.withLock { $0.clients[name] = channel }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { state in _ = state.clients.removeValue(forKey: name) }
        }
    }
}

/// Why a catcher could not start.
package enum CatcherError: Error, CustomStringConvertible {
    /// The system named no port.
    case noPort

    /// One line for a person.
    package var description: String {
        "the mail catcher's socket has no port: give it a host address such as 127.0.0.1"
    }
}

/// Names of the files: `0001-local.part.eml`.
enum CaughtFile {
    /// The name for a mail.
    static func name(_ sequence: Int, recipient: String) -> String {
        let local = recipient.prefix { $0 != "@" }.lowercased()
        let safe = local.unicodeScalars.map { scalar in
            scalar.isASCII && scalar.properties.isAlphabetic || "0123456789.-_+".unicodeScalars.contains(scalar)
                ? Character(scalar) : "_"
        }
        let digits = String(sequence)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "\(padded)-\(safe.isEmpty ? "nobody" : String(safe.prefix(64))).eml"
    }

    /// The number in a file's name; nil for other files.
    static func sequence(of name: String) -> Int? {
        guard name.hasSuffix(".eml") else { return nil }
        let digits = name.prefix { $0.isASCII && $0.isNumber }
        return name.dropFirst(digits.count).first == "-" ? Int(digits) : nil
    }
}
