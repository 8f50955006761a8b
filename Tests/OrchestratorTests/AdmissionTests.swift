import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("The same patient again") struct AdmissionTests {
    @Test("An identifier of the same system updates the open case of the same disease, with every difference shown")
    func update() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder)
            let first = try office.admit(Self.subject("C-0002"), source: "one.json", actor: "test")
            guard case .opened = first else { throw Wrong("the first must open a case") }
            var again = Self.subject("C-0009")
            again.comorbidities = ["gout"]
            again.diagnosis.histology = "lobular"
            let second = try office.admit(again, source: "two.json", actor: "test")
            #expect(second.file.subject.id == "C-0002")
            #expect(second.changes?.map(\.kind) == [.disputed, .added])
            #expect(second.file.subject.diagnosis.histology == "ductal")
            #expect(try office.caseIDs() == ["C-0001", "C-0002"])
            let third = try office.admit(again, source: "two.json", actor: "test")
            #expect(third.changes == [])
            #expect(third.file.version == second.file.version)
            #expect(try office.audit().isSound)
        }
    }

    @Test("The same name, or the same number of another hospital, is not the same patient")
    func neverByName() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder)
            _ = try office.admit(Self.subject("C-0002"), source: "one.json", actor: "test")
            var other = Self.subject("C-0003")
            other.patient.identifiers = []
            #expect(try office.admit(other, source: "x", actor: "test").file.subject.id == "C-0003")
            var elsewhere = Self.subject("C-0004")
            elsewhere.patient.identifiers = [PatientIdentifier(system: "urn:other", value: "4711")]
            #expect(try office.admit(elsewhere, source: "x", actor: "test").file.subject.id == "C-0004")
        }
    }

    @Test("The same number with another name and another date of birth is refused, and nothing is changed")
    func anotherPatient() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder)
            let before = try office.admit(Self.subject("C-0002"), source: "one.json", actor: "test").file
            var other = Self.subject("C-0003")
            other.patient.name = "Berta Beispiel"
            other.patient.birthDate = try CivilDate("1950-01-01")
            #expect(throws: CommandRefusal.anotherPatient("C-0002")) {
                try office.admit(other, source: "x", actor: "test")
            }
            #expect(try office.caseFile("C-0002") == before)
            #expect(try office.caseIDs() == ["C-0001", "C-0002"])
        }
    }

    @Test("Another cancer of the same patient is a case of its own, and both know of each other")
    func secondPrimary() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder)
            var roster = try office.roster()
            roster.boards[0].diseaseGroups.append(.lung)
            try office.importRoster(roster, actor: "test")
            _ = try office.admit(Self.subject("C-0002"), source: "one.json", actor: "test")
            var lung = Self.subject("C-0003")
            lung.diseaseGroup = .lung
            let second = try office.admit(lung, source: "two.json", actor: "test").file
            #expect(second.subject.relatedCases == ["C-0002"])
            #expect(second.mustReconcile)
            #expect(try office.caseFile("C-0002").subject.relatedCases == ["C-0003"])
            try office.reconcile("C-0002", by: "Dr. Fern", note: "breast first")
            #expect(try !office.caseFile("C-0002").mustReconcile)
        }
    }

    @Test("A number that comes with an update finds the case from then on")
    func searched() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder)
            _ = try office.admit(Self.subject("C-0002"), source: "one.json", actor: "test")
            var again = Self.subject("C-0002")
            again.patient.identifiers.append(PatientIdentifier(system: "urn:lab", value: "L-77"))
            _ = try office.admit(again, source: "two.json", actor: "test")
            #expect(try office.search("L-77") == ["C-0002"])
            #expect(try office.search("4711") == ["C-0002"])
        }
    }

    @Test("An id that is another patient's, or an ended case's, is refused")
    func duplicate() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder)
            #expect(throws: OfficeError.duplicateCase("C-0001")) {
                try office.admit(Self.subject("C-0001"), source: "x", actor: "test")
            }
            _ = try office.admit(Self.subject("C-0002"), source: "x", actor: "test")
            try office.endCase("C-0002", as: .treated, by: "Dr. Fern", note: nil)
            #expect(throws: OfficeError.duplicateCase("C-0002")) {
                try office.admit(Self.subject("C-0002"), source: "x", actor: "test")
            }
        }
    }

    private struct Wrong: Error {
        init(_: String) {}
    }

    private static func subject(_ id: CaseID) -> Case {
        var subject = Case(
            id: id, diseaseGroup: .breast,
            patient: Patient(
                name: "Clara Muster", birthDate: CivilDate(year: 1970, month: 2, day: 3),
                identifiers: [PatientIdentifier(system: "urn:hospital", value: "4711")]),
            referral: Referral(by: .treatingOncologist, setting: .ownPatient),
            diagnosis: Diagnosis(cancer: Coding(text: "Breast cancer"), histology: "ductal"))
        subject.referral.received = CivilDate(year: 2026, month: 10, day: 1)
        return subject
    }
}
