/// What the plan of sessions and panels weighs: whole numbers, compared with each other only.
///
/// A plan costs the sum of all that is listed here; the cheapest plan is sought. The standard weights follow the order
/// of the rules: nobody stays without a session or a seat while there is room, urgency outranks waiting, expertise
/// outranks even load, and what was published is left for a reason only.
package struct SchedulingRules: Codable, Equatable, Sendable {
    /// For each day after the latest decision, by urgency.
    package var late: [UrgencyClass: Int]
    /// For each day of waiting since the case was ready, by urgency.
    package var waiting: [UrgencyClass: Int]
    /// For a case that gets no session, by urgency.
    package var unplaced: [UrgencyClass: Int]
    /// For a session of a neighbouring region.
    package var otherRegion: Int
    /// For a session of a board that decides every disease group.
    package var generalist: Int
    /// For moving a case whose session was published.
    package var moved: Int
    /// For a seat, by the expertise of who holds it: levels 1 to 5.
    package var expertise: [Int]
    /// What it is worth that someone sat on the case before.
    package var continuity: Int
    /// For each hour between the clocks of a reviewer and of the session.
    package var timeZoneHour: Int
    /// For a reviewer who has to travel to another region for a session in a room.
    package var travel: Int
    /// For giving a published seat to someone else.
    package var reseated: Int
    /// How much an even load of the week weighs: the j-th case costs `2 * weekLoad * j / casesPerWeek`.
    package var weekLoad: Int
    /// The same over the whole horizon.
    package var horizonLoad: Int
    /// For each session that someone has to sit in.
    package var attendance: Int
    /// For a second seat of one institution on a second opinion's panel.
    package var sameInstitution: Int
    /// For a seat that stays empty: with a vote, for findings, as a member; times 4, 3, 2, 1 by urgency.
    package var emptyVoting: Int
    /// For an empty seat that gives findings.
    package var emptyFindings: Int
    /// For an empty seat of a member without a vote.
    package var emptyMember: Int
    /// Seats with a vote that a case must have filled to be listed at all.
    package var quorum: Int
    /// Specialties that must be filled, where a case seats them, to be listed at all.
    package var required: [Specialty]
    /// The expertise from which someone is a core member for a disease; below it they are cover.
    package var coreExpertise: Int
    /// Whether cover may take the seat of a core member where none is free.
    package var cover: Bool
    /// How many days ahead sessions are looked at.
    package var horizonDays: Int

    /// The standard weights; two of three votes make a quorum, as when ballots close.
    package static let standard = SchedulingRules(
        late: [.emergency: 400, .days: 400, .expedited: 120, .standard: 40],
        waiting: [.emergency: 40, .days: 40, .expedited: 12, .standard: 4],
        unplaced: [.emergency: 200_000, .days: 200_000, .expedited: 80_000, .standard: 40_000],
        otherRegion: 60, generalist: 25, moved: 150, expertise: [400, 300, 120, 40, 0], continuity: 60,
        timeZoneHour: 15, travel: 25, reseated: 200, weekLoad: 200, horizonLoad: 60, attendance: 80,
        sameInstitution: 90, emptyVoting: 100_000, emptyFindings: 40_000, emptyMember: 10_000, quorum: 2,
        required: [], coreExpertise: 3, cover: true, horizonDays: 56)
}

extension SchedulingRules {
    /// The rules that are one number each, by name: what one of it costs.
    package static let weights: [(name: String, path: any WritableKeyPath<SchedulingRules, Int> & Sendable)] = [
        ("otherRegion", \.otherRegion), ("generalist", \.generalist), ("moved", \.moved),
        ("continuity", \.continuity), ("timeZoneHour", \.timeZoneHour), ("travel", \.travel),
        ("reseated", \.reseated), ("weekLoad", \.weekLoad), ("horizonLoad", \.horizonLoad),
        ("attendance", \.attendance), ("sameInstitution", \.sameInstitution), ("emptyVoting", \.emptyVoting),
        ("emptyFindings", \.emptyFindings), ("emptyMember", \.emptyMember),
    ]
}

extension SchedulingRules: Omittable {
    /// The rules where an older policy has none.
    package static var omitted: SchedulingRules { .standard }
}
