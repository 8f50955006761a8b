import TumorBoard

extension CaseExporter {
    /// The request that brought the case to the board.
    func addReferral() {
        let asked = subject.referral
        let requester = asked.doctor.map { contact($0) } ?? asker(asked)
        let treating = asked.treating.map { id in
            // the identifier beside the reference says in which capacity the reviewer is named
            FHIRNode.fields([
                "reference": reviewer(id, as: nil)["reference"],
                "identifier": .identifier(ownSystems + "treating", id.text),
            ])
        }
        let file = source.file
        let urgency = subject.urgency
        add("ServiceRequest", "referral") { request in
            request["identifier"] = .list([.identifier(ownSystems + "case", subject.id.text)])
            request["status"] = file.signature != nil ? "completed" : file.ending != nil ? "revoked" : "active"
            request["intent"] = "order"
            request["category"] = .list([
                .own(
                    "referral-setting", asked.setting.rawValue,
                    asked.setting == .ownPatient ? "own patient" : "second opinion"),
                .own("referral-kind", asked.kind.rawValue),
            ])
            request["priority"] = .string(urgency.level.priority)
            request["code"] = .tumorBoardNote
            request["subject"] = patient
            request["authoredOn"] = .date(asked.received)
            request["requester"] = requester
            request["performer"] = .list([board])
            request["occurrencePeriod"] = .period(nil, subject.treatBy)
            request["reasonCode"] = .list(
                [.own("asked-by", asked.by.rawValue)]
                    + asked.reasons.map { .own("referral-reason", $0.rawValue, $0.title) }
                    + [FHIRNode.text(urgency.reason).map { .fields(["text": $0]) }])
            request["reasonReference"] = .list([cancer])
            request["supportingInfo"] = .list(treating)
            request["note"] = .notes([asked.question])
        }
    }

    private func asker(_ asked: Referral) -> FHIRNode? {
        switch asked.by {
        case .patient: patient
        case .treatingOncologist: nil
        case .caregiver:
            add("RelatedPerson", "caregiver") { person in
                person["patient"] = patient
                person["relationship"] = .list([.concept(asked.authority ?? "caregiver")])
            }.reference
        }
    }

    /// The referring doctor's plan, which the board's is compared with.
    func addFirstOpinion() {
        if let navigator = subject.navigator {
            let member = contact(navigator)
            add("CareTeam", "navigator") { team in
                team["status"] = "active"
                team["subject"] = patient
                team["participant"] = .list([
                    .fields(["role": .list([.concept("Nurse navigator")]), "member": member])
                ])
            }
        }
        guard let first = subject.firstOpinion else { return }
        let assessor = first.doctor.map { contact(Contact(name: $0, institution: first.institution)) }
        // the findings are told apart by their place: diagnosis, then stage
        let findings = first.stage == nil ? [first.diagnosis] : [first.diagnosis, first.stage]
        add("ClinicalImpression", "first-opinion") { impression in
            impression["status"] = "completed"
            impression["code"] = .concept("First opinion")
            impression["subject"] = patient
            impression["date"] = .date(first.date)
            impression["assessor"] = assessor
            impression["problem"] = .list([cancer])
            impression["summary"] = .text(first.plan)
            impression["finding"] = .list(
                findings.map { finding in
                    .fields(["itemCodeableConcept": FHIRNode.text(finding).map { .fields(["text": $0]) } ?? .absent])
                })
        }
    }

    /// What the patient agreed to; what was not given is denied. Without any consent on record there is no resource.
    func addConsent() {
        let consent = subject.consent
        let scopes = [
            ("review", consent.toReview), ("letter", consent.letterToReferringDoctor),
            ("email", consent.documentsByEmail), ("read-first", consent.readFirst),
        ]
        let given = (scopes + (consent.summaryToOwnDoctor ? [("summary", true)] : [])).filter(\.1).map {
            FHIRNode.own("consent", $0.0)
        }
        let refused = scopes.filter { !$0.1 }.map { FHIRNode.own("consent", $0.0) }
        guard !given.isEmpty || consent.withdrawn != nil else { return }
        add("Consent", "consent") { resource in
            resource["text"] = .narrative([consent.scope].compactMap { $0 })
            resource["status"] = consent.withdrawn == nil ? "active" : "inactive"
            resource["scope"] = .concept(nil, .hl7("consentscope", "patient-privacy"))
            resource["category"] = .list([.concept(nil, .loinc("59284-0", "Consent Document"))])
            resource["patient"] = patient
            resource["dateTime"] = .date(consent.date)
            resource["organization"] = .list([reference("Organization", "hospital")])
            resource["policyRule"] = .concept("Consent to a tumor board review")
            resource["provision"] = .fields([
                "type": given.isEmpty ? "deny" : "permit", "code": .list(given.isEmpty ? refused : given),
                "period": .period(nil, consent.withdrawn),
                "provision": given.isEmpty || refused.isEmpty
                    ? nil : .list([.fields(["type": "deny", "code": .list(refused)])]),
            ])
        }
    }

    /// Who pays.
    func addCoverage() {
        guard let coverage = subject.coverage else { return }
        let payer = organisation(coverage.payer)
        add("Coverage", "coverage") { resource in
            resource["status"] = "active"
            resource["type"] = coverage.plan.map { .concept($0) }
            resource["subscriberId"] = .text(coverage.member)
            resource["beneficiary"] = patient
            resource["period"] = .period(coverage.from, coverage.until)
            resource["payor"] = .list([payer])
        }
    }
}

extension UrgencyClass {
    /// How soon, in R4's words.
    fileprivate var priority: String {
        switch self {
        case .emergency: "stat"
        case .days: "asap"
        case .expedited: "urgent"
        case .standard: "routine"
        }
    }
}
