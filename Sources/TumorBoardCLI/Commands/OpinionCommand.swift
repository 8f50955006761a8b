import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard opinion`
struct OpinionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opinion", abstract: "Give an opinion from the command line, with the link of your invitation.",
        discussion: """
            It speaks HTTP with the site that the link names; nothing of a site is needed on this machine, but for \
            “verify”, which reads a site's journal.
            """,
        subcommands: [Template.self, Cast.self, OpinionReceiptCommand.self, OpinionVerifyCommand.self])

    /// The link and its second factor.
    struct LinkOptions: ParsableArguments {
        @Option(help: ArgumentHelp("The link in your invitation.", valueName: "url")) var link: String
        @Option(
            help: ArgumentHelp(
                "The code that was mailed to you, where you have one already; else a fresh one is asked for.",
                valueName: "digits"))
        var code: String?

        /// A client whose session is open.
        func client() async throws -> LinkClient {
            let client = try LinkClient(link)
            if let code {
                try await client.open(factor: code)
                return client
            }
            switch try await client.knock().needs {
            case "nothing": return client
            case "code":
                guard Terminal.isInputInteractive else {
                    throw Refusal("a code was mailed to you: run the command again with --code and that code")
                }
                try await client.open(factor: try Given.line("A code was mailed to you. The code:"))
            default:
                guard Terminal.isInputInteractive else {
                    throw Refusal("this link is opened with a passphrase: give it with --code")
                }
                try await client.open(factor: try Given.secret("The passphrase:"))
            }
            return client
        }
    }

    /// `tumorboard opinion template`
    struct Template: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the opinion to fill in, with a comment at each key.")

        @OptionGroup var link: LinkOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let ballot = try await link.client().ballot()
            try output.show(ballot) { ballot.template }
        }
    }

    /// `tumorboard opinion cast`
    struct Cast: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cast the opinion in a file; the same again is harmless.",
            discussion: """
                Where another opinion was given before, it is replaced only with --replace. With --key the opinion is \
                signed here, together with its ballot, packet and seat; the key itself never leaves this machine. The \
                site takes the signature if the coordinator has registered your public key (“tumorboard key register”).
                """)

        @Argument(help: "The filled-in opinion; “-” is standard input.") var file: String
        @OptionGroup var link: LinkOptions
        @Flag(help: "Replace the opinion that you gave before.") var replace = false
        @Option(help: ArgumentHelp("Sign it with the private key in this file.", valueName: "file")) var key: String?
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let opinion = try Given.bytes(file)
            let signer = try key.map { try ReviewerKey(file: URL(fileURLWithPath: $0)) }
            let client = try await link.client()
            var signature: OpinionSignature?
            if let signer { signature = try signer.sign(try await client.ballot().statement(of: opinion, named: file)) }
            let receipt = try await client.cast(opinion, replacing: replace, signature: signature)
            try output.show(receipt) {
                "Received for case \(receipt.case), \(Specialty(rawValue: receipt.seat)?.title ?? receipt.seat), at \(receipt.receivedAt.formatted(.iso8601)). "
                    + "Receipt \(receipt.receipt), packet \(receipt.packet.prefix(12))…\n" + receipt.sealWords
            }
        }
    }
}
