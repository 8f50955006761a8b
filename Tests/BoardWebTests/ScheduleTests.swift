import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("The schedule page")
struct ScheduleTests {
    @Test("a coordinator sees what would change and publishes it; another plan than the one looked at is not published")
    func publish() async throws {
        try await Hospital.run { hospital in
            #expect(try await hospital.browser.get("/schedule").status == 403)
            let coordinator = try await hospital.signedIn(Patients.coordinator)
            let calm = try await coordinator.get("/schedule")
            #expect(calm.status == 200)
            #expect(calm.holds("Nothing: what is published is what the plan would be."))
            try hospital.office.importCase(Patients.case("C-0002"), actor: "test")
            try hospital.office.addSession(
                Session(
                    id: "breast-2", board: "breast", starts: Hospital.session.addingTimeInterval(604_800), minutes: 90,
                    cutoffHours: 96, timeZone: "Europe/Berlin"), actor: "test")
            let page = try await coordinator.get("/schedule")
            #expect(page.holds("C-0002") && page.holds("breast-2") && page.holds("Dr. Mara Medonc"))
            #expect(!page.holds("Käfer"), "no name of a patient")
            let seen = try #require(page.body.firstMatch(of: /name="plan" value="([0-9a-f]{64})"/)?.1)
            #expect(try await coordinator.post("/schedule", ["plan": ["another"]]).status == 409)
            #expect(try hospital.office.caseFile("C-0002").listing == nil)
            let published = try await coordinator.post("/schedule", ["plan": [String(seen)]])
            #expect(published.status == 200 && published.holds("Published: C-0002."))
            #expect(try hospital.office.caseFile("C-0002").listing?.session == "breast-2")
            #expect(try await coordinator.post("/schedule", ["plan": [String(seen)]]).status == 409)
        }
    }
}
