/// Everything that a simulation follows from: the same setup gives the same outcome to the byte.
package struct SimulationSetup: Equatable, Sendable {
    /// The Monday on which it begins.
    package var monday: CivilDate
    /// How many weeks it lasts.
    package var weeks: Int
    /// The number from which all draws follow.
    package var seed: UInt64
    /// Who can sit, and the boards.
    package var roster: Roster
    /// The rules.
    package var policy: BoardPolicy
    /// When the boards meet.
    package var sittings: [WeeklySitting]
    /// What comes.
    package var arrivals: ArrivalRules
    /// Weeks of leave that each reviewer takes in a year, beside the roster's own; six are an assumption.
    package var leaveWeeks: Int

    /// A setup.
    package init(
        monday: CivilDate, weeks: Int, seed: UInt64, roster: Roster, policy: BoardPolicy, sittings: [WeeklySitting],
        arrivals: ArrivalRules, leaveWeeks: Int = 6
    ) {
        self.monday = monday.adding(days: -((monday.daysSince1970 + 3) % 7))
        self.weeks = weeks
        self.seed = seed
        self.roster = roster
        self.policy = policy
        self.sittings = sittings
        self.arrivals = arrivals
        self.leaveWeeks = leaveWeeks
    }

    /// The sessions of these weeks and of the planner's horizon behind them, the earliest first.
    package var sessions: [Session] {
        let most = weeks + policy.scheduling.horizonDays / 7 + 1
        var sessions: [SessionID: Session] = [:]
        for sitting in sittings {
            guard let board = roster.board(sitting.board) else { continue }
            for week in 0..<most {
                guard let session = sitting.session(of: week, after: monday, in: board.timeZone) else { continue }
                sessions[session.id] = session
            }
        }
        return sessions.values.sorted { ($0.starts, $0.id) < ($1.starts, $1.id) }
    }

    /// The roster of these weeks: leave is drawn for everyone, and a credential that is valid on the first day is
    /// taken to be renewed.
    package var staff: Roster {
        var staff = roster
        let count = leaveWeeks * weeks
        let end = monday.adding(days: 7 * weeks + policy.scheduling.horizonDays + 7)
        for index in staff.reviewers.indices {
            let reviewer = staff.reviewers[index]
            var dice = SimulationDice(seed: seed, "leave", reviewer.id.text)
            let own = count / 52 + (dice.below(52) < count % 52 ? 1 : 0)
            for week in dice.sample(min(own, weeks), below: weeks) {
                let from = monday.adding(days: 7 * week)
                staff.reviewers[index].leave.append(Leave(from: from, to: from.adding(days: 6)))
            }
            if let verified = reviewer.credential.verified, verified <= monday, reviewer.credential.expires >= monday {
                staff.reviewers[index].credential.expires = max(reviewer.credential.expires, end)
            }
        }
        return staff
    }
}
