import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("A session on its live page")
struct LiveSessionTests {
    private static let live = "/sessions/breast-1/live"
    private static let item = "/sessions/breast-1/live/C-0001"

    /// A hospital whose panel is unanimous for surgery, an hour into the afternoon of its session.
    private static func run(
        strict: Bool = false, dissents: Bool = false, _ body: (Hospital, Browser) async throws -> Void
    ) async throws {
        try await Hospital.run { hospital in
            if strict {
                var policy = try hospital.office.policy()
                policy.plans.confirmInSession = true
                try hospital.office.adoptPolicy(policy, actor: "coordinator")
            }
            try hospital.office.addSession(
                Session(
                    id: "breast-2", board: "breast", starts: Hospital.session.addingTimeInterval(7 * 86_400),
                    minutes: 90, cutoffHours: 96, timeZone: "Europe/Berlin"), actor: "coordinator")
            var others = Patients.opinion
            if dissents {
                others["phase-1"] = ["systemic"]
                others["rating-surgery"] = ["2"]
                others["rating-systemic"] = ["9"]
            }
            try await hospital.vote(Patients.opinion, by: [Patients.surgeon])
            try await hospital.vote(others, by: [Patients.medicalOncologist, Patients.radiationOncologist])
            try await hospital.wait(until: Hospital.close)
            try await hospital.wait(until: Hospital.session)
            try await body(hospital, try await hospital.staff(Patients.chair))
        }
    }

    private static func come(_ browser: Browser, _ people: [String]) async throws {
        for person in people {
            #expect(try await browser.post(live + "/attend", ["reviewer": [person]]).status == 303)
        }
    }

    @Test("the chair opens it, says who is there, and confirms what is unanimous in one go")
    func confirm() async throws {
        try await Self.run(strict: true) { hospital, chair in
            let closed = try await chair.get(Self.live)
            #expect(closed.status == 200 && closed.holds("Open the session"))
            #expect(closed.headers["refresh"] == nil)
            #expect(try await chair.post(Self.live + "/confirm").status == 409, "it is not open")
            #expect(try await chair.post(Self.live + "/open").status == 303)
            let open = try await chair.get(Self.live)
            #expect(open.headers["refresh"]?.hasPrefix("20") == true)
            #expect(open.holds("Unanimous: to be confirmed") && open.holds("Not quorate: 0 of 2"))
            #expect(open.holds("0 of 90 minutes gone, 90 left"))
            #expect(try await chair.get(Self.live + "?still=yes").headers["refresh"] == nil)
            let refused = try await chair.post(Self.live + "/confirm")
            #expect(refused.status == 409 && refused.holds("surgeon"))
            #expect(try hospital.office.caseFile(Patients.id).heard == nil)
            try await Self.come(chair, ["r-surgeon", "r-medonc"])
            #expect(try await chair.get(Self.live).holds("Quorate: 2 of 2"))
            #expect(try await chair.post(Self.live + "/confirm").status == 303)
            let heard = try #require(try hospital.office.caseFile(Patients.id).heard)
            #expect(heard.result == .confirmed && !heard.isDiscussed && heard.by == "Prof. Carla Chair")
            #expect(heard.present == ["r-medonc", "r-surgeon"])
            try await hospital.agent.runUntilIdle()
            #expect(try hospital.office.caseFile(Patients.id).signatureAsks == 1, "asked for right after")
            #expect(try await chair.post(Self.live + "/close").status == 303)
            let over = try await chair.get(Self.live)
            #expect(over.holds("The session is closed") && over.holds("Confirmed"))
            #expect(try await chair.post(Self.live + "/attend", ["reviewer": ["r-radonc"]]).status == 409)
            #expect(try hospital.office.sessionFile("breast-1").sitting.closed != nil)
        }
    }

