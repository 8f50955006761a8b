import Foundation
import Orchestrator
import TumorBoard

/// Runs one whole board: moves the clock from one due moment to the next, lets agent and people act, and tells it.
final class DemoBoard {
    private let stage: DemoStage
    private let documents: DemoDocuments
    private let tell: (String) -> Void
    private var scripts: [CaseID: SampleScript] = [:]
    private var told: [CaseID: Int] = [:]

    init(_ stage: DemoStage, documents: DemoDocuments, tell: @escaping (String) -> Void) {
        self.stage = stage
        self.documents = documents
        self.tell = tell
    }

    /// Runs until nothing is due before the real now, and then gives the clock back.
    /// - Returns: each sample's case.
    func run() async throws -> [(id: CaseID, script: SampleScript)] {
        let people = DemoPeople(stage, scripts: { [unowned self] in scripts }, say: { [unowned self] in say($0, $1) })
        for script in stage.scripts {
            people.plan(at: script.arrives) { [unowned self] in try begin(script, people) }
        }
        let end = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
        while true {
            try await people.actDue()
            try await stage.agent.settle()
            try people.readMail()
            try await narrate()
            let now = stage.office.now
            if let due = people.nextAct, due <= now { continue }
            guard let next = try [people.nextAct, stage.office.nextMoment()].compactMap({ $0 }).min(), next <= end
            else {
                break
            }
            try stage.office.clock.set(max(next, now))
        }
        try stage.office.clock.release()
        try await stage.agent.settle()
        try await narrate()
        return scripts.map { (id: $0.key, script: $0.value) }.sorted { $0.id < $1.id }
    }

    private func begin(_ script: SampleScript, _ people: DemoPeople) throws {
        let id = try stage.importCase(script)
        scripts[id] = script
        for happening in script.happenings {
            switch happening.act {
            case .acknowledge: break  // whoever is on call reads the alert's mail
            case .addRecord(let record, let material):
                people.plan(at: happening.at) { [stage] in
                    try stage.office.addRecord(record, to: id, material: material, actor: "coordinator")
                }
            case .end(let kind, let note):
                people.plan(at: happening.at) { [stage] in
                    try stage.office.endCase(id, as: kind, by: "coordinator", note: note)
                }
            }
        }
    }

    /// A line for every event that has not been told yet.
    private func narrate() async throws {
        for id in scripts.keys.sorted() {
            guard try stage.office.eventCount(of: id) != told[id] else { continue }
            let file = try stage.office.caseFile(id)
            let lines = try stage.office.timeline(of: file)
            for line in lines.dropFirst(told[id] ?? 0) {
                tell(Self.line(line.at, id, line.text, by: line.actor, reason: line.reason))
            }
            told[id] = lines.count
            if file.released?.patientPlan == true { await documents.begin(id) }
        }
    }

    private func say(_ id: CaseID, _ text: String) { tell(Self.line(stage.office.now, id, text, by: nil, reason: nil)) }

    private static func line(_ at: Date, _ id: CaseID, _ text: String, by: String?, reason: String?) -> String {
        let format = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day().dateTimeSeparator(.space)
            .time(includingFractionalSeconds: false)
        let person = by.flatMap { $0 == "agent" || $0 == "patient" || text.contains($0) ? nil : " [\($0)]" } ?? ""
        return "\(at.formatted(format).prefix(16))  \(id)  \(text)\(person)\(reason.map { " — \($0)" } ?? "")"
    }
}
