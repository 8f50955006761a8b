/// How soon a case must be decided.
package enum UrgencyClass: String, Codable, CodingKeyRepresentable, CaseIterable, Sendable, Hashable, Comparable {
    /// Hours: cord compression, SVC or airway obstruction, neutropenic sepsis, hypercalcaemia. Leaves the queue.
    case emergency
    /// Days: acute leukaemia, small-cell lung cancer.
    case days
    /// 7–14 days: high-grade lymphoma.
    case expedited
    /// Two to four weeks is the outer limit.
    case standard

    /// The class as a person would write it.
    package var title: String {
        switch self {
        case .emergency: "emergency"
        case .days: "within days"
        case .expedited: "7–14 days"
        case .standard: "standard"
        }
    }

    /// The most urgent first.
    package static func < (left: UrgencyClass, right: UrgencyClass) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .emergency: 0
        case .days: 1
        case .expedited: 2
        case .standard: 3
        }
    }
}

/// The urgency of a case and why it was given.
package struct Urgency: Codable, Equatable, Sendable {
    /// How soon.
    package var level: UrgencyClass
    /// Why, in a clinician's words.
    package var reason: String?

    /// An urgency with its reason.
    package init(level: UrgencyClass, reason: String? = nil) {
        self.level = level
        self.reason = reason
    }
}
