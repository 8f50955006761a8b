import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

/// Where a case stands when it is exported.
enum ExportState: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case referred, voting, dissent, options, unanimous, signed, withdrawn, thirdOpinion, boardSits, information
    case emergency, treated, died, undecided, refused

    var testDescription: String { rawValue }

    /// Whether a plan is on record and open to be read.
    var hasPlan: Bool {
        switch self {
        case .dissent, .options, .unanimous, .signed, .withdrawn, .treated, .died, .undecided, .refused: true
        case .referred, .voting, .thirdOpinion, .boardSits, .information, .emergency: false
        }
    }
}

/// A case led to a state by the rules of the domain, with the journal of how.
struct ExportStage {
    private(set) var file: CaseFile
    private(set) var journal: [JournalLine]
    private var now: Date
    private let policy: BoardPolicy
    private let facts: SeatingFacts
    private let board: Board

    /// The words of every rationale, which must not be read while opinions are sealed.
    static let rationale = "Rationale that stays sealed"

    /// Leads a case to a state.
    init(_ subject: Case, to state: ExportState) throws {
        var subject = subject
        if state == .emergency { subject.urgency = Urgency(level: .emergency, reason: "Cord compression") }
        subject.consent.toReview = true
        subject.referral.treating = []
        // the roster here knows three specialties only
        subject.referral.reasons = [.patientWantsConfirmation]
        var policy = BoardPolicy.standard
        policy.seats.core = [:]
        policy.seats.owners = [:]
        self.policy = policy
        let roster = try Self.roster(region: subject.patient.region ?? "DE-BE")
        board = try Self.board(for: subject.diseaseGroup)
        facts = SeatingFacts(roster: roster, loads: [:], zone: .gmt)
        now = try CivilDate("2026-11-02").startUTC
        let first = CaseFile.refer(state == .emergency ? subject : Self.calm(subject))
        guard let file = CaseFile(first.map { .init(event: $0, at: Date(timeIntervalSince1970: 1_793_577_600)) })
        else { throw StageFault.noReferral }
        self.file = file
        journal = []
        note(first, actor: "Coordinator")
        if state != .referred, state != .emergency { try lead(to: state) }
    }

    /// The export of the case as it stands.
    var export: BoardExport {
        BoardExport(
            file: file, journal: journal, board: board, roster: facts.roster, hospital: "Sample Hospital",
            missing: file.readiness(now: now, policy: policy).notPresented, asOf: now, uuid: Self.uuid)
    }

    private static func calm(_ subject: Case) -> Case {
        var subject = subject
        subject.urgency.level = .standard
        return subject
    }

    private mutating func note(_ events: [CaseEvent], actor: String) {
        for event in events {
            journal.append(
                JournalLine(
                    version: journal.count + 1, kind: event.kind, actor: actor, effective: now, recorded: now))
        }
    }

    private mutating func happen(_ events: [CaseEvent], actor: String = "agent", after hours: Double = 1) {
        now += 3_600 * hours
        file = file.applying(events, at: now)
        note(events, actor: actor)
    }

    private mutating func lead(to state: ExportState) throws {
        let listing = Listing(
            board: board.id, session: "2026-11-05", cutoff: now, closes: now + 86_400, sits: now + 172_800,
            minutes: 15, reasons: [.firstWithRoom])
        let seating = SeatingRequest(
            subject: file.subject, day: CivilDate(now, in: facts.zone), seats: policy.seats.seats(for: file.subject),
            roster: facts.roster)
        happen([.listed(listing), .panelSeated(seating.seatPanel())])
        happen(
            try file.openBallot(now: now, policy: policy) { content in
                Self.digest(String(decoding: try JSONEncoder.canonical.encode(content), as: UTF8.self))
            })
        try vote(state)
        if state == .voting { return }
        happen(try file.closeBallot(now: now, policy: policy, facts: facts), after: 24)
        switch state {
        case .boardSits:
            try vote(.thirdOpinion)
            happen(try file.closeBallot(now: now, policy: policy, facts: facts), after: 48)
        case .signed, .withdrawn, .treated, .undecided, .refused: try sign(then: state)
        case .died: happen(try file.end(.died, by: "Coordinator", note: nil), actor: "Coordinator")
        default: break
        }
    }

    private mutating func sign(then state: ExportState) throws {
        guard let chair = facts.roster.reviewer(board.chair) else { throw StageFault.noChair }
        happen(try file.sign(by: chair, name: chair.name, board: board), actor: chair.id.text)
        if state == .withdrawn {
            let late = ClinicalRecord(id: "late-ct", kind: .imagingReport, title: "Late CT", modality: .ct)
            happen(
                try file.addRecord(late, material: true, by: "Coordinator", now: now, policy: policy) { _ in "" },
                actor: "Coordinator")
        } else if state == .treated {
            happen(try file.end(.treated, by: "Coordinator", note: nil), actor: "Coordinator")
        } else if state != .signed {
            let choice = ChoiceDraft(state == .refused ? .declines : .undecided, talkedWith: "Dr. Fern")
            happen(
                try file.recordChoice(choice, by: "Coordinator", now: now, policy: policy), actor: "Coordinator")
        }
    }
}

enum StageFault: Error { case noReferral, noChair, noPanel }

