import Foundation

/// What a run of the scheduling benchmark found, and how long it took; all times in seconds.
struct ScheduleBenchReport: Encodable {
    /// What was solved.
    enum Stage: String, Encodable {
        case placement, panels, replan
    }

    /// The time of several rounds.
    struct Rounds: Encodable {
        let minimum: Double
        let median: Double

        /// Of at least one round.
        init(_ seconds: [Double]) {
            let sorted = seconds.sorted()
            minimum = sorted.first ?? 0
            median = sorted.isEmpty ? 0 : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }

        /// As another program told them.
        init(minimum: Double, median: Double) {
            self.minimum = minimum
            self.median = median
        }

        /// In milliseconds.
        var words: String { String(format: "%.2f ms, median %.2f ms", minimum * 1e3, median * 1e3) }
    }

    /// Stage A.
    struct Placement: Encodable {
        let arcs: Int
        let unplaced: Int
        /// What every placement costs at least.
        let bound: Int
        /// How much dearer the placement is than the bound, 0.01 for a hundredth.
        let gap: Double
        let isProven: Bool
        /// The effort that the iterations follow from; nil where they were told.
        let effort: String?
        let iterations: Int
        /// How far the search was after some time.
        let course: [Step]

        private enum CodingKeys: String, CodingKey {
            case arcs, unplaced, bound, gap, effort, iterations, course
            case isProven = "proven"
        }
    }

    /// What a search came to within some time of build and solve.
    struct Step: Encodable {
        let within: Double
        let iterations: Int
        let objective: Int
        /// The bound then, which grows too.
        let bound: Int
        let gap: Double
    }

    /// Stage B.
    struct Panels: Encodable {
        let level: ScheduleInstance.Level
        let seats: Int
        let places: Int
        let emptyPlaces: Int
        let arcs: Int
        /// What every plan costs at least, counted from the problem and the solver's prices.
        let bound: Int
        let empty: [EmptySeat]
        /// Whether the plan costs no more than the bound.
        let isProven: Bool

        private enum CodingKeys: String, CodingKey {
            case level, seats, places, emptyPlaces, arcs, bound, empty
            case isProven = "proven"
        }
    }

    /// A seat that has fewer people than it needs, and why.
    struct EmptySeat: Encodable {
        let subject: Int
        let discipline: ScheduleInstance.Discipline
        let emptyPlaces: Int
        /// Reviewers of the discipline by the rule that keeps them away.
        let kept: [String: Int]
        /// Reviewers who fell away and could else sit.
        let fallen: Int
        /// Reviewers who could sit, but are busy elsewhere.
        let busy: Int

        private enum CodingKeys: String, CodingKey {
            case discipline, emptyPlaces, kept, fallen, busy
            case subject = "case"
        }
    }

    /// The plan after some reviewers fell away, from the standing plan and anew.
    struct Replan: Encodable {
        let banned: [Int]
        /// What the standing plan cost when it was made.
        let standingObjective: Int
        /// Places whose reviewer fell away.
        let forcedChanges: Int
        /// Places that lost a reviewer who had not fallen away.
        let unforcedChanges: Int
        /// Places that were empty and are filled.
        let filled: Int
        /// From the standing plan.
        let warm: Rounds
        /// Anew.
        let cold: Rounds
        /// How many times as fast the repair is as planning anew.
        var ratio: Double { cold.median / warm.median }

        private enum CodingKeys: String, CodingKey {
            case banned, standingObjective, forcedChanges, unforcedChanges, filled, warm, cold, ratio
        }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(banned, forKey: .banned)
            try values.encode(standingObjective, forKey: .standingObjective)
            try values.encode(forcedChanges, forKey: .forcedChanges)
            try values.encode(unforcedChanges, forKey: .unforcedChanges)
            try values.encode(filled, forKey: .filled)
            try values.encode(warm, forKey: .warm)
            try values.encode(cold, forKey: .cold)
            try values.encode(ratio, forKey: .ratio)
        }
    }

    /// Another program on the same panels.
    struct Peer: Encodable {
        let objective: Int
        let emptyPlaces: Int
        let arcs: Int
        let buildAndSolve: Rounds
        /// How many times as fast ours is, by the medians.
        let ratio: Double
        /// The same by the shortest rounds.
        let ratioOfMinima: Double
    }

    let instance: String
    let stage: Stage
    let cases: Int
    let sessions: Int
    let reviewers: Int
    /// The seed by which the lists were shuffled; nil for the file's order.
    let permutation: UInt64?
    let rounds: Int
    let objective: Int
    /// Of the plan, the same for the same plan whatever the lists' order.
    var digest = ""
    /// From the files' bytes to values.
    var parse: Double
    let eligibility: Double
    let buildAndSolve: Rounds
    var placement: Placement?
    var panels: Panels?
    var replan: Replan?
    var peer: Peer?
    /// Reckoning the plan anew and proving it.
    var checks = 0.0
    /// From the first byte to the last answer, checks among it, without the peer.
    var total = 0.0
    /// Bytes that the process held at most.
    var memoryPeak = 0
}

extension ScheduleBenchReport {
    /// Takes over what a peer said.
    ///
    /// Beside a repair it is the peer's time for the panels before anyone fell away, planned anew.
    mutating func note(_ answer: SchedulePeer.Answer) {
        let times = Rounds(minimum: answer.minimum / 1e3, median: answer.median / 1e3)
        peer = Peer(
            objective: answer.objective, emptyPlaces: answer.unassigned, arcs: answer.arcs, buildAndSolve: times,
            ratio: times.median / buildAndSolve.median, ratioOfMinima: times.minimum / buildAndSolve.minimum)
    }

    /// - Throws: `Refusal` where the peer's optimum is another.
    func insistOnAgreement() throws {
        let ours = replan?.standingObjective ?? objective
        if let peer, peer.objective != ours {
            throw Refusal("the peer's objective is \(peer.objective), ours \(ours)")
        }
    }
}
