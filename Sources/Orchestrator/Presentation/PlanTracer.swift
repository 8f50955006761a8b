import Documents
import Foundation
import TumorBoard

/// Finds where each line of letter and plan comes from: in the opinions as they were cast, in what reviewers added since,
/// in the outcome, the case and the board's rules. It reads the finished documents, so that words which none of these
/// gives are found however they came there.
struct PlanTracer {
    private let presenter: Presenter
    private let plan: TreatmentPlan
    private var pieces: [String: [TracePiece]] = [:]

    /// A tracer of the newest plan of a case.
    init(_ presenter: Presenter, _ plan: TreatmentPlan) {
        self.presenter = presenter
        self.plan = plan
        addOpinions()
        addFormer()
        addAdditions()
        addOutcome()
        addFacts()
        addRules()
    }

    private static let any = ""

    private mutating func add(_ text: String?, _ source: TraceSource?, to slots: String...) {
        guard let text else { return }
        for line in text.split(whereSeparator: \.isNewline).flatMap({ shown(String($0)) }) {
            guard let piece = TracePiece(line, source) else { continue }
            for slot in slots { pieces[slot, default: []].append(piece) }
        }
    }

    /// A line as documents show it: as it was written, with the numbers of a patient's plan, and in its points.
    private func shown(_ line: String) -> Set<String> {
        Set([line, presenter.plain(line)].flatMap { [$0] + $0.points })
    }

    // MARK: What was said

    /// The opinion that the plan counts of everyone: the last one on the packet it rests on.
    private var opinions: [CastOpinion] {
        let digest = presenter.file.packets.last { $0.version == plan.packetVersion }?.digest
        return last { $0.ballot <= plan.ballot && $0.packetDigest == digest }
    }

    /// The opinions of the ballot whose recommendation stands beside this one, where the panel was asked again since.
    private var former: [CastOpinion] {
        let version = plan.refusal?.formerVersion
        let before = presenter.file.planVersions.last { $0.plan.version == version }?.plan
        return before.map { before in last { $0.ballot <= before.ballot } } ?? []
    }

    private func last(where counts: (CastOpinion) -> Bool) -> [CastOpinion] {
        var last: [ReviewerID: CastOpinion] = [:]
        for one in presenter.file.opinions where counts(one) { last[one.reviewer] = one }
        return last.values.sorted { $0.reviewer < $1.reviewer }
    }

    private func source(_ one: CastOpinion, _ field: String) -> TraceSource {
        TraceSource(
            kind: .opinion, reviewer: one.reviewer, field: field, ballot: one.ballot, at: one.at,
            words: "\(presenter.name(one.reviewer)), \(one.specialty.title): \(field); ballot \(one.ballot), cast on "
                + presenter.times.moment(one.at))
    }

    private mutating func addOpinions() {
        for one in opinions {
            let (opinion, vote) = (one.opinion, one.opinion.vote)
            for modality in Modality.allCases {
                add(opinion.detail[modality], source(one, "detail of \(modality.inPlainWords)"), to: "detail")
            }
            add(opinion.benefits, source(one, "benefits"), to: "benefits")
            add(opinion.sideEffects, source(one, "side effects"), to: "sideEffects")
            add(opinion.duration, source(one, "duration"), to: "duration")
            add(opinion.burden, source(one, "burden"), to: "burden")
            add(opinion.answerToBoard, source(one, "answer to the board’s question"), to: "boardAnswer")
            add(vote.rationale, source(one, "rationale"), to: "rationale", "dissent")
            add(opinion.evidence, source(one, "guideline"), to: "evidence")
            for axis in ChangeAxis.allCases {
                guard let degree = opinion.changes[axis] else { continue }
                let source = source(one, "change against the first opinion: \(axis.rawValue)")
                add("\(axis.rawValue): \(degree.title)", source, to: "firstOpinion")
                for words in [axis.rawValue, degree.title] { add(words, source, to: "firstOpinion") }
            }
            for word in opinion.adjudications {
                add(word.words, source(one, "word on a contraindication"), to: "rationale")
            }
            add(vote.deviationReason, source(one, "reason for departing from the guideline"), to: "evidence")
            for answer in opinion.answers {
                add(
                    answer.text, source(one, "answer to question \(answer.question)"), to: "question/\(answer.question)"
                )
            }
            for response in opinion.preferences {
                add(
                    response.how, source(one, "word on preference \(response.preference)"),
                    to: "preference/\(response.preference)")
            }
            for other in opinion.alternatives {
                let source = source(one, "alternative “\(other.name)”")
                add(other.name, source, to: "alternative")
                add(other.name.words(for: .patient), source, to: "alternative")
                add(other.benefits, source, to: "benefits")
                add(other.sideEffects, source, to: "sideEffects")
                add(other.duration, source, to: "duration")
                add(other.burden, source, to: "burden")
                add(other.whyNot, source, to: "burden")
            }
            for condition in opinion.conditions {
                let source = source(one, "condition")
                add(condition.trigger, source, to: "condition")
                add(condition.action, source, to: "condition")
                add(condition.expires.map(presenter.times.day), source, to: "condition")
            }
            for need in vote.nonBlockingNeeds + vote.blockingNeeds {
                add(need.inPlainWords, source(one, "information needed"), to: "need")
                add(need.plainWords, source(one, "information needed"), to: "need")
            }
            addPlan(of: one)
        }
    }

