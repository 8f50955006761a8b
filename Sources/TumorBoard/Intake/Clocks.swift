package import Foundation

extension CaseFile {
    /// When every required record was there for the first time; only presence counts, not age. Nil while one is missing.
    package func recordsComplete(policy: BoardPolicy) -> Date? {
        guard emergency == nil, let first = entries.first, var file = CaseFile([first]) else { return nil }
        if file.hasRequiredRecords(policy) { return first.at }
        for entry in entries.dropFirst() {
            file = file.applying([entry.event], at: entry.at)
            guard entry.event.bringsRecords, file.hasRequiredRecords(policy) else { continue }
            return entry.at
        }
        return nil
    }

    /// The clocks of the case at an instant.
    package func clocks(now: Date, policy: BoardPolicy) -> CaseClocks {
        let complete = recordsComplete(policy: policy)
        let answered = answeredAt
        let end = max(referred, answered ?? endedAt ?? now)
        let spans = spans(complete: complete, until: end)
        func clock(from start: Date) -> CaseClocks.Clock {
            ClockDial(spans: spans, referred: referred).clock(from: min(start, end), until: end)
        }
        let fromReferral = clock(from: referred)
        let diagnosed = subject.diagnosis.date.flatMap { $0.day == nil ? nil : $0 }
        let fromDiagnosis = diagnosed.map { clock(from: min($0.start(in: policy.zone), end)) }
        let fromRecords = complete.map { clock(from: $0) }
        let day = CivilDate(end, in: policy.zone)
        func limit(_ kind: CaseClocks.Limit.Kind, _ due: CivilDate) -> CaseClocks.Limit {
            CaseClocks.Limit(kind: kind, due: due, daysLeft: due.daysSince1970 - day.daysSince1970)
        }
        func excused(_ clock: CaseClocks.Clock) -> Int {
            policy.clocks.excused.reduce(0) { $0 + clock.time(of: $1) }.wholeDays
        }
        let received = subject.referral.received ?? CivilDate(referred, in: policy.zone)
        var limits = [limit(.urgency, received.adding(days: policy.listing.limitDays[subject.urgency.level] ?? 28))]
        // after a first treatment the patient no longer waits for one, and the way from the diagnosis says nothing
        if let diagnosed, let fromDiagnosis, emergency == nil, !isTreatedSince(diagnosed) {
            limits.append(
                limit(.diagnosis, diagnosed.adding(days: policy.clocks.fromDiagnosisDays + excused(fromDiagnosis))))
        }
        var promise: CaseClocks.Limit?
        if let fromRecords {
            let began = CivilDate(fromRecords.start, in: policy.zone)
            limits.append(limit(.records, began.adding(days: policy.clocks.fromRecordsDays + excused(fromRecords))))
            promise = limit(.promise, began.adding(days: policy.clocks.promiseDays))
        }
        limits.sort { ($0.due, $0.kind.rawValue) < ($1.due, $1.kind.rawValue) }
        if let treatBy = subject.treatBy { limits.insert(limit(.treatBy, treatBy), at: 0) }
        let left = limits.first?.daysLeft ?? 0
        let standing = fromReferral.segments.last.flatMap { segment in
            segment.cause != nil && answered == nil && ending == nil ? segment : nil
        }
        return CaseClocks(
            fromDiagnosis: fromDiagnosis, fromRecords: fromRecords, fromReferral: fromReferral, answered: answered,
            limits: limits, state: left < 0 ? .breached : left <= policy.clocks.atRiskDays ? .atRisk : .onTime,
            standing: standing, promise: promise)
    }

    /// A signed plan answers a case; an emergency is answered by whoever takes it.
    private var answeredAt: Date? {
        if let signed { return signed }
        guard acknowledged != nil else { return nil }
        return entries.first { if case .alertAcknowledged = $0.event { true } else { false } }?.at
    }

    private var endedAt: Date? {
        guard ending != nil else { return nil }
        return entries.last { if case .ended = $0.event { true } else { false } }?.at
    }

    private func isTreatedSince(_ diagnosed: CivilDate) -> Bool {
        subject.treatments.contains { treatment in treatment.started.map { $0 >= diagnosed } ?? true }
    }

