/// The spanning tree of the transportation relaxation, and the network simplex on it.
///
/// Nodes: items, bins, and `root`, which takes what is not placed and fills what is left. A node keeps the flow, the
/// direction and the cost per minute of the arc to its parent.
struct TransportTree {
    private let arrays: PlacementArrays
    private let root: Int
    private let unplaced: [Int64]
    private let weight: [Int64]
    private var parent: [Int32]
    private var flow: [Int32]
    private var isUp: [Bool]
    private var toParent: [Int64]
    private var potential: [Int64]
    private var depth: [Int32]
    private var firstChild: [Int32]
    private var next: [Int32]
    private var previous: [Int32]

    /// A tree of whole items: each in its cheapest bin that has room to spare, else unplaced.
    init(_ arrays: PlacementArrays, scale: Int64) {
        self.arrays = arrays
        let nodes = arrays.itemCount + arrays.binCount + 1
        root = nodes - 1
        parent = [Int32](repeating: Int32(root), count: nodes)
        flow = [Int32](repeating: 0, count: nodes)
        isUp = [Bool](repeating: false, count: nodes)
        toParent = [Int64](repeating: 0, count: nodes)
        potential = [Int64](repeating: 0, count: nodes)
        depth = [Int32](repeating: 1, count: nodes)
        firstChild = [Int32](repeating: -1, count: nodes)
        next = [Int32](repeating: -1, count: nodes)
        previous = [Int32](repeating: -1, count: nodes)
        var unplaced = [Int64](repeating: 0, count: arrays.itemCount)
        var weight = [Int64](repeating: 0, count: arrays.cost.count)
        for item in 0..<arrays.itemCount {
            let minutes = Int64(max(1, arrays.minutes[item]))
            unplaced[item] = Int64(arrays.unplacedCost[item]) * scale / minutes
            for arc in Int(arrays.start[item])..<Int(arrays.start[item + 1]) {
                weight[arc] = Int64(arrays.cost[arc]) * scale / minutes
            }
        }
        self.unplaced = unplaced
        self.weight = weight
        plant()
    }

    private mutating func plant() {
        depth[root] = 0
        parent[root] = -1
        for bin in 0..<arrays.binCount {
            flow[arrays.itemCount + bin] = arrays.capacity[bin]
            attach(arrays.itemCount + bin, to: root)
        }
        let order = (0..<arrays.itemCount).sorted { (-unplaced[$0], $0) < (-unplaced[$1], $1) }
        for item in order {
            var chosen = -1
            for arc in Int(arrays.start[item])..<Int(arrays.start[item + 1]) {
                guard flow[arrays.itemCount + Int(arrays.bin[arc])] > arrays.minutes[item] else { continue }
                if chosen < 0 || weight[arc] < weight[chosen] { chosen = arc }
            }
            let place = chosen < 0 ? root : arrays.itemCount + Int(arrays.bin[chosen])
            flow[item] = arrays.minutes[item]
            isUp[item] = true
            toParent[item] = chosen < 0 ? unplaced[item] : weight[chosen]
            potential[item] = -toParent[item]
            depth[item] = depth[place] + 1
            if chosen >= 0 { flow[place] -= arrays.minutes[item] }
            attach(item, to: place)
        }
    }

    /// Pivots until no arc is worth less than its ends' difference.
    mutating func solve() {
        guard arrays.itemCount > 0 else { return }
        let block = max(4, Int(Double(arrays.itemCount).squareRoot() / 8))
        var at = 0
        while let (entering, after) = priceOut(from: at, block: block) {
            pivot(entering)
            at = after
        }
    }

    private struct Entering {
        var tail: Int
        var head: Int
        var weight: Int64
        var reduced: Int64
    }

    /// The arc with the most to gain among a block of nodes, the next block where it has none; nil when no node has one.
    private func priceOut(from begin: Int, block: Int) -> (Entering, Int)? {
        let sources = root
        var best = Entering(tail: -1, head: -1, weight: 0, reduced: 0)
        var node = begin
        var inBlock = 0
        for _ in 0..<sources {
            if node < arrays.itemCount {
                let own = potential[node]
                if unplaced[node] + own < best.reduced {
                    best = Entering(tail: node, head: root, weight: unplaced[node], reduced: unplaced[node] + own)
                }
                for arc in Int(arrays.start[node])..<Int(arrays.start[node + 1]) {
                    let head = arrays.itemCount + Int(arrays.bin[arc])
                    let reduced = weight[arc] + own - potential[head]
                    if reduced < best.reduced {
                        best = Entering(tail: node, head: head, weight: weight[arc], reduced: reduced)
                    }
                }
            } else if -potential[node] < best.reduced {
                best = Entering(tail: root, head: node, weight: 0, reduced: -potential[node])
            }
            node = node + 1 == sources ? 0 : node + 1
            inBlock += 1
            if inBlock >= block {
                if best.reduced < 0 { return (best, node) }
                inBlock = 0
            }
        }
        return best.reduced < 0 ? (best, node) : nil
    }

