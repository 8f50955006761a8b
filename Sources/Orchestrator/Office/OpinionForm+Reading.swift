package import TumorBoard

/// What is wrong with an opinion that someone typed, by field of the form.
package struct OpinionProblems: Error, Equatable, Sendable, CustomStringConvertible {
    /// Field name and what to do, in the order of the form.
    package var fields: [(field: String, message: String)]

    /// All of them, a line each.
    package var description: String { fields.map { "\($0.field): \($0.message)" }.joined(separator: "\n") }

    /// Whether they say the same.
    package static func == (left: OpinionProblems, right: OpinionProblems) -> Bool {
        left.description == right.description
    }
}

/// Reads an opinion from the fields of the ballot's form.
package struct OpinionFormReader {
    private let fields: [String: [String]]
    private let subject: Case
    private let seat: Seat
    private var problems: [(field: String, message: String)] = []

    /// A reader of posted fields for one seat of one case.
    package init(_ fields: [String: [String]], subject: Case, seat: Seat) {
        self.fields = fields
        self.subject = subject
        self.seat = seat
    }

    /// The opinion; nothing is repaired and nothing is assumed.
    /// - Throws: `OpinionProblems` with every field that is missing or malformed.
    package mutating func read() throws(OpinionProblems) -> Opinion {
        let votes = !seat.specialty.givesFindingsOnly
        let diagnosisAgree = yesNo("diagnosisAgree", required: true)
        let stageAgree = yesNo("stageAgree", required: true)
        if diagnosisAgree == false, text("diagnosisWhy") == nil { report("diagnosisWhy", "say why you disagree") }
        if stageAgree == false, text("stageWhy") == nil { report("stageWhy", "say why you disagree") }
        let contraindications = (1...3).compactMap { contraindication($0) }
        let adjudications = Modality.allCases.compactMap { adjudication($0) }
        let accepted = adjudications.filter { one in
            !one.isOverruled && !contraindications.contains { $0.modality == one.modality && $0.severity == .absolute }
        }.map { Contraindication(modality: $0.modality, severity: .absolute, why: $0.why) }
        let blocking = needs("blockingNeeds")
        let nonBlocking = needs("nonBlockingNeeds")
        let intent: TreatmentIntent? = votes ? choice("intent", required: true) : nil
        let plan = votes ? plan() : nil
        let ratings = votes ? ratings() : [:]
        for modality in plan?.modalities ?? [] where ratings[modality] == nil {
            report("rating-\(modality.rawValue)", "your plan holds \(modality.inPlainWords): rate it")
        }
        let confidence: Vote.Confidence? = votes ? choice("confidence", required: true) : .moderate
        let concordant = votes ? yesNo("guidelineConcordant", required: true) : true
        let rationale = text("rationale")
        if rationale == nil { report("rationale", "say how you drew your conclusion") }
        guard problems.isEmpty else { throw OpinionProblems(fields: problems) }
        var opinion: Opinion
        do {
            opinion = Opinion(
                vote: try Vote(
                    reviewer: seat.reviewer.text, specialty: seat.specialty, status: .cast,
                    diagnosisAgree: diagnosisAgree ?? true, diagnosisWhy: text("diagnosisWhy"),
                    stageAgree: stageAgree ?? true, stageWhy: text("stageWhy"),
                    contraindications: contraindications + accepted,
                    blockingNeeds: blocking, nonBlockingNeeds: nonBlocking, intent: intent, plan: plan,
                    ratings: ratings, confidence: confidence ?? .moderate, guidelineConcordant: concordant ?? true,
                    guidelineRef: text("guidelineRef"), deviationReason: text("deviationReason"),
                    rationale: rationale ?? ""))
        } catch {
            throw OpinionProblems(fields: [(field: "form", message: "\(error)")])
        }
        opinion.adjudications = adjudications
        if votes { narrate(&opinion) }
        return opinion
    }

    private func narrate(_ opinion: inout Opinion) {
        for modality in Modality.allCases { opinion.detail[modality] = text("detail-\(modality.rawValue)") }
        opinion.benefits = text("benefits")
        opinion.sideEffects = text("sideEffects")
        opinion.duration = text("duration")
        opinion.burden = text("burden")
        opinion.answerToBoard = text("boardAnswer")
        opinion.alternatives = (1...3).compactMap { number in
            text("alternative-\(number)-name").map { name in
                Alternative(
                    name: name, benefits: text("alternative-\(number)-benefits"),
                    sideEffects: text("alternative-\(number)-sideEffects"),
                    duration: text("alternative-\(number)-duration"), burden: text("alternative-\(number)-burden"),
                    whyNot: text("alternative-\(number)-whyNot"))
            }
        }
        opinion.conditions = (1...3).compactMap { number in
            text("condition-\(number)-trigger").map { trigger in
                PlanCondition(
                    trigger: trigger, action: text("condition-\(number)-action"),
                    expires: text("condition-\(number)-expires").flatMap { try? CivilDate($0) })
            }
        }
        opinion.answers = subject.questions.enumerated().compactMap { index, question in
            text("answer-\(index + 1)").map { QuestionAnswer(question: question.id, text: $0) }
        }
        opinion.preferences = subject.preferences.enumerated().compactMap { index, preference in
            text("preference-\(index + 1)-text").map { how in
                PreferenceResponse(
                    preference: preference.id, met: fields["preference-\(index + 1)-met"] == ["yes"], how: how)
            }
        }
    }

    private mutating func plan() -> PhasedPlan? {
        var phases: [[PlanElement]] = []
        for number in 1...4 {
            let field = "phase-\(number)"
            var elements: [PlanElement] = []
            for word in fields[field] ?? [] {
                do {
                    let element = try PlanElement(parsing: word)
                    elements.append(try PlanElement(element.modality, text("\(field)-class-\(word)")))
                } catch {
                    report(field, "\(error)")
                }
            }
            if !elements.isEmpty { phases.append(elements) }
        }
        guard !phases.isEmpty, let plan = try? PhasedPlan(phases) else {
            report("phase-1", "choose at least one kind of treatment for the first phase")
            return nil
        }
        return plan
    }

    private mutating func ratings() -> [Modality: Int] {
        var ratings: [Modality: Int] = [:]
        for modality in Modality.allCases {
            let field = "rating-\(modality.rawValue)"
            guard let given = text(field) else { continue }
            guard let rating = Int(given), (1...9).contains(rating) else {
                report(field, "rate from 1 to 9")
                continue
            }
            ratings[modality] = rating
        }
        return ratings
    }

    /// A third opinion's word on a contraindication; who accepts it states it too.
    private mutating func adjudication(_ modality: Modality) -> Adjudication? {
        let name = "adjudicate-\(modality.rawValue)"
        guard let verdict = text(name) else { return nil }
        guard verdict == "overrule" || verdict == "accept" else {
            report(name, "accept or overrule it")
            return nil
        }
        guard let why = text("\(name)-why") else {
            report("\(name)-why", "say why")
            return nil
        }
        return Adjudication(modality: modality, isOverruled: verdict == "overrule", why: why)
    }

    private mutating func contraindication(_ number: Int) -> Contraindication? {
        let name = "contraindication-\(number)"
        guard text("\(name)-modality") != nil || text("\(name)-why") != nil else { return nil }
        let modality: Modality? = choice("\(name)-modality", required: true)
        let severity: Contraindication.Severity? = choice("\(name)-severity", required: true)
        guard let why = text("\(name)-why") else {
            report("\(name)-why", "say why")
            return nil
        }
        guard let modality, let severity else { return nil }
        return Contraindication(modality: modality, severity: severity, why: why)
    }

    private mutating func needs(_ field: String) -> [InformationNeed] {
        (fields[field] ?? []).compactMap { word in
            let need = InformationNeed(rawValue: word)
            if need == nil { report(field, "“\(word)” is not one of the choices") }
            return need
        }
    }

    private mutating func choice<Value: RawRepresentable<String>>(_ field: String, required: Bool) -> Value? {
        guard let word = text(field) else {
            if required { report(field, "choose one") }
            return nil
        }
        let value = Value(rawValue: word)
        if value == nil { report(field, "“\(word)” is not one of the choices") }
        return value
    }

    private mutating func yesNo(_ field: String, required: Bool) -> Bool? {
        switch text(field) {
        case "yes": return true
        case "no": return false
        case nil:
            if required { report(field, "choose one") }
            return nil
        default:
            report(field, "answer yes or no")
            return nil
        }
    }

    private func text(_ field: String) -> String? {
        guard let text = fields[field]?.first?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    private mutating func report(_ field: String, _ message: String) { problems.append((field, message)) }
}

extension String {
    /// Without white space at either end, and with line ends as Swift has them: browsers send CRLF.
    var trimmed: String {
        let unified = split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
        guard let first = unified.firstIndex(where: { !$0.isWhitespace }),
            let last = unified.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(unified[first...last])
    }
}
