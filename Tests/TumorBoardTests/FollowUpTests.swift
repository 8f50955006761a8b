import Foundation
import Testing

@testable import TumorBoard

@Suite("Questions about a plan")
struct FollowUpTests {
    @Test(
        "Each goes to whoever of the panel answers for that treatment, and to a person who finds someone otherwise",
        arguments: [
            (.operation, [], .reviewer("s1")),
            (.medicines, [], .reviewer("m1")), (.radiation, [], .reviewer("x1")), (.other, [], .coordinator),
            (.operation, ["s1"], .coordinator),
        ] as [(FollowUpTopic, Set<ReviewerID>, FollowUpOwner)])
    func owners(topic: FollowUpTopic, away: Set<ReviewerID>, owner: FollowUpOwner) throws {
        var walk = try Walk.released()
        try walk.ask("May I swim?", topic, away: away)
        let one = try #require(walk.file.question("f1"))
        #expect(one.owner == owner)
        #expect(one.question.noFee)
        #expect(one.question.due == .day(14, 15), "72 hours of working days after Wednesday is Monday")
        let nora = Contact(name: "Nora", email: try EmailAddress("nora@example.org"))
        var accompanied = try Walk.released(TestCase.lung { $0.navigator = nora })
        try accompanied.ask("Who pays?", .other)
        #expect(accompanied.file.question("f1")?.owner == .navigator)
    }

