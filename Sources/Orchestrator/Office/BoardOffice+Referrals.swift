import Foundation
import Journal
package import TumorBoard

/// A case that is presented to the board again.
package struct RePresentation: Sendable {
    /// The new case.
    package let file: CaseFile
    /// What came along from the old one.
    package let carried: [String]
    /// What has to be asked for anew.
    package let asked: [String]
}

extension BoardOffice {
    /// Takes a referral by the public form: a case that waits for a navigator's check, whatever its disease group.
    ///
    /// Whether the patient, or an earlier case, is known here is a task for the navigator; the sender learns nothing of it.
    /// - Parameters:
    ///   - earlier: the reference of an earlier case, as the sender gave it.
    ///   - form: the number of the page that was filled in; sent twice within a day, it is one referral.
    /// - Returns: the case's number, which is the sender's reference.
    package func takeReferral(_ draft: Case, earlier: String?, form: String) throws -> CaseID {
        let key = "referral/\(Self.digest(of: Data(form.utf8)))"
        if let taken = try journal.ephemeral(key: key, now: now) {
            return try CaseID(String(decoding: taken, as: UTF8.self))
        }
        let id = try begin(draft, earlier: earlier)
        try journal.putEphemeral(key: key, value: Data(id.text.utf8), expires: now.addingTimeInterval(86_400))
        return id
    }

    /// Whether a page of the public form was sent already.
    package func wasTaken(form: String) throws -> Bool {
        try journal.ephemeral(key: "referral/\(Self.digest(of: Data(form.utf8)))", now: now) != nil
    }

    private func begin(_ draft: Case, earlier: String?) throws -> CaseID {
        let actor = Referral.publicForm
        for _ in 0..<8 {
            var subject = draft
            subject.id = try nextCaseID()
            subject.referral.channel = Referral.publicForm
            subject.referral.isUnchecked = true
            subject.referral.received = CivilDate(now, in: configuration.timeZone)
            var events = CaseFile.refer(subject)
            let known = try cases(of: subject.patient)
            if !known.isEmpty {
                events.append(
                    .taskChanged(
                        TaskChange(
                            task: "same-patient",
                            title:
                                "See whether this is the patient of \(known.map(\.text).joined(separator: ", ")): an "
                                + "identifier is the same", state: .open, by: actor)))
            }
            if try roster().board(for: subject.diseaseGroup) == nil {
                events.append(
                    .taskChanged(
                        TaskChange(
                            task: "disease-group",
                            title: "Choose the disease group, so that a board decides the case: “tumorboard case group "
                                + "\(subject.id) …”", state: .open, by: actor)))
            }
            if let earlier {
                events.append(
                    .taskChanged(
                        TaskChange(
                            task: "earlier-case",
                            title: "The sender says that the board has seen the patient before, as “\(earlier)”: link "
                                + "the cases if that is so", state: .open, by: actor)))
            }
            do {
                return try begin(events, of: subject.id, actor: actor).subject.id
            } catch JournalError.conflict {
                continue
            }
        }
        throw OfficeError.busy
    }

    /// Gives a case its disease group, where the sender of the public form did not know it.
    /// - Throws: `OfficeError.noBoard` where no board decides that group; `OfficeError.missing` once the case is listed.
    @discardableResult
    package func chooseGroup(_ group: DiseaseGroup, of id: CaseID, actor: String) throws -> CaseFile {
        guard try roster().board(for: group) != nil else { throw OfficeError.noBoard(group) }
        return try change(id, actor: actor) { file in
            if let ending = file.ending { throw CommandRefusal.ended(ending.kind) }
            guard file.listing == nil else {
                throw OfficeError.missing("the case stands on a list: its disease group cannot change any more")
            }
            guard file.subject.diseaseGroup != group else { return [] }
            var subject = file.subject
            subject.diseaseGroup = group
            let change = CaseChange(
                kind: .replaced, field: "diseaseGroup", before: file.subject.diseaseGroup.title, after: group.title,
                source: "chosen by \(actor)")
            return [.updated(CaseUpdate(subject: subject, changes: [change], source: "chosen by \(actor)", by: actor))]
        }
    }

    /// Presents a case again: a new case of the same cancer, linked with the old one, that waits for a fresh consent.
    /// - Throws: `RePresentationRefusal`; `OfficeError.busy`.
    package func presentAgain(_ id: CaseID, question: String?, actor: String) throws -> RePresentation {
        for _ in 0..<8 {
            let old = try caseFile(id)
            let now = now
            let subject = try old.presentedAgain(
                as: try nextCaseID(), question: question, board: try board(of: old, in: roster()).name,
                decided: (old.signed ?? old.compiled).map { CivilDate($0, in: configuration.timeZone) },
                on: CivilDate(now, in: configuration.timeZone))
            let reason = "the same cancer presented again"
            let link = CaseEvent.linked(CaseLink(other: subject.id, reason: reason))
            let back = try append([link], to: id, expecting: old.version, now: now)
            let backEffects = try effects(of: [link], from: old, to: old.applying([link], at: now), now: now)
            do {
                let file = try begin(
                    [.referred(subject), .linked(CaseLink(other: id, reason: reason))], of: subject.id, with: [back],
                    backEffects,
                    actor: actor)
                return RePresentation(file: file, carried: Self.carried(file.subject), asked: Self.asked)
            } catch JournalError.conflict {
                continue
            }
        }
        throw OfficeError.busy
    }

    /// Begins a case with its first events, in one transaction with what happens to others.
    private func begin(
        _ events: [CaseEvent], of id: CaseID, with others: [StreamAppend] = [], _ otherEffects: Effects = Effects(),
        actor: String
    ) throws -> CaseFile {
        let now = now
        guard let file = CaseFile(events.map { CaseFile.Entry(event: $0, at: now) }) else {
            throw OfficeError.unreadable("a referral must begin a case")
        }
        var effects = try effects(of: events, from: nil, to: file, now: now)
        effects.absorb(otherEffects)
        _ = try journal.append(
            [try append(events, to: id, expecting: 0, now: now)] + others, actor: actor, recorded: now,
            effects: effects)
        return file
    }

    /// What a case that is presented again begins with, a line each.
    private static func carried(_ subject: Case) -> [String] {
        let counts: [(count: Int, noun: String)] = [
            (subject.staging.count, "staging"), (subject.biomarkers.count, "marker"),
            (subject.treatments.count, "treatment"), (subject.records.count, "record by reference"),
            (subject.goals.count, "goal"), (subject.preferences.count, "preference"),
        ]
        let counted = counts.filter { $0.count > 0 }.map { count, noun in
            let words = noun.split(separator: " ", maxSplits: 1)
            let plural =
                count == 1 ? noun : (["\(words[0])s"] + words.dropFirst().map(String.init)).joined(separator: " ")
            return "\(count) \(plural)"
        }
        let fixed = ["identity", "people and how to reach them", "diagnosis and history"]
        let earlier = subject.firstOpinion?.plan.map { ["the opinion to compare with: \($0)"] } ?? []
        let before = (subject.presentations.last).map { last in
            [
                last.choice.map { "what the patient chose: \($0.line)" } ?? "what the patient chose: not recorded",
                last.implementation.last.map { "how far it was carried out, day \($0.day): \($0.line)" }
                    ?? "how far it was carried out: not reported",
            ]
        }
        return fixed + counted + earlier + (before ?? [])
    }

    private static let asked = [
        "consent to this review", "the question to the board", "the patient's questions",
        "goals and preferences: carried over, and to be confirmed with the patient", "urgency and treat-by date",
        "the patient's passphrase", "what happened since the last plan",
    ]
}
