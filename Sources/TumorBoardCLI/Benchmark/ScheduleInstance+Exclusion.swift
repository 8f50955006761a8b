extension ScheduleInstance {
    /// Why someone cannot take a seat, in the order in which it is told: the first that holds.
    enum Exclusion: String, Encodable, CaseIterable {
        case specialty
        case expertise
        case conflictTreating
        case conflictInstitution
        case credentialExpired
        case licence
        case leave
        case unavailable
    }

    /// The first rule that keeps a reviewer from a seat; nil where none does.
    ///
    /// Rule by rule as the reference model has them; `panelProblem` asks them in another way, which is faster for many.
    static func exclusion(
        of reviewer: Reviewer, from discipline: Discipline, of subject: Case, in session: Session
    ) -> Exclusion? {
        if !reviewer.practises(discipline) { return .specialty }
        if reviewer.expertise[subject.site] ?? 0 < discipline.leastExpertise { return .expertise }
        if subject.treating.contains(reviewer.id) { return .conflictTreating }
        if discipline == .third || subject.secondOpinion, reviewer.institution == subject.institution {
            return .conflictInstitution
        }
        if reviewer.credentialExpires < session.day { return .credentialExpired }
        if !reviewer.licence.contains(subject.region) { return .licence }
        if reviewer.isOnLeave(session.day) { return .leave }
        return reviewer.isAvailable(session.day, session.half) ? nil : .unavailable
    }
}

extension ScheduleInstance.Discipline {
    /// The least expertise in the site that a seat of it asks for.
    var leastExpertise: Int { self == .third ? 3 : 1 }
}

extension ScheduleInstance.Reviewer {
    /// Whether a seat of that discipline is theirs by training.
    func practises(_ discipline: ScheduleInstance.Discipline) -> Bool {
        discipline == .third
            ? specialties.contains { ScheduleInstance.Discipline.treating.contains($0) }
            : specialties.contains(discipline)
    }

    /// Whether they are away on a day.
    func isOnLeave(_ day: Int) -> Bool { leave.contains { $0[0] <= day && day <= $0[1] } }

    /// Whether they work in that half of a day of the week.
    func isAvailable(_ day: Int, _ half: Int) -> Bool {
        available.indices.contains(day % 7) && available[day % 7][half] != 0
    }
}
