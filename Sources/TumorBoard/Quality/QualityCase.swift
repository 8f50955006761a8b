import Foundation

/// What the report reads from the events of one case.
struct QualityCase: Sendable {
    /// The case.
    let file: CaseFile
    /// The day on which its first ballot was decided: by it a case belongs to a period.
    let day: CivilDate
    /// The board that decided.
    private(set) var board: BoardID?
    /// The case as it stood when it was listed first; nil where it never was.
    private(set) var listed: CaseFile?
    /// When that was.
    private(set) var listedAt: Date?
    /// The panel when the first ballot closed.
    private(set) var panel = BoardPanel()
    /// The last opinion of each on the packet that the first ballot rested on.
    private(set) var firstOpinions: [CastOpinion] = []
    /// The same of the last ballot.
    private(set) var lastOpinions: [CastOpinion] = []
    /// When the board sat, or was to, for the listing under which the case was decided; nil out of session.
    private(set) var sits: Date?
    /// When a plan was first signed.
    private(set) var signed: Date?
    /// Hours from each question to its answer, by seat.
    private(set) var answers: [(specialty: Specialty, hours: Double)] = []
    /// Whether a third opinion was asked for.
    private(set) var hasThirdOpinion = false
    /// Whether the full board was asked to sit.
    private(set) var hasFullBoard = false
    /// Whether somebody recused.
    private(set) var hasRecusal = false
    /// Whether a cover took over a silent seat.
    private(set) var hasCover = false
    /// Whether a reminder went out.
    private(set) var hasReminder = false
    /// Whether information was asked for.
    private(set) var askedInformation = false

    /// Reads a case; nil while no ballot of it was decided.
    init?(_ file: CaseFile, policy: BoardPolicy) {
        guard
            let first = file.entries.first(where: { if case .decided = $0.event { true } else { false } })
        else { return nil }
        self.file = file
        day = CivilDate(first.at, in: policy.zone)
        var digest: String?
        var cast: [CastOpinion] = []
        var asked: [ReviewerID: Date] = [:]
        var opened: Date?
        var panel = BoardPanel()
        var isDecided = false
        for (index, entry) in file.entries.enumerated() {
            switch entry.event {
            case .listed(let listing):
                board = listing.board
                if signed == nil { sits = listing.session == nil ? nil : listing.sits }
                if listedAt == nil {
                    listedAt = entry.at
                    listed = CaseFile(Array(file.entries[...index]))
                }
            case .panelSeated(let seated):
                panel = seated
                for seat in seated.seats { asked[seat.reviewer] = entry.at }
            case .seatReplaced(let change):
                panel.seats.removeAll { $0.reviewer == change.out }
                if let seat = change.seat {
                    panel.seats.append(seat)
                    asked[seat.reviewer] = entry.at
                } else {
                    panel.empty.append(change.specialty)
                }
                if change.rule == .silent, change.seat != nil { hasCover = true }
            case .thirdOpinionSought(let seat):
                hasThirdOpinion = true
                asked[seat.reviewer] = entry.at
            case .packetFrozen(let packet): digest = packet.digest
            case .ballotOpened: opened = entry.at
            case .reminded: hasReminder = true
            case .recused: hasRecusal = true
            case .opinionCast(let opinion):
                let isFirst = !cast.contains { $0.reviewer == opinion.reviewer && $0.ballot == opinion.ballot }
                if isFirst, let opened {
                    let since = max(opened, asked[opinion.reviewer] ?? opened)
                    answers.append((opinion.specialty, max(0, entry.at.timeIntervalSince(since)) / 3_600))
                }
                cast.append(opinion)
            case .decided:
                lastOpinions = Self.latest(cast, on: digest)
                if !isDecided { (firstOpinions, self.panel, isDecided) = (lastOpinions, panel, true) }
            case .informationAsked: askedInformation = true
            case .boardToSit: hasFullBoard = true
            case .planSigned: signed = signed ?? entry.at
            default: break
            }
        }
    }

    private static func latest(_ cast: [CastOpinion], on digest: String?) -> [CastOpinion] {
        var latest: [ReviewerID: CastOpinion] = [:]
        for opinion in cast where opinion.packetDigest == digest { latest[opinion.reviewer] = opinion }
        return latest.values.sorted { ($0.specialty.rawValue, $0.reviewer) < ($1.specialty.rawValue, $1.reviewer) }
    }

    /// The first ballot's outcome.
    var firstOutcome: Outcome? { file.decisions.first?.outcome }
    /// The last ballot's.
    var lastOutcome: Outcome? { file.decisions.last?.outcome }

    /// The degree of change that at least half of those who judged an axis see, or more; nil where nobody judged it.
    func change(_ axis: ChangeAxis) -> ChangeDegree? {
        let degrees = lastOpinions.compactMap { $0.opinion.changes[axis] }.sorted()
        return degrees.isEmpty ? nil : degrees[degrees.count / 2]
    }
}
