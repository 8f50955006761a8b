import Foundation

/// What is wrong with a file of the scheduling benchmark, and where.
enum ScheduleFault: Error, Equatable, CustomStringConvertible {
    /// The bytes are no JSON.
    case notJSON(String)
    /// A field that every file has is not there.
    case missing(field: String)
    /// A field holds another kind of value.
    case unreadable(field: String, String)
    /// A number lies outside of what makes sense.
    case outOfRange(field: String, Int, ClosedRange<Int>)
    /// Two entries have one id.
    case repeated(field: String, Int)
    /// A field names something that is not there.
    case unknown(field: String, String, among: String)

    /// In one line.
    var description: String {
        switch self {
        case .notJSON(let words): "it is not valid JSON (\(words))"
        case .missing(let field): "\(field) is missing"
        case .unreadable(let field, let words): "\(field): \(words)"
        case .outOfRange(let field, let value, let range):
            "\(field): \(value) is not from \(range.lowerBound) to \(range.upperBound)"
        case .repeated(let field, let id): "\(field): \(id) is there twice; ids are used once"
        case .unknown(let field, let value, let place): "\(field): \(value) is not among \(place)"
        }
    }

    /// What a decoder found, with the field in the file's words.
    init(_ error: DecodingError) {
        func field(_ path: [any CodingKey], _ last: (any CodingKey)? = nil) -> String {
            let name = (path + [last].compactMap { $0 }).reduce(into: "") { text, key in
                text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue
            }
            return name.isEmpty ? "the whole file" : name
        }
        switch error {
        case .keyNotFound(let key, let context): self = .missing(field: field(context.codingPath, key))
        case .valueNotFound(_, let context): self = .missing(field: field(context.codingPath))
        case .typeMismatch(_, let context):
            self = .unreadable(field: field(context.codingPath), context.debugDescription)
        case .dataCorrupted(let context):
            self = .unreadable(field: field(context.codingPath), context.debugDescription)
        @unknown default: self = .unreadable(field: "the whole file", "\(error)")
        }
    }
}

extension ScheduleInstance {
    /// Reads an instance and checks that its numbers can be reckoned with.
    init(reading data: Data) throws(ScheduleFault) {
        self = try Self.decoded(data)
        try check()
    }

    /// Reads which session each case has.
    /// - Returns: by case id, the session's id; a case without one is not there.
    func placement(reading data: Data) throws(ScheduleFault) -> [Int: Int] {
        let entries: [String: Int?] = try Self.decoded(data)
        let known = (cases: Set(cases.map(\.id)), sessions: Set(sessions.map(\.id)))
        var placement: [Int: Int] = [:]
        for (name, session) in entries.sorted(by: { $0.key < $1.key }) {
            guard let id = Int(name), known.cases.contains(id) else {
                throw .unknown(field: "“\(name)”", name, among: "the instance's cases")
            }
            guard let session else { continue }
            guard known.sessions.contains(session) else {
                throw .unknown(field: "“\(name)”", String(session), among: "the instance's sessions")
            }
            placement[id] = session
        }
        return placement
    }

