import Documents
import TumorBoard

/// What a seat needs to know before anything else: facts of the case, none of them weighed.
struct PacketGlance {
    let subject: Case
    let seat: Specialty?
    /// The day of the packet.
    let day: CivilDate
    let times: Times
    let sources: SourceBook

    /// The facts in order: who, what, how far, how fit, what was done.
    var facts: [PacketFact] {
        let diagnosis = subject.diagnosis
        var facts = [PacketFact("Patient", patient, marks: sources.marks(.patient, subject.patient.name))]
        facts.append(
            PacketFact(
                "Cancer", diagnosis.cancer.text,
                marks: sources.marks(.diagnosis, diagnosis.cancer.text)))
        let side = diagnosis.laterality?.rawValue ?? "no side stated"
        facts.append(
            PacketFact(
                "Site and side",
                [diagnosis.site ?? "site not presented", side].joined(separator: "; ").asSentenceStart,
                marks: sources.marks(.diagnosis, diagnosis.site)))
        facts.append(
            PacketFact(
                "Histology", diagnosis.histology ?? "Not presented",
                marks: sources.marks(.histology, diagnosis.histology)))
        if !diagnosis.metastases.isEmpty {
            facts.append(
                PacketFact(
                    "Spread to", diagnosis.metastases.joined(separator: "; "),
                    marks: diagnosis.metastases.flatMap { sources.marks(.metastasis, $0) }))
        }
        facts += stages + [markers] + [fitness]
        if let status = subject.statuses.max(by: { isEarlier($0.date, $1.date) }) {
            facts.append(
                PacketFact(
                    "Last judged", line(status.line, status.date), marks: sources.marks(.status, status.line)))
        }
        facts += treatments + ofTheSeat
        if let treatBy = subject.treatBy { facts.append(PacketFact("Treatment must begin by", times.day(treatBy))) }
        return facts
    }

    private var patient: String {
        let patient = subject.patient
        let age = patient.birthDate.flatMap { ageInYears(born: $0) }.map { "\($0) years" }
        let sex = patient.sex == .unknown ? "sex not presented" : patient.sex.rawValue
        return [age ?? "age not presented", sex].joined(separator: ", ").asSentenceStart
    }

    private func ageInYears(born: CivilDate) -> String? {
        guard day.year >= born.year else { return nil }
        let most = day.year - born.year
        guard let month = born.month, let ownMonth = day.month else { return "about \(most)" }
        guard let dayOfMonth = born.day, let ownDay = day.day else {
            return ownMonth == month ? "about \(most)" : String(ownMonth > month ? most : most - 1)
        }
        return String((ownMonth, ownDay) >= (month, dayOfMonth) ? most : most - 1)
    }

    /// The newest staging of each basis, with day and system.
    private var stages: [PacketFact] {
        let bases: [StageAssessment.Basis] = [.clinical, .pathological, .other]
        let newest = bases.compactMap { basis in
            subject.staging.filter { $0.basis == basis }.max { isEarlier($0.date, $1.date) }
        }
        guard !newest.isEmpty else { return [PacketFact("Stage", "Not presented")] }
        return newest.map { stage in
            let system = stage.system == nil ? "; system not presented" : ""
            let label = stage.basis == .other ? "Stage" : "\(stage.basis.rawValue.asSentenceStart) stage"
            return PacketFact(
                label, line(stage.summary, stage.date, undated: true) + system,
                marks: sources.marks(.stage, stage.summary))
        }
    }

    /// The newest value of each marker, those that steer treatment first.
    private var markers: PacketFact {
        let newest = newestMarkers
        guard !newest.isEmpty else { return PacketFact("Markers", "Not presented") }
        let shown = newest.prefix(8)
        let more = newest.count > 8 ? "\nand \(newest.count - 8) more below" : ""
        return PacketFact(
            "Markers, newest", shown.map { line($0.line, $0.date) }.joined(separator: "\n") + more,
            marks: shown.flatMap { sources.marks(.marker, $0.line) })
    }

    private var newestMarkers: [Biomarker] {
        var newest: [String: (index: Int, marker: Biomarker)] = [:]
        for (index, marker) in subject.biomarkers.enumerated() {
            let name = marker.name.lowercased()
            if let known = newest[name], !isEarlier(known.marker.date, marker.date) { continue }
            newest[name] = (newest[name]?.index ?? index, marker)
        }
        return newest.values.sorted { left, right in
            (left.marker.rank, left.index) < (right.marker.rank, right.index)
        }.map(\.marker)
    }

