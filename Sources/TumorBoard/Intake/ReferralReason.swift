/// Why a second opinion is asked for; each is sufficient by itself.
package enum ReferralReason: String, Codable, CaseIterable, Sendable, Hashable {
    case rareCancer, uncertainPathology, lifeAlteringTreatment, notResponding, watchfulWaiting, consideringStopping
    case unexplainedDeviation, patientWantsConfirmation

    /// The reason as a person would write it.
    package var title: String {
        switch self {
        case .rareCancer: "rare cancer"
        case .uncertainPathology: "borderline or uncertain pathology"
        case .lifeAlteringTreatment: "aggressive, irreversible or life-altering treatment"
        case .notResponding: "not responding to treatment"
        case .watchfulWaiting: "watchful waiting"
        case .consideringStopping: "considering stopping treatment"
        case .unexplainedDeviation: "unexplained deviation from guidelines"
        case .patientWantsConfirmation: "the patient wants confirmation"
        }
    }
}
