import Foundation
import Testing
import TumorBoard

@Suite("Simulation of the boards")
struct SimulationTests {
    @Test("The same seed gives the same bytes, another seed another course")
    func repeatable() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        func bytes(_ seed: UInt64) throws -> Data {
            let setup = try SimulatedHospital.setup(seed: seed, weeks: 2, arrivals: 5)
            let report = SimulationReport(SimulatedHospital.run(setup), of: setup)
            let run = SimulationOutcome.Run(name: "baseline", of: setup, report: report)
            return try encoder.encode(SimulationOutcome(of: setup, changes: [], runs: [run]))
        }
        let one = try bytes(3)
        #expect(try one == bytes(3))
        #expect(try one != bytes(4))
    }

    @Test(
        "Nobody is overloaded, seated twice or on leave; minutes are kept; each case is decided once", arguments: 1...12
    )
    func invariants(seed: UInt64) throws {
        // from idle to saturated, with few people and with many
        let setup = try SimulatedHospital.setup(
            seed: seed, weeks: 2, arrivals: [3, 5, 8, 12][Int(seed) % 4], people: 1 + Int(seed) % 3,
            capacity: [3, 6, 9][Int(seed) % 3])
        let run = SimulatedHospital.run(setup)
        expectConserved(run, seed: seed)
        let staff = Dictionary(uniqueKeysWithValues: run.staff.reviewers.map { ($0.id, $0) })
        var loads: [ReviewerID: [Week: Int]] = [:]
        for decision in run.decisions {
            let subject = decision.arrival.subject
            let seated = decision.panel.seats.map(\.reviewer)
            #expect(Set(seated).count == seated.count, "seed \(seed): \(subject.id) seats someone twice")
            #expect(decision.listing.sits > decision.arrival.ready, "seed \(seed): \(subject.id) before it was ready")
            let day = CivilDate(decision.listing.sits, in: setup.policy.zone)
            for seat in decision.panel.seats {
                let reviewer = try #require(staff[seat.reviewer])
                #expect(!reviewer.leave.contains { $0.covers(day) }, "seed \(seed): \(seat.reviewer) is on leave")
                #expect(reviewer.specialties.contains(seat.specialty))
                #expect((reviewer.expertise[subject.diseaseGroup] ?? 0) > 0)
                loads[seat.reviewer, default: [:]][decision.week, default: 0] += 1
            }
        }
        for (reviewer, weeks) in loads {
            let most = staff[reviewer]?.casesPerWeek ?? 0
            #expect(weeks.values.allSatisfy { $0 <= most }, "seed \(seed): \(reviewer) has \(weeks.values) of \(most)")
        }
        for sitting in run.sittings {
            #expect(sitting.booked <= sitting.session.minutes, "seed \(seed): \(sitting.session.id) is overbooked")
            #expect(sitting.booked == sitting.cases.count * setup.policy.listing.minutesPerCase)
        }
    }

    private func expectConserved(_ run: SimulationRun, seed: UInt64) {
        let decided = run.decisions.map(\.arrival.subject.id)
        let waiting = run.waiting.map(\.arrival.subject.id)
        #expect(Set(decided).count == decided.count, "seed \(seed): a case is decided twice")
        #expect(Set(decided).isDisjoint(with: waiting), "seed \(seed): a decided case waits")
        #expect(run.arrivals.count == decided.count + waiting.count + run.preparing, "seed \(seed): a case is lost")
        let inSession = run.decisions.filter { $0.listing.session != nil }.map(\.arrival.subject.id)
        #expect(inSession.sorted() == run.sittings.flatMap(\.cases).sorted(), "seed \(seed)")
    }

    @Test("The figures of a report sum to each other")
    func sums() throws {
        let setup = try SimulatedHospital.setup(seed: 5, weeks: 3, arrivals: 6)
        let run = SimulatedHospital.run(setup)
        let report = SimulationReport(run, of: setup)
        #expect(report.arrived == report.decided + report.waiting + report.preparing)
        #expect(report.weeks.reduce(0) { $0 + $1.arrived } == report.arrived)
        #expect(report.weeks.reduce(0) { $0 + $1.decided } == report.decided)
        #expect(report.weeks.reduce(0) { $0 + $1.breaches } == report.breaches)
        #expect(report.weeks.last?.waiting == report.waiting)
        #expect(report.weeks.last?.overdue == report.overdue)
        #expect(report.urgencies.reduce(0) { $0 + $1.decided } == report.decided)
        #expect(report.waits.reduce(0) { $0 + $1.decided } == report.decided)
        #expect(report.waits.reduce(0) { $0 + $1.waiting } == report.waiting)
        for line in report.urgencies {
            #expect(line.fromReferral.reduce(0, +) == line.decided)
            #expect(line.median <= line.ninetieth && line.ninetieth <= line.longest)
            let limit = setup.policy.listing.limitDays[line.urgency] ?? 0
            #expect(line.fromReferral.dropFirst(limit).reduce(0, +) == line.breaches, "\(line.urgency)")
        }
        #expect(report.boards.reduce(0) { $0 + $1.cases } == report.decided - report.decidedOutOfSession)
        #expect(report.boards.allSatisfy { $0.byUse.reduce(0, +) == $0.sessions })
        let seats = run.decisions.reduce(0) { $0 + $1.panel.seats.count }
        #expect(report.reviewers.reduce(0) { $0 + $1.cases } == seats)
        #expect(report.reviewers.allSatisfy { $0.busiestWeek <= $0.casesPerWeek })
    }

    @Test("Two meetings a week of a saturated board shorten the waiting", arguments: [1, 2])
    func twice(seed: UInt64) throws {
        let setup = try SimulatedHospital.setup(
            seed: seed, weeks: 7, arrivals: 5, people: 2,
            sittings: ["chest=wednesday@14:00/15", "belly=tuesday@09:00/90"])
        let (more, words) = try setup.changed([.twice("chest")])
        #expect(words == ["Board chest meets twice as often"])
        #expect(more.cases == setup.cases, "the same cases come")
        let (one, other) = (SimulatedHospital.run(setup), SimulatedHospital.run(more))
        let end = more.monday.adding(days: 7 * more.weeks).start(in: more.policy.zone)
        /// Days that the cases of the board waited on the average, those that still wait included.
        func days(_ run: SimulationRun) -> Double {
            let chest = Set(more.roster.board("chest")?.diseaseGroups ?? [])
            let decided = run.decisions.map { ($0.arrival, $0.listing.sits) }
            let waits = (decided + run.waiting.map { ($0.arrival, end) }).filter {
                chest.contains($0.0.subject.diseaseGroup)
            }
            return waits.reduce(0) { $0 + $1.1.timeIntervalSince($1.0.ready) } / Double(max(1, waits.count)) / 86_400
        }
        #expect(days(other) < days(one) - 1, "seed \(seed): \(days(one)) and \(days(other)) days")
        let (before, after) = (SimulationReport(one, of: setup), SimulationReport(other, of: more))
        #expect(after.waiting < before.waiting, "seed \(seed)")
        #expect(after.breaches + after.overdue < before.breaches + before.overdue, "seed \(seed)")
    }

    @Test("Without the only radiation oncologist their seats stay empty, and the report says so")
    func lacking() throws {
        var setup = try SimulatedHospital.setup(seed: 2, weeks: 3, arrivals: 5, leaveWeeks: 0)
        setup.roster.reviewers.removeAll {
            $0.specialties.contains(.radiationOncologist) && $0.id != "chest-radiationOncologist-0"
                && $0.id != "belly-radiationOncologist-0"
        }
        let whole = report(setup)
        let (without, words) = try setup.changed([.without("chest-radiationOncologist-0")])
        let run = SimulatedHospital.run(without)
        let lacking = SimulationReport(run, of: without)
        #expect(words == ["without Dr. chest-radiationOncologist-0"])
        #expect((whole.emptySeats[.radiationOncologist] ?? 0) < (lacking.emptySeats[.radiationOncologist] ?? 0))
        let chest = run.decisions.filter { $0.listing.board == "chest" }
        #expect(!chest.isEmpty && chest.allSatisfy { $0.panel.empty.contains(.radiationOncologist) })
        #expect(lacking.casesWithEmptySeat >= chest.count)

        // where the seat is required, no such case is listed at all
        var strict = without
        strict.policy.scheduling.required = [.radiationOncologist]
        strict.policy.listing.outOfSession = []
        let held = report(strict)
        #expect(held.waits.filter { $0.board == "chest" }.allSatisfy { $0.decided == 0 })
        #expect(held.heldForQuorum > 0 && held.unplaced >= held.heldForQuorum)
    }

    @Test("A change that cannot be made is refused in words")
    func refused() throws {
        let setup = try SimulatedHospital.setup(seed: 1)
        #expect(throws: ScenarioError.noSession("neck")) { try setup.changed([.twice("neck")]) }
        #expect(throws: ScenarioError.unknownReviewer("r-x")) { try setup.changed([.capacity("r-x", 3)]) }
        #expect(throws: ScenarioError.nobody(.geneticist)) { try setup.changed([.withoutOne(.geneticist)]) }
        #expect(ScenarioError.nobody(.geneticist).description.contains("geneticist"))
    }

    @Test("Changes change what they say, in their order")
    func changes() throws {
        let setup = try SimulatedHospital.setup(seed: 1)
        let (changed, words) = try setup.changed([
            .minutes("belly", 45), .twice("belly"), .withoutOne(.surgeon), .capacity("belly-surgeon-0", 2),
            .arrivals(3),
        ])
        #expect(changed.sittings.filter { $0.board == "belly" }.map(\.minutes) == [45, 45])
        #expect(changed.sittings.filter { $0.board == "belly" }.map(\.weekday) == [.tuesday, .thursday])
        #expect(changed.roster.reviewers.count == setup.roster.reviewers.count - 1)
        #expect(changed.roster.reviewer("belly-surgeon-0")?.casesPerWeek == 2)
        #expect(changed.arrivals.perWeek == 3)
        #expect(words.count == 5)
    }

    private func report(_ setup: SimulationSetup) -> SimulationReport {
        SimulationReport(SimulatedHospital.run(setup), of: setup)
    }
}
