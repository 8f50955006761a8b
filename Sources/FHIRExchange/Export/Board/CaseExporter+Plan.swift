import TumorBoard

extension CaseExporter {
    /// The plan, unless a ballot that was opened anew keeps what is being decided sealed.
    var openPlan: TreatmentPlan? { isSealed ? nil : source.file.plan }

    /// The recommendation: a CarePlan over one RequestGroup over the single requests.
    func addPlan() {
        guard let plan = openPlan else { return }
        let file = source.file
        let state = PlanState(file)
        // a plan that was signed and then withdrawn stays a plan, a revoked one
        let wasSigned =
            source.journal.last { ["case.planCompiled", "case.planSigned"].contains($0.kind) }?.kind
            == "case.planSigned"
        let group = addRequests(of: plan, state: state, wasSigned: wasSigned)
        let needs = plan.needs.map { addNeed($0, state: state) }
        let notes =
            plan.boardAnswers.map { note($0) }
            + plan.conditions.map { one in
                note(Attributed(by: one.by, specialty: one.specialty, value: one.value.inWords))
            } + outcomeNotes
        let goals = references("Goal")
        add("CarePlan", "plan") { care in
            care["identifier"] = .list([.identifier(ownSystems + "plan", "\(subject.id)/\(plan.version)")])
            care["status"] = state.planStatus
            care["intent"] = state.intent(wasSigned: wasSigned)
            care["category"] = .list([.concept(nil, .snomed("736252007", "Cancer care plan")), .tumorBoardNote])
            care["title"] = "Recommendation of the tumor board"
            care["description"] = .text(plan.inWords)
            care["subject"] = patient
            care["created"] = .instant(file.compiled)
            care["author"] = board
            care["careTeam"] = .list([file.panel == nil ? nil : reference("CareTeam", "panel")])
            care["addresses"] = .list([cancer])
            care["supportingInfo"] = .list([reference("DiagnosticReport", "conclusion")])
            care["goal"] = .list(goals)
            // cpl-3: an activity has a reference or a detail, never both
            care["activity"] = .list(([group] + needs).map { .fields(["reference": $0]) })
            care["note"] = .list(notes)
        }
    }

    /// What the patient decided about the plan, and how far it was carried out.
    private var outcomeNotes: [FHIRNode] {
        let file = source.file
        let choice = file.choice.map { choice in
            FHIRNode.fields(["text": .text("The patient \(choice.line), told to \(choice.talkedWith) on \(choice.on).")]
            )
        }
        let reports = file.after.reports.map { report in
            FHIRNode.fields(["text": .text("At \(report.act.day) days: \(report.act.line).")])
        }
        return (choice.map { [$0] } ?? []) + reports
    }

    /// Information that must come before or during treatment.
    private func addNeed(_ need: InformationNeed, state: PlanState) -> FHIRNode {
        add("Task", "need/\(need.rawValue)") { task in
            task["basedOn"] = .list([referral])
            task["status"] = state.needStatus
            task["intent"] = state == .proposed ? "proposal" : "plan"
            task["code"] = .own("information-need", need.rawValue, need.title)
            task["description"] = .text("\(need.title.asSentenceStart), before or during treatment")
            task["focus"] = cancer
            task["for"] = patient
            task["requester"] = board
        }.reference
    }
}

extension PlanCondition {
    /// "If …: … (until 2027-03-31)".
    var inWords: String {
        let then = action.map { ": \($0)" } ?? ""
        let until = expires.map { " (until \($0))" } ?? ""
        return trigger.asSentenceStart + then + until
    }
}

extension TreatmentPlan {
    /// The intent and each option in one sentence.
    var inWords: String {
        let ways = options.map(\.plan.inPlainWords)
        let lead = "\(intent.rawValue.asSentenceStart) intent: "
        return lead + (ways.count > 1 ? "the patient chooses between " : "") + ways.joined(separator: "; or ")
    }
}
