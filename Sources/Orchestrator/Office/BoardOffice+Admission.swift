import Foundation
import Journal
package import TumorBoard

/// What became of something that came in about a patient.
package enum Admission: Equatable, Sendable {
    /// A new case.
    case opened(CaseFile)
    /// An open case of the same patient and disease group, with what differed; no difference where nothing was new.
    case updated(CaseFile, [CaseChange])

    /// The case as it stands now.
    package var file: CaseFile {
        switch self {
        case .opened(let file), .updated(let file, _): file
        }
    }

    /// What differed from the case that was there; nil for a new one.
    package var changes: [CaseChange]? {
        switch self {
        case .opened: nil
        case .updated(_, let changes): changes
        }
    }
}

extension BoardOffice {
    /// Takes a case in. The same patient again, by identifier and never by name alone, updates the open case of the
    /// same disease group; another disease of theirs becomes a case that knows of the first, and the first of it.
    ///
    /// - Parameters:
    ///   - source: the file or form that it came from.
    ///   - material: whether opinions already given must be confirmed on what is new.
    /// - Throws: `OfficeError.duplicateCase` where the id is taken by someone else's or an ended case;
    ///   `CommandRefusal.anotherPatient` where an identifier matches and neither name nor date of birth does.
    @discardableResult
    package func admit(_ subject: Case, source: String, material: Bool = false, actor: String) throws -> Admission {
        if let open = try openCase(for: subject) {
            return try update(open, with: subject, source: source, material: material, actor: actor)
        }
        return .opened(try open(subject, actor: actor))
    }

    /// Takes a new case in.
    /// - Throws: `OfficeError.duplicateCase` where the id, or a case of the same patient and disease group, is open.
    @discardableResult
    package func importCase(_ subject: Case, actor: String) throws -> CaseFile {
        if let open = try openCase(for: subject) { throw OfficeError.duplicateCase(open) }
        return try open(subject, actor: actor)
    }

    /// Merges what came in about a case into it.
    @discardableResult
    package func update(
        _ id: CaseID, with incoming: Case, source: String, material: Bool, actor: String
    ) throws -> Admission {
        let policy = try policy()
        var incoming = incoming
        incoming.origins = incoming.origins.map { origin in
            var origin = origin
            origin.file = origin.file ?? source
            return origin
        }
        var changes: [CaseChange] = []
        let file = try change(id, actor: actor) { file in
            let events = try file.update(
                with: incoming, source: source, material: material, by: actor, now: now, policy: policy, digest: digest)
            changes = events.compactMap { if case .updated(let update) = $0 { update.changes } else { nil } }
                .flatMap(\.self)
            return events
        }
        return .updated(file, changes)
    }

    /// A person puts values in place of others; disputes about those fields are settled.
    @discardableResult
    package func correct(
        _ id: CaseID, _ values: [(field: String, value: String)], source: String, material: Bool, actor: String
    ) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: actor) { file in
            try file.correct(
                values, source: source, material: material, by: actor, now: now, policy: policy, digest: digest)
        }
    }

    /// A person settles what a source of the case contradicts itself in.
    @discardableResult
    package func settle(contradiction number: Int, of id: CaseID, how: String, actor: String) throws -> CaseFile {
        let policy = try policy()
        return try change(id, actor: actor) { file in
            try file.settle(
                contradiction: number, how: how, by: actor, now: now, policy: policy, digest: digest)
        }
    }

    /// A person decides about doubtful wording of a report; confirmed, a pathologist is asked for a re-review.
    @discardableResult
    package func decideDoubt(_ id: CaseID, _ decision: TriageDecision) throws -> CaseFile {
        try change(id, actor: decision.by) { file in
            let asked = decision.confirmed ? file.pathologist(facts: try facts(for: file)) : nil
            return try file.decideDoubt(decision, asking: asked)
        }
    }

    /// A clinician has looked at the plans of all cases of a patient together.
    @discardableResult
    package func reconcile(_ id: CaseID, by person: String, note: String?) throws -> CaseFile {
        try change(id, actor: person) { try $0.reconcile(by: person, note: note) }
    }

    /// The open case that something about a patient belongs to: the one of that id, else one of the same patient and
    /// disease group.
    private func openCase(for subject: Case) throws -> CaseID? {
        if try journal.version(of: .ofCase(subject.id)) > 0 {
            let known = try caseFile(subject.id)
            guard known.ending == nil, known.subject.patient.mayBe(subject.patient) else {
                throw OfficeError.duplicateCase(subject.id)
            }
            return subject.id
        }
        return try openCases(of: subject.patient).first { $0.subject.diseaseGroup == subject.diseaseGroup }?.subject.id
    }

    private func openCases(of patient: Patient) throws -> [CaseFile] {
        // what came by the public form and nobody has checked is nobody's open case yet
        try cases(of: patient).map(caseFile).filter { file in
            file.ending == nil && !file.subject.referral.isUnchecked && file.subject.patient.shares(patient)
        }
    }

    private func open(_ subject: Case, actor: String) throws -> CaseFile {
        let roster = try roster()
        guard roster.board(for: subject.diseaseGroup) != nil else { throw OfficeError.noBoard(subject.diseaseGroup) }
        let now = now
        var subject = subject
        // limits count from the day on which the referral reached the board
        subject.referral.received = subject.referral.received ?? CivilDate(now, in: configuration.timeZone)
        let others = try openCases(of: subject.patient)
        for other in others where !subject.relatedCases.contains(other.subject.id) {
            subject.relatedCases.append(other.subject.id)
        }
        let events = CaseFile.refer(subject)
        guard let file = CaseFile(events.map { CaseFile.Entry(event: $0, at: now) }) else {
            throw OfficeError.unreadable("a referral must begin a case")
        }
        var appends = [try append(events, to: subject.id, expecting: 0, now: now)]
        var effects = try effects(of: events, from: nil, to: file, now: now)
        for other in others {
            let linked = try other.link(to: subject.id, because: "another cancer of the same patient was referred")
            guard !linked.isEmpty else { continue }
            appends.append(try append(linked, to: other.subject.id, expecting: other.version, now: now))
            effects.absorb(
                try self.effects(of: linked, from: other, to: other.applying(linked, at: now), now: now))
        }
        _ = try journal.append(appends, actor: actor, recorded: now, effects: effects)
        return file
    }
}

extension Patient {
    /// Whether both have an identifier of the same system in common.
    fileprivate func shares(_ other: Patient) -> Bool {
        identifiers.contains { mine in
            other.identifiers.contains {
                $0.value.comparable == mine.value.comparable && $0.system.comparable == mine.system.comparable
            }
        }
    }

    /// Whether both can be one person: by a common identifier, or, where one of them has none, by name.
    fileprivate func mayBe(_ other: Patient) -> Bool {
        shares(other)
            || ((identifiers.isEmpty || other.identifiers.isEmpty) && name.comparable == other.name.comparable)
    }
}
