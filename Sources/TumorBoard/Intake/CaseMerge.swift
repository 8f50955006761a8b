/// What came in about a case that is there already, merged into it.
///
/// Facts that the case did not have are added. Nothing that it has is overwritten: a value that contradicts it is named
/// as disputed, the case keeps its own, and a person decides. Consent is only ever narrowed.
package struct CaseMerge: Sendable {
    /// The case with what was added.
    package private(set) var subject: Case
    /// Every difference, in the order of a case.
    package private(set) var changes: [CaseChange] = []
    private let source: String

    /// Merges what came in.
    /// - Throws: `CommandRefusal.anotherPatient` where both name and date of birth contradict the case's.
    package init(_ known: Case, with incoming: Case, source: String) throws(CommandRefusal) {
        if !PersonName(known.patient.name).agrees(with: PersonName(incoming.patient.name)),
            let birth = known.patient.birthDate, let other = incoming.patient.birthDate, !birth.agrees(with: other)
        {
            throw .anotherPatient(known.id)
        }
        subject = known
        self.source = source
        mergeFields(incoming)
        mergePeople(incoming)
        mergeDisease(incoming)
        mergeBackground(incoming)
        mergeRecords(incoming.records)
        mergeVoice(incoming)
        for contradiction in incoming.contradictions where !subject.contradictions.contains(contradiction) {
            note(.added, "contradictions", nil, contradiction)
            subject.contradictions.append(contradiction)
        }
        let added = Set(changes.map(\.after))
        subject.origins += incoming.origins.filter { !subject.origins.contains($0) && added.contains($0.fact) }
        let disputed = changes.filter { $0.kind == .disputed }
        subject.disputes += disputed.filter { !subject.disputes.contains($0) }
    }

    private mutating func mergeFields(_ incoming: Case) {
        for field in CaseField.all where !field.name.hasPrefix("urgency") {
            guard let after = field.read(incoming) else { continue }
            guard let before = field.read(subject) else {
                // what one field of the table reads, the same field can write
                guard (try? field.write(&subject, after)) != nil else { continue }
                note(.added, field.name, nil, after)
                continue
            }
            guard !field.agrees(before, after) else { continue }
            let known = subject.disputes.contains { $0.field == field.name && field.agrees($0.after, after) }
            if !known { note(.disputed, field.name, before, after) }
        }
        // sooner is the safe side: an urgency that grew holds at once
        if incoming.urgency.level < subject.urgency.level {
            note(.replaced, "urgency", subject.urgency.level.rawValue, incoming.urgency.level.rawValue)
            subject.urgency = incoming.urgency
        }
    }

    private mutating func mergePeople(_ incoming: Case) {
        add("patient.identifiers", \.patient.identifiers, incoming) {
            "\($0.value) (\($0.system))"
        }
        add("referral.reasons", \.referral.reasons, incoming, words: \.title)
        add("referral.occasions", \.referral.occasions, incoming)
        fill("referral.doctor", \.referral.doctor, incoming, words: \.name)
        fill("navigator", \.navigator, incoming, words: \.name)
        fill("coverage", \.coverage, incoming, words: \.payer)
        fill("firstOpinion", \.firstOpinion, incoming) { $0.plan ?? $0.doctor ?? "named" }
        if subject.consent.withdrawn == nil, let day = incoming.consent.withdrawn {
            note(.replaced, "consent", "given", "withdrawn on \(day)")
            subject.consent.withdrawn = day
        } else if subject.consent == Consent(), incoming.consent != Consent() {
            note(.added, "consent", nil, incoming.consent.toReview ? "given" : "not given")
            subject.consent = incoming.consent
        }
    }

    private mutating func mergeDisease(_ incoming: Case) {
        add("metastases", \.diagnosis.metastases, incoming)
        add("staging", \.staging, incoming, words: \.summary) {
            ($0.basis, $0.summary.comparable, $0.date) == ($1.basis, $1.summary.comparable, $1.date)
        }
        subject.staging = subject.staging.inOrder { $0.date }
        add("biomarkers", \.biomarkers, incoming, words: \.line) {
            ($0.line.comparable, $0.date) == ($1.line.comparable, $1.date)
        }
        add("sizes", \.sizes, incoming, words: \.line)
        add("statuses", \.statuses, incoming, words: \.line)
        for treatment in incoming.treatments {
            let same = subject.treatments.firstIndex {
                $0.line.comparable == treatment.line.comparable && $0.started == treatment.started
            }
            guard let same else {
                note(.added, "treatments", nil, treatment.line)
                subject.treatments.append(treatment)
                continue
            }
            if subject.treatments[same].ended == nil, let ended = treatment.ended {
                note(.added, "treatments", nil, "\(treatment.line), ended \(ended)")
                subject.treatments[same].ended = ended
            }
            if subject.treatments[same].response == nil, let response = treatment.response {
                note(.added, "treatments", nil, "\(treatment.line): \(response)")
                subject.treatments[same].response = response
            }
        }
        let fitness = incoming.fitness
        guard fitness != Fitness(), fitness != subject.fitness else { return }
        if subject.fitness == Fitness() {
            note(.added, "fitness", nil, fitness.line)
            subject.fitness = fitness
        } else if let day = fitness.date, subject.fitness.date.map({ $0 < day }) ?? true {
            // a later assessment holds; the earlier one stays in the difference and in the journal
            note(.replaced, "fitness", subject.fitness.line, fitness.line)
            subject.fitness = fitness
        } else if fitness.date == subject.fitness.date, fitness.line != subject.fitness.line {
            note(.disputed, "fitness", subject.fitness.line, fitness.line)
        }
    }

    private mutating func mergeBackground(_ incoming: Case) {
        let paragraphs = (incoming.history ?? "").split(separator: "\n").map(String.init).filter { paragraph in
            !paragraph.allSatisfy(\.isWhitespace) && !(subject.history ?? "").contains(paragraph)
        }
        for paragraph in paragraphs {
            note(.added, "history", nil, paragraph)
            subject.history = [subject.history, paragraph].compactMap { $0 }.joined(separator: "\n\n")
        }
        add("comorbidities", \.comorbidities, incoming)
        add("medication", \.medication, incoming)
        add("familyHistory", \.familyHistory, incoming)
        guard let allergies = incoming.allergies else { return }
        if subject.allergies == nil, allergies.isEmpty { note(.added, "allergies", nil, "none known") }
        let known = subject.allergies ?? []
        for allergy in allergies where !known.contains(where: { $0.comparable == allergy.comparable }) {
            note(.added, "allergies", nil, allergy)
            subject.allergies = (subject.allergies ?? []) + [allergy]
        }
        subject.allergies = subject.allergies ?? []
    }

    private mutating func mergeRecords(_ incoming: [ClinicalRecord]) {
        for record in incoming {
            let isKnown = subject.records.contains { known in
                if let digest = known.digest, digest == record.digest { return true }
                return known.isPresent == record.isPresent && known.kind == record.kind && known.date == record.date
                    && known.title.comparable == record.title.comparable && known.text == record.text
            }
            guard !isKnown else { continue }
            var record = record
            if let same = subject.records.firstIndex(where: { $0.id == record.id }) {
                if subject.records[same].isPresent {
                    record.id = subject.freeRecordID(after: record.id)
                } else {
                    subject.records.remove(at: same)
                }
            }
            note(.added, "records", nil, record.id)
            subject.records.append(record)
        }
    }

    private mutating func mergeVoice(_ incoming: Case) {
        add("goals", \.goals, incoming)
        for question in incoming.questions
        where !subject.questions.contains(where: { $0.text.comparable == question.text.comparable }) {
            var question = question
            question.id = Self.freeID("q", among: subject.questions.map(\.id))
            note(.added, "questions", nil, question.text)
            subject.questions.append(question)
        }
        for preference in incoming.preferences
        where !subject.preferences.contains(where: { $0.text.comparable == preference.text.comparable }) {
            var preference = preference
            preference.id = Self.freeID("p", among: subject.preferences.map(\.id))
            note(.added, "preferences", nil, preference.text)
            subject.preferences.append(preference)
        }
    }

    private mutating func note(_ kind: CaseChange.Kind, _ field: String, _ before: String?, _ after: String) {
        changes.append(CaseChange(kind: kind, field: field, before: before, after: after, source: source))
    }

    private mutating func add(_ field: String, _ path: WritableKeyPath<Case, [String]>, _ incoming: Case) {
        add(field, path, incoming, words: \.self) { $0.comparable == $1.comparable }
    }
}

