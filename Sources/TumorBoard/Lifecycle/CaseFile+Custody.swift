/// Why slides or blocks cannot have taken a step.
package enum CustodyProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The case has no record of that id.
    case unknownRecord(String)
    /// That record is paper or a file, not something that travels.
    case notSlides(String, RecordClass)
    /// The step does not follow from the one before.
    case outOfOrder(CustodyStep.Kind, after: CustodyStep.Kind?)
    /// The step is dated before the one before.
    case beforeLast(CivilDate, last: CivilDate)
    /// The step is dated in the future.
    case inFuture(CivilDate)
    /// A shipment has a carrier.
    case noCarrier
    /// Nobody is named.
    case nobody

    /// What to do about it.
    package var description: String {
        switch self {
        case .unknownRecord(let id): "the case has no record “\(id)”: “tumorboard record list” shows its records"
        case .notSlides(let id, let kind): "“\(id)” is the \(kind.title): custody is kept of slides or blocks only"
        case .outOfOrder(let step, nil): "nothing was recorded of them yet: they cannot be “\(step.title)”"
        case .outOfOrder(let step, .returned?): "they were returned, which is the end: they cannot be “\(step.title)”"
        case .outOfOrder(let step, let last?):
            "“\(step.title)” does not follow “\(last.title)”: it can be "
                + last.next.map { "“\($0.title)”" }.joined(separator: " or ")
        case .beforeLast(let date, let last): "\(date) is before the last step, which was on \(last)"
        case .inFuture(let date): "\(date) has not come yet: record a step when it has been taken"
        case .noCarrier: "a shipment needs its carrier, and its tracking number where it has one"
        case .nobody: "say who released, signed for or sent them"
        }
    }
}

extension CustodyStep.Kind {
    /// What can come first: slides that somebody brings are signed for and nothing else.
    static var first: [CustodyStep.Kind] { [.requested, .released, .shipped, .signedFor] }

    /// What can come next. A release may be skipped and a courier of the house has no shipment; what was lost can be
    /// asked for again, or be found.
    var next: [CustodyStep.Kind] {
        switch self {
        case .requested: [.released, .shipped, .signedFor, .lost]
        case .released: [.shipped, .signedFor, .lost]
        case .shipped: [.signedFor, .lost]
        case .signedFor: [.returned, .lost]
        case .lost: [.requested, .released, .signedFor]
        case .returned: []
        }
    }
}

extension CaseFile {
    /// The way of one record's slides or blocks so far, oldest first.
    package func custody(of record: String) -> [CustodyStep] {
        intake.custody.map(\.act).filter { $0.record == record }
    }

    /// Slides or blocks took a step. Signed for, they are here; lost, they are awaited again. What was lent is still
    /// returned when the case has ended.
    package func recordCustody(_ step: CustodyStep, today: CivilDate) throws(CommandRefusal) -> [CaseEvent] {
        if step.kind != .returned && step.kind != .lost { try refuseEnded() }
        guard var record = subject.records.first(where: { $0.id == step.record }) else {
            throw .custody(.unknownRecord(step.record))
        }
        guard record.kind == .slidesOrBlocks else { throw .custody(.notSlides(record.id, record.kind)) }
        let last = custody(of: record.id).last
        // slides that were here before anybody kept their way can only go back, or be missed
        let possible = last?.kind.next ?? (record.isPresent ? [.signedFor, .returned, .lost] : CustodyStep.Kind.first)
        guard possible.contains(step.kind) else { throw .custody(.outOfOrder(step.kind, after: last?.kind)) }
        if let last, step.date.daysSince1970 < last.date.daysSince1970 {
            throw .custody(.beforeLast(step.date, last: last.date))
        }
        guard step.date.daysSince1970 <= today.daysSince1970 else { throw .custody(.inFuture(step.date)) }
        guard step.kind != .shipped || step.carrier?.isBlank == false else { throw .custody(.noCarrier) }
        guard !step.person.isBlank else { throw .custody(.nobody) }
        let taken = CaseEvent.custodyRecorded(step)
        switch step.kind {
        case .signedFor where record.pending: (record.pending, record.received) = (false, step.date)
        case .lost where !record.pending: (record.pending, record.received) = (true, nil)
        default: return [taken]
        }
        guard ending == nil else { return [taken] }
        return [taken, .recordAdded(RecordAddition(record: record, material: false, by: step.person))]
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
