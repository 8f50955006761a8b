import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("While a patient's consent is withdrawn")
struct StandstillTests {
    private func record(_ withdrawn: CivilDate?, in hospital: Hospital) throws {
        var consent = try hospital.office.caseFile(Patients.id).subject.consent
        consent.withdrawn = withdrawn
        try hospital.office.recordConsent(consent, of: Patients.id, actor: "coordinator")
    }

    @Test("nobody sees the packet or casts, nothing falls due and no mail leaves; given again, everyone is asked anew")
    func pages() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            try record(try CivilDate("2026-10-31"), in: hospital)
            let page = try await surgeon.get("/ballot")
            #expect(page.status == 410)
            #expect(page.holds("stands still") && !page.holds("Käfer"))
            #expect(try await surgeon.post("/ballot", Patients.opinion).status == 410)
            let link = try hospital.token(to: Patients.medicalOncologist)
            #expect(try await hospital.browser.post("/l/\(link)").status == 410, "no code is mailed either")
            let coordinator = try await hospital.signedIn(Patients.coordinator)
            #expect(try await coordinator.get("/cases/C-0001/packet").status == 410)
            let detail = try await coordinator.get("/cases/C-0001")
            #expect(detail.status == 200)
            #expect(detail.holds("Stands still: consent withdrawn"))
            #expect(detail.holds("Ask whether the withdrawal of the consent stands"))

            let mails = hospital.catcher.messages(to: Patients.surgeon).count
            try await hospital.wait(until: Hospital.session)
            #expect(hospital.catcher.messages(to: Patients.surgeon).count == mails)
            #expect(try hospital.office.caseFile(Patients.id).isVoting, "the ballot did not close")

            try record(nil, in: hospital)
            try await hospital.agent.runUntilIdle()
            #expect(hospital.catcher.messages(to: Patients.surgeon).count == mails + 1)
            let again = try await hospital.opened(by: Patients.surgeon)
            #expect(try await again.post("/ballot", Patients.opinion).status == 303)
        }
    }

    @Test("mail that waits is called off, and what nothing else sends again is sent when the consent is back")
    func calledOff() async throws {
        try await Hospital.run { hospital in
            for (address, plan) in [
                (Patients.surgeon, Patients.opinion), (Patients.medicalOncologist, Patients.opinion),
                (Patients.radiationOncologist, Patients.opinion),
            ] {
                let browser = try await hospital.opened(by: address)
                #expect(try await browser.post("/ballot", plan).status == 303)
            }
            try await hospital.wait(until: Hospital.session)
            // signed, and withdrawn before the agent's next round: the letter has not left
            let file = try hospital.office.caseFile(Patients.id)
            #expect(file.compiled != nil)
            try hospital.office.sign(Patients.id, by: "r-chair", name: "Prof. Carla Chair")
            try record(try CivilDate("2026-11-03"), in: hospital)
            try await hospital.agent.runUntilIdle()
            #expect(hospital.catcher.messages(to: Patients.doctor).isEmpty)
            try record(nil, in: hospital)
            try await hospital.agent.runUntilIdle()
            #expect(hospital.catcher.messages(to: Patients.doctor).count == 1)
            #expect(hospital.catcher.messages(to: Patients.navigator).count == 1)
        }
    }
}
