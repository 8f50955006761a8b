import Documents
import Foundation
import TumorBoard

extension Presenter {
    /// The packet as one seat, or everyone, is shown it, with what is new since the version before or since the one that
    /// its reader has answered on.
    func packet(_ packet: Packet, seat: Specialty?, answered: Packet? = nil) -> PacketContext {
        let subject = packet.content.subject
        let sources = SourceBook(subject)
        let day = CivilDate(packet.frozen, in: times.zone)
        let content = PacketSections(packet: packet, seat: seat, times: times, sources: sources)
        var shown = packet.content
        if let answered, answered.version < packet.version {
            shown.differences = subject.changes(since: answered.content.subject)
        }
        let news = PacketNews(content: shown)
        var context = PacketContext(
            boardName: board.name, caseReference: subject.id.text, patientName: subject.patient.name,
            dateOfBirth: subject.patient.birthDate.map(times.day) ?? "not given", diagnosis: subject.diagnosis.line,
            urgency: subject.urgency.level.title.asSentenceStart, sessionDate: sessionDate,
            question: PacketText(
                subject.referral.question ?? "No question was put to the board.",
                marks: sources.marks(.referral, subject.referral.question)),
            referrer: referrer(subject), version: String(packet.version), frozenAt: times.moment(packet.frozen),
            digest: packet.digest)
        context.glance = PacketGlance(subject: subject, seat: seat, day: day, times: times, sources: sources).facts
        context.identifiers = identifiers(of: subject)
        context.urgencyReason = subject.urgency.reason
        context.referralReasons = subject.referral.reasons.map(\.title)
        context.firstOpinion = subject.firstOpinion.map(firstOpinion)
        context.presentedBefore = subject.presentations.reversed().map { presentedBefore($0, in: subject) }
        context.goals = subject.goals.map { PacketText($0, marks: sources.marks(.goal, $0)) }
        context.patientQuestions = subject.questions.map {
            PacketText($0.text, marks: sources.marks(.question, $0.text))
        }
        context.preferences = subject.preferences.map {
            PacketText($0.text, marks: sources.marks(.preference, $0.text))
        }
        context.preferences += subject.refusals.map { refusal in
            let note = refusal.note.map { ": \($0)" } ?? ""
            return PacketText("The patient refuses \(refusal.modality.inPlainWords) outright\(note)", marks: [])
        }
        // disputes have a table of their own
        let disputed = Set(subject.disputes.map(\.line))
        context.contradictions = packet.content.contradictions.filter { !disputed.contains($0) }
        context.disputes = news.disputes
        let earlier = answered.map { min($0.version, packet.version - 1) } ?? packet.version - 1
        context.earlierVersion = earlier > 0 ? String(earlier) : nil
        context.differences = news.differences
        context.timeline = PacketTimeline(subject: subject, day: day, times: times).view
        context.sections = TumorBoard.PacketSection.ordered(for: seat).compactMap(content.section)
        context.notPresented = packet.content.notPresented.map(\.asSentenceStart)
        context.staleRecords = news.stale
        context.completeness = news.completeness
        context.seatTitle = seat?.title
        context.sources = sources.entries
        return context
    }

    private func referrer(_ subject: Case) -> String {
        let doctor = subject.referral.doctor.map {
            [$0.name, $0.institution].compactMap { $0 }.joined(separator: ", ")
        }
        switch subject.referral.by {
        case .patient:
            return ["The patient", doctor.map { "treated by \($0)" }].compactMap { $0 }.joined(separator: ", ")
        case .caregiver:
            return ["A caregiver", doctor.map { "treated by \($0)" }].compactMap { $0 }.joined(separator: ", ")
        case .treatingOncologist: return doctor ?? "The treating oncologist"
        }
    }

    /// Record numbers under the name of whoever gave them.
    func identifiers(of subject: Case) -> [Fact] {
        subject.patient.identifiers.reduce(into: []) { facts, identifier in
            let isAddress = identifier.system.contains("/") || identifier.system.hasPrefix("urn:")
            let label = facts.isEmpty ? "Hospital number" : "Further number"
            let fact = Fact(label: isAddress ? label : identifier.system, value: identifier.value)
            if !facts.contains(where: { $0.value == fact.value }) { facts.append(fact) }
        }
    }

    private func firstOpinion(_ opinion: TumorBoard.FirstOpinion) -> Documents.FirstOpinion {
        let by = [opinion.doctor, opinion.institution].compactMap { $0 }.joined(separator: ", ")
        let lines = [
            opinion.diagnosis.map { "Diagnosis: \($0)" }, opinion.stage.map { "Stage: \($0)" },
            opinion.plan.map { "Plan: \($0)" },
        ]
        return Documents.FirstOpinion(
            by: by.isEmpty ? "Not named" : by, date: opinion.date.map(times.day) ?? "no date given",
            paragraphs: lines.compactMap { $0 }.map { PacketText($0) })
    }
}
