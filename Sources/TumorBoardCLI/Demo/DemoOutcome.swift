import Foundation
import Orchestrator
import TumorBoard

/// What came of a sample case, beside what its script expects.
struct DemoOutcome: Encodable {
    let caseID: String
    let sample: String
    let site: String
    let urgency: String
    let session: String
    let panel: [String]
    let status: String
    /// The status and the outcome as the table has them.
    let state: String
    let consensus: String?
    let outcome: String?
    let level: String?
    let intent: String?
    let plans: [[[String]]]
    let dissent: [String]
    let path: [String]
    let waitingFor: String?
    let why: String
    let documents: [String]
    let differs: [String]

    /// Whether everything is as the sample expects.
    var isExpected: Bool { differs.isEmpty }

    init(_ file: CaseFile, script: SampleScript, office: BoardOffice, documents: [String]) throws {
        let roster = try office.roster()
        func name(_ id: String) -> String { roster.reviewers.first { $0.id.text == id }?.name ?? id }
        let readiness = file.readiness(now: office.now, policy: try office.policy())
        let last = file.decision?.outcome
        caseID = file.subject.id.text
        sample = script.folder
        site = file.subject.diseaseGroup.title
        urgency = file.subject.urgency.level.title
        session = file.listing.map { $0.session?.text ?? "out of session" } ?? "–"
        panel = (file.panel?.seats ?? []).map { name($0.reviewer.text) }
        let reached = file.status(readiness: readiness)
        status = reached.rawValue
        state = reached.title
        consensus = last?.title
        outcome = last?.kind.rawValue
        level = last?.level?.rawValue
        intent = last?.intent?.rawValue
        let proposed = last.map { $0.options.isEmpty ? $0.plan.map { [$0] } ?? [] : $0.options.map(\.plan) } ?? []
        plans = last?.kind == .consensus ? proposed.map(\.written) : []
        let seats = Dictionary(
            (file.panel?.seats ?? []).map { ($0.reviewer.text, $0.specialty) }, uniquingKeysWith: { $1 })
        let dissenting = last?.kind == .consensus ? (last?.dissent ?? []).compactMap { seats[$0.reviewer] } : []
        dissent = dissenting.map(\.rawValue).sorted()
        path = file.decisions.dropLast().map(\.outcome.step)
        waitingFor = file.waitingFor(readiness: readiness, nameOf: { name($0.text) })
        why = Self.why(file, waitingFor: waitingFor, nameOf: name)
        self.documents = documents
        var differs: [String] = []
        func compare(_ what: String, _ got: String?, _ expected: String?) {
            guard got != expected else { return }
            differs.append("\(what): expected \(expected ?? "none"), got \(got ?? "none")")
        }
        let expect = script.expect
        compare("status", status, expect.status.rawValue)
        compare("outcome", outcome, expect.outcome)
        compare("level", level, expect.level)
        compare("intent", intent, expect.intent)
        compare(
            "plan", plans.sorted { "\($0)" < "\($1)" }.description,
            expect.plans.map(\.written).sorted { "\($0)" < "\($1)" }.description)
        if let expected = expect.dissent {
            compare("dissent", dissent.description, expected.map(\.rawValue).sorted().description)
        }
        compare("path", path.description, expect.path.description)
        if reached == .released, file.read == nil { differs.append("the patient has not read the released plan") }
        self.differs = differs
    }

    private static func why(_ file: CaseFile, waitingFor: String?, nameOf: (String) -> String) -> String {
        if let ending = file.ending {
            return ["\(ending.kind.rawValue)", ending.note].compactMap { $0 }.joined(separator: ": ")
        }
        if let outcome = file.decision?.outcome { return outcome.primary?.inPlainWords(nameOf: nameOf) ?? "" }
        return waitingFor.map { "waits for: \($0)" } ?? ""
    }
}

extension Outcome {
    /// What came out, in few words.
    fileprivate var title: String {
        switch (kind, level) {
        case (.consensus, .unanimous): "unanimous"
        case (.consensus, .equivalentOptions): "equivalent options"
        case (.consensus, _): "majority, dissent recorded"
        case (.escalate, _): "no consensus"
        case (.needInfo, _): "information needed"
        case (.noQuorum, _): "not quorate"
        }
    }

    /// A decision on the way, as scripts write it: "escalate surgeon", "needInfo pathologyReReview", "noQuorum".
    fileprivate var step: String {
        switch kind {
        case .escalate: "escalate \(target?.code ?? "")"
        case .needInfo: "needInfo \(actions.map(\.rawValue).joined(separator: " "))"
        case .noQuorum: "noQuorum"
        case .consensus: "consensus"
        }
    }
}
