import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard letter`
struct LetterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letter", abstract: "The letters of a navigator, filled from a case.",
        subcommands: [List.self, Make.self])

    /// `tumorboard letter list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show which letters there are.")

        @OptionGroup var output: OutputOptions

        func run() async throws {
            let letters = LetterKind.allCases
            try output.show(letters.map { ["letter": $0.rawValue, "what": $0.explanation] }) {
                var table = TextTable(columns: ["letter", "what"])
                for letter in letters { table.add([letter.rawValue, letter.explanation]) }
                return table.rendered()
            }
        }
    }

    /// `tumorboard letter make`
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a letter from what the case says, and record that it was made.",
            discussion: """
                What the case does not say is a blank to fill in by hand, and is named on standard error; nothing is made up. \
                Codes are those that you give; the diagnosis' own ICD-10 code stands in where the case has one and you \
                give none. --output takes .pdf, .html or .txt; without it the text goes to standard output.
                """)

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The letter; “tumorboard letter list” shows them.") var kind: LetterKind
        @Option(help: "Whom it goes to; a semicolon begins a new line. Default: as the case knows them.")
        var to: String?
        @Option(help: "The test or service, for a payer.") var test: String?
        @Option(help: "A CPT code, with words after a space if you like; may be given again.") var cpt: [String] = []
        @Option(help: "An ICD-10 code, with words after a space if you like; may be given again.")
        var icd10: [String] = []
        @Option(help: "The explanation, for a payer.") var reason: String?
        @Option(help: "By when an answer is wanted. Default: a week from today.") var due: CivilDate?
        @Option(help: "The task that it serves. Default: those that the letter is for.") var task: String?
        @Option(help: ArgumentHelp("The file to write: .pdf, .html or .txt.", valueName: "file")) var output: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var printing: OutputOptions

        func validate() throws {
            if let output, Form(output) == nil {
                throw ValidationError("--output \(output): the name must end in .pdf, .html or .txt")
            }
        }

        func run() async throws {
            let office = try await site.office()
            let prepared = try office.letter(request, of: id)
            let form = output.flatMap { Form($0) }
            if let output, let form {
                let data: Data
                switch form {
                case .pdf: data = try await office.pdf(of: prepared)
                case .html: data = Data(prepared.html.utf8)
                case .txt: data = Data(prepared.text.utf8)
                }
                try data.write(to: URL(fileURLWithPath: output), options: .atomic)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: output)
            }
            try office.recordLetter(prepared, of: id, task: task, actor: by.name)
            try show(prepared, form == nil ? prepared.text : nil)
        }

        private var request: LetterRequest {
            var request = LetterRequest(kind)
            let lines = (to ?? "").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            request.to = lines.filter { !$0.isEmpty }
            request.test = test
            request.procedureCodes = cpt
            request.diagnosisCodes = icd10
            request.reason = reason
            request.due = due
            return request
        }

        private func show(_ prepared: PreparedLetter, _ text: String?) throws {
            let made = Made(
                caseID: id, letter: kind.rawValue, to: prepared.reader, tasks: task.map { [$0] } ?? prepared.tasks,
                blanks: prepared.blanks, file: output, text: text)
            let words = "Letter “\(prepared.title)” of case \(id) to \(prepared.reader)"
            try printing.show(made) { text ?? "\(words): \(output ?? "").\n" }
            guard !printing.json, !made.blanks.isEmpty else { return }
            Terminal.writeError("To fill in by hand: \(made.blanks.joined(separator: "; ")).\n")
        }
    }

    private enum Form: String {
        case pdf, html, txt

        init?(_ name: String) { self.init(rawValue: URL(fileURLWithPath: name).pathExtension.lowercased()) }
    }

    private struct Made: Encodable {
        let caseID: CaseID
        let letter: String
        let to: String
        let tasks: [String]
        let blanks: [String]
        let file: String?
        let text: String?

        private enum CodingKeys: String, CodingKey {
            case letter, to, tasks, blanks, file, text
            case caseID = "case"
        }
    }
}

extension LetterKind: ExpressibleByArgument {}
