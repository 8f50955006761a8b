import Documents
import Foundation
import Orchestrator
import TumorBoard

extension StaffDesk {
    /// One case: where it stands, why, who sits on it, and everything that happened.
    func detail(of file: CaseFile) throws -> CaseDetailContext {
        let subject = file.subject
        let readiness = file.readiness(now: now, policy: policy)
        let panel = file.panel
        return CaseDetailContext(
            page: try site.frame("Case \(subject.id)", for: staff), reference: subject.id.text,
            state: file.status(readiness: readiness).title.asSentenceStart,
            waitingFor: file.waitingFor(readiness: readiness, nameOf: name), facts: facts(file),
            explanations: explanations(file), seats: seats(file),
            exclusions: (panel?.exclusions ?? []).map { exclusion in
                ExclusionRow(name: name(exclusion.reviewer), seat: exclusion.specialty.title, reason: exclusion.detail)
            },
            records: records(subject), files: files(of: file), documents: documents(file),
            tasks: try tasks { $0 == subject.id },
            events: try site.office.timeline(of: file).reversed().map { event in
                EventRow(
                    time: times.moment(event.at), text: event.text, actor: event.actor.asSentenceStart,
                    reason: event.reason)
            }, navigatorTasks: navigatorTasks(file), clocks: clocks(file), coverage: coverage(file),
            afterPlan: afterPlan(file), questions: questions(file))
    }

    private func facts(_ file: CaseFile) -> [Fact] {
        let subject = file.subject
        var facts = [
            Fact(label: "Patient", value: subject.patient.name),
            Fact(label: "Site", value: subject.diseaseGroup.title.asSentenceStart),
            Fact(label: "Diagnosis", value: subject.diagnosis.line),
            Fact(
                label: "Urgency",
                value: [subject.urgency.level.title.asSentenceStart, subject.urgency.reason].compactMap { $0 }.joined(
                    separator: ": ")),
            consent(file), Fact(label: "Referred", value: times.moment(file.referred)),
            Fact(
                label: "Decision needed by",
                value: times.day(policy.listing.latestDecision(for: subject, now: now))),
        ]
        if let doctor = subject.referral.doctor {
            facts.append(
                Fact(
                    label: "Referred by",
                    value: [doctor.name, doctor.institution].compactMap { $0 }.joined(separator: ", ")))
        }
        if let question = subject.referral.question {
            facts.append(Fact(label: "Question to the board", value: question))
        }
        if let listing = file.listing {
            let sits = listing.session == nil ? "Out of session" : times.moment(listing.sits)
            facts.append(Fact(label: "Session", value: sits))
        }
        if let ballot = file.ballot {
            let state = ballot.isClosed ? "Closed" : "Closes \(times.moment(ballot.closes))"
            facts.append(
                Fact(label: "Ballot \(ballot.number)\(ballot.round == 2 ? ", third opinion" : "")", value: state))
        }
        return facts
    }

    private func explanations(_ file: CaseFile) -> [String] {
        var explanations =
            (file.listing?.reasons).map {
                $0.isEmpty ? [] : ["Listed: \($0.map(\.inPlainWords).joined(separator: "; "))."]
            } ?? []
        if let outcome = file.decision?.outcome {
            explanations += outcome.sentences(for: .coordinator, isLast: file.signature == nil && file.ending == nil) {
                id in (try? ReviewerID(id)).map(name) ?? id
            }
        }
        if let reason = file.boardSits { explanations.append("The full board discusses it: \(reason).") }
        if let withdrawn = file.withdrawn {
            explanations.append("The plan was withdrawn: \(withdrawn.note ?? withdrawn.by).")
        }
        return explanations
    }

    private func seats(_ file: CaseFile) -> [SeatRow] {
        guard let panel = file.panel else { return [] }
        let given = Set(file.currentOpinions.map(\.reviewer))
        let filled = panel.seats.map { seat in
            SeatRow(
                seat: seat.specialty.title.asSentenceStart, name: name(seat.reviewer),
                reasons: seat.reasons.map { $0.inPlainWords(nameOf: name) },
                state: seat.role == .member
                    ? "Member without a vote"
                    : given.contains(seat.reviewer)
                        ? "Opinion given"
                        : file.isStale(seat.reviewer)
                            ? "To be confirmed: the packet changed"
                            : file.isVoting ? "Opinion awaited" : "Seated")
        }
        return filled
            + panel.empty.map { SeatRow(seat: $0.title.asSentenceStart, name: "Nobody", state: "Nobody can take it") }
    }

    private func records(_ subject: Case) -> DataTable? {
        guard !subject.records.isEmpty else { return nil }
        return DataTable(
            caption: "What has come in or was asked for", columns: ["Record", "Kind", "Date", "Source", "State"],
            rows: subject.records.map { record in
                [
                    record.title.asSentenceStart, record.kind.title.asSentenceStart, record.date.map(times.day) ?? "–",
                    record.source ?? "–",
                    record.pending ? "Asked for" : record.legible ? "Here" : "Cannot be read",
                ]
            })
    }

    private func documents(_ file: CaseFile) -> [DocumentRow] {
        let base = "/cases/\(file.subject.id)"
        var rows: [DocumentRow] = []
        if let packet = file.packet {
            rows.append(
                DocumentRow(
                    title: "Packet, version \(packet.version)", url: "\(base)/packet",
                    made: times.moment(packet.frozen),
                    state: "Frozen"))
        }
        guard file.plan != nil, let compiled = file.compiled else { return rows + formerVersions(file, base) }
        let draft = file.signature == nil ? "Waits for the signature" : nil
        rows.append(
            DocumentRow(
                title: "Letter to the referring doctor", url: "\(base)/letter", made: times.moment(compiled),
                state: draft ?? (file.released?.letter == true ? "Released" : "Not released: no consent to a letter")))
        let plan =
            file.released?.patientPlan == true
            ? file.read.map { "Released, read on \(times.moment($0))" } ?? "Released"
            : "Held: waits for the conversation"
        rows.append(
            DocumentRow(
                title: "Plan for the patient", url: "\(base)/plan", made: times.moment(compiled), state: draft ?? plan))
        return rows + formerVersions(file, base)
    }
}

extension StaffDesk {
    /// Every version that was signed before the newest one: each stays readable.
    fileprivate func formerVersions(_ file: CaseFile, _ base: String) -> [DocumentRow] {
        let newest = file.compiled == nil ? nil : file.plan?.version
        return file.planVersions.reversed().filter { $0.signed != nil && $0.plan.version != newest }.flatMap { one in
            let signed = one.signed.map { "Signed on \(times.moment($0))" } ?? ""
            let state = one.withdrawn.map { "\(signed), withdrawn on \(times.moment($0))" } ?? signed
            return [("Letter", "letter"), ("Plan for the patient", "plan")].map { title, path in
                DocumentRow(
                    title: "\(title), version \(one.plan.version)",
                    url: "\(base)/versions/\(one.plan.version)/\(path)", made: times.moment(one.compiled), state: state)
            }
        }
    }
}
