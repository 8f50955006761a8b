package import Foundation

/// A session while it sits and afterwards: who was there when, which case was before the board when, and what it came
/// to. The fold of a session's live events; nothing clinical is in it.
package struct SessionSitting: Equatable, Sendable {
    /// A stretch of time; without an end while it lasts.
    package struct Span: Equatable, Sendable {
        /// From when.
        package let from: Date
        /// Until when; nil while it lasts.
        package var until: Date?

        /// Seconds up to an instant.
        package func seconds(at now: Date) -> Double { max(0, (until ?? now).timeIntervalSince(from)) }
    }

    /// One case of the agenda.
    package struct Item: Equatable, Sendable {
        /// When it was before the board; more than one stretch where it was interrupted.
        package fileprivate(set) var spans: [Span] = []
        /// Who wants it discussed, where somebody pulled it out of those that are confirmed together.
        package fileprivate(set) var pulledBy: String?
        /// What it came to.
        package fileprivate(set) var end: SessionItemEnd?

        /// Whether the board is on it now.
        package var isRunning: Bool { spans.last.map { $0.until == nil } ?? false }

        /// Seconds that it took up to an instant.
        package func seconds(at now: Date) -> Double { spans.reduce(0) { $0 + $1.seconds(at: now) } }
    }

    /// When it was opened; nil before.
    package private(set) var opened: Date?
    /// Who opened it.
    package private(set) var openedBy: String?
    /// When it was closed; nil before.
    package private(set) var closed: Date?
    /// When each was there.
    package private(set) var attendance: [ReviewerID: [Span]] = [:]
    /// The cases that were before the board or got a result, by id.
    package private(set) var items: [CaseID: Item] = [:]

    /// A session that has not begun.
    package init() {}

    /// Whether it sits now.
    package var isLive: Bool { opened != nil && closed == nil }

    /// Who is there now, or was when it closed.
    package var present: Set<ReviewerID> { Set(attendance.filter { $0.value.last?.until == closed }.keys) }

    /// The case that is before the board now.
    package var running: CaseID? { items.first { $0.value.isRunning }?.key }

    /// Seconds for which someone was there between opening and closing.
    package func seconds(of reviewer: ReviewerID, at now: Date) -> Double {
        (attendance[reviewer] ?? []).reduce(0) { $0 + $1.seconds(at: closed ?? now) }
    }

    /// The session opens.
    package mutating func open(_ opening: SessionOpening) { (opened, openedBy) = (opening.at, opening.by) }

    /// Somebody comes or goes.
    package mutating func attend(_ step: SessionAttendance) {
        var spans = attendance[step.reviewer] ?? []
        let isThere = spans.last.map { $0.until == nil } ?? false
        if step.isThere, !isThere { spans.append(Span(from: step.at, until: nil)) }
        if !step.isThere, isThere { spans[spans.count - 1].until = step.at }
        attendance[step.reviewer] = spans
    }

    /// A case comes before the board; the one before it pauses.
    package mutating func start(_ start: SessionItemStart) {
        pause(at: start.at)
        items[start.caseID, default: Item()].spans.append(Span(from: start.at, until: nil))
    }

    /// Somebody wants a case discussed, or no longer.
    package mutating func pull(_ pull: SessionItemPull) {
        items[pull.caseID, default: Item()].pulledBy = pull.isPulled ? pull.by : nil
    }

    /// A case is done with.
    package mutating func end(_ end: SessionItemEnd) {
        if items[end.caseID]?.isRunning == true { pause(at: end.at) }
        items[end.caseID, default: Item()].end = end
    }

    /// The session closes: nobody is there any more and nothing runs.
    package mutating func close(_ closing: SessionClosing) {
        pause(at: closing.at)
        for (reviewer, spans) in attendance {
            guard let last = spans.indices.last, spans[last].until == nil else { continue }
            attendance[reviewer]?[last].until = closing.at
        }
        closed = closing.at
    }

    private mutating func pause(at instant: Date) {
        guard let running, let last = items[running]?.spans.indices.last else { return }
        items[running]?.spans[last].until = instant
    }
}

/// A session that began to sit.
package struct SessionOpening: Codable, Equatable, Sendable {
    /// Who opened it.
    package var by: String
    /// When.
    package var at: Date

    /// An opening.
    package init(by: String, at: Date) {
        self.by = by
        self.at = at
    }
}

/// Somebody who came or went, recorded by hand.
package struct SessionAttendance: Codable, Equatable, Sendable {
    /// Who.
    package var reviewer: ReviewerID
    /// Whether they came; else they left.
    package var isThere: Bool
    /// When.
    package var at: Date

    /// A coming or going.
    package init(reviewer: ReviewerID, isThere: Bool, at: Date) {
        self.reviewer = reviewer
        self.isThere = isThere
        self.at = at
    }
}

/// A case that came before the board.
package struct SessionItemStart: Codable, Equatable, Sendable {
    /// Which.
    package var caseID: CaseID
    /// When.
    package var at: Date

    /// A start.
    package init(caseID: CaseID, at: Date) {
        self.caseID = caseID
        self.at = at
    }
}

/// A case that somebody pulled out of those that are confirmed together.
package struct SessionItemPull: Codable, Equatable, Sendable {
    /// Which.
    package var caseID: CaseID
    /// Whether it is pulled; else it was put back.
    package var isPulled: Bool
    /// Who wants to discuss it.
    package var by: String
    /// When.
    package var at: Date

    /// A pull.
    package init(caseID: CaseID, isPulled: Bool = true, by: String, at: Date) {
        self.caseID = caseID
        self.isPulled = isPulled
        self.by = by
        self.at = at
    }
}

/// A case that the session is done with; what was said of it is in the case's own stream.
package struct SessionItemEnd: Codable, Equatable, Sendable {
    /// Which.
    package var caseID: CaseID
    /// What it came to.
    package var result: SessionConfirmation.Result
    /// Minutes planned for it.
    package var minutes: Int
    /// Who was there, by id.
    package var present: [ReviewerID]
    /// Who of the case's seats with a ballot, and of its members, was to be there, by id.
    package var expected: [ReviewerID]
    /// Whether those present were a quorum for it.
    package var isQuorate: Bool
    /// When.
    package var at: Date

    /// An end.
    package init(
        caseID: CaseID, result: SessionConfirmation.Result, minutes: Int, present: [ReviewerID],
        expected: [ReviewerID], isQuorate: Bool, at: Date
    ) {
        self.caseID = caseID
        self.result = result
        self.minutes = minutes
        self.present = present
        self.expected = expected
        self.isQuorate = isQuorate
        self.at = at
    }
}

/// A session that closed.
package struct SessionClosing: Codable, Equatable, Sendable {
    /// Who closed it.
    package var by: String
    /// What they noted about the session as a whole.
    package var note: String?
    /// When.
    package var at: Date

    /// A closing.
    package init(by: String, note: String? = nil, at: Date) {
        self.by = by
        self.note = note
        self.at = at
    }
}
