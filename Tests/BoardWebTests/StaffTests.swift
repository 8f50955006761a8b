import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("The coordinator's pages")
struct StaffTests {
    @Test("a coordinator signs in with a mailed code, sees the cases and sessions of their boards, and signs out")
    func signIn() async throws {
        try await Hospital.run { hospital in
            #expect(try await hospital.browser.get("/").holds("Your work email"))
            let coordinator = try await hospital.signedIn(Patients.coordinator)
            let home = try await coordinator.get("/")
            #expect(home.status == 200)
            #expect(home.holds("Cora Coordinator"))
            #expect(home.holds("href=\"/cases/C-0001\""))
            #expect(home.holds("href=\"/sessions/breast-1\""))
            #expect(home.holds("Dr. Sonja Surgeon"))
            let detail = try await coordinator.get("/cases/C-0001")
            #expect(detail.status == 200)
            #expect(detail.holds("Mia &lt;script&gt;"))
            #expect(detail.holds("expertise 5 of 5 in breast"))
            let session = try await coordinator.get("/sessions/breast-1")
            #expect(session.status == 200)
            #expect(session.holds("All 3 seats of the case are filled."))
            #expect(try await coordinator.get("/cases/C-9999").status == 404)
            #expect(try await coordinator.post("/logout").status == 303)
            #expect(try await coordinator.get("/cases/C-0001").status == 403)
        }
    }

    @Test("a document keeps its own style, allowed by its hash alone")
    func documents() async throws {
        try await Hospital.run { hospital in
            let coordinator = try await hospital.signedIn(Patients.coordinator)
            let packet = try await coordinator.get("/cases/C-0001/packet")
            #expect(packet.status == 200)
            #expect(packet.holds("<style>"))
            let policy = try #require(packet.headers["content-security-policy"])
            #expect(policy.contains("style-src 'self' 'sha256-"))
            #expect(!policy.contains("unsafe"))
            #expect(try await coordinator.get("/cases/C-0001/letter").status == 409, "there is no plan yet")
            #expect(try await hospital.browser.get("/cases/C-0001/packet").status == 403)
        }
    }

    @Test("an unknown address gets the same answer as a known one, and no code")
    func unknownAddress() async throws {
        try await Hospital.run { hospital in
            let known = try await hospital.browser.post("/login", ["email": [Patients.coordinator]])
            let unknown = try await hospital.browser.post("/login", ["email": ["nobody@hospital.example"]])
            #expect(known.status == unknown.status)
            #expect(
                known.body.replacing(Patients.coordinator, with: "")
                    == unknown.body.replacing("nobody@hospital.example", with: ""))
            try await hospital.agent.runUntilIdle()
            #expect(hospital.catcher.messages(to: "nobody@hospital.example").isEmpty)
            let guess = ["email": ["nobody@hospital.example"], "code": ["123456"]]
            #expect(try await hospital.browser.post("/login/code", guess).status == 403)
        }
    }

    @Test("a link's session opens no page of the staff")
    func linkIsNoStaff() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            #expect(try await surgeon.get("/").holds("Your work email"))
            #expect(try await surgeon.get("/cases/C-0001").status == 403)
            var pretender = surgeon
            pretender.cookie = surgeon.cookie?.replacing("tumorboard=", with: "tumorboard-staff=")
            #expect(try await pretender.get("/cases/C-0001").status == 403)
        }
    }
}

extension Hospital {
    /// A browser in which a member of staff is signed in.
    func signedIn(_ address: String) async throws -> Browser {
        _ = try await browser.post("/login", ["email": [address]])
        let code = try await code(to: address)
        let answer = try await browser.post("/login/code", ["email": [address], "code": [code]])
        guard answer.status == 303, let cookie = answer.cookie else { throw HospitalError.closed(answer.status) }
        var browser = browser
        browser.cookie = cookie
        return browser
    }
}
