import Foundation
import Testing
import TumorBoard

@Suite("The plan of sessions and panels keeps the rules and explains itself")
struct PlannerTests {
    static let seed: UInt64 = 14_872_365_061_500_080_194

    private func hospital(
        _ number: Int, people: ClosedRange<Int> = 4...12, cases: ClosedRange<Int> = 1...9
    ) throws -> (request: ScheduleRequest, dice: Dice) {
        var hospital = Hospital(seed: Self.seed &+ UInt64(number))
        hospital.people = hospital.dice.roll(people)
        hospital.cases = hospital.dice.roll(cases)
        return (try hospital.request(), hospital.dice)
    }

    @Test(
        "Sixty hospitals: minutes, weeks, seats and people are within the rules, whatever the order",
        arguments: 0..<6)
    func rules(part: Int) throws {
        for number in 0..<10 {
            var (request, dice) = try hospital(part * 10 + number)
            let plan = SchedulePlanner(request, effort: .brief).plan()
            let other = SchedulePlanner(request.shuffled(using: &dice), effort: .brief).plan()
            #expect(plan == other, "hospital \(part * 10 + number) of seed \(Self.seed)")
            let fault = firstFault(of: plan, for: request)
            #expect(fault == nil, "hospital \(part * 10 + number) of seed \(Self.seed)")
            guard fault == nil, plan == other else { return }
        }
    }

    private func firstFault(of plan: SchedulePlan, for request: ScheduleRequest) -> String? {
        let sessions = Dictionary(uniqueKeysWithValues: request.sessions.map { ($0.id, $0) })
        var minutes: [SessionID: Int] = [:]
        var loads: [String: Int] = [:]
        guard Set(plan.cases.map(\.id)) == Set(request.cases.map(\.subject.id)) else { return "a case is missing" }
        for planned in plan.cases {
            guard let item = request.cases.first(where: { $0.subject.id == planned.id }) else { return "unknown case" }
            guard let listing = planned.listing else {
                if !planned.panel.seats.isEmpty { return "\(planned.id) has a panel and no session" }
                continue
            }
            if let session = listing.session { minutes[session, default: 0] += listing.minutes }
            let local = listing.session.flatMap { sessions[$0]?.localDay }
            let day = local?.day ?? CivilDate(listing.sits, in: .gmt)
            let eligibility = Eligibility(of: item.subject, on: day, half: local?.half)
            if Set(planned.panel.seats.map(\.reviewer)).count != planned.panel.seats.count { return "two seats" }
            if planned.panel.seats.count + planned.panel.empty.count != 3 { return "seats are missing" }
            if listing.session != nil, planned.panel.votingSeats.count < 2 { return "\(planned.id) has no quorum" }
            for seat in planned.panel.seats {
                guard let reviewer = request.roster.reviewer(seat.reviewer) else { return "nobody" }
                if let exclusion = eligibility.exclusion(of: reviewer, from: seat.specialty) { return "\(exclusion)" }
                loads["\(reviewer.id) \(Week(of: day).number)", default: 0] += 1
                if loads["\(reviewer.id) \(Week(of: day).number)", default: 0] > reviewer.casesPerWeek { return "load" }
            }
        }
        if let full = minutes.first(where: { $0.value > sessions[$0.key]?.minutes ?? 0 }) {
            return "\(full.key) is too long"
        }
        return plan.placement.bound <= plan.placement.cost && plan.panels.bound <= plan.panels.cost ? nil : "bound"
    }

    @Test("Every “why not” is true: forcing it costs what was said, or cannot be", arguments: 0..<2)
    func whyNot(part: Int) throws {
        for number in 0..<6 {
            let (request, _) = try hospital(1_000 + part * 6 + number, people: 3...6, cases: 1...4)
            let planner = SchedulePlanner(request, effort: .brief)
            let answer = planner.answer()
            for planned in answer.plan.cases {
                for reviewer in request.roster.reviewers {
                    let why = try #require(planner.whyNot(planned.id, reviewer.id, in: answer))
                    check(why, planned, reviewer, request, answer)
                }
            }
        }
    }

