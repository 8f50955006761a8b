/// Places cases in sessions: as cheaply as the given number of iterations finds, with a bound that says how far from the
/// optimum that can be at most.
///
/// The relaxation gives the bound and a first placement, exchanges between two sessions at a time improve it. All numbers
/// are whole and all draws seeded by the keys: the same problem, in any order of input, gets the same placement.
package struct PlacementSolver: Sendable {
    /// What is solved.
    package let problem: PlacementProblem
    /// The problem in canonical order.
    let arrays: PlacementArrays
    /// Its relaxation.
    let relaxation: PlacementRelaxation

    /// A solver; the relaxation is solved here.
    package init(_ problem: PlacementProblem) {
        self.problem = problem
        arrays = PlacementArrays(problem)
        relaxation = PlacementRelaxation(arrays)
    }

    /// What every solution costs at least, by the relaxation alone.
    package var bound: Int { relaxation.bound }

    /// A placement after so many iterations (an iteration is an exchange between two bins), from a standing one where it
    /// is given; what of that is not possible is placed anew. Never worse than the standing one.
    package func solve(
        from standing: [Int32?]? = nil, iterations: Int, progress: (PlacementProgress) -> Void = { _ in }
    ) -> PlacementSolution {
        let state = PlacementState(arrays)
        let candidates = PlacementCandidates(arrays, relaxation, reach: PlacementSearch.reach)
        if let standing {
            state.restore(arrays.canonical(standing))
            state.insert((0..<arrays.itemCount).filter { Int(state.place[$0]) == state.none })
        } else {
            state.round(relaxation)
        }
        progress(PlacementProgress(iteration: 0, objective: state.total, bound: bound))
        var search = PlacementSearch(state, candidates)
        var bound = relaxation.bound
        let first = iterations / 16
        search.run(iterations: first) { iteration, objective in
            progress(PlacementProgress(iteration: iteration, objective: objective, bound: bound))
        }
        if search.bestTotal > bound {
            var packing = PlacementKnapsackBound(arrays, relaxation)
            packing.improve(steps: boundSteps(iterations), towards: search.bestTotal)
            bound = max(bound, packing.bound)
        }
        if search.bestTotal > bound {
            search.run(iterations: iterations - first) { iteration, objective in
                progress(PlacementProgress(iteration: first + iteration, objective: objective, bound: bound))
            }
        }
        var found = PlacementSolution(bins: arrays.original(search.best), objective: search.bestTotal, bound: bound)
        if found.objective > bound, arrays.itemCount <= Self.exactItems {
            let exact = PlacementExact(arrays, below: found.objective, nodes: max(64, iterations / 64))
            if let bins = exact.bins { found.bins = bins }
            found.objective = exact.objective
            if exact.isProven { found.bound = exact.objective }
            progress(PlacementProgress(iteration: iterations, objective: found.objective, bound: found.bound))
        }
        return found
    }

    /// Up to how many items the optimum is searched for by branching.
    static let exactItems = 200

    /// How many steps the bound may take, so that they cost less than a fourth of the iterations.
    private func boundSteps(_ iterations: Int) -> Int {
        let cells = arrays.bin.reduce(1) { $0 + Int(arrays.capacity[Int($1)]) }
        return min(128, iterations * 800 / cells)
    }
}

/// How far a search is.
package struct PlacementProgress: Equatable, Sendable {
    /// Iterations so far.
    package var iteration: Int
    /// What the cheapest placement so far costs.
    package var objective: Int
    /// What every placement costs at least.
    package var bound: Int
}

extension PlacementArrays {
    /// A placement in the problem's order, in the canonical one.
    func canonical(_ bins: [Int32?]) -> [Int32] {
        var rank = [Int32](repeating: 0, count: binCount)
        for (place, index) in binOrder.enumerated() { rank[Int(index)] = Int32(place) }
        return itemOrder.map { item in bins[Int(item)].map { rank[Int($0)] } ?? Int32(binCount) }
    }

    /// A placement in the canonical order, in the problem's.
    func original(_ places: [Int32]) -> [Int32?] {
        var bins = [Int32?](repeating: nil, count: itemCount)
        for (place, bin) in places.enumerated() where Int(bin) < binCount {
            bins[Int(itemOrder[place])] = binOrder[Int(bin)]
        }
        return bins
    }
}
