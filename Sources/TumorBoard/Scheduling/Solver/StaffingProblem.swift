/// Reviewers for seats, with the rules that no flow can hold: sessions sat in, quorums, and institutions that differ.
///
/// What a flow can hold is `panels`. On top of it, each costs or forbids something that depends on several seats at
/// once, so that the cheapest seat by seat is not the cheapest of all: a person's first seat in a session costs a
/// whole attendance, a case is decided with a quorum or not at all, and the second seat from one institution adds less.
package struct StaffingProblem: Equatable, Sendable {
    /// Someone in a session.
    package struct Attendance: Hashable, Sendable {
        /// Index of the person.
        package var person: Int32
        /// The session, as in `sessionOf`.
        package var session: Int32

        /// Someone in a session.
        package init(person: Int32, session: Int32) {
            self.person = person
            self.session = session
        }
    }

    /// Someone on a seat.
    package struct Holding: Hashable, Sendable {
        /// Index of the seat.
        package var seat: Int32
        /// Index of the person.
        package var person: Int32

        /// Someone on a seat.
        package init(seat: Int32, person: Int32) {
            self.seat = seat
            self.person = person
        }
    }

    /// That the people on some seats of a case should come from different institutions.
    package struct Diversity: Equatable, Sendable {
        /// The seats, all of one case; no seat stands in two such rules.
        package var seats: [Int32]
        /// What each person beyond the first of one institution costs; nil where nobody beyond the first may sit.
        package var cost: Int32?

        /// A rule of different institutions.
        package init(seats: [Int32], cost: Int32?) {
            self.seats = seats
            self.cost = cost
        }
    }

    /// Who must be there for a case to be decided.
    package struct Quorum: Equatable, Sendable {
        /// The case.
        package var subject: Int32
        /// The seats that count towards the quorum, such as the voting ones.
        package var counted: [Int32]
        /// How many people on counted seats it takes.
        package var minimum: Int32
        /// Seats that must be filled to the last place, counted or not.
        package var required: [Int32]
        /// What it costs that the case cannot be decided, on top of its empty seats.
        package var cost: Int32
        /// Whether a case without quorum lets everyone go but those pinned, so that they can serve on others.
        package var releasesSeats: Bool

        /// A quorum.
        package init(
            subject: Int32, counted: [Int32], minimum: Int32, required: [Int32] = [], cost: Int32,
            releasesSeats: Bool = true
        ) {
            self.subject = subject
            self.counted = counted
            self.minimum = minimum
            self.required = required
            self.cost = cost
            self.releasesSeats = releasesSeats
        }
    }

    /// Seats, people, who can take what, and loads.
    package var panels: PanelProblem
    /// By seat, the session in which its case is discussed.
    package var sessionOf: [Int32]
    /// What it costs that someone sits in a session at all.
    package var attendance: Int32
    /// Who is in which session anyway; that costs nothing more.
    package var attended: Set<Attendance>
    /// By person, the institution; empty where no rule asks for it.
    package var institution: [Int32]
    /// Cases whose seats should come from different institutions.
    package var diversities: [Diversity]
    /// The quorums; at most one for a case.
    package var quorums: [Quorum]
    /// Who keeps which seat, whatever it costs.
    package var pins: Set<Holding>
    /// Who may not take which seat, although they could.
    package var bans: Set<Holding>

    /// A problem.
    package init(
        panels: PanelProblem, sessionOf: [Int32], attendance: Int32 = 0, attended: Set<Attendance> = [],
        institution: [Int32] = [], diversities: [Diversity] = [], quorums: [Quorum] = [], pins: Set<Holding> = [],
        bans: Set<Holding> = []
    ) {
        self.panels = panels
        self.sessionOf = sessionOf
        self.attendance = attendance
        self.attended = attended
        self.institution = institution
        self.diversities = diversities
        self.quorums = quorums
        self.pins = pins
        self.bans = bans
    }
}

/// Why pins cannot be kept; indices are those of the problem.
package enum StaffingFault: Error, Equatable, Sendable {
    /// The seats, people and arcs are no problem.
    case panels(PanelFault)
    /// Nobody can be pinned to a seat that they cannot take.
    case pinnedWithoutEligibility(StaffingProblem.Holding)
    /// More people are pinned to the seat than it takes.
    case pinnedBeyondDemand(seat: Int32)
    /// A person is pinned to two seats of a case.
    case pinnedTwice(person: Int32, subject: Int32)
    /// A person is pinned to more cases than they take in the week, or in the horizon.
    case pinnedBeyondLoad(person: Int32, week: Int32)
    /// Two people of one institution are pinned where that is forbidden.
    case pinnedFromOneInstitution(StaffingProblem.Holding)
}
