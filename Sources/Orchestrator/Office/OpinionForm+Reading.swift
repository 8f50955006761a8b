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
        if diagnosisAgree == false, text("diagnosisWhy") == nil { report("diagnosisWhy", "say why you disagree") }
        let stageAgree = yesNo("stageAgree", required: true)
        if stageAgree == false, text("stageWhy") == nil { report("stageWhy", "say why you disagree") }
        let changes = changes()
        let contraindications = places("contraindication").compactMap { contraindication($0) }
        let blocking = needs("blockingNeeds")
        let nonBlocking = needs("nonBlockingNeeds")
        let intent: TreatmentIntent? = votes ? choice("intent", required: true) : nil
        let plan = votes ? plan() : nil
        let ratings = votes ? ratings() : [:]
        for modality in plan?.modalities ?? [] where ratings[modality] == nil {
            report("rating-\(modality.rawValue)", "your plan holds \(modality.inPlainWords): rate it")
        }
        let concordant = votes ? yesNo("guidelineConcordant", required: true) : true
        let confidence: Vote.Confidence? = votes ? choice("confidence", required: true) : .moderate
        let rationale = text("rationale")
        if rationale == nil { report("rationale", "say how you drew your conclusion") }
        let narrate = narrative(votes: votes)
        guard problems.isEmpty else { throw OpinionProblems(fields: problems) }
        var opinion: Opinion
        do {
            opinion = Opinion(
                vote: try Vote(
                    reviewer: seat.reviewer.text, specialty: seat.specialty, status: .cast,
                    diagnosisAgree: diagnosisAgree ?? true, diagnosisWhy: text("diagnosisWhy"),
                    stageAgree: stageAgree ?? true, stageWhy: text("stageWhy"), contraindications: contraindications,
                    blockingNeeds: blocking, nonBlockingNeeds: nonBlocking, intent: intent, plan: plan,
                    ratings: ratings, confidence: confidence ?? .moderate, guidelineConcordant: concordant ?? true,
                    guidelineRef: text("guidelineRef"), deviationReason: text("deviationReason"),
                    rationale: rationale ?? ""))
        } catch {
            throw OpinionProblems(fields: [(field: "form", message: "\(error)")])
        }
        opinion.changes = changes
        narrate(&opinion)
        return opinion
    }

    /// What is said beside the vote. Everything is read before anything is refused, so that all of it is told at once.
    private mutating func narrative(votes: Bool) -> (inout Opinion) -> Void {
        let answers = subject.questions.enumerated().compactMap { index, question in
            text("answer-\(index + 1)").map { QuestionAnswer(question: question.id, text: $0) }
        }
        guard votes else {
            return { $0.answers = answers }
        }
        let preferences = subject.preferences.indices.compactMap { preference($0) }
        let conditions = places("condition").compactMap { condition($0) }
        let alternatives = places("alternative").compactMap { alternative($0) }
        let form = self
        return { opinion in
            opinion.answers = answers
            opinion.alternatives = alternatives
            opinion.conditions = conditions
            opinion.preferences = preferences
            for modality in Modality.allCases { opinion.detail[modality] = form.text("detail-\(modality.rawValue)") }
            opinion.benefits = form.text("benefits")
            opinion.sideEffects = form.text("sideEffects")
            opinion.duration = form.text("duration")
            opinion.burden = form.text("burden")
            opinion.answerToBoard = form.text("boardAnswer")
            opinion.guidelineCategory = form.text("guidelineCategory")
        }
    }

    /// What changed against the first opinion; nothing where there is none to compare with.
    private mutating func changes() -> FirstOpinionChanges {
        var changes = FirstOpinionChanges()
        guard subject.firstOpinion != nil else { return changes }
        for axis in ChangeAxis.asked(of: seat.specialty) {
            changes[axis] = choice("change-\(axis.rawValue)", required: false)
        }
        return changes
    }

    private mutating func alternative(_ number: Int) -> Alternative? {
        let place = "alternative-\(number)"
        let said = ["benefits", "sideEffects", "duration", "burden", "whyNot"].map { text("\(place)-\($0)") }
        guard let name = text("\(place)-name") else {
            if said.contains(where: { $0 != nil }) { report("\(place)-name", "name the alternative") }
            return nil
        }
        return Alternative(
            name: name, benefits: said[0], sideEffects: said[1], duration: said[2], burden: said[3], whyNot: said[4])
    }

    private mutating func condition(_ number: Int) -> PlanCondition? {
        let place = "condition-\(number)"
        let action = text("\(place)-action")
        var expires: CivilDate?
        if let day = text("\(place)-expires") {
            do {
                expires = try CivilDate(day)
            } catch {
                report("\(place)-expires", "write the day as 2026-12-31")
            }
        }
        guard let trigger = text("\(place)-trigger") else {
            if action != nil || text("\(place)-expires") != nil {
                report("\(place)-trigger", "say what would have to be found")
            }
            return nil
        }
        return PlanCondition(trigger: trigger, action: action, expires: expires)
    }

    /// How the plan stands to a preference; half an answer would be read as one that nobody gave.
    private mutating func preference(_ index: Int) -> PreferenceResponse? {
        let place = "preference-\(index + 1)"
        let met = yesNo("\(place)-met", required: false)
        let how = text("\(place)-text")
        if met != nil, how == nil { report("\(place)-text", "say how in a few words: the patient reads it") }
        if how != nil, met == nil { report("\(place)-met", "choose one") }
        guard let met, let how else { return nil }
        return PreferenceResponse(preference: subject.preferences[index].id, met: met, how: how)
    }

    /// The numbers of a repeated part that were sent, in order.
    private func places(_ part: String) -> [Int] {
        let numbers = fields.keys.compactMap { key -> Int? in
            let pieces = key.split(separator: "-", maxSplits: 2)
            return pieces.count > 1 && pieces[0] == part ? Int(pieces[1]) : nil
        }
        return Set(numbers).filter { $0 > 0 }.sorted()
    }

    private mutating func plan() -> PhasedPlan? {
        var phases: [[PlanElement]] = []
        for number in places("phase") {
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
