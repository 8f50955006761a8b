import Foundation
import Testing
import TumorBoard

@Suite("Recurrence rules")
struct RecurrenceRuleTests {
    private static func days(_ rule: String, _ from: String, _ through: String) throws -> [String] {
        try RecurrenceRule(rule).days(from: try CivilDate(from), through: try CivilDate(through)).map(\.description)
    }

    @Test(
        "A rule that was read is written in its shortest form, and reads as the same again",
        arguments: [
            ("FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;BYDAY=WE"),
            ("rrule:byday=tu;freq=weekly;interval=2;wkst=mo", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            ("FREQ=WEEKLY;INTERVAL=1", "FREQ=WEEKLY"), ("FREQ=WEEKLY;BYDAY=MO,TH,MO", "FREQ=WEEKLY;BYDAY=MO,TH"),
            ("FREQ=MONTHLY;BYDAY=+2TU,-1FR", "FREQ=MONTHLY;BYDAY=2TU,-1FR"),
            ("FREQ=MONTHLY;BYDAY=TU;COUNT=3", "FREQ=MONTHLY;BYDAY=TU;COUNT=3"),
            ("FREQ=WEEKLY;WKST=SU;UNTIL=20270331", "FREQ=WEEKLY;WKST=SU;UNTIL=20270331"),
            ("FREQ=WEEKLY;UNTIL=20270331T130000Z", "FREQ=WEEKLY;UNTIL=20270331T130000Z"),
        ])
    func text(_ text: String, _ written: String) throws {
        let rule = try RecurrenceRule(text)
        #expect(rule.description == written)
        #expect(try RecurrenceRule(written) == rule)
        #expect(try JSONDecoder().decode(RecurrenceRule.self, from: JSONEncoder().encode(rule)) == rule)
    }

    @Test(
        "What is not understood is named, with what is supported",
        arguments: [
            ("", RecurrenceProblem.empty), ("FREQ", .malformedPart("FREQ")), ("FREQ=WEEKLY;", .malformedPart("")),
            ("FREQ=WEEKLY;BYDAY=", .malformedPart("BYDAY=")), ("FREQ=WEEKLY;FREQ=MONTHLY", .repeatedPart("FREQ")),
            ("FREQ=WEEKLY;BYHOUR=9", .unsupportedPart("BYHOUR")),
            ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", .unsupportedPart("BYSETPOS")), ("BYDAY=TU", .noFrequency),
            ("FREQ=DAILY", .unsupportedFrequency("DAILY")), ("FREQ=YEARLY;BYDAY=1MO", .unsupportedFrequency("YEARLY")),
            ("FREQ=WEEKLY;INTERVAL=0", .badNumber(part: "INTERVAL", text: "0")),
            ("FREQ=WEEKLY;INTERVAL=-1", .badNumber(part: "INTERVAL", text: "-1")),
            ("FREQ=WEEKLY;COUNT=TWO", .badNumber(part: "COUNT", text: "TWO")),
            ("FREQ=WEEKLY;BYDAY=DI", .badDay(part: "BYDAY", text: "DI")),
            ("FREQ=WEEKLY;BYDAY=MO,,TU", .badDay(part: "BYDAY", text: "")),
            ("FREQ=WEEKLY;BYDAY=2TU", .numberedWeekday("2TU")),
            ("FREQ=MONTHLY;BYDAY=6TU", .badDay(part: "BYDAY", text: "6TU")),
            ("FREQ=MONTHLY;BYDAY=0TU", .badDay(part: "BYDAY", text: "0TU")), ("FREQ=MONTHLY", .noMonthDay),
            ("FREQ=WEEKLY;WKST=1MO", .badDay(part: "WKST", text: "1MO")),
            ("FREQ=WEEKLY;COUNT=2;UNTIL=20270101", .countAndUntil),
            ("FREQ=WEEKLY;UNTIL=2027-01-01", .badUntil("2027-01-01")),
            ("FREQ=WEEKLY;UNTIL=20270230", .badUntil("20270230")),
            ("FREQ=WEEKLY;UNTIL=20270131T2500", .badUntil("20270131T2500")),
            ("FREQ=WEEKLY;UNTIL=20270131T130000", .badUntil("20270131T130000")),
        ])
    func refused(_ text: String, _ problem: RecurrenceProblem) {
        #expect(throws: problem) { try RecurrenceRule(text) }
        #expect(problem.description.count > 20)
    }

    @Test("Every other week counts from the week of the first day, and weeks begin where the rule says")
    func weekStart() throws {
        // the example of RFC 5545, 3.3.10: the same rule, one day apart in what begins a week
        let monday = try Self.days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-12-31")
        #expect(monday == ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"])
        let sunday = try Self.days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-12-31")
        #expect(sunday == ["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"])
    }

    @Test("Numbered weekdays count from the month's start or end; a fifth that a month lacks is no occurrence")
    func monthDays() throws {
        #expect(
            try Self.days("FREQ=MONTHLY;BYDAY=2TU,-1FR", "2026-12-01", "2027-02-28")
                == ["2026-12-08", "2026-12-25", "2027-01-12", "2027-01-29", "2027-02-09", "2027-02-26"])
        #expect(
            try Self.days("FREQ=MONTHLY;BYDAY=5WE", "2026-12-01", "2027-06-30")
                == ["2026-12-30", "2027-03-31", "2027-06-30"])
        #expect(
            try Self.days("FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO,MO", "2026-12-08", "2027-03-20")
                == ["2026-12-14", "2026-12-21", "2026-12-28", "2027-03-01", "2027-03-08", "2027-03-15"])
    }

    @Test("Without a named day a weekly rule takes the first day's; an end in the rule and one in the period both hold")
    func ends() throws {
        #expect(try Self.days("FREQ=WEEKLY", "2026-12-03", "2026-12-17") == ["2026-12-03", "2026-12-10", "2026-12-17"])
        #expect(try Self.days("FREQ=WEEKLY;UNTIL=20261210", "2026-12-03", "2026-12-17").count == 2)
        #expect(try Self.days("FREQ=WEEKLY;COUNT=1", "2026-12-03", "2026-12-17") == ["2026-12-03"])
        #expect(try Self.days("FREQ=WEEKLY;BYDAY=MO;COUNT=9", "2026-12-03", "2026-12-06").isEmpty)
    }

    @Test("Drawn rules name the days that a look at every single day finds", arguments: 0..<64 as Range<UInt64>)
    func oracle(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<100 {
            let rule = RecurrenceRule.drawn(&dice)
            let first = try CivilDate("2026-11-01").adding(days: Int.random(in: 0..<800, using: &dice))
            let last = first.adding(days: Int.random(in: 0..<500, using: &dice))
            let found = rule.days(from: first, through: last)
            let expected = rule.dayByDay(from: first, through: last)
            #expect(found == expected, "seed \(seed): \(rule) from \(first) through \(last)")
            #expect(try RecurrenceRule(rule.description) == rule, "seed \(seed): \(rule)")
        }
    }
}

