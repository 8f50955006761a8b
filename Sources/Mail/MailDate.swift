import Foundation

/// Dates as RFC 5322 §3.3 writes them, always in UTC and in English, whatever the machine's locale.
enum MailDate {
    /// Such as `Mon, 02 Mar 2026 08:05:00 +0000`.
    static func text(_ date: Date) throws(MailError) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
        guard let year = parts.year, (1900...9999).contains(year), let month = parts.month, let day = parts.day,
            let hour = parts.hour, let minute = parts.minute, let second = parts.second, let weekday = parts.weekday
        else { throw .date }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = [hour, minute, second].map(twoDigits).joined(separator: ":")
        return "\(days[weekday - 1]), \(twoDigits(day)) \(months[month - 1]) \(year) \(time) +0000"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
