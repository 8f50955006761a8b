/// A record that is older than its limit.
package struct StaleRecord: Codable, Equatable, Sendable {
    /// The record's id.
    package var record: String
    /// What kind of record.
    package var kind: RecordClass
    /// Its date.
    package var date: CivilDate
    /// From how many days on it is stale.
    package var limitDays: Int
    /// How old it is.
    package var ageDays: Int
    /// Whether it keeps the case off the list.
    package var blocks: Bool
}

/// Whether a case can be listed, and what stands in the way.
package struct Readiness: Codable, Equatable, Sendable {
    /// Required records that nobody has asked for, or that came and cannot be read.
    package var missing: [RecordClass] = []
    /// Required records that were asked for and have not arrived.
    package var pending: [RecordClass] = []
    /// Required records of which every copy that came is illegible; they are among the missing too.
    package var illegible: [RecordClass] = []
    /// Records older than their limit, the newest of their kind only.
    package var stale: [StaleRecord] = []
    /// Disagreements about who the patient is or which side is ill.
    package var identityConflicts: [IdentityConflict] = []
    /// Whether the patient has not agreed that the board sees the records.
    package var consentMissing = false
    /// When the patient withdrew the consent; the case stands still.
    package var consentWithdrawn: CivilDate?
    /// Anything else that keeps the case off the list, in plain words.
    package var otherBlocks: [String] = []
    /// What the packet shows as not presented; nothing of it is ever imputed.
    package var notPresented: [String] = []

    /// Whether the case can be listed.
    package var isReady: Bool {
        missing.isEmpty && pending.isEmpty && identityConflicts.isEmpty && !consentMissing && otherBlocks.isEmpty
            && !stale.contains(where: \.blocks)
    }

    /// A readiness without objections.
    package init() {}

    /// Why the case cannot be listed and what to do, then what is only marked; a line each.
    package var reasons: [String] { blockers + stale.filter { !$0.blocks }.map(\.line) }

    /// Why the case cannot be listed and what to do; a line each.
    package var blockers: [String] {
        var lines: [String] = []
        if let consentWithdrawn {
            lines.append(
                "The patient withdrew the consent to a review on \(consentWithdrawn): the case stands still until it is "
                    + "given again.")
        } else if consentMissing {
            lines.append("The patient's consent to a review is missing: obtain it; no record may be requested before.")
        }
        for kind in missing {
            lines.append(
                illegible.contains(kind)
                    ? "The \(kind.title) cannot be read: ask for a legible copy."
                    : "The \(kind.title) \(kind.isAre) missing: ask the referring doctor.")
        }
        for kind in pending {
            lines.append("The \(kind.title) \(kind.hasHave) been asked for and not arrived: remind whoever holds it.")
        }
        lines += identityConflicts.map(\.reason)
        lines += otherBlocks
        return lines + stale.filter(\.blocks).map(\.line)
    }
}

extension StaleRecord {
    /// How old it is, and what follows.
    fileprivate var line: String {
        let effect = blocks ? "ask for a new one before listing" : "marked in the packet"
        return "The \(kind.title) of \(date) is \(ageDays) days old, limit \(limitDays): \(effect)."
    }
}

/// Judges whether a case can be listed on a day.
package func readiness(of subject: Case, rules: IntakeRules, on day: CivilDate) -> Readiness {
    var readiness = Readiness()
    for kind in rules.required(for: subject) {
        let records = subject.records.filter { $0.kind == kind }
        if records.contains(where: \.isPresent) { continue }
        if records.contains(where: \.pending) {
            readiness.pending.append(kind)
        } else {
            readiness.missing.append(kind)
            if !records.isEmpty { readiness.illegible.append(kind) }
        }
    }
    readiness.stale = staleRecords(of: subject, rules: rules, on: day)
    readiness.identityConflicts = identityConflicts(in: subject)
    readiness.consentWithdrawn = subject.consent.withdrawn
    readiness.consentMissing = !subject.consent.toReview || subject.consent.withdrawn != nil
    readiness.otherBlocks = repeatedRecords(in: subject) + identityDisputes(in: subject)
    readiness.notPresented = notPresented(in: subject, rules: rules)
    return readiness
}

/// The newest present record of each kind and modality, where it is older than its limit.
func staleRecords(of subject: Case, rules: IntakeRules, on day: CivilDate) -> [StaleRecord] {
    let present = subject.records.filter(\.isPresent)
    return present.compactMap { record in
        guard let date = record.date, let limit = rules.limitDays(for: record) else { return nil }
        let age = day.daysSince1970 - date.daysSince1970
        guard age > limit else { return nil }
        let superseded = present.contains { other in
            other.kind == record.kind && other.modality == record.modality && (other.date ?? date) > date
        }
        guard !superseded else { return nil }
        return StaleRecord(
            record: record.id, kind: record.kind, date: date, limitDays: limit, ageDays: age,
            blocks: rules.staleBlocks.contains(subject.diseaseGroup))
    }
}

private func repeatedRecords(in subject: Case) -> [String] {
    var seen: Set<String> = []
    return subject.records.filter { !seen.insert($0.id).inserted }.map {
        "Two records are called “\($0.id)”: give each its own id."
    }
}

private func identityDisputes(in subject: Case) -> [String] {
    subject.disputes.filter { CaseField.named($0.field)?.isIdentity ?? false }.map {
        $0.line + " Ask both sources which is right, and record it with “tumorboard case update”."
    }
}

/// What a board usually sees and this case does not bring.
private func notPresented(in subject: Case, rules: IntakeRules) -> [String] {
    let usual: [RecordClass] = [
        .pathologyReport, .slidesOrBlocks, .imagingReport, .images, .bloodCount, .chemistry, .genetics, .medicationList,
        .currentPhysicianReport,
    ]
    let asked = subject.records.map(\.kind)
    let expected =
        usual + (rules.required(for: subject) + asked).filter { !usual.contains($0) && $0 != .other }
    var lines: [String] = []
    for kind in expected {
        let records = subject.records.filter { $0.kind == kind }
        guard !records.contains(where: \.isPresent) else { continue }
        let state = records.contains(where: \.pending) ? " (asked for)" : records.isEmpty ? "" : " (illegible)"
        let line = kind.title + state
        if !lines.contains(line) { lines.append(line) }
    }
    if subject.staging.isEmpty { lines.append("stage") }
    if subject.fitness.ecog == nil && subject.fitness.karnofsky == nil { lines.append("performance status") }
    if subject.allergies == nil { lines.append("allergies") }
    if subject.diagnosis.histology == nil { lines.append("histology") }
    if subject.referral.question == nil { lines.append("question to the board") }
    if subject.referral.setting == .secondOpinion && subject.firstOpinion == nil { lines.append("first opinion") }
    return lines
}

extension RecordClass {
    private var isPlural: Bool {
        switch self {
        case .slidesOrBlocks, .images, .tumourMarkers: true
        default: false
        }
    }

    fileprivate var isAre: String { isPlural ? "are" : "is" }

    fileprivate var hasHave: String { isPlural ? "have" : "has" }
}
