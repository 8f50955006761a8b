import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

@Suite("What a stranger reads back", .enabled(if: !SharedFiles.samples.isEmpty, "there are no sample cases"))
struct ExportRoundTripTests {
    /// A sample, referred or decided.
    struct Passage: Sendable, CustomTestStringConvertible {
        let folder: URL
        let state: ExportState
        var testDescription: String { "\(folder.lastPathComponent) \(state.rawValue)" }
    }

    static let passages = SharedFiles.samples.flatMap { folder in
        [ExportState.referred, .signed].map { Passage(folder: folder, state: $0) }
    }

    @Test("The importer reads an export as the case that it was", arguments: passages)
    func samples(_ passage: Passage) throws {
        let draft = try Drafts.read(try Data(contentsOf: passage.folder.appending(path: "case.json"))).draft
        try check(draft, passage.state)
    }

    @Test("A case in which every field says something comes back too", arguments: [ExportState.referred, .signed])
    func full(_ state: ExportState) throws {
        var subject = try ExportTests.fullCase()
        // a staging in other words than TNM's has no code that tells whose staging it is
        subject.staging.removeLast()
        try check(subject, state)
    }

    private func check(_ subject: Case, _ state: ExportState) throws {
        let stage = try ExportStage(subject, to: state)
        let document = stage.export.document()
        let violations = try ExportedBundle(document).violations
        #expect(violations.isEmpty, "\(violations)")
        let before = stage.file.subject
        let after = try Drafts.read(document.canonicalJSON).draft
        #expect(after.id == before.id)
        #expect(after.diagnosis == before.diagnosis)
        #expect(after.diseaseGroup == before.diseaseGroup)
        #expect(after.staging == before.staging)
        #expect(after.biomarkers == before.biomarkers)
        #expect(after.fitness.ecog == before.fitness.ecog && after.fitness.karnofsky == before.fitness.karnofsky)
        #expect(after.treatments == before.treatments)
        #expect(after.allergies == before.allergies)
        #expect(after.comorbidities == before.comorbidities)
        #expect(after.medication == before.medication)
        #expect(after.history == before.history)
        #expect(after.questions == before.questions)
        #expect(after.preferences == before.preferences)
        #expect(after.goals == before.goals)
        #expect(after.consent == before.consent)
        #expect(after.referral.question == before.referral.question)
        #expect(after.referral.setting == before.referral.setting && after.referral.by == before.referral.by)
        #expect(after.patient.name == before.patient.name && after.patient.birthDate == before.patient.birthDate)
        #expect(after.firstOpinion?.plan == before.firstOpinion?.plan)
        #expect(after.firstOpinion?.stage == before.firstOpinion?.stage)
        #expect(after.navigator == before.navigator)
        #expect(after.records.map(\.kind) == before.records.map(\.kind))
        #expect(after.records.map(\.text) == before.records.map(\.text))
        #expect(after.records.map(\.date) == before.records.map(\.date))
        #expect(after.records.map(\.pending) == before.records.map(\.pending))
    }
}
