import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

extension RecordCommand {
    /// `tumorboard record custody`
    struct Custody: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record where slides or blocks are: asked for, released, shipped, signed for, returned, lost.",
            discussion: """
                Slides that are signed for count as here; lost ones are awaited again; returned is the end. A shipment \
                needs --carrier, and --tracking where there is a number.
                """)

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The record of the slides or blocks.") var record: String
        @Option(help: "What happened with them.") var step: CustodyStep.Kind
        @Option(help: "Who released, sent or signed for them.") var person: String
        @Option(help: "Who carries them.") var carrier: String?
        @Option(help: "The carrier's number.") var tracking: String?
        @Option(help: "The day, such as 2026-10-12. Default: today.") var date: CivilDate?
        @Option(help: "How many and which, or a remark.") var note: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let taken = CustodyStep(
                record: record, kind: step, date: date ?? CivilDate(office.now, in: office.configuration.timeZone),
                carrier: carrier, tracking: tracking, person: person, note: note)
            let after = try office.recordCustody(taken, of: id, actor: by.name)
            let words = "\(record) of case \(id): \(step.title) on \(taken.date)"
            try output.show(try office.done(words, after)) { words + ".\n" }
        }
    }

    /// `tumorboard record ask`
    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Mail the patient or the referring doctor a link with which they can upload records.",
            discussion: """
                Without --class whatever is missing is asked for. The link works for two weeks; the patient's page asks \
                for the passphrase, or for a code that you give by telephone (“tumorboard case code”), the doctor's for \
                a code that is mailed. The mail leaves with the agent's next round.
                """)

        @Argument(help: "The case.") var id: CaseID
        @Option(help: "Who is asked.") var from: RecordSender
        @Option(name: .customLong("class"), help: "What is asked for; may be given several times.")
        var kinds: [RecordClass] = []
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let asked = try office.askForRecords(of: id, from: from, kinds, actor: by.name)
            let who = from == .patient ? "the patient" : "the referring doctor"
            let words = "Asked \(who) of case \(id) for: \(asked.map(\.title).joined(separator: ", "))"
            try output.show(try office.done(words, try office.caseFile(id))) { words + ".\n" }
        }
    }
}

extension CustodyStep.Kind: ExpressibleByArgument {}
extension RecordSender: ExpressibleByArgument {}
