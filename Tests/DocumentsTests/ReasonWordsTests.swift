import Foundation
import Testing

@testable import TumorBoard

@Suite("Every reason of every outcome in the words of its reader") struct ReasonWordsTests {
    private static let names = ["s1": "Dr Sand", "m1": "Dr Moor", "x1": "Dr Aue"]
    private static func name(_ id: String) -> String { names[id] ?? id }

    /// One reason of each kind, those about people with one and with two of them.
    private static func catalogue() throws -> [Reason] {
        let surgery = try PhasedPlan(parsing: [["surgery"]])
        let both = try PhasedPlan(parsing: [["radiotherapy", "systemic"]])
        let about: [([String]) -> Reason] = [
            { .diagnosisConflict(by: $0) }, { .stageConflict(by: $0) }, { .intentConflict(by: $0) },
            { .sequenceConflict(by: $0) }, { .modalityOpposed(by: $0) }, { .contraindication(.systemic, by: $0) },
            { .ownerVeto(.surgery, by: $0) }, { .ownerUnsupported(.radiotherapy, by: $0) },
            { .guidelineDeviationUnexplained(by: $0) },
        ]
        return [.noQuorum(have: 1, need: 2), .noQuorum(have: 2, need: 2)]
            + about.flatMap { [$0(["s1"]), $0(["m1", "s1"])] }
            + InformationNeed.allCases.map { .blockingNeed($0, by: ["m1"]) }
            + Modality.allCases.map { .polarised($0, low: 1, high: 2) }
            + [
                .tiedIntents, .tiedSequences(pairs: [[.surgery, .systemic]]), .tiedPolarised(.surgery),
                .noPlurality([
                    PlanOption(intent: .curative, plan: surgery, by: ["s1"]),
                    PlanOption(intent: .palliative, plan: both, by: ["m1", "x1"]),
                ]), .seatMissing(.radiationOncologist), .ownerMissing(.radiotherapy),
                .belowTwoThirds(support: 1, of: 3), .unanimous(support: 3, of: 3),
                .majorityWithDissent(support: 2, of: 3), .equivalentOptions([.surgery, .radiotherapy]),
            ]
    }

    /// A new kind of reason does not compile here until the catalogue above has an entry for it.
    private static let kinds = 22
    private static func kind(_ reason: Reason) -> String {
        switch reason {
        case .noQuorum: "noQuorum"
        case .diagnosisConflict: "diagnosisConflict"
        case .stageConflict: "stageConflict"
        case .blockingNeed: "blockingNeed"
        case .intentConflict: "intentConflict"
        case .sequenceConflict: "sequenceConflict"
        case .modalityOpposed: "modalityOpposed"
        case .polarised: "polarised"
        case .tiedIntents: "tiedIntents"
        case .tiedSequences: "tiedSequences"
        case .tiedPolarised: "tiedPolarised"
        case .noPlurality: "noPlurality"
        case .contraindication: "contraindication"
        case .seatMissing: "seatMissing"
        case .ownerMissing: "ownerMissing"
        case .ownerVeto: "ownerVeto"
        case .ownerUnsupported: "ownerUnsupported"
        case .belowTwoThirds: "belowTwoThirds"
        case .guidelineDeviationUnexplained: "guidelineDeviationUnexplained"
        case .unanimous: "unanimous"
        case .majorityWithDissent: "majorityWithDissent"
        case .equivalentOptions: "equivalentOptions"
        }
    }

    /// Each way in which a ballot can end.
    private static func outcomes(_ reason: Reason) throws -> [(title: String, outcome: Outcome)] {
        let plan = try PhasedPlan(parsing: [["surgery"]])
        func outcome(
            _ kind: Outcome.Kind, _ target: Outcome.Target? = nil, _ level: Outcome.Level? = nil
        ) -> Outcome {
            let dissents = level == .majorityWithDissent || kind == .escalate
            let tally = Outcome.Tally(
                intent: .curative, proposal: .plan(plan), endorse: dissents ? 2 : 3, accept: 0, oppose: 0,
                dissent: dissents ? [Outcome.Dissent(reviewer: "x1", stance: .reserve)] : [])
            return Outcome(
                kind: kind, n: 3, quorum: 2, recused: [], abstained: [], reasons: [reason],
                actions: kind == .needInfo ? [reason.asksFor ?? .imaging] : [], conditions: [], target: target,
                tally: kind == .consensus || kind == .escalate ? tally : nil,
                agreement: level.map { Outcome.Agreement(level: $0, band: nil, flags: []) })
        }
        return Outcome.Level.allCases.map { ("consensus \($0.rawValue)", outcome(.consensus, nil, $0)) } + [
            ("escalate to a specialty", outcome(.escalate, .specialty(.radiationOncologist))),
            ("escalate to the board", outcome(.escalate, .conveneBoard)),
            ("needInfo", outcome(.needInfo, .specialty(.radiologist))), ("noQuorum", outcome(.noQuorum)),
        ]
    }

    @Test("The catalogue has every kind of reason")
    func complete() throws {
        #expect(Set(try Self.catalogue().map(Self.kind)).count == Self.kinds)
    }

    @Test("What each reader is told is the approved text", arguments: OutcomeReader.allCases)
    func approved(reader: OutcomeReader) throws {
        var text = ""
        for reason in try Self.catalogue() {
            text += "## \(Self.kind(reason))\n\(reason.inPlainWords(for: reader, nameOf: Self.name))\n"
            for (title, outcome) in try Self.outcomes(reason) {
                text += "\(title)\n"
                text += outcome.sentences(for: reader, nameOf: Self.name).map { "    \($0)\n" }.joined()
            }
            text += "\n"
        }
        try Golden.expect(text, is: "reasons-\(reader.rawValue).txt")
    }

    @Test("A patient reads no name, no term of the trade and no rating, whatever the reason and the outcome")
    func patient() throws {
        let trade = [
            "systemic", "radiotherapy", "palliative", "curative", "contraindicat", "veto", "quorum", "dissent",
            "guideline", "polaris", "modality", "1–3", "7–9", "inappropriate", "oppose", "staging", "pathology",
            "intent", "consensus", "ballot", "death", "die", "incurable",
        ]
        for reason in try Self.catalogue() {
            for (title, outcome) in try Self.outcomes(reason) {
                let said = outcome.sentences(for: .patient, nameOf: Self.name)
                #expect(!said.isEmpty)
                let text = said.joined(separator: " ")
                for name in Self.names.values { #expect(!text.contains(name), "\(title): \(text)") }
                let words = text.lowercased().split { !$0.isLetter && !"–0123456789".contains($0) }
                for term in trade {
                    #expect(!words.contains { $0.hasPrefix(term) }, "\(term) in \(title): \(text)")
                }
            }
        }
    }

    @Test("A coordinator and a reviewer read who caused a reason, by name")
    func names() throws {
        for reason in try Self.catalogue() where !reason.by.isEmpty {
            for reader in [OutcomeReader.coordinator, .reviewer] {
                let text = reason.inPlainWords(for: reader, nameOf: Self.name)
                for id in reason.by { #expect(text.contains(Self.name(id)), "\(text)") }
            }
        }
    }
}
