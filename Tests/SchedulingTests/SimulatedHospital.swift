import Foundation
import TumorBoard

/// A small hospital to simulate: two boards and a handful of people for each.
enum SimulatedHospital {
    /// A setup; three people for each seat of each board, where nothing else is said.
    static func setup(
        seed: UInt64, weeks: Int = 6, arrivals: Int = 10, people: Int = 3, capacity: Int = 8,
        sittings: [String] = ["chest=wednesday@14:00/90", "belly=tuesday@09:00/90"], leaveWeeks: Int = 6
    ) throws -> SimulationSetup {
        let groups: [(board: BoardID, groups: [DiseaseGroup])] = [
            ("chest", [.lung, .breast, .lymphoma]), ("belly", [.colorectal, .liver, .prostate]),
        ]
        var reviewers: [Reviewer] = []
        for (board, groups) in groups {
            for specialty in [Specialty.surgeon, .medicalOncologist, .radiationOncologist, .haematologist]
            where specialty != .haematologist || board == "chest" {
                for number in 0..<people {
                    reviewers.append(
                        try reviewer("\(board)-\(specialty.rawValue)-\(number)", specialty, groups, number, capacity))
                }
            }
        }
        var policy = BoardPolicy.standard
        policy.zone = TimeZone(identifier: "Europe/Berlin") ?? .gmt
        return SimulationSetup(
            monday: try CivilDate("2026-11-02"), weeks: weeks, seed: seed,
            roster: Roster(reviewers: reviewers, boards: groups.map { self.board($0.board, $0.groups) }),
            policy: policy,
            sittings: try sittings.map { text throws in try WeeklySitting(text) },
            arrivals: .standard(perWeek: arrivals),
            leaveWeeks: leaveWeeks)
    }

    /// Runs a simulation with plans that take little work, as debug builds bear.
    static func run(_ setup: SimulationSetup) -> SimulationRun {
        var effort = PlanEffort.brief
        effort.flows = 1
        effort.exchanges = 16
        return Simulation(setup).run(plan: { SchedulePlanner($0, effort: effort).plan() })
    }

    private static func reviewer(
        _ id: String, _ specialty: Specialty, _ groups: [DiseaseGroup], _ number: Int, _ capacity: Int
    ) throws -> Reviewer {
        Reviewer(
            id: try ReviewerID(id), name: "Dr. \(id)", specialties: [specialty],
            expertise: Dictionary(uniqueKeysWithValues: groups.map { ($0, 3 + number % 3) }),
            institution: number % 2 == 0 ? "Charlottenhof" : "Rosental", email: try EmailAddress("\(id)@board.example"),
            credential: Credential(
                number: id, verified: try CivilDate("2026-01-01"), expires: try CivilDate("2026-12-01")),
            licences: ["DE-BE"], casesPerWeek: capacity)
    }

    private static func board(_ id: BoardID, _ groups: [DiseaseGroup]) -> Board {
        Board(
            id: id, name: "Board \(id)", diseaseGroups: groups, chair: "chest-surgeon-0", delegates: [],
            coordinator: Contact(name: "Ulrike Sommer"), onCall: [], timeZone: "Europe/Berlin")
    }
}
