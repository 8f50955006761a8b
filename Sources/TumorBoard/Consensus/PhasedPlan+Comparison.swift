extension PhasedPlan {
    /// Whether every occurrence of one modality is in an earlier phase than every occurrence of the other.
    func places(_ one: Modality, strictlyBefore other: Modality) -> Bool {
        guard let last = phases.lastIndex(where: { $0.contains { $0.modality == one } }),
            let first = phases.firstIndex(where: { $0.contains { $0.modality == other } })
        else { return false }
        return last < first
    }

    /// Pairs of modalities that stand strictly one way round here and strictly the other way round there.
    /// Concurrent or interleaved is no inversion.
    func inversions(to other: PhasedPlan) -> [[Modality]] {
        let shared = modalities.filter(other.modalities.contains)
        var pairs: [[Modality]] = []
        for (index, one) in shared.enumerated() {
            for two in shared[(index + 1)...] {
                let turned =
                    places(one, strictlyBefore: two) && other.places(two, strictlyBefore: one)
                    || places(two, strictlyBefore: one) && other.places(one, strictlyBefore: two)
                if turned { pairs.append([one, two]) }
            }
        }
        return pairs
    }

    /// Whether this is the other plan with steps left out; a bare modality matches any class.
    ///
    /// The phases of this plan go, in order, into distinct phases of the other; taking the earliest that fits is enough.
    func isLeftOver(of other: PhasedPlan) -> Bool {
        var candidates = other.phases[...]
        for phase in phases {
            guard let match = candidates.firstIndex(where: { Self.fits(phase, into: $0) }) else { return false }
            candidates = candidates[(match + 1)...]
        }
        return true
    }

    /// Whether each element finds one of its own in the other phase: classed ones their class, or else the bare one.
    private static func fits(_ phase: [PlanElement], into other: [PlanElement]) -> Bool {
        Set(phase.map(\.modality)).allSatisfy { modality in
            let mine = phase.filter { $0.modality == modality }
            let theirs = other.filter { $0.modality == modality }
            let needBare = mine.count { $0.detail != nil && !theirs.contains($0) }
            let bare = theirs.count { $0.detail == nil }
            return mine.count <= theirs.count && needBare <= bare
        }
    }

    /// The classes it names of a modality; nil stands for the bare modality.
    func classes(of modality: Modality) -> Set<String?> {
        Set(phases.joined().filter { $0.modality == modality }.map(\.detail))
    }
}
