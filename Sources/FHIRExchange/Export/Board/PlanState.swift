import TumorBoard

/// Where a plan stands, as the resources that carry it say it.
enum PlanState: Equatable {
    /// Compiled and not signed.
    case proposed
    /// Signed.
    case signed
    /// Withdrawn, or the case ended otherwise than by treatment.
    case revoked
    /// The case ended as treated; whether each part was carried out is not on record.
    case over

    /// The state of a case's plan.
    init(_ file: CaseFile) {
        switch file.ending?.kind {
        case .treated: self = file.signature == nil ? .revoked : .over
        case .declined, .withdrawn, .transferred, .died: self = .revoked
        case nil: self = file.compiled == nil ? .revoked : file.signature == nil ? .proposed : .signed
        }
    }

    /// Of a CarePlan or RequestGroup.
    var planStatus: FHIRNode {
        switch self {
        case .proposed: "draft"
        case .signed: "active"
        case .revoked: "revoked"
        case .over: "completed"
        }
    }

    /// Of a ServiceRequest.
    var requestStatus: FHIRNode { self == .over ? "unknown" : planStatus }

    /// Of a MedicationRequest.
    var medicationStatus: FHIRNode { self == .revoked ? "cancelled" : requestStatus }

    /// A plan once signed stays a plan, whatever becomes of it.
    func intent(wasSigned: Bool) -> FHIRNode { wasSigned ? "plan" : "proposal" }
}
