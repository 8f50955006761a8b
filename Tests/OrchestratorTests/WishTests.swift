import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("What the coordinator asks of the plan") struct WishTests {
    @Test("A pinned case moves to its session at once, stays there, and is free again when the pin is lifted")
    func pin() async throws {
        try await ScheduleSite.run { site in
            try await site.admit(ScheduleSite.subject("C-0001"))
            try site.office.pin("C-0001", to: "w2", actor: "Cora")
            #expect(try site.session(of: "C-0001") == "w2")
            #expect(try site.office.sessionFile("w1").listed.isEmpty)
            #expect(try site.office.sessionFile("w2").listed == ["C-0001": 15])
            #expect(try site.office.caseFile("C-0001").listing?.reasons.first == .wished)
            try await site.agent.runUntilIdle()
            #expect(try site.session(of: "C-0001") == "w2")
            #expect(try site.mail(to: "patient-C-0001@mail.example") == ["received", "listed", "listed"])
            try site.office.free("C-0001", actor: "Cora")
            #expect(try site.office.caseFile("C-0001").wishes.isEmpty)
            #expect(throws: ScheduleRefusal.noWish("C-0001")) { try site.office.free("C-0001", actor: "Cora") }
        }
    }

    @Test("A case that is kept from a session goes to the next, and the newest of two contrary wishes holds")
    func ban() async throws {
        try await ScheduleSite.run { site in
            try site.office.importCase(ScheduleSite.subject("C-0001"), actor: "test")
            try site.office.ban("C-0001", from: "w1", actor: "Cora")
            #expect(try site.session(of: "C-0001") == "w2")
            try site.office.pin("C-0001", to: "w1", actor: "Cora")
            #expect(try site.session(of: "C-0001") == "w1")
            #expect(try site.office.caseFile("C-0001").wishes == [.inSession("w1")])
        }
    }

    @Test("A seat goes to whom the coordinator names, and away from whom the coordinator rules out; nothing else moves")
    func seats() async throws {
        try await ScheduleSite.run { site in
            try await site.admit(ScheduleSite.subject("C-0001"))
            let before = try site.panel(of: "C-0001")
            let surgeon = try #require(before[.surgeon])
            let other: ReviewerID = surgeon == "s1" ? "s2" : "s1"
            try site.office.seat(other, as: .surgeon, on: "C-0001", actor: "Cora")
            var expected = before
            expected[.surgeon] = other
            #expect(try site.panel(of: "C-0001") == expected)
            try site.office.unseat(other, from: "C-0001", actor: "Cora")
            #expect(try site.panel(of: "C-0001") == before)
            #expect(try site.office.caseFile("C-0001").wishes == [.notSeated(other)])
            guard case .rule(let exclusion) = try site.office.whyNot(other, on: "C-0001").answer else {
                Issue.record("no rule is named")
                return
            }
            #expect(exclusion.rule == .ruledOut)
        }
    }

    @Test("What cannot be is refused with the rule, and nothing is written")
    func refusals() async throws {
        let edit: (inout Roster) throws -> Void = { roster in
            roster.boards.append(
                Board(
                    id: "lung", name: "Lung board", diseaseGroups: [.lung], chair: "chair", delegates: [],
                    coordinator: Contact(name: "Cora"), onCall: [], timeZone: "Europe/Berlin"))
            for index in roster.reviewers.indices where roster.reviewers[index].id == "s2" {
                roster.reviewers[index].credential.verified = nil
            }
        }
        try await ScheduleSite.run(minutes: [15, 90], edit: edit) { site in
            var lung = ScheduleSite.session(week: 3)
            lung.id = "l1"
            lung.board = "lung"
            try site.office.addSession(lung, actor: "test")
            try await site.admit(ScheduleSite.subject("C-0001"), ScheduleSite.subject("C-0002"))
            let first: CaseID = try site.session(of: "C-0001") == "w1" ? "C-0001" : "C-0002"
            let second: CaseID = first == "C-0001" ? "C-0002" : "C-0001"
            try site.office.pin(first, to: "w1", actor: "Cora")
            let before = try site.versions()
            let office = site.office
            #expect(throws: ScheduleRefusal.otherBoard("l1", "lung", .breast)) {
                try office.pin(second, to: "l1", actor: "Cora")
            }
            #expect(throws: OfficeError.unknownSession("w9")) { try office.pin(second, to: "w9", actor: "Cora") }
            #expect(throws: ScheduleRefusal.full("w1", free: 0, needed: 15)) {
                try office.pin(second, to: "w1", actor: "Cora")
            }
            #expect(throws: ScheduleRefusal.listOpen("w1")) {
                try office.addLate(second, to: "w1", overbook: true, actor: "Cora")
            }
            #expect(throws: ScheduleRefusal.ineligible("s2", .credential, detail: "the credential is not verified")) {
                try office.seat("s2", as: .surgeon, on: second, actor: "Cora")
            }
            #expect(
                throws: ScheduleRefusal.noSeat(
                    second, .geneticist, seats: [.surgeon, .medicalOncologist, .radiationOncologist])
            ) {
                try office.seat("s1", as: .geneticist, on: second, actor: "Cora")
            }
            #expect(throws: OfficeError.unknownReviewer("nobody")) {
                try office.unseat("nobody", from: second, actor: "Cora")
            }
            #expect(try site.versions() == before)
            try await site.wait(until: "2026-10-30T14:00:00Z")
            #expect(throws: ScheduleRefusal.opinionsOpen(first)) { try office.ban(first, from: "w2", actor: "Cora") }
            #expect(throws: ScheduleRefusal.listClosed("w1")) { try office.pin(second, to: "w1", actor: "Cora") }
        }
    }

    @Test("A late addition needs room unless the list may be longer; its ballot opens at once with time to answer")
    func late() async throws {
        try await ScheduleSite.run(minutes: [15, 90]) { site in
            try await site.admit(ScheduleSite.subject("C-0001"))
            #expect(try site.session(of: "C-0001") == "w1")
            try await site.wait(until: "2026-11-02T08:00:00Z")
            try await site.admit(ScheduleSite.subject("C-0002"))
            #expect(try site.session(of: "C-0002") == "w2")
            #expect(throws: ScheduleRefusal.full("w1", free: 0, needed: 15)) {
                try site.office.addLate("C-0002", to: "w1", overbook: false, actor: "Cora")
            }
            try site.office.addLate("C-0002", to: "w1", overbook: true, actor: "Cora")
            #expect(try site.office.caseFile("C-0002").listing?.reasons.first == .lateAddition)
            #expect(try site.office.sessionFile("w1").booked == 30)
            try await site.agent.runUntilIdle()
            let file = try site.office.caseFile("C-0002")
            #expect(file.isVoting)
            #expect(file.ballot?.closes == ScheduleSite.instant("2026-11-02T20:00:00Z"), "12 hours from now")
            #expect(file.wishes.isEmpty, "a wish for a session holds once")
        }
    }

    @Test("A plan that was overtaken is refused, naming what moved, and nothing is written")
    func overtaken() async throws {
        try await ScheduleSite.run { site in
            try site.office.importCase(ScheduleSite.subject("C-0001"), actor: "test")
            try site.office.importCase(ScheduleSite.subject("C-0002"), actor: "test")
            let plan = try site.office.schedulePlan()
            #expect(plan.plan.changed.count == 2)
            try site.office.setPassphrase("heron over still water", of: "C-0002", actor: "test")
            let before = try site.versions()
            let overtaken = #expect(throws: ScheduleOvertaken.self) {
                try site.office.publish(plan, actor: "Cora")
            }
            #expect(overtaken?.cases == ["C-0002"] && overtaken?.sessions == [])
            #expect(overtaken?.description.contains("C-0002") == true)
            #expect(try site.versions() == before)
            try site.office.publish(try site.office.schedulePlan(), actor: "Cora")
            #expect(try site.session(of: "C-0002") == "w1")
            let after = try site.versions()
            #expect(try site.office.publish(try site.office.schedulePlan(), actor: "Cora").isEmpty)
            #expect(try site.versions() == after)
        }
    }
}
