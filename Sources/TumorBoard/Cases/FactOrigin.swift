/// Where a fact of the case comes from, so that a packet can show it.
///
/// It is found again by the fact's own words, not by its place in a list, so that it outlives a merge.
package struct FactOrigin: Codable, Equatable, Sendable {
    /// Which part of the case.
    package enum Topic: String, Codable, CaseIterable, Sendable {
        case patient, referral, diagnosis, histology, metastasis, stage, marker, status, size, fitness, treatment
        case comorbidity, medication, allergy, familyHistory, history, record, question, preference, goal, consent
        case coverage
    }

    /// Which part of the case.
    package var topic: Topic
    /// The fact as the case words it: a marker's `line`, a stage's `summary`, a record's id.
    package var fact: String
    /// The resource, row or field: "Observation/abc", "cancer_staging.csv line 3".
    package var path: String
    /// The file's name.
    package var file: String?

    /// An origin.
    package init(topic: Topic, fact: String, path: String, file: String? = nil) {
        self.topic = topic
        self.fact = fact
        self.path = path
        self.file = file
    }
}

extension Case {
    /// Where a fact comes from, every source of it.
    package func origins(of topic: FactOrigin.Topic, _ fact: String) -> [FactOrigin] {
        origins.filter { $0.topic == topic && $0.fact == fact }
    }
}

extension Biomarker {
    /// The marker as one line: "HER2: negative".
    package var line: String { "\(name): \(result)" }
}

extension PriorTreatment {
    /// The treatment as one line: "surgery: lobectomy".
    package var line: String { "\(modality.rawValue): \(detail)" }
}
