import Foundation
package import TumorBoard

/// What one person is asked to do about a patient's question.
package struct QuestionDesk: Sendable {
    /// What is asked of them.
    package enum Part: Sendable { case answer, route, sign }

    /// The case.
    package let file: CaseFile
    /// The question that is next; nil where nothing is left to do.
    package let question: FollowUp?
    /// What is asked of them about it.
    package let part: Part
    /// How many more wait for them.
    package let more: Int
    /// Who it is, where they are on the roster.
    package let reviewer: Reviewer?
    /// Whether they may sign an answer themselves.
    package let maySign: Bool
}

extension BoardOffice {
    /// A question about a released plan.
    @discardableResult
    package func askQuestion(
        _ text: String, about topic: FollowUpTopic, of id: CaseID, by person: String, actor: String
    ) throws -> CaseFile {
        let (policy, roster) = (try policy(), try roster())
        let today = CivilDate(now, in: configuration.timeZone)
        return try change(id, actor: actor) { file in
            try file.ask(text, about: topic, by: person, now: now, policy: policy) { reviewer in
                roster.reviewer(reviewer).map { !$0.isAway(from: today, to: today) } ?? false
            }
        }
    }

    /// The question of the patient behind a link to their plan.
    @discardableResult
    package func askQuestion(
        _ text: String, about topic: FollowUpTopic, isCompanion: Bool, through grant: LinkGrant
    ) throws -> CaseFile {
        guard grant.purpose == .plan else { throw DeskError.wrongPurpose }
        let person = isCompanion ? "companion" : "patient"
        return try askQuestion(text, about: topic, of: grant.caseID, by: person, actor: person)
    }

    /// A question is given to someone else, or its answer sent back.
    @discardableResult
    package func assignQuestion(
        _ question: String, of id: CaseID, to owner: FollowUpOwner, note: String?, actor: String
    ) throws -> CaseFile {
        let roster = try roster()
        return try change(id, actor: actor) { file in
            try file.assignQuestion(question, to: owner, roster: roster, by: actor, note: note)
        }
    }

    /// An answer, signed in the same step where its author may sign.
    /// - Parameter name: the author's name as typed, where they sign.
    @discardableResult
    package func answerQuestion(
        _ question: String, of id: CaseID, _ text: String, by person: String, signingAs name: String? = nil
    ) throws -> CaseFile {
        let roster = try roster()
        return try change(id, actor: person) { file in
            let answered = try file.answerQuestion(question, text, by: person)
            guard let name else { return answered }
            guard let signer = (try? ReviewerID(person)).flatMap(roster.reviewer) else {
                throw OfficeError.unknownReviewer(person)
            }
            let signed = try file.applying(answered, at: now).signAnswer(
                question, by: signer, name: name, board: try board(of: file, in: roster))
            return answered + signed
        }
    }

    /// A named clinician signs an answer; the patient is told that it can be read.
    @discardableResult
    package func signAnswer(
        _ question: String, of id: CaseID, answer: Int? = nil, by reviewer: ReviewerID, name: String
    ) throws -> CaseFile {
        let roster = try roster()
        guard let signer = roster.reviewer(reviewer) else { throw OfficeError.unknownReviewer(reviewer.text) }
        return try change(id, actor: reviewer.text) { file in
            try file.signAnswer(
                question, answer: answer, by: signer, name: name, board: try board(of: file, in: roster))
        }
    }

    /// What waits for the person behind a link: a question to answer or to route, or an answer to sign.
    package func questionDesk(_ grant: LinkGrant) throws -> QuestionDesk {
        guard grant.purpose == .followUp else { throw DeskError.wrongPurpose }
        let file = try caseFile(grant.caseID)
        try file.refuseWithdrawn()
        let roster = try roster()
        let board = try board(of: file, in: roster)
        let reviewer = (try? ReviewerID(grant.person)).flatMap(roster.reviewer)
        let owner: FollowUpOwner = reviewer.map { .reviewer($0.id) } ?? .navigator
        let theirs = file.openQuestions.filter { $0.state == .waiting && $0.owner == owner }
        let signs = reviewer.map { file.whyMayNotSign($0, board: board) == nil } ?? false
        let unsigned = signs ? file.openQuestions.filter { $0.state == .answered } : []
        let next = theirs.first ?? unsigned.first
        let part: QuestionDesk.Part = theirs.isEmpty ? .sign : owner == .navigator ? .route : .answer
        return QuestionDesk(
            file: file, question: file.ending == nil ? next : nil, part: part,
            more: max(0, theirs.count + unsigned.count - 1), reviewer: reviewer,
            maySign: reviewer.map { file.whyMayNotSignAnswer($0, board: board) == nil } ?? false)
    }

    /// What the patient decided about a plan.
    @discardableResult
    package func recordChoice(_ draft: ChoiceDraft, of id: CaseID, actor: String) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: actor) { try $0.recordChoice(draft, by: actor, now: now, policy: policy) }
    }

    /// Records that a named clinician talked with the patient, and in the same step what the patient decided.
    @discardableResult
    package func recordConversation(
        of id: CaseID, by person: String, note: String?, choice: ChoiceDraft?
    ) throws -> CaseFile {
        guard let choice else { return try recordConversation(of: id, by: person, note: note) }
        let policy = try policy()
        return try change(id, actor: person) { file in
            let held = try file.recordConversation(by: person, note: note)
            let chosen = try file.applying(held, at: now).recordChoice(choice, by: person, now: now, policy: policy)
            return held + chosen
        }
    }

    /// How far a plan was carried out, and what the patient decided where the same person tells it.
    @discardableResult
    package func reportImplementation(
        _ report: ImplementationDraft, of id: CaseID, choice: ChoiceDraft? = nil, actor: String
    ) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: actor) { file in
            let reported = try file.reportImplementation(
                day: report.day, report.status, reason: report.reason, words: report.words, instead: report.instead,
                started: report.started, by: report.by, now: now, policy: policy)
            guard let choice else { return reported }
            return reported
                + (try file.applying(reported, at: now).recordChoice(choice, by: report.by, now: now, policy: policy))
        }
    }

    /// The day that the referring doctor behind a link is asked about: the last on which it was asked.
    package func implementationPoint(_ grant: LinkGrant) throws -> (file: CaseFile, point: ImplementationPoint?) {
        guard grant.purpose == .implementation else { throw DeskError.wrongPurpose }
        let file = try caseFile(grant.caseID)
        try file.refuseWithdrawn()
        return (file, file.implementationPoints(try policy()).last { !$0.asks.isEmpty })
    }
}

/// A report as somebody puts it down.
package struct ImplementationDraft: Equatable, Sendable {
    /// 30, 90.
    package var day: Int
    /// How far.
    package var status: ImplementationStatus
    /// Why not, or not in full.
    package var reason: ImplementationReason?
    /// More about the reason.
    package var words: String?
    /// What was done instead.
    package var instead: String?
    /// When the first treatment began.
    package var started: CivilDate?
    /// Who reports.
    package var by: String

    /// A report.
    package init(
        day: Int, status: ImplementationStatus, reason: ImplementationReason? = nil, words: String? = nil,
        instead: String? = nil, started: CivilDate? = nil, by: String
    ) {
        self.day = day
        self.status = status
        self.reason = reason
        self.words = words
        self.instead = instead
        self.started = started
        self.by = by
    }
}
