import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case consent`
struct CaseConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "Record what the patient agrees to, in place of what was recorded before.",
        discussion: "What is not named is not agreed to. Without consent to a review no record is asked for.")

    @Argument(help: "The case.") var id: String
    @Flag(help: "Records may be requested and shown to the board.") var review = false
    @Flag(help: "The letter may go to the referring doctor.") var letter = false
    @Flag(help: "Documents may travel as attachments of emails.") var documentsByEmail = false
    @Flag(help: "The patient reads the plan before a conversation about it.") var readFirst = false
    @Option(help: "When it was given, such as 2026-10-12. Default: today.") var date: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var by: ActorOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let office = try await site.office()
        let day = try date.map { try CivilDate($0) } ?? CivilDate(office.now, in: office.configuration.timeZone)
        let consent = Consent(
            toReview: review, date: day, letterToReferringDoctor: letter, documentsByEmail: documentsByEmail,
            readFirst: readFirst)
        let file = try office.recordConsent(consent, of: try CaseID(id), actor: by.name)
        try output.show(file.subject.consent) { "Recorded for \(file.subject.id).\n" }
    }
}
