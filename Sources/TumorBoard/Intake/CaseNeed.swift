import Foundation

/// What a case needs at one moment, found by rule; a task is open as long as its need is there.
struct CaseNeed: Equatable {
    /// The task's id.
    let task: String
    /// What it is about.
    let kind: CaseTask.Kind
    /// What is to be done.
    let title: String
    /// What to know about it.
    var remarks: [String] = []
    /// The first day on which it held, where time alone brought it about.
    var since: CivilDate?
    /// Whose it is, where it is not the navigator's: a reviewer by id.
    var owner: String?
}

extension CaseFile {
    /// Whether somebody has yet to confirm that everything was gathered.
    func needsCheck(_ policy: BoardPolicy) -> Bool {
        subject.referral.isUnchecked || (policy.intake.checkBeforeListing && intake.checked == nil)
    }

    /// What the case needs from its navigator on the day of an instant.
    func needs(now: Date, policy: BoardPolicy) -> [CaseNeed] {
        // an end stops everything but the way home of what is lent
        guard ending == nil else { return slidesToReturn }
        guard emergency == nil else { return slidesToReturn }
        let readiness = readiness(now: now, policy: policy)
        var needs: [CaseNeed] = []
        if let need = consentNeed { needs.append(need) }
        if signature == nil {
            if needsCheck(policy) {
                needs.append(CaseNeed(task: "check", kind: .check, title: "Check that everything was gathered"))
            }
            needs += recordNeeds(readiness)
            needs += slidesToCome(readiness)
        }
        if !readiness.identityConflicts.isEmpty {
            needs.append(
                CaseNeed(
                    task: "identity", kind: .identity,
                    title: "Settle which source is right about the patient or the side",
                    remarks: readiness.identityConflicts.map(\.reason)))
        }
        if !subject.disputes.isEmpty || !subject.contradictions.isEmpty {
            needs.append(
                CaseNeed(
                    task: "disputes", kind: .disputes, title: "Decide between values that contradict each other",
                    remarks: subject.disputes.map(\.line) + subject.contradictions))
        }
        let doubts = openDoubts
        if !doubts.isEmpty {
            needs.append(
                CaseNeed(
                    task: "triage", kind: .triage, title: "Decide whether the pathology needs a re-review",
                    remarks: doubts.map(\.line)))
        }
        if mustReconcile, compiled != nil, signature == nil {
            let others = subject.relatedCases.map(\.text).joined(separator: ", ")
            needs.append(
                CaseNeed(
                    task: "reconcile", kind: .reconcile,
                    title: "Have a clinician look at the plans of this patient's cases together",
                    remarks: ["The other cases: \(others). Until then the plan cannot be signed."]))
        }
        return needs + informationNeeds + slidesToReturn
    }

    private var consentNeed: CaseNeed? {
        if let withdrawnConsent {
            return CaseNeed(
                task: "consent", kind: .consent, title: "Ask whether the withdrawal of the consent stands",
                remarks: ["It was withdrawn on \(withdrawnConsent). End the case, or record the consent again."])
        }
        guard !subject.consent.toReview else { return nil }
        return CaseNeed(
            task: "consent", kind: .consent, title: "Obtain the patient's consent to a review",
            remarks: ["No record may be requested before."])
    }

    /// Records, one task a class; slides and blocks have tasks of their own.
    private func recordNeeds(_ readiness: Readiness) -> [CaseNeed] {
        var needs: [CaseNeed] = []
        for kind in readiness.missing where kind != .slidesOrBlocks {
            let title =
                readiness.illegible.contains(kind) ? "Get a legible copy: \(kind.title)" : "Get the \(kind.title)"
            needs.append(CaseNeed(task: "record.\(kind.rawValue)", kind: .record, title: title))
        }
        for kind in readiness.pending where kind != .slidesOrBlocks {
            needs.append(
                CaseNeed(
                    task: "record.\(kind.rawValue)", kind: .record, title: "Get the \(kind.title)",
                    remarks: ["Asked for and not arrived: remind whoever holds it."]))
        }
        for stale in readiness.stale where stale.blocks {
            let id = "record.\(stale.kind.rawValue)"
            guard !needs.contains(where: { $0.task == id }) else { continue }
            needs.append(
                CaseNeed(
                    task: id, kind: .record, title: "Get a newer \(stale.kind.title)",
                    remarks: ["The one of \(stale.date) is older than its limit of \(stale.limitDays) days."],
                    since: stale.date.adding(days: stale.limitDays + 1)))
        }
        return needs
    }

    /// The last step of the slides and blocks of each record.
    private var custodyNow: [CustodyStep] {
        var order: [String] = []
        var last: [String: CustodyStep] = [:]
        for step in intake.custody.map(\.act) {
            if last[step.record] == nil { order.append(step.record) }
            last[step.record] = step
        }
        return order.compactMap { last[$0] }
    }

    /// Slides and blocks that are wanted and not here: first their release, then their arrival.
    private func slidesToCome(_ readiness: Readiness) -> [CaseNeed] {
        let underWay = custodyNow.filter { $0.kind == .released || $0.kind == .shipped }
        let lost = custodyNow.filter { $0.kind == .lost }
        let isWanted =
            (readiness.missing + readiness.pending).contains(.slidesOrBlocks)
            || subject.records.contains { $0.kind == .slidesOrBlocks && $0.pending }
        var needs: [CaseNeed] = []
        if !underWay.isEmpty {
            needs.append(
                CaseNeed(
                    task: "slides.arrival", kind: .slides,
                    title: "See that the slides or blocks arrive, and sign for them",
                    remarks: underWay.map(\.line)))
        } else if isWanted || !lost.isEmpty || custodyNow.contains(where: { $0.kind == .requested }) {
            let isHere = custodyNow.contains { $0.kind == .signedFor } && lost.isEmpty
            guard !isHere else { return [] }
            needs.append(
                CaseNeed(
                    task: "slides.release", kind: .slides, title: "Get the release of the slides or blocks",
                    remarks: custodyNow.map(\.line)))
        }
        return needs
    }

    /// What was signed for goes back once the plan is signed or the case has ended.
    private var slidesToReturn: [CaseNeed] {
        let here = custodyNow.filter { $0.kind == .signedFor }
        guard !here.isEmpty, signature != nil || ending != nil else { return [] }
        return [
            CaseNeed(
                task: "slides.return", kind: .slides, title: "Return the slides or blocks to their owner",
                remarks: here.map(\.line))
        ]
    }
}

extension CustodyStep {
    /// The step in one line.
    var line: String {
        var text = "\(record): \(kind.title) on \(date), \(person)"
        if let carrier { text += ", by \(carrier)" }
        if let tracking { text += " (\(tracking))" }
        if let note { text += ": \(note)" }
        return text + "."
    }
}
