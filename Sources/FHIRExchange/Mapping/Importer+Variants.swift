import TumorBoard

extension Importer {
    /// Whether an observation reports a genomic variant, in either layout: STU1's and 2's own profile, or the genomics
    /// reporting guide's.
    static func isVariant(_ observation: Resource) -> Bool {
        observation.code.hasCode(in: ["69548-6"]) || observation.hasProfile("genomic-variant")
            || observation.hasProfile("genetic-variant")
    }

    /// What interpreting observations say of the variants that they derive from, by the variant's place.
    mutating func readSignificances() -> [Int: [String]] {
        var found: [Int: [String]] = [:]
        for observation in open("Observation") where observation.code.hasCode(in: ["diagnostic-implication"]) {
            let words = observation["component"].items.compactMap { component -> String? in
                Concept(component["valueCodeableConcept"]).answer?.lowercased()
            }
            for target in observation["derivedFrom"].items {
                guard let variant = resources.resolve(target, from: observation) else { continue }
                found[variant.index, default: []] += words
                claim(observation)
            }
        }
        return found
    }

    /// A variant in the form "EGFR: p.Leu858Arg, c.2573T>G, somatic, VAF 34 %".
    func variant(_ observation: Resource, _ significances: [Int: [String]] = [:]) -> Biomarker? {
        guard Self.isVariant(observation) else { return nil }
        let parts = VariantParts(observation)
        let code = observation.code
        let value = Concept(observation["valueCodeableConcept"])
        let written = value.text.flatMap { ["Present", "Absent"].contains($0) ? nil : $0 }
        let assessment = value.answer?.lowercased() ?? observation["valueString"].text
        var details = parts.changes
        if let assessment, assessment != "present" || (details.isEmpty && !parts.tellsWhat) {
            details.insert(assessment, at: 0)
        }
        details += parts.qualities + (significances[observation.index] ?? [])
        let ownWords = code.text.flatMap { text in
            text.contains("[") || text == "Genetic variant assessment" || code.codes.contains { $0.display == text }
                ? nil : text
        }
        let gene = parts.genes.isEmpty ? nil : parts.genes.joined(separator: assessment == "absent" ? ", " : "–")
        guard ownWords != nil || gene != nil || !details.isEmpty else { return nil }
        let result = written ?? (details.isEmpty ? "reported without a result" : details.joined(separator: ", "))
        return Biomarker(name: ownWords ?? gene ?? "Genomic variant", result: result, date: observation.date)
    }
}

/// What the components of a variant hold, in the order in which a report names them.
private struct VariantParts {
    /// Genes; two for a fusion.
    var genes: [String] = []
    /// The protein change, the coding change, else what else names the variant.
    var changes: [String] = []
    /// Consequence, source, fraction, copies, significance.
    var qualities: [String] = []
    /// Whether the qualities say by themselves what the variant is, such as a loss of copies.
    var tellsWhat = false

    init(_ observation: Resource) {
        var texts: [String: String] = [:]
        for component in observation["component"].items {
            let code = Concept(component["code"])
            let value = Concept(component["valueCodeableConcept"])
            let key = code.codes.first?.code ?? code.text ?? ""
            if key == "48018-6" {
                if let gene = value.name ?? component["valueString"].text ?? value.codes.first?.code {
                    genes.append(gene)
                }
                continue
            }
            let text =
                value.answer ?? component["valueQuantity"].quantityText ?? component["valueString"].text
                ?? component["valueInteger"].text
            guard let text else { continue }
            texts[key] = key == "81258-6" ? Self.fraction(component["valueQuantity"]) ?? text : text
        }
        let protein = texts["48005-3"], coding = texts["48004-6"]
        changes = [protein, coding].compactMap { $0 }.filter { $0.contains(where: \.isLetter) }
        if changes.isEmpty {
            // A bare number is ClinVar's key and tells a reader nothing.
            changes = [texts["81252-9"], texts["81290-9"]].compactMap { $0 }.filter { Int($0) == nil }
            changes = Array(changes.prefix(1))
        }
        tellsWhat = texts["48019-4"] != nil || texts["molecular-consequence"] != nil || texts["82155-3"] != nil
        if let type = texts["48019-4"] { qualities.append(Self.spaced(type)) }
        if let consequence = texts["molecular-consequence"] ?? texts["48006-1"] {
            qualities.append(Self.spaced(consequence))
        }
        if let source = texts["48002-0"] { qualities.append(source.lowercased()) }
        if let copies = texts["82155-3"] { qualities.append("copy number \(copies)") }
        if let fraction = texts["81258-6"] { qualities.append("VAF \(fraction)") }
        if let significance = texts["53037-8"] { qualities.append(significance.lowercased()) }
    }

    /// A fraction of one as a percentage; a percentage as it is.
    private static func fraction(_ quantity: JSONValue) -> String? {
        guard let value = quantity["value"].number else { return nil }
        let unit = quantity["unit"].text ?? quantity["code"].text ?? "1"
        if unit == "%" { return "\(JSONValue.rounded(value)) %" }
        return value <= 1 ? "\(JSONValue.rounded(value * 100)) %" : JSONValue.rounded(value)
    }

    private static func spaced(_ term: String) -> String { term.split(separator: "_").joined(separator: " ") }
}
