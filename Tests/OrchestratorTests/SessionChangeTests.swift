import Foundation
import MailCatcher
import Orchestrator
import Testing
import TumorBoard

@Suite("Changing and cancelling sessions") struct SessionChangeTests {
    private typealias Stage = SessionStage

    @Test(
        "Cancelled before its ballots open: each case is listed again, its patient learns the new day, nobody else a thing"
    )
    func cancelledEarly() async throws {
        try await Stage.run { stage in
            for id in ["C-1", "C-2"] as [CaseID] { try stage.refer(id) }
            try await stage.at(Stage.day(0))
            #expect(try stage.office.sessionFile("w1").listed == ["C-1": 15, "C-2": 15])
            let sent = stage.catcher.messages.count
            try stage.office.clock.set(Stage.day(1))
            let outcome = try stage.office.cancelSession("w1", reason: "the room is flooded", actor: "office")
            #expect(outcome.isCancelled && outcome.told.isEmpty)
            #expect(outcome.cases.map(\.id) == ["C-1", "C-2"] && outcome.cases.allSatisfy { $0.fate == .listedAgain })
            #expect(try stage.status(of: "C-1") == .ready)
            let file = try stage.office.sessionFile("w1")
            #expect(file.listed.isEmpty && file.room == 0 && file.cancellation?.reason == "the room is flooded")
            try await stage.agent.runUntilIdle()
            #expect(try stage.session(of: "C-1") == "w2" && stage.session(of: "C-2") == "w2")
            #expect(
                try stage.mail(since: sent) == [
                    "listed C-1@patient.example", "listed C-2@patient.example", "task office@board.example",
                ])
            let patient = try stage.mail(to: "C-1@patient.example").compactMap(\.text)
            #expect(patient.last?.contains("18 November 2026") == true, "\(patient.last ?? "")")
            let task = try #require(try stage.mail(to: "office@board.example").last?.text)
            #expect(task.contains("Session w1 is cancelled") && task.contains("C-1, C-2 are listed again at once"))
            #expect(!task.contains("flooded"), "what a person writes stays in the journal")
            let story = try stage.office.timeline(of: try stage.office.caseFile("C-1")).map(\.text)
            #expect(story.contains("Taken off the list of session w1"))
            #expect(try stage.office.audit().isSound)
        }
    }

    @Test("Word of a day that holds no more does not leave where it was still waiting")
    func waitingMail() async throws {
        try await Stage.run { stage in
            try stage.refer("C-1")
            // the agent's step alone: the mail waits
            _ = try stage.office.take(.list, of: "C-1")
            try stage.office.cancelSession("w1", reason: "x", actor: "office")
            try await stage.agent.runUntilIdle()
            let listed = try stage.mail(since: 0).filter { $0.hasPrefix("listed") }
            #expect(listed == ["listed C-1@patient.example"])
            #expect(try stage.mail(to: "C-1@patient.example").last?.text?.contains("18 November 2026") == true)
        }
    }

    @Test(
        "Cancelled with ballots open: they stay open to their time, and each reviewer gets one email that takes it out of the calendar"
    )
    func cancelledLate() async throws {
        try await Stage.run { stage in
            for id in ["C-1", "C-2"] as [CaseID] { try stage.refer(id) }
            try await stage.at(Stage.day(0))
            try await stage.at(Stage.day(5, 13))
            #expect(try stage.status(of: "C-1") == .voting)
            let (closes, sent) = (try stage.office.caseFile("C-1").ballot?.closes, stage.catcher.messages.count)
            try stage.office.clock.set(Stage.day(6))
            let outcome = try stage.office.cancelSession("w1", reason: "x", actor: "office")
            #expect(outcome.cases.allSatisfy { $0.fate == .keepsBallot } && outcome.told == ["m1", "s1", "x1"])
            try await stage.agent.runUntilIdle()
            #expect(
                try stage.mail(since: sent) == [
                    "session-cancelled m1@board.example", "session-cancelled s1@board.example",
                    "session-cancelled x1@board.example", "task office@board.example",
                ])
            let mail = try stage.mail(to: "s1@board.example")
            let invite = try #require(mail.compactMap(\.calendar).first), cancel = try #require(mail.last?.calendar)
            #expect(cancel.contains("METHOD:CANCEL") && cancel.contains("STATUS:CANCELLED"))
            #expect(invite.contains("SEQUENCE:0") && cancel.contains("SEQUENCE:1"))
            #expect(Self.line("UID", invite) == Self.line("UID", cancel))
            #expect(mail.last?.text?.contains("is cancelled") == true)
            let file = try stage.office.caseFile("C-1")
            #expect(file.isVoting && file.ballot?.closes == closes && file.listing?.session == nil)
            // the ballot closes when it would have; without an opinion it has no quorum and is listed again
            try await stage.at(Stage.day(8, 13))
            #expect(try stage.office.caseFile("C-1").decision != nil)
            #expect(try stage.office.audit().isSound)
        }
    }

    @Test("Shortened, a session loses its least urgent cases until the others fit")
    func shortened() async throws {
        try await Stage.run { stage in
            try stage.refer("C-1")
            try stage.refer("C-2", .expedited)
            try stage.refer("C-3")
            try await stage.at(Stage.day(0))
            let sent = stage.catcher.messages.count
            let outcome = try stage.office.changeSession("w1", SessionEdit(minutes: 30), actor: "office")
            #expect(outcome.cases == [.init(id: "C-3", fate: .listedAgain)])
            #expect(try stage.office.sessionFile("w1").listed == ["C-1": 15, "C-2": 15])
            try await stage.agent.runUntilIdle()
            #expect(try stage.session(of: "C-3") == "w2" && stage.session(of: "C-1") == "w1")
            #expect(try stage.mail(since: sent) == ["listed C-3@patient.example", "task office@board.example"])
            let reasons = try stage.office.caseFile("C-3").listing?.reasons
            #expect(reasons?.contains(.voided("w1", .shortened)) == true)
        }
    }

    @Test("More time is room for a case that waits")
    func longer() async throws {
        try await Stage.run { stage in
            for number in 1...9 { try stage.refer(CaseID(checked: "C-\(number)")) }
            try await stage.at(Stage.day(0))
            // of nine equal cases the plan leaves out one, by lot and not by number
            let waiting = try stage.office.caseIDs().filter { try stage.status(of: $0) == .ready }
            let last = try #require(waiting.first)
            #expect(waiting.count == 1, "both sessions are full")
            let outcome = try stage.office.changeSession("w1", SessionEdit(minutes: 75), actor: "office")
            #expect(outcome.cases.isEmpty)
            try await stage.agent.runUntilIdle()
            #expect(try stage.session(of: last) == "w1")
        }
    }

    @Test(
        "At another time its cases stay on its list and their patients learn the day; at another place nobody is told yet"
    )
    func moved() async throws {
        try await Stage.run { stage in
            try stage.refer("C-1")
            try await stage.at(Stage.day(0))
            var sent = stage.catcher.messages.count
            let outcome = try stage.office.changeSession(
                "w1", SessionEdit(starts: Stage.day(10, 15)), reason: "the chair is away", actor: "office")
            #expect(outcome.cases == [.init(id: "C-1", fate: .moves)] && outcome.told.isEmpty)
            try await stage.agent.runUntilIdle()
            let listing = try stage.office.caseFile("C-1").listing
            #expect(
                listing?.session == "w1" && listing?.sits == Stage.day(10, 15) && listing?.cutoff == Stage.day(6, 15))
            #expect(try stage.mail(since: sent) == ["listed C-1@patient.example", "task office@board.example"])
            #expect(try stage.mail(to: "C-1@patient.example").last?.text?.contains("12 November 2026") == true)
            sent = stage.catcher.messages.count
            try stage.office.changeSession("w1", SessionEdit(place: "Room 2"), actor: "office")
            try await stage.agent.runUntilIdle()
            #expect(try stage.mail(since: sent) == [])
            try await stage.at(Stage.day(6, 15))
            let invite = try #require(try stage.mail(to: "s1@board.example").compactMap(\.calendar).first)
            #expect(invite.contains("LOCATION:Room 2") && invite.contains("SEQUENCE:2"))
        }
    }

    @Test("Once ballots are open the time stays; another place goes to the calendars of those who were asked")
    func fixed() async throws {
        try await Stage.run { stage in
            try stage.refer("C-1")
            try await stage.at(Stage.day(0))
            try await stage.at(Stage.day(5, 13))
            let sent = stage.catcher.messages.count
            for edit in [SessionEdit(starts: Stage.day(10)), SessionEdit(cutoffHours: 24)] {
                #expect(throws: SessionRefusal.ballotsOpen("w1", ["C-1"])) {
                    try stage.office.changeSession("w1", edit, actor: "office")
                }
            }
            #expect(throws: SessionRefusal.tooShort("w1", needed: 15)) {
                try stage.office.changeSession("w1", SessionEdit(minutes: 10), actor: "office")
            }
            #expect(try stage.office.changeSession("w1", SessionEdit(place: "Room 2"), actor: "office").told.count == 3)
            try await stage.agent.runUntilIdle()
            #expect(try stage.mail(since: sent).filter { $0.hasPrefix("session-changed") }.count == 3)
            #expect(try stage.mail(since: sent).count == 3)
            let calendar = try #require(try stage.mail(to: "m1@board.example").last?.calendar)
            #expect(calendar.contains("METHOD:REQUEST") && calendar.contains("SEQUENCE:1"))
            #expect(calendar.contains("LOCATION:Room 2"))
        }
    }

    @Test("What cannot be is refused, and nothing has changed then")
    func refused() async throws {
        try await Stage.run { stage in
            try stage.refer("C-1")
            try await stage.at(Stage.day(0))
            let before = try stage.office.sessionFile("w1")
            func refused(_ refusal: SessionRefusal, _ edit: SessionEdit) {
                #expect(throws: refusal) { try stage.office.changeSession("w1", edit, actor: "office") }
                #expect(refusal.description.contains("w1"))
            }
            refused(.nothingToChange("w1"), SessionEdit(minutes: 60))
            refused(.past("w1"), SessionEdit(starts: Stage.day(-1)))
            refused(.listWouldBeClosed("w1"), SessionEdit(starts: Stage.day(2)))
            #expect(throws: SessionRefusal.noReason) {
                try stage.office.cancelSession("w1", reason: "  ", actor: "office")
            }
            #expect(throws: OfficeError.unknownSession("w9")) {
                try stage.office.cancelSession("w9", reason: "x", actor: "office")
            }
            #expect(try stage.office.sessionFile("w1") == before)
            try stage.office.cancelSession("w1", reason: "x", actor: "office")
            refused(.isCancelled("w1"), SessionEdit(minutes: 90))
            try stage.office.clock.set(Stage.day(16, 13))
            #expect(throws: SessionRefusal.begun("w2")) {
                try stage.office.cancelSession("w2", reason: "x", actor: "office")
            }
        }
    }

    private static func line(_ name: String, _ calendar: String) -> String? {
        calendar.replacing("\r\n ", with: "").split(separator: "\r\n").first { $0.hasPrefix(name + ":") }.map(
            String.init)
    }
}
