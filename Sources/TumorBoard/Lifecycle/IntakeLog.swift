package import Foundation

/// What people did at intake, in order, each with its time.
package struct IntakeLog: Equatable, Sendable {
    /// An act with the instant at which it took place.
    package struct Entry<Act: Equatable & Sendable>: Equatable, Sendable {
        /// What was done.
        package let act: Act
        /// When.
        package let at: Date

        /// An act at an instant.
        package init(_ act: Act, at: Date) {
            self.act = act
            self.at = at
        }
    }

    /// What came in about the case after its referral, with every difference.
    package var updates: [Entry<CaseUpdate>] = []
    /// What people changed about tasks.
    package var taskChanges: [Entry<TaskChange>] = []
    /// Letters that were made.
    package var letters: [Entry<LetterMade>] = []
    /// The log of contacts with the insurer.
    package var insurerContacts: [Entry<InsurerContact>] = []
    /// The ways of slides and blocks.
    package var custody: [Entry<CustodyStep>] = []
    /// Who confirmed that everything was gathered; the last time.
    package var checked: Entry<ByPerson>?
    /// What was decided about doubtful wording.
    package var triage: [Entry<TriageDecision>] = []
    /// When the clock stood still.
    package var stops: [ClockInterval] = []
    /// Who reconciled the plans of several cases of one patient, after the last link.
    package var reconciled: Entry<ByPerson>?

    /// An empty log.
    package init() {}
}

/// Time in which a clock stood still.
package struct ClockInterval: Equatable, Sendable {
    /// Whose time it was and why.
    package let stop: ClockStop
    /// From when.
    package let from: Date
    /// Until when; nil while it still stands.
    package var until: Date?

    /// An interval that has begun.
    package init(stop: ClockStop, from: Date, until: Date? = nil) {
        self.stop = stop
        self.from = from
        self.until = until
    }
}