    /// Who proposes a plan is the source of the words that name it.
    private mutating func addPlan(of one: CastOpinion) {
        guard let own = one.opinion.vote.plan else { return }
        let source = source(one, "plan proposed")
        let isRecommended = plan.options.contains { $0.by.contains(one.reviewer) }
        let slots = isRecommended ? ["plan", "otherPlan"] : ["otherPlan"]
        for plan in [own, own.withoutAddedSupport] {
            for slot in slots {
                add(plan.inPlainWords, source, to: slot)
                add(plan.words(for: .patient), source, to: slot)
                for phase in plan.phases {
                    let names = Set(phase.map(\.modality))
                    add(names.words(for: .patient), source, to: slot)
                    add(names.words(for: .clinician), source, to: slot)
                    for element in phase {
                        add(element.modality.inPlainWords, source, to: slot)
                        add(element.modality.words(for: .patient), source, to: slot)
                        add(element.modality.shortName, source, to: slot)
                        add(element.detail, source, to: slot)
                    }
                }
            }
        }
    }

    /// What was recommended before may stand beside what is recommended now, and nowhere else.
    private mutating func addFormer() {
        for one in former {
            let opinion = one.opinion
            for (field, text) in [
                ("benefits", opinion.benefits), ("side effects", opinion.sideEffects), ("duration", opinion.duration),
                ("burden", opinion.burden), ("plan proposed", opinion.vote.plan?.withoutAddedSupport.inPlainWords),
                ("plan proposed", opinion.vote.plan?.withoutAddedSupport.words(for: .patient)),
            ] { add(text, source(one, field), to: "refusal") }
            for modality in opinion.vote.plan?.modalities ?? [] {
                add(modality.shortName, source(one, "plan proposed"), to: "refusal")
            }
        }
    }

    private mutating func addAdditions() {
        for entry in presenter.file.entries {
            if case .dissentStated(let one) = entry.event {
                let source = TraceSource(
                    kind: .addition, reviewer: one.reviewer, field: "statement on the dissent", at: entry.at,
                    words: "\(presenter.name(one.reviewer)), \(one.specialty.title): statement on the dissent, made on "
                        + presenter.times.moment(entry.at))
                add(one.text, source, to: "dissent")
            }
            guard case .planSupplemented(let one) = entry.event else { continue }
            let field = one.subject.part.title
            let source = TraceSource(
                kind: .addition, reviewer: one.reviewer, field: field, at: entry.at,
                words: "\(presenter.name(one.reviewer)), \(one.specialty.title): \(field), added after the ballot on "
                    + presenter.times.moment(entry.at))
            add(one.text, source, to: one.subject.slot)
        }
    }

    // MARK: What follows from rules and facts

