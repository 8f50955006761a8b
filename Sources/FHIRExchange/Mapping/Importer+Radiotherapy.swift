import TumorBoard

extension Importer {
    /// A course of radiotherapy in one line: name, intent, modality and technique, sessions, dose to each volume, site.
    mutating func radiotherapy(_ procedure: Resource) -> String {
        let ownName = procedure.code.name.flatMap { Self.genericNames.contains($0.lowercased()) ? nil : $0 }
        let pairs = procedure.extensions("radiotherapy-modality-and-technique").map { pair in
            Self.names(in: pair.extensions(["radiotherapy-modality", "radiotherapy-technique"]))
        }
        let loose = Self.names(in: procedure.extensions("mcode-radiotherapy-modality", "mcode-radiotherapy-technique"))
        let techniques = pairs.isEmpty ? [loose] : pairs
        var parts: [String] = []
        for technique in techniques.filter({ !$0.isEmpty }).map({ $0.joined(separator: ", ") })
        where !parts.contains(technique) {
            parts.append(technique)
        }
        parts.insert(ownName ?? (parts.isEmpty ? "Radiotherapy" : ""), at: 0)
        let energies = procedure.extensions("radiotherapy-modality-and-technique").flatMap { pair in
            pair.extensions(["energy-or-isotope"]).compactMap { energy in
                energy["valueQuantity"].quantityText ?? Concept(energy["valueCodeableConcept"]).name
            }
        }
        parts += energies
        let doses = procedure.extensions("dose-delivered-to-volume").compactMap { dose(in: $0, of: procedure) }
        parts += doses
        if doses.isEmpty, let total = procedure.extensions("total-radiation-dose-delivered").first {
            parts += [Self.gray(total["valueQuantity"])].compactMap { $0 }
        }
        if let sessions = procedure.extensions("radiotherapy-sessions").first {
            let count = sessions["valueUnsignedInt"].integer ?? sessions["valueInteger"].integer
            if let count { parts.append("\(count) session\(count == 1 ? "" : "s")") }
        }
        if doses.isEmpty { parts += procedure["bodySite"].items.compactMap { Concept($0).name } }
        if let reirradiation = procedure.extensions("involves-reirradiation").first?["valueBoolean"].bool,
            reirradiation
        {
            parts.append("reirradiation")
        }
        if let intent = procedure.extensions("treatment-intent", "procedure-intent").first {
            parts += [Self.intent(Concept(intent["valueCodeableConcept"]))].compactMap { $0 }
        }
        if let reason = Concept(procedure["statusReason"]).name { parts.append("ended: \(reason)") }
        if procedure["status"].text == "in-progress" { parts.append("in progress") }
        return parts.filter { !$0.isEmpty }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            .joined(separator: ", ")
    }

    /// "curative intent" of the code or words.
    static func intent(_ concept: Concept) -> String? {
        if concept.hasCode(in: ["373808002"]) { return "curative intent" }
        if concept.hasCode(in: ["363676003"]) { return "palliative intent" }
        return concept.name.map { $0.replacingSuffix(" - procedure intent", with: "").lowercased() + " intent" }
    }

    /// States of one course share its identifier: the one that reached furthest stands for it.
    func supersededCourses(among procedures: [Resource]) -> Set<Int> {
        var furthest: [String: Resource] = [:]
        var superseded: Set<Int> = []
        for procedure in procedures where procedure.hasProfile("course-summary") {
            // A name that a planner typed may serve twice; a unique id does not.
            let uid = procedure["identifier"].items.lazy.compactMap { item -> String? in
                let isUnique =
                    item["system"].text == "urn:dicom:uid" || item["value"].text?.hasPrefix("urn:oid:") == true
                return isUnique ? item["value"].text : nil
            }.first
            guard let uid else { continue }
            guard let known = furthest[uid] else {
                furthest[uid] = procedure
                continue
            }
            let isFurther = Self.reach(procedure) > Self.reach(known)
            superseded.insert(isFurther ? known.index : procedure.index)
            if isFurther { furthest[uid] = procedure }
        }
        return superseded
    }

    private static func reach(_ procedure: Resource) -> Int {
        let end = CivilDate(fhir: procedure["performedPeriod"]["end"]) ?? procedure.date
        let isClosed = ["completed", "stopped"].contains(procedure["status"].text ?? "")
        return (end?.daysSince1970 ?? 0) * 2 + (isClosed ? 1 : 0)
    }

    private static func names(in extensions: [JSONValue]) -> [String] {
        extensions.compactMap { Concept($0["valueCodeableConcept"]).name }.filter { $0 != "Not Applicable" }
    }

    /// "60 Gy in 30 fractions to the left breast" of cGy and fractions to a volume.
    private mutating func dose(in delivered: JSONValue, of procedure: Resource) -> String? {
        guard
            let dose = delivered.extensions(["totalDoseDelivered"]).lazy.compactMap({ Self.gray($0["valueQuantity"]) })
                .first
        else { return nil }
        let fractions = delivered.extensions(["fractionsDelivered"]).first.flatMap { item in
            item["valueUnsignedInt"].integer ?? item["valueInteger"].integer
        }
        let reference = delivered.extensions(["volume"]).first?["valueReference"] ?? .null
        let volume = resources.resolve(reference, from: procedure)
        if let volume { claim(volume) }
        let place = reference["display"].text ?? volume.flatMap(Self.place(of:))
        return dose + (fractions.map { " in \($0) fraction\($0 == 1 ? "" : "s")" } ?? "")
            + (place.map { " to \($0)" } ?? "")
    }

    /// What a planner called the volume; else its place in the body with its side.
    private static func place(of volume: Resource) -> String? {
        if let description = volume["description"].text { return description }
        let named = volume["identifier"].items.lazy.compactMap { item -> String? in
            guard item["system"].text?.hasPrefix("urn:dicom") != true else { return nil }
            // A DICOM UID is no name.
            return item["value"].text.flatMap { $0.contains(where: \.isLetter) && !$0.hasPrefix("urn:") ? $0 : nil }
        }.first
        if let named { return named }
        guard let location = Concept(volume["location"]).name else { return nil }
        let side = volume["locationQualifier"].items.lazy.compactMap { Concept($0).laterality }.first
        return side.map { "\(location), \($0.rawValue)" } ?? location
    }

    private static func gray(_ quantity: JSONValue) -> String? {
        guard let amount = quantity["value"].number else { return nil }
        let unit = quantity["unit"].text ?? quantity["code"].text ?? ""
        return unit.lowercased() == "cgy"
            ? "\(JSONValue.digits(amount / 100)) Gy" : "\(JSONValue.digits(amount)) \(unit)"
    }

    private static let genericNames: Set<String> = [
        "radiotherapy course of treatment", "radiotherapy", "radiotherapy course summary",
        "radiotherapy course of treatment (regime/therapy)",
    ]
}

extension String {
    /// Without an ending, where it has it.
    fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) + other : self
    }
}