    private func check(
        _ why: WhyNot, _ planned: PlannedCase, _ reviewer: Reviewer, _ request: ScheduleRequest,
        _ answer: SchedulePlanner.Answer
    ) {
        let context: Comment = "\(planned.id) \(reviewer.id) \(why) seed \(Self.seed)"
        switch why {
        case .sits(let specialty):
            #expect(planned.panel.seat(of: reviewer.id)?.specialty == specialty, context)
        case .notPlaced: #expect(planned.listing == nil, context)
        case .noSeat: #expect(Set(reviewer.specialties).isDisjoint(with: SeatRules.standard.defaultCore), context)
        case .rule(let exclusion): #expect(planned.panel.exclusions.contains(exclusion), context)
        case .full(let specialty), .dearer(let specialty, _, _):
            var forced = request
            for index in forced.cases.indices where forced.cases[index].subject.id == planned.id {
                forced.cases[index].wishes.append(.seated(reviewer.id, specialty))
            }
            let again = SchedulePlanner(forced, effort: .brief).plan()
            let same = zip(again.cases, answer.plan.cases).allSatisfy { $0.listing?.session == $1.listing?.session }
            guard same else { return }
            let sits = again.planned(planned.id)?.panel.seat(of: reviewer.id)?.specialty == specialty
            guard case .dearer(_, let cost, _) = why else { return #expect(!sits, context) }
            #expect(sits, context)
            #expect(again.panels.cost == answer.plan.panels.cost + cost, context)
        }
    }

    @Test("Every empty seat's cut is one, and every remedy works when it is applied")
    func emptySeats() throws {
        var empty = 0
        var helped = 0
        for number in 0..<24 {
            var (request, _) = try hospital(2_000 + number, people: 3...6, cases: 2...5)
            // every case stays in its session: what is claimed is claimed of the plan as it stands
            let plan = SchedulePlanner(request, effort: .brief).plan()
            request.cases.removeAll { plan.planned($0.subject.id)?.listing?.session == nil }
            for index in request.cases.indices {
                let session = plan.planned(request.cases[index].subject.id)?.listing?.session
                request.cases[index].wishes = session.map { [.inSession($0)] } ?? []
            }
            let planner = SchedulePlanner(request, effort: .brief)
            let answer = planner.answer()
            for planned in answer.plan.cases where planned.listing != nil && !planned.panel.empty.isEmpty {
                let explanation = try #require(planner.explain(planned.id, in: answer))
                for seat in explanation.seats {
                    guard let why = seat.empty else { continue }
                    empty += 1
                    let context: Comment = "\(planned.id) of hospital \(number), seed \(Self.seed): \(why)"
                    #expect(why.demand > why.supply, context)
                    #expect(why.seats.contains { $0.subject == planned.id && $0.specialty == seat.specialty }, context)
                    #expect(isCovered(why, by: request, answer.plan), context)
                    guard let remedy = why.remedy else { continue }
                    helped += 1
                    let changed = try #require(SchedulePlanner(applying: [remedy], to: planner)).plan()
                    let filled = answer.plan.cases.reduce(0) { $0 + $1.panel.seats.count }
                    let after = changed.cases.reduce(0) { $0 + $1.panel.seats.count }
                    #expect(after > filled, "\(remedy) for \(planned.id) of hospital \(number), seed \(Self.seed)")
                }
            }
        }
        #expect(empty > 0 && helped > 0, "seed \(Self.seed)")
    }

    /// Whoever could take one of the seats is among those who are full or on the case already.
    private func isCovered(_ why: EmptySeat, by request: ScheduleRequest, _ plan: SchedulePlan) -> Bool {
        why.seats.allSatisfy { seat in
            guard let panel = plan.planned(seat.subject)?.panel else { return false }
            return request.roster.reviewers.allSatisfy { reviewer in
                !reviewer.specialties.contains(seat.specialty)
                    || panel.exclusions.contains {
                        $0.reviewer == reviewer.id && $0.specialty == seat.specialty && $0.rule != .load
                            && $0.rule != .seated
                    } || why.full.contains { $0.reviewer == reviewer.id }
                    || why.seated.contains { $0.reviewer == reviewer.id && $0.subject == seat.subject }
            }
        }
    }

    @Test("Every remedy for a case without a session gives it one and takes none away")
    func unplaced() throws {
        var helped = 0
        for number in 0..<20 {
            let (request, _) = try hospital(3_000 + number, people: 3...7, cases: 3...8)
            let planner = SchedulePlanner(request, effort: .brief)
            let answer = planner.answer()
            for missing in planner.unplaced(in: answer) where !missing.remedies.isEmpty {
                helped += 1
                let changed = try #require(SchedulePlanner(applying: missing.remedies, to: planner)).plan()
                #expect(changed.planned(missing.id)?.listing != nil, "\(missing) of seed \(Self.seed)")
                #expect(changed.unplaced.count < answer.plan.unplaced.count, "\(missing) of seed \(Self.seed)")
            }
        }
        #expect(helped > 0, "seed \(Self.seed)")
    }

    @Test("After someone falls ill only their seats change, where others can take them", arguments: 0..<2)
    func repair(part: Int) throws {
        for number in 0..<10 {
            var (request, dice) = try hospital(4_000 + part * 10 + number)
            let context: Comment = "hospital \(number) of \(part), seed \(Self.seed)"
            let plan = SchedulePlanner(request, effort: .brief).plan()
            request = request.published(plan)
            request.scope = .repair
            let again = SchedulePlanner(request, effort: .brief).plan()
            // nothing moves but for a plan that is better as a whole than the one in which everything stays
            var kept = request
            for index in kept.cases.indices {
                let session = kept.cases[index].published?.listing.session
                kept.cases[index].wishes = session.map { [.inSession($0)] } ?? []
            }
            let standing = SchedulePlanner(kept, effort: .brief).plan()
            let (before, after) = (
                standing.placement.cost + standing.panels.cost, again.placement.cost + again.panels.cost
            )
            #expect(again.changed.isEmpty || after < before, context)
            guard again.changed.isEmpty else { continue }
            let ill = dice.roll(0...(request.roster.reviewers.count - 1))
            let id = request.roster.reviewers[ill].id
            let today = CivilDate(request.now, in: .gmt)
            request.roster.reviewers[ill].leave = [Leave(from: today, to: today.adding(days: 60))]
            let repaired = SchedulePlanner(request, effort: .brief).plan()
            let changes = repaired.cases.flatMap(\.seatChanges)
            #expect(changes.allSatisfy { $0.into != id }, context)
            if plan.cases.allSatisfy({ $0.panel.seat(of: id) == nil }) { #expect(repaired.changed.isEmpty, context) }
            let moved = repaired.changed.contains { [.moved, .unlisted].contains($0.change) }
            guard !moved else { continue }
            #expect(changes.count { $0.out == id } == plan.cases.count { $0.panel.seat(of: id) != nil }, context)
            // whoever else changes makes room for a seat that would stay empty
            let others = changes.filter { $0.out != nil && $0.out != id && $0.into != nil }
            #expect(others.isEmpty || changes.contains { $0.out == id && $0.into != nil }, context)
        }
    }

    @Test("Wishes are kept: a session, another session, a person, another person")
    func wishes() throws {
        for number in 0..<12 {
            var (request, dice) = try hospital(5_000 + number)
            let plan = SchedulePlanner(request, effort: .brief).plan()
            guard let planned = plan.cases.first(where: { $0.listing?.session != nil }),
                let session = planned.listing?.session, let seat = planned.panel.seats.first,
                let index = request.cases.firstIndex(where: { $0.subject.id == planned.id })
            else { continue }
            request.cases[index].wishes = [dice.chance(50) ? .notInSession(session) : .notSeated(seat.reviewer)]
            let other = SchedulePlanner(request, effort: .brief).plan()
            if request.cases[index].wishes == [.notInSession(session)] {
                #expect(other.planned(planned.id)?.listing?.session != session, "seed \(Self.seed)")
            } else {
                #expect(other.planned(planned.id)?.panel.seat(of: seat.reviewer) == nil, "seed \(Self.seed)")
            }
            request.cases[index].wishes = [.inSession(session), .seated(seat.reviewer, seat.specialty)]
            let kept = try #require(SchedulePlanner(request, effort: .brief).plan().planned(planned.id))
            #expect(kept.listing?.session == session, "seed \(Self.seed)")
            #expect(kept.panel.seat(of: seat.reviewer)?.specialty == seat.specialty, "seed \(Self.seed)")
        }
    }

    @Test("A late addition goes on a list that is closed, and says so")
    func lateAddition() throws {
        var (request, _) = try hospital(1)
        request.cases = [request.cases[0]]
        let first = try #require(request.sessions.min { $0.starts < $1.starts })
        request.now = first.cutoff.addingTimeInterval(3_600)
        request.cases[0].wishes = [.inSession(first.id)]
        let planner = SchedulePlanner(request, effort: .brief)
        #expect(planner.cost(of: request.cases[0], listedIn: first.id) != nil)
        request.cases[0].wishes = []
        #expect(SchedulePlanner(request, effort: .brief).cost(of: request.cases[0], listedIn: first.id) == nil)
    }

    @Test("Whoever is away all the time that the ballot is open is not seated, though back for the session")
    func awayForTheBallot() throws {
        var (request, _) = try hospital(2, people: 6...6, cases: 1...1)
        let session = try #require(request.sessions.max { $0.starts < $1.starts })
        request.cases[0].wishes = [.inSession(session.id)]
        let day = session.localDay.day
        let (opens, closes) = (CivilDate(session.cutoff, in: .gmt), day.adding(days: -1))
        for index in request.roster.reviewers.indices {
            request.roster.reviewers[index].leave = [Leave(from: opens, to: closes)]
        }
        let panel = try #require(SchedulePlanner(request, effort: .brief).plan().cases.first?.panel)
        #expect(panel.seats.isEmpty)
        #expect(panel.exclusions.contains { $0.rule == .leave })
        for index in request.roster.reviewers.indices {
            request.roster.reviewers[index].leave = [Leave(from: opens, to: closes.adding(days: -1))]
        }
        let back = try #require(SchedulePlanner(request, effort: .brief).plan().cases.first?.panel)
        #expect(!back.exclusions.contains { $0.rule == .leave })
    }

    @Test("Of cases that cannot all be placed the one that has waited least waits on")
    func overload() throws {
        var (request, _) = try hospital(3, people: 12...12, cases: 3...3)
        request.sessions = Array(request.sessions.prefix(1))
        request.sessions[0].minutes = 30
        request.policy.scheduling.quorum = 0
        for index in request.cases.indices {
            request.cases[index].subject.urgency.level = .standard
            request.cases[index].subject.referral.received = CivilDate(Hospital.day(-30 + 5 * index), in: .gmt)
            request.cases[index].ready = Hospital.day(-20 + 5 * index)
        }
        let waiting = SchedulePlanner(request, effort: .brief).plan().unplaced.map(\.id)
        #expect(waiting == [request.cases[2].subject.id])
    }
}
