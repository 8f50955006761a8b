import Foundation
import Testing

/// What the tests know of a sample's patient, read from the bundle without the tool's own reader.
struct SamplePatient {
    let folder: String
    let name: String
    let questions: [String]
    let preferences: [String]
    /// Wording of diagnosis, histology and site.
    let diagnoses: [String]
    /// Whether documents may travel by email.
    let documentsByEmail: Bool

    /// Every patient of the samples.
    static func all() throws -> [SamplePatient] {
        let cases = Place.samples.appending(path: "cases")
        return try FileManager.default.contentsOfDirectory(atPath: cases.path).sorted().map { name in
            try SamplePatient(folder: name, file: cases.appending(path: name).appending(path: "case.json"))
        }
    }

    private init(folder: String, file: URL) throws {
        let bundle = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        let entries = try #require(bundle["entry"] as? [[String: Any]])
        func resources(_ type: String) -> [[String: Any]] {
            entries.compactMap { $0["resource"] as? [String: Any] }.filter { $0["resourceType"] as? String == type }
        }
        self.folder = folder
        let names = resources("Patient").first?["name"] as? [[String: Any]]
        name = try #require(names?.first?["text"] as? String)
        let answers = resources("QuestionnaireResponse").flatMap { $0["item"] as? [[String: Any]] ?? [] }
        func said(_ prefix: String) -> [String] {
            answers.filter { ($0["linkId"] as? String)?.hasPrefix(prefix) ?? false }.compactMap { item in
                (item["answer"] as? [[String: Any]])?.first?["valueString"] as? String
            }
        }
        questions = said("question/")
        preferences = said("preference/")
        diagnoses = resources("Condition").flatMap { Self.texts($0).filter { $0.count >= 8 } }
        let codes = resources("Consent").flatMap { consent in
            let provision = consent["provision"] as? [String: Any]
            return (provision?["code"] as? [[String: Any]] ?? []).flatMap(Self.codes)
        }
        documentsByEmail = codes.contains("email")
    }

    private static func codes(_ concept: [String: Any]) -> [String] {
        (concept["coding"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    }

    /// What people read of code, site and histology; not the code systems' other words.
    private static func texts(_ condition: [String: Any]) -> [String] {
        func words(_ concept: Any?) -> [String] {
            guard let concept = concept as? [String: Any] else { return [] }
            let displays = (concept["coding"] as? [[String: Any]] ?? []).compactMap { $0["display"] as? String }
            return displays + [concept["text"] as? String].compactMap { $0 }
        }
        let sites = (condition["bodySite"] as? [[String: Any]] ?? []).flatMap { words($0) }
        let extensions = (condition["extension"] as? [[String: Any]] ?? []).flatMap {
            words($0["valueCodeableConcept"])
        }
        return words(condition["code"]) + sites + extensions
    }
}

/// Samples moved by whole weeks, so that what is dated late October 2026 in them is dated about now.
struct SampleWeeks {
    private let days: Int

    /// The move that brings 2026-10-27 to an instant, or up to six days before it.
    init(to now: Date) {
        let week = 604_800.0
        let arrival = Date(timeIntervalSince1970: 1_793_059_200)
        days = 7 * Int((now.timeIntervalSince(arrival) / week).rounded(.down))
    }

    /// The text of a sample file with its dates moved; dates of birth stay.
    func text(of name: String) throws -> String {
        let text = try String(contentsOf: Place.samples.appending(path: name), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.map { line in
            line.contains("irthDate") ? line : line.replacing(/\b20\d\d-\d\d-\d\d\b/) { moved(String($0.output)) }
        }.joined(separator: "\n")
    }

    private func moved(_ day: String) -> String {
        let format = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        guard let date = try? format.parse(day) else { return day }
        return format.format(date.addingTimeInterval(Double(days) * 86_400))
    }
}
