import Documents
import Foundation
import Journal
import TumorBoard

/// Which emails follow from which events. A person without an address becomes the coordinator's task, never silence.
struct NoticePlanner {
    let office: BoardOffice
    let policy: BoardPolicy
    /// The case without the events that notices follow from; nil where they begin it.
    let before: CaseFile?
    let file: CaseFile
    let now: Date

    func notices(for events: [CaseEvent]) throws -> [Notice] {
        let first = file.version - events.count
        var notices: [Notice] = []
        for (index, event) in events.enumerated() {
            // while the consent is withdrawn the case writes to nobody; only an emergency's alert goes on
            if file.withdrawnConsent != nil, !event.isAlert { continue }
            let maker = NoticeMaker(file: file, revision: first + index + 1, now: now)
            notices += try self.notices(for: event, all: events, maker)
        }
        return try notices + doubtNotices() + dissentNotices(events) + milestoneNotices(events)
    }

    /// The coordinator is told where a report's wording leaves the diagnosis open; not of the wording itself.
    private func doubtNotices() -> [Notice] {
        let known = before?.openDoubts ?? []
        guard file.withdrawnConsent == nil, file.ending == nil, file.openDoubts.contains(where: { !known.contains($0) })
        else { return [] }
        let maker = NoticeMaker(file: file, revision: file.version, now: now)
        return [
            maker.task("a pathology report's wording leaves something open: decide whether a re-review comes first")
        ]
    }

    private func notices(for event: CaseEvent, all events: [CaseEvent], _ make: NoticeMaker) throws -> [Notice] {
        let roster = try office.roster()
        switch event {
        case .recordsChased(let chase):
            guard chase.count <= policy.listing.chases, file.subject.referral.doctor?.email != nil else {
                return [make.task("records are still missing: ask for them by telephone")]
            }
            var notice = make.notice(.recordChase, to: .referringDoctor)
            notice.records = chase.missing
            notice.reason = "It cannot be listed for a session before."
            return [withUpload(notice)]
        case .letterMade(let letter) where letter.letter == RecordRequest.letter:
            return [recordRequest(letter, make)]
        case .recordAdded(let addition) where RecordSender(rawValue: addition.by) != nil && event == events.last:
            return [make.task("records came in by an upload link: look whether they are what they are said to be")]
        case .alertSent(let alert):
            let board = try office.board(of: file, in: roster)
            return board.onCall.indices.map { index in
                var notice = make.notice(.emergency, to: .onCall(index))
                notice.count = alert.count
                notice.link = .acknowledge
                notice.linkExpires = now.addingTimeInterval(86_400)
                notice.usefulUntil = now.addingTimeInterval(3_600)
                return notice
            }
        case .referred(let subject) where subject.referral.isUnchecked: return [make.task(Self.uncheckedTask)]
        case .ballotOpened(let opening):
            return file.awaitedSeats.map { invitation(to: $0, round: opening.round, make) }
        case .packetFrozen where !events.contains(where: \.opensBallot) && file.isVoting:
            return file.awaitedSeats.map { invitation(to: $0, round: file.ballot?.round ?? 1, make) }
        case .ballotExtended where events.contains(where: \.recordsConsent):
            return file.awaitedSeats.map { invitation(to: $0, round: file.ballot?.round ?? 1, make) }
        case .consentRecorded: return try calledOff(make) + lateSummary(make)
        case .reminded(let reminder):
            return file.awaitedSeats.filter { reminder.reviewers.contains($0.reviewer) }.map { seat in
                make.ballotLink(make.notice(.reminder, to: .reviewer(seat.reviewer)), seat)
            }
        case .seatReplaced(let replacement):
            guard let seat = replacement.seat else {
                return [make.task("the seat of the \(replacement.specialty.title) is empty and nobody can take it")]
            }
            guard file.isVoting else { return [] }
            var notice = make.ballotLink(make.notice(.cover, to: .reviewer(seat.reviewer)), seat)
            notice.covered = replacement.out
            return [notice]
        case .panelSeated(let panel):
            // a seat that was empty on the list before has been told
            let known = before?.listing == nil ? [] : before?.panel?.empty ?? []
            let seats = panel.empty.filter { !known.contains($0) }.map(\.title)
            guard !seats.isEmpty else { return [] }
            let names = seats.joined(separator: ", ")
            return [make.task("nobody can take the seat of the \(names): see why with “tumorboard case show”")]
        case .listingVoided(let void) where void.reason == .replanned:
            return [
                make.task(
                    "session \(void.session) has no room for it any more, and no other session takes it: see why with "
                        + "“tumorboard schedule unplaced”")
            ]
        case .informationAsked(let request): return information(request, make)
        case .informationChased(let chase):
            return file.tasks.filter { $0.received == nil && chase.needs.contains($0.request.need) }
                .flatMap { overdue($0, make) }
        case .boardToSit where !events.contains(where: \.isOfSession):
            return [make.task("the full board discusses this case in its session; record it afterwards")]
        case .decided(let decision) where decision.outcome.kind == .noQuorum:
            return [make.task("the ballot had no quorum: the case is listed again")]
        case .planCompiled(let plan) where !plan.gaps.isEmpty:
            return [make.task("the plan cannot be signed yet: " + plan.gaps.map(\.description).joined(separator: "; "))]
                + askForGaps(of: plan, make)
        case .signatureAsked:
            let board = try office.board(of: file, in: roster)
            guard let signer = file.signatory(of: board, roster: roster, day: CivilDate(now, in: policy.zone)) else {
                return [make.task("neither chair nor delegates can sign the plan: name a delegate without a conflict")]
            }
            var notice = make.notice(.signOff, to: .reviewer(signer.id))
            notice.link = .signOff
            notice.linkExpires = now.addingTimeInterval(14 * 86_400)
            return [notice]
        case .planSentBack(let back): return sentBack(back, make)
        case .planRevised(let revision): return revised(revision, make)
        case .planSigned where !file.subject.consent.readFirst: return [navigator(.conversation, make)]
        case .planReleased(let release):
            return (release.letter ? [letter(make)] : []) + (release.patientPlan ? [plan(make)] : [])
                + (release.patientPlan ? summary(make) : [])
        case .heldAlarmRaised:
            return [make.task("a signed plan has not reached the patient: see that the conversation takes place")]
        case .planWithdrawn: return withdrawal(make)
        case .followUpAsked(let asked): return question(asked.id, roster: roster, make)
        case .followUpAssigned(let given):
            let reason = file.question(given.question)?.answers.isEmpty == false ? "An answer was sent back." : nil
            return question(given.question, roster: roster, reason: reason, make)
        case .followUpReminded(let reminder): return try questionChased(reminder, roster: roster, make)
        case .followUpAnswered(let answer): return try questionToSign(answer.question, roster: roster, make)
        case .followUpSigned: return questionAnswered(make)
        case .implementationAsked(let ask): return implementation(ask, make)
        case .implementationReported(let report): return implementationUnknown(report, make)
        default: return []
        }
    }

