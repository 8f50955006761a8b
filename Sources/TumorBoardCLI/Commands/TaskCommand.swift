import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard task`
struct TaskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "What is to be done for the cases: by whom, by when, and what was done so far.",
        discussion: """
            Most tasks follow from a case: a consent, a record, slides, a disagreement. They open and close by \
            themselves as the case changes. Others are opened by people.
            """,
        subcommands: [List.self, Show.self, Open.self, Assign.self, Close.self, Note.self])

    /// `tumorboard task list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the tasks of a case with those that are closed, or what is open in every case.")

        @Argument(help: "The case. Default: every case.") var id: CaseID?
        @Option(help: "Only this person's.") var owner: String?
        @Option(help: "Only cases of this board.") var board: BoardID?
        @Flag(help: "Only those whose day has passed.") var overdue = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let roster = try office.roster()
            var lines: [TaskLine]
            if let id {
                lines = try office.tasks(of: try office.caseFile(id)).map { TaskLine(caseID: id, task: $0) }
            } else {
                lines = try office.openTasks { view in
                    board == nil || (view.board ?? roster.board(for: view.group)?.id) == board
                }
            }
            if let owner {
                lines = lines.filter { $0.task.owner.localizedCaseInsensitiveCompare(owner) == .orderedSame }
            }
            if overdue { lines = lines.filter(\.task.isOverdue) }
            try output.show(lines) {
                var table = TextTable(columns: ["case", "task", "what", "whose", "due", "state"])
                for line in lines {
                    let task = line.task
                    table.add([
                        line.caseID.text, task.id, task.title, task.owner, task.due.description,
                        task.isOverdue ? "overdue" : task.state.rawValue,
                    ])
                }
                return table.isEmpty ? "Nothing is to be done.\n" : table.rendered()
            }
        }
    }

    /// `tumorboard task show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one task with everything that happened to it.")

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The task, such as record.images or task-1.") var task: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            guard let found = try office.tasks(of: try office.caseFile(id)).first(where: { $0.id == task }) else {
                throw CommandRefusal.unknownTask(task)
            }
            let zone = office.configuration.timeZone
            try output.show(found) {
                var text = """
                    \(found.title)
                    Whose       \(found.owner)
                    Due         \(found.due)\(found.isOverdue ? ", overdue" : "")
                    State       \(found.state.rawValue)

                    """
                text += found.remarks.map { "            \($0.oneLine)\n" }.joined()
                var table = TextTable(columns: ["when", "who", "what"])
                for step in found.history { table.add([step.at.inZone(zone), step.by ?? "", step.what]) }
                return text + "\n" + table.rendered()
            }
        }
    }

    /// `tumorboard task open`
    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a task that does not follow from the case by itself.")

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "What is to be done.") var title: String
        @Option(help: "“other”, or “authorisation” for one that the insurer must give.") var kind: CaseTask.Kind =
            .other
        @Option(help: "Whose it is. Default: the case's navigator.") var owner: String?
        @Option(help: "By when, such as 2026-11-03. Default: by the policy.") var due: CivilDate?
        @Option(help: "A remark.") var note: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard CaseTask.Kind.byHand.contains(kind) else {
                throw ValidationError("--kind is “other” or “authorisation”; every other task follows from the case.")
            }
        }

        func run() async throws {
            let office = try await site.office()
            let before = try Set(office.tasks(of: try office.caseFile(id)).map(\.id))
            let file = try office.openTask(
                title, kind: kind, owner: owner, due: due, note: note, of: id, actor: by.name)
            let opened = try office.tasks(of: file).filter { !before.contains($0.id) }
            try output.show(opened) {
                opened.map { "Opened as \($0.id) for \($0.owner), due \($0.due).\n" }.joined()
            }
        }
    }

    /// `tumorboard task assign`
    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give a task to somebody, or to another day.")

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The task.") var task: String
        @Option(help: "Whose it is from now on.") var owner: String?
        @Option(help: "By when, such as 2026-11-03.") var due: CivilDate?
        @Option(help: "Why.") var note: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard owner != nil || due != nil else { throw ValidationError("Name --owner, --due or both.") }
        }

        func run() async throws {
            let office = try await site.office()
            let file = try office.assignTask(task, owner: owner, due: due, note: note, of: id, actor: by.name)
            try output.showTask(task, of: file, office)
        }
    }

    /// `tumorboard task close`
    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a task that a person opened.",
            discussion: "A task that follows from the case closes by itself, when what it is about is done.")

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The task.") var task: String
        @Flag(help: "It is not to be done any more, rather than done.") var drop = false
        @Option(help: "A remark.") var note: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let file = try office.closeTask(task, as: drop ? .dropped : .done, note: note, of: id, actor: by.name)
            try output.showTask(task, of: file, office)
        }
    }

    /// `tumorboard task note`
    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a remark to a task's history.")

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The task.") var task: String
        @Argument(help: "The remark.") var text: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let file = try office.noteOnTask(task, text, of: id, actor: by.name)
            try output.showTask(task, of: file, office)
        }
    }
}

extension OutputOptions {
    /// Prints where a task stands after a change.
    fileprivate func showTask(_ id: String, of file: CaseFile, _ office: BoardOffice) throws {
        guard let task = try office.tasks(of: file).first(where: { $0.id == id }) else {
            throw CommandRefusal.unknownTask(id)
        }
        try show(task) { "\(task.id): \(task.title); \(task.owner), due \(task.due), \(task.state.rawValue).\n" }
    }
}

extension CaseTask.Kind: ExpressibleByArgument {}
