/// A point on a case's way at which its patient can be told what happens next, in the order in which they come.
package enum Milestone: String, Codable, CaseIterable, Sendable {
    /// The referral has arrived.
    case received
    /// Nothing is missing any more.
    case recordsComplete
    /// It stands on a session's list.
    case listed
    /// The panel is giving its opinions.
    case opinions
    /// A third opinion, more information or the full board is needed.
    case moreNeeded
    /// A plan is signed; the conversation about it comes.
    case planReady
    /// The case has ended, but not by death.
    case ended
}

/// At which milestones patients are written to.
package struct PatientNotices: Omittable, Sendable {
    /// The milestones.
    package var milestones: [Milestone]

    /// Few, so that nobody is flooded.
    package static let standard = PatientNotices(milestones: [.received, .listed, .planReady])
    /// What holds where a journal says nothing.
    package static var omitted: PatientNotices { .standard }

    /// Notices at some milestones.
    package init(milestones: [Milestone]) { self.milestones = milestones }
}

extension CaseFile {
    /// The milestone that the case passed last.
    package func milestone(readiness: Readiness) -> Milestone {
        switch status(readiness: readiness) {
        case .ended: .ended
        case .released, .held: .planReady
        case .thirdOpinion, .waitingForInformation, .boardSits: .moreNeeded
        case .voting, .awaitingSignature: .opinions
        case .listed: .listed
        case .ready: .recordsComplete
        case .waitingForRecords, .emergency, .acknowledged, .standsStill: .received
        }
    }

    /// The milestone that these last events of the case brought it to; the latest where there are several.
    /// - Parameters:
    ///   - before: the case without them; nil where they begin it.
    ///   - becameReady: whether nothing is missing since them.
    ///   - told: the milestones that count.
    package func milestone(
        reachedBy events: [CaseEvent], before: CaseFile?, becameReady: Bool,
        among told: [Milestone] = Milestone.allCases
    ) -> Milestone? {
        var reached: Set<Milestone> = becameReady && before != nil ? [.recordsComplete] : []
        for event in events {
            switch event {
            case .referred: reached.insert(.received)
            case .consentRecorded(let consent)
            where consent.toReview && before?.subject.consent.toReview == false && listing == nil:
                reached.insert(.received)
            // the same day again is no news
            case .listed(let listing) where listing.session != nil && listing.sits != before?.listing?.sits:
                reached.insert(.listed)
            case .ballotOpened(let opening) where opening.round == 1: reached.insert(.opinions)
            case .thirdOpinionSought, .informationAsked, .boardToSit: reached.insert(.moreNeeded)
            // who reads the plan first gets the plan itself at the same moment
            case .planSigned where !subject.consent.readFirst: reached.insert(.planReady)
            case .ended: reached.insert(.ended)
            default: break
            }
        }
        return Milestone.allCases.last { reached.contains($0) && told.contains($0) }
    }

    /// Whether the patient may be written to about the case at all: with consent, not in an emergency, not after death.
    package var mayTellPatient: Bool {
        emergency == nil && ending?.kind != .died && subject.consent.toReview && subject.consent.withdrawn == nil
    }
}
