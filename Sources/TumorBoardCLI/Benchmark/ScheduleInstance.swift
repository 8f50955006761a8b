/// An instance of the scheduling benchmark: cases, sessions and reviewers in whole numbers.
///
/// Its words are the benchmark's own and not the board's: days count from the first Monday of the horizon, regions and
/// institutions are numbers, and the costs are those of the reference model, not of a site's policy.
struct ScheduleInstance: Decodable, Sendable {
    /// What it is called; its files are named so too.
    let name: String
    /// Weeks of the horizon.
    let weeks: Int
    /// How many regions there are; they lie in a ring.
    let regions: Int
    /// The disease group of every cancer site.
    let groupOf: [String: String]
    /// The cases, in the file's order.
    private(set) var cases: [Case]
    /// The sessions, in the file's order.
    private(set) var sessions: [Session]
    /// The reviewers, in the file's order.
    private(set) var reviewers: [Reviewer]

    /// A seat's discipline, in the order in which the seats of a case are counted.
    enum Discipline: String, Codable, CaseIterable, CodingKeyRepresentable {
        case surgery = "SURG"
        case medicalOncology = "MEDONC"
        case radiationOncology = "RADONC"
        case pathology = "PATH"
        case radiology = "RAD"
        case genetics = "GEN"
        /// A third opinion, by an expert in surgery, medical or radiation oncology.
        case third = "THIRD"

        /// The three that treat.
        static let treating: Set<Discipline> = [.surgery, .medicalOncology, .radiationOncology]
    }

    /// A case that waits for a session and a panel.
    struct Case: Decodable, Sendable {
        let id: Int
        /// The cancer site, a key of `groupOf`.
        let site: String
        let region: Int
        let institution: Int
        /// 0 is the most urgent of four.
        let urgency: Int
        /// The day from which it can be discussed.
        let ready: Int
        /// The day by which it should be.
        let due: Int
        let minutes: Int
        let secondOpinion: Bool
        /// How many people of each discipline it needs.
        let needs: [Discipline: Int]
        /// Reviewers who treat or referred the patient.
        let treating: [Int]
        /// Reviewers who sat on it before.
        let previousReviewers: [Int]
    }

    /// A session with room for cases.
    struct Session: Decodable, Sendable {
        let id: Int
        let day: Int
        /// 0 before noon, 1 after it.
        let half: Int
        /// -1 is a national one.
        let region: Int
        /// The time zone in hours.
        let tz: Int
        let virtual: Bool
        /// The disease groups that it takes.
        let groups: [String]
        let capacityMinutes: Int
    }

    /// Someone who can be seated.
    struct Reviewer: Decodable, Sendable {
        let id: Int
        let region: Int
        /// The time zone in hours.
        let tz: Int
        let institution: Int
        let specialties: [Discipline]
        /// From 1 to 4 by cancer site; none where a site is not told.
        let expertise: [String: Int]
        /// The last day on which the credential holds.
        let credentialExpires: Int
        /// Regions with a licence.
        let licence: [Int]
        /// First and last day of each leave.
        let leave: [[Int]]
        /// By day of the week and half of the day, 1 where available; a day that is not told is none.
        let available: [[Int]]
        /// Cases that they take a week.
        let maxPerWeek: Int
        /// Cases that they had before the horizon.
        let history: Int
    }

    /// The same instance with its lists in another order, which follows from the seed.
    func shuffled(seed: UInt64) -> ScheduleInstance {
        var dice = SplitMix(state: seed)
        var other = self
        other.cases.shuffle(using: &dice)
        other.sessions.shuffle(using: &dice)
        other.reviewers.shuffle(using: &dice)
        return other
    }
}