    @Test("Hours of working days leave out the weekend, whenever they begin")
    func workingHours() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        #expect(Date.day(4, 15).addingWorkingHours(24, in: .gmt) == .day(7, 15), "Friday to Monday")
        #expect(Date.day(5, 15).addingWorkingHours(1, in: .gmt) == .day(7, 1), "a Saturday begins on Monday")
        #expect(Date.day(0, 9).addingWorkingHours(72, in: .gmt) == .day(3, 9))
        let tuesday = CivilDate(.day(1), in: .gmt)
        #expect(
            Date.day(0, 9).addingWorkingHours(24, in: .gmt, besides: [tuesday]) == .day(2, 9), "a holiday is skipped")
        #expect(Date.day(4, 22, 30).addingWorkingHours(1, in: berlin) == .day(6, 23, 30), "by the site’s midnight")
        let beirut = try #require(TimeZone(identifier: "Asia/Beirut"))
        for day in 0..<400 {
            let due = Date.day(day, 20).addingWorkingHours(72, in: beirut)
            #expect(due > .day(day + 2) && due < .day(day + 7), "clocks that change at midnight, day \(day)")
        }
    }

    @Test("Nothing is asked before the plan is released, nor without words, nor too much at once, nor the same twice")
    func refusals() throws {
        var early = try Walk.compiled()
        try early.sign()
        #expect(throws: CommandRefusal.afterPlan(.notReleased)) { try early.ask("May I swim?") }
        var walk = try Walk.released()
        #expect(throws: CommandRefusal.blank("the question")) { try walk.ask("  \n ") }
        let long = String(repeating: "a", count: 1_001)
        #expect(throws: CommandRefusal.afterPlan(.tooLong(characters: 1_001, most: 1_000))) { try walk.ask(long) }
        try walk.ask("May I swim?")
        #expect(try walk.ask("may I  swim?").isEmpty, "the same POST again is harmless")
        for number in 2...5 { try walk.ask("question \(number)") }
        #expect(throws: CommandRefusal.afterPlan(.tooMany(open: 5, most: 5))) { try walk.ask("one more") }
        walk.record(try walk.file.answerQuestion("f1", "Yes.", by: "s1"))
        try walk.signAnswer("f1", by: "s1")
        #expect(try walk.ask("May I swim?").count == 1, "answered once, it may be asked again")
    }

    @Test("Whoever it waits for is reminded a day before, and from the promised time on the coordinator is told daily")
    func chase() throws {
        var walk = try Walk.released()
        try walk.ask("May I swim?")
        #expect(walk.due(.chaseQuestions) == .day(13, 15))
        var chased: [(Date, Bool)] = []
        for _ in 0..<4 {
            walk.now = try #require(walk.due(.chaseQuestions))
            try walk.take(.chaseQuestions)
            let reminder = try #require(walk.file.question("f1")?.reminders.last)
            chased.append((reminder.at, reminder.act.isLate))
        }
        #expect(chased.map(\.0) == [.day(13, 15), .day(14, 15), .day(15, 15), .day(16, 15)])
        #expect(chased.map(\.1) == [false, true, true, true])
        walk.record(try walk.file.answerQuestion("f1", "Yes.", by: "s1"))
        #expect(walk.due(.chaseQuestions) != nil, "an answer that nobody signed has not reached the patient")
        try walk.signAnswer("f1", by: "s1")
        #expect(walk.due(.chaseQuestions) == nil)
    }

    @Test("An agent that comes late does not remind first: it says that the question is late")
    func lateAgent() throws {
        var walk = try Walk.released()
        try walk.ask("May I swim?")
        walk.now = .day(20)
        try walk.take(.chaseQuestions)
        #expect(walk.file.question("f1")?.reminders.map(\.act.isLate) == [true])
    }

    @Test("A panel member or the chair signs, nobody else; what is signed is what was shown")
    func signature() throws {
        var walk = try Walk.released()
        try walk.ask("May I swim?")
        #expect(throws: CommandRefusal.afterPlan(.noAnswer("f1"))) { try walk.signAnswer("f1", by: "s1") }
        walk.record(try walk.file.answerQuestion("f1", "Perhaps.", by: "Nora"))
        #expect(try walk.file.answerQuestion("f1", "Perhaps.", by: "Nora").isEmpty)
        #expect(walk.file.question("f1")?.state == .answered)
        for stranger in ["s2", "i1"] as [ReviewerID] {
            #expect(throws: CommandRefusal.self) { try walk.signAnswer("f1", by: stranger) }
        }
        let surgeon = try #require(walk.roster.reviewer("s1"))
        #expect(throws: CommandRefusal.self) {
            try walk.file.signAnswer("f1", by: surgeon, name: "Dr. Else", board: TestRoster.board)
        }
        walk.record(try walk.file.answerQuestion("f1", "After two weeks.", by: "Nora"))
        #expect(throws: CommandRefusal.afterPlan(.answerChanged("f1"))) {
            try walk.signAnswer("f1", by: "chair", answer: 1)
        }
        try walk.signAnswer("f1", by: "chair", answer: 2)
        let one = try #require(walk.file.question("f1"))
        #expect(one.signature?.act.role == "chair" && one.answers.count == 2 && one.answer?.text == "After two weeks.")
        #expect(try walk.signAnswer("f1", by: "chair").isEmpty, "the same signature again is harmless")
        #expect(throws: CommandRefusal.afterPlan(.answerSigned("f1"))) {
            try walk.file.answerQuestion("f1", "Never.", by: "s1")
        }
    }

    @Test("It can be given to someone else or its answer sent back, but not to whoever stepped back or has a conflict")
    func assignment() throws {
        var walk = try Walk.released()
        try walk.ask("Who pays?", .other)
        walk.record(
            try walk.file.assignQuestion("f1", to: .reviewer("m1"), roster: walk.roster, by: "coordinator", note: nil))
        #expect(walk.file.question("f1")?.owner == .reviewer("m1"))
        walk.record(try walk.file.answerQuestion("f1", "The insurer.", by: "m1"))
        walk.record(
            try walk.file.assignQuestion("f1", to: .reviewer("m1"), roster: walk.roster, by: "chair", note: "which?"))
        let one = try #require(walk.file.question("f1"))
        #expect(one.state == .waiting && one.answers.count == 1, "sent back, and the first answer stays on record")
        #expect(one.question.due == walk.file.question("f1")?.question.due)
        #expect(throws: CommandRefusal.afterPlan(.mayNotOwn("nobody is not on the roster"))) {
            try walk.file.assignQuestion("f1", to: .reviewer("nobody"), roster: walk.roster, by: "c", note: nil)
        }
        #expect(throws: CommandRefusal.afterPlan(.unknownQuestion("f9"))) {
            try walk.file.assignQuestion("f9", to: .navigator, roster: walk.roster, by: "c", note: nil)
        }
    }

    @Test("The end of a case stops every reminder and keeps every question; a withdrawn plan keeps them too")
    func end() throws {
        var walk = try Walk.released()
        try walk.ask("May I swim?")
        var over = walk
        over.record(try over.file.end(.died, by: "Dr. Fern", note: nil))
        #expect(over.steps.isEmpty && over.file.after.questions.count == 1)
        #expect(throws: CommandRefusal.ended(.died)) { try over.ask("And now?") }
        #expect(throws: CommandRefusal.ended(.died)) { try over.file.answerQuestion("f1", "Yes.", by: "s1") }
        try walk.add(TestCase.record("amended", .pathologyReport), material: true)
        #expect(walk.file.signature == nil, "the amended report withdraws the plan")
        #expect(walk.file.openQuestions.count == 1 && walk.due(.chaseQuestions) == .day(13, 15))
    }
}
