import Foundation
import Journal
import Orchestrator
import Testing
import TumorBoard

@Suite("Drafts of an opinion")
struct DraftTests {
    private static let begun: [String: [String]] = [
        "diagnosisAgree": ["yes"], "phase-1": ["surgery", "systemic"], "answer-1": ["Yes, you keep it"],
        "preference-1-text": ["Only if it must be"], "rationale": ["She is <b>well</b> and"],
    ]

    private static func fill(_ page: Answer) -> Bool {
        page.holds("id=\"diagnosisAgree-yes\" name=\"diagnosisAgree\" value=\"yes\" checked")
            && page.holds("name=\"phase-1\" value=\"systemic\" checked")
            && page.holds("She is &lt;b&gt;well&lt;/b&gt; and</textarea>") && page.holds("Yes, you keep it</textarea>")
            && page.holds("value=\"Only if it must be\"")
    }

    @Test("what was typed is kept with one button, stands in the form again, says since when, and counts for nothing")
    func kept() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let events = try hospital.events()
            let kept = try await surgeon.post("/ballot/draft", Self.begun)
            #expect(kept.status == 303)
            #expect(kept.location == "/ballot#draft")
            let page = try await surgeon.get("/ballot")
            #expect(Self.fill(page))
            #expect(page.holds("Your draft of 30 October 2026, 15:00"), "since when")
            #expect(try hospital.events() == events, "a draft is no event")
            #expect(try hospital.office.caseFile(Patients.id).currentOpinions.isEmpty)
            // the same link opened again, in another browser
            let again = try await hospital.opened(by: Patients.surgeon)
            #expect(Self.fill(try await again.get("/ballot")))
        }
    }

    @Test("nobody else gets it, and nothing of it lies in clear on the disk, in the log or in an address")
    func sealed() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            var typed = Self.begun
            typed["rationale"] = ["heronlike secret"]
            let kept = try await surgeon.post("/ballot/draft", typed)
            #expect(kept.location?.contains("heronlike") == false)
            for address in [Patients.medicalOncologist, Patients.radiationOncologist] {
                let other = try await hospital.opened(by: address)
                let page = try await other.get("/ballot")
                #expect(page.status == 200 && !page.holds("heronlike") && !page.holds("Your draft"))
            }
            let coordinator = try await hospital.staff(Patients.coordinator)
            #expect(!(try await coordinator.get("/cases/\(Patients.id)")).holds("heronlike"))
            #expect(!hospital.log.text.contains("heronlike"))
            let root = hospital.office.journal.database.deletingLastPathComponent()
            let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
            var read = 0
            while let file = files.nextObject() as? URL {
                guard let bytes = FileManager.default.contents(atPath: file.path) else { continue }
                read += 1
                #expect(bytes.range(of: Data("heronlike".utf8)) == nil, "in clear in \(file.lastPathComponent)")
            }
            #expect(read > 1)
        }
    }

    @Test("a form that is refused is a draft as well")
    func refused() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let refused = try await surgeon.post("/ballot", Self.begun)
            #expect(refused.status == 422 && Self.fill(refused))
            #expect(Self.fill(try await surgeon.get("/ballot")))
            // a reason that is missing in one of the small forms empties the large one neither
            let unexplained = try await surgeon.post("/ballot/abstain", ["reason": [""]])
            #expect(unexplained.status == 422 && Self.fill(unexplained))
            let recusal = try await surgeon.post("/ballot/recuse", ["reason": [""]])
            #expect(recusal.status == 422 && Self.fill(recusal))
        }
    }

    @Test("it goes when the opinion is given, and a draft of a replacement leaves what was given as it is")
    func cast() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            _ = try await surgeon.post("/ballot/draft", Self.begun)
            #expect(try await surgeon.post("/ballot", Patients.opinion).status == 303)
            #expect(!(try await surgeon.get("/ballot?replace=1")).holds("Your draft"))
            var other = Patients.opinion
            other["rationale"] = ["On second thought"]
            let kept = try await surgeon.post("/ballot/draft", other)
            #expect(kept.location == "/ballot?replace=1#draft")
            let receipt = try await surgeon.get("/ballot")
            #expect(receipt.holds("It has arrived.") && receipt.holds("You have a draft of"))
            #expect(!receipt.holds("On second thought"))
            #expect(try await surgeon.get("/ballot?replace=1").holds("On second thought</textarea>"))
            #expect(try await surgeon.post("/ballot/draft/discard").status == 303)
            #expect(!(try await surgeon.get("/ballot")).holds("You have a draft"))
            // asked whether to replace, and gone without an answer: what was sent is not lost
            #expect(try await surgeon.post("/ballot", other).status == 409)
            #expect(try await surgeon.get("/ballot?replace=1").holds("On second thought</textarea>"))
        }
    }

    @Test("it goes with a recusal, and whoever follows on the seat finds nothing of it")
    func recused() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            _ = try await surgeon.post("/ballot/draft", Self.begun)
            _ = try await surgeon.post("/ballot/recuse", ["reason": ["She is my neighbour"]])
            #expect(try Self.stored(hospital, "r-surgeon") == false)
            try await hospital.agent.runUntilIdle()
            let second = try await hospital.opened(by: Patients.secondSurgeon)
            #expect(!(try await second.get("/ballot")).holds("Your draft"))
            #expect(try await surgeon.post("/ballot/draft", Self.begun).status == 403)
            #expect(try Self.stored(hospital, "r-surgeon") == false)
        }
    }

    @Test("it goes with the seat of a silent reviewer, when cover takes over at the time that policy says")
    func covered() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            _ = try await surgeon.post("/ballot/draft", Self.begun)
            let hours = try hospital.office.policy().ballots.coverHoursBeforeClose
            try await hospital.wait(until: Hospital.close.addingTimeInterval(-3_600 * Double(hours)))
            let cover = try await hospital.opened(by: Patients.secondSurgeon)
            #expect(try await cover.get("/ballot").holds("Dr. Silke Second"))
            #expect(try Self.stored(hospital, "r-surgeon") == false)
        }
    }

    @Test("it goes at the ballot's close, and nothing is kept any more")
    func closed() async throws {
        try await Hospital.run { hospital in
            // given by one, so that the link of this ballot still answers after the close
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            _ = try await surgeon.post("/ballot", Patients.opinion)
            _ = try await surgeon.post("/ballot/draft", Self.begun)
            #expect(try Self.stored(hospital, "r-surgeon"))
            try hospital.office.clock.set(Hospital.close.addingTimeInterval(-3_600))
            let late = try await hospital.opened(by: Patients.surgeon)
            try await hospital.wait(until: Hospital.close)
            #expect(try Self.stored(hospital, "r-surgeon") == false)
            #expect(try await late.post("/ballot/draft", Self.begun).status == 410)
            #expect(try Self.stored(hospital, "r-surgeon") == false)
        }
    }

    @Test("a packet that changes while someone writes loses nothing, and answers stay with their questions")
    func packetChanged() async throws {
        try await Hospital.run { hospital in
            let surgeon = try await hospital.opened(by: Patients.surgeon)
            let page = try await surgeon.get("/ballot").body
            let about = try #require(page.firstMatch(of: /name="about" value="([^"]+)"/)?.1)
            var subject = try hospital.office.caseFile(Patients.id).subject
            subject.questions.insert(PatientQuestion(id: "q0", text: "How long will it take?"), at: 0)
            _ = try hospital.office.update(
                Patients.id, with: subject, source: "a call", material: true, actor: "coordinator")
            var typed = Self.begun
            typed["about"] = ["C-0001/r-medonc/0"]
            #expect(try await surgeon.post("/ballot/draft", typed).status == 409, "another link's form is not taken")
            typed["about"] = [String(about)]
            let gone = try await surgeon.post("/ballot", typed)
            #expect(gone.status == 410)
            #expect(gone.holds("What you typed is kept"))
            try await hospital.agent.runUntilIdle()
            let again = try await hospital.opened(by: Patients.surgeon)
            let fresh = try await again.get("/ballot")
            #expect(fresh.holds("Your draft of") && fresh.holds("She is &lt;b&gt;well&lt;/b&gt; and</textarea>"))
            let number = try hospital.office.caseFile(Patients.id).packet?.content.subject.questions.firstIndex {
                $0.id == "q1"
            }
            let place = try #require(number) + 1
            #expect(fresh.holds("id=\"answer-\(place)\" name=\"answer-\(place)\""))
            let area = try #require(fresh.body.range(of: "id=\"answer-\(place)\" name="))
            #expect(fresh.body[area.upperBound...].prefix(200).contains("Yes, you keep it</textarea>"))
        }
    }

    private static func stored(_ hospital: Hospital, _ person: String) throws -> Bool {
        let file = try hospital.office.caseFile(Patients.id)
        return try (1...2).contains { round in
            try hospital.office.journal.draft(of: .ofCase(file.subject.id), person: person, round: round) != nil
        }
    }
}