extension ExportStage {
    /// Everyone seated casts an opinion that leads to the state.
    private mutating func vote(_ state: ExportState) throws {
        for seat in file.awaitedSeats {
            let opinion = try Self.opinion(of: seat, in: file, state: state)
            guard let packet = file.packet else { throw StageFault.noPanel }
            happen(
                try file.cast(
                    opinion, by: seat.reviewer, packetDigest: packet.digest, grade: .linkAndCode, now: now,
                    policy: policy), actor: seat.reviewer.text)
        }
    }

    private static func opinion(of seat: Seat, in file: CaseFile, state: ExportState) throws -> Opinion {
        let shared = [["systemic"], ["surgery/lobectomy"], ["systemic"]]
        var ratings: [Modality: Int] = [.surgery: 8, .systemic: 8, .radiotherapy: 5]
        var phases = shared
        switch (state, seat.specialty) {
        case (.dissent, .radiationOncologist):
            phases = [["radiotherapy", "systemic"]]
            ratings = [.surgery: 5, .systemic: 8, .radiotherapy: 8]
        case (.options, .surgeon): (phases, ratings) = ([["surgery"]], [.surgery: 8, .radiotherapy: 8])
        case (.options, _): (phases, ratings) = ([["radiotherapy"]], [.surgery: 8, .radiotherapy: 8])
        case (.thirdOpinion, .surgeon), (.boardSits, .surgeon):
            (phases, ratings) = ([["surgery"]], [.surgery: 9, .radiotherapy: 2, .systemic: 2])
        case (.thirdOpinion, .medicalOncologist), (.boardSits, .medicalOncologist):
            (phases, ratings) = ([["systemic"]], [.surgery: 2, .radiotherapy: 2, .systemic: 9])
        case (.thirdOpinion, _), (.boardSits, _):
            (phases, ratings) = ([["radiotherapy"]], [.surgery: 2, .radiotherapy: 9, .systemic: 2])
        default: break
        }
        let needs: [InformationNeed] = state == .information && seat.specialty == .surgeon ? [.imaging] : []
        let vote = try Vote(
            reviewer: seat.reviewer.text, specialty: seat.specialty,
            contraindications: [
                Contraindication(modality: .clinicalTrial, severity: .relative, why: "Far from home <40 km> & tired")
            ], blockingNeeds: needs, nonBlockingNeeds: [.performanceStatus], intent: .curative,
            plan: try PhasedPlan(parsing: phases), ratings: ratings, guidelineRef: "Guideline 4.2, page 3",
            rationale: rationale)
        var opinion = Opinion(vote: vote)
        for modality in try PhasedPlan(parsing: phases).modalities {
            opinion.detail[modality] = "What exactly: \(modality.inPlainWords) by \(seat.specialty.title)"
        }
        (opinion.benefits, opinion.sideEffects) = ("Cure in 40 of 100\u{A0}people", "Tiredness")
        (opinion.duration, opinion.burden) = ("Six weeks", "Daily visits")
        opinion.alternatives = [Alternative(name: "Watch and wait", whyNot: "It may grow")]
        opinion.conditions = [
            PlanCondition(trigger: "if it grows", action: "another discussion", expires: try CivilDate("2027-03-31"))
        ]
        opinion.answerToBoard = "Yes, by all means"
        opinion.answers = file.subject.questions.map { QuestionAnswer(question: $0.id, text: "A plain answer") }
        opinion.preferences = file.subject.preferences.map {
            PreferenceResponse(preference: $0.id, met: true, how: "The plan keeps to it")
        }
        return opinion
    }

    private static func roster(region: String) throws -> Roster {
        let credential = Credential(
            number: "1", verified: try CivilDate("2026-01-01"), expires: try CivilDate("2030-01-01"))
        let expertise = Dictionary(uniqueKeysWithValues: DiseaseGroup.allCases.map { ($0, 3) })
        var reviewers: [Reviewer] = []
        for specialty in [Specialty.surgeon, .medicalOncologist, .radiationOncologist, .radiologist] {
            for number in 1...2 {
                reviewers.append(
                    Reviewer(
                        id: try ReviewerID("\(specialty.rawValue)-\(number)"),
                        name: "Dr. \(specialty.rawValue) \(number)", specialties: [specialty], expertise: expertise,
                        institution: "Sample Hospital", email: try EmailAddress("r@sample.example"),
                        credential: credential, licences: [region]))
            }
        }
        return Roster(reviewers: reviewers, boards: [])
    }

    private static func board(for group: DiseaseGroup) throws -> Board {
        Board(
            id: "board", name: "Sample Tumor Board", diseaseGroups: [group], chair: "surgeon-2",
            delegates: ["medicalOncologist-2"], coordinator: Contact(name: "Coordinator"), onCall: [],
            timeZone: "Europe/Berlin")
    }

    /// A UUID of two FNV-1a hashes: any function that keeps names apart will do.
    @Sendable static func uuid(_ name: String) -> String {
        let digits = Array(hex(name, 14_695_981_039_346_656_037) + hex("\(name)/", 1_099_511_628_211))
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return parts.joined(separator: "-")
    }

    /// 64 hexadecimal digits.
    static func digest(_ text: String) -> String { (1...4).map { hex(text, UInt64($0)) }.joined() }

    private static func hex(_ text: String, _ seed: UInt64) -> String {
        let hash = text.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
