extension Reason {
    /// The reason as it stands in the trace: its code, and the fields that belong to it.
    var canonical: CanonicalValue {
        var fields: [String: CanonicalValue] = ["code": .text(code)]
        if !by.isEmpty { fields["by"] = .texts(by) }
        if let modality { fields["modality"] = .text(modality.rawValue) }
        if let specialty { fields["specialty"] = .text(specialty.rawValue) }
        switch self {
        case .noQuorum(let have, let need):
            fields["have"] = .integer(have)
            fields["need"] = .integer(need)
        case .polarised(_, let low, let high):
            fields["low"] = .integer(low)
            fields["high"] = .integer(high)
        case .belowTwoThirds(let support, let n), .unanimous(let support, let n),
            .majorityWithDissent(let support, let n):
            fields["support"] = .integer(support)
            fields["n"] = .integer(n)
        case .tiedSequences(let pairs):
            fields["pairs"] = .list(pairs.map { .texts($0.map(\.rawValue)) })
        case .noPlurality(let options):
            fields["plans"] = .list(
                options.map {
                    .object(["intent": .text($0.intent.rawValue), "plan": $0.plan.canonical, "by": .texts($0.by)])
                })
        case .equivalentOptions(let modalities):
            fields["modalities"] = .texts(modalities.map(\.rawValue))
        default: break
        }
        return .object(fields)
    }
}

extension Reason: Codable {
    private enum CodingKeys: String, CodingKey {
        case code, by, modality, specialty, have, need, low, high, support, n, pairs, plans, modalities
    }

    /// Writes the reason as it stands in the trace.
    package func encode(to encoder: any Encoder) throws { try canonical.encode(to: encoder) }

    /// Reads a reason; an unknown code is an error that names it.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func by() throws -> [String] { try fields.decode([String].self, forKey: .by) }
        func number(_ key: CodingKeys) throws -> Int { try fields.decode(Int.self, forKey: key) }
        func modality() throws -> Modality { try fields.decode(Modality.self, forKey: .modality) }
        let code = try fields.decode(String.self, forKey: .code)
        let words = code.split(separator: ":", maxSplits: 1)
        if words.count == 2, words[0] == "blockingNeed", let need = InformationNeed(rawValue: String(words[1])) {
            self = .blockingNeed(need, by: try by())
            return
        }
        switch code {
        case "noQuorum": self = .noQuorum(have: try number(.have), need: try number(.need))
        case "diagnosisConflict": self = .diagnosisConflict(by: try by())
        case "stageConflict": self = .stageConflict(by: try by())
        case "intentConflict": self = fields.contains(.by) ? .intentConflict(by: try by()) : .tiedIntents
        case "sequenceConflict":
            self =
                fields.contains(.by)
                ? .sequenceConflict(by: try by())
                : .tiedSequences(pairs: try fields.decode([[Modality]].self, forKey: .pairs))
        case "modalityOpposed": self = .modalityOpposed(by: try by())
        case "polarised":
            self =
                fields.contains(.low)
                ? .polarised(try modality(), low: try number(.low), high: try number(.high))
                : .tiedPolarised(try modality())
        case "noPlurality": self = .noPlurality(try fields.decode([PlanOption].self, forKey: .plans))
        case "contraindication": self = .contraindication(try modality(), by: try by())
        case "seatMissing": self = .seatMissing(try fields.decode(Specialty.self, forKey: .specialty))
        case "ownerMissing": self = .ownerMissing(try modality())
        case "ownerVeto": self = .ownerVeto(try modality(), by: try by())
        case "ownerUnsupported": self = .ownerUnsupported(try modality(), by: try by())
        case "belowTwoThirds": self = .belowTwoThirds(support: try number(.support), of: try number(.n))
        case "guidelineDeviationUnexplained": self = .guidelineDeviationUnexplained(by: try by())
        case "unanimous": self = .unanimous(support: try number(.support), of: try number(.n))
        case "majorityWithDissent": self = .majorityWithDissent(support: try number(.support), of: try number(.n))
        case "equivalentOptions":
            self = .equivalentOptions(try fields.decode([Modality].self, forKey: .modalities))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .code, in: fields, debugDescription: "“\(code)” is no reason this version knows")
        }
    }
}
