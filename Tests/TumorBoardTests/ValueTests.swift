import Foundation
import Testing
import TumorBoard

@Suite("Dates, addresses and identifiers")
struct ValueTests {
    @Test(
        "A date is read as precisely as it is written",
        arguments: [
            ("2026", "2026"), ("2026-11", "2026-11"), ("2026-11-02", "2026-11-02"),
            ("2026-11-02T09:30:00+01:00", "2026-11-02"), ("2024-02-29", "2024-02-29"), ("2000-02-29", "2000-02-29"),
            ("1800-01-01", "1800-01-01"), ("2200-12-31", "2200-12-31"),
        ])
    func reads(text: String, written: String) throws {
        #expect(try CivilDate(text).description == written)
    }

    @Test(
        "A day that does not exist, or anything that is no date, is refused by name",
        arguments: [
            "2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-2", "26-01-02",
            "02.11.2026", "", "-", "2026-", "2026-11-", "2026-11-02-03", "+026-11-02", "2026-+1-02", "٢٠٢٦-11-02",
            " 2026-11-02", "2026-11-02 ", "1799-12-31", "2201-01-01", "yesterday",
        ])
    func refuses(text: String) {
        #expect(throws: MalformedValue.self) { try CivilDate(text) }
    }

    @Test("A day without its month is no date")
    func dayNeedsMonth() {
        #expect(CivilDate(year: 2026, month: nil, day: 4) == nil)
    }

    @Test("Dates go by the earliest day they can mean, the vaguer first")
    func order() throws {
        let texts = ["2025-12-31", "2026", "2026-01", "2026-01-01", "2026-01-02", "2026-02", "2026-02-01"]
        let dates = try texts.map { try CivilDate($0) }
        #expect(dates.reversed().sorted() == dates)
        for (one, next) in zip(dates, dates.dropFirst()) { #expect(one < next && !(next < one)) }
    }

    @Test("A hundred thousand days follow one another, read back as written, with two weekend days a week")
    func everyDay() throws {
        var date = try CivilDate("1901-01-06")  // a Sunday
        var weekday = 0
        for _ in 0..<100_000 {
            guard try CivilDate(date.description) == date, date.isWeekend == (weekday == 0 || weekday == 6) else {
                Issue.record("\(date) is read or counted wrongly")
                return
            }
            let next = date.adding(days: 1)
            guard next > date, next.daysSince1970 == date.daysSince1970 + 1, next.adding(days: -1) == date else {
                Issue.record("\(next) does not follow \(date)")
                return
            }
            (date, weekday) = (next, (weekday + 1) % 7)
        }
    }

    @Test("The day of an instant is the day in its zone")
    func dayInZone() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        let lateEvening = Date.day(0, 23, 30)
        #expect(CivilDate(lateEvening, in: .gmt).description == "2026-11-02")
        #expect(CivilDate(lateEvening, in: berlin).description == "2026-11-03")
    }

    @Test("An address that could carry a second command, header or recipient is refused")
    func addressInjection() {
        let hostile = [
            "", "@", "a@", "@b", "ab", "a@b@c", "a b@example.org", "a@example.org ", "a@example.org\r\nRCPT TO:<x@y>",
            "a@example.org\nBcc: x@y", "a\0@example.org", "<a@example.org>", "a@example.org>", "a,b@example.org",
            "a@example.org,b@example.org", "a;b@example.org", "\"a\"@example.org", "a\\@example.org",
            "a(comment)@example.org", "a@[127.0.0.1]", "a:b@example.org", "-oQ@example.org", "a@.example.org",
            "a@example.org.", "a\u{7F}@example.org", "a\u{85}@example.org",
            String(repeating: "a", count: 250) + "@b.org",
        ]
        for text in hostile {
            #expect(throws: MalformedValue.self, "\(text.debugDescription)") { try EmailAddress(text) }
        }
    }

    @Test(
        "Ordinary addresses are taken as written", arguments: ["a@b", "first.last+tag@example.org", "ärztin@köln.de"])
    func addresses(text: String) throws {
        #expect(try EmailAddress(text).text == text)
    }

    @Test("An address from a file is checked like any other")
    func addressFromJSON() {
        #expect(throws: MalformedValue.self) {
            try JSONDecoder().decode([EmailAddress].self, from: Data(#"["a@b\r\nx"]"#.utf8))
        }
    }

    @Test("Identifiers are 1–64 letters, digits, dots, dashes and underscores")
    func identifiers() throws {
        for text in ["a", "C-2026_11.v2", String(repeating: "x", count: 64)] {
            #expect(try CaseID(text).text == text)
        }
        for text in [
            "", "a b", "a/b", "ä", "a\n", "a@b", "a:b", "../x", "..", ".", "-x", String(repeating: "x", count: 65),
        ] {
            #expect(throws: MalformedValue.self, "\(text.debugDescription)") { try CaseID(text) }
        }
        let typed = "a b"
        let refusal = MalformedValue(
            expected: "reviewer id", text: typed,
            hint: "use 1–64 letters, digits, “.”, “_” or “-”, a letter or digit first")
        #expect(throws: refusal) { try ReviewerID(typed) }
        #expect(throws: MalformedValue.self) { try JSONDecoder().decode([BoardID].self, from: Data(#"["a/b"]"#.utf8)) }
    }
}
