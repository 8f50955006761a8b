import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard documents`
struct DocumentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents", abstract: "What documents look like with the site's templates.",
        subcommands: [Preview.self, Reading.self])

    /// `tumorboard documents preview`
    struct Preview: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write one document of a case with the templates as they are now, to look at.",
            discussion: """
                The templates are those in the site's folder Templates (“tumorboard init --templates” puts them there), \
                and the built-in ones for every file that is not there; a logo.svg or logo.png beside them stands at the \
                head of every document and page. A packet can be shown before it is frozen. Nothing is stored or sent.
                """)

        @Argument(help: "The case.") var id: CaseID?
        @Option(help: ArgumentHelp("A case file that is not imported, in place of a case.", valueName: "file"))
        var file: String?
        @Option(help: "Which document: packet, letter, plan, summary or decision-aid.") var kind: CaseDocument = .packet
        @Option(help: "The seat in whose order the packet stands. Default: everyone's.") var seat: Specialty?
        @Option(
            help: ArgumentHelp(
                "Where to: a file ending in .html or .pdf, or a folder. Default: the current folder.", valueName: "path"
            ))
        var output: String?
        @Flag(help: "A patient's plan or decision aid in large print, 18 points and more.") var largePrint = false
        @Flag(help: "Write HTML; the default, unless the output's name ends in .pdf.") var html = false
        @Flag(help: "Write PDF.") var pdf = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var printed: OutputOptions

        func validate() throws {
            guard (id == nil) != (file == nil) else { throw ValidationError("Give either a case or --file.") }
            guard seat == nil || kind == .packet else { throw ValidationError("Only a packet has seats.") }
            guard !largePrint || kind == .plan || kind == .decisionAid else {
                throw ValidationError("Only what patients hold comes in large print: the plan and the decision aid.")
            }
            let ending = target.pathExtension.lowercased()
            guard !(ending == "pdf" && html && !pdf), !(ending == "html" && pdf && !html) else {
                throw ValidationError("The output's name says one form and the option the other.")
            }
        }

        func run() async throws {
            let office = try await site.office()
            let subject = try caseFile(in: office)
            let preview = try office.preview(kind, of: subject, seat: seat, largePrint: largePrint)
            let stem = try self.stem(of: subject)
            var written: [String] = []
            if html || !wantsPDF { written.append(try write(Data(preview.html.utf8), stem, "html")) }
            if wantsPDF {
                // a summary is set as tightly as its one page asks for
                let data =
                    kind == .summary
                    ? try await office.pdf(of: kind, file: subject) : try await office.pdf(of: preview)
                written.append(try write(data, stem, "pdf"))
            }
            try printed.show(["files": written]) { written.joined(separator: "\n") + "\n" }
        }

        private func caseFile(in office: BoardOffice) throws -> CaseFile {
            if let id { return try office.caseFile(id) }
            let path = file ?? "-"
            return try office.unimportedCase(file: try Given.bytes(path), named: Given.name(path))
        }

        private var target: URL { URL(fileURLWithPath: output ?? ".") }
        private var wantsPDF: Bool { pdf || (!html && target.pathExtension.lowercased() == "pdf") }

        /// The path without its ending; a folder is made where it is not there.
        private func stem(of subject: CaseFile) throws -> URL {
            if ["html", "pdf"].contains(target.pathExtension.lowercased()) { return target.deletingPathExtension() }
            try FileManager.default.createDirectory(
                at: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let seat = (self.seat.map { "-\($0.rawValue)" } ?? "") + (largePrint ? "-large" : "")
            return target.appending(path: "\(subject.subject.id.text)-\(kind.rawValue)\(seat)")
        }

        private func write(_ data: Data, _ stem: URL, _ ending: String) throws -> String {
            let file = stem.appendingPathExtension(ending)
            try data.write(to: file, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
            return file.path
        }
    }
}

extension CaseDocument: ExpressibleByArgument {}
extension Specialty: ExpressibleByArgument {}
