import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard key`
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Keys with which reviewers sign their opinions.",
        discussion: """
            A reviewer makes a key (“key new”) and keeps the private file to themselves; the coordinator registers the \
            public line (“key register”) after having made sure whose it is. From then on “opinion cast --key” signs.
            """,
        subcommands: [New.self, Show.self, Register.self, List.self, Revoke.self])

    /// A public key as people pass it on.
    struct PublicKey: Encodable {
        /// How commands name it.
        let id: String
        /// Base64.
        let publicKey: String

        /// The public half of a key.
        init(_ key: ReviewerKey) { (id, publicKey) = (key.id, key.publicText) }
    }

    /// `tumorboard key new`
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a private key that only you can read, and print its public line.")

        @Option(help: ArgumentHelp("Where the private key goes; nothing is written over.", valueName: "file"))
        var out: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            let key = try ReviewerKey()
            try key.write(to: URL(fileURLWithPath: out))
            try output.show(PublicKey(key)) { KeyCommand.words(key) }
        }
    }

    /// `tumorboard key show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the public line of a private key.")

        @Argument(help: "The private key's file.") var file: String
        @OptionGroup var output: OutputOptions

        func run() throws {
            let key = try ReviewerKey(file: URL(fileURLWithPath: file))
            try output.show(PublicKey(key)) { KeyCommand.words(key) }
        }
    }

    /// `tumorboard key register`
    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register a reviewer's public key, once you have made sure that it is theirs.")

        @Argument(help: "The reviewer, by their id on the roster.") var reviewer: ReviewerID
        @Argument(help: ArgumentHelp("The public line.", valueName: "public")) var text: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var actor: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let key = try office.registerKey(text, of: reviewer, actor: actor.name)
            let words = "Key \(key.id) is registered for \(reviewer)"
            try output.show(Done(done: words)) { words + ".\n" }
        }
    }

    /// `tumorboard key list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show every key, revoked ones included.")

        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let entries = try await site.office().keyBook().entries
            try output.show(entries) { Self.text(entries) }
        }

        private static func text(_ entries: [KeyBook.Entry]) -> String {
            guard !entries.isEmpty else { return "No key is registered.\n" }
            var table = TextTable(columns: ["key", "reviewer", "registered", "by", "revoked", "by", "why"])
            for entry in entries {
                table.add([
                    entry.key.id, entry.key.reviewer.text, entry.registered.formatted(.iso8601), entry.registeredBy,
                    entry.revoked?.formatted(.iso8601) ?? "–", entry.revokedBy ?? "", entry.reason ?? "",
                ])
            }
            return table.rendered()
        }
    }

    /// `tumorboard key revoke`
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop trusting a key from now on; what was signed with it before stays valid.")

        @Argument(help: "The reviewer, by their id on the roster.") var reviewer: ReviewerID
        @Argument(help: "The key's id, as “key list” shows it.") var key: String
        @Option(help: "Why, in words.") var reason: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var actor: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            try office.revokeKey(key, of: reviewer, reason: reason, actor: actor.name)
            let words = "Key \(key) of \(reviewer) is revoked"
            try output.show(Done(done: words)) { words + "; what was signed with it before stays valid.\n" }
        }
    }

    private static func words(_ key: ReviewerKey) -> String {
        "\(key.publicText)\n\nKey \(key.id). Give the line above to the coordinator by a way that shows it is yours; "
            + "the private file stays with you.\n"
    }
}