    private mutating func pivot(_ entering: Entering) {
        var left = entering.tail
        var right = entering.head
        var least = Int32.max
        var leaving = -1
        var isOnTail = true
        while left != right {
            if depth[left] >= depth[right] {
                if isUp[left], flow[left] < least {
                    least = flow[left]
                    leaving = left
                    isOnTail = true
                }
                left = Int(parent[left])
            } else {
                right = Int(parent[right])
            }
        }
        let join = left
        right = entering.head
        while right != join {
            if !isUp[right], flow[right] <= least {
                least = flow[right]
                leaving = right
                isOnTail = false
            }
            right = Int(parent[right])
        }
        left = entering.tail
        while left != join {
            flow[left] += isUp[left] ? -least : least
            left = Int(parent[left])
        }
        right = entering.head
        while right != join {
            flow[right] += isUp[right] ? least : -least
            right = Int(parent[right])
        }
        let (hung, under) = isOnTail ? (entering.tail, entering.head) : (entering.head, entering.tail)
        hang(hung, under: under, cutAt: leaving, flow: least, isUp: isOnTail, weight: entering.weight)
        shift(hung, by: isOnTail ? -entering.reduced : entering.reduced)
    }

    /// Cuts the arc above `cut`, turns the path from `node` to it round, and hangs `node` under its new parent.
    private mutating func hang(
        _ node: Int, under: Int, cutAt cut: Int, flow newFlow: Int32, isUp newUp: Bool, weight newWeight: Int64
    ) {
        var node = node
        var above = under
        var (carriedFlow, carriedUp, carriedWeight) = (newFlow, newUp, newWeight)
        while true {
            let old = (parent: Int(parent[node]), flow: flow[node], isUp: isUp[node], weight: toParent[node])
            detach(node)
            flow[node] = carriedFlow
            isUp[node] = carriedUp
            toParent[node] = carriedWeight
            attach(node, to: above)
            if node == cut { return }
            (carriedFlow, carriedUp, carriedWeight) = (old.flow, !old.isUp, old.weight)
            above = node
            node = old.parent
        }
    }

    private mutating func shift(_ top: Int, by change: Int64) {
        var node = top
        while true {
            potential[node] += change
            depth[node] = depth[Int(parent[node])] + 1
            if firstChild[node] >= 0 {
                node = Int(firstChild[node])
                continue
            }
            while node != top, next[node] < 0 { node = Int(parent[node]) }
            if node == top { return }
            node = Int(next[node])
        }
    }

    private mutating func attach(_ node: Int, to above: Int) {
        parent[node] = Int32(above)
        let sibling = firstChild[above]
        next[node] = sibling
        previous[node] = -1
        if sibling >= 0 { previous[Int(sibling)] = Int32(node) }
        firstChild[above] = Int32(node)
    }

    private mutating func detach(_ node: Int) {
        if previous[node] >= 0 {
            next[Int(previous[node])] = next[node]
        } else {
            firstChild[Int(parent[node])] = next[node]
        }
        if next[node] >= 0 { previous[Int(next[node])] = previous[node] }
    }

    /// By bin, what a minute is worth, times the scale.
    var prices: [Int64] { (0..<arrays.binCount).map { max(0, -potential[arrays.itemCount + $0]) } }

    /// By item, the bin that holds most of its minutes (the bin count where it is unplaced), and whether it holds all.
    /// An item without minutes pays for none, and is where it costs least.
    var shares: (mostly: [Int32], isWhole: [Bool]) {
        var mostly = [Int32](repeating: Int32(arrays.binCount), count: arrays.itemCount)
        var most = [Int32](repeating: -1, count: arrays.itemCount)
        func note(_ item: Int, _ place: Int, _ amount: Int32) {
            guard amount > most[item] else { return }
            most[item] = amount
            mostly[item] = Int32(place == root ? arrays.binCount : place - arrays.itemCount)
        }
        for node in 0..<root {
            if node < arrays.itemCount {
                note(node, Int(parent[node]), flow[node])
            } else if Int(parent[node]) < arrays.itemCount {
                note(Int(parent[node]), node, flow[node])
            }
        }
        for item in 0..<arrays.itemCount where arrays.minutes[item] == 0 && arrays.start[item] < arrays.start[item + 1]
        {
            let arcs = Int(arrays.start[item])..<Int(arrays.start[item + 1])
            let cheapest = arcs.min { (arrays.cost[$0], $0) < (arrays.cost[$1], $1) } ?? arcs.lowerBound
            mostly[item] = arrays.bin[cheapest]
        }
        return (mostly, most.indices.map { most[$0] == arrays.minutes[$0] })
    }
}
