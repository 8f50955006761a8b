package import Foundation

extension CaseFile.InformationTask {
    /// When it is due: as many days after it was asked for as policy gives such a task.
    package func due(_ policy: BoardPolicy) -> Date { asked.addingTimeInterval(Self.span(policy)) }

    /// When whoever was asked is reminded next: on the day it is due, and again after as many days each time.
    package func nextReminder(_ policy: BoardPolicy) -> Date {
        lastReminded?.addingTimeInterval(Self.span(policy)) ?? due(policy)
    }

    private static func span(_ policy: BoardPolicy) -> Double {
        86_400 * Double(max(1, policy.tasks.dueDays[.information] ?? 2))
    }
}

extension CaseFile {
    /// While it waits for information, whoever was asked is reminded when that is due.
    func informationSteps(_ policy: BoardPolicy) -> [DueStep] {
        let next = tasks.filter { $0.received == nil }.map { $0.nextReminder(policy) }.min()
        return next.map { [DueStep(.chaseInformation, at: $0)] } ?? []
    }

    /// A task for each piece of information that the decision waits for, owned by whoever was asked.
    var informationNeeds: [CaseNeed] {
        tasks.filter { $0.received == nil }.map { task in
            CaseNeed(
                task: "information.\(task.request.need.rawValue)", kind: .information,
                title: "\(task.request.need.title.asSentenceStart): the board waits for the result",
                remarks: task.request.reviewer == nil
                    ? ["Nobody on the roster can give it: ask outside, and record it with “case answer”."] : [],
                owner: task.request.reviewer?.text)
        }
    }
}
