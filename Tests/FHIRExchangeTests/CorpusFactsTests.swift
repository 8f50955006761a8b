import Foundation
import Testing
import TumorBoard

@testable import FHIRExchange

/// Skipped where the corpus (`../shared/corpus`, or TUMORBOARD_SHARED) is absent: it is no part of the project.
@Suite("The facts of the corpus", .enabled(if: SharedFiles.corpus != nil, "the corpus is not on this machine"))
struct CorpusFactsTests {
    static let all = CorpusFacts.radiotherapy + CorpusFacts.mcode + CorpusFacts.synthea

    @Test("Each bundle's facts are found, and nothing that is not in it", arguments: all)
    func facts(_ expected: CorpusFacts) throws {
        let corpus = try #require(SharedFiles.corpus)
        let data = try expected.data(in: corpus)
        guard let group = expected.group else {
            let refusal = #expect(throws: ImportRefusal.self) { try Drafts.read(data) }
            #expect(refusal == .noCancer(conditions: []))
            return
        }
        let found = try Drafts.read(data)
        let draft = found.draft
        let diagnosis = draft.diagnosis
        #expect(draft.diseaseGroup == group)
        #expect(diagnosis.cancer.text == expected.cancer)
        #expect(diagnosis.cancer.code == expected.code)
        #expect(diagnosis.site == expected.site)
        #expect(diagnosis.laterality == expected.side)
        #expect(diagnosis.histology == expected.histology)
        #expect(diagnosis.date?.description == expected.diagnosed)
        #expect(diagnosis.metastases == expected.metastases)
        #expect(draft.staging.map { dated("\($0.basis.rawValue) \($0.summary)", $0.date) } == expected.stages)
        #expect(draft.biomarkers.map { dated($0.line, $0.date) } == expected.markers)
        #expect(draft.treatments.map { dated($0.line, $0.started, $0.ended) } == expected.treatments)
        #expect(draft.sizes.map { dated($0.line, $0.date) } == expected.sizes)
        #expect(draft.statuses.map { dated($0.line, $0.date) } == expected.statuses)
        #expect(draft.fitness.ecog == expected.ecog)
        #expect(draft.fitness.karnofsky == expected.karnofsky)
        #expect(draft.comorbidities == expected.comorbidities)
        #expect(draft.medication == expected.medication)
        #expect(draft.familyHistory == expected.family)
        #expect(draft.allergies == nil, "no bundle of the corpus says anything of allergies")
        #expect(draft.coverage == nil)
        #expect(draft.records.map { dated($0.kind.rawValue, $0.date) } == expected.records)
        let contradictions = found.report.contradictions
        #expect(contradictions.count == expected.contradictions.count, "\(contradictions)")
        for (words, contradiction) in zip(expected.contradictions, contradictions) {
            #expect(contradiction.contains(words), "\(contradiction)")
        }
        #expect(contradictions.allSatisfy(found.report.problems.contains))
    }

    @Test("Every fact has its origin, and every origin is a resource of the file", arguments: all)
    func origins(_ expected: CorpusFacts) throws {
        guard expected.group != nil else { return }
        let data = try expected.data(in: try #require(SharedFiles.corpus))
        let draft = try Drafts.read(data).draft
        let json = try JSONSerialization.jsonObject(with: data)
        let paths = Self.paths(in: json)
        #expect(!draft.origins.isEmpty)
        for origin in draft.origins {
            #expect(paths.contains(origin.path), "\(origin.topic) \(origin.fact): \(origin.path)")
            #expect(origin.file == nil, "the caller knows the file")
        }
        func traced(_ topic: FactOrigin.Topic, _ facts: [String]) {
            for fact in facts { #expect(!draft.origins(of: topic, fact).isEmpty, "no origin of \(topic) \(fact)") }
        }
        traced(.patient, [draft.patient.name])
        traced(.diagnosis, [draft.diagnosis.cancer.text])
        traced(.histology, [draft.diagnosis.histology].compactMap { $0 })
        traced(.metastasis, draft.diagnosis.metastases)
        traced(.stage, draft.staging.map(\.summary))
        traced(.marker, draft.biomarkers.map(\.line))
        traced(.treatment, draft.treatments.map(\.line))
        traced(.size, draft.sizes.map(\.line))
        traced(.status, draft.statuses.map(\.line))
        traced(.fitness, [draft.fitness.ecog.map { "ECOG \($0)" }].compactMap { $0 })
        traced(.fitness, [draft.fitness.karnofsky.map { "Karnofsky \($0)" }].compactMap { $0 })
        traced(.comorbidity, draft.comorbidities)
        traced(.medication, draft.medication)
        traced(.familyHistory, draft.familyHistory)
        traced(.record, draft.records.map(\.id))
        traced(.history, [draft.history].compactMap { $0 })
    }

    @Test("A whole life becomes a history that fits on a page", arguments: CorpusFacts.synthea)
    func histories(_ expected: CorpusFacts) throws {
        let draft = try Drafts.read(expected.data(in: try #require(SharedFiles.corpus))).draft
        guard let history = draft.history else {
            #expect(expected.treatments.isEmpty, "a treated cancer has a course")
            return
        }
        let lines = history.split(separator: "\n")
        #expect(lines.count <= 15)
        #expect(history.count <= 2_000)
        #expect(history.contains("diagnosis: \(expected.cancer)"))
        // In the order in which it happened: each line of the course begins with its day.
        let days = lines.compactMap { try? CivilDate(String($0.prefix(10))) }
        #expect(days == days.sorted())
        for treatment in draft.treatments { #expect(history.contains(treatment.detail)) }
    }

    private func dated(_ words: String, _ date: CivilDate?, _ end: CivilDate? = nil) -> String {
        let days = [date, end].compactMap { $0?.description }.joined(separator: "–")
        return days.isEmpty ? words : "\(words) \(days)"
    }

    /// Type/id and fullUrl of everything in a file, read without the code under test.
    private static func paths(in json: Any) -> Set<String> {
        var found: Set<String> = []
        if let list = json as? [Any] {
            for element in list { found.formUnion(paths(in: element)) }
        } else if let object = json as? [String: Any] {
            if let type = object["resourceType"] as? String, let id = object["id"] as? String {
                found.insert("\(type)/\(id)")
            }
            if let url = object["fullUrl"] as? String { found.insert(url) }
            for value in object.values where value is [Any] || value is [String: Any] {
                found.formUnion(paths(in: value))
            }
        }
        return found
    }
}
