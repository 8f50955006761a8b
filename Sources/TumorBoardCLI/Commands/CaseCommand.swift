import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case`
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "The cases of the site.",
        subcommands: [
            CaseImportCommand.self, List.self, CaseShowCommand.self, Search.self, CaseDocumentsCommand.self,
            CaseCheckCommand.self, CaseAnswerCommand.self, CaseDissentCommand.self, CasePlanCommand.self,
            CaseSendBackCommand.self, CaseReviseCommand.self, CaseRefuseCommand.self, CaseConsentCommand.self,
            CaseDiscussedCommand.self,
            PassphraseCommand.self, CaseUpdateCommand.self, CaseTriageCommand.self, CaseReconcileCommand.self,
            Code.self, CaseGroupCommand.self, CaseAgainCommand.self, CaseQuestionCommand.self, CaseChoiceCommand.self,
            CaseImplementationCommand.self, End.self,
        ])

    /// `tumorboard case list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show where every case stands.")

        @Option(help: "Only cases that stand there.") var status: CaseStatus?
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let views = try office.caseViews().filter { status == nil || $0.status == status }
            try output.show(views) { try Self.table(views, office) }
        }

        static func table(_ views: [CaseView], _ office: BoardOffice) throws -> String {
            guard !views.isEmpty else { return "No case.\n" }
            let zone = office.configuration.timeZone
            var table = TextTable(columns: ["case", "disease", "urgency", "status", "waits for", "session", "since"])
            let roster = try office.roster()
            for view in views {
                table.add([
                    view.id.text, view.group.title, view.urgency.title, view.status.title,
                    try waits(view, office, roster), view.session?.text ?? (view.sits == nil ? "" : "out of session"),
                    view.since.inZone(zone),
                ])
            }
            return table.rendered()
        }

        /// What a case waits for; those that wait for nothing are not opened.
        private static func waits(_ view: CaseView, _ office: BoardOffice, _ roster: Roster) throws -> String {
            guard view.status != .ended, view.status != .released else { return "" }
            let file = try office.caseFile(view.id)
            let waits = file.waitingFor(readiness: try office.readiness(of: file)) {
                roster.reviewer($0)?.name ?? $0.text
            }
            return waits ?? ""
        }
    }

    /// `tumorboard case search`
    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find cases by words of the patient's name or by a number.",
            discussion: "Every word must be a whole part of the name, or an identifier.")

        @Argument(help: "The words.") var words: [String]
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let found = try Set(office.search(words.joined(separator: " ")))
            let views = try office.caseViews().filter { found.contains($0.id) }
            try output.show(views) { try List.table(views, office) }
        }
    }

    /// `tumorboard case code`
    struct Code: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a code with which a patient opens documents, to be told by telephone or letter.",
            discussion: "It is good for seven days and one use; a new one makes the one before void. Never email it.")

        @Argument(help: "The case.") var id: CaseID
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let code = try await site.office().issuePatientCode(for: id)
            try output.show(["case": id.text, "code": code]) {
                "\(code)\nTell it by telephone or letter, never by email. It is good for seven days.\n"
            }
        }
    }

    /// `tumorboard case end`
    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a case: every reminder, form and message of it stops at once.")

        @Argument(help: "The case.") var id: CaseID
        @Option(help: "How it ended.") var how: Ending.Kind
        @Option(help: "What to note.") var note: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let file = try office.endCase(id, as: how, by: by.name, note: note)
            let words = "Case \(id) has ended: \(how.rawValue)"
            try output.show(try office.done(words, file)) { "\(words). Everything under way for it was called off.\n" }
        }
    }
}

/// `tumorboard case passphrase`
struct PassphraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase", abstract: "Set the passphrase that a patient chose, read from standard input.",
        discussion: "It is never taken as an argument, where others on the machine could read it.")

    @Argument(help: "The case.") var id: CaseID
    @OptionGroup var site: SiteOptions
    @OptionGroup var by: ActorOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        _ = try office.caseFile(id)
        let text = try Given.secret("The patient's passphrase:")
        try office.setPassphrase(text, of: id, actor: by.name)
        let words = "The passphrase of case \(id) is set"
        try output.show(try office.done(words, try office.caseFile(id))) { words + ".\n" }
    }
}

/// `tumorboard case documents`
struct CaseDocumentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents",
        abstract: "Write a case's documents as HTML and PDF, as far as there are any.",
        discussion: """
            Packet, letter and the patient's plan; the decision aid where the patient chooses among equivalent ways; the \
            one-page summary where the patient agreed that their own doctor gets it.
            """)

    @Argument(help: "The case.") var id: CaseID
    @Option(help: ArgumentHelp("The folder to write to; it is made where it is not there.", valueName: "dir"))
    var out: String
    @OptionGroup var site: SiteOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let file = try office.caseFile(id)
        let documents = file.documents
        guard !documents.isEmpty else {
            throw Refusal("case \(id) has no document yet: the packet freezes at the list cut-off")
        }
        let folder = URL(fileURLWithPath: out, isDirectory: true)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let bar = ProgressBar("Documents", total: documents.count * 2)
        defer { bar.finish() }
        var written: [String] = []
        func write(_ data: Data, _ name: String) throws {
            let target = folder.appending(path: name)
            try data.write(to: target, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target.path)
            written.append(target.path)
            bar.advance(name)
        }
        for document in documents {
            try write(Data(try office.html(of: document, file: file).utf8), "\(document.rawValue).html")
            try write(try await office.pdf(of: document, file: file), "\(document.rawValue).pdf")
        }
        try output.show(["case": [id.text], "files": written]) { written.joined(separator: "\n") + "\n" }
    }
}
