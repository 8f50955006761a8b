import Documents
package import TumorBoard

/// The plots of a simulation: load, waiting, queue and use.
package struct SimulationPictures: Sendable {
    private let outcome: SimulationOutcome

    /// The plots of an outcome.
    package init(_ outcome: SimulationOutcome) { self.outcome = outcome }

    /// Each plot with its file's name, as SVG that needs nothing from outside itself.
    package var files: [(name: String, svg: String)] {
        guard let run = outcome.main else { return [] }
        let baseline = outcome.baseline?.report
        return [
            ("load.svg", load(run, baseline).svg()), ("waiting.svg", waiting(run, baseline).svg()),
            ("queue.svg", queue(run, baseline).svg()), ("utilisation.svg", utilisation(run, baseline).svg()),
        ]
    }

    /// What was simulated, as one sentence.
    private var setting: String {
        let run = outcome.main
        let weeks = outcome.weeks == 1 ? "One week" : "\(outcome.weeks) weeks"
        let scenario = outcome.changes.isEmpty ? "" : " Scenario: \(outcome.changes.joined(separator: "; "))."
        return "\(weeks) from \(outcome.monday), \(run?.casesPerWeek ?? 0) cases a week on the average, simulated with "
            + "seed \(outcome.seed).\(scenario)"
    }

    private func load(_ run: SimulationOutcome.Run, _ baseline: SimulationReport?) -> LoadPicture {
        let before = baseline.map { report in
            Dictionary(report.reviewers.map { ($0.reviewer, $0) }, uniquingKeysWith: { first, _ in first })
        }
        var rows = run.report.reviewers.map { person in
            LoadPicture.Row(
                name: person.name, group: person.specialty.title,
                before: before.map { $0[person.reviewer]?.cases ?? 0 },
                after: person.cases, capacity: person.capacity)
        }
        let present = Set(run.report.reviewers.map(\.reviewer))
        // whoever is gone keeps a row, so that what the others take over can be seen
        for person in baseline?.reviewers ?? [] where !present.contains(person.reviewer) {
            rows.append(
                LoadPicture.Row(
                    name: "\(person.name) (gone)", group: person.specialty.title, before: person.cases, after: 0,
                    capacity: person.capacity))
        }
        let seated = Set(rows.filter { $0.after + ($0.before ?? 0) > 0 }.map(\.group))
        let unseated = Set(rows.map(\.group)).subtracting(seated).sorted()
        let leftOut = unseated.isEmpty ? "" : " Left out, since on no case: \(unseated.joined(separator: ", "))."
        return LoadPicture(
            title: "Load of the reviewers against what they take",
            summary: "\(setting) What they take is their cases a week times the weeks without leave.\(leftOut)",
            names: ("baseline", run.name), rows: rows.filter { seated.contains($0.group) })
    }

    private func waiting(_ run: SimulationOutcome.Run, _ baseline: SimulationReport?) -> WaitingPicture {
        let panels = UrgencyClass.allCases.compactMap { urgency -> WaitingPicture.Panel? in
            let own = run.report.urgencies.first { $0.urgency == urgency }
            let other = baseline?.urgencies.first { $0.urgency == urgency }
            guard own != nil || other != nil else { return nil }
            return WaitingPicture.Panel(
                title: urgency.title, limit: outcome.limitDays[urgency],
                baseline: baseline == nil ? nil : other?.fromReferral ?? [], days: own?.fromReferral ?? [])
        }
        return WaitingPicture(
            title: "Days from referral to decision",
            summary: "\(setting) Cases that are not decided at the end are not in it: \(run.report.waiting) of "
                + "\(run.report.arrived), \(run.report.overdue) of them beyond their limit.",
            name: run.name, panels: panels)
    }

    private func queue(_ run: SimulationOutcome.Run, _ baseline: SimulationReport?) -> QueuePicture {
        func panel(_ title: String, _ value: (SimulationReport.WeekFigures) -> Int) -> QueuePicture.Panel {
            QueuePicture.Panel(
                title: title, baseline: baseline.map { $0.weeks.map(value) }, values: run.report.weeks.map(value))
        }
        return QueuePicture(
            title: "The queue and the limits, week by week", summary: setting, name: run.name, monday: outcome.monday,
            panels: [
                panel("Ready cases that wait at the week’s end", \.waiting),
                panel("Of these, beyond the limit of their urgency", \.overdue),
                panel("Cases decided in the week after their limit", \.breaches),
            ])
    }

    private func utilisation(_ run: SimulationOutcome.Run, _ baseline: SimulationReport?) -> UtilisationPicture {
        func sessions(_ report: SimulationReport) -> [Int] {
            (0..<12).map { tenth in
                report.boards.reduce(0) { $0 + ($1.byUse.indices.contains(tenth) ? $1.byUse[tenth] : 0) }
            }
        }
        func people(_ report: SimulationReport) -> [Int] {
            var counts = Array(repeating: 0, count: 12)
            for person in report.reviewers {
                let capacity = max(1, person.capacity)
                counts[min(11, (person.cases * 10 + capacity - 1) / capacity)] += 1
            }
            return counts
        }
        return UtilisationPicture(
            title: "How full sessions and reviewers are", summary: setting, name: run.name,
            panels: [
                .init(
                    title: "Sessions by the use of their minutes", baseline: baseline.map(sessions),
                    counts: sessions(run.report)),
                .init(
                    title: "Reviewers by the use of what they take", baseline: baseline.map(people),
                    counts: people(run.report)),
            ])
    }
}
