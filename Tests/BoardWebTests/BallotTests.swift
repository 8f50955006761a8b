import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("The ballot's page")
struct BallotTests {
    @Test("shows the packet and an empty form, and takes a patient's name for text")
    func showsPacketAndForm() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let page = try await surgeon.get("/ballot")
            #expect(page.status == 200)
            #expect(page.holds("Mia &lt;script&gt;alert(1)&lt;/script&gt; Käfer"))
            #expect(!page.holds("<script"))
            #expect(page.holds("Will I keep my breast?"))
            #expect(!page.holds(" checked"), "a vote is never a default")
            #expect(!page.holds(" selected"))
            let events = try hospital.events()
            _ = try await surgeon.get("/ballot?replace=1")
            _ = try await surgeon.get("/ballot", method: "HEAD")
            #expect(try hospital.events() == events)
        }
    }

    @Test("an opinion is cast once: the same POST again gives the same receipt")
    func sameOpinionIsHarmless() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let cast = try await surgeon.post("/ballot", Patients.opinion)
            #expect(cast.status == 303)
            #expect(cast.location == "/ballot")
            let receipt = try await surgeon.get("/ballot")
            #expect(receipt.status == 200)
            #expect(receipt.holds("It has arrived."))
            #expect(receipt.holds("Small and far from the skin &amp; &lt;b&gt;muscle&lt;/b&gt;."))
            let events = try hospital.events()
            #expect(try await surgeon.post("/ballot", Patients.opinion).status == 303)
            #expect(try await surgeon.get("/ballot").body == receipt.body)
            #expect(try hospital.events() == events)
        }
    }

    @Test("another opinion replaces the first only after it is confirmed")
    func replacementIsConfirmed() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            _ = try await surgeon.post("/ballot", Patients.opinion)
            let form = try await surgeon.get("/ballot?replace=1")
            #expect(form.holds("id=\"rating-surgery-9\" name=\"rating-surgery\" value=\"9\" checked"))
            var other = Patients.opinion
            other["confidence"] = ["low"]
            let asked = try await surgeon.post("/ballot", other)
            #expect(asked.status == 409)
            #expect(asked.holds("Replace it by what I sent now"))
            #expect(asked.holds("<th scope=\"row\">Confidence</th><td>high</td><td>low</td>"))
            #expect(asked.holds("name=\"confidence\" value=\"low\""), "what was typed is sent along")
            #expect(try await surgeon.get("/ballot").holds("<dd>high</dd>"))
            other["confirm"] = ["yes"]
            #expect(try await surgeon.post("/ballot", other).status == 303)
            #expect(try await surgeon.get("/ballot").holds("<dd>low</dd>"))
        }
    }

    @Test("what is missing is named field by field, and what was typed is kept")
    func mistakesAreShown() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            var opinion = Patients.opinion
            opinion["intent"] = nil
            let missing = try await surgeon.post("/ballot", opinion)
            #expect(missing.status == 422)
            #expect(missing.holds("href=\"#intent\""))
            #expect(missing.holds("Breast-conserving operation"))
            #expect(missing.holds("id=\"rating-surgery-9\" name=\"rating-surgery\" value=\"9\" checked"))
            opinion = Patients.opinion
            opinion["rating-surgery"] = ["5"]
            let low = try await surgeon.post("/ballot", opinion)
            #expect(low.status == 422)
            #expect(low.holds("href=\"#rating-surgery\""), "what the rules of consensus refuse stands at its field too")
            #expect(try await surgeon.get("/ballot").holds("<form"), "nothing was cast")
        }
    }

    @Test("whoever steps back needs a reason; the seat is filled at once and the link is over")
    func recusal() async throws {
        try await Hospital.run { hospital in
            let token = try hospital.token(to: Patients.surgeon)
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let unexplained = try await surgeon.post("/ballot/recuse", ["reason": [" "]])
            #expect(unexplained.status == 422)
            let recused = try await surgeon.post("/ballot/recuse", ["reason": ["She is my neighbour"]])
            #expect(recused.status == 200)
            #expect(recused.holds("stepped back"))
            #expect(try await surgeon.get("/ballot").status == 403)
            #expect(try await hospital.browser.get("/l/\(token)").status == 404)
            try await hospital.agent.runUntilIdle()
            let second = try await hospital.opened(by: Patients.secondSurgeon)
            #expect(try await second.get("/ballot").holds("Dr. Silke Second"))
        }
    }

    @Test("whoever abstains needs a reason and gets a receipt")
    func abstention() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            #expect(try await surgeon.post("/ballot/abstain", ["reason": [""]]).status == 422)
            #expect(try await surgeon.post("/ballot/abstain", ["reason": ["not my field"]]).status == 303)
            let receipt = try await surgeon.get("/ballot")
            #expect(receipt.holds("Abstention"))
            #expect(receipt.holds("not my field"))
            #expect(!(try await surgeon.get("/ballot?replace=1")).holds(" checked"), "an abstention fills in nothing")
        }
    }

    @Test("when the packet changed, the old link answers 410, and the fresh one asks to confirm the former opinion")
    func changedPacket() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            _ = try await surgeon.post("/ballot", Patients.opinion)
            let scan = ClinicalRecord(
                id: "late-ct", kind: .imagingReport, title: "CT chest", date: try CivilDate("2026-10-31"),
                text: "A nodule.")
            try hospital.office.addRecord(scan, to: Patients.id, material: true, actor: "coordinator")
            let gone = try await surgeon.get("/ballot")
            #expect(gone.status == 410)
            #expect(gone.holds("fresh invitation"))
            #expect(try await surgeon.post("/ballot", Patients.opinion).status == 410)
            try await hospital.agent.runUntilIdle()
            let again = try await hospital.opened(by: Patients.surgeon)
            let page = try await again.get("/ballot")
            #expect(page.status == 200)
            #expect(page.holds("CT chest, 2026-10-31"))
            #expect(page.holds("id=\"rating-surgery-9\" name=\"rating-surgery\" value=\"9\" checked"))
            let fresh = try await hospital.opened(by: Patients.medicalOncologist)
            #expect(!(try await fresh.get("/ballot")).holds(" checked"), "who gave none has nothing to confirm")
        }
    }

    @Test("after the close the receipt stays, and nothing is taken any more")
    func closedBallot() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let silent = try await hospital.opened(by: Patients.medicalOncologist)
            _ = try await surgeon.post("/ballot", Patients.opinion)
            try hospital.office.clock.set(Hospital.close.addingTimeInterval(-3_600))
            let late = try await hospital.opened(by: Patients.surgeon)
            try await hospital.wait(until: Hospital.close)
            let receipt = try await late.get("/ballot?replace=1")
            #expect(receipt.holds("can no longer be replaced"))
            #expect(try await late.post("/ballot", Patients.opinion).status == 303)
            var other = Patients.opinion
            other["confidence"] = ["low"]
            #expect(try await late.post("/ballot", other).status == 410)
            #expect(try await late.post("/ballot/recuse", ["reason": ["too late"]]).status == 410)
            #expect(try await silent.get("/ballot").status != 200)
        }
    }

    @Test("a form of another link, opened in the same browser meanwhile, does not land here")
    func formsAreBoundToTheirLink() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let radonc = try await hospital.opened(by: Patients.radiationOncologist)
            let page = try await surgeon.get("/ballot").body
            let about = try #require(page.firstMatch(of: /name="about" value="([^"]+)"/)?.1)
            var opinion = Patients.opinion
            opinion["about"] = [String(about)]
            #expect(try await radonc.post("/ballot", opinion).status == 409)
            #expect(try await surgeon.post("/ballot", opinion).status == 303)
        }
    }

    @Test("the command line gets the ballot as JSON")
    func ballotAsJSON() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let sheet = try await surgeon.get("/ballot", headers: ["Accept": "application/json"])
            #expect(sheet.status == 200)
            let read = try #require(try JSONSerialization.jsonObject(with: Data(sheet.body.utf8)) as? [String: Any])
            #expect(read["case"] as? String == "C-0001")
            #expect(read["seat"] as? String == "surgeon")
            #expect(read["closes"] as? String == "2026-11-02T14:00:00Z")
            #expect(read["packet"] != nil && read["template"] != nil)
        }
    }

    @Test("the command line casts a file, gets the same receipt again, and is asked before it replaces")
    func castByCommandLine() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let cast = try await surgeon.post("/ballot", file: Patients.opinionFile)
            #expect(cast.status == 200)
            let receipt = try #require(
                try JSONSerialization.jsonObject(with: Data(cast.body.utf8)) as? [String: String])
            #expect(receipt["case"] == "C-0001")
            #expect(receipt["seat"] == "surgeon")
            #expect(receipt["receipt"]?.count == 12)
            #expect(try await surgeon.post("/ballot", file: Patients.opinionFile).body == cast.body)
            let other = Patients.opinionFile.replacing("confidence: high", with: "confidence: low")
            let asked = try await surgeon.post("/ballot", file: other)
            #expect(asked.status == 409)
            #expect(asked.body.hasPrefix(#"{"confirm":"#))
            #expect(try await surgeon.post("/ballot?replace=yes", file: other).status == 200)
        }
    }

    @Test(
        "the command line is told which field of its file is wrong",
        arguments: [
            (Patients.opinionFile.replacing("surgery: 9", with: "surgery: 4"), "ratings.surgery"),
            (Patients.opinionFile.replacing("confidence: high", with: "confidence: sure"), "confidence"),
            ("status: recused", "status"),
        ])
    func mistakesInAFile(file: String, field: String) async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let answer = try await surgeon.post("/ballot", file: file)
            #expect(answer.status == 422)
            #expect(answer.body.contains("\"field\":\"\(field)\""))
        }
    }
}
