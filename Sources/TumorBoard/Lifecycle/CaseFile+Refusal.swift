package import Foundation

extension Case {
    /// Takes a refusal in, or takes it out where it is taken back.
    mutating func take(_ refusal: TreatmentRefusal) {
        refusals.removeAll { $0.modality == refusal.modality }
        if !refusal.lifted { refusals.append(refusal) }
    }
}

extension CaseFile {
    /// The patient refuses a treatment outright, or no longer does.
    ///
    /// Before the decision the panel learns of it. After it the best plan without the treatment is compiled from the
    /// opinions, beside what was recommended; where nobody on the panel gave one, the panel is asked with the refusal
    /// known.
    package func refuse(
        _ refusal: TreatmentRefusal, now: Date, policy: BoardPolicy, digest: (PacketContent) throws -> String
    ) throws -> [CaseEvent] {
        try refuseStanding()
        guard refusal.by.saysSomething else { throw CommandRefusal.blank("who records it") }
        let known = subject.refusals.first { $0.modality == refusal.modality }
        guard refusal.lifted ? known != nil : known?.note != refusal.note || known == nil else { return [] }
        let recorded = CaseEvent.treatmentRefused(refusal)
        guard compiled != nil, let plan, let decision else {
            return try followed(
                [recorded], material: true, what: "what the patient refuses", by: refusal.by, now: now, policy: policy,
                digest: digest)
        }
        let next = applying([recorded], at: now)
        let made = next.compile(decision.outcome, opinions: currentOpinions, ballot: plan.ballot)
        guard case .planCompiled(let compiled)? = made.first, !PlanComparison(from: plan, to: compiled).isEmpty else {
            return [recorded]
        }
        let reason = "the patient \(refusal.lifted ? "no longer refuses" : "refuses") \(refusal.modality.inPlainWords)"
        let asksPanel = compiled.refusal.map { $0.without.isEmpty } ?? false
        let revision = CaseEvent.planRevised(
            PlanRevision(by: refusal.by, reason: reason, version: plan.version, asksPanel: asksPanel))
        guard asksPanel else { return [recorded] + (signature == nil ? [] : [revision]) + made }
        let asked = next.applying([revision], at: now)
        let packet = try asked.freeze(now: now, policy: policy, digest: digest)
        return [recorded, revision] + (packet.map { [.packetFrozen($0)] } ?? [])
            + [asked.reopening(now: now, policy: policy)]
    }
}
