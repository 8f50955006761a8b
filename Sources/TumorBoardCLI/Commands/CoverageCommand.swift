import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard coverage`
struct CoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage", abstract: "Who pays, and the log of every contact with them.",
        subcommands: [Set.self, Contact.self, Show.self])

    /// `tumorboard coverage set`
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record who pays, in place of what was known; the difference stands in the case's history.")

        @Argument(help: "The case.") var id: CaseID
        @Option(help: "The insurer or other payer.") var payer: String
        @Option(help: "The number of the policy or member.") var member: String?
        @Option(help: "What it covers, in the payer's words.") var plan: String?
        @Option(help: "From when.") var from: CivilDate?
        @Option(help: "Until when.") var until: CivilDate?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if let from, let until, until < from { throw ValidationError("--until is before --from.") }
        }

        func run() async throws {
            let office = try await site.office()
            let coverage = Coverage(payer: payer, member: member, plan: plan, from: from, until: until)
            let file = try office.setCoverage(coverage, of: id, actor: by.name)
            try output.show(file.subject.coverage) { "Recorded for \(id): \(coverage.line).\n" }
        }
    }

    /// `tumorboard coverage contact`
    struct Contact: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a contact with the insurer to the log, which is only ever added to.")

        @Argument(help: "The case.") var id: CaseID
        @Option(help: "Whom you spoke with.") var name: String
        @Option(help: "What it was about: a test, an operation, a claim.") var about: String
        @Option(help: "The day, such as 2026-11-03. Default: today.") var date: CivilDate?
        @Option(help: "The time of day, such as 14:30.") var time: String?
        @Option(help: "What was approved; leave it out where nothing was.") var approved: String?
        @Option(help: "The payer's reference.") var reference: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let contact = InsurerContact(
                name: name, date: date ?? CivilDate(office.now, in: office.configuration.timeZone), time: time,
                about: about, approved: approved, reference: reference, by: by.name)
            let file = try office.contactInsurer(contact, of: id, actor: by.name)
            let count = file.intake.insurerContacts.count
            try output.show(contact) { "Recorded: contact \(count) of case \(id).\n" }
        }
    }

    /// `tumorboard coverage show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show who pays for a case, and every contact.")

        @Argument(help: "The case.") var id: CaseID
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        private struct Sheet: Encodable {
            let coverage: Coverage?
            let contacts: [InsurerContact]
        }

        func run() async throws {
            let file = try await site.office().caseFile(id)
            let sheet = Sheet(coverage: file.subject.coverage, contacts: file.intake.insurerContacts.map(\.act))
            try output.show(sheet) {
                let payer = sheet.coverage?.line ?? "nobody is known who pays"
                return "Coverage  \(payer)\n"
                    + (sheet.contacts.isEmpty ? "No contact so far.\n" : "\n" + sheet.contacts.table.rendered())
            }
        }
    }
}

extension [InsurerContact] {
    /// The log as a table.
    var table: TextTable {
        var table = TextTable(columns: ["day", "time", "with", "about", "approved", "reference", "by"])
        for contact in self {
            table.add([
                contact.date.description, contact.time ?? "", contact.name, contact.about,
                contact.approved ?? "nothing", contact.reference ?? "", contact.by,
            ])
        }
        return table
    }
}
