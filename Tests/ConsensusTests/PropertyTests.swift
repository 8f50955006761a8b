import Foundation
import Testing

@testable import TumorBoard

/// What holds for every ballot. Set `TUMORBOARD_SEED` to see a printed failure again.
@Suite("Consensus properties")
struct PropertyTests {
    /// Ballots a property.
    static let count = 10_000
    static let seed: UInt64 = {
        let seed = ProcessInfo.processInfo.environment["TUMORBOARD_SEED"].flatMap(UInt64.init) ?? 20_260_117
        print("consensus properties: seed \(seed), \(count) ballots each")
        return seed
    }()

    /// The ballots with their outcomes, generated and decided once for all properties.
    static let sample = Result<[(ballot: Ballot, outcome: Outcome)], any Error> {
        var ballots = BallotGenerator(seed: seed)
        return try (0..<count).map { _ in
            let ballot = ballots.next()
            return (ballot, try ballot.decide())
        }
    }

    /// Each ballot with its outcome and a source of chance of the property's own; stops at the first that fails.
    private func forEveryBallot(
        _ salt: UInt64, _ body: (Ballot, Outcome, inout SplitMix64) throws -> Bool
    ) throws {
        var random = SplitMix64(seed: Self.seed ^ salt)
        for (number, one) in try Self.sample.get().enumerated() where try !body(one.ballot, one.outcome, &random) {
            Issue.record("seed \(Self.seed), ballot \(number): \(one.ballot) gave \(one.outcome)")
            return
        }
    }