extension RecurrenceRule {
    /// Any rule of the subset.
    static func drawn(_ dice: inout Dice) -> RecurrenceRule {
        var weekdays = Weekday.allCases
        weekdays.shuffle(using: &dice)
        let count = Int.random(in: 0...3, using: &dice)
        let days: Days
        if Bool.random(using: &dice) {
            days = .weekly(Array(weekdays.prefix(count)))
        } else {
            let ordinals: [Int?] = [nil, 1, 2, 3, 4, 5, -1, -2, -3, -4, -5]
            days = .monthly(
                weekdays.prefix(max(1, count)).map { MonthDay(ordinals.randomElement(using: &dice) ?? nil, $0) })
        }
        var rule = RecurrenceRule(days, interval: Int.random(in: 1...5, using: &dice))
        rule.weekStart = Weekday.allCases.randomElement(using: &dice) ?? .monday
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: rule.end = .count(Int.random(in: 1...30, using: &dice))
        case 1: rule.end = (try? CivilDate("2027-05-31")).map(End.onDay)
        default: break
        }
        return rule
    }

    /// What the rule means, asked of every single day: slow, and written another way than the rule's own walk.
    func dayByDay(from first: CivilDate, through last: CivilDate) -> [CivilDate] {
        var found: [CivilDate] = []
        var day = first
        while day <= last {
            if isNamed(day, first: first) { found.append(day) }
            day = day.adding(days: 1)
        }
        switch end {
        case .count(let count): return Array(found.prefix(count))
        case .onDay(let end): return found.filter { $0 <= end }
        case .at, nil: return found
        }
    }

    private func isNamed(_ day: CivilDate, first: CivilDate) -> Bool {
        guard let here = Almanac.pages[day.daysSince1970], let there = Almanac.pages[first.daysSince1970] else {
            return false
        }
        switch days {
        case .weekly(let weekdays):
            let named = weekdays.isEmpty ? [there.code] : weekdays.map(\.code)
            guard named.contains(here.code) else { return false }
            // weeks from the last day before each that begins one
            func week(_ day: CivilDate) -> Int {
                var number = day.daysSince1970
                while let page = Almanac.pages[number], page.code != weekStart.code { number -= 1 }
                return number / 7
            }
            return (week(day) - week(first)) % interval == 0
        case .monthly(let named):
            guard ((here.year - there.year) * 12 + here.month - there.month) % interval == 0 else { return false }
            let alike = (1...here.length).filter { ($0 - here.day) % 7 == 0 }
            return named.contains { one in
                guard one.weekday.code == here.code else { return false }
                guard let ordinal = one.ordinal else { return true }
                let index = ordinal > 0 ? ordinal - 1 : alike.count + ordinal
                return alike.indices.contains(index) && alike[index] == here.day
            }
        }
    }
}

/// What Foundation's Gregorian calendar says of each day from October 2026 to 2031.
private enum Almanac {
    struct Page {
        let code: String
        let year: Int
        let month: Int
        let day: Int
        let length: Int
    }

    static let pages: [Int: Page] = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]
        var pages: [Int: Page] = [:]
        for number in 20_727..<22_500 {
            let date = Date(timeIntervalSince1970: Double(number) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            pages[number] = Page(
                code: codes[(parts.weekday ?? 1) - 1], year: parts.year ?? 0, month: parts.month ?? 0,
                day: parts.day ?? 0, length: calendar.range(of: .day, in: .month, for: date)?.count ?? 0)
        }
        return pages
    }()
}
