import Documents
import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("Large print, and one page for the patient's own doctor")
struct PaperPageTests {
    private static let practice = "haus@practice.example"

    private static func subject(agrees: Bool = true) throws -> Case {
        var subject = Patients.case()
        subject.patient.ownDoctor = TumorBoard.Contact(
            name: "Dr. Hanna Haus", institution: "Haus Family Practice", email: try EmailAddress(practice))
        subject.consent.summaryToOwnDoctor = agrees
        return subject
    }

    @Test("the own doctor gets the summary with the patient's plan and not before, and opens nothing else with it")
    func summary() async throws {
        try await Hospital.run(subject: try Self.subject()) { hospital in
            try await hospital.signSurgery()
            #expect(hospital.catcher.messages(to: Self.practice).isEmpty, "nobody knows sooner than the patient")
            let navigator = try await hospital.opened(by: Patients.navigator)
            _ = try await navigator.post("/act", ["name": ["Dr. Nora Navigator"]])
            try await hospital.agent.runUntilIdle()
            #expect(hospital.catcher.messages(to: Self.practice).count == 1)
            let doctor = try await hospital.opened(by: Self.practice)
            let page = try await doctor.get("/summary")
            #expect(page.status == 200)
            #expect(page.holds("What the board recommends, on one page"))
            #expect(page.holds("Breast-conserving operation") && page.holds("Scar"))
            #expect(try await doctor.get("/summary.pdf").body.hasPrefix("%PDF"))
            #expect(try await doctor.get("/letter").status == 404)
            #expect(try await doctor.get("/plan").status == 404)
        }
    }

    @Test("without the patient's word no summary is sent; agreed to later, it leaves then, once")
    func consent() async throws {
        try await Hospital.run(subject: try Self.subject(agrees: false)) { hospital in
            try await hospital.signSurgery()
            let navigator = try await hospital.opened(by: Patients.navigator)
            _ = try await navigator.post("/act", ["name": ["Dr. Nora Navigator"]])
            try await hospital.agent.runUntilIdle()
            #expect(hospital.catcher.messages(to: Self.practice).isEmpty)
            var consent = try hospital.office.caseFile(Patients.id).subject.consent
            consent.summaryToOwnDoctor = true
            for _ in 0..<2 { try hospital.office.recordConsent(consent, of: Patients.id, actor: "navigator") }
            try await hospital.agent.runUntilIdle()
            #expect(hospital.catcher.messages(to: Self.practice).count == 1)
        }
    }

    @Test("the patient chooses large print on the page, for the page and for the PDF")
    func largePrint() async throws {
        try await Hospital.run(subject: try Self.subject()) { hospital in
            try await hospital.signSurgery()
            let chair = try await hospital.opened(by: Patients.navigator)
            _ = try await chair.post("/act", ["name": ["Dr. Nora Navigator"]])
            try await hospital.agent.runUntilIdle()
            let token = try hospital.token(to: Patients.patient)
            let open = try await hospital.browser.post("/l/\(token)/open", ["factor": [Patients.passphrase]])
            var patient = hospital.browser
            patient.cookie = open.cookie
            let plan = try await patient.get("/plan")
            #expect(plan.holds("href=\"/plan?print=large\"") && plan.holds("href=\"/plan.pdf\""))
            #expect(!plan.holds("reading largest"))
            let large = try await patient.get("/plan?print=large")
            #expect(large.holds("reading largest") && large.holds("href=\"/plan.pdf?print=large\""))
            #expect(large.holds("href=\"/plan\""))
            #expect(try await patient.get("/plan.pdf?print=large").body.hasPrefix("%PDF"))
            #expect(try await patient.get("/decision-aid").status == 404, "one way alone is no choice")
        }
    }

    @Test("whoever signs sees how hard the plan is to read, and the summary that would leave")
    func signOff() async throws {
        try await Hospital.run(subject: try Self.subject()) { hospital in
            try await hospital.vote(
                Patients.opinion, by: [Patients.surgeon, Patients.medicalOncologist, Patients.radiationOncologist])
            try await hospital.wait(until: Hospital.session)
            let page = try await hospital.opened(by: Patients.chair).get("/signoff")
            #expect(page.holds("School grade") && page.holds("policy asks for grade 8 at most"))
            #expect(page.holds("Summary for the patient’s own doctor"))
        }
    }
}
