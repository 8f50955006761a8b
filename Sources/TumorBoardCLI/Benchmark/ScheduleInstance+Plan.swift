/// Plans by their identifiers, whatever the order of the lists that they were made from.
extension ScheduleInstance {
    /// What a seat is called: its case and its discipline.
    struct SeatName: Hashable, Comparable {
        let subject: Int
        let discipline: Discipline

        static func < (left: SeatName, right: SeatName) -> Bool {
            left.subject != right.subject ? left.subject < right.subject : left.discipline < right.discipline
        }
    }

    /// What a seat is called.
    func name(of seat: PanelSeat) -> SeatName {
        SeatName(subject: cases[seat.subject].id, discipline: seat.discipline)
    }

    /// The ids of the reviewers on each seat, from their indices.
    func named(_ seats: [PanelSeat], _ people: [[Int32]]) -> [SeatName: [Int]] {
        var named: [SeatName: [Int]] = [:]
        for (seat, people) in zip(seats, people) {
            named[name(of: seat)] = people.map { reviewers[Int($0)].id }.sorted()
        }
        return named
    }

    /// Panels as text, the same for the same panels.
    static func canonical(_ panels: [SeatName: [Int]]) -> String {
        var text = ""
        for (seat, reviewers) in panels.sorted(by: { $0.key < $1.key }) {
            text += "case \(seat.subject) \(seat.discipline.rawValue)"
            for reviewer in reviewers { text += " \(reviewer)" }
            text += "\n"
        }
        return text
    }

    /// A placement as text, the same for the same placement.
    static func canonical(_ placement: [Int: Int]) -> String {
        var text = ""
        for (subject, session) in placement.sorted(by: { $0.key < $1.key }) {
            text += "case \(subject) session \(session)\n"
        }
        return text
    }
}

extension ScheduleInstance.Discipline: Comparable {
    /// The place in the order of the seats of a case.
    var place: Int {
        switch self {
        case .surgery: 0
        case .medicalOncology: 1
        case .radiationOncology: 2
        case .pathology: 3
        case .radiology: 4
        case .genetics: 5
        case .third: 6
        }
    }

    static func < (left: Self, right: Self) -> Bool { left.place < right.place }
}
