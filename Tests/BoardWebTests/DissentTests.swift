import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("A dissenter sees how the dissent is recorded") struct DissentTests {
    @Test("By a signed link: letter and patient's words, a statement that the letter carries, closed by the signature")
    func link() async throws {
        try await Hospital.run { hospital in
            try await hospital.dissent()
            try await hospital.wait(until: Hospital.session)
            let chair = try await hospital.opened(by: Patients.chair)
            #expect(try await chair.get("/signoff").holds("Dr. Rita Radonc has not looked yet"))
            let events = try hospital.events()
            let token = try hospital.token(to: Patients.radiationOncologist)
            _ = try await hospital.browser.get("/l/\(token)")
            #expect(try hospital.events() == events, "a mail scanner has not looked")
            let radonc = try await hospital.opened(by: Patients.radiationOncologist)
            #expect(try !(await chair.get("/signoff")).holds("has not looked yet"))
            let page = try await radonc.get("/dissent")
            #expect(page.status == 200 && page.holds("Dr. Rita Radonc, radiation oncologist"))
            #expect(page.holds("has reservations") && page.holds("Radiation is needed as well."))
            #expect(page.holds("The radiation oncologist saw it differently"))
            #expect(!page.holds("<script"))
            let statement = "Without radiation I fear <b>recurrence</b>."
            #expect(try await radonc.post("/dissent", ["statement": [statement]]).status == 303)
            #expect(try await radonc.get("/dissent").holds("I fear &lt;b&gt;recurrence&lt;/b&gt;."))
            let version = try #require(try hospital.office.caseFile(Patients.id).plan?.version)
            let shown = try await chair.get("/signoff")
            #expect(shown.holds("Added before the plan was signed: Without radiation I fear"))
            let signature = ["name": ["Prof. Carla Chair"], "confirm": ["yes"]]
            #expect(try await chair.post("/signoff", signature).status == 303)
            #expect(try hospital.office.caseFile(Patients.id).signature?.version == version)
            let closed = try await radonc.get("/dissent")
            #expect(closed.status == 200 && closed.holds("The plan is signed") && !closed.holds("<form"))
            #expect(try await radonc.post("/dissent", ["statement": ["More"]]).status == 409)
            try await hospital.agent.runUntilIdle()
            let doctor = try await hospital.opened(by: Patients.doctor)
            #expect(try await doctor.get("/letter").holds("Without radiation I fear"))
            #expect(!hospital.log.text.contains("recurrence"))
        }
    }

    @Test("One email goes to each dissenter and none to anyone else, and a statement writes no second one")
    func mail() async throws {
        try await Hospital.run { hospital in
            try await hospital.dissent()
            #expect(try hospital.dissentMails(to: Patients.radiationOncologist) == 1)
            #expect(try hospital.dissentMails(to: Patients.surgeon) == 0)
            try hospital.office.stateDissent(Patients.id, by: "r-radonc", text: "Once more.", actor: "r-radonc")
            try await hospital.agent.runUntilIdle()
            #expect(try hospital.dissentMails(to: Patients.radiationOncologist) == 1)
        }
    }
}

extension Hospital {
    /// Two are for surgery alone, the radiation oncologist would add radiation; the ballot closes.
    fileprivate func dissent() async throws {
        var other = Patients.opinion
        other["phase-2"] = ["radiotherapy"]
        other["rating-radiotherapy"] = ["8"]
        other["rationale"] = ["Radiation is needed as well."]
        try await vote(other, by: [Patients.radiationOncologist])
        try await vote(Patients.opinion, by: [Patients.surgeon, Patients.medicalOncologist])
        try await wait(until: Self.close)
    }

    /// How many emails about a dissent an address got.
    fileprivate func dissentMails(to address: String) throws -> Int {
        try catcher.messages(to: address).filter {
            try ReadMail($0.data).text?.contains("see how it is recorded") ?? false
                || String(decoding: $0.data, as: UTF8.self).contains("X-Tumorboard-Kind: dissent")
        }.count
    }
}
