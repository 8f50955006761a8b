import Foundation
import TumorBoard

/// The outcome of a simulation for people: baseline and scenario side by side.
struct SimulationText {
    private let outcome: SimulationOutcome
    private var names: [String] { outcome.runs.map(\.name) }
    private var reports: [SimulationReport] { outcome.runs.map(\.report) }

    /// The text of an outcome.
    init(_ outcome: SimulationOutcome) { self.outcome = outcome }

    /// The tables, from the whole to the parts.
    var text: String {
        var text =
            "\(outcome.weeks) weeks from \(outcome.monday), "
            + outcome.runs.map { "\($0.casesPerWeek) cases a week" }.removingRepeats.joined(separator: " and ")
            + " on the average, seed \(outcome.seed)\n"
        for change in outcome.changes { text += "Scenario: \(change)\n" }
        return text + "\n" + overview + "\n" + waiting + "\n" + sessions + "\n" + people
    }

    private var overview: String {
        var table = TextTable(columns: ["cases"] + names)
        func add(_ title: String, _ value: (SimulationReport) -> String) { table.add([title] + reports.map(value)) }
        func add(_ title: String, _ value: (SimulationReport) -> Int) { add(title) { String(value($0)) } }
        add("referred", \.arrived)
        add("decided", \.decided)
        add("  out of session", \.decidedOutOfSession)
        add("  after their limit", \.breaches)
        add("  with an empty seat", \.casesWithEmptySeat)
        add("  out of session without a quorum", \.decidedWithoutQuorum)
        add("ready and waiting at the end", \.waiting)
        add("  in no session yet", \.unplaced)
        add("  beyond their limit", \.overdue)
        add("not ready at the end", \.preparing)
        add("kept from a session for want of a quorum", \.heldForQuorum)
        for kind in ["moved", "reseated", "unlisted"] {
            add("published and then \(kind)") { $0.changes[kind] ?? 0 }
        }
        for specialty in Set(reports.flatMap(\.emptySeats.keys)).sorted() {
            add("empty seats: \(specialty.title)") { $0.emptySeats[specialty] ?? 0 }
        }
        return table.rendered()
    }

    /// Days from ready to decision, of all boards and of each.
    private var waiting: String {
        var table = TextTable(columns: [
            "days from ready to decision", "urgency", "", "decided", "median", "90 %", "longest", "late", "waiting",
            "oldest",
        ])
        let boards: [BoardID?] = [nil] + (reports.first?.boards.map(\.board) ?? [])
        for board in boards {
            for urgency in UrgencyClass.allCases {
                for run in outcome.runs {
                    let all = board == nil ? run.report.urgencies : run.report.waits
                    guard let line = all.first(where: { $0.board == board && $0.urgency == urgency }) else { continue }
                    table.add([
                        board?.text ?? "all boards", urgency.title, run.name, String(line.decided),
                        Self.days(line.median), Self.days(line.ninetieth), Self.days(line.longest),
                        String(line.breaches), String(line.waiting),
                        line.waiting == 0 ? "" : Self.days(line.oldest),
                    ])
                }
            }
        }
        return table.rendered()
    }

    private var sessions: String {
        var table = TextTable(columns: ["board", "", "sessions", "with cases", "cases", "minutes used", "use"])
        for board in reports.first?.boards.map(\.board) ?? [] {
            for run in outcome.runs {
                guard let line = run.report.boards.first(where: { $0.board == board }) else { continue }
                table.add([
                    board.text, run.name, String(line.sessions), String(line.withCases), String(line.cases),
                    "\(line.booked) of \(line.minutes)", Self.percent(line.booked, of: line.minutes),
                ])
            }
        }
        return table.rendered()
    }

    private var people: String {
        var table = TextTable(columns: [
            "specialty", "", "people", "cases", "they take", "use", "from … to", "sessions a person and week",
        ])
        let seated = Set(reports.flatMap { $0.reviewers.filter { $0.cases > 0 }.map(\.specialty) })
        let unseated = Set(reports.flatMap { $0.reviewers.map(\.specialty) }).subtracting(seated).sorted()
        for specialty in seated.sorted() {
            for run in outcome.runs {
                let own = run.report.reviewers.filter { $0.specialty == specialty }
                let (cases, capacity) = (own.reduce(0) { $0 + $1.cases }, own.reduce(0) { $0 + $1.capacity })
                let shares = own.map { $0.cases * 100 / max(1, $0.capacity) }
                let attended = Double(own.reduce(0) { $0 + $1.attended })
                table.add([
                    specialty.title, run.name, String(own.count), String(cases), String(capacity),
                    Self.percent(cases, of: capacity),
                    own.isEmpty ? "" : "\(shares.min() ?? 0) … \(shares.max() ?? 0) %",
                    String(format: "%.2f", attended / Double(max(1, own.count * outcome.weeks))),
                ])
            }
        }
        guard !unseated.isEmpty else { return table.rendered() }
        return table.rendered() + "On no case: \(unseated.map(\.title).joined(separator: ", ")).\n"
    }

    private static func days(_ days: Double) -> String { String(format: "%.1f", days) }

    private static func percent(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "" : "\((part * 100 + whole / 2) / whole) %"
    }
}

extension [String] {
    /// The strings in their order, each once.
    fileprivate var removingRepeats: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
