import Foundation
import Orchestrator
import Testing
import TumorBoard

/// A slip in a case file and what the message must say.
struct Slip: CustomTestStringConvertible, Sendable {
    let find: String
    let replace: String
    let message: String
    var testDescription: String { message }

    static let all: [Slip] = [
        .init(
            find: "secondOpinion", replace: "secondopinion",
            message: "case.yaml:5: referral.setting: “secondopinion” is not one of secondOpinion, ownPatient"),
        .init(
            find: "diseaseGroup", replace: "diseasegroup",
            message: "case.yaml:1: diseasegroup: unknown key; did you mean “diseaseGroup”?"),
        .init(
            find: "{name: Anna Weber}", replace: "{name: Anna Weber, birthdate: 1961-04-02}",
            message: "case.yaml:2: patient.birthdate: unknown key; did you mean “birthDate”?"),
        .init(
            find: "{name: Anna Weber}", replace: "{name: Anna Weber, birthDate: 02.04.1961}",
            message: "case.yaml:2: patient.birthDate: “02.04.1961” is not a valid date"),
        .init(
            find: "{name: Anna Weber}", replace: "{name: Anna Weber, email: anna at mail}",
            message: "case.yaml:2: patient.email: “anna at mail” is not a valid email address"),
        .init(find: "{name: Anna Weber}", replace: "{sex: female}", message: "case.yaml:2: patient: “name” is missing"),
        .init(
            find: "diseaseGroup: lung", replace: "diseaseGroup: lungs",
            message: "case.yaml:1: diseaseGroup: “lungs” is not"),
        .init(find: "  by: patient", replace: "   by: patient", message: "case.yaml:5: this is not valid YAML"),
        .init(
            find: "  by: patient", replace: "  by: patient\n  by: caregiver",
            message: "this key stands twice in one place"),
        .init(
            find: "diagnosis:", replace: "comorbidities: gout\ndiagnosis:",
            message: "case.yaml:6: comorbidities: a list was expected here"),
        .init(
            find: "diagnosis:", replace: "fitness: {ecog: 7}\ndiagnosis:",
            message: "case.yaml:6: fitness.ecog: 7 is not between 0 and 4"),
        .init(
            find: "diagnosis:", replace: "consent: {toReview: maybe}\ndiagnosis:",
            message: "case.yaml:6: consent.toReview: “maybe” is not true or false"),
        .init(
            find: "diagnosis:", replace: "questions:\n  - {id: q1, text: One?}\n  - {id: q1, text: Two?}\ndiagnosis:",
            message: "case.yaml:8: questions[2].id: the id “q1” stands in this list twice"),
        .init(
            find: "diagnosis:", replace: "records:\n  - {id: rec1, kind: scan}\ndiagnosis:",
            message: "case.yaml:7: records[1].kind: “scan” is not one of"),
    ]
}

@Suite("The YAML form of a case")
struct CaseYAMLTests {
    @Test("The least that a case needs is read, and what is not there stays empty")
    func least() throws {
        let draft = try IntakeFiles.read(IntakeFiles.least)
        #expect(draft.id == "C-9999")
        #expect(draft.diseaseGroup == .lung)
        #expect(draft.consent == Consent())
        #expect(draft.allergies == nil)
        #expect(draft.urgency == Urgency(level: .standard))
        #expect(draft.diagnosis.cancer == Coding(text: "Adenocarcinoma of the lung"))
    }

    @Test("A slip is answered with file, line, field and what to write", arguments: Slip.all)
    func slip(_ slip: Slip) {
        let yaml = IntakeFiles.least.replacingOccurrences(of: slip.find, with: slip.replace)
        let error = #expect(throws: CaseFileError.self) { try IntakeFiles.read(yaml) }
        #expect(error?.description.contains(slip.message) == true, "\(error?.description ?? "nothing thrown")")
    }

    @Test("No allergies, asked, is not the same as nobody asked")
    func allergies() throws {
        #expect(try IntakeFiles.read(IntakeFiles.least + "\nallergies: []").allergies == [])
        #expect(try IntakeFiles.read(IntakeFiles.least + "\nallergies:").allergies == nil)
    }

    @Test("A number in quotes or not is the same identifier")
    func numbers() throws {
        let yaml = IntakeFiles.least.replacingOccurrences(
            of: "{name: Anna Weber}", with: "{name: Anna Weber, identifiers: [{system: MRN, value: 0077}]}")
        #expect(try IntakeFiles.read(yaml).patient.identifiers == [PatientIdentifier(system: "MRN", value: "0077")])
    }

    @Test("A case in JSON braces is read by the same form, and a bundle by FHIR's")
    func kinds() throws {
        let braces =
            #"{"diseaseGroup": "lung", "patient": {"name": "A B"}, "referral": {"by": "patient", "#
            + #""setting": "ownPatient"}, "diagnosis": {"cancer": "NSCLC"}}"#
        #expect(try IntakeFiles.read(braces).referral.setting == .ownPatient)
        let error = #expect(throws: CaseFileError.self) { try IntakeFiles.read(#"{"resourceType": "Bundle"}"#) }
        #expect(error?.description.hasPrefix("case.yaml: The file is JSON but not FHIR") == true)
    }

    @Test(
        "A sample's YAML and JSON give the same case, but for the channel and for codes",
        arguments: IntakeFiles.samples(holding: "case.yaml"))
    func sameCase(_ folder: URL) throws {
        var byHand = try IntakeFiles.read(folder.appending(path: "case.yaml"))
        var bundle = try IntakeFiles.read(folder.appending(path: "case.json"))
        // How a case arrived is no part of what it says.
        bundle.referral.channel = nil
        byHand.referral.channel = nil
        // By hand the hospital's number stands under its name, in a bundle under its URI.
        #expect(byHand.patient.identifiers.map(\.value) == bundle.patient.identifiers.map(\.value))
        byHand.patient.identifiers = bundle.patient.identifiers
        // A coordinator writes the name of the cancer; a bundle codes it too.
        if byHand.diagnosis.cancer.code == nil { bundle.diagnosis.cancer = Coding(text: bundle.diagnosis.cancer.text) }
        let code = bundle.diagnosis.histology?.range(of: " (ICD-O-3")
        bundle.diagnosis.histology = bundle.diagnosis.histology.map { String($0[..<(code?.lowerBound ?? $0.endIndex)]) }
        // Only a bundle has resources to point at.
        #expect(!bundle.origins.isEmpty && byHand.origins.isEmpty)
        bundle.origins = []
        for difference in Self.differences(byHand, bundle) {
            Issue.record("\(folder.lastPathComponent): \(difference)")
        }
        #expect(byHand == bundle)
    }

    /// The parts that differ, so that a failure can be read.
    private static func differences(_ one: Case, _ other: Case) -> [String] {
        zip(Mirror(reflecting: one).children, Mirror(reflecting: other).children).compactMap { left, right in
            let pair = (String(describing: left.value), String(describing: right.value))
            return pair.0 == pair.1 ? nil : "\(left.label ?? ""):\n  \(pair.0)\n  \(pair.1)"
        }
    }
}
