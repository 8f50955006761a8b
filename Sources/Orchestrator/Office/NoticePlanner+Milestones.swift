import Documents
import Foundation
import TumorBoard

extension NoticePlanner {
    /// What the coordinator is told of a referral by the public form.
    static let uncheckedTask =
        "a referral came by the public form: look at it, talk with whoever sent it, and check it before anything else "
        + "happens with it"

    /// The patient is told what happens next, where policy says so at this milestone and the patient may be written to.
    func milestoneNotices(_ events: [CaseEvent]) throws -> [Notice] {
        let isReady = file.readiness(now: now, policy: policy).isReady
        let becameReady = isReady && before.map { !$0.readiness(now: now, policy: policy).isReady } ?? false
        let milestone = file.milestone(
            reachedBy: events, before: before, becameReady: becameReady, among: policy.notices.milestones)
        guard let milestone, file.mayTellPatient else { return [] }
        let maker = NoticeMaker(file: file, revision: file.version, now: now)
        if file.subject.referral.isUnchecked {
            guard milestone == .received, let sender = sender else { return [] }
            return [maker.notice(.referralReceipt, to: sender)]
        }
        guard let reader = reader else { return [] }
        var notice = maker.notice(milestone.mail, to: reader)
        // word of a milestone that was passed long ago would only confuse
        notice.usefulUntil = milestone == .listed ? file.listing?.sits : now.addingTimeInterval(7 * 86_400)
        // a case that is complete as it comes is listed in the same moment: the receipt still arrives first
        if milestone == .received { notice.due = now.addingTimeInterval(-1) }
        return [notice]
    }

    /// The patient, or the companion in their place; nobody where neither has an address.
    private var reader: Recipient? {
        if file.subject.patient.email != nil { return .patient }
        return file.subject.patient.companionContact?.email == nil ? nil : .companion
    }

    /// Whoever filled in the public form, where they gave an address.
    private var sender: Recipient? {
        switch file.subject.referral.by {
        case .patient: file.subject.patient.email == nil ? nil : .patient
        case .caregiver: file.subject.patient.companionContact?.email == nil ? nil : .companion
        case .treatingOncologist: file.subject.referral.doctor?.email == nil ? nil : .referringDoctor
        }
    }
}

extension Milestone {
    /// The email of the milestone.
    fileprivate var mail: MailKind {
        switch self {
        case .received: .received
        case .recordsComplete: .recordsComplete
        case .listed: .listed
        case .opinions: .opinions
        case .moreNeeded: .moreNeeded
        case .planReady: .planReady
        case .ended: .ended
        }
    }
}

extension Recipient {
    /// Whether it is the patient or someone in their place.
    var isOfPatient: Bool { self == .patient || self == .companion }
}

extension Notice {
    /// Whether it answers whoever sent the public form.
    var isReceipt: Bool { kind == MailKind.referralReceipt.rawValue }
}
