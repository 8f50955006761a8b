@testable import TumorBoard

/// The design's consensus rules once more, slow and obvious: everything is written words, every rule a row, nothing is
/// shared with the code under test but the value the trace is compared as.
struct DecisionTable {
    typealias Plan = [[String]]

    struct Seat {
        let id: String
        let specialty: String
        let intent: String
        let plan: Plan
        let ratings: [String: Int]
        let deviates: Bool
        let explains: Bool
        let low: Bool
    }

    static let modalities = [
        "surgery", "systemic", "radiotherapy", "surveillance", "bestSupportiveCare", "clinicalTrial",
    ]
    static let needs = ["pathologyReReview", "stagingReview", "imaging", "molecular", "performanceStatus"]
    static let needOwner = [
        "pathologyReReview": "pathologist", "stagingReview": "radiologist", "imaging": "radiologist",
        "molecular": "geneticist", "performanceStatus": "medicalOncologist",
    ]
    static let findingsSeats = ["pathologist", "radiologist", "geneticist"]

    let ballot: Ballot
    let everyone: [Draft]
    let heard: [Draft]
    let cast: [Seat]
    let required: [String]
    let owners: [String: [String]]

    init(_ ballot: Ballot) {
        self.ballot = ballot
        everyone = ballot.drafts.sorted { $0.reviewer < $1.reviewer }
        heard = everyone.filter { $0.status != .recused }
        cast = heard.filter { $0.status == .cast && !Self.findingsSeats.contains($0.specialty.rawValue) }.map { one in
            let rated = one.ratings.map { ($0.key.rawValue, $0.value) }
            return Seat(
                id: one.reviewer, specialty: one.specialty.rawValue, intent: one.intent.rawValue,
                plan: Self.compared(one.plan), ratings: Dictionary(rated) { first, _ in first },
                deviates: !one.guidelineConcordant, explains: one.deviationReason != nil, low: one.confidence == .low)
        }
        required = (ballot.context.required ?? [.surgeon, .medicalOncologist, .radiationOncologist]).map(\.rawValue)
        var owners = [
            "surgery": ["surgeon"], "systemic": ["medicalOncologist"], "radiotherapy": ["radiationOncologist"],
        ]
        for (modality, stated) in ballot.context.owners { owners[modality.rawValue] = stated.map(\.rawValue) }
        self.owners = owners
    }

    // MARK: Plans

    static func modality(_ element: String) -> String { String(element.prefix { $0 != "/" }) }
    static func compared(_ plan: Plan) -> Plan {
        let without = plan.map { $0.filter { $0 != "bestSupportiveCare" } }.filter { $0 != [] }
        return (without.isEmpty ? plan : without).map { Array(Set($0)).sorted() }
    }
    static func set(_ plan: Plan) -> Set<String> { Set(plan.joined().map(modality)) }
    static func listed(_ words: some Sequence<String>) -> [String] { modalities.filter(Set(words).contains) }

    static func strictlyBefore(_ a: String, _ b: String, _ plan: Plan) -> Bool {
        let places = plan.enumerated().flatMap { phase in phase.element.map { (modality($0), phase.offset) } }
        let ofA = places.filter { $0.0 == a }.map(\.1)
        let ofB = places.filter { $0.0 == b }.map(\.1)
        return !ofA.isEmpty && !ofB.isEmpty && ofA.allSatisfy { x in ofB.allSatisfy { x < $0 } }
    }
    static func turned(_ one: Plan, _ two: Plan) -> [[String]] {
        var pairs: [[String]] = []
        for (i, a) in modalities.enumerated() {
            for b in modalities[(i + 1)...] {
                if strictlyBefore(a, b, one) && strictlyBefore(b, a, two) { pairs.append([a, b]) }
                if strictlyBefore(b, a, one) && strictlyBefore(a, b, two) { pairs.append([a, b]) }
            }
        }
        return pairs
    }

