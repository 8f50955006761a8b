import TumorBoard

extension Importer {
    /// Tumour markers and genomic variants in the file's order; of a long series the latest five.
    mutating func readBiomarkers() -> [Biomarker] {
        var markers: [Biomarker] = []
        for observation in open("Observation") {
            guard let marker = variant(observation) ?? tumourMarker(observation) else { continue }
            if let known = markers.firstIndex(where: { $0.name == marker.name && $0.date == marker.date }) {
                if markers[known].result != marker.result {
                    markers[known].result += "; \(marker.result)"
                    doubt("\(marker.name) was reported twice on one day with different results (\(observation.path)).")
                }
                claim(observation)
                continue
            }
            markers.append(marker)
            understood("Marker: \(marker.name) \(marker.result)", from: observation)
        }
        return withoutOldValues(markers)
    }

    /// A lifetime of PSA values is a curve for the archive; the board needs its end.
    private mutating func withoutOldValues(_ markers: [Biomarker]) -> [Biomarker] {
        let most = 5
        var dropped: Set<Int> = []
        for (_, series) in Dictionary(grouping: markers.indices, by: { markers[$0].name }) where series.count > most {
            let byAge = series.sorted { left, right in
                (markers[left].date?.daysSince1970 ?? .min, left) < (markers[right].date?.daysSince1970 ?? .min, right)
            }
            dropped.formUnion(byAge.dropLast(most))
            report.ignored.append(
                .init(
                    what: "\(series.count - most) \(markers[series[0]].name) values", path: "Observation",
                    why: "older than the latest \(most)"))
        }
        return markers.indices.filter { !dropped.contains($0) }.map { markers[$0] }
    }

    private func tumourMarker(_ observation: Resource) -> Biomarker? {
        let code = observation.code
        let known = code.codes.lazy.compactMap { Self.markerNames[$0.code] }.first
        let isMarker =
            known != nil || observation.hasProfile("tumor-marker")
            || observation.categories.contains {
                $0.words.contains("tumour marker") || $0.words.contains("tumor marker")
            }
        guard isMarker, let result = observation.valueText else { return nil }
        // A text with a bracket is LOINC's long name, not what a clinician calls it.
        let ownWords = code.text.flatMap { text in
            text.contains("[") || code.codes.contains { $0.display == text } ? nil : text
        }
        guard let name = ownWords ?? known ?? code.label else { return nil }
        return Biomarker(name: name, result: result, date: observation.date)
    }

    /// A variant in the form "EGFR p.Leu858Arg (VAF 34 %)".
    func variant(_ observation: Resource) -> Biomarker? {
        let code = observation.code
        let isVariant =
            code.hasCode(in: ["69548-6"]) || observation.hasProfile("genomic-variant")
            || observation.hasProfile("genetic-variant")
        guard isVariant else { return nil }
        var parts: [String: String] = [:]
        for component in observation["component"].items {
            for code in Concept(component["code"]).codes {
                let value = Concept(component["valueCodeableConcept"])
                let text = value.label ?? component["valueQuantity"].quantityText ?? component["valueString"].text
                if let text { parts[code.code] = text }
            }
        }
        let gene = parts["48018-6"]
        let change = [parts["48005-3"], parts["48004-6"], parts["81252-9"]].compactMap { $0 }.first
        let present = Concept(observation["valueCodeableConcept"]).label
        let fraction = parts["81258-6"].map { "VAF \($0)" }
        let details = [change, fraction, present == "Present" ? nil : present].compactMap { $0 }
        let ownWords = code.text.flatMap { text in code.codes.contains { $0.display == text } ? nil : text }
        let written = observation["valueCodeableConcept"]["text"].text.flatMap { $0 == "Present" ? nil : $0 }
        let known = details.isEmpty ? (present ?? observation["valueString"].text) : details.joined(separator: ", ")
        let result = written ?? known
        guard let result, ownWords != nil || gene != nil || change != nil || present != nil else { return nil }
        return Biomarker(
            name: ownWords ?? gene ?? "Genomic variant", result: Self.known(result), date: observation.date)
    }

    /// LOINC answer codes that arrive without display.
    private static func known(_ result: String) -> String {
        ["LA9633-4": "present", "LA9634-2": "absent", "LA6576-8": "positive", "LA6577-6": "negative"][result] ?? result
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
        "81691-8": "MSI", "85077-6": "MMR", "94077-5": "TMB", "21639-0": "BRAF V600E", "77202-0": "ALK",
        "21667-1": "BRCA1", "38530-2": "BRCA2", "21702-6": "KRAS", "33893-9": "Karyotype",
    ]

    /// Performance status: the latest of each.
    mutating func readFitness() -> Fitness {
        var fitness = Fitness()
        var dates: [CivilDate?] = [nil, nil]
        for observation in open("Observation") {
            let code = observation.code
            let value =
                observation["valueInteger"].integer ?? observation["valueQuantity"]["value"].integer
                ?? Self.grade(Concept(observation["valueCodeableConcept"]))
            if code.hasCode(in: ["89247-1", "89262-0", "423740007"]), let ecog = value, (0...5).contains(ecog) {
                guard isLater(observation.date, than: dates[0], known: fitness.ecog != nil) else {
                    leaveOut(observation, because: "an older performance status")
                    continue
                }
                fitness.ecog = ecog
                dates[0] = observation.date
                note(observation, "ECOG \(ecog)", in: &fitness)
            } else if code.hasCode(in: ["89243-0", "273546003"]), let karnofsky = value, (0...100).contains(karnofsky) {
                guard isLater(observation.date, than: dates[1], known: fitness.karnofsky != nil) else {
                    leaveOut(observation, because: "an older performance status")
                    continue
                }
                fitness.karnofsky = karnofsky
                dates[1] = observation.date
                note(observation, "Karnofsky \(karnofsky)", in: &fitness)
            }
        }
        fitness.date = dates.compactMap { $0 }.max()
        return fitness
    }

    private func isLater(_ date: CivilDate?, than known: CivilDate?, known exists: Bool) -> Bool {
        guard exists, let known else { return true }
        return date.map { $0 > known } ?? false
    }

    private mutating func note(_ observation: Resource, _ fact: String, in fitness: inout Fitness) {
        if let remark = observation["note"].items.lazy.compactMap({ $0["text"].text }).first { fitness.note = remark }
        understood("Fitness: \(fact)", from: observation)
    }

    /// LOINC answers LA9622-7 … LA9626-8 are ECOG 0–4; else a number inside the label.
    private static func grade(_ concept: Concept) -> Int? {
        let answers = ["LA9622-7": 0, "LA9623-5": 1, "LA9624-3": 2, "LA9625-0": 3, "LA9626-8": 4, "LA9627-6": 5]
        for code in concept.codes {
            if let grade = answers[code.code] { return grade }
        }
        return concept.label?.firstMatch(of: /\d+/).flatMap { Int($0.output) }
    }
}
