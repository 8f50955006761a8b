extension SchedulePlanner {
    /// Why a seat is empty, and what would fill it.
    func emptySeat(_ seat: Int, in answer: Answer) -> EmptySeat {
        let numbered = answer.draft.seats[seat]
        let kept = answer.draft.exclusions[numbered.item].filter { $0.specialty == numbered.specialty }
        var found = EmptySeat(specialty: numbered.specialty, kept: kept)
        var people: Set<Int32> = []
        if case .shortage(let cut) = vacancy(of: seat, in: answer.draft) {
            found.demand = cut.demand
            found.supply = cut.supply
            found.seats = cut.seats.sorted().map { seat in
                let seat = answer.draft.seats[Int(seat)]
                return CaseSeat(subject: cases[seat.item].subject.id, specialty: seat.specialty)
            }
            for limit in cut.limits {
                switch limit {
                case .week(let person, let week):
                    people.insert(person)
                    found.full.append(load(of: person, week: week, in: answer))
                case .horizon(let person):
                    people.insert(person)
                    found.full += answer.plan.loads.filter { $0.reviewer == facts[Int(person)].reviewer.id }
                case .once(let person, let subject):
                    let id = cases[Int(subject)].subject.id
                    found.seated.append(CaseMember(subject: id, reviewer: facts[Int(person)].reviewer.id))
                }
            }
            found.full.sort { ($0.reviewer, $0.monday) < ($1.reviewer, $1.monday) }
            found.seated.sort { ($0.subject, $0.reviewer) < ($1.subject, $1.reviewer) }
        }
        let placed = answer.placement.sessions
        let filled = answer.solution.assignment.people.count { !$0.isEmpty }
        found.remedy = remedies(for: numbered, full: people, exclusions: kept).first { remedy in
            guard let changed = SchedulePlanner(applying: [remedy], to: self, effort: .brief) else { return false }
            let draft = PanelDraft(changed, placed)
            let people = changed.solve(draft.staffing).assignment.people
            // the very seat, and not by emptying another
            return people.indices.contains(seat) && !people[seat].isEmpty && people.count { !$0.isEmpty } > filled
        }
        return found
    }

    /// Whether a seat could be filled with all others as they can be at best, and if not, what stands against it.
    private func vacancy(of seat: Int, in draft: PanelDraft) -> PanelVacancy {
        var panels = draft.staffing.panels
        let pinned = Dictionary(grouping: draft.staffing.pins, by: \.seat).mapValues { Set($0.map(\.person)) }
        panels.arcs.removeAll { arc in
            draft.staffing.bans.contains(.init(seat: arc.seat, person: arc.person))
                || !(pinned[arc.seat]?.contains(arc.person) ?? true)
        }
        // so that of all seats this one is the last to be filled
        panels.seats[seat].emptyCost = 0
        do throws(PanelFault) {
            return try PanelSolver(panels).cut(emptySeat: seat)
        } catch {
            return .none
        }
    }

    private func load(of person: Int32, week: Int32, in answer: Answer) -> WeekLoad {
        let reviewer = facts[Int(person)].reviewer
        let monday = Week(number: answer.draft.firstWeek + Int(week)).monday
        return answer.plan.loads.first { $0.reviewer == reviewer.id && $0.monday == monday }
            ?? WeekLoad(reviewer: reviewer.id, monday: monday, before: 0, after: 0, capacity: reviewer.casesPerWeek)
    }

    /// Changes that may fill a seat, the easiest to ask for first; of equals the most expert first.
    private func remedies(for seat: NumberedSeat, full: Set<Int32>, exclusions: [Exclusion]) -> [Remedy] {
        let item = cases[seat.item]
        let group = item.subject.diseaseGroup
        let (day, half) = sitting(of: seat.session)
        var found: [(rank: Int, expertise: Int, remedy: Remedy)] = []
        func add(_ rank: Int, _ reviewer: Reviewer, _ remedy: Remedy) {
            found.append((rank, -(reviewer.expertise[group] ?? 0), remedy))
        }
        for person in full {
            let reviewer = facts[Int(person)].reviewer
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
