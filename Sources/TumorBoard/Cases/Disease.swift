/// Side of the body.
package enum Laterality: String, Codable, CaseIterable, Sendable { case left, right, bilateral, midline }

/// A coded concept with its text.
package struct Coding: Codable, Hashable, Sendable {
    /// Code system as a URI, where it is known.
    package var system: String?
    /// Code, where it is known.
    package var code: String?
    /// What a person reads.
    package var text: String

    /// A concept.
    package init(system: String? = nil, code: String? = nil, text: String) {
        self.system = system
        self.code = code
        self.text = text
    }
}

/// The cancer.
package struct Diagnosis: Codable, Equatable, Sendable {
    /// What the cancer is.
    package var cancer: Coding
    /// Histology, as text or ICD-O-3.
    package var histology: String?
    /// Where in the body, in words.
    package var site: String?
    /// Which side.
    package var laterality: Laterality?
    /// The day of the diagnosis.
    package var date: CivilDate?
    /// Sites of spread.
    package var metastases: [String]

    /// A diagnosis.
    package init(
        cancer: Coding, histology: String? = nil, site: String? = nil, laterality: Laterality? = nil,
        date: CivilDate? = nil, metastases: [String] = []
    ) {
        self.cancer = cancer
        self.histology = histology
        self.site = site
        self.laterality = laterality
        self.date = date
        self.metastases = metastases
    }
}

/// One staging, by one method at one time.
package struct StageAssessment: Codable, Equatable, Sendable {
    /// How it was staged.
    package enum Basis: String, Codable, Sendable { case clinical, pathological, other }

    /// Clinical, pathological or other.
    package var basis: Basis
    /// Stage group, such as "IIIA".
    package var group: String?
    /// T category.
    package var t: String?
    /// N category.
    package var n: String?
    /// M category.
    package var m: String?
    /// System and edition.
    package var system: String?
    /// When.
    package var date: CivilDate?

    /// A staging.
    package init(
        basis: Basis, group: String? = nil, t: String? = nil, n: String? = nil, m: String? = nil,
        system: String? = nil, date: CivilDate? = nil
    ) {
        self.basis = basis
        self.group = group
        self.t = t
        self.n = n
        self.m = m
        self.system = system
        self.date = date
    }

    /// One line, as a clinician writes it: "cT3 cN1 cM0, stage IIIB (AJCC 8)".
    package var summary: String {
        let tnm = [t, n, m].compactMap { $0 }.joined(separator: " ")
        let stage = group.map { $0.lowercased().contains("stage") ? $0 : "stage \($0)" }
        let line = [tnm.isEmpty ? nil : tnm, stage].compactMap { $0 }.joined(separator: ", ")
        return system.map { "\(line) (\($0))" } ?? line
    }
}

/// A marker of the tumour: receptor, protein, mutation, serum level.
package struct Biomarker: Codable, Equatable, Sendable {
    /// What was measured.
    package var name: String
    /// The result with its unit.
    package var result: String
    /// When.
    package var date: CivilDate?

    /// A marker's result.
    package init(name: String, result: String, date: CivilDate? = nil) {
        self.name = name
        self.result = result
        self.date = date
    }
}

/// A treatment already given or begun.
package struct PriorTreatment: Codable, Equatable, Sendable {
    /// Which kind.
    package var modality: Modality
    /// What exactly: operation, regimen, dose and fractions.
    package var detail: String
    /// From when.
    package var started: CivilDate?
    /// Until when.
    package var ended: CivilDate?
    /// What came of it.
    package var response: String?

    /// A treatment.
    package init(
        modality: Modality, detail: String, started: CivilDate? = nil, ended: CivilDate? = nil, response: String? = nil
    ) {
        self.modality = modality
        self.detail = detail
        self.started = started
        self.ended = ended
        self.response = response
    }
}

/// How fit the patient is for treatment.
package struct Fitness: Codable, Equatable, Sendable {
    /// ECOG performance status, 0–4.
    package var ecog: Int?
    /// Karnofsky index, 0–100.
    package var karnofsky: Int?
    /// Remarks.
    package var note: String?
    /// When assessed.
    package var date: CivilDate?

    /// A fitness of which all may be unknown.
    package init(ecog: Int? = nil, karnofsky: Int? = nil, note: String? = nil, date: CivilDate? = nil) {
        self.ecog = ecog
        self.karnofsky = karnofsky
        self.note = note
        self.date = date
    }
}
