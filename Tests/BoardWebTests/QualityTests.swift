import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("The quality page")
struct QualityTests {
    @Test("Staff see the figures of their boards, a table beside each picture, and no patient's name")
    func page() async throws {
        try await Hospital.run { hospital in
            #expect(try await hospital.browser.get("/quality").status == 403)
            try hospital.office.importCase(Patients.case("C-0002"), actor: "test")
            let coordinator = try await hospital.signedIn(Patients.coordinator)
            let page = try await coordinator.get("/quality")
            #expect(page.status == 200)
            #expect(page.holds("Consensus in the first ballot") && page.holds("A star stands for"))
            #expect(page.holds("Two thirds of their sessions, by member"), "a coordinator may see it")
            #expect(!page.holds("Käfer") && !page.holds("C-0002"))
            let pictures = page.body.matches(of: /<svg [^>]*aria-labelledby="([^" ]+)/).map { String($0.1) }
            #expect(pictures.count > 10 && Set(pictures).count == pictures.count, "ids are unique in the page")
            #expect(page.body.matches(of: /<table/).count >= pictures.count)
            let wrong = try await coordinator.get("/quality?from=2026-12-01&to=2026-11-01")
            #expect(wrong.status == 200 && wrong.holds("Give a first and a last day"))
            let asked = try await coordinator.get("/quality?from=2026-11-01&to=2026-11-30")
            #expect(asked.holds("2026-11-01 to 2026-11-30"))
        }
    }
}
