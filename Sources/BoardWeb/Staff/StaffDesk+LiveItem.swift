import Documents
import Foundation
import Orchestrator
import TumorBoard

/// What was typed about one item, shown again where it is refused.
struct LiveEntry {
    var outcome = ""
    var note = ""
    var needs: Set<String> = []
    var dissent: [ReviewerID: String] = [:]
    var refusal: String?

    init() {}

    init(_ form: PostedForm) {
        outcome = form.text("outcome")
        note = form.text("note")
        needs = Set(form.fields["need"] ?? [])
        for name in form.fields.keys where name.hasPrefix(Self.dissentPrefix) {
            guard let id = try? ReviewerID(String(name.dropFirst(Self.dissentPrefix.count))), !form.text(name).isEmpty
            else { continue }
            dissent[id] = form.text(name)
        }
    }

    static let dissentPrefix = "dissent-"

    /// What is to be recorded; nil where no outcome was chosen.
    var act: SessionAct? {
        let outcome: SessionAct.Outcome
        switch SessionConfirmation.Result(rawValue: self.outcome) {
        case .confirmed: outcome = .confirmed
        case .discussed: outcome = .discussed
        case .postponed: outcome = .postponed
        case .informationNeeded:
            outcome = .informationNeeded(InformationNeed.allCases.filter { needs.contains($0.rawValue) })
        case .notReached, nil: return nil
        }
        let dissent = dissent.sorted { $0.key < $1.key }.map {
            SessionConfirmation.Dissent(reviewer: $0.key, words: $0.value)
        }
        return SessionAct(outcome, note: note, dissent: dissent)
    }
}

extension StaffDesk {
    /// One case before the board: what is in dispute, the opinions side by side, and what it comes to.
    func liveItem(_ one: CaseFile, in file: SessionFile, _ entry: LiveEntry = LiveEntry()) throws -> SessionItemContext
    {
        let id = one.subject.id
        let times = Times(zone: TimeZone(identifier: file.session.timeZone) ?? self.times.zone)
        let number = try site.office.agenda(of: file).firstIndex { $0.subject.id == id } ?? 0
        let item = item(one, number: number + 1, file, times)
        let isOpen = !one.isVoting
        let canRecord = file.sitting.isLive && !item.isDone
        let outcome = isOpen ? one.decision?.outcome : nil
        return SessionItemContext(
            page: try site.frame("\(id), \(one.subject.diseaseGroup.title)", for: staff), url: item.url,
            backURL: "/sessions/\(file.session.id)/live", caseURL: "/cases/\(id)", item: item, time: times.clock(now),
            facts: facts(of: one.subject), disputed: one.boardSits == nil ? [] : outcome?.disputedQuestions ?? [],
            reasons: (outcome?.sentences { id in (try? ReviewerID(id)).map(name) ?? id } ?? [])
                + (one.boardSits.map { ["The full board sits: \($0)."] } ?? []),
            opinions: isOpen ? sideBySide(one) : [], sealed: isOpen ? nil : Self.sealed, refusal: entry.refusal,
            recorded: item.isDone ? recorded(one, in: file) : [],
            outcomes: canRecord ? outcomes(one, entry) : [],
            needs: InformationNeed.allCases.map {
                LiveChoice(
                    value: $0.rawValue, label: $0.title.asSentenceStart, isChosen: entry.needs.contains($0.rawValue))
            }, note: entry.note,
            dissent: canRecord && isOpen
                ? (one.panel?.ballotSeats ?? []).map { seat in
                    LiveDissent(
                        name: "\(name(seat.reviewer)), \(seat.specialty.title)",
                        field: LiveEntry.dissentPrefix + seat.reviewer.text, value: entry.dissent[seat.reviewer] ?? "")
                } : [],
            canStart: canRecord && !item.isRunning)
    }

    private static let sealed = "The ballot is open: nobody reads an opinion before it has closed."

    private func facts(of subject: Case) -> [Fact] {
        var facts = [
            Fact(label: "Patient", value: subject.patient.name),
            Fact(label: "Diagnosis", value: subject.diagnosis.line),
        ]
        if let question = subject.referral.question {
            facts.append(Fact(label: "Question to the board", value: question))
        }
        return facts
    }

    private func outcomes(_ one: CaseFile, _ entry: LiveEntry) -> [LiveChoice] {
        func choice(_ result: SessionConfirmation.Result, _ hint: String) -> LiveChoice {
            LiveChoice(
                value: result.rawValue, label: result.words.asSentenceStart, hint: hint,
                isChosen: entry.outcome == result.rawValue)
        }
        let confirmed = choice(.confirmed, "The plan of the ballot stands, and is for signature.")
        let discussed = choice(
            .discussed,
            "Opinions are open in the room; each author answers once more, and both versions stay on record.")
        let needed = choice(.informationNeeded, "Choose below what; the case comes back when it is in.")
        let postponed = choice(.postponed, "To the next session with room; say why.")
        switch one.agendaState {
        case .toBeConfirmed, .forDiscussion: return [confirmed, discussed, needed, postponed]
        case .boardSits: return [discussed, needed, postponed]
        case .voting: return [postponed]
        case .nothingToDecide: return one.signature == nil && one.ending == nil ? [needed, postponed] : []
        }
    }

    /// Each opinion in a column, the same question in a row.
    private func sideBySide(_ one: CaseFile) -> [DataTable] {
        let opinions = one.currentOpinions
        guard !opinions.isEmpty else { return [] }
        let summaries = opinions.map { OpinionSummary($0.opinion, subject: one.subject).facts }
        var labels: [String] = []
        for fact in summaries.joined() where !labels.contains(fact.label) { labels.append(fact.label) }
        return [
            DataTable(
                caption: "The opinions, side by side",
                columns: [""] + opinions.map { "\(name($0.reviewer)), \($0.specialty.title)" },
                rows: labels.map { label in
                    [label] + summaries.map { facts in facts.first { $0.label == label }?.value ?? "–" }
                })
        ]
    }

    private func recorded(_ one: CaseFile, in file: SessionFile) -> [Fact] {
        guard let end = file.sitting.items[one.subject.id]?.end else { return [] }
        let heard = one.entries.lazy.compactMap { entry in
            if case .confirmedInSession(let heard) = entry.event, heard.session == file.session.id {
                heard
            } else {
                nil
            }
        }.last
        var facts = [
            Fact(label: "Present", value: end.present.map(name).joined(separator: ", ")),
            Fact(label: "Quorum", value: end.isQuorate ? "Quorate" : "Not quorate"),
        ]
        if let note = heard?.note { facts.append(Fact(label: "Note", value: note)) }
        for dissent in heard?.dissent ?? [] {
            facts.append(Fact(label: "Dissent: \(name(dissent.reviewer))", value: dissent.words))
        }
        if let heard { facts.append(Fact(label: "Recorded by", value: heard.by)) }
        return facts
    }
}
