import TumorBoard

/// How the cost of a placement fell while it was searched for, in the last round.
struct SearchCourse {
    private struct Entry {
        let seconds: Double
        let iterations: Int
        let objective: Int
        let bound: Int
    }

    private let clock: ContinuousClock
    private var start: ContinuousClock.Instant
    private var entries: [Entry] = []

    /// Seconds after which somebody may want to know.
    private static let moments = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]

    /// A course of nothing yet.
    init(_ clock: ContinuousClock) {
        self.clock = clock
        start = clock.now
    }

    /// A round begins.
    mutating func restart() {
        entries = []
        start = clock.now
    }

    /// The search is so far.
    mutating func note(_ progress: PlacementProgress) {
        add(progress.iteration, progress.objective, progress.bound)
    }

    /// The search is over.
    mutating func end(_ iterations: Int, _ solution: PlacementSolution) {
        add(iterations, solution.objective, solution.bound)
    }

    private mutating func add(_ iterations: Int, _ objective: Int, _ bound: Int) {
        let seconds = (clock.now - start).inSeconds
        entries.append(Entry(seconds: seconds, iterations: iterations, objective: objective, bound: bound))
    }

    /// What it had come to at some moments, up to the first at which it was over.
    var steps: [ScheduleBenchReport.Step] {
        var steps: [ScheduleBenchReport.Step] = []
        for moment in Self.moments {
            guard let last = entries.last(where: { $0.seconds <= moment }) else { continue }
            steps.append(
                ScheduleBenchReport.Step(
                    within: moment, iterations: last.iterations, objective: last.objective, bound: last.bound,
                    gap: last.objective.gap(above: last.bound)))
            if let end = entries.last, end.seconds <= moment { break }
        }
        return steps
    }
}

extension Int {
    /// How much more it is than a bound, 0.01 for a hundredth; 0 where the bound is nothing.
    func gap(above bound: Int) -> Double { bound > 0 ? Double(self) / Double(bound) - 1 : 0 }
}
