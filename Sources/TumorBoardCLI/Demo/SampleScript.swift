import Foundation
import Orchestrator
import TumorBoard

/// What happens to a sample case, and what must come of it.
struct SampleScript: Sendable {
    /// Something that someone does at a scripted time.
    struct Happening: Sendable {
        enum Act: Sendable {
            case addRecord(ClinicalRecord, material: Bool)
            case acknowledge(by: String)
            case end(Ending.Kind, note: String?)
        }
        let at: Date
        let act: Act
    }

    /// The result of a re-review, some hours after it was asked for.
    struct Result: Sendable {
        let need: InformationNeed
        let hours: Double
        let text: String
    }

    /// What must come of the case.
    struct Expectation: Sendable {
        let status: CaseStatus
        let outcome: String?
        let level: String?
        let intent: String?
        let plans: [PhasedPlan]
        let dissent: [Specialty]?
        let path: [String]
    }

    let folder: String
    let caseFile: URL
    let title: String
    let arrives: Date
    let passphrase: String
    let byCLI: [Specialty]
    let silent: [Specialty]
    let recuse: [Specialty: String]
    let conversation: (by: String, hours: Double)?
    let happenings: [Happening]
    let results: [Result]
    let expect: Expectation
    private let opinions: [Specialty: YAMLCursor]
    private let later: [Specialty: YAMLCursor]
    private let third: YAMLCursor?

    /// The opinion that whoever sits there gives: the third opinion, what is said after new evidence, or the first.
    func opinion(of seat: Seat, isLater: Bool) throws -> Opinion? {
        let isThird = seat.reasons.contains(.thirdOpinion)
        let cursor = isThird ? third : (isLater ? later[seat.specialty] : nil) ?? opinions[seat.specialty]
        return try cursor.map { try OpinionReader().read($0, reviewer: seat.reviewer, specialty: seat.specialty) }
    }

    /// Reads the script beside a sample case.
    init(folder url: URL, calendar: SampleCalendar) throws {
        folder = url.lastPathComponent
        let scriptFile = url.appending(path: "script.yaml")
        let text = calendar.shifted(try String(contentsOf: scriptFile, encoding: .utf8))
        let top = try YAMLCursor(Data(text.utf8), file: "\(folder)/script.yaml")
        let yaml = url.appending(path: "case.yaml")
        caseFile = FileManager.default.fileExists(atPath: yaml.path) ? yaml : url.appending(path: "case.json")
        title = try top.required("title").string()
        arrives = try top.required("arrives").instant()
        passphrase = try top["passphrase"]?.string() ?? "quiet morning by the river"
        byCLI = try top["byCLI"]?.choices() ?? []
        silent = try top["silent"]?.choices() ?? []
        recuse = try Self.bySeat(top["recuse"]) { try $0.string() }
        opinions = try Self.bySeat(top["opinions"]) { $0 }
        later = try Self.bySeat(top["laterOpinions"]) { $0 }
        third = top["thirdOpinion"]
        conversation = try top["conversation"].map {
            (by: try $0.required("by").string(), hours: Double(try $0.required("hoursAfterSigning").int()))
        }
        var happenings: [Happening] = []
        var results: [Result] = []
        for item in try top["happenings"]?.list() ?? [] {
            if let need = item["after"] {
                results.append(
                    Result(
                        need: try need.choice(), hours: Double(try item.required("hours").int()),
                        text: try item.required("result").string()))
            } else {
                happenings.append(try Self.happening(item))
            }
        }
        self.happenings = happenings
        self.results = results
        expect = try Self.expectation(try top.required("expect"))
    }

    private static func happening(_ item: YAMLCursor) throws -> Happening {
        let at = try item.required("at").instant()
        if let record = item["addRecord"] {
            let material = try item["material"]?.bool() ?? false
            return Happening(at: at, act: .addRecord(try self.record(record), material: material))
        }
        if let person = item["acknowledgeAlert"] {
            return Happening(at: at, act: .acknowledge(by: try person.string()))
        }
        return Happening(
            at: at, act: .end(try item.required("end").choice(), note: try item["note"]?.string()))
    }

    private static func record(_ item: YAMLCursor) throws -> ClinicalRecord {
        ClinicalRecord(
            id: try item.required("id").string(), kind: try item.required("kind").choice(),
            title: try item.required("title").string(), date: try item["date"]?.date(),
            source: try item["source"]?.string(), modality: try item["modality"]?.choice(),
            text: try item["text"]?.string())
    }

    private static func expectation(_ item: YAMLCursor) throws -> Expectation {
        func plan(_ cursor: YAMLCursor) throws -> PhasedPlan {
            try PhasedPlan(parsing: try cursor.list().map { try $0.strings() })
        }
        let options = try item["options"]?.list().map(plan) ?? []
        return Expectation(
            status: try item.required("status").choice(), outcome: try item["outcome"]?.string(),
            level: try item["level"]?.string(), intent: try item["intent"]?.string(),
            plans: try item["plan"].map { [try plan($0)] } ?? options, dissent: try item["dissent"]?.choices(),
            path: try item["path"]?.strings() ?? [])
    }

    private static func bySeat<Value>(
        _ cursor: YAMLCursor?, _ read: (YAMLCursor) throws -> Value
    ) throws -> [Specialty: Value] {
        var values: [Specialty: Value] = [:]
        for (key, value) in try cursor?.map() ?? [] {
            guard let seat = Specialty(rawValue: key) else { throw value.problem("“\(key)” is no seat") }
            values[seat] = try read(value)
        }
        return values
    }
}
