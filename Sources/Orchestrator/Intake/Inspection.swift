import FHIRExchange
package import Foundation
package import TumorBoard

/// What a file holds for a tumor board, found without a site and without keeping anything.
package struct Inspection: Codable, Equatable, Sendable {
    /// A fact with the resource that it came from.
    package struct Fact: Codable, Equatable, Sendable {
        /// Which part of a case it belongs to.
        package var topic: FactOrigin.Topic
        /// The fact as the case words it.
        package var fact: String
        /// The resource, such as "Observation/abc".
        package var path: String
    }

    /// Things that were left out for one reason.
    package struct Ignored: Codable, Equatable, Sendable {
        /// What and how many, such as "213 Claim".
        package var what: String
        /// Where the first of them is.
        package var path: String
        /// Why.
        package var why: String
    }

    /// What the case is, in the fields that a board asks for first.
    package struct Summary: Codable, Equatable, Sendable {
        /// The cancer.
        package var cancer: String
        /// Where it is.
        package var site: String?
        /// Its side.
        package var laterality: Laterality?
        /// Its disease group.
        package var diseaseGroup: DiseaseGroup
        /// Stagings, in order of date.
        package var stages: [String]
        /// Markers.
        package var markers: [String]
        /// Treatments so far.
        package var treatments: [String]
        /// Performance status.
        package var fitness: String?
    }

    /// The file.
    package var file: String
    /// Why it cannot become a case; nil when it can.
    package var refusal: String?
    /// The case in short; nil when it was refused.
    package var summary: Summary?
    /// Each fact with the path of the resource that it came from.
    package var facts: [Fact] = []
    /// What was understood, a line each, in the order in which it was read.
    package var understood: [String] = []
    /// What was left out, and why.
    package var ignored: [Ignored] = []
    /// What contradicts itself, both sources named.
    package var contradictions: [String] = []
    /// Other doubts that a person must look at.
    package var problems: [String] = []

    /// A file that could not be read.
    package init(file: String, refusal: String) {
        self.file = file
        self.refusal = refusal
    }

    /// Inspects the bytes of a file; one that cannot become a case says why.
    /// - Parameter asOf: the day by which ages are counted.
    package init(file: String, data: Data, asOf: CivilDate) {
        self.file = file
        do throws(CaseFileError) {
            fill(from: try CaseFileReader().read(data, fileName: file, caseID: "C-0", asOf: asOf))
        } catch {
            // The file stands in a field of its own.
            refusal = if case .fhir(_, let refusal) = error { refusal.description } else { error.description }
        }
    }

    private mutating func fill(from read: FHIRImport) {
        let draft = read.draft
        summary = Summary(
            cancer: draft.diagnosis.cancer.text, site: draft.diagnosis.site, laterality: draft.diagnosis.laterality,
            diseaseGroup: draft.diseaseGroup, stages: draft.staging.map(\.summary),
            markers: draft.biomarkers.map(\.line), treatments: draft.treatments.map(\.line),
            fitness: draft.fitness.inWords)
        facts = draft.origins.map { Fact(topic: $0.topic, fact: $0.fact, path: $0.path) }
        understood = read.report.understood
        ignored = read.report.ignored.map { Ignored(what: $0.what, path: $0.path, why: $0.why) }
        contradictions = read.report.contradictions
        problems = read.report.problems.filter { !contradictions.contains($0) }
    }
}

extension Fitness {
    /// "ECOG 1, Karnofsky 80"; nil where neither was assessed.
    fileprivate var inWords: String? {
        let scales = [ecog.map { "ECOG \($0)" }, karnofsky.map { "Karnofsky \($0)" }].compactMap { $0 }
        return scales.isEmpty ? nil : scales.joined(separator: ", ")
    }
}
