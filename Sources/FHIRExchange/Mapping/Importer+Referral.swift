import TumorBoard

extension Importer {
    /// What a ServiceRequest to the board holds.
    struct ReferralFacts {
        /// Who asks what.
        var referral: Referral
        /// How soon.
        var urgency: Urgency
        /// The day by which treatment must begin.
        var treatBy: CivilDate?
    }

    /// The request to the board. A file without one is entered as a second opinion that the treating oncologist asks
    /// for, and says so.
    mutating func readReferral(of cancer: Cancer) -> ReferralFacts {
        guard let request = referralRequest() else {
            doubt(
                "There is no referral (ServiceRequest with LOINC 85232-7) in the file: it was entered as a second "
                    + "opinion asked for by the treating oncologist. Correct who asks, and add the question to the board."
            )
            return ReferralFacts(
                referral: Referral(by: .treatingOncologist, setting: .secondOpinion, channel: "FHIR"),
                urgency: Urgency(level: .standard))
        }
        var facts = ReferralFacts(
            referral: Referral(by: .treatingOncologist, setting: .secondOpinion, channel: "FHIR"),
            urgency: Urgency(level: .standard))
        let categories = request.categories.compactMap { $0.label?.lowercased() }
        if categories.contains(where: { $0.contains("own patient") || $0 == "ownpatient" }) {
            facts.referral.setting = .ownPatient
        }
        facts.referral.received = CivilDate(fhir: request["authoredOn"])
        switch resources.resolve(request["requester"], from: request)?.type {
        case "Patient": facts.referral.by = .patient
        case "RelatedPerson": facts.referral.by = .caregiver
        default: facts.referral.doctor = contact(request["requester"], from: request)
        }
        facts.referral.question = request["note"].items.lazy.compactMap { $0["text"].text }.first
        facts.treatBy = CivilDate(fhir: request["occurrencePeriod"]["end"])
        facts.referral.treating = treating(in: request)
        readReasons(of: request, into: &facts)
        switch request["priority"].text {
        case "stat": facts.urgency.level = .emergency
        case "asap": facts.urgency.level = .days
        case "urgent": facts.urgency.level = .expedited
        default: facts.urgency.level = .standard
        }
        let kind = facts.referral.setting == .ownPatient ? "the board's own patient" : "second opinion"
        let words = facts.referral.question ?? facts.referral.doctor?.name ?? facts.referral.by.rawValue
        understood("Referral: \(kind), \(facts.urgency.level.title)", from: request, .referral, words)
        return facts
    }

    private mutating func referralRequest() -> Resource? {
        let requests = open("ServiceRequest")
        return requests.first { $0.code.hasCode(in: ["85232-7"]) }
            ?? requests.first { request in
                request.categories.contains { category in
                    category.hasCode(in: ["85232-7"])
                        || ["second opinion", "own patient"].contains(category.label?.lowercased() ?? "")
                }
            }
    }

    private mutating func treating(in request: Resource) -> [ReviewerID] {
        var found: [ReviewerID] = []
        for info in request["supportingInfo"].items
        where info["identifier"]["system"].text == ownSystems + "treating" {
            guard let text = info["identifier"]["value"].text else { continue }
            do throws(MalformedValue) {
                found.append(try ReviewerID(text))
            } catch {
                doubt("\(request.path).supportingInfo: \(error)")
            }
        }
        return found
    }

    private mutating func readReasons(of request: Resource, into facts: inout ReferralFacts) {
        for reason in request["reasonCode"].items.map(Concept.init) {
            if let asker = reason.own("asked-by") {
                if let by = Referrer(rawValue: asker) {
                    facts.referral.by = by
                } else {
                    doubt("\(request.path).reasonCode: “\(asker)” is not patient, caregiver or treatingOncologist.")
                }
            } else if let code = reason.own("referral-reason") {
                if let known = ReferralReason(rawValue: code) {
                    facts.referral.reasons.append(known)
                } else {
                    doubt("\(request.path).reasonCode: “\(code)” is not a known referral reason.")
                }
            } else if reason.codes.isEmpty, let text = reason.text {
                facts.urgency.reason = facts.urgency.reason.map { "\($0); \(text)" } ?? text
            }
        }
    }

    /// The nurse navigator of the care team.
    mutating func readNavigator() -> Contact? {
        for team in open("CareTeam") {
            for participant in team["participant"].items {
                let roles = participant["role"].items.map(Concept.init)
                guard roles.contains(where: { $0.words.contains("navigator") }) else { continue }
                guard let person = contact(participant["member"], from: team) else { continue }
                understood("Navigator: \(person.name)", from: team)
                return person
            }
        }
        return nil
    }

    /// The referring doctor's plan.
    mutating func readFirstOpinion() -> FirstOpinion? {
        guard let impression = open("ClinicalImpression").first else { return nil }
        let doctor = contact(impression["assessor"], from: impression)
        let findings = impression["finding"].items.map { Concept($0["itemCodeableConcept"]).label }
        let opinion = FirstOpinion(
            doctor: doctor?.name, institution: doctor?.institution, diagnosis: findings.first ?? nil,
            stage: findings.dropFirst().first ?? nil, plan: impression["summary"].text,
            date: CivilDate(fhir: impression["date"]) ?? CivilDate(fhir: impression["effectiveDateTime"]))
        understood("First opinion: \(opinion.plan ?? opinion.diagnosis ?? "no plan given")", from: impression)
        return opinion
    }
}
