package import Foundation

/// A signed version of the plan that a newer one is to replace.
package struct StandingPlan: Equatable, Sendable {
    /// Which version.
    package let version: Int
    /// Who signed it.
    package let signature: PlanSignature
    /// When it was signed.
    package let signed: Date
    /// The conversation about it.
    package var conversation: ByPerson?
    /// What was released of it.
    package var released: PlanRelease?
    /// When the patient first read it.
    package var read: Date?
}

/// What a case knows of its plan beside the newest version: what was sent back, and what was signed before.
package struct PlanRecord: Equatable, Sendable {
    /// Why the newest version was sent back unsigned; nil once another is compiled or this one is signed after all.
    package var returned: PlanReturn?
    /// Why the newest version was asked for after another had been signed.
    package var revision: PlanRevision?
    /// Signed versions that were not withdrawn, the newest last; the last one is valid until the next is signed.
    package var standing: [StandingPlan] = []

    /// The signed version keeps its place until the next one is signed.
    mutating func keep(_ plan: StandingPlan?) {
        if let plan { standing.append(plan) }
    }

    /// Somebody talked with the patient about the version that is valid.
    mutating func tellLast(_ person: ByPerson) {
        if let last = standing.indices.last { standing[last].conversation = person }
    }

    /// More of the version that is valid was released.
    mutating func releaseLast(_ release: PlanRelease) {
        guard let last = standing.indices.last else { return }
        let before = standing[last].released
        standing[last].released = PlanRelease(
            letter: release.letter || before?.letter == true,
            patientPlan: release.patientPlan || before?.patientPlan == true)
    }
}

extension CaseFile {
    /// The newest version that is signed, as it stands now.
    var signedNow: StandingPlan? {
        guard let signature, let signed else { return nil }
        return StandingPlan(
            version: signature.version, signature: signature, signed: signed, conversation: conversation,
            released: released, read: read)
    }

    /// The signed version that is valid although a newer one waits for its signature.
    package var validPlan: StandingPlan? { signature == nil ? planRecord.standing.last : nil }
}

/// One version of a case's plan, signed or not.
package struct PlanVersion: Equatable, Sendable {
    /// The plan.
    package let plan: TreatmentPlan
    /// When it was compiled.
    package let compiled: Date
    /// Who signed it.
    package var signature: PlanSignature?
    /// When it was signed.
    package var signed: Date?
    /// When it was withdrawn.
    package var withdrawn: Date?
}

extension CaseFile {
    /// Every version of the plan, the first first.
    package var planVersions: [PlanVersion] {
        var versions: [PlanVersion] = []
        for entry in entries {
            switch entry.event {
            case .planCompiled(let plan): versions.append(PlanVersion(plan: plan, compiled: entry.at))
            case .planSigned(let signature):
                guard let index = versions.lastIndex(where: { $0.plan.version == signature.version }) else { continue }
                (versions[index].signature, versions[index].signed) = (signature, entry.at)
            case .planWithdrawn: withdraw(&versions, at: entry.at)
            case .planRevised(let revision) where revision.withdraws: withdraw(&versions, at: entry.at)
            default: continue
            }
        }
        return versions
    }

    private func withdraw(_ versions: inout [PlanVersion], at: Date) {
        for index in versions.indices where versions[index].signed != nil && versions[index].withdrawn == nil {
            versions[index].withdrawn = at
        }
    }

    /// The file as that version of the plan left it: signed where it was signed, and without what came after.
    ///
    /// Documents of the version are written from it. Nil where there is no such version.
    package func atVersion(_ version: Int) -> CaseFile? {
        guard
            let start = entries.lastIndex(where: { entry in
                if case .planCompiled(let plan) = entry.event { plan.version == version } else { false }
            })
        else { return nil }
        let end = entries[(start + 1)...].firstIndex { entry in
            switch entry.event {
            case .planCompiled, .planRevised, .planWithdrawn, .ballotOpened, .listed: true
            case .planSentBack(let back): back.asksPanel
            default: false
            }
        }
        return CaseFile(Array(entries[..<(end ?? entries.endIndex)]))
    }

    /// The version signed last before a version was compiled: what a reader of the new one may have read.
    package func signedVersion(before version: Int) -> PlanVersion? {
        planVersions.last { $0.plan.version < version && $0.signed != nil }
    }
}
