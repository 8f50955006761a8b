import Foundation
import Testing

@testable import TumorBoard

@Suite("Whatever people do, in whatever order, a case holds together")
struct LifecyclePropertyTests {
    @Test("Three hundred random lives of sixty steps lose nothing, fold alike and never spin")
    func randomLives() throws {
        let seed: UInt64 = 20_261_121
        var random = SplitMix64(seed: seed)
        var reached: Set<String> = []
        for life in 0..<300 {
            var walk = try Walk(Self.subject(using: &random))
            walk.roster.reviewers += try Self.moreReviewers()
            do {
                for _ in 0..<60 {
                    try Self.advance(&walk, using: &random)
                    try Self.act(on: &walk, using: &random)
                    if let fault = Self.fault(in: walk) { throw Fault(what: fault) }
                }
                let stored = try walk.entries.map { entry in
                    let payload = try entry.event.payload()
                    return CaseFile.Entry(
                        event: try CaseEvent(kind: entry.event.kind, schema: 1, payload: payload), at: entry.at)
                }
                guard CaseFile(stored) == walk.file else { throw Fault(what: "what is stored folds to another file") }
            } catch {
                Issue.record("life \(life) of seed \(seed), after \(walk.kinds.suffix(12)): \(error)")
                return
            }
            reached.formUnion(walk.kinds)
        }
        let rare = [
            "case.planSentBack", "case.planRevised", "case.treatmentRefused", "case.planWithdrawn",
            "case.thirdOpinionSought", "case.informationReceived", "case.seatReplaced",
        ]
        for kind in rare + [
            "case.planRead", "case.boardToSit", "case.heldAlarmRaised", "case.ended", "case.followUpAnswered",
        ] {
            #expect(reached.contains(kind), "seed \(seed) never reached \(kind)")
        }
    }

    private struct Fault: Error { let what: String }

    private static func subject(using random: inout SplitMix64) -> Case {
        TestCase.lung { subject in
            let level = UrgencyClass.allCases.randomElement(using: &random) ?? .standard
            subject.urgency = Urgency(level: level == .emergency && random.chance(80) ? .standard : level)
            if random.chance(20) { subject.records.removeLast() }
            if random.chance(20) { subject.referral.reasons = [.uncertainPathology] }
            subject.consent.readFirst = random.chance(20)
        }
    }

    private static func moreReviewers() throws -> [Reviewer] {
        try [Specialty.surgeon, .medicalOncologist, .radiationOncologist, .pathologist].map { specialty in
            try TestRoster.reviewer(ReviewerID(checked: "z-\(specialty.rawValue)"), specialty, expertise: 1)
        }
    }

    /// Some time passes, and the agent takes what is due.
    private static func advance(_ walk: inout Walk, using random: inout SplitMix64) throws {
        walk.now = walk.now.hours(Double(Int.random(in: 0...40, using: &random)))
        if let last = walk.sessions.last, walk.now > last.cutoff.hours(-24 * 14),
            let week = Int(last.id.text.dropFirst())
        {
            walk.sessions.append(TestRoster.session(week: week + 1))
        }
        var taken = 0
        while let step = walk.steps.filter({ $0.at <= walk.now }).min(by: { $0.at < $1.at }) {
            let events = try walk.take(step.action)
            if events.isEmpty {
                // what cannot be done now is looked at again later
                guard step.action == .list || step.action == .cover else { throw Fault(what: "\(step) does nothing") }
                let others = walk.steps.filter { $0.at <= walk.now && $0.action != step.action }
                guard let other = others.first else { return }
                try walk.take(other.action)
            }
            // what is asked again and again is asked once an instant; a late agent catches up on two reminders
            taken += 1
            guard taken < 8 else { throw Fault(what: "\(step) stays due at \(walk.now)") }
        }
    }

