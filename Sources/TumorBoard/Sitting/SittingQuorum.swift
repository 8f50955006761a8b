/// Whether those who are in a session are a quorum for one case, and who is missing.
///
/// Each voting seat of the case counts where its holder is there; where policy has `scheduling.cover`, somebody else who
/// is there and may sit on the case stands for an absent holder's specialty. Everyone stands for one seat.
package struct SittingQuorum: Equatable, Sendable {
    /// A voting seat that somebody present stands for.
    package struct Voice: Equatable, Sendable {
        /// The seat.
        package let specialty: Specialty
        /// Who stands for it.
        package let reviewer: ReviewerID
        /// Whether they are cover: not the holder, or below the expertise of a core member.
        package let isCover: Bool
    }

    /// The seats that are stood for.
    package let voices: [Voice]
    /// How many it takes.
    package let needed: Int
    /// Voting seats that nobody present stands for.
    package let missing: [Specialty]
    /// Of those, the ones that policy requires.
    package let required: [Specialty]

    /// Whether the case may be decided.
    package var isQuorate: Bool { voices.count >= needed && required.isEmpty }

    /// Who is missing, in plain words; nil where it is quorate.
    package var lack: String? {
        guard !isQuorate else { return nil }
        let names = missing.map(\.title).joined(separator: ", ")
        let count = "\(voices.count) of \(needed) needed seats"
        return names.isEmpty ? "not quorate: \(count)" : "not quorate: \(count); missing: \(names)"
    }
}

extension CaseFile {
    /// The quorum of those present for this case.
    /// - Parameters:
    ///   - day: the day on which the board sits, for credentials and leave.
    package func quorum(
        of present: Set<ReviewerID>, roster: Roster, rules: SchedulingRules, on day: CivilDate
    ) -> SittingQuorum {
        let seats = panel?.votingSeats ?? []
        let empty = (panel?.empty ?? []).filter { $0.seatRole == .voting }
        let group = subject.diseaseGroup
        let eligibility = Eligibility(of: subject, on: day, barred: barred)
        func isCore(_ reviewer: Reviewer) -> Bool { (reviewer.expertise[group] ?? 0) >= rules.coreExpertise }
        var voices: [SittingQuorum.Voice] = []
        var open = empty
        var taken: Set<ReviewerID> = []
        for seat in seats {
            guard present.contains(seat.reviewer), let holder = roster.reviewer(seat.reviewer),
                rules.cover || isCore(holder)
            else {
                open.append(seat.specialty)
                continue
            }
            taken.insert(seat.reviewer)
            voices.append(.init(specialty: seat.specialty, reviewer: seat.reviewer, isCover: !isCore(holder)))
        }
        var missing: [Specialty] = []
        for specialty in open {
            let cover = roster.reviewers.filter { reviewer in
                present.contains(reviewer.id) && !taken.contains(reviewer.id)
                    && (rules.cover || isCore(reviewer))
                    && eligibility.exclusion(of: reviewer, from: specialty) == nil
            }.min { ($1.expertise[group] ?? 0, $0.id) < ($0.expertise[group] ?? 0, $1.id) }
            guard let cover else {
                missing.append(specialty)
                continue
            }
            taken.insert(cover.id)
            voices.append(.init(specialty: specialty, reviewer: cover.id, isCover: true))
        }
        return SittingQuorum(
            voices: voices, needed: min(rules.quorum, seats.count + empty.count), missing: missing,
            required: missing.filter(rules.required.contains))
    }
}
