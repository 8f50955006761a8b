package import Foundation
import Journal
package import TumorBoard

extension BoardOffice {
    /// What happened to a case in plain words, oldest first; sealed opinions stay sealed.
    package func timeline(of file: CaseFile) throws -> [(at: Date, text: String, actor: String, reason: String?)] {
        let presenter = try presenter(file)
        return try history(of: file.subject.id).compactMap { entry in
            let line = presenter.line(of: entry.event)
            return (at: entry.at, text: line.text, actor: presenter.actor(entry.actor), reason: line.reason)
        }
    }

    /// What someone on the staff has to do beside the tasks that are written down: failed mail, plans that cannot be
    /// signed, discussions. Missing records and consents are tasks of their case (`openTasks`).
    package func coordinatorTasks() throws -> [(what: String, owner: String, due: Date, caseID: CaseID?)] {
        var tasks: [(what: String, owner: String, due: Date, caseID: CaseID?)] = []
        for mail in try journal.outbox(states: [.failed]) {
            let id = mail.stream.kind == "case" ? try CaseID(mail.stream.id) : nil
            tasks.append(
                ("An email (\(mail.kind)) failed: \(mail.words ?? "no reason given")", "coordinator", mail.due, id))
        }
        let policy = try policy()
        for view in try caseViews() {
            switch view.status {
            case .boardSits, .waitingForInformation, .held, .awaitingSignature, .emergency:
                let file = try caseFile(view.id)
                let presenter = try presenter(file)
                let waiting = file.waitingFor(
                    readiness: file.readiness(now: now, policy: policy), nameOf: presenter.name)
                tasks.append(((waiting ?? view.status.title).asSentenceStart, view.status.owner, view.since, view.id))
            default: break
            }
            if view.hasAfterPlan == true { tasks += try tasksAfterPlan(of: try caseFile(view.id), policy: policy) }
        }
        return tasks
    }
}

extension CaseStatus {
    fileprivate var owner: String {
        switch self {
        case .awaitingSignature: "chair"
        case .held: "navigator"
        case .emergency: "on call"
        default: "coordinator"
        }
    }
}

