import Synchronization

/// Counts referrals by the public form in a day: so many in all, and few from one address.
///
/// It holds no more addresses than referrals are taken in a day, forgets them with the day, and writes nothing down.
final class ReferralMeter: Sendable {
    /// How many one address may send in a day; a clinic's whole house can be behind one.
    static let perAddress = 6
    private struct Day {
        var number = 0
        var total = 0
        var addresses: [String: Int] = [:]
    }

    private let perDay: Int
    private let day = Mutex(Day())

    init(perDay: Int) { self.perDay = perDay }

    /// Takes one more from an address, unless there were too many.
    /// - Parameter number: the day, counted from anywhere.
    func take(from address: String, day number: Int) -> Bool {
        day.withLock { day in
            if day.number != number { day = Day(number: number) }
            guard day.total < perDay, day.addresses[address, default: 0] < Self.perAddress else { return false }
            day.total += 1
            day.addresses[address, default: 0] += 1
            return true
        }
    }
}