    /// Every plan that is left when steps are left out.
    static func leftOvers(_ plan: Plan) -> [Plan] {
        guard let first = plan.first else { return [[]] }
        var subsets: [[String]] = [[]]
        for element in first { subsets += subsets.map { $0 + [element] } }
        return leftOvers(Array(plan.dropFirst())).flatMap { rest in
            subsets.map { $0.isEmpty ? rest : [$0] + rest }
        }
    }
    static func matches(_ a: String, _ b: String) -> Bool {
        modality(a) == modality(b) && (a == b || !a.contains("/") || !b.contains("/"))
    }
    static func samePhase(_ one: [String], _ two: [String]) -> Bool {
        guard let first = one.first else { return two.isEmpty }
        return two.indices.contains { (index: Int) in
            guard matches(first, two[index]) else { return false }
            var rest = two
            rest.remove(at: index)
            return samePhase(Array(one.dropFirst()), rest)
        }
    }
    static func isPart(_ plan: Plan, of other: Plan) -> Bool {
        leftOvers(other).contains { left in
            left.count == plan.count && zip(left, plan).allSatisfy { samePhase($0, $1) }
        }
    }

    // MARK: Counting

    var n: Int { cast.count }
    var quorum: Int {
        let lost = everyone.count {
            $0.status == .recused && !Self.findingsSeats.contains($0.specialty.rawValue)
        }
        return max(2, (ballot.context.convened - lost) / 2 + 1)
    }
    var k: Int { max(1, (n + 1) / 3) }
    func count(_ modality: String, _ range: ClosedRange<Int>) -> Int {
        cast.count { $0.ratings[modality].map(range.contains) == true }
    }
    func isPolarised(_ modality: String) -> Bool { count(modality, 1...3) >= k && count(modality, 7...9) >= k }
    func ownerSeats(_ modality: String) -> [Seat] {
        cast.filter { owners[modality, default: []].contains($0.specialty) }
    }
    var missing: [String] { required.filter { seat in !cast.contains { $0.specialty == seat } } }
    func contraindicating(_ modality: String) -> [String] {
        if ballot.context.adjudicatedContraindications.map(\.rawValue).contains(modality) { return [] }
        return heard.filter { one in
            one.contraindications.contains { $0.modality.rawValue == modality && $0.severity == .absolute }
        }.map(\.reviewer)
    }
    func stance(_ one: Seat, _ intent: String, _ plan: Plan) -> String {
        let parts = Self.set(plan)
        if one.intent != intent { return "oppose:intent" }
        if Self.turned(one.plan, plan) != [] { return "oppose:sequence" }
        if parts.contains(where: { one.ratings[$0].map { $0 <= 3 } == true }) { return "oppose:modality" }
        if one.plan == plan { return "endorse" }
        let fits = parts.allSatisfy { one.ratings[$0].map { $0 >= 7 } == true }
        return Self.isPart(one.plan, of: plan) && fits ? "accept" : "reserve"
    }
}

extension DecisionTable {
    // MARK: Writing

    typealias Value = CanonicalValue

    static func plan(_ plan: Plan) -> Value { .list(plan.map(Value.texts)) }
    static func reason(_ code: String, _ fields: [String: Value] = [:]) -> Value {
        .object(fields.merging(["code": .text(code)]) { first, _ in first })
    }

    func trace(_ outcome: String, _ reasons: [Value], _ more: [String: Value] = [:]) -> Value {
        let fields: [String: Value] = [
            "outcome": .text(outcome), "n": .integer(n), "quorum": .integer(quorum), "reasons": .list(reasons),
            "recused": .texts(everyone.filter { $0.status == .recused }.map(\.reviewer)),
            "abstained": .texts(everyone.filter { $0.status == .abstain }.map(\.reviewer)),
            "actions": .texts(actions),
            "conditions": .texts(Set(heard.flatMap { $0.nonBlockingNeeds.map(\.rawValue) }).sorted()),
        ]
        return .object(fields.merging(more) { first, _ in first })
    }

