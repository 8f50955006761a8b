/// What a session's sitting came to for one case, as it stands in the case's own stream.
///
/// Clinical text is here and never in the session's stream: it is sealed with the case's key and goes with it.
package struct SessionConfirmation: Codable, Equatable, Sendable {
    /// What the board did with a case of its list.
    package enum Result: String, Codable, CaseIterable, Sendable {
        /// The consensus of the ballot was confirmed, with or without a discussion.
        case confirmed
        /// It was discussed, and everyone is asked to answer once more.
        case discussed
        /// It goes to another session.
        case postponed
        /// Something is needed first.
        case informationNeeded
        /// The session closed before its turn.
        case notReached

        /// Whether the board has sat on it: it needs no other session.
        package var isSettled: Bool { self == .confirmed || self == .discussed }

        /// The result as a part of a sentence.
        package var words: String {
            switch self {
            case .confirmed: "confirmed"
            case .discussed: "discussed, opinions asked for once more"
            case .postponed: "postponed to another session"
            case .informationNeeded: "information needed first"
            case .notReached: "not reached"
            }
        }
    }

    /// A dissent in its author's own words.
    package struct Dissent: Codable, Equatable, Sendable {
        /// Whose.
        package var reviewer: ReviewerID
        /// What they said.
        package var words: String

        /// A dissent.
        package init(reviewer: ReviewerID, words: String) {
            self.reviewer = reviewer
            self.words = words
        }
    }

    /// In which session.
    package var session: SessionID
    /// What was done with it.
    package var result: Result
    /// Who was in the session at that moment, by id.
    package var present: [ReviewerID]
    /// Whether those present were a quorum for this case.
    package var isQuorate: Bool
    /// Voting seats that nobody present stood for.
    @Omitted package var missing: [Specialty]
    /// Whether it was talked about, and not confirmed with others in one go.
    @Omitted package var isDiscussed: Bool
    /// What was said, or why it was postponed.
    package var note: String?
    /// Who dissented, with their words.
    @Omitted package var dissent: [Dissent]
    /// Who recorded it.
    package var by: String

    /// What a sitting came to.
    package init(
        session: SessionID, result: Result, present: [ReviewerID], isQuorate: Bool, missing: [Specialty] = [],
        isDiscussed: Bool = false, note: String? = nil, dissent: [Dissent] = [], by: String
    ) {
        self.session = session
        self.result = result
        self.present = present
        self.isQuorate = isQuorate
        self.missing = missing
        self.isDiscussed = isDiscussed
        self.note = note
        self.dissent = dissent
        self.by = by
    }
}
