import TumorBoard

extension Importer {
    /// Tumour markers and genomic variants in the file's order; of a long series the latest five.
    mutating func readBiomarkers() -> [Biomarker] {
        let significances = readSignificances()
        var found: [(marker: Biomarker, paths: [String])] = []
        var places: [String: Int] = [:]
        for observation in open("Observation") {
            guard let marker = variant(observation, significances) ?? tumourMarker(observation) else { continue }
            claim(observation)
            // Two variants of one gene on one day are two findings, not two answers to one question.
            let isVariant = Self.isVariant(observation)
            let key = "\(marker.name)|\(marker.date?.description ?? "")" + (isVariant ? "|\(marker.result)" : "")
            guard let known = places[key] else {
                places[key] = found.count
                found.append((marker, [observation.path]))
                continue
            }
            found[known].paths.append(observation.path)
            let earlier = found[known].marker.result
            guard earlier != marker.result, !isVariant else { continue }
            let words =
                "\(marker.name) was reported twice on \(marker.date?.description ?? "no known day") with different "
                + "results: “\(earlier)” (\(found[known].paths[0])) and “\(marker.result)” (\(observation.path))."
            found[known].marker.result = "\(earlier); \(marker.result)"
            if Self.opposes(earlier, marker.result) { contradict(words) } else { doubt(words) }
        }
        let kept = withoutOldValues(found)
        for (marker, paths) in kept {
            let sources = paths.count > 3 ? Array(paths.prefix(3)) : paths
            report.understood.append("Marker: \(marker.name) \(marker.result) (\(sources.joined(separator: ", ")))")
            trace(.marker, marker.line, to: paths)
        }
        return kept.map(\.marker)
    }

    /// A lifetime of PSA values is a curve for the archive; the board needs its end.
    private mutating func withoutOldValues(
        _ found: [(marker: Biomarker, paths: [String])]
    ) -> [(marker: Biomarker, paths: [String])] {
        let most = 5
        var dropped: Set<Int> = []
        let series = Dictionary(grouping: found.indices) { found[$0].marker.name }
        for (name, places) in series.sorted(by: { $0.key < $1.key }) where places.count > most {
            let byAge = Self.byDate(places) { found[$0].marker.date }
            let old = byAge.dropLast(most)
            dropped.formUnion(old)
            report.ignored.append(
                .init(
                    what: "\(old.count) \(name) values", path: found[byAge[0]].paths[0],
                    why: "older than the latest \(most)"))
        }
        return found.indices.filter { !dropped.contains($0) }.map { found[$0] }
    }

    /// "positive" against "negative", however each is worded.
    private static func opposes(_ one: String, _ other: String) -> Bool {
        func sign(_ text: String) -> Bool? {
            let words = text.lowercased()
            let negative = ["negativ", "absent", "not detected", "not present"].contains { words.contains($0) }
            let positive = !negative && ["positiv", "present", "detected"].contains { words.contains($0) }
            return negative == positive ? nil : positive
        }
        guard let one = sign(one), let other = sign(other) else { return false }
        return one != other
    }

    private func tumourMarker(_ observation: Resource) -> Biomarker? {
        let code = observation.code
        if observation.hasProfile("risk-assessment") { return riskAssessment(observation) }
        let known = code.codes.lazy.compactMap { Self.markerNames[$0.code] }.first
        guard known != nil || observation.hasProfile("tumor-marker") || Self.isCategorisedMarker(observation) else {
            return nil
        }
        guard let result = observation.valueText else { return nil }
        // A text with a bracket is LOINC's long name, not what a clinician calls it.
        let ownWords = code.text.flatMap { text in
            text.contains("[") || code.codes.contains { $0.display == text } ? nil : text
        }
        guard let name = ownWords ?? known ?? code.label else { return nil }
        return Biomarker(name: name, result: result, date: observation.date)
    }

    /// mCODE's risk groups of leukaemia and sarcoma; one about a diagnosis that the file does not hold is nobody's.
    private func riskAssessment(_ observation: Resource) -> Biomarker? {
        let focuses = observation["focus"].items
        let isOurs = focuses.isEmpty || focuses.contains { resources.resolve($0, from: observation) != nil }
        guard isOurs, let result = observation.valueText else { return nil }
        return Biomarker(name: observation.code.name ?? "Risk group", result: result, date: observation.date)
    }

    private static func isCategorisedMarker(_ observation: Resource) -> Bool {
        observation["category"].items.contains { category in
            guard let text = category["text"].text?.lowercased() else { return false }
            return text.contains("tumour marker") || text.contains("tumor marker")
        }
    }

    /// LOINC codes of tumour markers and what clinicians call them.
    private static let markerNames: [String: String] = [
        "48676-1": "HER2", "85319-2": "HER2", "18474-7": "HER2", "85318-4": "HER2 (FISH)", "74860-8": "HER2 (FISH)",
        "31150-6": "HER2 (FISH)", "72383-3": "HER2", "16112-5": "ER", "85337-4": "ER", "85310-1": "ER",
        "40556-3": "ER", "16113-3": "PR", "85339-0": "PR", "85325-9": "PR", "40557-1": "PR", "83052-1": "PD-L1",
        "83053-9": "PD-L1", "83054-7": "PD-L1", "85147-7": "PD-L1", "2857-1": "PSA", "35741-8": "PSA",
        "2039-6": "CEA", "10334-1": "CA-125", "24108-3": "CA 19-9", "6875-9": "CA 15-3", "1834-1": "AFP",
        "53962-7": "AFP", "19177-5": "AFP", "21198-7": "beta-hCG", "14804-9": "LDH", "2532-0": "LDH",
        "85329-1": "Ki-67", "29593-1": "Ki-67", "85330-9": "Ki-67", "39004-7": "EGFR", "81695-9": "MSI",
        "81691-8": "MSI", "85077-6": "MMR", "94076-7": "TMB", "94077-5": "TMB", "1695-6": "5-HIAA",
        "21639-0": "BRAF V600E", "77202-0": "ALK",
        "21667-1": "BRCA1", "38530-2": "BRCA2", "21702-6": "KRAS", "33893-9": "Karyotype",
    ]
}
