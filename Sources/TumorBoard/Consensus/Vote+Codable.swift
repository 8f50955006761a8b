extension Vote: Decodable {
    private enum Field: String, CodingKey {
        case reviewer, specialty, status, diagnosisAgree, diagnosisWhy, stageAgree, stageWhy, contraindications
        case blockingNeeds, nonBlockingNeeds, intent, plan, ratings, confidence, guidelineConcordant, guidelineRef
        case deviationReason, rationale
    }

    /// Reads one opinion. Of a recused one nothing but who recused is read. A cast one answers every question that
    /// decides something: nothing is taken for granted that its author left out.
    /// - Throws: a `VoteError` that names reviewer and field.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        let reviewer = try Self.read(nil) { try fields.decode(String.self, forKey: .reviewer) }
        func required<Value: Decodable>(_ key: Field, _ type: Value.Type) throws(VoteError) -> Value {
            try Self.read(reviewer) { try fields.decode(type, forKey: key) }
        }
        func optional<Value: Decodable>(_ key: Field, _ type: Value.Type) throws(VoteError) -> Value? {
            try Self.read(reviewer) { try fields.decodeIfPresent(type, forKey: key) }
        }
        func answer<Value: Decodable>(_ key: Field, asked: Bool, else fallback: Value) throws(VoteError) -> Value {
            if let value = try optional(key, Value.self) { return value }
            if asked { throw .missing(reviewer, key.rawValue) }
            return fallback
        }
        let specialty = try required(.specialty, Specialty.self)
        let status = try required(.status, Status.self)
        guard status != .recused else {
            try self.init(reviewer: reviewer, specialty: specialty, status: .recused)
            return
        }
        let cast = status == .cast
        let votesOnTreatment = cast && specialty.votesOnTreatment
        try self.init(
            reviewer: reviewer, specialty: specialty, status: status,
            diagnosisAgree: answer(.diagnosisAgree, asked: cast, else: true),
            diagnosisWhy: optional(.diagnosisWhy, String.self),
            stageAgree: answer(.stageAgree, asked: cast, else: true), stageWhy: optional(.stageWhy, String.self),
            contraindications: optional(.contraindications, [Contraindication].self) ?? [],
            blockingNeeds: optional(.blockingNeeds, [InformationNeed].self) ?? [],
            nonBlockingNeeds: optional(.nonBlockingNeeds, [InformationNeed].self) ?? [],
            intent: optional(.intent, TreatmentIntent.self), plan: optional(.plan, PhasedPlan.self),
            ratings: Self.ratings(
                answer(.ratings, asked: votesOnTreatment, else: [String: Int?]()), of: reviewer),
            confidence: answer(.confidence, asked: votesOnTreatment, else: .moderate),
            guidelineConcordant: answer(.guidelineConcordant, asked: votesOnTreatment, else: true),
            guidelineRef: optional(.guidelineRef, String.self),
            deviationReason: optional(.deviationReason, String.self),
            rationale: optional(.rationale, String.self) ?? "")
    }

    private static func ratings(_ stated: [String: Int?], of reviewer: String) throws(VoteError) -> [Modality: Int] {
        var ratings: [Modality: Int] = [:]
        for (word, rating) in stated.sorted(by: { $0.key < $1.key }) {
            guard let modality = Modality(rawValue: word) else { throw .unknownModality(reviewer, "ratings", word) }
            ratings[modality] = rating
        }
        return ratings
    }

    private static func read<Value>(_ reviewer: String?, _ body: () throws -> Value) throws(VoteError) -> Value {
        do {
            return try body()
        } catch let error as PlanError {
            throw .plan(reviewer ?? "", error)
        } catch let error as DecodingError {
            throw VoteError(reading: error, reviewer: reviewer)
        } catch {
            throw .unreadableInput("cannot be read: \(error)")
        }
    }
}

extension VoteError {
    /// What a decoder could not read, with the place inside the opinion (or the input) where it stood.
    init(reading error: DecodingError, reviewer: String?) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .missing(reviewer, Self.place(context.codingPath + [key], reviewer))
        case .valueNotFound(_, let context):
            self = .missing(reviewer, Self.place(context.codingPath, reviewer))
        case .typeMismatch(_, let context), .dataCorrupted(let context):
            let place = Self.place(context.codingPath, reviewer)
            self =
                place.isEmpty
                ? .unreadableInput("is not readable JSON; check it with a JSON checker (\(context.debugDescription))")
                : .unreadable(reviewer, place, "cannot be read; \(context.debugDescription)")
        @unknown default:
            self = .unreadableInput("cannot be read: \(error)")
        }
    }

    /// `votes[2].ratings.surgery`; inside a known reviewer's opinion, `ratings.surgery`.
    private static func place(_ path: [any CodingKey], _ reviewer: String?) -> String {
        let inside = reviewer != nil && path.first?.stringValue == "votes" ? path.dropFirst(2) : path[...]
        return inside.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}
