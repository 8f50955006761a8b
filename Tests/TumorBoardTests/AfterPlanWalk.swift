import Foundation

@testable import TumorBoard

extension Walk {
    /// A case whose plan has just been released to the patient: signed on Wednesday, day 9, at 14:00, read an hour later.
    static func released(_ subject: Case = TestCase.lung()) throws -> Walk {
        var walk = try compiled(subject)
        walk.now = .day(9, 14)
        try walk.sign()
        walk.now = .day(9, 15)
        walk.record(try walk.file.recordConversation(by: "Dr. Fern", note: nil))
        return walk
    }

    mutating func sign() throws {
        guard let chair = roster.reviewer("chair") else { throw NoReferral() }
        record(try file.sign(by: chair, name: chair.name, board: TestRoster.board))
    }

    /// The patient asks; everyone of the panel is there but for those who are away.
    @discardableResult
    mutating func ask(
        _ text: String, _ topic: FollowUpTopic = .operation, away: Set<ReviewerID> = []
    ) throws(CommandRefusal) -> [CaseEvent] {
        let events = try file.ask(text, about: topic, by: "patient", now: now, policy: policy) { !away.contains($0) }
        return record(events)
    }

    @discardableResult
    mutating func report(
        _ day: Int, _ status: ImplementationStatus, _ reason: ImplementationReason? = nil, words: String? = nil,
        started: CivilDate? = nil
    ) throws(CommandRefusal) -> [CaseEvent] {
        let events = try file.reportImplementation(
            day: day, status, reason: reason, words: words, started: started, by: "Dr. Fern", now: now, policy: policy)
        return record(events)
    }

    @discardableResult
    mutating func signAnswer(_ id: String, by reviewer: ReviewerID, answer: Int? = nil) throws -> [CaseEvent] {
        guard let signer = roster.reviewer(reviewer) else { throw NoReferral() }
        return record(
            try file.signAnswer(id, answer: answer, by: signer, name: signer.name, board: TestRoster.board))
    }

    /// Something that patients, clinicians and doctors do once there is a plan.
    mutating func actAfterPlan(using random: inout SplitMix64) throws {
        let topic = FollowUpTopic.allCases.randomElement(using: &random) ?? .other
        let id = file.openQuestions.randomElement(using: &random)?.question.id ?? "f1"
        switch Int.random(in: 0..<7, using: &random) {
        case 0, 1: try ask("question \(Int.random(in: 0..<9, using: &random))", topic)
        case 2: record(try file.answerQuestion(id, "so it is", by: "s1"))
        case 3: try signAnswer(id, by: random.chance(50) ? "chair" : "s1")
        case 4: record(try file.assignQuestion(id, to: .navigator, roster: roster, by: "n", note: nil))
        case 5:
            let kind = PatientChoice.Kind.allCases.randomElement(using: &random) ?? .accepts
            let draft = ChoiceDraft(kind, option: 1, way: "surgery alone", talkedWith: "Dr. Fern")
            record(try file.recordChoice(draft, by: "Dr. Fern", now: now, policy: policy))
        default: try report(30, .partial, .comorbidity)
        }
    }

    /// What must never be after a plan; nil where all is well.
    var faultAfterPlan: String? {
        let asked = entries.count { if case .followUpAsked = $0.event { true } else { false } }
        guard file.after.questions.count == asked else { return "a question is lost" }
        guard Set(file.after.questions.map(\.question.id)).count == asked else { return "two questions have one name" }
        if file.after.questions.contains(where: { $0.question.due <= $0.asked }) { return "a question is due at once" }
        if file.after.questions.contains(where: { !$0.question.noFee }) { return "a question costs something" }
        let waits = !file.openQuestions.isEmpty && file.ending == nil && file.emergency == nil
        if waits, due(.chaseQuestions) == nil { return "an open question has nobody who looks after it" }
        let unsigned = file.after.questions.contains { $0.signature != nil && $0.answer == nil }
        if unsigned { return "an answer is signed that nobody wrote" }
        if file.after.reports.contains(where: { $0.act.isByRule && $0.act.status != .unknown }) {
            return "a rule reports more than that nothing is known"
        }
        return nil
    }
}
