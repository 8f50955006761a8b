import TumorBoard

/// Where a plan stands, as the resources that carry it say it.
enum PlanState: Equatable {
    /// Compiled and not signed.
    case proposed
    /// Signed.
    case signed
    /// Signed, and the patient has not decided, or wants another opinion first.
    case undecided
    /// Signed, and the patient decided against it.
    case declined
    /// Withdrawn, or the case ended otherwise than by treatment.
    case revoked
    /// The case ended as treated; whether each part was carried out is not on record.
    case over

    /// The state of a case's plan.
    init(_ file: CaseFile) {
        switch file.ending?.kind {
        case .treated: self = file.signature == nil ? .revoked : .over
        case .declined, .withdrawn, .transferred, .died: self = .revoked
        case nil:
            self = file.compiled == nil ? .revoked : file.signature == nil ? .proposed : Self.chosen(in: file)
        }
    }

    /// A signed plan as the patient decided about that version of it; who has said nothing has not refused.
    private static func chosen(in file: CaseFile) -> PlanState {
        guard let choice = file.choice, choice.version == file.signature?.version else { return .signed }
        return switch choice.kind {
        case .accepts, .option: .signed
        case .undecided, .anotherOpinion: .undecided
        case .alternative, .declines: .declined
        }
    }

    /// Of a CarePlan or RequestGroup.
    var planStatus: FHIRNode {
        switch self {
        case .proposed: "draft"
        case .signed: "active"
        case .undecided: "on-hold"
        case .revoked, .declined: "revoked"
        case .over: "completed"
        }
    }

    /// Of a ServiceRequest.
    var requestStatus: FHIRNode { self == .over ? "unknown" : planStatus }

    /// Of a MedicationRequest.
    var medicationStatus: FHIRNode { planStatus == "revoked" ? "cancelled" : requestStatus }

    /// Of a Task for information that the plan needs.
    var needStatus: FHIRNode {
        switch self {
        case .signed: "requested"
        case .proposed: "draft"
        case .undecided: "on-hold"
        case .revoked, .declined, .over: "cancelled"
        }
    }

    /// A plan once signed stays a plan, whatever becomes of it.
    func intent(wasSigned: Bool) -> FHIRNode { wasSigned ? "plan" : "proposal" }
}
