import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

@Suite("What leaves as FHIR")
struct ExportTests {
    /// A case in which every field says something.
    static func fullCase() throws -> Case {
        let day = try CivilDate("2026-10-20")
        var subject = Case(
            id: "C-0042", diseaseGroup: .lung,
            patient: Patient(
                name: "Ada <Q> & Co", sex: .female,
                identifiers: [
                    PatientIdentifier(system: "https://hospital.example/mrn", value: "77"),
                    PatientIdentifier(system: "Other Hospital", value: "x 1"),
                ], region: "DE-BE", phone: "+49 30 1", companion: "Her brother", knows: "Everything"),
            referral: Referral(
                by: .caregiver, setting: .secondOpinion, received: day, treating: [], question: "Operate?",
                reasons: [.rareCancer]),
            consent: Consent(toReview: true, date: day, letterToReferringDoctor: true),
            diagnosis: Diagnosis(
                cancer: Coding(
                    system: "http://snomed.info/sct", code: "254637007", text: "Non-small cell lung cancer"),
                histology: "Adenocarcinoma, 8140/3", site: "Right upper lobe", laterality: .right, date: day,
                metastases: ["Secondary malignant neoplasm of brain"]))
        subject.referral.authority = "power of attorney"
        subject.staging = [
            StageAssessment(basis: .clinical, group: "IIIA", t: "cT2", n: "cN2", m: "cM0", system: "AJCC 8", date: day),
            StageAssessment(basis: .other, t: "T2", system: "own words"),
        ]
        subject.biomarkers = [
            Biomarker(name: "PD-L1", result: "45 %", date: day), Biomarker(name: "EGFR", result: "p.Leu858Arg"),
        ]
        subject.fitness = Fitness(karnofsky: 80, note: "Walks\u{A0}daily", date: day)
        subject.history = "Coughs since May.\n\nLost 4 kg."
        subject.comorbidities = ["COPD"]
        subject.medication = ["Tiotropium 18 µg"]
        subject.allergies = []
        subject.familyHistory = ["Mother: breast cancer at 68"]
        subject.treatments = [
            PriorTreatment(modality: .systemic, detail: "Carboplatin and pemetrexed, two cycles", started: day),
            PriorTreatment(
                modality: .radiotherapy, detail: "20 Gy in 5 fractions", started: try CivilDate("2026-10-25"),
                response: "stable"),
        ]
        subject.sizes = [TumourSize(millimetres: [31, 26.5], note: "on CT", date: day)]
        subject.statuses = [DiseaseStatus(status: "progressive", basis: "imaging", date: day)]
        var file = ClinicalRecord(
            id: "rec_2", kind: .images, title: "CT images", date: try CivilDate("2026-10"), modality: .ct,
            digest: String(repeating: "a0", count: 32), legible: false, printedName: "Ada Q")
        file.file = RecordFile(digest: file.digest ?? "", size: 900, mediaType: "application/zip", name: "ct.zip")
        subject.records = [
            ClinicalRecord(
                id: "rec_1", kind: .pathologyReport, title: "Biopsy", date: day, source: "Institute",
                text: "Adenocarcinoma\nG2", pending: true, laterality: .right),
            file,
        ]
        subject.questions = [PatientQuestion(id: "q1", text: "Will it hurt?", specialty: .surgeon)]
        subject.preferences = [Preference(id: "p1", code: .limitTravel, text: "Near home")]
        subject.goals = ["To see the spring"]
        subject.navigator = Contact(name: "Nurse N", phone: "1")
        subject.firstOpinion = FirstOpinion(doctor: "Dr. F", institution: "Hospital F", stage: "IIIA", plan: "Surgery")
        subject.coverage = Coverage(payer: "Payer", member: "M1", plan: "Basic", from: day)
        return subject
    }

