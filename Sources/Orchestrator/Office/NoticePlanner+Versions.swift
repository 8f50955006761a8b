import Documents
import Foundation
import TumorBoard

extension NoticePlanner {
    /// The coordinator is told that a plan was sent back, and its author gets a link to answer; nobody reads by mail why.
    func sentBack(_ back: PlanReturn, _ make: NoticeMaker) -> [Notice] {
        guard !back.asksPanel else {
            return [make.task("the plan was sent back unsigned, and the panel is asked to answer once more")]
        }
        switch back.to {
        case .coordinator:
            return [
                make.task("the plan was sent back unsigned to you: what is to be changed stands on the case’s page")
            ]
        case .author(let reviewer):
            return [
                make.task("the plan was sent back unsigned to a reviewer: see that the answer comes"),
                answer(
                    of: reviewer, "The plan was sent back before its signature, and a word of yours is asked for.", make
                ),
            ]
        }
    }

    /// A version that must not be acted on any more is withdrawn, by telephone first; otherwise the signature is asked.
    func revised(_ revision: PlanRevision, _ make: NoticeMaker) -> [Notice] {
        if revision.withdraws { return withdrawal(make) }
        return revision.asksPanel
            ? [make.task("the plan is looked at once more: the panel is asked to answer again")] : []
    }

    /// Whoever on the panel has the asked specialty gets a link to answer just what the plan lacks.
    func askForGaps(of plan: TreatmentPlan, _ make: NoticeMaker) -> [Notice] {
        // whoever was asked already is not asked again with every version
        let known = Set(before?.plan?.gaps.map(\.description) ?? [])
        let fresh = plan.gaps.filter { !known.contains($0.description) }
        let owners = (file.panel?.ballotSeats ?? []).filter { seat in
            fresh.contains { $0.isAsked(of: seat, in: plan) }
        }
        return owners.map { seat in
            answer(
                of: seat.reviewer, "The plan cannot be signed before you have answered what the patient asked.", make)
        }
    }

    private func answer(of reviewer: ReviewerID, _ task: String, _ make: NoticeMaker) -> Notice {
        var notice = make.notice(.task, to: .reviewer(reviewer))
        notice.task = task
        notice.link = .answer
        notice.linkExpires = now.addingTimeInterval(14 * 86_400)
        notice.wanted = now.addingTimeInterval(86_400)
        return notice
    }

    /// Whether the reader of a document had an earlier version of it.
    func replacesReleased(_ document: CaseDocument) -> Bool {
        var had = false
        var earlier = false
        for entry in file.entries {
            switch entry.event {
            case .planReleased(let release): had = had || (document == .letter ? release.letter : release.patientPlan)
            case .planCompiled: earlier = earlier || had
            default: continue
            }
        }
        return earlier
    }
}
