import Documents
import Foundation
import Journal
import TumorBoard

extension BoardOffice {
    /// What changes beside the events, in their transaction: the read model, what is due, mail, links, search.
    func effects(of events: [CaseEvent], from before: CaseFile?, to file: CaseFile, now: Date) throws -> Effects {
        let policy = try policy()
        let stream = StreamID.ofCase(file.subject.id)
        var effects = Effects()
        effects.due[stream] = file.dueSteps(now: now, policy: policy).map { step in
            DueRow(stream: stream, step: step.action.rawValue, at: step.at)
        }
        let earlier = try before.flatMap { try caseView($0.subject.id) }
        let view = CaseView(file, policy: policy, before: earlier, now: now)
        effects.views = [
            ViewRow(
                model: CaseView.model, key: view.id.text, sort: view.id.text,
                body: try JSONEncoder.canonical.encode(view))
        ]
        let notices = try NoticePlanner(office: self, policy: policy, before: before, file: file, now: now).notices(
            for: events)
        effects.outbox = try notices.map { try $0.outboxItem(stream: stream) }
        if file.withdrawnConsent != nil, before?.withdrawnConsent == nil {
            // the links stay, since the consent may be given again; what is behind them is not shown meanwhile
            effects.cancelOutboxOfStream.append(stream)
        }
        for event in events {
            try revoke(for: event, in: file, stream: stream, effects: &effects)
            effects.removeDrafts += Self.draftsDone(with: event, stream: stream)
            if case .wished = event { try markReplan(&effects) }
        }
        if before?.subject.patient != file.subject.patient {
            effects.searchTokens[stream] = searchTokens(of: file.subject)
        }
        return effects
    }

    /// Links and queued mail that an event makes void.
    private func revoke(for event: CaseEvent, in file: CaseFile, stream: StreamID, effects: inout Effects) throws {
        switch event {
        case .listed, .listingVoided:
            // word of a day that holds no more does not leave
            let waiting = try journal.outbox(states: [.queued, .composed, .deferred], stream: stream)
            effects.cancelOutbox += waiting.filter { $0.kind == MailKind.listed.rawValue }.map(\.id)
        case .ended:
            effects.cancelOutboxOfStream.append(stream)
            effects.revokeLinks.append(LinkScope(stream: stream))
        case .seatReplaced(let replacement):
            effects.revokeLinks.append(
                LinkScope(stream: stream, person: replacement.out.text, purpose: LinkPurpose.ballot.rawValue))
        case .packetFrozen where file.packets.count > 1:
            // the old links answer “the packet has changed”: they are kept, and their packet's digest tells them apart
            break
        case .ballotClosed:
            effects.spendLinks.append(LinkScope(stream: stream, purpose: LinkPurpose.ballot.rawValue))
        case .planSigned:
            effects.spendLinks.append(LinkScope(stream: stream, purpose: LinkPurpose.signOff.rawValue))
            effects.revokeLinks.append(LinkScope(stream: stream, purpose: LinkPurpose.answer.rawValue))
        case .planWithdrawn:
            effects.cancelOutboxOfStream.append(stream)
            effects.revokeLinks.append(LinkScope(stream: stream))
        case .planRevised(let revision) where revision.withdraws:
            effects.cancelOutboxOfStream.append(stream)
            effects.revokeLinks.append(LinkScope(stream: stream))
        case .planSentBack(let back) where back.asksPanel:
            effects.revokeLinks.append(LinkScope(stream: stream, purpose: LinkPurpose.answer.rawValue))
        default: break
        }
    }
}
