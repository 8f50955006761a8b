import Documents
import TumorBoard

extension ScheduleProposal {
    /// The load of everyone whom the plan or what is published seats, as an SVG element that needs nothing from outside.
    package var loadPicture: String {
        let weeks = Set(plan.loads.map(\.monday)).sorted()
        var totals: [ReviewerID: (before: Int, after: Int, capacity: Int)] = [:]
        for load in plan.loads {
            var total = totals[load.reviewer] ?? (0, 0, load.capacity * weeks.count)
            total.before += load.before
            total.after += load.after
            totals[load.reviewer] = total
        }
        let rows = desk.request.roster.reviewers.compactMap { reviewer in
            totals[reviewer.id].map { total in
                LoadPicture.Row(
                    name: reviewer.name, group: reviewer.specialties.first?.title ?? "reviewer", before: total.before,
                    after: total.after, capacity: total.capacity)
            }
        }
        let span = weeks.first.map { first in
            weeks.count == 1 ? "The week of \(first)." : "\(weeks.count) weeks from \(first)."
        }
        return LoadPicture(
            title: "Load of the reviewers against what they take",
            summary: "\(span ?? "No week.") What they take is their cases a week times the weeks.", rows: rows
        ).svg()
    }
}
