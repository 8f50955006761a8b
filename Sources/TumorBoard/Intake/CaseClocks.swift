package import Foundation

/// How long a case takes, whose time that is, and which limits are near or past.
///
/// The clock from the diagnosis and the one from complete records are the two that are kept; the one from the referral
/// tells whose time it was where a limit counts from there. A limit is judged by the calendar: time that somebody else
/// takes is attributed, and excuses nothing unless the rules say so.
package struct CaseClocks: Codable, Equatable, Sendable {
    /// Time of one cause.
    package struct Segment: Codable, Equatable, Sendable {
        /// From when.
        package let from: Date
        /// Until when.
        package let until: Date
        /// Whose time; nil while the clock runs: the board's own.
        package let cause: ClockCause?
        /// Why, in plain words.
        package let why: String
        /// Whether it had passed when the case came to the board.
        package let isBeforeReferral: Bool
    }

    /// One clock: its time without gap and without overlap.
    package struct Clock: Codable, Equatable, Sendable {
        /// When it began.
        package let start: Date
        /// When it ended, or now.
        package let end: Date
        /// What its time was, in order.
        package let segments: [Segment]

        /// Seconds from its beginning to its end.
        package var elapsed: TimeInterval { end.timeIntervalSince(start) }

        /// Seconds of a cause; of the clock running where there is none.
        package func time(of cause: ClockCause?) -> TimeInterval {
            segments.filter { $0.cause == cause }.reduce(0) { $0 + $1.until.timeIntervalSince($1.from) }
        }
    }

    /// A day by which the case is to be answered.
    package struct Limit: Codable, Equatable, Sendable {
        /// Where the day comes from.
        package enum Kind: String, Codable, Sendable { case treatBy, urgency, diagnosis, records, promise }

        /// Where the day comes from.
        package let kind: Kind
        /// The last day.
        package let due: CivilDate
        /// Days left on the day of the answer, or today; below zero it was missed.
        package let daysLeft: Int
    }

    /// How a case stands against the limit that governs it.
    package enum State: String, Codable, CaseIterable, Sendable { case onTime, atRisk, breached }

    /// From the diagnosis; nil where its day is not known.
    package let fromDiagnosis: Clock?
    /// From complete records; nil while they are not.
    package let fromRecords: Clock?
    /// From the referral.
    package let fromReferral: Clock
    /// When a plan was signed, or an emergency acknowledged; nil while the case waits.
    package let answered: Date?
    /// Every limit, the one that governs first.
    package let limits: [Limit]
    /// How the case stands.
    package let state: State
    /// What the clock stands still for now, where it does.
    package let standing: Segment?
    /// The board's promise: reported, never judged; nil while the records are not complete.
    package let promise: Limit?
}

extension CaseClocks {
    /// The limit that governs: a treat-by date, where there is one, else the nearest.
    package var governing: Limit? { limits.first }

    /// The clock whose time a limit counts.
    package func clock(of limit: Limit) -> Clock {
        switch limit.kind {
        case .diagnosis: fromDiagnosis ?? fromReferral
        case .records, .promise: fromRecords ?? fromReferral
        case .treatBy, .urgency: fromReferral
        }
    }

    /// How the case stands, in plain words.
    package var words: String {
        guard let governing else { return state.title }
        let answer = governing.daysLeft < 0 ? "answered \(governing.left)" : "answered in time"
        return "\(answered == nil ? governing.left : answer) (\(governing.words))"
    }
}

extension CaseClocks.Segment {
    /// Whose time it was, as a person would write it.
    package var whose: String { cause?.title ?? (isBeforeReferral ? "nobody’s here" : "board") }
}

extension CaseClocks.Clock {
    /// Whole days by whose they were, such as "before the referral 14, records 5, patient 2, board 9".
    package var shares: String {
        let before = segments.filter(\.isBeforeReferral).reduce(0) { $0 + $1.until.timeIntervalSince($1.from) }
        let others = ClockCause.allCases.filter { time(of: $0) > 0 }.map { "\($0.title) \(time(of: $0).wholeDays)" }
        let first = before > 0 ? ["before the referral \(before.wholeDays)"] : []
        return (first + others + ["board \((time(of: nil) - before).wholeDays)"]).joined(separator: ", ")
    }
}

extension CaseClocks.State {
    /// The state as a person would write it.
    package var title: String {
        switch self {
        case .onTime: "on time"
        case .atRisk: "at risk"
        case .breached: "breached"
        }
    }
}

extension CaseClocks.Limit {
    /// How far away it is, in plain words.
    package var left: String {
        let count = abs(daysLeft) == 1 ? "1 day" : "\(abs(daysLeft)) days"
        return daysLeft < 0 ? "\(count) late" : daysLeft == 0 ? "last day" : "\(count) left"
    }

    /// The limit in plain words.
    package var words: String {
        switch kind {
        case .treatBy: "treat by \(due)"
        case .urgency: "limit of the urgency, \(due)"
        case .diagnosis: "from the diagnosis, \(due)"
        case .records: "from complete records, \(due)"
        case .promise: "promised for \(due)"
        }
    }
}

extension ClockCause {
    /// Whose time it is, as a person would write it.
    package var title: String {
        switch self {
        case .records: "records"
        case .payer: "payer"
        case .patient: "patient"
        case .reviewer: "reviewers"
        }
    }
}

extension TimeInterval {
    /// Whole days, rounded down.
    package var wholeDays: Int { Int((self / 86_400).rounded(.down)) }
}
