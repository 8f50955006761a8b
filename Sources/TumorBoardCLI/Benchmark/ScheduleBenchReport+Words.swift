import Foundation

extension ScheduleBenchReport {
    /// The report for people.
    var text: String {
        var lines = ["\(instance): \(cases) cases, \(sessions) sessions, \(reviewers) reviewers"]
        if let permutation { lines[0] += ", shuffled by \(permutation)" }
        if let placement { lines += words(placement) }
        if let panels { lines += words(panels) }
        if let replan { lines += words(replan) }
        lines.append("digest \(digest)")
        lines.append(
            String(
                format: "parse %.2f ms, eligibility %.2f ms, build + solve %@ (%d rounds)", parse * 1e3,
                eligibility * 1e3, buildAndSolve.words, rounds))
        if let peer { lines += words(peer) }
        lines.append(
            String(
                format: "all in %.2f s, %.2f s of it for checks; at most %.0f MB", total, checks,
                Double(memoryPeak) / 1e6))
        return lines.joined(separator: "\n") + "\n"
    }

    /// Many reports for people, a line each.
    static func table(_ reports: [ScheduleBenchReport]) -> String {
        var table = TextTable(columns: [
            "instance", "what", "objective", "above the bound", "empty", "parse ms", "eligibility ms", "solve ms",
            "median", "peer ms", "median", "times", "remarks",
        ])
        for report in reports {
            let peer = report.peer?.buildAndSolve
            table.add([
                report.instance, report.kind, String(report.objective),
                report.isProven ? "proven" : percent(report.placement?.gap ?? 0),
                String(report.placement?.unplaced ?? report.panels?.emptyPlaces ?? 0), milliseconds(report.parse),
                milliseconds(report.eligibility), milliseconds(report.buildAndSolve.minimum),
                milliseconds(report.buildAndSolve.median), peer.map { milliseconds($0.minimum) } ?? "",
                peer.map { milliseconds($0.median) } ?? "", report.peer.map { String(format: "%.2f", $0.ratio) } ?? "",
                report.replan.map { "\($0.forcedChanges) changes forced, \($0.unforcedChanges) not" } ?? "",
            ])
        }
        let peak = Double(reports.map(\.memoryPeak).max() ?? 0) / 1e6
        let total = reports.reduce(0) { $0 + $1.total }
        return table.rendered() + "\n"
            + String(format: "The peer's ratio is of medians. All in %.1f s, at most %.0f MB.\n", total, peak)
    }

    private var kind: String {
        [stage.rawValue, stage == .panels ? panels?.level.rawValue : placement?.effort].compactMap { $0 }
            .joined(separator: ", ")
    }
    private var isProven: Bool { placement?.isProven ?? panels?.isProven ?? false }

    private static func milliseconds(_ seconds: Double) -> String { String(format: "%.2f", seconds * 1e3) }

    private func words(_ placement: Placement) -> [String] {
        var lines = [
            "placement: objective \(objective), bound \(placement.bound), \(Self.percent(placement.gap)) above it"
                + (placement.isProven ? ", proven" : "") + "; \(placement.unplaced) unplaced, \(placement.arcs) arcs"
        ]
        var table = TextTable(columns: ["within ms", "iterations", "objective", "bound", "above it"])
        for step in placement.course {
            table.add([
                String(format: "%g", step.within * 1e3), String(step.iterations), String(step.objective),
                String(step.bound), Self.percent(step.gap),
            ])
        }
        if !table.isEmpty { lines.append(String(table.rendered().dropLast())) }
        return lines
    }

    private func words(_ panels: Panels) -> [String] {
        var lines = [
            "panels (\(panels.level.rawValue)): objective \(objective)" + (panels.isProven ? ", proven" : "")
                + "; \(panels.seats) seats of \(panels.places) places, \(panels.emptyPlaces) empty, \(panels.arcs) arcs"
        ]
        for seat in panels.empty {
            let kept = ScheduleInstance.Exclusion.allCases.compactMap { rule in
                seat.kept[rule.rawValue].map { "\($0) \(rule.rawValue)" }
            }
            lines.append(
                "  case \(seat.subject) \(seat.discipline.rawValue): \(seat.emptyPlaces) empty; "
                    + (kept + ["\(seat.fallen) fallen away", "\(seat.busy) busy"]).joined(separator: ", "))
        }
        return lines
    }

    private func words(_ replan: Replan) -> [String] {
        [
            "reviewers who fall away: \(replan.banned.count); \(replan.forcedChanges) changes forced, "
                + "\(replan.unforcedChanges) not, \(replan.filled) places filled; the plan before cost "
                + "\(replan.standingObjective), and anew costs the same as repaired",
            "repair \(replan.warm.words); anew \(replan.cold.words): "
                + String(format: "%.1f times as fast", replan.ratio),
        ]
    }

    private func words(_ peer: Peer) -> [String] {
        [
            "peer: objective \(peer.objective), \(peer.emptyPlaces) empty, build + solve \(peer.buildAndSolve.words): "
                + String(format: "%.2f times as fast here (%.2f by the minima)", peer.ratio, peer.ratioOfMinima)
        ]
    }

    private static func percent(_ share: Double) -> String { String(format: "%.3f %%", share * 100) }
}
