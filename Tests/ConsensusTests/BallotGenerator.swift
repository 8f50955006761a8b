@testable import TumorBoard

/// Ballots in which every outcome and every blocker is common: a situation is set up, then disturbed a little.
struct BallotGenerator {
    /// What a ballot is set up to be; disturbance may make something else of it.
    enum Situation: CaseIterable {
        case anything, unanimous, majority, equivalent, contraindicated, seatless, ownerless, vetoed, unsupported
        case otherClass, polarised, intent, sequence, opposed, lukewarm, deviating, tied, disputed, needing, few
    }

    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    private static let plans: [[[String]]] = [
        [["surgery"]], [["surgery"], ["systemic"]], [["systemic"], ["surgery"]],
        [["radiotherapy", "systemic"], ["surgery"]], [["systemic"], ["radiotherapy"], ["surgery"]],
        [["systemic"], ["surgery"], ["systemic"]], [["surgery/lobectomy"]], [["surgery/pneumonectomy"]],
        [["surgery/lobectomy"], ["systemic/platinum"]], [["radiotherapy"]], [["systemic"]],
        [["systemic"], ["radiotherapy"]], [["surgery", "bestSupportiveCare"]], [["surveillance"]],
        [["bestSupportiveCare"]], [["clinicalTrial"], ["surgery"]],
    ]

    private static let extraSeats: [Specialty] = [
        .gastroenterologist, .pulmonologist, .palliativePhysician, .urologist, .surgeon, .medicalOncologist,
        .radiationOncologist, .haematologist,
    ]

    /// The next ballot.
    mutating func next() -> Ballot {
        let situation = random.pick(Situation.allCases, else: .anything)
        var ballot = settled(seats: seats(for: situation), plan: random.pick(Self.plans, else: [["surgery"]]))
        arrange(&ballot, as: situation)
        disturb(&ballot)
        for index in ballot.drafts.indices { makeConsistent(&ballot.drafts[index]) }
        ballot.drafts.shuffle(using: &random)
        return ballot
    }

    private mutating func seats(for situation: Situation) -> [Specialty] {
        var seats: [Specialty] = [.surgeon, .medicalOncologist, .radiationOncologist]
        var more = random.pick([0, 0, 0, 0, 1, 1, 2, 2, 3, 5, 6, 8], else: 0)
        if situation == .lukewarm { more = max(more, 2) }
        for _ in 0..<more { seats.append(random.pick(Self.extraSeats, else: .urologist)) }
        return seats
    }

    private mutating func settled(seats: [Specialty], plan: [[String]]) -> Ballot {
        let names = seats.indices.map { "r\($0)" }.shuffled(using: &random)
        let drafts = zip(names, seats).map { name, seat in
            var ratings: [Modality: Int] = [:]
            for modality in Modality.allCases where random.chance(85) {
                ratings[modality] = Int.random(in: random.chance(70) ? 4...6 : 7...9, using: &random)
            }
            return Draft(reviewer: name, specialty: seat, plan: plan, ratings: ratings)
        }
        var ballot = Ballot(context: ConsensusContext(convened: seats.count), drafts: drafts)
        for index in ballot.drafts.indices {
            for modality in ballot.drafts[index].planned { ballot.drafts[index].ratings[modality] = high() }
        }
        return ballot
    }