    /// Mail that was called off when the consent was withdrawn and that nothing else sends again.
    private func calledOff(_ make: NoticeMaker) throws -> [Notice] {
        guard let withdrawn = file.liftedWithdrawal else { return [] }
        let kinds = try office.journal.outbox(states: [.cancelled], stream: .ofCase(file.subject.id)).filter {
            $0.settled.map { $0 >= withdrawn } ?? false
        }.compactMap { MailKind(rawValue: $0.kind) }
        var notices: [Notice] = []
        if kinds.contains(.letter) || kinds.contains(.letterVersion), file.released?.letter == true {
            notices.append(letter(make))
        }
        if kinds.contains(.plan) || kinds.contains(.planVersion), file.released?.patientPlan == true {
            notices.append(plan(make))
        }
        if kinds.contains(.questionAnswered) { notices += questionAnswered(make) }
        if kinds.contains(.conversation), file.signature != nil, file.conversation == nil {
            notices.append(navigator(.conversation, make))
        }
        if kinds.contains(.reReview) || kinds.contains(.task) || kinds.contains(.informationNeeded) {
            notices += file.tasks.filter { $0.received == nil }.flatMap { information($0.request, make) }
        }
        return notices
    }

    private func invitation(to seat: Seat, round: Int, _ make: NoticeMaker) -> Notice {
        let kind: MailKind =
            restsOnOlderPacket(seat) ? .reconfirm : seat.reasons.contains(.thirdOpinion) ? .thirdOpinion : .invite
        return make.ballotLink(make.notice(kind, to: .reviewer(seat.reviewer)), seat)
    }

    private func restsOnOlderPacket(_ seat: Seat) -> Bool {
        let last = file.opinions.last { $0.reviewer == seat.reviewer }
        return last.map { $0.packetDigest != file.packet?.digest } ?? false
    }

    private func information(_ request: InformationRequest, _ make: NoticeMaker) -> [Notice] {
        var notices: [Notice] = []
        if let reviewer = request.reviewer {
            let kind: MailKind = request.need == .pathologyReReview ? .reReview : .task
            var notice = make.notice(kind, to: .reviewer(reviewer))
            notice.task = "The board asks you for: \(request.need.title)."
            notice.link = .review
            notice.need = request.need
            notice.linkExpires = now.addingTimeInterval(30 * 86_400)
            notice.wanted = now.addingTimeInterval(2 * 86_400)
            notice.reason = "The board cannot decide without it."
            notices.append(notice)
        } else {
            notices.append(make.task("\(request.need.title) is needed and nobody on the roster can give it"))
        }
        if file.subject.consent.letterToReferringDoctor, file.subject.referral.doctor?.email != nil {
            var notice = make.notice(.informationNeeded, to: .referringDoctor)
            notice.reason = "The panel asked for: \(request.need.title)."
            notices.append(notice)
        }
        return notices
    }

