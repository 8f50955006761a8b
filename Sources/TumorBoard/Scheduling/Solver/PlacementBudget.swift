/// How much a placement may be thought about.
package enum PlacementEffort: String, CaseIterable, Sendable {
    /// At once: a hospital's weeks in milliseconds, a nation's in a tenth of a second.
    case quick
    /// For a plan that is published: a nation's in about a second.
    case thorough
    /// For the last fraction of a percent: a nation's in several seconds.
    case exhaustive
}

extension PlacementSolver {
    /// The iterations of an effort.
    ///
    /// An iteration is an exchange between two bins, about 2 µs where sessions take some twenty cases. Small problems get
    /// more iterations a case, since they can be brought to a proven optimum; they stop there.
    package static func budget(_ effort: PlacementEffort, items: Int) -> Int {
        switch effort {
        case .quick: max(8 * items, min(16_384, 1_000_000 / max(1, items)))
        case .thorough: max(80 * items, 16_384)
        case .exhaustive: max(600 * items, 65_536)
        }
    }
}
