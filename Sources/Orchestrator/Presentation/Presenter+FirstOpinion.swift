import TumorBoard

extension Presenter {
    /// The first opinion beside the plan: what it proposed, and what the plan's authors say has changed, axis by axis;
    /// an axis that nobody judged is not told.
    func firstOpinionComparison(_ plan: TreatmentPlan) -> String? {
        guard let first = subject.firstOpinion else { return nil }
        let authors = Set(plan.rationales.map(\.by))
        let digest = file.packets.first { $0.version == plan.packetVersion }?.digest
        var last: [ReviewerID: CastOpinion] = [:]
        for one in file.opinions where authors.contains(one.reviewer) && one.packetDigest == digest {
            last[one.reviewer] = one
        }
        let opinions = last.values.sorted { $0.reviewer < $1.reviewer }
        let axes = ChangeAxis.allCases.compactMap { comparison(on: $0, opinions) }
        let parts = [
            first.plan.map { "The first opinion proposed: \($0)" },
            axes.isEmpty ? nil : "Compared with it: \(axes.joined(separator: "; "))",
        ]
        let said = parts.compactMap { $0 }
        return said.isEmpty ? nil : said.joined(separator: ". ")
    }

    /// “treatment: major change (surgeon), confirmed (radiation oncologist)”; the seats only where they differ.
    private func comparison(on axis: ChangeAxis, _ opinions: [CastOpinion]) -> String? {
        let degrees = ChangeDegree.allCases.reversed().compactMap { degree -> (title: String, seats: String)? in
            let seats = opinions.filter { $0.opinion.changes[axis] == degree }.map(\.specialty.title)
            return seats.isEmpty ? nil : (degree.title, seats.joined(separator: ", "))
        }
        guard degrees.count > 1 else { return degrees.first.map { "\(axis.rawValue): \($0.title)" } }
        return "\(axis.rawValue): " + degrees.map { "\($0.title) (\($0.seats))" }.joined(separator: ", ")
    }
}