    private mutating func arrange(_ ballot: inout Ballot, as situation: Situation) {
        let one = Int.random(in: ballot.drafts.indices, using: &random)
        let modality = ballot.drafts[0].planned.first ?? .surgery
        let owners: [Modality: Specialty] = [
            .surgery: .surgeon, .systemic: .medicalOncologist, .radiotherapy: .radiationOncologist,
        ]
        let owner = ballot.drafts.firstIndex { $0.specialty == owners[modality] } ?? one
        let others: [[String]] = random.chance(50) ? [["surveillance"]] : [["clinicalTrial"]]
        switch situation {
        case .unanimous: break
        case .anything:
            for index in ballot.drafts.indices {
                ballot.drafts[index].plan = random.pick(Self.plans, else: [["surgery"]])
                for any in Modality.allCases where random.chance(50) {
                    ballot.drafts[index].ratings[any] = Int.random(in: 1...9, using: &random)
                }
                if random.chance(20) { ballot.drafts[index].intent = .palliative }
            }
        case .majority:
            var shorter = ballot.drafts[one].plan
            if shorter.count > 1 { shorter.remove(at: Int.random(in: shorter.indices, using: &random)) }
            ballot.drafts[one].plan = shorter.count < ballot.drafts[one].plan.count ? shorter : others
        case .equivalent:
            let options = random.pick(
                [
                    [[["surgery"]], [["radiotherapy"]]], [[["surgery/lobectomy"]], [["radiotherapy"], ["systemic"]]],
                    [[["surgery"]], [["radiotherapy"]], [["surveillance"]]],
                ], else: [[["surgery"]], [["radiotherapy"]]])
            for index in ballot.drafts.indices {
                ballot.drafts[index].plan =
                    index < 2 ? options[index] : random.pick(options, else: [["surgery"]])
                for any in Modality.allCases { ballot.drafts[index].ratings[any] = high() }
            }
        case .contraindicated:
            let severity: Contraindication.Severity = random.chance(92) ? .absolute : .relative
            ballot.drafts[one].contraindications = [
                Contraindication(modality: modality, severity: severity, why: "LVEF 25 %")
            ]
            if random.chance(8) { ballot.context.adjudicatedContraindications = [modality] }
        case .seatless: ballot.drafts[Int.random(in: 0...2, using: &random)].status = .abstain
        case .ownerless:
            ballot.context.required = []
            for index in ballot.drafts.indices where ballot.drafts[index].specialty == owners[modality] {
                ballot.drafts[index].specialty = .pulmonologist
            }
        case .vetoed:
            ballot.drafts[owner].plan = others
            ballot.drafts[owner].ratings[modality] = low()
        case .unsupported:
            for index in ballot.drafts.indices where ballot.drafts[index].specialty == owners[modality] {
                ballot.drafts[index].plan = others
                ballot.drafts[index].ratings[modality] = Int.random(in: 4...6, using: &random)
            }
        case .otherClass:
            for index in ballot.drafts.indices {
                let isOwner = ballot.drafts[index].specialty == .surgeon
                ballot.drafts[index].plan = [[isOwner ? "surgery/pneumonectomy" : "surgery/lobectomy"]]
            }
        case .polarised:
            ballot.drafts[one].plan = others
            let disputed = ballot.drafts[one].planned.first ?? .surveillance
            for index in ballot.drafts.indices { ballot.drafts[index].ratings[disputed] = random.chance(60) ? 2 : 8 }
        case .intent: ballot.drafts[one].intent = .palliative
        case .sequence:
            for index in ballot.drafts.indices {
                ballot.drafts[index].plan = [["systemic"], ["surgery"]]
                if index == one { ballot.drafts[index].plan.reverse() }
            }
        case .opposed:
            ballot.drafts[one].plan = others
            ballot.drafts[one].ratings[modality] = low()
        case .lukewarm:
            for index in ballot.drafts.indices where index >= 3 {
                ballot.drafts[index].plan = others
                ballot.drafts[index].ratings[modality] = 5
            }
        case .deviating:
            for index in ballot.drafts.indices where random.chance(70) {
                ballot.drafts[index].guidelineConcordant = false
                if random.chance(5) { ballot.drafts[index].deviationReason = "ECOG 3" }
            }
        case .tied:
            ballot.drafts = Array(ballot.drafts.prefix(random.pick([2, 2, 4, 3], else: 2)))
            for index in ballot.drafts.indices {
                ballot.drafts[index].plan = Self.plans[(index % 2 == 0 ? 1 : 2)]
                if index == 2 && ballot.drafts.count == 3 { ballot.drafts[index].plan = others }
                if random.chance(15) { ballot.drafts[index].intent = .palliative }
            }
            if random.chance(50) { ballot.context.required = [] }
        case .disputed:
            if random.chance(75) { ballot.drafts[one].diagnosisWhy = "IHC" }
            if random.chance(75) { ballot.drafts[one].stageWhy = "N2 by EBUS" }
            ballot.context.pathologyReReviewDone = random.chance(50)
            ballot.context.stagingReviewDone = random.chance(50)
        case .needing: ballot.drafts[one].blockingNeeds = [anyNeed()]
        case .few:
            for index in ballot.drafts.indices.dropFirst() {
                ballot.drafts[index].status = random.chance(80) ? .abstain : .recused
            }
        }
    }

    private mutating func disturb(_ ballot: inout Ballot) {
        if random.chance(20) { ballot.context.round = 2 }
        if random.chance(3) { ballot.context.owners = [.systemic: [.haematologist, .medicalOncologist]] }
        if random.chance(10) {
            let seat = random.pick([Specialty.pathologist, .radiologist, .geneticist], else: .pathologist)
            var findings = Draft(reviewer: "f", specialty: seat)
            if random.chance(15) { findings.diagnosisWhy = "CD117 positive" }
            if random.chance(15) { findings.status = .abstain }
            if random.chance(15) { findings.status = .recused }
            ballot.drafts.append(findings)
        }
        for index in ballot.drafts.indices {
            if random.chance(10) { ballot.drafts[index].nonBlockingNeeds = [anyNeed(), anyNeed()] }
            if random.chance(1) { ballot.drafts[index].blockingNeeds = [anyNeed()] }
            if random.chance(2) { ballot.drafts[index].status = random.chance(50) ? .abstain : .recused }
            if random.chance(30) { ballot.drafts[index].confidence = random.chance(50) ? .low : .moderate }
            if random.chance(3) { ballot.drafts[index].ratings[anyModality()] = Int.random(in: 1...9, using: &random) }
            if random.chance(4) { ballot.drafts[index].plan.append(["bestSupportiveCare"]) }
        }
    }

    /// Whoever proposes a modality rates it 7–9: what is refused at the door is tested apart.
    private mutating func makeConsistent(_ draft: inout Draft) {
        for modality in draft.planned where draft.ratings[modality] ?? 0 < 7 { draft.ratings[modality] = high() }
    }

    private mutating func high() -> Int { Int.random(in: 7...9, using: &random) }
    private mutating func low() -> Int { Int.random(in: 1...3, using: &random) }
    private mutating func anyNeed() -> InformationNeed { random.pick(InformationNeed.allCases, else: .imaging) }
    private mutating func anyModality() -> Modality { random.pick(Modality.allCases, else: .surgery) }
}
