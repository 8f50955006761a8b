import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard mail`
struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "The site's email.", subcommands: [List.self, Requeue.self])

    /// `tumorboard mail list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show where every email stands, with the server's words.")

        @Flag(help: "Only what failed and needs somebody.") var failed = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let mail = try office.mail(failedOnly: failed)
            let zone = office.configuration.timeZone
            try output.show(mail) {
                var table = TextTable(columns: ["state", "due", "kind", "case", "to", "tries", "words", "id"])
                for line in mail {
                    table.add([
                        line.state, line.due.inZone(zone), line.kind, line.caseID, line.recipient ?? "",
                        String(line.attempts), line.words ?? "", line.id,
                    ])
                }
                return table.isEmpty ? (failed ? "No email has failed.\n" : "No email yet.\n") : table.rendered()
            }
        }
    }

    /// `tumorboard mail requeue`
    struct Requeue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a failed email leave again, once its cause is mended; its bytes stay the same.")

        @Argument(help: "The email's id, as the list shows it.") var id: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try await site.office().requeueMail(id)
            try output.show(Done(done: "requeued \(id)")) { "It leaves with the agent's next round.\n" }
        }
    }
}

/// `tumorboard audit`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Prove that nothing was changed afterwards.",
        subcommands: [Verify.self, Head.self])

    /// `tumorboard audit verify`
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Walk every event and name the first broken link; ends with 1 where there is one.")

        @Option(
            name: .customLong("head"),
            help: ArgumentHelp("A head that was kept outside, as “audit head --json” printed it.", valueName: "file"))
        var heads: [String] = []
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let kept = try heads.map { file in
                do {
                    return try JSONDecoder.canonical.decode(SignedHead.self, from: try Given.bytes(file))
                } catch is DecodingError {
                    throw Refusal("\(file): it is no head as “tumorboard audit head --json” prints it")
                }
            }
            let bar = ProgressBar("Verifying", total: Int(try office.signedHead().position))
            let report = try office.audit(against: kept) { done, _ in bar.reach(Int(done)) }
            bar.finish()
            try output.show(report) { report.text }
            guard report.isSound else {
                for line in report.findings { printError(line) }
                throw ExitCode.failure
            }
        }
    }

    /// `tumorboard audit head`
    struct Head: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the journal's signed head, to be kept outside this machine.")

        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let head = try await site.office().signedHead()
            try output.show(head) {
                """
                position   \(head.position)
                hash       \(head.hash)
                signed     \(head.at.formatted(.iso8601))
                signature  \(head.signature.base64EncodedString())
                key        \(head.publicKey.base64EncodedString())

                """
            }
        }
    }
}

extension AuditReport {
    /// What is not as it should be, a line each.
    var findings: [String] {
        var lines: [String] = []
        if let broken { lines.append("the journal is broken at \(broken)") }
        if !keyless.isEmpty {
            lines.append("the keyring has no key for \(keyless.joined(separator: ", ")): restore the keys' backup")
        }
        if !undestroyed.isEmpty {
            lines.append("erased, but the key is still there: \(undestroyed.joined(separator: ", "))")
        }
        return lines + files.lines
    }

    /// What was found sound.
    var text: String {
        guard broken == nil else { return "\(events) events were sound before the fault.\n" }
        let gone = (erased > 0 ? ", \(erased) erased" : "") + (files.sound > 0 ? "; \(files.sound) files" : "")
        return "\(events) events are sound (\(opened) sealed ones opened\(gone)). Head \(hash)\n"
    }
}

/// `tumorboard backup`
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the site while it is in use: database, settings, templates, and its keys beside them.")

    @Argument(help: ArgumentHelp("A new or empty folder.", valueName: "dir")) var folder: String
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let backup = SiteBackup(URL(fileURLWithPath: folder, isDirectory: true))
        let bar = ProgressBar("Copying", total: 100)
        try backup.make(of: office) { done, total in bar.reach(Int(100 * done / max(total, 1))) }
        bar.finish()
        let words = "backed up to \(folder)"
        try output.show(["done": words, "keys": backup.keys.path]) {
            """
            Backed up to \(folder).
            Keep the keys apart: move \(backup.keys.path) to another place. Whoever has both can read everything; \
            without the keys nobody can.

            """
        }
    }
}

/// `tumorboard restore`
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup into a new folder, and verify the whole of it.",
        discussion: "Mail that had left after the backup was made may leave once more when the restored agent runs.")

    @Argument(help: ArgumentHelp("The backup's folder.", valueName: "dir")) var folder: String
    @Option(help: ArgumentHelp("The keys' folder, where they are kept apart.", valueName: "dir")) var keys: String?
    @Option(help: ArgumentHelp("The new site's folder; it must be new or empty.", valueName: "new")) var site: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let backup = SiteBackup(URL(fileURLWithPath: folder, isDirectory: true))
        let bar = ProgressBar("Verifying", total: 100)
        let report = try backup.restore(
            to: SitePaths(root: URL(fileURLWithPath: site, isDirectory: true)),
            keys: keys.map { URL(fileURLWithPath: $0, isDirectory: true) }
        ) { done, total in bar.reach(Int(100 * done / max(total, 1))) }
        bar.finish()
        try output.show(report) { "Restored to \(site). " + report.text }
        guard report.isSound else {
            for line in report.findings { printError(line) }
            throw ExitCode.failure
        }
    }
}

/// `tumorboard doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what the site lacks, and how to mend it; ends with 1 where something is wrong.")

    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let checks = await Doctor(site.paths).examine()
        try output.show(checks) {
            checks.map { check in
                "\(check.isGood ? "✓" : "✗") \(check.name.padded(to: 13)) \(check.finding.oneLine)\n"
                    + (check.mend.map { "  \("".padded(to: 13)) → \($0)\n" } ?? "")
            }.joined()
        }
        let wrong = checks.filter { !$0.isGood }.map(\.name)
        guard wrong.isEmpty else {
            printError("to be mended: \(wrong.joined(separator: ", "))")
            throw ExitCode.failure
        }
    }
}
