import TumorBoard

extension Resource {
    /// The value of an observation as a person writes it. Real ones carry two `value[x]`; both are then given.
    var valueText: String? {
        let values = json.valueTexts
        if !values.isEmpty { return values.joined(separator: "; ") }
        let components = self["component"].items.compactMap { component -> String? in
            let name = Concept(component["code"]).label
            let values = component.valueTexts
            guard !values.isEmpty else { return nil }
            return [name, values.joined(separator: "; ")].compactMap { $0 }.joined(separator: ": ")
        }
        if !components.isEmpty { return components.joined(separator: "; ") }
        return self["interpretation"].items.lazy.compactMap { Concept($0).label }.first
    }
}

extension JSONValue {
    /// The texts of all `value[x]` of an element, the coded one first.
    fileprivate var valueTexts: [String] {
        var texts: [String] = []
        if let label = Concept(self["valueCodeableConcept"]).label { texts.append(label) }
        if let quantity = self["valueQuantity"].quantityText { texts.append(quantity) }
        let ratio = self["valueRatio"]
        if let top = ratio["numerator"].quantityText, let bottom = ratio["denominator"].quantityText {
            texts.append(bottom == "100" ? "\(top) in 100" : "\(top)/\(bottom)")
        }
        let range = self["valueRange"]
        if let low = range["low"].quantityText, let high = range["high"].quantityText { texts.append("\(low)–\(high)") }
        for key in ["valueString", "valueInteger", "valueDateTime"] {
            if let text = self[key].text { texts.append(text) }
        }
        if let flag = self["valueBoolean"].bool { texts.append(flag ? "yes" : "no") }
        return texts
    }

    /// "4.2 ng/mL", "< 0.1 ng/mL", "90 %".
    var quantityText: String? {
        guard let value = self["value"].text else { return nil }
        let unit = self["unit"].text ?? self["code"].text
        let readable = unit.flatMap { $0 == "1" || $0.hasPrefix("{") ? nil : $0 }
        return [self["comparator"].text, value, readable].compactMap { $0 }.joined(separator: " ")
    }
}
