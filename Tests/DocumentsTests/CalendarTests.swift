import Foundation
import Testing

@testable import Documents

@Suite("Calendar")
struct CalendarTests {
    private func invite(
        _ zone: String = "Europe/Berlin", method: CalendarInvite.Method = .request, sequence: Int = 0,
        summary: String = "Tumor board", name: String = "Okafor, Amara", address: String = "okafor@example.org",
        minutes: Int = 60
    ) throws -> CalendarInvite {
        CalendarInvite(
            uid: "session-42@board.example", sequence: sequence, method: method,
            start: Date(timeIntervalSince1970: 1_795_698_000), durationMinutes: minutes,
            timeZone: try #require(TimeZone(identifier: zone)), summary: summary, location: "Room 2; East wing",
            description: "Agenda: see the board's pages.\nBring nothing.",
            organizer: .init(name: "Colorectal \"Board\"", address: "board@example.org"),
            attendee: .init(name: name, address: address), stamp: Date(timeIntervalSince1970: 1_795_000_000))
    }

    /// The lines as they are before folding.
    private func lines(_ invite: CalendarInvite) throws -> [String] {
        try invite.iCalendar().replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    }

    @Test("A request holds what mail clients look for")
    func request() throws {
        let lines = try lines(invite())
        #expect(lines.first == "BEGIN:VCALENDAR")
        #expect(lines.contains("METHOD:REQUEST"))
        #expect(lines.contains("UID:session-42@board.example"))
        #expect(lines.contains("DTSTART;TZID=Europe/Berlin:20261126T140000"))
        #expect(lines.contains("DTEND;TZID=Europe/Berlin:20261126T150000"))
        #expect(lines.contains("STATUS:CONFIRMED"))
        #expect(lines.contains("LOCATION:Room 2\\; East wing"))
        #expect(lines.contains("DESCRIPTION:Agenda: see the board's pages.\\nBring nothing."))
        #expect(lines.contains("ORGANIZER;CN=\"Colorectal 'Board'\":mailto:board@example.org"))
        #expect(
            lines.contains {
                $0.hasPrefix("ATTENDEE;CN=\"Okafor, Amara\";") && $0.hasSuffix(":mailto:okafor@example.org")
            })
    }

    @Test("A cancellation has the same identity and a higher sequence")
    func cancellation() throws {
        let lines = try lines(invite(method: .cancel, sequence: 3))
        #expect(lines.contains("METHOD:CANCEL"))
        #expect(lines.contains("STATUS:CANCELLED"))
        #expect(lines.contains("SEQUENCE:3"))
        #expect(lines.contains("UID:session-42@board.example"))
    }

    @Test("Lines end in CRLF and fold at 75 octets, never inside a character")
    func folding() throws {
        let summary = String(repeating: "Zuständigkeit für 腫瘍 ", count: 20)
        let text = try invite(summary: summary).iCalendar()
        #expect(text.hasSuffix("\r\n"))
        let physical = Array(text.utf8).split(separator: UInt8(ascii: "\n"))
        #expect(physical.allSatisfy { $0.last == UInt8(ascii: "\r") && $0.count <= 76 })
        #expect(physical.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
        #expect(try lines(invite(summary: summary)).contains("SUMMARY:\(summary)"))
    }

    struct Zone: Sendable, CustomTestStringConvertible {
        let name: String
        let expected: [String]
        var testDescription: String { name }
    }

    @Test(
        "A zone's changes are yearly rules from 1970",
        arguments: [
            Zone(
                name: "Europe/Berlin",
                expected: [
                    "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZOFFSETTO:+0200",
                    "DTSTART:19701025T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETTO:+0100",
                ]),
            Zone(
                name: "America/New_York",
                expected: [
                    "DTSTART:19700308T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "TZOFFSETTO:-0400",
                    "DTSTART:19701101T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "TZOFFSETTO:-0500",
                ]),
            Zone(
                name: "Australia/Sydney",
                expected: [
                    "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU", "TZOFFSETTO:+1000",
                    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU",
                    "TZOFFSETTO:+1100",
                ]),
            Zone(
                name: "Australia/Lord_Howe", expected: ["TZOFFSETTO:+1030", "TZOFFSETTO:+1100"]),
            Zone(
                name: "Asia/Jerusalem",
                expected: ["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29"]),
            Zone(
                name: "Asia/Kolkata", expected: ["DTSTART:19700101T000000", "TZOFFSETFROM:+0530", "TZOFFSETTO:+0530"]),
        ])
    func zones(zone: Zone) throws {
        let lines = try lines(invite(zone.name))
        for line in zone.expected { #expect(lines.contains(line), "\(lines)") }
        #expect(lines.contains("TZID:\(zone.name)"))
        #expect(!lines.contains { $0.hasPrefix("RDATE") })
    }

    @Test("A zone whose clock follows no weekday rule has its changes one by one after a first part in 1970")
    func moonZone() throws {
        let lines = try lines(invite("Africa/Casablanca"))
        #expect(lines.contains("DTSTART:19700101T000000"))
        #expect(lines.count { $0 == "END:VTIMEZONE" } == 1)
    }

    @Test("What cannot be a calendar entry is refused")
    func refusals() throws {
        #expect(throws: CalendarError.notPositive(minutes: 0)) { try invite(minutes: 0).iCalendar() }
        for address in ["", "a", "a@", "a b@c", "a@b\r\nX:1", "<a@b>"] {
            #expect(throws: CalendarError.notAnAddress(address)) { try invite(address: address).iCalendar() }
        }
    }
}