    // MARK: Findings

    var disputesDiagnosis: [String] { heard.filter { $0.diagnosisWhy != nil }.map(\.reviewer) }
    var disputesStage: [String] { heard.filter { $0.stageWhy != nil }.map(\.reviewer) }
    func asking(_ need: String) -> [String] {
        heard.filter { $0.blockingNeeds.map(\.rawValue).contains(need) }.map(\.reviewer)
    }
    var actions: [String] {
        var actions = Set(Self.needs.filter { asking($0) != [] })
        if disputesDiagnosis != [] { actions.insert("pathologyReReview") }
        if disputesStage != [] { actions.insert("stagingReview") }
        return actions.sorted()
    }
    var findings: [(specialty: String, reason: Value)] {
        var rows: [(code: String, by: [String], specialty: String)] = [
            ("diagnosisConflict", disputesDiagnosis, "pathologist"), ("stageConflict", disputesStage, "radiologist"),
        ]
        for need in Self.needs { rows.append(("blockingNeed:\(need)", asking(need), Self.needOwner[need] ?? "")) }
        return rows.filter { $0.by != [] }.map {
            ($0.specialty, Self.reason($0.code, ["by": .texts($0.by), "specialty": .text($0.specialty)]))
        }
    }

    // MARK: Deciding

    func decide() -> Value {
        let found = findings.map(\.reason)
        if n < quorum || Set(cast.map(\.specialty)).count < 2 {
            let none = Self.reason("noQuorum", ["have": .integer(n), "need": .integer(quorum)])
            return trace("noQuorum", [none] + found)
        }
        if actions != [] {
            if disputesDiagnosis != [] && ballot.context.pathologyReReviewDone {
                return trace("escalate", found, ["target": .text("pathologist"), "independent": .bool(true)])
            }
            if disputesStage != [] && actions == ["stagingReview"] && ballot.context.stagingReviewDone {
                return trace("escalate", found, ["target": .text("conveneBoard"), "independent": .bool(true)])
            }
            return trace("needInfo", found, ["target": .text(findings[0].specialty)])
        }
        var proposals: [(intent: String, plan: Plan, by: [String])] = []
        for one in cast where !proposals.contains(where: { $0.intent == one.intent && $0.plan == one.plan }) {
            let same = cast.filter { $0.intent == one.intent && $0.plan == one.plan }.map(\.id)
            proposals.append((one.intent, one.plan, same))
        }
        proposals.sort { one, two in
            if one.intent != two.intent { return one.intent < two.intent }
            for (a, b) in zip(one.plan, two.plan) where a != b { return a.lexicographicallyPrecedes(b) }
            return one.plan.count < two.plan.count
        }
        if let equivalent = equivalent(proposals) { return equivalent }
        let most = proposals.map(\.by.count).max() ?? 0
        let leading = proposals.filter { $0.by.count == most }
        return leading.count == 1 ? judge(leading[0].intent, leading[0].plan) : tie(leading)
    }

    func equivalent(_ proposals: [(intent: String, plan: Plan, by: [String])]) -> Value? {
        let union = Self.listed(proposals.flatMap { $0.plan.joined().map(Self.modality) })
        let distinct = proposals.indices.allSatisfy { i in
            proposals.indices.allSatisfy {
                i == $0 || !Self.set(proposals[i].plan).isSubset(of: Self.set(proposals[$0].plan))
            }
        }
        let conditions = [
            proposals.count > 1, Set(proposals.map(\.intent)).count == 1, distinct,
            cast.allSatisfy { one in union.allSatisfy { one.ratings[$0, default: 0] >= 7 } }, missing == [],
            union.allSatisfy { owners[$0, default: []] == [] || !ownerSeats($0).isEmpty },
            union.allSatisfy { contraindicating($0) == [] },
        ]
        guard conditions == Array(repeating: true, count: 7) else { return nil }
        return trace(
            "consensus", [Self.reason("equivalentOptions", ["modalities": .texts(union)])],
            [
                "level": .text("equivalentOptions"), "band": band(n), "flags": .texts(flags(cast, 0)),
                "intent": .text(proposals[0].intent), "endorse": .integer(n), "accept": .integer(0),
                "oppose": .integer(0), "dissent": .list([]),
                "options": .list(proposals.map { .object(["plan": Self.plan($0.plan), "by": .texts($0.by)]) }),
            ])
    }

