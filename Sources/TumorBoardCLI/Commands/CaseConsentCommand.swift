import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case consent`
struct CaseConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "Record what the patient agrees to, in place of what was recorded before.",
        discussion: """
            What is not named is not agreed to. Without consent to a review no record is asked for. While a consent is \
            withdrawn the case stands still: nothing falls due, no email leaves, nobody sees the packet or gives an \
            opinion. Recording the consent again lets it go on; an open ballot then gets the time of one out of session.
            """)

    @Argument(help: "The case.") var id: String
    @Flag(help: "Records may be requested and shown to the board.") var review = false
    @Flag(help: "The letter may go to the referring doctor.") var letter = false
    @Flag(help: "The one-page summary may go to the patient's own doctor.") var summary = false
    @Flag(help: "Documents may travel as attachments of emails.") var documentsByEmail = false
    @Flag(help: "The patient reads the plan before a conversation about it.") var readFirst = false
    @Option(help: "What the consent covers and what not, in words.") var scope: String?
    @Flag(help: "The patient withdraws the consent; what was agreed before stays on record.") var withdraw = false
    @Option(help: "When it was given or withdrawn, such as 2026-10-12. Default: today.") var date: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var by: ActorOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if withdraw, review || letter || summary || documentsByEmail || readFirst || scope != nil {
            throw ValidationError("--withdraw stands alone, with --date.")
        }
    }

    func run() async throws {
        let office = try await site.office()
        let day = try date.map { try CivilDate($0) } ?? CivilDate(office.now, in: office.configuration.timeZone)
        let before = try office.caseFile(try CaseID(id))
        var consent = before.subject.consent
        if withdraw {
            consent.withdrawn = day
        } else {
            consent = Consent(
                toReview: review, date: day, letterToReferringDoctor: letter, documentsByEmail: documentsByEmail,
                readFirst: readFirst)
            consent.summaryToOwnDoctor = summary
            consent.scope = scope
        }
        let file = try office.recordConsent(consent, of: before.subject.id, actor: by.name)
        try output.show(file.subject.consent) {
            withdraw
                ? "Withdrawn: case \(file.subject.id) stands still. Mail that had not left was called off.\n"
                : "Recorded for \(file.subject.id).\n"
        }
    }
}
