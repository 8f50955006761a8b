import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard case question`
struct CaseQuestionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "question",
        abstract: "What the patient asks about a released plan: each question has an owner and a promised time.",
        discussion: """
            An answer reaches the patient once a named clinician has signed it: a member of the panel, the chair or a \
            delegate. It costs the patient nothing.
            """,
        subcommands: [Ask.self, List.self, Assign.self, Answer.self, Sign.self])

    /// `tumorboard case question ask`
    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write down a question that came by telephone or letter.",
            discussion: "The question is read from standard input: it is the patient's own, and no argument.")

        @Argument(help: "The case.") var id: CaseID
        @Option(help: "What it is about; this decides who answers.") var about: FollowUpTopic = .other
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let before = try office.caseFile(id).after.questions.count
            let text = try Given.text("The question:")
            let file = try office.askQuestion(text, about: about, of: id, by: by.name, actor: by.name)
            let lines = try QuestionLine.all(of: file, office)
            guard file.after.questions.count > before, let line = lines.last else {
                try output.show(lines) { "The same question waits already.\n" }
                return
            }
            try output.show(line) {
                "Question \(line.id) is \(line.owner)’s to answer by \(line.due.inZone(office.configuration.timeZone)). "
                    + "It costs the patient nothing.\n"
            }
        }
    }

    /// `tumorboard case question list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the questions of a case, or every open one of the site.")

        @Argument(help: "The case; all cases where none is named.") var id: CaseID?
        @Flag(help: "Only questions whose promised time has passed.") var late = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            var lines: [QuestionLine] = []
            if let id {
                lines = try QuestionLine.all(of: try office.caseFile(id), office)
            } else {
                for view in try office.caseViews() where view.hasAfterPlan == true {
                    lines += try QuestionLine.all(of: try office.caseFile(view.id), office).filter {
                        $0.signedBy == nil
                    }
                }
            }
            lines = lines.filter { !late || $0.isLate }.sorted {
                ($0.due, $0.caseID, $0.id) < ($1.due, $1.caseID, $1.id)
            }
            try output.show(lines) {
                var table = TextTable(columns: ["case", "id", "about", "asked by", "whose", "promised by", "state"])
                for line in lines {
                    table.add([
                        line.caseID.text, line.id, line.about.rawValue, line.askedBy, line.owner,
                        line.due.inZone(office.configuration.timeZone), line.words,
                    ])
                }
                guard !table.isEmpty else { return "No question.\n" }
                let texts = id == nil ? "" : lines.map { $0.inFull }.joined()
                return table.rendered() + texts
            }
        }
    }

    /// `tumorboard case question assign`
    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a question to somebody who can answer it; an answer that is not signed goes back.")

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The question, such as f1.") var question: String
        @Option(help: "A reviewer's id on the roster, “navigator” or “coordinator”.") var to: String
        @Option(help: "Why, or what an answer lacks.") var note: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let owner: FollowUpOwner =
                switch to {
                case "navigator": .navigator
                case "coordinator": .coordinator
                default: .reviewer(try ReviewerID(to))
                }
            let file = try office.assignQuestion(question, of: id, to: owner, note: note, actor: by.name)
            try QuestionLine.show(question, of: file, office, output) { "Question \($0.id) is \($0.owner)’s now.\n" }
        }
    }

    /// `tumorboard case question answer`
    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write down an answer in plain words, read from standard input.",
            discussion:
                "With --sign it is signed in the same step, where its author is a member of the panel or the chair."
        )

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The question, such as f1.") var question: String
        @Option(help: "Who answers: a reviewer's id on the roster, or a name.") var by: String
        @Option(help: ArgumentHelp("Sign it, with the author's name as it stands on the roster.", valueName: "name"))
        var sign: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let text = try Given.text("The answer:")
            let file = try office.answerQuestion(question, of: id, text, by: by, signingAs: sign)
            try QuestionLine.show(question, of: file, office, output) { "Question \($0.id): \($0.words).\n" }
        }
    }

    /// `tumorboard case question sign`
    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign an answer as a named clinician; the patient is told that it can be read.")

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The question, such as f1.") var question: String
        @Option(help: "The reviewer who signs, by their id on the roster.") var by: ReviewerID
        @Option(help: "Their name as it stands on the roster.") var name: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let file = try office.signAnswer(question, of: id, by: by, name: name)
            try QuestionLine.show(question, of: file, office, output) { "Question \($0.id): \($0.words).\n" }
        }
    }
}

/// A question about a plan as it is printed.
struct QuestionLine: Encodable {
    let caseID: CaseID
    let id: String
    let about: FollowUpTopic
    let askedBy: String
    let asked: Date
    let question: String
    let owner: String
    let due: Date
    let noFee: Bool
    let state: FollowUp.State
    let isLate: Bool
    let answer: String?
    let signedBy: String?

    private enum CodingKeys: String, CodingKey {
        case id, about, askedBy, asked, question, owner, due, noFee, state, isLate, answer, signedBy
        case caseID = "case"
    }

    static func all(of file: CaseFile, _ office: BoardOffice) throws -> [QuestionLine] {
        let roster = try office.roster()
        return file.after.questions.map { one in
            QuestionLine(
                caseID: file.subject.id, id: one.question.id, about: one.question.topic, askedBy: one.question.asker,
                asked: one.asked, question: one.question.text,
                owner: one.owner.words(file) { roster.reviewer($0)?.name ?? $0.text }, due: one.question.due,
                noFee: one.question.noFee, state: one.state, isLate: one.isLate(at: office.now),
                answer: one.answer?.text,
                signedBy: one.signature.map { "\($0.act.name), \($0.act.role)" })
        }
    }

    static func show(
        _ id: String, of file: CaseFile, _ office: BoardOffice, _ output: OutputOptions,
        _ text: (QuestionLine) -> String
    ) throws {
        guard let line = try all(of: file, office).first(where: { $0.id == id }) else { return }
        try output.show(line) { text(line) }
    }

    var words: String {
        let late = isLate ? ", late" : ""
        return switch state {
        case .waiting: "waits for an answer" + late
        case .answered: "answered, waits for a signature" + late
        case .signed: "answered, signed by \(signedBy ?? "")"
        }
    }

    var inFull: String {
        "\n\(id)  \(question.oneLine)\n" + (answer.map { "    → \($0.oneLine)\n" } ?? "")
    }
}

extension FollowUpTopic: ExpressibleByArgument {}
