import Foundation
import Testing
import TumorBoard

@Suite("What goes around every answer")
struct SafetyTests {
    @Test("every answer forbids caches, referrers, frames, scripts and guessing of types")
    func headersAreEverywhere() async throws {
        try await Hospital.run { hospital in
            let policy =
                "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
                + "frame-ancestors 'none'; base-uri 'none'"
            for path in ["/", "/health", "/style.css", "/l/nothing", "/ballot", "/no/such/page", "/cases/C-0001"] {
                let answer = try await hospital.browser.get(path)
                #expect(answer.headers["cache-control"] == "no-store")
                #expect(answer.headers["referrer-policy"] == "no-referrer")
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                #expect(answer.headers["cross-origin-opener-policy"] == "same-origin")
                #expect(answer.headers["content-security-policy"] == policy)
                #expect(answer.headers["strict-transport-security"] == nil)
            }
        }
    }

    @Test("a POST from another site's page is refused, one from our own page is taken")
    func foreignPostsAreRefused() async throws {
        try await Hospital.run { hospital in
            let path = "/l/\(try hospital.token(to: Patients.surgeon))"
            let foreign = [
                ["Origin": "https://evil.example"], ["Sec-Fetch-Site": "cross-site"],
                ["Sec-Fetch-Site": "same-site", "Origin": "null"],
            ]
            for headers in foreign {
                #expect(try await hospital.browser.post(path, headers: headers).status == 403)
            }
            let own = [
                ["Origin": "http://board.test", "Sec-Fetch-Site": "same-origin"], ["Origin": hospital.browser.base],
                // what browsers send with a form of a page that forbids referrers
                ["Origin": "null", "Sec-Fetch-Site": "same-origin"],
            ]
            for headers in own {
                #expect(try await hospital.browser.post(path, headers: headers).status == 200)
            }
        }
    }

    @Test("neither tokens nor codes, sessions, names or opinions reach the log")
    func logsTellNothing() async throws {
        try await Hospital.run { hospital in
            let token = try hospital.token(to: Patients.surgeon)
            _ = try await hospital.browser.get("/l/\(token)?from=mail")
            _ = try await hospital.browser.get("/L/\(token)")
            _ = try await hospital.browser.get("/l/\(token)/other/path")
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let code = try await hospital.code(to: Patients.surgeon)
            _ = try await surgeon.post("/ballot", Patients.opinion)
            let session = try #require(surgeon.cookie?.split(separator: "=").last)
            let log = hospital.log.text
            #expect(log.contains("/l/…"))
            #expect(log.contains("/ballot"))
            for secret in [token, code, String(session), "Käfer", "Small and far", "from=mail"] {
                #expect(!log.contains(secret))
            }
        }
    }

    @Test("a form that is too long or not whole is refused without being read")
    func hugeFormsAreRefused() async throws {
        try await Hospital.run(codeForStaff: false) { hospital in
            let surgeon = try await hospital.openedAtOnce(by: Patients.surgeon)
            let huge = String(repeating: "a", count: 1_100_000)
            #expect(try await surgeon.post("/ballot", ["rationale": [huge]]).status == 413)
            let broken = try await surgeon.post(
                "/ballot", file: "rationale=%zz", type: "application/x-www-form-urlencoded")
            #expect(broken.status == 400)
        }
    }

    @Test("health and style are served")
    func smallRoutes() async throws {
        try await Hospital.run { hospital in
            #expect(try await hospital.browser.get("/health").body == "ok")
            let style = try await hospital.browser.get("/style.css")
            #expect(style.headers["content-type"]?.hasPrefix("text/css") == true)
            #expect(style.holds("main"))
        }
    }
}