    private static func act(on walk: inout Walk, using random: inout SplitMix64) throws {
        let file = walk.file
        let before = file.opinions
        do {
            // once a plan is signed, what follows it is as likely as all that may still undo it
            let draw = file.signature != nil && random.chance(50) ? 82 : 0
            switch Int.random(in: draw..<100, using: &random) {
            case 0..<45:
                guard let seat = file.awaitedSeats.randomElement(using: &random) ?? file.panel?.seats.first else {
                    break
                }
                try walk.cast(opinion(for: seat, using: &random), packet: random.chance(90) ? nil : "old")
            case 45..<50:
                guard let seat = file.panel?.ballotSeats.randomElement(using: &random) else { break }
                walk.record(try file.recuse(seat.reviewer, reason: "kin", facts: walk.facts))
            case 50..<58:
                let kinds: [RecordClass] = [.images, .imagingReport, .other, .chemistry]
                let record = TestCase.record(
                    "n\(Int.random(in: 0..<40, using: &random))", kinds.randomElement(using: &random) ?? .other)
                try walk.add(record, material: random.chance(40))
            case 58..<66:
                guard let task = file.tasks.first(where: { $0.received == nil }) else { break }
                walk.record(
                    try file.receive(task.request.need, record: TestCase.record("t\(file.version)"), by: "someone"))
            case 66..<69:
                guard let chair = walk.roster.reviewer("chair") else { break }
                let author = file.authorsOfPlan.randomElement(using: &random)
                walk.record(
                    try file.sendBack(
                        "say more", by: chair, to: author.map { .author($0) } ?? .coordinator,
                        askingPanel: random.chance(50), board: TestRoster.board, now: walk.now, policy: walk.policy))
            case 69..<71:
                guard let seat = file.panel?.ballotSeats.randomElement(using: &random) else { break }
                let said = PlanSupplement(
                    reviewer: seat.reviewer, specialty: seat.specialty, subject: .question("q1"),
                    text: "about \(file.version) days")
                walk.record(
                    try file.revise(
                        said, reason: "a slip", by: seat.reviewer.text, withdrawing: random.chance(30), now: walk.now))
            case 71..<73:
                let modality: Modality = random.chance(50) ? .surgery : .systemic
                walk.record(
                    try file.refuse(
                        TreatmentRefusal(modality: modality, by: "Dr. Fern", lifted: random.chance(30)), now: walk.now,
                        policy: walk.policy, digest: Walk.digest))
            case 73..<82:
                guard let signer = walk.roster.reviewer(random.chance(70) ? "chair" : "deputy") else { break }
                walk.record(try file.sign(by: signer, name: signer.name, board: TestRoster.board))
            case 82..<86: walk.record(try file.recordConversation(by: "Dr. Fern", note: nil))
            case 86..<88: walk.record(file.markRead(by: "patient"))
            case 92..<96: walk.record(try file.acknowledge(by: "Dr. Call", note: nil))
            case 96: walk.record(try file.end(.treated, by: "Dr. Fern", note: nil))
            case 88..<92, 97...: try walk.actAfterPlan(using: &random)
            default: break
            }
        } catch let refusal as CommandRefusal {
            guard walk.file == file, !refusal.description.isEmpty else {
                throw Fault(what: "a refusal changed something")
            }
        }
        guard walk.file.opinions.starts(with: before) else { throw Fault(what: "an opinion is lost") }
    }

    private static func opinion(for seat: Seat, using random: inout SplitMix64) throws -> Opinion {
        let plans = [[["surgery"], ["systemic"]], [["surgery"], ["systemic"]], [["surgery"]], [["radiotherapy"]]]
        let plan = plans.randomElement(using: &random) ?? [["surgery"]]
        let frail = Contraindication(modality: .surgery, severity: .absolute, why: "FEV1 35 %")
        return try TestOpinion.of(
            seat.reviewer, seat.specialty, plan, intent: random.chance(95) ? .curative : .palliative,
            status: random.chance(95) ? .cast : .abstain, diagnosisWhy: random.chance(4) ? "carcinoid" : nil,
            contraindications: random.chance(5) ? [frail] : [], blocking: random.chance(5) ? [.molecular] : [])
    }

    private static func fault(in walk: Walk) -> String? {
        let file = walk.file
        guard file.version == walk.entries.count else { return "the version is not the number of events" }
        guard CaseFile(walk.entries) == file else { return "folding from the start tells another story" }
        let cast = walk.entries.count { if case .opinionCast = $0.event { true } else { false } }
        guard file.opinions.count == cast else { return "an opinion is lost" }
        let seated = file.panel?.seats.map(\.reviewer) ?? []
        guard Set(seated).count == seated.count else { return "someone sits twice" }
        guard !seated.contains(where: { file.barred[$0] == .recused }) else { return "someone recused sits" }
        if let ballot = file.ballot, ballot.closes < ballot.opened { return "a ballot closes before it opens" }
        if file.signature != nil, file.plan?.gaps.isEmpty != true { return "a plan with gaps is signed" }
        if let valid = file.validPlan, file.atVersion(valid.version)?.signature != valid.signature {
            return "a version that is valid is not the one that was signed"
        }
        if file.released?.patientPlan == true, file.signature == nil { return "an unsigned plan left" }
        if file.ending != nil, !walk.steps.isEmpty { return "an ended case has something due" }
        if file.emergency != nil, file.listing != nil { return "an emergency waits on a list" }
        return walk.faultAfterPlan
    }
}
