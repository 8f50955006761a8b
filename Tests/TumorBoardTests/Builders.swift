import Foundation
import TumorBoard

/// SplitMix64: small, seeded, the same everywhere.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// True about so many times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

extension Date {
    /// An instant of the tests' calendar: day 0 is Monday, 2 November 2026, in UTC.
    static func day(_ day: Int, _ hour: Int = 9, _ minute: Int = 0) -> Date {
        Date(timeIntervalSince1970: 1_793_577_600 + Double(day * 86_400 + hour * 3_600 + minute * 60))
    }

    func hours(_ hours: Double) -> Date { addingTimeInterval(3_600 * hours) }
}

/// Cases that are ready for listing unless a test makes them otherwise.
enum TestCase {
    static func lung(_ id: CaseID = "c1", edit: (inout Case) -> Void = { _ in }) -> Case {
        var subject = Case(
            id: id, diseaseGroup: .lung, patient: Patient(name: "Erika Beispiel", sex: .female, region: "DE-BE"),
            referral: Referral(
                by: .treatingOncologist, setting: .secondOpinion, received: CivilDate(.day(0), in: .gmt),
                doctor: Contact(name: "Dr. Ruth Fern", institution: "Klinik am See"), question: "Surgery first?"),
            consent: Consent(toReview: true, letterToReferringDoctor: true),
            diagnosis: Diagnosis(cancer: Coding(text: "adenocarcinoma of the lung"), histology: "adenocarcinoma"))
        subject.firstOpinion = FirstOpinion(doctor: "Dr. Ruth Fern", institution: "Klinik am See", plan: "surgery")
        subject.records = [RecordClass.pathologyReport, .imagingReport, .images].map { record("r-\($0.rawValue)", $0) }
        subject.questions = [PatientQuestion(id: "q1", text: "How long in hospital?", specialty: .surgeon)]
        subject.preferences = [Preference(id: "p1", code: .keepWorking, text: "I want to keep my shop.")]
        edit(&subject)
        return subject
    }

    static func record(_ id: String, _ kind: RecordClass = .other) -> ClinicalRecord {
        ClinicalRecord(id: id, kind: kind, title: "record \(id)", date: CivilDate(.day(-3), in: .gmt))
    }
}

/// A roster with two people for each seat, the first the more expert, and a board that they serve.
enum TestRoster {
    static func reviewer(
        _ id: ReviewerID, _ specialties: Specialty..., expertise: Int = 3, institution: String = "Charité Nord",
        edit: (inout Reviewer) -> Void = { _ in }
    ) throws -> Reviewer {
        var reviewer = Reviewer(
            id: id, name: "Dr. \(id)", specialties: specialties, expertise: [.lung: expertise],
            institution: institution, email: try EmailAddress("\(id)@example.org"),
            credential: Credential(
                number: "1", verified: try CivilDate("2026-01-01"), expires: try CivilDate("2030-01-01")),
            licences: ["DE-BE"])
        edit(&reviewer)
        return reviewer
    }

    static func standard() throws -> Roster {
        Roster(
            reviewers: [
                try reviewer("s1", .surgeon, expertise: 5), try reviewer("s2", .surgeon),
                try reviewer("m1", .medicalOncologist, expertise: 5), try reviewer("m2", .medicalOncologist),
                try reviewer("x1", .radiationOncologist, expertise: 5), try reviewer("x2", .radiationOncologist),
                try reviewer("p1", .pathologist), try reviewer("i1", .radiologist),
                try reviewer("chair", .pulmonologist), try reviewer("deputy", .pulmonologist),
            ], boards: [board])
    }

    static var board: Board {
        Board(
            id: "thoracic", name: "Thoracic board", diseaseGroups: [.lung], chair: "chair", delegates: ["deputy"],
            coordinator: Contact(name: "Coordinator"), onCall: [Contact(name: "On call")], timeZone: "Europe/Berlin")
    }

    /// A weekly session on Wednesdays at 13:00 whose list closes 96 hours before, on Saturday.
    static func session(week: Int) -> Session {
        Session(
            id: SessionID(checked: "w\(week)"), board: "thoracic", starts: .day(2 + 7 * week, 13), minutes: 60,
            cutoffHours: 96, timeZone: "Europe/Berlin")
    }
}

/// Opinions that answer everything unless a test makes them otherwise.
enum TestOpinion {
    static func of(
        _ reviewer: ReviewerID, _ specialty: Specialty, _ plan: [[String]] = [["surgery"], ["systemic"]],
        intent: TreatmentIntent = .curative, ratings: [Modality: Int] = [:], status: Vote.Status = .cast,
        diagnosisWhy: String? = nil, stageWhy: String? = nil, contraindications: [Contraindication] = [],
        blocking: [InformationNeed] = [], edit: (inout Opinion) -> Void = { _ in }
    ) throws -> Opinion {
        let read = try PhasedPlan(parsing: plan)
        let votes = specialty.votesOnTreatment && status == .cast
        var all: [Modality: Int] = [:]
        for modality in read.modalities where votes { all[modality] = 8 }
        all.merge(ratings) { _, new in new }
        var opinion = Opinion(
            vote: try Vote(
                reviewer: reviewer.text, specialty: specialty, status: status, diagnosisAgree: diagnosisWhy == nil,
                diagnosisWhy: diagnosisWhy, stageAgree: stageWhy == nil, stageWhy: stageWhy,
                contraindications: contraindications, blockingNeeds: blocking, intent: votes ? intent : nil,
                plan: votes ? read : nil, ratings: all, guidelineRef: "S3 \(reviewer)",
                rationale: "rationale of \(reviewer)"))
        opinion.answers = [QuestionAnswer(question: "q1", text: "\(reviewer): about a week")]
        opinion.preferences = [PreferenceResponse(preference: "p1", met: true, how: "\(reviewer): sick leave is short")]
        edit(&opinion)
        return opinion
    }
}