    @Test("Every rule that a schema cannot say is kept, in every state of a case", arguments: ExportState.allCases)
    func rules(_ state: ExportState) throws {
        let export = try ExportStage(try Self.fullCase(), to: state).export
        let document = try ExportedBundle(export.document())
        #expect(document.violations.isEmpty, "\(document.violations)")
        #expect(document.resources.count > 30)
        let audit = try ExportedBundle(export.auditTrail())
        #expect(audit.violations.isEmpty, "\(audit.violations)")
        guard state.hasPlan else {
            #expect(throws: ExportRefusal.noPlan("C-0042")) { try export.carePlan() }
            return
        }
        let plan = try ExportedBundle(try export.carePlan())
        #expect(plan.violations.isEmpty, "\(plan.violations)")
        #expect(plan.of("CarePlan").count == 1 && plan.of("Composition").isEmpty)
    }

    @Test("The same case gives the same bytes, and one event more another document")
    func repeatable() throws {
        let stage = try ExportStage(try Self.fullCase(), to: .signed)
        let again = try ExportStage(try Self.fullCase(), to: .signed)
        #expect(stage.export.document().canonicalJSON == again.export.document().canonicalJSON)
        let earlier = try ExportStage(try Self.fullCase(), to: .unanimous).export.document()
        #expect(earlier["identifier"] != stage.export.document()["identifier"])
    }

    /// What a plan's resources say of themselves in a state.
    struct Standing: Sendable, CustomTestStringConvertible {
        let state: ExportState
        let plan: String
        let intent: String
        let request: String
        let medicine: String
        let note: String
        var testDescription: String { state.rawValue }
    }

    static let standings = [
        Standing(
            state: .unanimous, plan: "draft", intent: "proposal", request: "draft", medicine: "draft",
            note: "preliminary"),
        Standing(
            state: .signed, plan: "active", intent: "plan", request: "active", medicine: "active", note: "final"),
        Standing(
            state: .withdrawn, plan: "revoked", intent: "plan", request: "revoked", medicine: "cancelled",
            note: "preliminary"),
        Standing(
            state: .treated, plan: "completed", intent: "plan", request: "unknown", medicine: "unknown", note: "final"),
        Standing(
            state: .died, plan: "revoked", intent: "proposal", request: "revoked", medicine: "cancelled",
            note: "preliminary"),
        Standing(
            state: .undecided, plan: "on-hold", intent: "plan", request: "on-hold", medicine: "on-hold", note: "final"),
        Standing(
            state: .refused, plan: "revoked", intent: "plan", request: "revoked", medicine: "cancelled", note: "final"),
    ]

    @Test("A plan is a proposal until it is signed, and says when it no longer holds", arguments: standings)
    func standing(_ expected: Standing) throws {
        let bundle = try ExportedBundle(try ExportStage(try Self.fullCase(), to: expected.state).export.document())
        let plan = try #require(bundle.of("CarePlan").first)
        #expect(plan["status"].text == expected.plan)
        #expect(plan["intent"].text == expected.intent)
        #expect(bundle.resources.first?["status"].text == expected.note)
        let requests = bundle.of("ServiceRequest").filter { $0["intent"].text == "proposal" }
        #expect(Set(requests.compactMap { $0["status"].text }) == [expected.request])
        #expect(Set(bundle.of("MedicationRequest").compactMap { $0["status"].text }) == [expected.medicine])
        #expect(bundle.of("Provenance").count == (expected.note == "final" ? 1 : 0))
    }

    @Test("Nothing of an opinion leaves while a ballot is open", arguments: [ExportState.voting, .thirdOpinion])
    func sealed(_ state: ExportState) throws {
        let export = try ExportStage(try Self.fullCase(), to: state).export
        let text = String(decoding: export.document().canonicalJSON, as: UTF8.self)
        #expect(!text.contains(ExportStage.rationale))
        let bundle = try ExportedBundle(export.document())
        #expect(bundle.of("QuestionnaireResponse").allSatisfy { $0["authored"].isNull })
        #expect(bundle.of("DiagnosticReport").isEmpty && bundle.of("CarePlan").isEmpty)
        #expect(text.contains("opinions are sealed until it closes"))
    }