    /// A value from JSON, with a fault that names the field.
    static func decoded<Value: Decodable>(_ data: Data) throws(ScheduleFault) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: data)
        } catch let error as DecodingError {
            if case .dataCorrupted(let context) = error, context.codingPath.isEmpty {
                throw fault(in: data) ?? .notJSON(context.debugDescription)
            }
            throw ScheduleFault(error)
        } catch {
            throw .notJSON("\(error)")
        }
    }

    /// What is wrong with bytes of which the decoder says no more than that: the older reader tells where they stop being
    /// JSON, and else it is a number that is not whole.
    private static func fault(in data: Data) -> ScheduleFault? {
        do {
            return oddNumber(in: try JSONSerialization.jsonObject(with: data), at: "")
        } catch {
            return ((error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String).map { .notJSON($0) }
        }
    }

    private static func oddNumber(in value: Any, at place: String) -> ScheduleFault? {
        switch value {
        case let object as [String: Any]:
            object.sorted { $0.key < $1.key }.lazy
                .compactMap { oddNumber(in: $1, at: place + (place.isEmpty ? "" : ".") + $0) }.first
        case let list as [Any]:
            list.enumerated().lazy.compactMap { oddNumber(in: $1, at: "\(place)[\($0)]") }.first
        case let number as NSNumber where Int(exactly: number.doubleValue) == nil:
            .unreadable(field: place, "\(number) is no whole number that can be reckoned with")
        default: nil
        }
    }

    private static let ids = 0...1_000_000_000
    private static let days = 0...100_000

    /// Ranges keep every cost within 32 bits, and every index within its list.
    private func check() throws(ScheduleFault) {
        try Self.check(weeks, 1...520, "weeks")
        try Self.check(regions, 1...10_000, "regions")
        try Self.checkDistinct(cases.map(\.id), "cases")
        try Self.checkDistinct(sessions.map(\.id), "sessions")
        try Self.checkDistinct(reviewers.map(\.id), "reviewers")
        for (index, subject) in cases.enumerated() { try check(subject, at: "cases[\(index)]") }
        for (index, session) in sessions.enumerated() { try check(session, at: "sessions[\(index)]") }
        for (index, reviewer) in reviewers.enumerated() { try check(reviewer, at: "reviewers[\(index)]") }
    }

    private func check(_ subject: Case, at place: String) throws(ScheduleFault) {
        guard groupOf[subject.site] != nil else {
            throw .unknown(field: place + ".site", "“\(subject.site)”", among: "the sites of groupOf")
        }
        try Self.check(subject.region, 0...(regions - 1), place + ".region")
        try Self.check(subject.urgency, 0...3, place + ".urgency")
        try Self.check(subject.ready, Self.days, place + ".ready")
        try Self.check(subject.due, Self.days, place + ".due")
        try Self.check(subject.minutes, 1...100_000, place + ".minutes")
        for discipline in Discipline.allCases {
            guard let people = subject.needs[discipline] else { continue }
            try Self.check(people, 1...100, place + ".needs." + discipline.rawValue)
        }
    }

    private func check(_ session: Session, at place: String) throws(ScheduleFault) {
        try Self.check(session.day, 0...(weeks * 7 - 1), place + ".day")
        try Self.check(session.half, 0...1, place + ".half")
        try Self.check(session.region, -1...(regions - 1), place + ".region")
        try Self.check(session.tz, -24...24, place + ".tz")
        try Self.check(session.capacityMinutes, 0...1_000_000, place + ".capacityMinutes")
    }

    private func check(_ reviewer: Reviewer, at place: String) throws(ScheduleFault) {
        try Self.check(reviewer.tz, -24...24, place + ".tz")
        try Self.check(reviewer.maxPerWeek, 0...200, place + ".maxPerWeek")
        try Self.check(reviewer.history, 0...100_000, place + ".history")
        for (site, level) in reviewer.expertise where !(0...4).contains(level) {
            throw .outOfRange(field: place + ".expertise." + site, level, 0...4)
        }
        for (index, region) in reviewer.licence.enumerated() {
            try Self.check(region, 0...(regions - 1), place + ".licence[\(index)]")
        }
        for (index, leave) in reviewer.leave.enumerated() where leave.count != 2 {
            throw .unreadable(field: place + ".leave[\(index)]", "a leave is its first and its last day")
        }
        for (index, day) in reviewer.available.enumerated() where day.count != 2 {
            throw .unreadable(field: place + ".available[\(index)]", "a day is two numbers, before and after noon")
        }
    }

    private static func check(
        _ value: Int, _ range: ClosedRange<Int>, _ field: @autoclosure () -> String
    ) throws(ScheduleFault) {
        guard range.contains(value) else { throw .outOfRange(field: field(), value, range) }
    }

    private static func checkDistinct(_ ids: [Int], _ list: String) throws(ScheduleFault) {
        var seen: Set<Int> = []
        for (index, id) in ids.enumerated() {
            try check(id, Self.ids, "\(list)[\(index)].id")
            guard seen.insert(id).inserted else { throw .repeated(field: "\(list)[\(index)].id", id) }
        }
    }
}