    private var fitness: PacketFact {
        let fitness = subject.fitness
        let scores = [fitness.ecog.map { "ECOG \($0)" }, fitness.karnofsky.map { "Karnofsky \($0)" }].compactMap { $0 }
        return PacketFact(
            "Fitness", scores.isEmpty ? "Not presented" : line(scores.joined(separator: ", "), fitness.date),
            marks: sources.marks(ofAll: .fitness))
    }

    /// Treatment so far by kind, the seat's own kind first; that kind is named even where there was none of it.
    private var treatments: [PacketFact] {
        let order = Modality.ordered(for: seat)
        guard !subject.treatments.isEmpty else { return [PacketFact("Prior treatment", "None named")] }
        return order.compactMap { modality in
            let given = subject.treatments.filter { $0.modality == modality }
                .sorted { isEarlier($0.started ?? $0.ended, $1.started ?? $1.ended) }
            guard !given.isEmpty else {
                return seat != nil && modality == order.first
                    ? PacketFact("Prior \(modality.inPlainWords)", "None named") : nil
            }
            let shown = given.suffix(5)
            let earlier = given.count > 5 ? "\(given.count - 5) earlier ones below, then:\n" : ""
            return PacketFact(
                "Prior \(modality.inPlainWords)",
                earlier + shown.map { line($0.detail, $0.started ?? $0.ended) }.joined(separator: "\n"),
                marks: shown.flatMap { sources.marks(.treatment, $0.line) })
        }
    }

    /// What one seat asks for before the others do.
    private var ofTheSeat: [PacketFact] {
        switch seat {
        case .radiologist: [newest("Newest imaging", [.imagingReport, .images])]
        case .pathologist:
            [newest("Newest pathology", [.pathologyReport, .biopsy]), newest("Slides or blocks", [.slidesOrBlocks])]
        case .geneticist: [newest("Genetic reports", [.genetics])]
        case .surgeon, .neurosurgeon, .urologist, .gynaecologist, .anaesthetist:
            [newest("Newest imaging", [.imagingReport, .images]), allergies]
        case .medicalOncologist, .haematologist, .transplantPhysician: [allergies]
        default: []
        }
    }

    private var allergies: PacketFact {
        PacketFact(
            "Allergies",
            subject.allergies.map { $0.isEmpty ? "None known" : $0.joined(separator: "; ") } ?? "Not presented",
            marks: sources.marks(ofAll: .allergy))
    }

    private func newest(_ label: String, _ kinds: Set<RecordClass>) -> PacketFact {
        let records = subject.records.filter { kinds.contains($0.kind) && $0.isPresent }
            .sorted { isEarlier($1.date, $0.date) }
        let awaited = subject.records.contains { kinds.contains($0.kind) && $0.pending }
        guard !records.isEmpty else { return PacketFact(label, awaited ? "Asked for, not here" : "Not presented") }
        let shown = records.prefix(3)
        return PacketFact(
            label, shown.map { line($0.title.asSentenceStart, $0.date, undated: true) }.joined(separator: "\n"),
            marks: shown.flatMap { sources.marks(.record, $0.id) })
    }

    private func line(_ text: String, _ date: CivilDate?, undated: Bool = false) -> String {
        date.map { "\(text) (\(times.short($0)))" } ?? (undated ? "\(text) (no date)" : text)
    }
}

/// Whether one day comes before another; what has no day comes first.
func isEarlier(_ left: CivilDate?, _ right: CivilDate?) -> Bool {
    switch (left, right) {
    case (let left?, let right?): left < right
    case (nil, .some): true
    default: false
    }
}

extension Biomarker {
    /// Lower for the markers that steer treatment in most guidelines; they are shown first, the others after them.
    fileprivate var rank: Int {
        let words = Set(name.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        let steering: Set<String> = [
            "ER", "PR", "HER2", "ERBB2", "KI", "KI67", "ESTROGEN", "OESTROGEN", "PROGESTERONE", "PSA", "PROSTATE",
            "GLEASON", "EGFR", "ALK", "ROS1", "PD", "PDL1", "KRAS", "NRAS", "BRAF", "MSI", "MMR", "MICROSATELLITE",
            "BRCA1", "BRCA2", "IDH1", "IDH2", "MGMT", "FLT3", "NPM1", "TP53", "KIT", "PDGFRA", "AFP", "CEA", "HPV",
            "P16", "NTRK",
        ]
        let joined = name.uppercased().filter { $0.isLetter || $0.isNumber }
        let isCarbohydrateAntigen = ["CA199", "CA125", "CA153"].contains { joined.hasPrefix($0) }
        return words.isDisjoint(with: steering) && !isCarbohydrateAntigen ? 1 : 0
    }
}
