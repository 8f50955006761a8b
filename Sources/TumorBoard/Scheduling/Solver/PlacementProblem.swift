/// Cases for sessions: generalised assignment, in which a case takes the same minutes in every session.
///
/// Each item takes one bin of its arcs, or none at its `unplacedCost`; the minutes of a bin's items are at most its
/// capacity. All costs and minutes are whole numbers.
package struct PlacementProblem: Equatable, Sendable {
    /// A case.
    package struct Item: Equatable, Sendable {
        /// Minutes that it takes.
        package var minutes: Int32
        /// What it costs not to place it.
        package var unplacedCost: Int32
        /// A keyed hash of its identifier, by which equal costs are broken; no two items share one.
        package var key: UInt64

        /// An item.
        package init(minutes: Int32, unplacedCost: Int32, key: UInt64) {
            self.minutes = minutes
            self.unplacedCost = unplacedCost
            self.key = key
        }
    }

    /// A session.
    package struct Bin: Equatable, Sendable {
        /// Minutes that it has.
        package var capacity: Int32
        /// A keyed hash of its identifier; no two bins share one.
        package var key: UInt64

        /// A bin.
        package init(capacity: Int32, key: UInt64) {
            self.capacity = capacity
            self.key = key
        }
    }

    /// That an item can go into a bin.
    package struct Arc: Equatable, Sendable {
        /// Index of the item.
        package var item: Int32
        /// Index of the bin.
        package var bin: Int32
        /// What it costs, at least 0.
        package var cost: Int32

        /// An arc.
        package init(item: Int32, bin: Int32, cost: Int32) {
            self.item = item
            self.bin = bin
            self.cost = cost
        }
    }

    /// The items.
    package var items: [Item]
    /// The bins.
    package var bins: [Bin]
    /// What can go where; at most one for an item and a bin.
    package var arcs: [Arc]

    /// A problem.
    package init(items: [Item], bins: [Bin], arcs: [Arc]) {
        self.items = items
        self.bins = bins
        self.arcs = arcs
    }
}

/// What goes where, and how good that is proved to be.
package struct PlacementSolution: Equatable, Sendable {
    /// By item, its bin; nil where it is not placed.
    package var bins: [Int32?]
    /// What it costs.
    package var objective: Int
    /// What every solution costs at least.
    package var bound: Int

    /// A solution.
    package init(bins: [Int32?], objective: Int, bound: Int) {
        self.bins = bins
        self.objective = objective
        self.bound = bound
    }

    /// The items that are not placed.
    package var unplaced: [Int] { bins.indices.filter { bins[$0] == nil } }

    /// Whether nothing cheaper exists.
    package var isProven: Bool { objective == bound }
}
