/// Reviewers for seats: a minimum-cost flow with convex loads, whose optimum is integral and exact.
///
/// A seat takes `demand` different people of its arcs; a person takes at most one seat of a case. The j-th case of a
/// person in a week costs `weekly[j - 1]`, the j-th in the whole horizon `horizon[j - 1]`, both never falling. Each
/// place of a seat that stays empty costs the seat's `emptyCost`. All costs are whole numbers.
package struct PanelProblem: Equatable, Sendable {
    /// A seat of a case.
    package struct Seat: Equatable, Sendable {
        /// Which case; nobody takes two seats of one.
        package var subject: Int32
        /// How many people it takes.
        package var demand: Int32
        /// What each place costs that stays empty.
        package var emptyCost: Int32
        /// A keyed hash of its identifiers, by which equal costs are broken; no two seats share one.
        package var key: UInt64

        /// A seat.
        package init(subject: Int32, demand: Int32 = 1, emptyCost: Int32, key: UInt64) {
            self.subject = subject
            self.demand = demand
            self.emptyCost = emptyCost
            self.key = key
        }
    }

    /// Someone who can be seated.
    package struct Person: Equatable, Sendable {
        /// What the j-th case of a week costs; as many as they take in a week. Never falling.
        ///
        /// By utilisation after the case, the fullest becomes as little full as can be. For the next fullest to do so
        /// too (leximin), equal utilisations must cost a little less to those who take more.
        package var weekly: [Int32]
        /// What the j-th case of the horizon costs, on top; empty where the horizon has no cost and no limit.
        package var horizon: [Int32]
        /// Cases of each week that they have already and that are no matter here: the first new one of week w costs
        /// `weekly[standing[w]]`. Empty where there is none.
        package var standing: [Int32]
        /// The most cases of each week, those of `standing` among them, where that is fewer than `weekly` has; empty
        /// where every week takes as many as `weekly` has.
        package var limits: [Int32]
        /// A keyed hash of the identifier; no two people share one.
        package var key: UInt64

        /// A person.
        package init(
            weekly: [Int32], horizon: [Int32] = [], standing: [Int32] = [], limits: [Int32] = [], key: UInt64
        ) {
            self.weekly = weekly
            self.horizon = horizon
            self.standing = standing
            self.limits = limits
            self.key = key
        }

        /// What each further case of a week costs, in order; as many as they can still take.
        package func slots(week: Int) -> ArraySlice<Int32> {
            let taken = week < standing.count ? max(0, Int(standing[week])) : 0
            let limit = week < limits.count ? min(Int(limits[week]), weekly.count) : weekly.count
            return taken < limit ? weekly[taken..<limit] : []
        }
    }

    /// That someone can take a seat.
    package struct Arc: Equatable, Sendable {
        /// Index of the seat.
        package var seat: Int32
        /// Index of the person.
        package var person: Int32
        /// The week in which the seat's session sits, from 0.
        package var week: Int32
        /// What it costs, at least 0.
        package var cost: Int32

        /// An arc.
        package init(seat: Int32, person: Int32, week: Int32, cost: Int32) {
            self.seat = seat
            self.person = person
            self.week = week
            self.cost = cost
        }
    }

    /// The seats.
    package var seats: [Seat]
    /// The people.
    package var people: [Person]
    /// Who can take what; at most one for a seat and a person.
    package var arcs: [Arc]

    /// A problem.
    package init(seats: [Seat], people: [Person], arcs: [Arc]) {
        self.seats = seats
        self.people = people
        self.arcs = arcs
    }
}

/// Who takes which seat.
package struct PanelAssignment: Equatable, Sendable {
    /// By seat, the people on it, by the people's keys.
    package var people: [[Int32]]
    /// What it costs.
    package var objective: Int

    /// An assignment.
    package init(people: [[Int32]], objective: Int) {
        self.people = people
        self.objective = objective
    }
}
