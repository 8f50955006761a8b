/// How far apart two positions are.
enum Distance: Sendable {
    /// 0 where they are the same, else 1.
    case nominal
    /// Their difference, |x − y|.
    case linear
    /// The number of pairs among the whole positions from the one to the other, |x − y|(|x − y| + 1)/2.
    case triangular
    /// The square of their difference, (x − y)².
    case quadratic

    /// So much weight at a position.
    struct Point {
        /// Where it is.
        let position: Double
        /// How much is there.
        let weight: Double
    }

    /// The distance of two positions.
    func between(_ one: Double, _ other: Double) -> Double {
        let difference = abs(one - other)
        return switch self {
        case .nominal: difference == 0 ? 0 : 1
        case .linear: difference
        case .triangular: difference * (difference + 1) / 2
        case .quadratic: difference * difference
        }
    }

    /// The distances of every pair of points, times both weights, added up: in time that grows with the points and not
    /// with their pairs, and as a sum of terms that are never negative, so that nothing cancels.
    /// - Parameter points: distinct positions in ascending order.
    func sumOverPairs(_ points: [Point]) -> Double {
        guard points.count > 1 else { return 0 }
        return switch self {
        case .nominal: Self.differing(points)
        case .linear: Self.differences(points)
        case .triangular: (Self.squares(points) + Self.differences(points)) / 2
        case .quadratic: Self.squares(points)
        }
    }

    /// Each point against the weight before it.
    private static func differing(_ points: [Point]) -> Double {
        var before = 0.0, sum = 0.0
        for point in points {
            sum += before * point.weight
            before += point.weight
        }
        return sum
    }

    /// Each gap between neighbours is crossed by every pair with one point on either side.
    private static func differences(_ points: [Point]) -> Double {
        let total = weight(points)
        var before = 0.0, sum = 0.0
        for (point, next) in zip(points, points.dropFirst()) {
            before += point.weight
            sum += (next.position - point.position) * before * max(0, total - before)
        }
        return sum
    }

    /// The squares over pairs are the squares about the mean times the weight.
    private static func squares(_ points: [Point]) -> Double {
        let total = weight(points)
        guard let origin = points.first?.position, total > 0 else { return 0 }
        let offset = points.reduce(0) { $0 + $1.weight * ($1.position - origin) } / total
        return total
            * points.reduce(0) { sum, point in
                let difference = point.position - origin - offset
                return sum + point.weight * difference * difference
            }
    }

    private static func weight(_ points: [Point]) -> Double { points.reduce(0) { $0 + $1.weight } }
}