extension CaseMerge {
    private mutating func add<Fact: Equatable>(
        _ field: String, _ path: WritableKeyPath<Case, [Fact]>, _ incoming: Case, words: (Fact) -> String,
        same: (Fact, Fact) -> Bool = { $0 == $1 }
    ) {
        for fact in incoming[keyPath: path] where !subject[keyPath: path].contains(where: { same($0, fact) }) {
            note(.added, field, nil, words(fact))
            subject[keyPath: path].append(fact)
        }
    }

    private mutating func fill<Fact>(
        _ field: String, _ path: WritableKeyPath<Case, Fact?>, _ incoming: Case, words: (Fact) -> String
    ) {
        guard subject[keyPath: path] == nil, let value = incoming[keyPath: path] else { return }
        note(.added, field, nil, words(value))
        subject[keyPath: path] = value
    }

    private static func freeID(_ prefix: String, among taken: [String]) -> String {
        var number = 1
        while taken.contains("\(prefix)\(number)") { number += 1 }
        return "\(prefix)\(number)"
    }
}

extension Case {
    /// An id for a record that came under the id of another.
    fileprivate func freeRecordID(after id: String) -> String {
        var number = 2
        while records.contains(where: { $0.id == "\(id)-\(number)" }) { number += 1 }
        return "\(id)-\(number)"
    }
}

extension Fitness {
    /// The fitness as one line.
    package var line: String {
        let parts = [
            ecog.map { "ECOG \($0)" }, karnofsky.map { "Karnofsky \($0)" }, note, date.map { "of \($0)" },
        ].compactMap { $0 }
        return parts.isEmpty ? "not stated" : parts.joined(separator: ", ")
    }
}

extension Array {
    /// By day, what has none first, otherwise as it stood.
    fileprivate func inOrder(_ day: (Element) -> CivilDate?) -> [Element] {
        enumerated().sorted { one, other in
            let (left, right) = (day(one.element), day(other.element))
            guard left != right else { return one.offset < other.offset }
            guard let left else { return true }
            guard let right else { return false }
            return left < right
        }.map(\.element)
    }
}
