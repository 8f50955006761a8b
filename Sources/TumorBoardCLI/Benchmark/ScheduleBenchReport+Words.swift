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

    private func words(_ placement: Placement) -> [String] {
        var lines = [
            "placement: objective \(objective), bound \(placement.bound), \(Self.percent(placement.gap)) above it"
                + (placement.isProven ? ", proven" : "") + "; \(placement.unplaced) unplaced, \(placement.arcs) arcs"
        ]
        var table = TextTable(columns: ["within ms", "iterations", "objective", "above the bound"])
        for step in placement.course {
            table.add([
                String(format: "%g", step.within * 1e3), String(step.iterations), String(step.objective),
                Self.percent(step.gap),
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