/// One case walked through its life with a clock of its own: what a site does, without the site.
struct Walk {
    var entries: [CaseFile.Entry]
    var file: CaseFile
    var now: Date
    var policy = BoardPolicy.standard
    var roster: Roster
    var sessions: [Session] = (0...4).map(TestRoster.session)
    var booked: [SessionID: Int] = [:]
    var loads: [ReviewerID: Int] = [:]

    struct NoReferral: Error {}

    init(_ subject: Case, at now: Date = .day(0)) throws {
        self.now = now
        roster = try TestRoster.standard()
        entries = CaseFile.refer(subject).map { CaseFile.Entry(event: $0, at: now) }
        guard let file = CaseFile(entries) else { throw NoReferral() }
        self.file = file
    }

    var facts: SeatingFacts { SeatingFacts(roster: roster, loads: loads, zone: .gmt) }
    var steps: [DueStep] { file.dueSteps(now: now, policy: policy) }
    var digest: String { file.packet?.digest ?? "" }

    /// When a step falls due, as things are.
    func due(_ action: DueAction) -> Date? { steps.first { $0.action == action }?.at }

    /// What happened, in words of the journal.
    var kinds: [String] { entries.map(\.event.kind) }

    @discardableResult
    mutating func record(_ events: [CaseEvent]) -> [CaseEvent] {
        file = file.applying(events, at: now)
        entries += events.map { CaseFile.Entry(event: $0, at: now) }
        return events
    }

    /// Takes a step at the current instant, whether it is due or not.
    @discardableResult
    mutating func take(_ action: DueAction) throws -> [CaseEvent] {
        switch action {
        case .alert: return record(file.alert())
        case .chaseRecords: return record(file.chaseRecords(now: now, policy: policy))
        case .list:
            return record(plan().map(file.scheduled) ?? [])
        case .openBallot: return record(try file.openBallot(now: now, policy: policy, digest: Self.digest))
        case .remind: return record(file.remind())
        case .cover: return record(file.cover(now: now, facts: facts))
        case .closeBallot: return record(try file.closeBallot(now: now, policy: policy, facts: facts))
        case .askSignature: return record(file.askSignature())
        case .heldAlarm: return record(file.raiseHeldAlarm())
        case .chaseQuestions: return record(file.chaseQuestions(now: now, policy: policy))
        case .askImplementation: return record(file.askImplementation(now: now, policy: policy))
        }
    }

    /// What the planner makes of the case.
    func plan() -> PlannedCase? {
        let weeks = Set(sessions.map { Week(of: CivilDate($0.starts, in: .gmt)) })
        let published = file.listing.flatMap { $0.session == nil ? nil : $0 }.map {
            PublishedListing(listing: $0, panel: file.panel ?? BoardPanel())
        }
        let item = ScheduleCase(
            subject: file.subject, ready: now, published: published, continuity: file.continuity,
            barred: file.barredFromSeats,
            because: file.returning, wishes: file.wishes)
        let request = ScheduleRequest(
            now: now, cases: [item], sessions: sessions, roster: roster,
            standing: StandingSeats(
                loads: loads.mapValues { load in Dictionary(uniqueKeysWithValues: weeks.map { ($0, load) }) },
                booked: booked), policy: policy, scope: .repair)
        return SchedulePlanner(request, effort: .brief).plan().planned(file.subject.id)
    }

    /// Goes to the next due instant and takes what is due then; nil when nothing will ever be due.
    @discardableResult
    mutating func step() throws -> DueStep? {
        guard let next = steps.min(by: { $0.at < $1.at }) else { return nil }
        now = max(now, next.at)
        try take(next.action)
        return next
    }

    /// Goes on until that step has been taken.
    mutating func run(through action: DueAction) throws {
        for _ in 0..<40 {
            guard let taken = try step() else { return }
            if taken.action == action { return }
        }
    }

    mutating func cast(_ opinion: Opinion, packet: String? = nil) throws(CommandRefusal) {
        let events = try file.cast(
            opinion, by: ReviewerID(checked: opinion.vote.reviewer), packetDigest: packet ?? digest,
            grade: .linkAndCode, now: now, policy: policy)
        record(events)
    }

    /// Casts the same plan for each voting seat that still waits.
    mutating func castAll(_ plan: [[String]] = [["surgery"], ["systemic"]]) throws {
        for seat in file.awaitedSeats { try cast(TestOpinion.of(seat.reviewer, seat.specialty, plan)) }
    }

    mutating func add(_ record: ClinicalRecord, material: Bool) throws {
        self.record(
            try file.addRecord(
                record, material: material, by: "coordinator", now: now, policy: policy, digest: Self.digest))
    }

    /// FNV-1a over the canonical content: a digest that needs no library.
    static func digest(_ content: PacketContent) throws -> String {
        let hash = try JSONEncoder.canonical.encode(content).reduce(14_695_981_039_346_656_037 as UInt64) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        return String(hash, radix: 16)
    }

    /// A case whose ballot has just opened: listed on Monday, opened on Saturday, closing on Tuesday at 13:00.
    static func voting(_ subject: Case = TestCase.lung(), edit: (inout Walk) throws -> Void = { _ in }) throws -> Walk {
        var walk = try Walk(subject)
        try edit(&walk)
        try walk.run(through: .openBallot)
        return walk
    }

    /// A case whose plan has just been compiled.
    static func compiled(_ subject: Case = TestCase.lung()) throws -> Walk {
        var walk = try voting(subject)
        try walk.castAll()
        try walk.run(through: .closeBallot)
        return walk
    }
}