    func tie(_ leading: [(intent: String, plan: Plan, by: [String])]) -> Value {
        var reasons: [Value] = []
        if Set(leading.map(\.intent)).count > 1 { reasons.append(Self.reason("intentConflict")) }
        let pairs = Set(leading.flatMap { one in leading.flatMap { Self.turned(one.plan, $0.plan) } })
        let ordered = Self.modalities.flatMap { a in Self.modalities.map { [a, $0] } }.filter(pairs.contains)
        if ordered != [] {
            reasons.append(Self.reason("sequenceConflict", ["pairs": .list(ordered.map(Value.texts))]))
        }
        for modality in Self.listed(cast.flatMap { Self.set($0.plan) }) where isPolarised(modality) {
            reasons.append(Self.reason("polarised", ["modality": .text(modality)]))
        }
        let plans = leading.map {
            Value.object(["intent": .text($0.intent), "plan": Self.plan($0.plan), "by": .texts($0.by)])
        }
        reasons.append(Self.reason("noPlurality", ["plans": .list(plans)]))
        return trace("escalate", reasons, ["target": .text(fallback()), "independent": .bool(true)])
    }

    func judge(_ intent: String, _ plan: Plan) -> Value {
        let stances = cast.map { ($0, stance($0, intent, plan)) }
        func by(_ stance: String) -> [String] { stances.filter { $0.1 == stance }.map(\.0.id) }
        let endorsers = stances.filter { $0.1 == "endorse" }.map(\.0)
        let accept = by("accept").count
        let oppose = stances.count { $0.1.hasPrefix("oppose") }
        let support = endorsers.count + accept
        let firstRound = ballot.context.round == 1
        let parts = Self.listed(Self.set(plan))
        var rows: [(target: String, reason: Value)] = []
        func add(_ code: String, _ target: String?, _ fields: [String: Value]) {
            rows.append((target ?? fallback(), Self.reason(code, fields)))
        }
        func toOwner(_ m: String) -> String? { owners[m]?.first.map { n >= 4 ? "conveneBoard" : $0 } }
        func toSeat(_ seat: String?) -> String? { n >= 4 && !firstRound ? "conveneBoard" : seat }
        for m in parts where contraindicating(m) != [] {
            add("contraindication", toOwner(m), ["modality": .text(m), "by": .texts(contraindicating(m))])
        }
        for seat in missing { add("seatMissing", toSeat(seat), ["specialty": .text(seat)]) }
        let owned = parts.filter { owners[$0] != nil }
        for m in owned where ownerSeats(m).isEmpty {
            add("ownerMissing", toSeat(owners[m]?.first), ["modality": .text(m)])
        }
        var vetoed: [String] = []
        for m in owned {
            let low = ownerSeats(m).filter { $0.ratings[m, default: 5] <= 3 }
            let high = ownerSeats(m).filter { $0.ratings[m, default: 5] >= 7 }
            if low.isEmpty || (!firstRound && high.count > low.count) { continue }
            vetoed.append(m)
            add("ownerVeto", toOwner(m), ["modality": .text(m), "by": .texts(low.map(\.id))])
        }
        for m in owned where !ownerSeats(m).isEmpty && !vetoed.contains(m) {
            let behind = ownerSeats(m).filter { $0.ratings[m, default: 5] >= 7 }
            let named = Set(plan.joined()).filter { Self.modality($0) == m }
            let stands = named.allSatisfy { element in
                behind.contains { owner in
                    let own = owner.plan.joined().filter { Self.modality($0) == m }
                    return own.isEmpty || own.contains { Self.matches($0, element) }
                }
            }
            if behind.isEmpty || !stands {
                add("ownerUnsupported", toOwner(m), ["modality": .text(m), "by": .texts(ownerSeats(m).map(\.id))])
            }
        }
        if firstRound {
            for m in Self.listed(cast.flatMap { Self.set($0.plan) }) where isPolarised(m) {
                let counts: [String: Value] = ["low": .integer(count(m, 1...3)), "high": .integer(count(m, 7...9))]
                add("polarised", toOwner(m), counts.merging(["modality": .text(m)]) { first, _ in first })
            }
            if 100 * oppose >= 15 * n {
                let codes = [
                    ("intentConflict", "intent"), ("modalityOpposed", "modality"), ("sequenceConflict", "sequence"),
                ]
                for (code, kind) in codes where by("oppose:\(kind)") != [] {
                    add(code, nil, ["by": .texts(by("oppose:\(kind)"))])
                }
            }
        }
        if 3 * support < 2 * n { add("belowTwoThirds", nil, ["support": .integer(support), "n": .integer(n)]) }
        let deviating = endorsers.filter(\.deviates)
        if rows.isEmpty && !deviating.isEmpty && !deviating.contains(where: \.explains) {
            let first = parts.first { owners[$0] != nil }
            add("guidelineDeviationUnexplained", first.flatMap(toOwner), ["by": .texts(deviating.map(\.id))])
        }
        let dissent = stances.filter { $0.1 != "endorse" }.map {
            Value.object(["reviewer": .text($0.0.id), "stance": .text($0.1)])
        }
        let tally: [String: Value] = [
            "intent": .text(intent), "plan": Self.plan(plan), "endorse": .integer(endorsers.count),
            "accept": .integer(accept), "oppose": .integer(oppose), "dissent": .list(dissent),
        ]
        if let first = rows.first {
            let next: [String: Value] = ["target": .text(first.target), "independent": .bool(true)]
            return trace("escalate", rows.map(\.reason), tally.merging(next) { one, _ in one })
        }
        let level = endorsers.count == n ? "unanimous" : "majorityWithDissent"
        let settled: [String: Value] = [
            "level": .text(level), "band": band(support), "flags": .texts(flags(endorsers, oppose)),
        ]
        return trace(
            "consensus", [Self.reason(level, ["support": .integer(support), "n": .integer(n)])],
            tally.merging(settled) { one, _ in one })
    }