    @Test("a case that is pulled is discussed with its opinions side by side and the clock running")
    func discuss() async throws {
        try await Self.run { hospital, chair in
            #expect(try await chair.post(Self.live + "/open").status == 303)
            try await Self.come(chair, ["r-surgeon", "r-medonc"])
            #expect(try await chair.post(Self.item + "/pull").status == 303)
            let pulled = try await chair.get(Self.live)
            #expect(!pulled.holds("Unanimous: to be confirmed") && pulled.holds("Pulled by Prof. Carla Chair"))
            #expect(try await chair.post(Self.item + "/start").location == Self.item)
            try hospital.office.clock.set(Hospital.session.addingTimeInterval(440))
            let page = try await chair.get(Self.item)
            #expect(page.holds("8 minutes left") && page.holds("7:20 used of 15 minutes"))
            #expect(page.holds("The opinions, side by side") && page.holds("Dr. Mara Medonc, medical oncologist"))
            #expect(page.holds("Small and far from the skin"))
            #expect(try await chair.get(Self.live).holds("Now: C-0001"))
            #expect(try await chair.post(Self.item + "/record", ["note": ["x"]]).holds("Choose what it comes to"))
            let none = try await chair.post(Self.item + "/record", ["outcome": ["postponed"], "note": [" "]])
            #expect(none.status == 409 && none.holds("The reason says nothing"))
            let entry = [
                "outcome": ["discussed"], "note": ["the margins"], "dissent-r-surgeon": ["I stay with <surgery>"],
            ]
            #expect(try await chair.post(Self.item + "/record", entry).status == 303)
            let file = try hospital.office.caseFile(Patients.id)
            #expect(file.isVoting && file.heard?.dissent.first?.words == "I stay with <surgery>")
            #expect(file.heard?.isDiscussed == true && file.heard?.note == "the margins")
            let after = try await chair.get(Self.item)
            #expect(after.holds("the margins") && after.holds("I stay with &lt;surgery&gt;"))
            #expect(!after.holds("side by side"), "a ballot is open again")
            let session = "\(try hospital.office.sessionFile("breast-1"))"
            #expect(
                !session.contains("margins") && !session.contains("I stay with"), "clinical words stay with the case")
        }
    }

    @Test("what the opinions did not settle is discussed; postponed, it is on the next session's list by itself")
    func boardSits() async throws {
        try await Self.run(dissents: true) { hospital, chair in
            // a third opinion is under way: it is not shown, and cannot be decided
            #expect(try await chair.post(Self.live + "/open").status == 303)
            try await Self.come(chair, ["r-surgeon", "r-medonc", "r-radonc"])
            let sealed = try await chair.get(Self.item)
            #expect(sealed.holds("nobody reads an opinion before it has closed") && !sealed.holds("Small and far"))
            #expect(try await chair.post(Self.item + "/record", ["outcome": ["discussed"]]).status == 409)
            #expect(try await chair.post(Self.live + "/close").status == 303)
            #expect(try hospital.office.sessionFile("breast-1").listed.isEmpty)
            #expect(try hospital.office.caseFile(Patients.id).isVoting, "its ballot goes on out of session")
            var third = Patients.opinion
            third["phase-1"] = ["surgery"]
            let second = try await hospital.opened(by: Patients.secondSurgeon)
            let ballot = try await second.get("/ballot")
            #expect(ballot.holds("Is surgery appropriate for this patient?"))
            #expect(!ballot.holds("Dr. Mara Medonc"), "nobody on the panel is named before the opinion is cast")
            try await hospital.vote(third, by: [Patients.secondSurgeon])
            try await hospital.wait(until: Hospital.session.addingTimeInterval(86_400))
            let file = try hospital.office.caseFile(Patients.id)
            #expect(file.boardSits != nil && file.listing?.session == "breast-2")
            try await hospital.wait(until: Hospital.session.addingTimeInterval(7 * 86_400))
            let next = "/sessions/breast-2/live"
            #expect(try await chair.get(next).status == 403, "a session of the pages lasts eight hours")
            let again = try await hospital.staff(Patients.chair)
            #expect(try await again.post(next + "/open").status == 303)
            let page = try await again.get(next + "/C-0001")
            #expect(page.holds("In dispute"))
            #expect(page.holds("side by side") && page.holds("Dr. Silke Second"))
            for person in ["r-surgeon", "r-medonc"] {
                #expect(try await again.post(next + "/attend", ["reviewer": [person]]).status == 303)
            }
            #expect(try await again.post(next + "/C-0001/record", ["outcome": ["discussed"]]).status == 303)
            #expect(try hospital.office.caseFile(Patients.id).awaitedSeats.count == 4)
        }
    }

    @Test("information asked for in the session comes by the link, and the case is on the next list without a hand")
    func information() async throws {
        try await Self.run { hospital, coordinator in
            #expect(try await coordinator.post(Self.live + "/open").status == 303)
            let entry = ["outcome": ["informationNeeded"], "need": ["pathologyReReview"], "note": ["which type?"]]
            #expect(try await coordinator.post(Self.item + "/record", entry).status == 303)
            try await hospital.agent.runUntilIdle()
            let home = try await (try await hospital.staff(Patients.coordinator)).get("/cases/C-0001")
            #expect(home.holds("the board waits for the result") && home.holds("Dr. Pia Path"))
            // on its day and after it, the pathologist is reminded and the coordinator told
            let sent = hospital.catcher.messages(to: Patients.pathologist).count
            try await hospital.wait(until: Hospital.session.addingTimeInterval(2 * 86_400))
            #expect(hospital.catcher.messages(to: Patients.pathologist).count == sent + 1)
            #expect(try hospital.office.caseFile(Patients.id).tasks.first?.reminders == 1)
            #expect(
                try hospital.catcher.messages(to: Patients.coordinator).contains {
                    try ReadMail($0.data).text?.contains("has not come") == true
                })
            let path = try await hospital.opened(by: Patients.pathologist)
            let finding = ["name": ["Dr. Pia Path"], "note": ["Lobular, not ductal."]]
            #expect(try await path.post("/act", finding).status == 303)
            try await hospital.agent.runUntilIdle()
            #expect(try hospital.office.caseFile(Patients.id).listing?.session == "breast-2")
            try await hospital.wait(until: Hospital.cutoff.addingTimeInterval(7 * 86_400))
            let file = try hospital.office.caseFile(Patients.id)
            #expect(file.isVoting && file.packets.count == 2 && file.awaitedSeats.count == 3)
            let surgeon = [Patients.surgeon, Patients.medicalOncologist, Patients.radiationOncologist]
            try await hospital.vote(Patients.opinion, by: surgeon)
            try await hospital.wait(until: Hospital.close.addingTimeInterval(7 * 86_400))
            #expect(try hospital.office.caseFile(Patients.id).plan?.outcome.level == .unanimous)
        }
    }

    @Test("nobody else gets in: not another board's staff, not a link, not without signing in")
    func closedToOthers() async throws {
        try await Self.run { hospital, _ in
            for path in [Self.live, Self.item] {
                #expect(try await hospital.browser.get(path).status == 403)
            }
            #expect(try await hospital.browser.post(Self.live + "/open").status == 403)
            let coordinator = try await hospital.staff(Patients.coordinator)
            #expect(try await coordinator.get("/sessions/breast-1").holds(Self.live))
            #expect(try await coordinator.get(Self.live + "/C-9999").status == 404)
            #expect(try await coordinator.post(Self.live + "/teleport").status == 404)
            #expect(try hospital.office.sessionFile("breast-1").sitting.opened == nil)
        }
    }
}
