import TumorBoard

extension Importer {
    /// Whether a resource says, by its reason, its focus or the reason of its visit, that it is about another primary
    /// cancer than the case's. What says nothing is taken for this cancer's.
    func isOfAnotherPrimary(_ resource: Resource, _ cancer: Cancer) -> Bool {
        guard !cancer.others.isEmpty else { return false }
        let targets = (resource["reasonReference"].items + resource["focus"].items).compactMap {
            resources.resolve($0, from: resource)
        }
        if let verdict = verdict(on: targets, resource["reasonCode"].items, cancer) { return verdict }
        guard let visit = resources.resolve(resource["encounter"], from: resource) else { return false }
        let conditions = visit["reasonReference"].items.compactMap { resources.resolve($0, from: visit) }
        return verdict(on: conditions, visit["reasonCode"].items, cancer) ?? false
    }

    private func verdict(on targets: [Resource], _ reasons: [JSONValue], _ cancer: Cancer) -> Bool? {
        if targets.contains(where: { cancer.indexes.contains($0.index) }) { return false }
        if targets.contains(where: { target in cancer.others.contains { $0.index == target.index } }) { return true }
        let own = Set(([cancer.concept] + cancer.aliases.map(\.code)).flatMap { $0.codes.map(\.code) })
        let foreign = Set(cancer.others.flatMap { $0.code.codes.map(\.code) }).subtracting(own)
        for reason in reasons.map(Concept.init) {
            if reason.hasCode(in: own) { return false }
            if reason.hasCode(in: foreign) { return true }
        }
        return nil
    }
}