extension Presenter {
    /// What binds everyone to an opinion that nobody may see yet.
    private func sealing(_ cast: CastOpinion) -> String? {
        let words = [
            cast.commitment.map { "commitment \($0.digest.prefix(12))…" },
            cast.signature.map { "signed with key \($0.key)" },
        ].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    func actor(_ actor: String) -> String {
        roster.reviewers.first { $0.id.text == actor }?.name ?? actor
    }

    /// One event in plain words, with its reason where it has one.
    func line(of event: CaseEvent) -> (text: String, reason: String?) {
        switch event {
        case .referred: ("Referred to the board", subject.referral.question)
        case .consentRecorded(let consent):
            if let withdrawn = consent.withdrawn {
                ("The patient withdrew the consent; the case stands still", "as of \(times.day(withdrawn))")
            } else {
                (
                    "The patient's consent was recorded",
                    consent.toReview ? "to a review by the board" : "no review by the board"
                )
            }
        case .treatmentRefused(let refusal):
            (
                "The patient \(refusal.lifted ? "no longer refuses" : "refuses") \(refusal.modality.inPlainWords), recorded by \(refusal.by)",
                refusal.note
            )
        case .secondFactorSet: ("The patient's passphrase was set", nil)
        case .recordAdded(let addition):
            ("\(addition.record.title) added", addition.material ? "marked as material" : nil)
        case .recordsChased(let chase):
            ("Missing records asked for", chase.missing.map(\.title).joined(separator: ", "))
        case .emergencyRaised(let raised): ("Emergency: leaves the queue", raised.reason)
        case .alertSent(let alert): ("Alert \(alert.count) to those on call", nil)
        case .alertAcknowledged(let person): ("\(person.by) takes the emergency", person.note)
        case .listed(let listing):
            ("Listed\(place(listing))", listing.reasons.map(\.inPlainWords).joined(separator: "; "))
        case .panelSeated(let panel):
            (
                "Panel seated: "
                    + panel.seats.map { "\(name($0.reviewer)) (\($0.specialty.title))" }.joined(separator: ", "),
                panel.empty.isEmpty ? nil : "empty: " + panel.empty.map(\.title).joined(separator: ", ")
            )
        case .packetFrozen(let packet):
            ("Packet version \(packet.version) frozen", "digest \(packet.digest.prefix(12))…")
        case .ballotOpened(let opening):
            (
                "Ballot \(opening.number) opened\(opening.round == 2 ? " for a third opinion" : "")",
                "closes \(times.moment(opening.closes))"
            )
        case .ballotExtended(let more): ("Ballot extended", "closes \(times.moment(more.closes))")
        case .reminded(let reminder):
            ("Reminder \(reminder.count)", reminder.reviewers.map(name).joined(separator: ", "))
        case .opinionCast(let opinion):
            ("\(name(opinion.reviewer)) gave an opinion as \(opinion.specialty.title)", sealing(opinion))
        case .recused(let recusal): ("\(name(recusal.reviewer)) stepped back", recusal.reason)
        case .seatReplaced(let change): seatLine(change)
        case .ballotClosed(let ballot): ("Ballot \(ballot.number) closed", nil)
        case .commitmentsOpened(let opened):
            (
                "Commitments of \(opened.openings.count) \(opened.openings.count == 1 ? "opinion" : "opinions") opened",
                "“tumorboard opinion verify” proves that none was changed"
            )
        case .decided(let decision):
            ("Decided", decision.outcome.inPlainWords { id in roster.reviewers.first { $0.id.text == id }?.name ?? id })
        case .thirdOpinionSought(let seat):
            (
                "Third opinion asked of \(name(seat.reviewer)), \(seat.specialty.title)",
                words(seat.reasons).joined(separator: "; ")
            )
        case .informationAsked(let request):
            ("\(request.need.title.asSentenceStart) asked for", request.reviewer.map { "of \(name($0))" })
        case .informationReceived(let result):
            ("\(result.need.title.asSentenceStart) came back from \(actor(result.by))", nil)
        case .boardToSit(let reason): ("The full board discusses the case", reason.reason)
        case .planSupplemented(let one): ("\(name(one.reviewer)) added to the plan as \(one.specialty.title)", nil)
        case .dissentStated(let one):
            (
                "\(name(one.reviewer)) \(one.text == nil ? "looked at how their dissent is recorded" : "added a statement to their dissent")",
                nil
            )
        case .boardDiscussed(let person): ("The full board discussed the case, recorded by \(person.by)", person.note)
        case .confirmedInSession(let confirmation): sittingLine(confirmation)
        case .planCompiled(let plan):
            (
                "Plan version \(plan.version) compiled",
                plan.gaps.isEmpty ? nil : plan.gaps.map(\.description).joined(separator: "; ")
            )
        case .signatureAsked(let ask): ("Sign-off asked for\(ask.count > 1 ? " again" : "")", nil)
        case .planRevised(let revision):
            (
                "A new version is to replace version \(revision.version)\(revision.withdraws ? ", which is withdrawn" : ""): \(actor(revision.by))",
                revision.reason
            )
        case .planSentBack(let back):
            ("\(name(back.by)) sent plan version \(back.version) back unsigned\(addressee(back))", back.reason)
        case .planSigned(let signature): ("Plan signed by \(signature.name), \(signature.role)", nil)
        case .planWithdrawn(let person): ("Plan withdrawn", person.note)
        case .conversationHeld(let person): ("\(person.by) talked with the patient", person.note)
        case .choiceRecorded(let choice): line(of: choice)
        case .planReleased(let release):
            (
                "Released: "
                    + [
                        release.letter ? "letter to the referring doctor" : nil,
                        release.patientPlan ? "plan to the patient" : nil,
                    ].compactMap { $0 }.joined(separator: ", "), nil
            )
        case .heldAlarmRaised(let person): ("Alarm: the plan is held", person.note)
        case .planRead: ("The patient opened the plan", nil)
        case .followUpAsked(let question): line(of: question)
        case .followUpAssigned(let assignment): line(of: assignment)
        case .followUpReminded(let reminder): line(of: reminder)
        case .followUpAnswered(let answer): ("\(actor(answer.by)) answered question \(answer.question)", nil)
        case .followUpSigned(let signature): line(of: signature)
        case .implementationAsked(let ask): line(of: ask)
        case .implementationReported(let report): line(of: report)
        case .ended(let ending): ("Ended: \(ending.kind.rawValue)", ending.note)
        case .updated(let update):
            (
                "\(update.changes.count) \(update.changes.count == 1 ? "difference" : "differences") came in with \(update.source)",
                update.changes.filter { $0.kind != .added }.map(\.line).joined(separator: " ")
            )
        case .taskChanged(let change):
            ("Task \(change.task): \(change.state?.rawValue ?? "changed")", change.note ?? change.title)
        case .letterMade(let letter): ("Letter “\(letter.letter)” made for \(letter.to)", nil)
        case .insurerContacted(let contact):
            ("\(contact.by) spoke with the insurer", contact.approved.map { "approved: \($0)" })
        case .custodyRecorded(let step): ("Slides or blocks \(step.kind.title)", step.note)
        case .intakeChecked(let person): ("\(person.by) confirmed that everything was gathered", person.note)
        case .triageDecided(let decision):
            (
                decision.confirmed
                    ? "\(decision.by) confirmed that the pathology is uncertain"
                    : "\(decision.by) found the pathology certain enough", "“\(decision.phrase)”"
            )
        case .clockStopped(let stop): ("The clock stands still: \(stop.cause.rawValue)", stop.reason)
        case .clockResumed: ("The clock runs again", nil)
        case .linked(let link): ("Case \(link.other) of the same patient is known", link.reason)
        case .listingVoided(let void):
            ("Taken off the list of session \(void.session)", void.reason.words(void.session))
        case .plansReconciled(let person):
            ("\(person.by) reconciled the plans of this patient’s cases", person.note)
        case .wished(let wishes):
            wishes.wishes.isEmpty
                ? ("\(wishes.by) lifted the wishes for its place and panel", nil)
                : ("\(wishes.by) wishes", wishes.wishes.map { $0.inPlainWords(nameOf: name) }.joined(separator: "; "))
        }
    }

    private func seatLine(_ change: SeatReplacement) -> (String, String?) {
        let why = change.rule.lossInPlainWords
        guard let seat = change.seat else {
            return (
                "The seat of the \(change.specialty.title) is empty", "\(name(change.out)) \(why); nobody can take it"
            )
        }
        return (
            "\(name(seat.reviewer)) takes the seat of the \(change.specialty.title)",
            (["\(name(change.out)) \(why)"] + words(seat.reasons.filter { !$0.isSuccession })).joined(separator: "; ")
        )
    }

    private func place(_ listing: Listing) -> String {
        listing.session.map { " for session \($0), \(times.moment(listing.sits))" } ?? " out of session"
    }

    /// Why someone holds a seat, in plain words.
    func words(_ reasons: [SeatReason]) -> [String] { reasons.map { $0.inPlainWords(nameOf: name) } }
}

extension SeatReason {
    /// Whether it says only whose seat it was.
    fileprivate var isSuccession: Bool {
        switch self {
        case .covers, .replaces: true
        default: false
        }
    }
}

extension BoardOffice {
    /// Why someone holds a seat, in plain words.
    package func reasons(of seat: Seat, in file: CaseFile) throws -> [String] {
        try presenter(file).words(seat.reasons)
    }
}
