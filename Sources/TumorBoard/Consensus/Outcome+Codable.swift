extension Outcome {
    /// The trace, word for word: which keys are there depends on how far the decision came.
    var canonical: CanonicalValue {
        var fields: [String: CanonicalValue] = [
            "outcome": .text(kind.rawValue), "n": .integer(n), "quorum": .integer(quorum),
            "recused": .texts(recused), "abstained": .texts(abstained),
            "reasons": .list(reasons.map(\.canonical)), "actions": .texts(actions.map(\.rawValue)),
            "conditions": .texts(conditions.map(\.rawValue)),
        ]
        if let target { fields["target"] = .text(target.code) }
        if kind == .escalate { fields["independent"] = .bool(independent) }
        if let tally {
            fields["intent"] = .text(tally.intent.rawValue)
            fields["endorse"] = .integer(tally.endorse)
            fields["accept"] = .integer(tally.accept)
            fields["oppose"] = .integer(tally.oppose)
            fields["dissent"] = .list(
                tally.dissent.map {
                    .object(["reviewer": .text($0.reviewer), "stance": .text($0.stance.rawValue)])
                })
            switch tally.proposal {
            case .plan(let plan): fields["plan"] = plan.canonical
            case .options(let options):
                fields["options"] = .list(
                    options.map { .object(["plan": $0.plan.canonical, "by": .texts($0.by)]) })
            }
        }
        if let agreement {
            fields["level"] = .text(agreement.level.rawValue)
            fields["band"] = agreement.band.map { .text($0.rawValue) } ?? .null
            fields["flags"] = .texts(agreement.flags.map(\.rawValue))
        }
        return .object(fields)
    }
}

extension PhasedPlan {
    /// Lists of written elements.
    var canonical: CanonicalValue { .list(written.map(CanonicalValue.texts)) }
}

extension Outcome: Codable {
    private enum CodingKeys: String, CodingKey {
        case outcome, n, quorum, recused, abstained, reasons, actions, conditions, target, intent, plan, options
        case endorse, accept, oppose, dissent, level, band, flags
    }

    private struct WrittenOption: Decodable {
        let plan: PhasedPlan
        let by: [String]
    }

    /// Writes the trace.
    package func encode(to encoder: any Encoder) throws { try canonical.encode(to: encoder) }

    /// Reads a trace.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        kind = try fields.decode(Kind.self, forKey: .outcome)
        n = try fields.decode(Int.self, forKey: .n)
        quorum = try fields.decode(Int.self, forKey: .quorum)
        recused = try fields.decode([String].self, forKey: .recused)
        abstained = try fields.decode([String].self, forKey: .abstained)
        reasons = try fields.decode([Reason].self, forKey: .reasons)
        actions = try fields.decode([InformationNeed].self, forKey: .actions)
        conditions = try fields.decode([InformationNeed].self, forKey: .conditions)
        target = try fields.decodeIfPresent(Target.self, forKey: .target)
        if let intent = try fields.decodeIfPresent(TreatmentIntent.self, forKey: .intent) {
            let options = try fields.decodeIfPresent([WrittenOption].self, forKey: .options)
            tally = Tally(
                intent: intent,
                proposal: try options.map { written in
                    .options(written.map { PlanOption(intent: intent, plan: $0.plan, by: $0.by) })
                } ?? .plan(fields.decode(PhasedPlan.self, forKey: .plan)),
                endorse: try fields.decode(Int.self, forKey: .endorse),
                accept: try fields.decode(Int.self, forKey: .accept),
                oppose: try fields.decode(Int.self, forKey: .oppose),
                dissent: try fields.decode([Dissent].self, forKey: .dissent))
        } else {
            tally = nil
        }
        agreement = try fields.decodeIfPresent(Level.self, forKey: .level).map { level in
            Agreement(
                level: level, band: try fields.decodeIfPresent(Band.self, forKey: .band),
                flags: try fields.decode([Flag].self, forKey: .flags))
        }
    }
}

extension Outcome.Target: Codable {
    /// Reads `conveneBoard` or a specialty.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self =
            try container.decode(String.self) == Self.conveneBoard.code
            ? .conveneBoard : .specialty(container.decode(Specialty.self))
    }

    /// Writes `conveneBoard` or a specialty.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
