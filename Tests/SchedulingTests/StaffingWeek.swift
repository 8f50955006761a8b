import TumorBoard

/// A week of a hospital's boards as it might be: five sessions, in each a handful of cases of one or two kinds of
/// tumour, and reviewers of six specialties who know two to four kinds.
struct StaffingWeek {
    /// What each session discusses.
    private static let sessions: [[Int]] = [[0], [1], [2, 3], [4], [5, 6]]
    /// Surgery, medical and radiation oncology, pathology, radiology, genetics.
    private static let reviewersOf = [13, 11, 8, 8, 8, 3]

    var problem: StaffingProblem

    init(seed: UInt64, cases: Int = 25, attendance: Int32 = 150, short: Bool = false) {
        var dice = Dice(seed: seed)
        struct Reviewer { var specialty: Int, expertise: [Int: Int] }
        var people: [PanelProblem.Person] = []
        var reviewers: [Reviewer] = []
        var institution: [Int32] = []
        for (specialty, count) in Self.reviewersOf.enumerated() {
            for _ in 0..<(short ? (count + 1) / 2 : count) {
                var expertise: [Int: Int] = [:]
                for _ in 0..<Int.random(in: 2...4, using: &dice) {
                    expertise[Int.random(in: 0...6, using: &dice)] = Int.random(in: 1...4, using: &dice)
                }
                if specialty >= 3 {
                    for kind in 0...6 where expertise[kind] == nil { expertise[kind] = 1 }
                }
                reviewers.append(Reviewer(specialty: specialty, expertise: expertise))
                let takes = Int32.random(in: short ? 2...5 : 4...10, using: &dice)
                people.append(
                    .init(weekly: (1...takes).map { 400 * $0 / takes }, key: dice.next()))
                institution.append(Int32.random(in: 0...3, using: &dice))
            }
        }
        let costs: [Int32] = [0, 300, 120, 40, 0]
        let empty: [Int32] = [100_000, 100_000, 100_000, 40_000, 40_000, 30_000, 60_000]
        var seats: [PanelProblem.Seat] = []
        var arcs: [PanelProblem.Arc] = []
        var sessionOf: [Int32] = []
        var diversities: [StaffingProblem.Diversity] = []
        var quorums: [StaffingProblem.Quorum] = []
        for subject in 0..<cases {
            let session = subject % Self.sessions.count
            let kind = Self.sessions[session].randomElement(using: &dice) ?? 0
            let isSecondOpinion = Int.random(in: 0..<5, using: &dice) == 0
            let genetics = Int.random(in: 0..<4, using: &dice) == 0
            let urgency = Int32.random(in: 1...3, using: &dice)
            var own: [Int32] = []
            for role in 0...6 where (role != 5 || genetics) && (role != 6 || isSecondOpinion) {
                let seat = Int32(seats.count)
                own.append(seat)
                seats.append(
                    .init(subject: Int32(subject), emptyCost: empty[role] * urgency, key: dice.next()))
                sessionOf.append(Int32(session))
                for (index, reviewer) in reviewers.enumerated() {
                    guard role == 6 ? reviewer.specialty < 3 : reviewer.specialty == role else { continue }
                    guard let level = reviewer.expertise[kind], level >= (role == 6 ? 3 : 1) else { continue }
                    // treats the patient, or is away
                    if Int.random(in: 0..<8, using: &dice) == 0 { continue }
                    let known: Int32 = Int.random(in: 0..<12, using: &dice) == 0 ? 60 : 0
                    arcs.append(
                        .init(seat: seat, person: Int32(index), week: 0, cost: costs[level] + 100 - known))
                }
            }
            if isSecondOpinion { diversities.append(.init(seats: own, cost: 80)) }
            quorums.append(
                .init(
                    subject: Int32(subject), counted: Array(own.prefix(5)), minimum: 4,
                    required: Array(own.prefix(2)), cost: 50_000))
        }
        problem = StaffingProblem(
            panels: PanelProblem(seats: seats, people: people, arcs: arcs), sessionOf: sessionOf,
            attendance: attendance, institution: institution, diversities: diversities, quorums: quorums)
    }
}
