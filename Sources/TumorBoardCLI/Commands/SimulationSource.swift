import Foundation
import Orchestrator
import TumorBoard

/// Where a simulation takes its people, rules and sessions from: a site, files, or the samples.
struct SimulationSource {
    private let command: SimulateCommand

    /// The source that a command names.
    init(_ command: SimulateCommand) { self.command = command }

    /// Whether it is a site: one is named, and no roster is.
    var isSite: Bool {
        let environment = ProcessInfo.processInfo.environment["TUMORBOARD_SITE"] ?? ""
        return command.roster == nil && (command.site.site != nil || !environment.isEmpty)
    }

    /// The setup of the baseline.
    /// - Parameter office: the site, where it is one.
    func setup(of office: BoardOffice?) throws -> SimulationSetup {
        let base = try office.map(ofSite) ?? ofFiles()
        var policy =
            try command.policy.map { file in
                try PolicyReader().read(try Given.bytes(file), fileName: Given.name(file))
            } ?? base.policy
        policy.zone = base.policy.zone
        let given = try command.sittings
        if let stranger = given.first(where: { base.roster.board($0.board) == nil }) {
            let known = base.roster.boards.map(\.id.text).joined(separator: ", ")
            throw Refusal("--weekly: “\(stranger.board)” is no board of the roster; known: \(known)")
        }
        let sittings = given.isEmpty ? WeeklySitting.rhythm(of: base.sessions) : given
        guard !sittings.isEmpty else {
            throw Refusal("no session is known: give --weekly board=weekday@HH:MM/minutes, or --sessions FILE")
        }
        let perWeek = sittings.reduce(0) { sum, sitting in
            sum + sitting.minutes * 4 / (5 * max(1, policy.listing.minutesPerCase) * sitting.everyWeeks)
        }
        var rules = ArrivalRules.standard(perWeek: command.arrivals ?? perWeek)
        rules.mix.merge(try command.weights) { $1 }
        rules.secondOpinionPercent = command.secondOpinions
        return SimulationSetup(
            monday: command.from ?? base.begins, weeks: command.weeks, seed: command.seed, roster: base.roster,
            policy: policy, sittings: sittings, arrivals: rules, leaveWeeks: command.leaveWeeks)
    }

    private struct Base {
        var roster: Roster
        var policy: BoardPolicy
        var sessions: [Session]
        var begins: CivilDate
    }

    private func ofFiles() throws -> Base {
        let samples = URL(fileURLWithPath: command.samples)
        let rosterFile = command.roster ?? samples.appending(path: "roster.yaml").path
        let roster = try RosterReader().read(try Given.bytes(rosterFile), fileName: Given.name(rosterFile))
        var policy = BoardPolicy.standard
        policy.zone = roster.boards.first.flatMap { TimeZone(identifier: $0.timeZone) } ?? .gmt
        let sample =
            command.roster == nil && command.weekly.isEmpty ? samples.appending(path: "sessions.yaml").path : nil
        let dated = try (command.sessions ?? sample).map { try sessions(in: $0, roster) } ?? []
        return Base(roster: roster, policy: policy, sessions: dated, begins: begins(dated, Date(), policy.zone))
    }

    private func ofSite(_ office: BoardOffice) throws -> Base {
        let roster = try office.roster()
        guard !roster.boards.isEmpty else {
            throw Refusal("the site has no roster yet: “tumorboard roster import FILE”, or give --roster")
        }
        let policy = try office.policy()
        let dated = try command.sessions.map { try sessions(in: $0, roster) }
        return Base(
            roster: roster, policy: policy, sessions: try dated ?? office.sessions().map(\.session),
            begins: begins(dated ?? [], office.now, policy.zone))
    }

    private func sessions(in file: String, _ roster: Roster) throws -> [Session] {
        try SessionsReader().read(try Given.bytes(file), fileName: Given.name(file), roster: roster)
    }

    /// The first session's day, else the next Monday.
    private func begins(_ sessions: [Session], _ now: Date, _ zone: TimeZone) -> CivilDate {
        if let first = sessions.map(\.starts).min() { return CivilDate(first, in: zone) }
        let today = CivilDate(now, in: zone)
        return today.adding(days: 7 - (today.daysSince1970 + 3) % 7)
    }
}