    @Test("every outcome, level and reason is common among the generated ballots")
    func coverage() throws {
        var seen: [String: Int] = [:]
        try forEveryBallot(1) { _, outcome, _ in
            let reasons = outcome.reasons.map { $0.code.prefix { $0 != ":" } }
            var words = Set(reasons.map { "reason \($0)" })
            words.insert("outcome \(outcome.kind.rawValue)")
            if let level = outcome.level { words.insert("level \(level.rawValue)") }
            for word in words { seen[word, default: 0] += 1 }
            return true
        }
        print(seen.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "\n"))
        let reasons = [
            "noQuorum", "diagnosisConflict", "stageConflict", "blockingNeed", "intentConflict", "sequenceConflict",
            "modalityOpposed", "polarised", "noPlurality", "contraindication", "seatMissing", "ownerMissing",
            "ownerVeto", "ownerUnsupported", "belowTwoThirds", "guidelineDeviationUnexplained", "unanimous",
            "majorityWithDissent", "equivalentOptions",
        ].map { "reason \($0)" }
        let kinds = Outcome.Kind.allCases.map { "outcome \($0.rawValue)" }
        let levels = Outcome.Level.allCases.map { "level \($0.rawValue)" }
        for word in reasons + kinds + levels {
            #expect(seen[word, default: 0] * 100 >= 3 * Self.count, "\(word): \(seen[word, default: 0])")
        }
    }

    @Test("the decision table, written from the design, gives the same trace")
    func decisionTable() throws {
        try forEveryBallot(2) { ballot, outcome, _ in outcome.canonical == DecisionTable(ballot).decide() }
    }

    @Test("the order in which votes come changes nothing, to the byte")
    func permutation() throws {
        try forEveryBallot(3) { ballot, outcome, random in
            var shuffled = ballot
            shuffled.drafts.shuffle(using: &random)
            let again = try shuffled.decide()
            return again == outcome && again.canonicalJSON() == outcome.canonicalJSON()
        }
    }

    @Test("the same ballot gives the same bytes, and they read back")
    func determinism() throws {
        try forEveryBallot(4) { ballot, outcome, random in
            let bytes = outcome.canonicalJSON()
            guard try ballot.decide().canonicalJSON() == bytes else { return false }
            return try random.chance(75) || JSONDecoder().decode(Outcome.self, from: bytes) == outcome
        }
    }

    @Test("one plan from everyone, unblocked, is unanimous; unanimous is one plan from everyone")
    func unanimity() throws {
        try forEveryBallot(5) { ballot, outcome, _ in
            let cast = try ballot.drafts.map { try $0.vote() }.filter(\.isTreatmentVote)
            let isOnePlan =
                Set(cast.map { $0.plan?.withoutAddedSupport }).count == 1 && Set(cast.map(\.intent)).count == 1
            switch outcome.kind {
            case .consensus: return isOnePlan == (outcome.level == .unanimous)
            case .escalate where isOnePlan && outcome.tally != nil:
                return outcome.tally?.endorse == outcome.n && outcome.dissent.isEmpty
            default: return true
            }
        }
    }

    @Test("an abstention without findings and an absence are the same decision")
    func abstention() throws {
        try forEveryBallot(6) { ballot, outcome, random in
            var absent = ballot
            absent.drafts.removeAll { $0.reviewer == "z" }
            var abstaining = absent
            let seat = random.pick(Specialty.allCases, else: .surgeon)
            abstaining.drafts.append(
                Draft(reviewer: "z", specialty: seat, status: .abstain, ratings: [.surgery: 1, .systemic: 9]))
            let other = try abstaining.decide()
            return other.abstained == outcome.abstained + ["z"]
                && other.ignoringAbstentions == outcome.ignoringAbstentions
        }
    }

    @Test("what a recused opinion says changes nothing")
    func recusal() throws {
        try forEveryBallot(7) { ballot, _, random in
            var one = ballot
            let index = Int.random(in: one.drafts.indices, using: &random)
            one.drafts[index].status = .recused
            var two = one
            two.drafts[index].diagnosisWhy = "IHC"
            two.drafts[index].stageWhy = "N2"
            two.drafts[index].blockingNeeds = [.molecular]
            two.drafts[index].nonBlockingNeeds = [.imaging]
            two.drafts[index].plan = [["clinicalTrial"]]
            two.drafts[index].ratings = [.surgery: 1, .systemic: 1, .radiotherapy: 1, .clinicalTrial: 9]
            two.drafts[index].contraindications = Modality.allCases.map {
                Contraindication(modality: $0, severity: .absolute, why: "frailty")
            }
            return try one.decide() == two.decide()
        }
    }

    @Test("raising a rating of a plan modality keeps consensus, and the plan stays it or one of its options")
    func monotonicity() throws {
        try forEveryBallot(8) { ballot, outcome, random in
            guard outcome.kind == .consensus else { return true }
            let plans = outcome.plan.map { [$0] } ?? outcome.options.map(\.plan)
            for _ in 0..<4 {
                var raised = ballot
                let index = Int.random(in: raised.drafts.indices, using: &random)
                let modality = random.pick(plans.flatMap(\.modalities), else: .surgery)
                guard let rating = raised.drafts[index].ratings[modality], rating < 9 else { continue }
                raised.drafts[index].ratings[modality] = Int.random(in: (rating + 1)...9, using: &random)
                let after = try raised.decide()
                let now = Set(after.options.map(\.plan) + (after.plan.map { [$0] } ?? []))
                guard after.kind == .consensus, plans.allSatisfy(now.contains) else { return false }
            }
            return true
        }
    }

    @Test("an absolute contraindication always takes the plan out")
    func contraindication() throws {
        try forEveryBallot(9) { ballot, outcome, random in
            guard outcome.kind == .consensus else { return true }
            let plans = outcome.plan.map { [$0] } ?? outcome.options.map(\.plan)
            let modality = random.pick(plans.flatMap(\.modalities), else: .surgery)
            var against = ballot
            against.context.adjudicatedContraindications = []
            let heard = against.drafts.indices.filter { against.drafts[$0].status != .recused }
            let index = random.pick(heard, else: 0)
            against.drafts[index].contraindications.append(
                Contraindication(modality: modality, severity: .absolute, why: "LVEF 25 %"))
            let after = try against.decide()
            guard after.kind == .consensus else { return true }
            let now = after.plan.map { [$0] } ?? after.options.map(\.plan)
            return now.allSatisfy { !$0.modalities.contains(modality) }
        }
    }

    @Test("a disputed diagnosis stops consensus and asks for re-review, quorate or not")
    func diagnosis() throws {
        try forEveryBallot(10) { ballot, _, random in
            var disputed = ballot
            let heard = disputed.drafts.indices.filter { disputed.drafts[$0].status != .recused }
            guard let index = heard.randomElement(using: &random) else { return true }
            disputed.drafts[index].diagnosisWhy = "IHC not consistent"
            let after = try disputed.decide()
            let named = after.reasons.contains {
                $0.code == "diagnosisConflict" && $0.by.contains(disputed.drafts[index].reviewer)
            }
            return after.kind != .consensus && after.actions.contains(.pathologyReReview) && named
        }
    }

    @Test("the outcome's plan is some reviewer's plan, and every option too")
    func provenance() throws {
        try forEveryBallot(11) { ballot, outcome, _ in
            let proposed = Set(try ballot.drafts.compactMap { try $0.vote().plan?.withoutAddedSupport })
            return (outcome.options.map(\.plan) + (outcome.plan.map { [$0] } ?? [])).allSatisfy(proposed.contains)
        }
    }

    @Test("confidence and wording change flags, never the outcome")
    func wording() throws {
        let reasons: [WritableKeyPath<Draft, String?>] = [\.diagnosisWhy, \.stageWhy, \.deviationReason]
        try forEveryBallot(12) { ballot, outcome, random in
            var reworded = ballot
            for index in reworded.drafts.indices {
                reworded.drafts[index].confidence = random.pick(Vote.Confidence.allCases, else: .low)
                reworded.drafts[index].rationale = "\(random.next())"
                for why in reasons
                where reworded.drafts[index][keyPath: why] != nil {
                    reworded.drafts[index][keyPath: why] = "in other words \(random.next())"
                }
            }
            return try reworded.decide().ignoringFlags == outcome.ignoringFlags
        }
    }

    @Test("every surgery, systemic and radiotherapy in a consensus has an owner who rates it 7–9")
    func ownership() throws {
        try forEveryBallot(13) { ballot, outcome, _ in
            guard outcome.kind == .consensus else { return true }
            let owners = ConsensusRules.standard.owners.merging(ballot.context.owners) { _, stated in stated }
            return (outcome.plan.map { [$0] } ?? outcome.options.map(\.plan)).flatMap(\.modalities).allSatisfy {
                modality in
                guard let owning = owners[modality] else { return true }
                return ballot.drafts.contains {
                    $0.status == .cast && owning.contains($0.specialty) && $0.ratings[modality] ?? 0 >= 7
                }
            }
        }
    }

    @Test("with four opinions nobody is asked for a fifth in round 2")
    func noFifthOpinion() throws {
        try forEveryBallot(14) { ballot, _, _ in
            var second = ballot
            second.context.round = 2
            let outcome = try second.decide()
            guard outcome.kind == .escalate, outcome.n >= 4 else { return true }
            return outcome.target == .conveneBoard || outcome.primary?.code == "diagnosisConflict"
        }
    }

    @Test("endorsements and named dissent are everybody; reasons are there, in order, and name their cause")
    func trace() throws {
        let order = [
            "noQuorum", "diagnosisConflict", "stageConflict", "blockingNeed", "contraindication", "seatMissing",
            "ownerMissing", "ownerVeto", "ownerUnsupported", "polarised", "intentConflict", "modalityOpposed",
            "sequenceConflict", "belowTwoThirds", "guidelineDeviationUnexplained", "unanimous", "majorityWithDissent",
            "equivalentOptions",
        ]
        let tieOrder = ["intentConflict", "sequenceConflict", "polarised", "noPlurality"]
        try forEveryBallot(15) { _, outcome, _ in
            if let tally = outcome.tally, tally.endorse + tally.dissent.count != outcome.n { return false }
            let codes = outcome.reasons.map { String($0.code.prefix { $0 != ":" }) }
            let places = codes.compactMap { (codes.last == "noPlurality" ? tieOrder : order).firstIndex(of: $0) }
            let isNamed = outcome.reasons.allSatisfy { reason in
                switch reason {
                case .noQuorum, .tiedIntents, .tiedSequences, .belowTwoThirds, .unanimous, .majorityWithDissent: true
                case .noPlurality(let plans): plans.count > 1 && plans.allSatisfy { !$0.by.isEmpty }
                case .equivalentOptions(let modalities): modalities.count > 1
                default: !reason.by.isEmpty || reason.modality != nil || reason.specialty != nil
                }
            }
            let isTargeted = (outcome.target != nil) == (outcome.kind == .escalate || outcome.kind == .needInfo)
            return !codes.isEmpty && places.count == codes.count && places == places.sorted() && isNamed && isTargeted
        }
    }
}

extension Outcome {
    /// The decision apart from who abstained.
    fileprivate var ignoringAbstentions: Outcome { rebuilt(abstained: [], agreement: agreement) }

    /// The decision apart from its flags.
    fileprivate var ignoringFlags: Outcome {
        rebuilt(abstained: abstained, agreement: agreement.map { Agreement(level: $0.level, band: $0.band, flags: []) })
    }

    private func rebuilt(abstained: [String], agreement: Agreement?) -> Outcome {
        Outcome(
            kind: kind, n: n, quorum: quorum, recused: recused, abstained: abstained, reasons: reasons,
            actions: actions, conditions: conditions, target: target, tally: tally, agreement: agreement)
    }
}
