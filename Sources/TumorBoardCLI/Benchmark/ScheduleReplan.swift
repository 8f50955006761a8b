import Foundation

/// Which reviewers fall away, by instance.
struct ScheduleReplan: Decodable {
    private struct Entry: Decodable {
        let banned: [Int]
    }

    private let cases: [String: Entry]

    /// Reads the file.
    init(reading data: Data) throws(ScheduleFault) { self = try ScheduleInstance.decoded(data) }

    /// The instances that it names.
    var instances: Set<String> { Set(cases.keys) }

    /// The ids of those who fall away from an instance.
    func banned(in instance: String) throws(ScheduleFault) -> [Int] {
        guard let entry = cases[instance] else { throw .missing(field: "cases.\(instance)") }
        return entry.banned
    }
}
