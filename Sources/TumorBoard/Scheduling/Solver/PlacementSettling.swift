extension PlacementExchange {
    /// Exchanges without noise between some bins and their neighbours, and on from those that this changes, until no
    /// exchange with one of them saves anything.
    func settle(around bins: [Int]) {
        var isQueued = [Bool](repeating: false, count: state.none + 1)
        var queue: [Int] = []
        func push(_ bin: Int) {
            guard bin != state.none, !isQueued[bin] else { return }
            isQueued[bin] = true
            queue.append(bin)
        }
        bins.sorted().forEach(push)
        var at = 0
        while at < queue.count {
            let bin = queue[at]
            at += 1
            isQueued[bin] = false
            for other in state.neighbours(of: bin) + [state.none] {
                let before = state.total
                exchange(bin, other, temperature: 0)
                guard state.total < before else { continue }
                push(bin)
                push(other)
            }
        }
    }

    /// Tries to get items in that are not placed: in each bin that they could be in, by an exchange with a neighbour.
    func admit(_ items: [Int]) {
        for item in items {
            for arc in Int(state.arrays.start[item])..<Int(state.arrays.start[item + 1]) {
                let bin = Int(state.arrays.bin[arc])
                for other in state.neighbours(of: bin) where Int(state.place[item]) == state.none {
                    exchange(bin, other, temperature: 0, guest: item)
                }
            }
        }
    }
}

extension PlacementState {
    /// The bins that an item of a bin could also be in, in order.
    fileprivate func neighbours(of bin: Int) -> [Int] {
        var isNear = [Bool](repeating: false, count: none)
        for index in 0..<Int(count[bin]) {
            let item = member(index, of: bin)
            for arc in Int(arrays.start[item])..<Int(arrays.start[item + 1]) { isNear[Int(arrays.bin[arc])] = true }
        }
        return isNear.indices.filter { isNear[$0] && $0 != bin }
    }
}