    fileprivate func hasRequiredRecords(_ policy: BoardPolicy) -> Bool {
        policy.intake.required(for: subject).allSatisfy { kind in
            subject.records.contains { $0.kind == kind && $0.isPresent }
        }
    }

    /// Whose time it was, the strongest claim first: what a person stopped, a withdrawn consent, records, reviewers.
    private func spans(complete: Date?, until end: Date) -> [ClockDial.Span] {
        var spans = intake.stops.map {
            ClockDial.Span(from: $0.from, until: $0.until ?? end, cause: $0.stop.cause, why: $0.stop.reason)
        }
        spans += withdrawals(until: end)
        guard emergency == nil else { return spans }
        spans.append(
            ClockDial.Span(from: referred, until: complete ?? end, cause: .records, why: "records are not complete"))
        for task in tasks {
            let isReview = task.request.need == .pathologyReReview || task.request.need == .stagingReview
            spans.append(
                ClockDial.Span(
                    from: task.asked, until: task.received ?? end, cause: isReview ? .reviewer : .records,
                    why: "\(task.request.need.title) was asked for"))
        }
        return spans + lateBallots(until: end)
    }

    private func withdrawals(until end: Date) -> [ClockDial.Span] {
        var spans: [ClockDial.Span] = []
        var since: Date?
        for entry in entries {
            guard let consent = entry.event.consent else { continue }
            if consent.withdrawn != nil {
                since = since ?? entry.at
            } else if let began = since {
                spans.append(.init(from: began, until: entry.at, cause: .patient, why: "the consent was withdrawn"))
                since = nil
            }
        }
        guard let since else { return spans }
        return spans + [.init(from: since, until: end, cause: .patient, why: "the consent was withdrawn")]
    }

    /// Time in which a ballot was open past the close that its listing gave it.
    private func lateBallots(until end: Date) -> [ClockDial.Span] {
        var spans: [ClockDial.Span] = []
        var usual: Date?
        var opened: Date?
        func late(until closed: Date) -> ClockDial.Span? {
            guard let opened, let usual, closed > max(opened, usual) else { return nil }
            return .init(
                from: max(opened, usual), until: closed, cause: .reviewer, why: "opinions past the usual close")
        }
        for entry in entries {
            switch entry.event {
            case .listed(let listing): usual = listing.closes
            case .ballotOpened: opened = entry.at
            case .ballotClosed:
                if let span = late(until: entry.at) { spans.append(span) }
                opened = nil
            default: break
            }
        }
        return spans + [late(until: end)].compactMap { $0 }
    }
}

extension CaseEvent {
    fileprivate var bringsRecords: Bool {
        switch self {
        case .recordAdded, .informationReceived, .updated, .referred: true
        default: false
        }
    }
}

/// Cuts a clock's time where a claim on it begins or ends, and gives each piece to the first claim that covers it.
struct ClockDial {
    /// A claim on time.
    struct Span {
        let from: Date
        let until: Date
        let cause: ClockCause
        let why: String
    }

    let spans: [Span]
    let referred: Date

    /// The clock between two instants: pieces without gap and overlap, of which none is empty.
    func clock(from start: Date, until end: Date) -> CaseClocks.Clock {
        var cuts = [start, end, referred]
        for span in spans { cuts += [span.from, span.until] }
        let inside = Set(cuts.filter { $0 >= start && $0 <= end }).sorted()
        var segments: [CaseClocks.Segment] = []
        for (from, until) in zip(inside, inside.dropFirst()) {
            let owner = spans.first { $0.from <= from && $0.until >= until }
            let isBefore = until <= referred
            let why = owner?.why ?? (isBefore ? "before the referral" : "with the board")
            var start = from
            if let last = segments.last, last.cause == owner?.cause, last.why == why {
                start = last.from
                segments.removeLast()
            }
            segments.append(
                .init(from: start, until: until, cause: owner?.cause, why: why, isBeforeReferral: isBefore))
        }
        return CaseClocks.Clock(start: start, end: end, segments: segments)
    }
}
