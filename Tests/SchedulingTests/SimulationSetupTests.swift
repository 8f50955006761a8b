import Foundation
import Testing
import TumorBoard

@Suite("What a simulation follows from")
struct SimulationSetupTests {
    @Test("A weekly session is read as it is written")
    func reading() throws {
        let every = try WeeklySitting("thoracic-uppergi=wednesday@14:05/90")
        #expect(
            every == WeeklySitting(board: "thoracic-uppergi", weekday: .wednesday, hour: 14, minute: 5, minutes: 90))
        #expect(try WeeklySitting("b=friday@9:00/45*2").everyWeeks == 2)
    }

    @Test(
        "What is no weekly session is refused",
        arguments: [
            "", "b", "b=wednesday", "b=wednesday@14:00", "b=someday@14:00/90", "b=friday@25:00/90", "b=friday@14:60/90",
            "b=friday@14:00/3", "b=friday@14:00/90*0", "-b=friday@14:00/90", "b=friday@14:00/90 ",
        ])
    func malformed(_ text: String) {
        #expect(throws: MalformedValue.self) { try WeeklySitting(text) }
    }

    @Test("A session begins at the same time by the clock on the wall, across changes of the clocks")
    func clocks() throws {
        let setup = try SimulatedHospital.setup(seed: 1, weeks: 30, sittings: ["chest=sunday@14:00/60*2"])
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let sessions = setup.sessions
        #expect(sessions.count >= 15)
        for session in sessions {
            let seconds = Int(session.starts.timeIntervalSince1970) + zone.secondsFromGMT(for: session.starts)
            #expect(seconds % 86_400 == 14 * 3_600, "\(session.id)")
            #expect(Weekday(session.localDay.day) == .sunday)
        }
        let days = sessions.map(\.localDay.day.daysSince1970)
        #expect(zip(days, days.dropFirst()).allSatisfy { $1 - $0 == 14 })
    }

    @Test("Dated sessions give back the rhythm that they follow")
    func rhythm() throws {
        let texts = ["chest=wednesday@14:00/90", "belly=tuesday@09:00/60*2"]
        let setup = try SimulatedHospital.setup(seed: 1, weeks: 8, sittings: texts)
        let found = WeeklySitting.rhythm(of: setup.sessions.reversed())
        #expect(found.sorted { $0.board > $1.board } == setup.sittings)
        // a holiday at the beginning and one session more change nothing
        var sessions = setup.sessions.filter { $0.id != "chest-2026-11-11-1400" }
        #expect(sessions.count == setup.sessions.count - 1)
        sessions.append(
            Session(
                id: "extra", board: "belly", starts: try Date("2026-11-20T10:00:00Z", strategy: .iso8601), minutes: 30,
                cutoffHours: 96, timeZone: "Europe/Berlin"))
        #expect(WeeklySitting.rhythm(of: sessions).sorted { $0.board > $1.board } == setup.sittings)
    }

    @Test("As many cases come as the average says, on working days, spread as a Poisson distribution")
    func arrivals() throws {
        let setup = try SimulatedHospital.setup(seed: 11, weeks: 400, arrivals: 20)
        let cases = setup.cases
        var weeks = Array(repeating: 0, count: 400)
        for one in cases {
            let day = CivilDate(one.arrived, in: setup.policy.zone)
            #expect(!day.isWeekend)
            weeks[(day.daysSince1970 - setup.monday.daysSince1970) / 7] += 1
            #expect(one.ready >= one.arrived)
            #expect(setup.roster.board(for: one.subject.diseaseGroup) != nil)
        }
        let mean = Double(cases.count) / 400
        let variance = weeks.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / 399
        // four standard errors of the mean and of the variance of 400 weeks
        #expect(abs(mean - 20) < 0.9, "\(mean)")
        #expect(abs(variance - 20) < 5.8, "\(variance)")
        #expect(Set(cases.map(\.subject.id)).count == cases.count)
        let second = cases.count { $0.subject.referral.setting == .secondOpinion }
        #expect(abs(Double(second) / Double(cases.count) - 0.15) < 0.02)
    }

    @Test("Everyone takes their weeks of leave, and whoever leaves changes nobody else's")
    func leave() throws {
        let setup = try SimulatedHospital.setup(seed: 7, weeks: 52)
        let staff = setup.staff
        #expect(staff.reviewers.allSatisfy { $0.leave.count == 6 })
        let (fewer, _) = try setup.changed([.without("chest-surgeon-1")])
        #expect(fewer.staff.reviewers == staff.reviewers.filter { $0.id != "chest-surgeon-1" })
    }

    @Test("A credential that is valid on the first day is renewed; one that is not stays so")
    func credentials() throws {
        var setup = try SimulatedHospital.setup(seed: 7, weeks: 52)
        setup.roster.reviewers[0].credential.expires = try CivilDate("2026-10-01")
        setup.roster.reviewers[1].credential.verified = nil
        let staff = setup.staff
        #expect(staff.reviewers[0].credential == setup.roster.reviewers[0].credential)
        #expect(staff.reviewers[1].credential == setup.roster.reviewers[1].credential)
        #expect(try staff.reviewers[2].credential.expires > CivilDate("2027-11-01"))
    }
}
