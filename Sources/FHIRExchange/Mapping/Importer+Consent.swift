import TumorBoard

extension Importer {
    /// What the patient agreed to; nothing where there is no Consent about a board's review, and a withdrawal where it
    /// was ended or refused.
    mutating func readConsent() -> Consent {
        var consent = Consent()
        for resource in open("Consent") {
            let codes = Self.provisions(of: resource)
            let given = codes.filter { $0.isPermitted }.map(\.code)
            let scope = Self.scope(of: resource)
            guard resource["status"].text == "active" else {
                withdraw(resource, hadGiven: !given.isEmpty, from: &consent)
                continue
            }
            if given.isEmpty {
                leaveOut(resource, because: "the consent says nothing about a board's review")
                continue
            }
            for code in given {
                switch code {
                case "review": consent.toReview = true
                case "letter": consent.letterToReferringDoctor = true
                case "summary": consent.summaryToOwnDoctor = true
                case "email": consent.documentsByEmail = true
                default: consent.readFirst = true
                }
            }
            consent.scope = [consent.scope, scope].compactMap { $0 }.first
            consent.date = CivilDate(fhir: resource["dateTime"]) ?? consent.date
            if let end = CivilDate(fhir: resource["provision"]["period"]["end"]), end < asOf {
                consent.toReview = false
                doubt("The consent of \(resource.path) ended on \(end): ask the patient again.")
            }
            let words = given.joined(separator: ", ")
            understood("Consent: \(words)", from: resource, .consent, consent.scope ?? words)
        }
        if consent.withdrawn != nil { consent.toReview = false }
        return consent
    }

    /// An inactive or rejected consent about the board is a withdrawal; about anything else it is left out.
    private mutating func withdraw(_ resource: Resource, hadGiven: Bool, from consent: inout Consent) {
        let status = resource["status"].text ?? ""
        guard hadGiven, ["inactive", "rejected"].contains(status) else {
            return leaveOut(resource, because: "the consent is not active")
        }
        let day =
            CivilDate(fhir: resource["provision"]["period"]["end"])
            ?? CivilDate(fhir: resource["meta"]["lastUpdated"]) ?? CivilDate(fhir: resource["dateTime"])
        consent.withdrawn = day
        consent.scope = consent.scope ?? Self.scope(of: resource)
        let words = "withdrawn (\(status))" + (day.map { " \($0)" } ?? "")
        understood("Consent: \(words)", from: resource, .consent, consent.scope ?? "withdrawn")
        doubt("The consent of \(resource.path) is \(status): nothing is requested or shown until the patient agrees.")
    }

    private static func provisions(of resource: Resource) -> [(code: String, isPermitted: Bool)] {
        let provisions = resource["provision"].items + resource["provision"]["provision"].items
        return provisions.flatMap { provision in
            provision["code"].items.compactMap { Concept($0).own("consent") }
                .filter { ["review", "letter", "summary", "email", "read-first"].contains($0) }
                .map { ($0, provision["type"].text != "deny") }
        }
    }

    private static func scope(of resource: Resource) -> String? {
        // a category that says no more than that it is a consent covers nothing in particular
        let categories = resource.categories.lazy.filter { !$0.hasCode(in: ["59284-0"]) }
        return Concept(resource["scope"]).name ?? categories.compactMap(\.name).first
    }

    /// Who pays: the active coverage that runs longest; others are left out.
    mutating func readCoverage() -> Coverage? {
        var found: [(coverage: Coverage, resource: Resource)] = []
        for resource in open("Coverage") {
            let payor = resource["payor"].items.first ?? .null
            let payer =
                resources.resolve(payor, from: resource).flatMap { $0["name"].text ?? Self.personName($0["name"]) }
                ?? payor["display"].text ?? Concept(resource["type"]).name
            guard let payer else {
                leaveOut(resource, because: "a coverage that names no payer")
                continue
            }
            let member =
                resource["subscriberId"].text
                ?? resource["identifier"].items.lazy.compactMap { $0["value"].text }.first
            let plan = resource["class"].items.lazy.compactMap { $0["name"].text ?? $0["value"].text }.first
            let type = Concept(resource["type"]).name
            let coverage = Coverage(
                payer: payer, member: member, plan: plan ?? (type == payer ? nil : type),
                from: CivilDate(fhir: resource["period"]["start"]), until: CivilDate(fhir: resource["period"]["end"]))
            let isOver = coverage.until.map { $0 < asOf } ?? false
            guard resource["status"].text ?? "active" == "active", !isOver else {
                leaveOut(resource, because: "a coverage that is over")
                continue
            }
            found.append((coverage, resource))
        }
        let open = CivilDate(year: 2200)
        let order = Self.byDate(found) { $0.coverage.until ?? open }
        guard let chosen = order.last else { return nil }
        for other in order.dropLast() { leaveOut(other.resource, because: "another coverage than the one taken") }
        understood("Coverage: \(chosen.coverage.payer)", from: chosen.resource, .coverage, chosen.coverage.payer)
        if let payer = resources.resolve(chosen.resource["payor"].items.first ?? .null, from: chosen.resource) {
            claim(payer)
        }
        return chosen.coverage
    }
}
