import Documents
import Foundation
import TumorBoard

extension NoticePlanner {
    /// Each dissenter of a new recommendation is shown how the dissent is recorded; a plan that was only completed tells
    /// them nothing new.
    func dissentNotices(_ events: [CaseEvent]) -> [Notice] {
        guard file.withdrawnConsent == nil, file.signature == nil,
            let place = events.lastIndex(where: \.compilesPlan), let plan = file.plan,
            before?.compiled == nil || before?.plan?.outcome != plan.outcome
        else { return [] }
        let maker = NoticeMaker(file: file, revision: file.version - events.count + place + 1, now: now)
        return plan.dissents.map { one in
            var notice = maker.notice(.dissent, to: .reviewer(one.by))
            notice.link = .dissent
            notice.linkExpires = now.addingTimeInterval(14 * 86_400)
            return notice
        }
    }
}

extension CaseEvent {
    fileprivate var compilesPlan: Bool { if case .planCompiled = self { true } else { false } }
}
