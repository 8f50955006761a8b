extension SchedulePlanner {
    /// Why a seat is empty, and what would fill it.
    func emptySeat(_ seat: Int, in answer: Answer) -> EmptySeat {
        let numbered = answer.draft.seats[seat]
        let cut = PanelCut(of: seat, in: answer.draft, people: answer.solution.assignment.people)
        let kept = answer.draft.exclusions[numbered.item].filter { $0.specialty == numbered.specialty }
        let full = cut.people.sorted { facts[Int($0.person)].reviewer.id < facts[Int($1.person)].reviewer.id }
        var found = EmptySeat(
            specialty: numbered.specialty, kept: kept, full: full.map { load(of: $0, in: answer) },
            seats: cut.seats.sorted().map { seat in
                CaseSeat(
                    subject: cases[answer.draft.seats[seat].item].subject.id,
                    specialty: answer.draft.seats[seat].specialty)
            }, capacity: cut.capacity)
        let placed = answer.placement.sessions
        let filled = answer.solution.assignment.people.count { !$0.isEmpty }
        found.remedy = remedies(for: numbered, cut: cut, exclusions: kept).first { remedy in
            guard let changed = SchedulePlanner(applying: [remedy], to: self) else { return false }
            let draft = PanelDraft(changed, placed)
            let people = changed.solve(draft.staffing).assignment.people
            // the very seat, and not by emptying another
            return people.indices.contains(seat) && !people[seat].isEmpty && people.count { !$0.isEmpty } > filled
        }
        return found
    }

    private func load(of column: PanelCut.Column, in answer: Answer) -> WeekLoad {
        let reviewer = facts[Int(column.person)].reviewer
        let monday = Week(number: answer.draft.firstWeek + Int(column.week)).monday
        return answer.plan.loads.first { $0.reviewer == reviewer.id && $0.monday == monday }
            ?? WeekLoad(reviewer: reviewer.id, monday: monday, before: 0, after: 0, capacity: reviewer.casesPerWeek)
    }

    /// Changes that may fill a seat, the easiest to ask for first; of equals the most expert first.
    private func remedies(for seat: NumberedSeat, cut: PanelCut, exclusions: [Exclusion]) -> [Remedy] {
        let item = cases[seat.item]
        let group = item.subject.diseaseGroup
        let (day, half) = sitting(of: seat.session)
        var found: [(rank: Int, expertise: Int, remedy: Remedy)] = []
        func add(_ rank: Int, _ reviewer: Reviewer, _ remedy: Remedy) {
            found.append((rank, -(reviewer.expertise[group] ?? 0), remedy))
        }
        for column in cut.people {
            let reviewer = facts[Int(column.person)].reviewer
            add(1, reviewer, .oneMoreCase(reviewer.id))
        }
        for exclusion in exclusions {
            guard let reviewer = request.roster.reviewer(exclusion.reviewer) else { continue }
            switch exclusion.rule {
            case .ruledOut: add(0, reviewer, .liftWish(item.subject.id, .notSeated(reviewer.id)))
            case .availability:
                if let half { add(2, reviewer, .sitOn(reviewer.id, Weekday(day), half)) }
            case .expertise:
                if (reviewer.expertise[group] ?? 0) > 0 { add(2, reviewer, .allowCover) }
            case .credential: add(3, reviewer, .renewCredential(reviewer.id))
            case .leave: add(4, reviewer, .comeBack(reviewer.id, day))
            case .licence:
                if let region = item.subject.patient.region { add(5, reviewer, .license(reviewer.id, region)) }
            default: break
            }
        }
        found.sort { ($0.rank, $0.expertise, $0.remedy.sortKey) < ($1.rank, $1.expertise, $1.remedy.sortKey) }
        return found.map(\.remedy)
    }
}

/// People and seats that stand in each other's way: all people who could take one of the seats are taken by others of
/// them, so that the seats are more than these people can fill. It is a minimum cut of the flow of seats to people.
struct PanelCut {
    /// Someone in a week.
    struct Column: Hashable {
        let person: Int32
        let week: Int32
    }

    private(set) var seats: Set<Int> = []
    private(set) var people: Set<Column> = []
    /// Cases that these people can take for these seats.
    private(set) var capacity = 0

    /// What is reached from an empty seat by going to whoever could take it and on to the seats that they hold.
    ///
    /// Someone who holds another seat of the same case could only change over, which leads on to that seat alone.
    init(of seat: Int, in draft: PanelDraft, people held: [[Int32]]) {
        let panels = draft.staffing.panels
        var arcs: [[PanelProblem.Arc]] = Array(repeating: [], count: panels.seats.count)
        for arc in panels.arcs where !draft.staffing.bans.contains(.init(seat: arc.seat, person: arc.person)) {
            arcs[Int(arc.seat)].append(arc)
        }
        var holding: [Column: [Int]] = [:]
        for (index, holders) in held.enumerated() {
            for person in holders {
                guard let arc = arcs[index].first(where: { $0.person == person }) else { continue }
                holding[Column(person: person, week: arc.week), default: []].append(index)
            }
        }
        var next = [seat]
        seats.insert(seat)
        while let current = next.popLast() {
            for arc in arcs[current] where !held[current].contains(arc.person) {
                let column = Column(person: arc.person, week: arc.week)
                let holds = holding[column] ?? []
                let own = holds.filter { panels.seats[$0].subject == panels.seats[current].subject }
                if own.isEmpty { people.insert(column) }
                for other in own.isEmpty ? holds : own where seats.insert(other).inserted { next.append(other) }
            }
        }
        capacity = seats.reduce(0) { $0 + held[$1].count }
    }
}

extension Remedy {
    /// By which remedies of one rank are ordered.
    fileprivate var sortKey: String {
        switch self {
        case .liftWish(let id, _): id.text
        case .oneMoreCase(let id), .sitOn(let id, _, _), .renewCredential(let id), .comeBack(let id, _),
            .license(let id, _):
            id.text
        case .moreMinutes(let id, _): id.text
        case .addSession(let id): id.text
        case .allowCover: ""
        }
    }
}