    @Test("Equivalent options are a choice of exactly one; phases follow one another")
    func options() throws {
        let bundle = try ExportedBundle(try ExportStage(try Self.fullCase(), to: .options).export.document())
        let choice = bundle.of("RequestGroup").flatMap { $0["action"].items }
        #expect(choice.count == 1)
        #expect(choice.first?["selectionBehavior"].text == "exactly-one")
        #expect(choice.first?["action"].items.count == 2)

        let phased = try ExportedBundle(try ExportStage(try Self.fullCase(), to: .unanimous).export.document())
        let phases = phased.of("RequestGroup").flatMap { $0["action"].items }.flatMap { $0["action"].items }
        #expect(
            phases.map { $0["relatedAction"].items.compactMap { $0["actionId"].text } }
                == [[], ["option-1-phase-1"], ["option-1-phase-2"]])
        #expect(phased.of("MedicationRequest").count == 2)
    }

    @Test("What was not presented is said and never imputed")
    func absent() throws {
        var bare = Case(
            id: "C-0001", diseaseGroup: .other, patient: Patient(name: "A"),
            referral: Referral(by: .patient, setting: .secondOpinion),
            diagnosis: Diagnosis(cancer: Coding(text: "Cancer of unknown primary")))
        bare.consent.toReview = true
        bare.disputes = [
            CaseChange(kind: .disputed, field: "diagnosis.laterality", before: "left", after: "right", source: "CT")
        ]
        let bundle = try ExportedBundle(try ExportStage(bare, to: .referred).export.document())
        #expect(bundle.violations.isEmpty, "\(bundle.violations)")
        #expect(bundle.of("AllergyIntolerance").isEmpty && bundle.of("Observation").isEmpty)
        let sections = bundle.resources[0]["section"].items
        func reason(_ title: String) -> String? {
            let section = sections.first { $0["title"].text == title } ?? .null
            return section["emptyReason"]["coding"]["code"].text
        }
        #expect(reason("Allergies") == "notasked")
        #expect(reason("Fitness") == "unavailable")
        #expect(reason("Recommendation") == "notstarted")
        #expect(reason("Not presented") == "unavailable")
        let missing = sections.first { $0["title"].text == "Not presented" }?["text"]["div"].text ?? ""
        #expect(missing.contains("<li>"))
        let disputed = sections.first { $0["title"].text == "What contradicts itself" }?["text"]["div"].text ?? ""
        #expect(disputed.contains("CT says “right”"))
        let patient = try #require(bundle.of("Patient").first)
        #expect(!patient["_birthDate"]["extension"].isNull)
    }

    @Test("Later records are told from those that the board saw")
    func later() throws {
        let bundle = try ExportedBundle(try ExportStage(try Self.fullCase(), to: .withdrawn).export.document())
        let records = bundle.resources[0]["section"].items.first { $0["title"].text == "Records" }
        #expect(records?["text"]["div"].text?.contains("Late CT (came after the packet was frozen)") == true)
    }

    @Test("The audit trail names kinds, times and people, and nothing clinical")
    func audit() throws {
        let stage = try ExportStage(try Self.fullCase(), to: .signed)
        let bundle = try ExportedBundle(stage.export.auditTrail())
        let events = bundle.of("AuditEvent")
        #expect(events.compactMap { $0["subtype"]["code"].text } == stage.journal.map(\.kind))
        let text = String(decoding: stage.export.auditTrail().canonicalJSON, as: UTF8.self)
        for clinical in ["Ada", "Adenocarcinoma", "lung cancer", "Cure", ExportStage.rationale] {
            #expect(!text.contains(clinical))
        }
    }

    @Test("A digest is a URI of SHA-256 and never FHIR's hash, which is SHA-1")
    func digest() throws {
        let bundle = try ExportedBundle(try ExportStage(try Self.fullCase(), to: .referred).export.document())
        let images = try #require(bundle.of("DocumentReference").last)
        let values = images["identifier"].items.compactMap { $0["value"].text }
        #expect(values == ["rec_2", "ni:///sha-256;\(String(repeating: "oKCg", count: 10))oKA"])
        #expect(images["content"]["attachment"]["hash"].isNull)
    }
}
