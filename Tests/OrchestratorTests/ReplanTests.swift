import Foundation
import Journal
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("The agent plans again by itself") struct ReplanTests {
    private static let coordinator = "coordinator@hospital.example"

    @Test("Cases that become ready are listed, each with a panel, and the session has them on its list")
    func ready() async throws {
        try await ScheduleSite.run { site in
            try await site.admit(ScheduleSite.subject("C-0001"), ScheduleSite.subject("C-0002"))
            for id in ["C-0001", "C-0002"] as [CaseID] {
                #expect(try site.session(of: id) == "w1")
                #expect(try site.panel(of: id).count == 3)
                #expect(try site.mail(to: "patient-\(id)@mail.example") == ["received", "listed"])
            }
            #expect(try site.office.sessionFile("w1").listed == ["C-0001": 15, "C-0002": 15])
            #expect(try site.mail(to: "s1@hospital.example").isEmpty, "nobody is mailed before the ballot opens")
        }
    }

    @Test("An urgent arrival takes the place of a case that can wait, and only that case is told")
    func urgent() async throws {
        try await ScheduleSite.run(minutes: [30, 30, 30]) { site in
            try await site.admit(
                ScheduleSite.subject("C-0001"), ScheduleSite.subject("C-0002"), ScheduleSite.subject("C-0003"))
            let before = try Dictionary(
                uniqueKeysWithValues: (["C-0001", "C-0002", "C-0003"] as [CaseID]).map {
                    ($0, try site.session(of: $0))
                })
            #expect(before.values.count { $0 == "w1" } == 2)
            var urgent = ScheduleSite.subject("C-0004", .expedited)
            urgent.treatBy = try CivilDate("2026-11-04")
            try await site.admit(urgent)
            #expect(try site.session(of: "C-0004") == "w1")
            let moved = try before.filter { id, session in try site.session(of: id) != session }
            #expect(moved.count == 1)
            let one = try #require(moved.keys.first)
            #expect(try site.session(of: one) == "w2")
            #expect(try site.office.caseFile(one).entries.count { $0.event.kind == "case.listed" } == 2)
            #expect(try site.mail(to: "patient-\(one)@mail.example") == ["received", "listed", "listed"])
            for id in before.keys where id != one {
                #expect(try site.mail(to: "patient-\(id)@mail.example") == ["received", "listed"])
            }
            #expect(try site.office.sessionFile("w1").booked == 30)
            #expect(try site.office.audit().isSound)
        }
    }

    @Test("Leave on the day gives only that seat to somebody else, before the ballot without a word to anybody")
    func leaveBefore() async throws {
        try await ScheduleSite.run { site in
            try await site.admit(ScheduleSite.subject("C-0001"), ScheduleSite.subject("C-0002"))
            let before = try (site.panel(of: "C-0001"), site.panel(of: "C-0002"))
            let out = try #require(before.0[.surgeon])
            let mail = site.catcher.messages.count
            try await site.changeRoster { roster in
                try Self.edit(out, &roster) {
                    $0.leave = [Leave(from: try CivilDate("2026-11-02"), to: try CivilDate("2026-11-06"))]
                }
            }
            for (id, panel) in [("C-0001", before.0), ("C-0002", before.1)] as [(CaseID, [Specialty: ReviewerID])] {
                let now = try site.panel(of: id)
                #expect(now[.surgeon] != out && now[.surgeon] != nil)
                #expect(now[.medicalOncologist] == panel[.medicalOncologist])
                #expect(now[.radiationOncologist] == panel[.radiationOncologist])
                #expect(try site.session(of: id) == "w1")
                #expect(try site.office.caseFile(id).entries.count { $0.event.kind == "case.listed" } == 1)
            }
            #expect(site.catcher.messages.count == mail)
        }
    }

    @Test("What still fits is not written again: the same roster, and leave that touches nobody, change nothing")
    func nothing() async throws {
        try await ScheduleSite.run { site in
            try await site.admit(ScheduleSite.subject("C-0001"), ScheduleSite.subject("C-0002"))
            let before = try site.versions()
            try await site.changeRoster { _ in }
            try await site.changeRoster { roster in
                try Self.edit("s1", &roster) {
                    $0.leave = [Leave(from: try CivilDate("2027-02-01"), to: try CivilDate("2027-02-06"))]
                }
            }
            try site.office.adoptPolicy(try site.office.policy(), actor: "test")
            try await site.agent.runUntilIdle()
            #expect(try site.versions() == before)
            #expect(try !site.office.mustReplan())
        }
    }

    @Test(
        "A holder who cannot answer any more loses the seat of an open ballot at once, and the new one is asked",
        arguments: ["ill", "credential", "removed"])
    func openBallot(how: String) async throws {
        try await ScheduleSite.run { site in
            try await site.admit(ScheduleSite.subject("C-0001"))
            try await site.wait(until: "2026-10-30T14:00:00Z")
            let before = try site.panel(of: "C-0001")
            let out = try #require(before[.surgeon])
            let other: ReviewerID = out == "s1" ? "s2" : "s1"
            #expect(try site.mail(to: "\(out)@hospital.example") == ["invite"])
            try await site.changeRoster { roster in
                switch how {
                case "ill":
                    try Self.edit(out, &roster) {
                        $0.leave = [Leave(from: try CivilDate("2026-10-30"), to: try CivilDate("2026-11-02"))]
                    }
                case "credential": try Self.edit(out, &roster) { $0.credential.verified = nil }
                default: roster.reviewers.removeAll { $0.id == out }
                }
            }
            var expected = before
            expected[.surgeon] = other
            #expect(try site.panel(of: "C-0001") == expected)
            #expect(try site.mail(to: "\(other)@hospital.example") == ["cover"])
            for one in [before[.medicalOncologist], before[.radiationOncologist]] {
                #expect(try site.mail(to: "\(try #require(one))@hospital.example") == ["invite"])
            }
            #expect(try site.mail(to: Self.coordinator).isEmpty)
            let links = try site.office.journal.links(
                LinkScope(stream: .ofCase("C-0001"), person: out.text, purpose: "ballot"))
            #expect(!links.isEmpty && links.allSatisfy(\.revoked))
            let version = try site.versions()
            try await site.changeRoster { _ in }
            #expect(try site.versions() == version)
        }
    }

    @Test("A seat that nobody else can take is the coordinator's task, once")
    func empty() async throws {
        try await ScheduleSite.run(edit: { roster in roster.reviewers.removeAll { $0.id == "x2" } }) { site in
            try await site.admit(ScheduleSite.subject("C-0001"))
            try await site.changeRoster { roster in
                try Self.edit("x1", &roster) { $0.credential.verified = nil }
            }
            #expect(try site.office.caseFile("C-0001").panel?.empty == [.radiationOncologist])
            #expect(try site.mail(to: Self.coordinator) == ["task"])
            try await site.changeRoster { _ in }
            #expect(try site.mail(to: Self.coordinator) == ["task"])
            try await site.changeRoster { roster in
                try Self.edit("x1", &roster) { $0.credential.verified = try CivilDate("2026-10-26") }
            }
            #expect(try site.panel(of: "C-0001")[.radiationOncologist] == "x1")
        }
    }

    @Test("A session that is added gives a case that waits its place")
    func added() async throws {
        try await ScheduleSite.run(minutes: []) { site in
            try await site.admit(ScheduleSite.subject("C-0001"))
            #expect(try site.session(of: "C-0001") == nil)
            try site.office.addSession(ScheduleSite.session(week: 2), actor: "test")
            try await site.agent.runUntilIdle()
            #expect(try site.session(of: "C-0001") == "w2")
        }
    }

    @Test("A policy with fewer cases in an hour moves what does not fit any more")
    func policy() async throws {
        try await ScheduleSite.run(minutes: [30, 30]) { site in
            try await site.admit(ScheduleSite.subject("C-0001"), ScheduleSite.subject("C-0002"))
            var policy = try site.office.policy()
            policy.listing.minutesPerCase = 30
            try site.office.adoptPolicy(policy, actor: "test")
            try await site.agent.runUntilIdle()
            #expect(Set(try [site.session(of: "C-0001"), site.session(of: "C-0002")]) == ["w1", "w2"])
        }
    }

    private static func edit(
        _ id: ReviewerID, _ roster: inout Roster, _ change: (inout Reviewer) throws -> Void
    ) throws {
        for index in roster.reviewers.indices where roster.reviewers[index].id == id {
            try change(&roster.reviewers[index])
        }
    }
}
