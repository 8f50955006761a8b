import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

@Suite("The sample cases", .enabled(if: !SharedFiles.samples.isEmpty, "there are no sample cases yet"))
struct SampleCaseTests {
    @Test("Each reads with nothing doubtful and nothing lost", arguments: SharedFiles.samples)
    func sample(_ folder: URL) throws {
        let data = try Data(contentsOf: folder.appending(path: "case.json"))
        let found = try Drafts.read(data)
        #expect(found.report.problems.isEmpty, "\(found.report.problems)")

        let resources = try JSONValue(parsing: data)["entry"].items.map { $0["resource"] }
        func count(_ type: String) -> Int { resources.filter { $0["resourceType"].text == type }.count }
        let draft = found.draft
        let links = resources.filter { $0["resourceType"].text == "QuestionnaireResponse" }.flatMap { $0["item"].items }
            .compactMap { $0["linkId"].text }
        #expect(draft.records.count == count("DocumentReference"))
        #expect(draft.questions.count == links.filter { $0.hasPrefix("question/") }.count)
        #expect(draft.preferences.count == links.filter { $0.hasPrefix("preference/") }.count)
        #expect(draft.goals.count == count("Goal"))
        #expect((draft.firstOpinion != nil) == (count("ClinicalImpression") == 1))
        #expect((draft.navigator != nil) == (count("CareTeam") == 1))
        #expect(draft.consent.toReview || count("Consent") == 0)
        #expect(draft.history?.isEmpty == false)
        #expect(draft.referral.question != nil)
        #expect(draft.referral.doctor?.institution != nil)
        #expect(draft.patient.birthDate != nil && draft.patient.region == "DE-BE")
        #expect(draft.fitness.ecog != nil)
        #expect(draft.allergies != nil)
        #expect(draft.diagnosis.histology != nil)
        let medicines = count("MedicationStatement") + count("MedicationRequest")
        #expect(draft.medication.count + draft.treatments.filter { $0.modality == .systemic }.count == medicines)
        // A laboratory value beside the report that states it is not lost.
        let lost = found.report.ignored.filter { $0.why != "values that a record as new already holds" }
        #expect(lost.isEmpty, "\(lost)")
    }
}
