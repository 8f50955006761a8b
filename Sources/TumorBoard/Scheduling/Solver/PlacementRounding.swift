extension PlacementState {
    /// Items that the relaxation leaves whole, where it has them; then the others, longest first, each where it costs
    /// least among the bins that still have room.
    func round(_ relaxation: PlacementRelaxation) {
        for item in 0..<arrays.itemCount where relaxation.isWhole[item] {
            guard let cost = cost(of: item, in: Int(relaxation.mostly[item])) else { continue }
            move(item, to: Int(relaxation.mostly[item]), cost: cost)
        }
        insert((0..<arrays.itemCount).filter { Int(place[$0]) == none })
    }

    /// Places items, longest first, where they cost least among the bins that have room.
    func insert(_ items: [Int]) {
        for item in items.sorted(by: { (-arrays.minutes[$0], $0) < (-arrays.minutes[$1], $1) }) {
            var chosen = -1
            for arc in Int(arrays.start[item])..<Int(arrays.start[item + 1])
            where free[Int(arrays.bin[arc])] >= arrays.minutes[item] {
                if chosen < 0 || arrays.cost[arc] < arrays.cost[chosen] { chosen = arc }
            }
            if chosen >= 0 { move(item, to: Int(arrays.bin[chosen]), cost: arrays.cost[chosen]) }
        }
    }
}
