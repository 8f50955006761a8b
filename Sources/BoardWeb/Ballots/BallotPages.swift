import Documents
import Hummingbird
import Orchestrator
import TumorBoard

extension BoardSite {
    /// The packet in the seat's own order, and the form with everything that was typed.
    func ballotPage(_ desk: BallotDesk, _ entry: BallotEntry) throws -> Response {
        let subject = desk.packet.content.subject
        let times = try times(of: desk.file)
        let hidden = [FormSubject(desk).hidden]
        let typed = entry.entered["reason"]?.first ?? ""
        func reasonForm(_ action: String, _ error: String?) -> ReasonForm {
            ReasonForm(
                action: action, hidden: hidden,
                reason: TextField(name: "reason", value: error == nil ? "" : typed, error: error))
        }
        var packet = try office.packetContext(
            desk.file, packet: desk.packet, seat: desk.seat.specialty,
            answered: desk.stale.flatMap { stale in desk.file.packets.first { $0.digest == stale.packetDigest } })
        let again = try desk.stale.map { try answerAgain($0, desk, news: packet.differences, times) }
        // what is new stands where the answer is asked for, once
        if again != nil { packet.differences = [] }
        let draft = entry.draftKept.map { kept in
            DraftNote(keptAt: times.moment(kept), discardAction: "/ballot/draft/discard", hidden: hidden)
        }
        let context = BallotContext(
            page: try frame("Case \(subject.id)", of: desk.file), reviewerName: desk.reviewer.name,
            seatTitle: desk.seat.specialty.title, closes: desk.file.ballot.map { times.moment($0.closes) } ?? "soon",
            packet: packet,
            form: OpinionForm(
                action: "/ballot", draftAction: "/ballot/draft", hidden: hidden,
                isFindingsOnly: desk.seat.specialty.givesFindingsOnly, entered: entry.entered, errors: entry.errors,
                asksForChanges: subject.firstOpinion != nil, modalities: try modalities(),
                boardQuestion: subject.referral.question ?? "none was stated",
                questions: subject.questions.map { question in
                    OpinionForm.Question(
                        question.text, isForSeat: question.isFor(desk.seat.specialty),
                        addressee: question.specialty?.title)
                }, preferences: subject.preferences.map(\.text)),
            recuse: reasonForm("/ballot/recuse", entry.recuseError),
            abstain: reasonForm("/ballot/abstain", entry.abstainError),
            givenAt: desk.given.map { times.moment($0.at) }, again: again, draft: draft)
        return try page("ballot", context, status: entry.isRefused ? .unprocessableContent : .ok)
    }

    /// The answer on an older packet, what is new since, and that it may stand as it was.
    private func answerAgain(
        _ stale: CastOpinion, _ desk: BallotDesk, news differences: [DifferenceRow], _ times: Times
    ) throws -> AnswerAgain {
        let added = desk.packet.content.addedRecords
        let titles = desk.packet.content.subject.records.filter { added.contains($0.id) }.map { record in
            [record.title, record.date?.description].compactMap { $0 }.joined(separator: ", ")
        }
        let isSame = stale.packetDigest == desk.packet.digest
        let news =
            isSame
            ? "The full board has discussed the case since."
            : titles.isEmpty ? "The packet was frozen anew." : "New in the packet: \(titles.joined(separator: "; "))."
        return AnswerAgain(
            givenAt: times.moment(stale.at), news: news, differences: isSame ? [] : differences,
            said: OpinionSummary(stale.opinion, subject: desk.packet.content.subject).facts,
            kind: stale.kind.lowercased(), action: "/ballot/stands", hidden: [FormSubject(desk).hidden])
    }

    private func modalities() throws -> [OpinionForm.Modality] {
        let classes = try office.policy().consensus.classes
        return OpinionForm.Modality.standard.map { modality in
            let codes = Modality(rawValue: modality.code).flatMap { classes[$0] } ?? []
            return modality.of(codes.map { OpinionForm.Modality.Class(code: $0, label: $0) })
        }
    }

    /// What was cast, and how to replace it while the ballot is open.
    func receipt(_ cast: CastOpinion, _ desk: BallotDesk) throws -> Response {
        let times = try times(of: desk.file)
        let summary = OpinionSummary(cast.opinion, subject: desk.packet.content.subject)
        let roster = try office.roster()
        let others = desk.others.map { other in
            Fact(
                label: "For comparison: \(roster.reviewer(other.reviewer)?.name ?? other.reviewer.text)",
                value: OpinionSummary(other.opinion, subject: desk.packet.content.subject).inOneLine)
        }
        let context = ReceiptContext(
            page: try frame("Your answer", of: desk.file), reviewerName: desk.reviewer.name,
            seatTitle: desk.seat.specialty.title, caseReference: desk.file.subject.id.text, kind: cast.kind,
            receivedAt: times.moment(cast.at), receiptNumber: try cast.receiptNumber(), summary: summary.facts + others,
            closes: desk.file.ballot.map { times.moment($0.closes) } ?? "",
            replaceURL: desk.isOpen ? "/ballot?replace=1" : nil,
            draftAt: try office.draft(at: desk).map { times.moment($0.kept) }, proof: try proof(of: cast, desk),
            outcome: outcomeWords(of: cast, desk, roster))
        return try page("receipt", context)
    }

    /// Asks which of two opinions is to count; the newer one is sent along field by field.
    func confirmation(
        of opinion: Opinion, replacing before: CastOpinion, _ desk: BallotDesk, _ entry: BallotEntry, action: String
    ) throws -> Response {
        let subject = desk.packet.content.subject
        let hidden = entry.entered.filter { $0.key != "confirm" }.sorted { $0.key < $1.key }.flatMap { name, values in
            values.map { HiddenField(name: name, value: $0) }
        }
        let context = ConfirmReplacementContext(
            page: try frame("Replace your answer?", of: desk.file),
            receivedAt: try times(of: desk.file).moment(before.at),
            differences: OpinionSummary(before.opinion, subject: subject).differences(
                to: OpinionSummary(opinion, subject: subject)),
            action: action, hidden: hidden, keepURL: "/ballot")
        return try page("confirm-replacement", context, status: .conflict)
    }
}