    /// Whoever was asked gets the link once more; the coordinator learns that it is late, and whose it is.
    private func overdue(_ task: CaseFile.InformationTask, _ make: NoticeMaker) -> [Notice] {
        let times = Times(zone: policy.zone)
        let late = make.task(
            "\(task.request.need.title) was due on \(times.day(task.due(policy))) and has not come: telephone "
                + (task.request.reviewer == nil ? "whoever can give it" : "whoever was asked"))
        let again = information(task.request, make).filter {
            if case .reviewer = $0.to { true } else { false }
        }
        return again + [late]
    }

    private func recordRequest(_ letter: LetterMade, _ make: NoticeMaker) -> Notice {
        let isPatient = letter.to == RecordSender.patient.rawValue
        var notice = make.notice(isPatient ? .recordAsk : .recordChase, to: isPatient ? .patient : .referringDoctor)
        notice.records = RecordRequest.kinds(letter.task)
        return withUpload(notice)
    }

    /// Whoever is asked for records can send them by a link.
    private func withUpload(_ notice: Notice) -> Notice {
        var notice = notice
        notice.link = .upload
        notice.linkExpires = now.addingTimeInterval(86_400 * Double(RecordRequest.days))
        return notice
    }

    private func letter(_ make: NoticeMaker) -> Notice {
        guard file.subject.referral.doctor?.email != nil else {
            return make.task("the referring doctor has no email address: print the letter and post it")
        }
        var notice = make.notice(replacesReleased(.letter) ? .letterVersion : .letter, to: .referringDoctor)
        notice.link = .letter
        notice.linkExpires = now.addingTimeInterval(86_400 * Double(policy.plans.patientLinkDays))
        return notice
    }

    private func plan(_ make: NoticeMaker) -> Notice {
        guard file.subject.patient.email != nil else {
            return make.task("the patient has no email address: print the plan and hand it over")
        }
        var notice = make.notice(replacesReleased(.plan) ? .planVersion : .plan, to: .patient)
        notice.link = .plan
        notice.linkExpires = now.addingTimeInterval(86_400 * Double(policy.plans.patientLinkDays))
        return notice
    }

    private func navigator(_ kind: MailKind, _ make: NoticeMaker) -> Notice {
        guard file.subject.navigator?.email != nil else {
            return make.task("the plan is signed: see that a clinician talks with the patient, and record it")
        }
        var notice = make.notice(kind, to: .navigator)
        notice.link = .conversation
        notice.linkExpires = now.addingTimeInterval(30 * 86_400)
        notice.wanted = now.addingTimeInterval(86_400 * Double(policy.plans.heldAlarmWorkingDays))
        return notice
    }

    func withdrawal(_ make: NoticeMaker) -> [Notice] {
        var notices = [make.task("the plan is withdrawn: telephone the referring doctor and the patient first")]
        if file.subject.referral.doctor?.email != nil, file.subject.consent.letterToReferringDoctor {
            notices.append(make.notice(.withdrawal, to: .referringDoctor))
        }
        notices += summaryWithdrawal(make)
        return notices
    }
}

extension CaseEvent {
    fileprivate var isAlert: Bool { if case .alertSent = self { true } else { false } }
    fileprivate var recordsConsent: Bool { if case .consentRecorded = self { true } else { false } }
    fileprivate var isOfSession: Bool { if case .confirmedInSession = self { true } else { false } }
    fileprivate var opensBallot: Bool { if case .ballotOpened = self { true } else { false } }
}

/// Makes the notices of one event.
struct NoticeMaker {
    let file: CaseFile
    let revision: Int
    let now: Date

    func notice(_ kind: MailKind, to recipient: Recipient) -> Notice {
        var notice = Notice(kind, to: recipient, caseID: file.subject.id, revision: revision, due: now)
        notice.ballot = file.ballotNumber
        return notice
    }

    func task(_ what: String) -> Notice {
        var notice = notice(.task, to: .coordinator)
        notice.task = what
        return notice
    }

    func ballotLink(_ notice: Notice, _ seat: Seat) -> Notice {
        var notice = notice
        notice.link = .ballot
        notice.seat = seat.specialty
        notice.packetDigest = file.packet?.digest
        notice.linkExpires = file.ballot?.closes
        notice.usefulUntil = file.ballot?.closes
        return notice
    }
}
