import TumorBoard

extension Resource {
    /// The value of an observation as a person writes it. Real ones carry two `value[x]`; both are then given.
    var valueText: String? {
        let values = json.valueTexts
        if !values.isEmpty { return values.joined(separator: "; ") }
        let components = self["component"].items.compactMap { component -> String? in
            let name = Concept(component["code"]).name
            let values = component.valueTexts
            guard !values.isEmpty else { return nil }
            return [name, values.joined(separator: "; ")].compactMap { $0 }.joined(separator: ": ")
        }
        if !components.isEmpty { return components.joined(separator: "; ") }
        return self["interpretation"].items.lazy.compactMap { Concept($0).answer }.first
    }
}

extension Concept {
    /// What a person reads; codes of answers that arrive without display are put into words.
    var answer: String? {
        if text != nil || codes.contains(where: { $0.display != nil }) { return label }
        return codes.lazy.compactMap { Self.answers[$0.code] }.first ?? label
    }

    /// Answers of SNOMED CT and LOINC that the profiles of mCODE let a sender leave without display.
    private static let answers: [String: String] = [
        "LA9633-4": "present", "LA9634-2": "absent", "LA6576-8": "positive", "LA6577-6": "negative",
        "LA11884-6": "indeterminate", "LA18198-4": "no call", "LA6684-0": "somatic", "LA6683-2": "germline",
        "LA6668-3": "pathogenic", "LA26332-9": "likely pathogenic", "LA26333-7": "uncertain significance",
        "LA26334-5": "likely benign", "LA6675-8": "benign",
        "10828004": "positive", "260385009": "negative", "52101004": "present", "2667000": "absent",
        "42425007": "equivocal", "82334004": "indeterminate", "260415000": "not detected",
        "268910001": "improved", "359746009": "stable", "271299001": "worse", "709137006": "undetermined",
        "260413007": "none", "363679005": "imaging", "252416005": "pathology", "711015009": "symptoms",
        "5880005": "physical examination", "386344002": "laboratory data",
    ]
}

extension JSONValue {
    /// The texts of all `value[x]` of an element, the coded one first.
    fileprivate var valueTexts: [String] {
        var texts: [String] = []
        let coded = self["valueCodeableConcept"]
        if !coded.isNull, let answer = Concept(coded).answer { texts.append(answer) }
        if let answer = Concept(self["valueCoding"]).answer { texts.append(answer) }
        if let quantity = self["valueQuantity"].quantityText { texts.append(quantity) }
        let ratio = self["valueRatio"]
        if let top = ratio["numerator"].quantityText, let bottom = ratio["denominator"].quantityText {
            texts.append(bottom == "100" ? "\(top) in 100" : "\(top)/\(bottom)")
        }
        let range = self["valueRange"]
        switch (range["low"].quantityText, range["high"].quantityText) {
        case (let low?, let high?): texts.append("\(low)–\(high)")
        case (let low?, nil): texts.append("≥ \(low)")
        case (nil, let high?): texts.append("≤ \(high)")
        case (nil, nil): break
        }
        for key in ["valueString", "valueInteger", "valueDecimal", "valueDateTime", "valueTime"] {
            if let text = self[key].text, !texts.contains(text) { texts.append(text) }
        }
        let period = self["valuePeriod"]
        if let start = period["start"].text {
            texts.append([start, period["end"].text].compactMap { $0 }.joined(separator: " – "))
        }
        // A primitive whose value stands only in an extension: `_valueDateTime`, `_valueString`.
        for key in ["_valueDateTime", "_valueString", "_valueInteger"] where self[String(key.dropFirst())].isNull {
            for item in self[key]["extension"].items {
                guard item["url"].text?.hasSuffix("data-absent-reason") != true else { continue }
                if let text = item["valueString"].text ?? item["valueDateTime"].text ?? Concept(item["valueCode"]).label
                {
                    texts.append(text)
                }
            }
        }
        if let flag = self["valueBoolean"].bool { texts.append(flag ? "yes" : "no") }
        return texts
    }

    /// "4.2 ng/mL", "< 0.1 ng/mL", "90 %".
    var quantityText: String? {
        guard let value = self["value"].number.map(Self.rounded) ?? self["value"].text else { return nil }
        let unit = self["unit"].text ?? self["code"].text
        let readable = unit.flatMap { $0 == "1" || $0.hasPrefix("{") ? nil : $0 }
        return [self["comparator"].text, value, readable].compactMap { $0 }.joined(separator: " ")
    }

    /// A measured number as a person writes it: whole numbers as they are, others to at most four digits that matter.
    ///
    /// Simulated and calculated values arrive with fifteen decimals.
    static func rounded(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e15, Int(exactly: number) == nil else { return digits(number) }
        let size = abs(number)
        let factor: Double = size >= 100 ? 10 : size >= 10 ? 100 : size >= 1 ? 1_000 : 10_000
        return digits((number * factor).rounded() / factor)
    }
}