    private mutating func addOutcome() {
        let outcome = plan.outcome
        let sentences = outcome.sentences { id in (try? ReviewerID(id)).map(presenter.name) ?? id }
        let source = TraceSource(
            kind: .outcome, field: "outcome", ballot: plan.ballot,
            words: "Outcome of ballot \(plan.ballot), by the rule of consensus: \(sentences.first ?? "")")
        add(presenter.aim(plan.intent), source, to: "intent")
        add(plan.intent.rawValue, source, to: "intent", "plan", "otherPlan")
        for sentence in presenter.agreement(plan) { add(sentence, source, to: "why") }
        add(presenter.support(plan), source, to: "support")
        for dissent in plan.dissents {
            let stance = Outcome.Stance(rawValue: dissent.value.stance)?.inPlainWords ?? dissent.value.stance
            add(stance, source, to: "dissent")
            add("saw it differently", source, to: "dissent")
        }
    }

    private func fact(_ what: String) -> TraceSource {
        TraceSource(
            kind: .fact, field: what, words: "The case as the board was shown it, packet \(plan.packetVersion): \(what)"
        )
    }

    private mutating func addFacts() {
        let subject = presenter.subject
        for one in plan.questions {
            add(one.question.text, fact("question \(one.question.id) of the patient"), to: "asked/\(one.question.id)")
        }
        for one in plan.preferences {
            add(
                one.preference.text, fact("preference \(one.preference.id) of the patient"),
                to: "preferred/\(one.preference.id)", "trials")
        }
        for words in ["The patient stated no wish about trials.", "The patient wishes to take part in a trial:"] {
            add(words, fact("the patient’s preferences"), to: "trials")
        }
        for goal in subject.goals { add(goal, fact("what matters most to the patient"), to: "goals") }
        for missing in plan.notPresented {
            add(missing, fact("not presented"), to: "notPresented")
            add(missing.missingInPlainWords, fact("not presented"), to: "notPresented")
        }
        add(subject.firstOpinion?.plan, fact("first opinion"), to: "firstOpinion")
    }

    private func rule(_ what: String) -> TraceSource { TraceSource(kind: .rule, field: what, words: "Rule: \(what)") }

    private mutating func addRules() {
        for reader in [Reader.clinician, .patient] {
            for step in presenter.nextSteps(plan, for: reader) {
                let source = rule("next steps, from the day of the plan, its needs and the treat-by date")
                for text in [step.what, step.who, step.by] { add(text, source, to: "nextSteps") }
            }
            if let changes = presenter.changes(plan, for: reader) {
                let source = rule("comparison with version \(changes.former), signed on \(changes.formerDate)")
                for line in changes.lines + [changes.version, changes.former, changes.formerDate] {
                    add(line, source, to: "changes")
                }
            }
            if let refusal = presenter.refusal(plan, for: reader) {
                let source = rule("what the patient refuses, beside what the panel gave without it")
                for line in [refusal.lead] + refusal.basis { add(line, source, to: "refusal") }
            }
        }
        add("No reviewer named a trial for this case.", rule("trials that opinions name"), to: "trials")
        add("the recommendation follows it", rule("guideline marked as followed in the opinion"), to: "evidence")
        for words in Self.joints { add(words, nil, to: Self.any) }
        for seat in presenter.file.panel?.seats ?? [] {
            add(presenter.name(seat.reviewer), nil, to: Self.any)
            add(seat.specialty.title, nil, to: Self.any)
        }
    }

    /// Words that only join what others said.
    private static let joints = [
        "Why it is not put first:", "departed from:", "The first opinion proposed:", "Compared with it:",
        "Recommended:", "Named as an alternative by", "Would be recommended by", "until", "again",
        "at the same time",
        "with", "together with", "then", "and", "or", "would recommend", "the", "and would have recommended:",
        "something else", "The others recommend the plan above.", "Ask about both if you like.", "obtain", "by",
    ]

    // MARK: Which words may stand where

    /// What is no sentence of the recommendation: who, where, when, and the words of the frame.
    private static let frame: Set<String> = [
        "boardName", "caseReference", "date", "recipients", "patientName", "dateOfBirth", "identifiers", "sessionDate",
        "diagnosis", "stage", "panel", "question", "contact", "signature", "withdrawn", "language", "greeting",
        "reviewers", "lookedAt", "glossary",
    ]
    private static let labels: Set<String> = ["author", "label", "version", "former", "formerDate"]