    /// “Otherwise”: a missing required specialty, else the owner of the modality with the widest spread.
    func fallback() -> String {
        if let seat = missing.first { return n >= 4 && ballot.context.round == 2 ? "conveneBoard" : seat }
        if n >= 4 { return "conveneBoard" }
        let spreads = Self.modalities.filter { owners[$0] != nil }.compactMap { m -> (String, Int)? in
            let ratings = cast.compactMap { $0.ratings[m] }.sorted()
            guard let low = ratings.first, let high = ratings.last else { return nil }
            return (m, high - low)
        }
        let widest = spreads.map(\.1).max()
        let modality = spreads.first { $0.1 == widest }?.0
        return modality.flatMap { owners[$0]?.first } ?? required.first ?? "conveneBoard"
    }

    func band(_ support: Int) -> Value {
        guard n >= 8 else { return .null }
        return .text(100 * support > 95 * n ? "strong" : 100 * support > 75 * n ? "consensus" : "majority")
    }

    func flags(_ endorsers: [Seat], _ oppose: Int) -> [String] {
        var flags: [String] = []
        if endorsers.contains(where: { $0.deviates && $0.explains }) { flags.append("guidelineDeviationExplained") }
        if endorsers.allSatisfy(\.low) { flags.append("lowConfidence") }
        if ballot.context.round == 2 && oppose > 0 { flags.append("adjudicatedByThirdOpinion") }
        return flags
    }
}
