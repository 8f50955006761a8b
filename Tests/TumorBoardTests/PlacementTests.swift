import Foundation
import Testing
import TumorBoard

@Suite("Cases are placed on lists, with the reasons")
struct PlacementTests {
    private func request(
        now: Date = .day(0), booked: [SessionID: Int] = [:], because: ListingReason? = nil,
        edit: (inout Case) -> Void = { _ in }
    ) throws -> ScheduleRequest {
        ScheduleRequest(
            now: now, cases: [ScheduleCase(subject: TestCase.lung(edit: edit), ready: now, because: because)],
            sessions: [3, 1, 2, 0].map(TestRoster.session), roster: try TestRoster.standard(),
            standing: StandingSeats(booked: booked), policy: .standard)
    }

    private func listing(_ request: ScheduleRequest) -> Listing? {
        SchedulePlanner(request).plan().planned("c1")?.listing
    }

    @Test("The first session whose list is open takes the case, and its times follow from the session")
    func firstWithRoom() throws {
        let listing = try #require(listing(try request()))
        #expect(listing.session == "w1", "the list of w0 closed before the referral")
        #expect(listing.cutoff == .day(5, 13))
        #expect(listing.closes == .day(8, 13))
        #expect(listing.sits == .day(9, 13))
        #expect(listing.minutes == 15)
        #expect(listing.reasons == [.firstWithRoom, .slack(.standard, days: 18)])
    }

    @Test("A list whose cut-off has passed, or passes this instant, takes nobody")
    func cutoff() throws {
        #expect(listing(try request(now: .day(5, 13).addingTimeInterval(-1)))?.session == "w1")
        #expect(listing(try request(now: .day(5, 13)))?.session == "w2")
    }

    @Test("Full sessions are passed over and named")
    func full() throws {
        let listing = try #require(listing(try request(booked: ["w1": 50, "w2": 46, "w3": 45])))
        #expect(listing.session == "w3")
        #expect(listing.reasons.first == .earlierFull(["w1", "w2"]))
    }

    @Test("Where no session has room, nothing is promised, and each says why")
    func noRoom() throws {
        let planned = try #require(
            SchedulePlanner(try request(booked: ["w1": 60, "w2": 60, "w3": 60])).plan().planned("c1"))
        #expect(planned.listing == nil && planned.change == .waiting)
        #expect(planned.obstacles.map(\.session) == ["w1", "w2", "w3"])
        #expect(planned.obstacles.allSatisfy { $0.reason == .full(free: 0, needed: 15) })
    }

    @Test("Sessions of another board are not looked at")
    func otherBoard() throws {
        var request = try request()
        for index in request.sessions.indices { request.sessions[index].board = "breast" }
        #expect(listing(request) == nil)
    }

    @Test("A case of days is decided out of session when no session comes before its limit")
    func outOfSession() throws {
        let listing = try #require(listing(try request { $0.urgency = Urgency(level: .days) }))
        #expect(listing.session == nil)
        #expect(listing.cutoff == .day(0))
        #expect(listing.closes == .day(1))
        #expect(listing.reasons == [.outOfSession(.days)])
    }

    @Test("A case of days waits for a session that comes in time, and one of no session at all does not wait")
    func daysInTime() throws {
        let soon = try request { subject in
            subject.urgency = Urgency(level: .days)
            subject.treatBy = CivilDate(.day(18), in: .gmt)
        }
        #expect(listing(soon)?.session == "w1")
        var none = try request { $0.urgency = Urgency(level: .days) }
        none.sessions = []
        #expect(listing(none)?.reasons == [.outOfSession(.days)])
    }

    @Test("A case that comes back says why")
    func returns() throws {
        #expect(listing(try request(because: .newEvidence))?.reasons.last == .newEvidence)
    }

    @Test("The order is urgency, then the treat-by date or limit, then the id; a treat-by date outranks the limit")
    func order() {
        let received = CivilDate(.day(-13), in: .gmt)
        let cases = [
            TestCase.lung("z") { $0.urgency = Urgency(level: .days) },
            TestCase.lung("y") { $0.urgency = Urgency(level: .expedited) },
            TestCase.lung("x") { $0.treatBy = CivilDate(.day(8), in: .gmt) },
            TestCase.lung("w") { $0.referral.received = received },
            TestCase.lung("a"),
            TestCase.lung("b"),
            TestCase.lung("c") { subject in
                subject.referral.received = received
                subject.treatBy = CivilDate(.day(52), in: .gmt)
            },
        ]
        let sorted = cases.reversed().sorted { one, other in
            ListingOrder(one, policy: .standard, now: .day(0)) < ListingOrder(other, policy: .standard, now: .day(0))
        }
        #expect(sorted.map(\.id) == cases.map(\.id))
    }
}