    private func slots(_ path: TracePath) -> [String]? {
        let leaf = path.leaf
        switch path.top {
        case "recommendation", "intent": return ["intent"]
        case "support": return ["support"]
        case "answer": return ["boardAnswer"]
        case "phases", "steps": return ["plan", "detail"]
        case "why": return ["why", "benefits", "plan"]
        case "rationales": return ["rationale"]
        case "evidence": return ["evidence"]
        case "conditions": return ["condition"]
        case "dissents", "disagreement": return ["dissent", "otherPlan"]
        case "goals": return ["goals"]
        case "notPresented": return ["notPresented"]
        case "nextSteps": return ["nextSteps", "need", "plan"]
        case "firstOpinionComparison": return ["firstOpinion"]
        case "trials": return ["trials", "detail", "alternative"]
        case "ways": return ["plan", "detail"]
        case "options": return optionSlots(leaf)
        case "questions", "patientQuestions":
            guard plan.questions.indices.contains(path.index) else { return [] }
            let id = plan.questions[path.index].question.id
            return [leaf == "question" ? "asked/\(id)" : "question/\(id)"]
        case "preferences":
            guard plan.preferences.indices.contains(path.index) else { return [] }
            let id = plan.preferences[path.index].preference.id
            // where the patient chooses, each way answers for itself
            return leaf == "preference"
                ? ["preferred/\(id)"] : ["preference/\(id)"] + (plan.options.count > 1 ? ["plan"] : [])
        case "changes": return ["changes"]
        case "refusal": return ["refusal"] + optionSlots(leaf)
        // whatever else a document shows must be somebody's words all the same
        default: return nil
        }
    }

    private func optionSlots(_ leaf: String) -> [String] {
        switch leaf {
        case "name": ["plan", "otherPlan", "alternative"]
        case "benefits", "sideEffects", "duration", "burden": [leaf, "plan", "otherPlan"]
        default: []
        }
    }

    private func allowed(_ path: TracePath) -> [TracePiece] {
        let joints = pieces[Self.any] ?? []
        guard let slots = slots(path) else { return pieces.values.flatMap { $0 } }
        return slots.flatMap { pieces[$0] ?? [] } + joints
    }

    // MARK: Reading a document

    /// The lines of a document with their sources, and the document with the number of each behind it.
    /// - Parameter first: the number of its first line.
    func trace(
        _ document: CaseDocument, _ context: TemplateValue, from first: Int
    ) -> (sentences: [TracedSentence], marked: TemplateValue) {
        var sentences: [TracedSentence] = []
        let marked = context.mapping { path, text in
            guard !Self.frame.contains(path.top), !Self.labels.contains(path.leaf), !path.isAuthor else { return text }
            return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                guard line.contains(where: { $0.isLetter || $0.isNumber }) else { return String(line) }
                let read = sentence(String(line), at: path, document, number: first + sentences.count)
                if let known = sentences.first(where: { $0.text == read.text && $0.sources == read.sources }) {
                    return line + TraceMark.sentinel(known.number)
                }
                sentences.append(read)
                return line + TraceMark.sentinel(read.number)
            }.joined(separator: "\n")
        }
        return (sentences, marked)
    }

    private func sentence(
        _ line: String, at path: TracePath, _ document: CaseDocument, number: Int
    ) -> TracedSentence {
        // a phase's own number says nothing
        let said = path.leaf == "title" ? String(line.drop { $0.isNumber || $0 == "." }) : line
        let cover = TraceCover(said, with: allowed(path))
        let rest = cover.rest ?? (cover.sources.isEmpty ? line : nil)
        return TracedSentence(
            document: document, number: number, place: path.place, text: line, sources: cover.sources, untraced: rest)
    }
}

extension PlanSupplement.Subject {
    /// Where its words may stand.
    fileprivate var slot: String {
        switch self {
        case .question(let id): "question/\(id)"
        case .preference(let id, _): "preference/\(id)"
        case .detail: "detail"
        case .benefits: "benefits"
        case .sideEffects: "sideEffects"
        case .duration: "duration"
        case .burden: "burden"
        case .boardAnswer: "boardAnswer"
        }
    }
}
