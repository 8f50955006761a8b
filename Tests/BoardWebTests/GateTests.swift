import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("The gate of a link")
struct GateTests {
    @Test("GET and HEAD show nothing clinical, change nothing and send nothing")
    func readingChangesNothing() async throws {
        try await Hospital.run { hospital in
            let token = try hospital.token(to: Patients.surgeon)
            let events = try hospital.events()
            let mails = hospital.catcher.messages.count
            for method in ["GET", "HEAD"] {
                let answer = try await hospital.browser.get("/l/\(token)", method: method)
                #expect(answer.status == 200)
                #expect(answer.cookie == nil)
                #expect(method == "GET" || answer.body.isEmpty)
                for clinical in ["Käfer", "breast", "Breast", "C-0001", "carcinoma", "surg"] {
                    #expect(!answer.holds(clinical), "the gate tells “\(clinical)”")
                }
            }
            try await hospital.agent.runUntilIdle()
            #expect(try hospital.events() == events)
            #expect(hospital.catcher.messages.count == mails)
        }
    }

    @Test("every unusable link gets the one page, byte for byte, whatever is done with it")
    func unusableLinksLookTheSame() async throws {
        try await Hospital.run { hospital in
            let token = try hospital.token(to: Patients.surgeon)
            let revoked = try hospital.token(to: Patients.radiationOncologist)
            let radonc = try await hospital.opened(by: Patients.radiationOncologist)
            _ = try await radonc.post("/ballot/recuse", ["reason": ["we are friends"]])
            var tampered = Array(token)
            tampered[20] = tampered[20] == "A" ? "B" : "A"
            var answers = [
                try await hospital.browser.get("/l/nothing"), try await hospital.browser.get("/l/\(String(tampered))"),
                try await hospital.browser.post("/l/\(String(tampered))"),
                try await hospital.browser.get("/l/\(revoked)"),
                try await hospital.browser.post("/l/\(revoked)/open", ["factor": ["123456"]]),
                try await hospital.browser.get("/l/%00"),
            ]
            // a session of one purpose on the page of another
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            answers.append(try await surgeon.get("/plan"))
            try hospital.office.clock.set(Hospital.close.addingTimeInterval(60))
            answers.append(try await hospital.browser.get("/l/\(token)"))
            for answer in answers {
                #expect(answer.status == 404)
                #expect(answer.body == answers[0].body)
            }
            #expect(answers[0].holds("+49 30 5550 120"), "it says whom to call")
        }
    }

    @Test("a wrong code opens nothing, and after six tries the link is locked for a while, even for the right code")
    func wrongCodesLock() async throws {
        try await Hospital.run { hospital in
            let token = try hospital.token(to: Patients.surgeon)
            let asked = try await hospital.browser.post("/l/\(token)")
            #expect(asked.status == 200)
            #expect(asked.holds("name=\"factor\""))
            let code = try await hospital.code(to: Patients.surgeon)
            let wrong = code == "000000" ? "111111" : "000000"
            for _ in 1...6 {
                let refused = try await hospital.browser.post("/l/\(token)/open", ["factor": [wrong]])
                #expect(refused.status == 403)
                #expect(refused.cookie == nil)
                #expect(refused.holds("not the code"))
            }
            let locked = try await hospital.browser.post("/l/\(token)/open", ["factor": [code]])
            #expect(locked.status == 429)
            #expect(locked.cookie == nil)
        }
    }

    @Test("no more than six codes are sent in a quarter of an hour")
    func codesAreLimited() async throws {
        try await Hospital.run { hospital in
            let token = try hospital.token(to: Patients.surgeon)
            for _ in 1...6 { #expect(try await hospital.browser.post("/l/\(token)").status == 200) }
            #expect(try await hospital.browser.post("/l/\(token)").status == 429)
        }
    }

    @Test("the right code opens a session whose address holds no token")
    func rightCodeOpens() async throws {
        try await Hospital.run { hospital in
            let token = try hospital.token(to: Patients.surgeon)
            _ = try await hospital.browser.post("/l/\(token)")
            let code = try await hospital.code(to: Patients.surgeon)
            let answer = try await hospital.browser.post("/l/\(token)/open", ["factor": [code]])
            #expect(answer.status == 303)
            #expect(answer.location == "/ballot")
            let cookie = try #require(answer.headers["set-cookie"])
            #expect(cookie.hasPrefix("tumorboard="))
            #expect(cookie.contains("; Path=/; HttpOnly; SameSite=Strict"))
            #expect(!cookie.contains("Secure"), "it would not travel over plain http")
            let again = try await hospital.browser.post("/l/\(token)/open", ["factor": [code]])
            #expect(again.status == 403, "a code is good for one use")
        }
    }

    @Test("behind https the cookie is bound to the host, and browsers are told to stay with https")
    func httpsIsStricter() async throws {
        try await Hospital.run(url: "https://board.test", codeForStaff: false) { hospital in
            let answer = try await hospital.browser.post("/l/\(try hospital.token(to: Patients.surgeon))")
            #expect(answer.status == 303)
            let cookie = try #require(answer.headers["set-cookie"])
            #expect(cookie.hasPrefix("__Host-tumorboard="))
            #expect(cookie.contains("; Path=/; Secure; HttpOnly; SameSite=Strict"))
            #expect(answer.headers["strict-transport-security"] != nil)
        }
    }

    @Test("without a session, a page behind a link says so and shows nothing")
    func nothingWithoutSession() async throws {
        try await Hospital.run { hospital in
            var browser = hospital.browser
            for path in ["/ballot", "/signoff", "/letter", "/letter.pdf", "/plan", "/plan.pdf", "/act"] {
                for cookie in [nil, "tumorboard=", "tumorboard=zz", "tumorboard=\(String(repeating: "ab", count: 32))"]
                {
                    browser.cookie = cookie
                    let answer = try await browser.get(path)
                    #expect(answer.status == 403)
                    #expect(!answer.holds("Käfer"))
                }
            }
        }
    }

    @Test("the command line learns at the gate what is asked of it")
    func commandLineAtTheGate() async throws {
        try await Hospital.run { hospital in
            let json = ["Accept": "application/json"]
            let token = try hospital.token(to: Patients.surgeon)
            let gate = try await hospital.browser.post("/l/\(token)", headers: json)
            #expect(gate.body == #"{"needs":"code","purpose":"ballot"}"#)
            let wrong = try await hospital.browser.post("/l/\(token)/open", ["factor": ["1"]], headers: json)
            #expect(wrong.status == 403)
            #expect(wrong.body.hasPrefix(#"{"error":"#))
            let code = try await hospital.code(to: Patients.surgeon)
            let open = try await hospital.browser.post("/l/\(token)/open", ["factor": [code]], headers: json)
            #expect(open.status == 200)
            #expect(open.body.contains(#""next":"/ballot""#))
            #expect(open.cookie != nil)
            let unusable = try await hospital.browser.post("/l/nothing", headers: json)
            #expect(unusable.status == 404)
            #expect(unusable.body.hasPrefix(#"{"error":"#))
        }
    }
}
