/// A plan that was sent back unsigned: what is to be changed, and who is asked to.
package struct PlanReturn: Codable, Equatable, Sendable {
    /// Whom it goes back to.
    package enum Addressee: Codable, Equatable, Sendable {
        /// The board's coordinator.
        case coordinator
        /// The reviewer whose words are to be changed or completed.
        case author(ReviewerID)
    }

    /// Who sends it back.
    package var by: ReviewerID
    /// What is to be changed, in their words.
    package var reason: String
    /// Whom it goes back to.
    package var to: Addressee
    /// Which version of the plan.
    package var version: Int
    /// Whether the whole panel is asked to answer once more.
    package var asksPanel: Bool

    /// A plan sent back.
    package init(by: ReviewerID, reason: String, to: Addressee, version: Int, asksPanel: Bool) {
        self.by = by
        self.reason = reason
        self.to = to
        self.version = version
        self.asksPanel = asksPanel
    }
}

/// A plan that is made anew although it may be signed: the signed version stays valid until the new one is signed,
/// unless it is withdrawn at once.
package struct PlanRevision: Codable, Equatable, Sendable {
    /// Who asked for it.
    package var by: String
    /// Why, in their words.
    package var reason: String
    /// The version that a new one is to replace.
    package var version: Int
    /// Whether that version is withdrawn at once.
    package var withdraws: Bool
    /// Whether the whole panel is asked to answer once more.
    package var asksPanel: Bool

    /// A revision.
    package init(by: String, reason: String, version: Int, withdraws: Bool = false, asksPanel: Bool = false) {
        self.by = by
        self.reason = reason
        self.version = version
        self.withdraws = withdraws
        self.asksPanel = asksPanel
    }
}

/// A treatment that the patient refuses outright, or no longer refuses.
package struct TreatmentRefusal: Codable, Equatable, Sendable {
    /// Which treatment.
    package var modality: Modality
    /// Who recorded it: a named clinician or navigator.
    package var by: String
    /// What the patient said, where it was noted.
    package var note: String?
    /// Whether the refusal is taken back.
    @Omitted package var lifted: Bool

    /// A refusal.
    package init(modality: Modality, by: String, note: String? = nil, lifted: Bool = false) {
        self.modality = modality
        self.by = by
        self.note = note
        self.lifted = lifted
    }
}
