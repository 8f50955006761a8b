package import Documents
package import Foundation
package import TumorBoard

/// A document of a case.
package enum CaseDocument: String, CaseIterable, Sendable {
    case packet, letter, plan, summary
    case decisionAid = "decision-aid"
}

extension CaseFile {
    /// Whether the outcome is several ways that are equally good, of which the patient chooses one.
    package var hasChoice: Bool { (plan?.options.count ?? 0) > 1 }

    /// The documents that there are, drafts included; the summary where the patient agreed to it.
    package var documents: [CaseDocument] {
        CaseDocument.allCases.filter { document in
            switch document {
            case .packet: packet != nil
            case .letter, .plan: plan != nil
            case .summary: plan != nil && subject.consent.summaryToOwnDoctor
            case .decisionAid: hasChoice
            }
        }
    }
}

extension BoardOffice {
    /// The packet of one seat, or of everyone.
    /// - Parameter answered: the packet that its reader has answered on before; what is new is told since that one.
    package func packetContext(
        _ file: CaseFile, packet: Packet, seat: Specialty?, answered: Packet? = nil
    ) throws -> PacketContext {
        try presenter(file).packet(packet, seat: seat, answered: answered)
    }

    /// The clinical letter.
    /// - Throws: `CommandRefusal.noPlan` where no ballot has reached consensus.
    package func letterContext(_ file: CaseFile) throws -> LetterContext {
        guard let plan = file.plan else { throw CommandRefusal.noPlan }
        return try presenter(file).letter(plan)
    }

    /// The patient's plan.
    /// - Throws: `CommandRefusal.noPlan` where no ballot has reached consensus.
    package func planContext(_ file: CaseFile) throws -> PlanContext {
        guard let plan = file.plan else { throw CommandRefusal.noPlan }
        return try presenter(file).patientPlan(plan)
    }

    /// The decision aid; nil where there is one way alone.
    /// - Throws: `CommandRefusal.noPlan` where no ballot has reached consensus.
    package func decisionAidContext(_ file: CaseFile) throws -> DecisionAidContext? {
        guard let plan = file.plan else { throw CommandRefusal.noPlan }
        return try presenter(file).decisionAid(plan)
    }

    /// The summary for the patient's own doctor, all of it.
    /// - Throws: `CommandRefusal.noPlan` where no ballot has reached consensus.
    package func summaryContext(_ file: CaseFile) throws -> SummaryContext {
        guard let plan = file.plan else { throw CommandRefusal.noPlan }
        return try presenter(file).summary(plan, fit: SummaryFit.all[0])
    }

    /// A document as HTML, complete in itself; a packet in the order of a seat, or in everyone's.
    ///
    /// While the consent is withdrawn only the patient's own plan is shown.
    package func html(
        of document: CaseDocument, file: CaseFile, seat: Specialty? = nil, largePrint: Bool = false
    ) throws -> String {
        if document != .plan, document != .decisionAid { try file.refuseWithdrawn() }
        switch document {
        case .packet:
            guard let packet = file.packet else {
                throw OfficeError.missing("the packet freezes at the list cut-off; there is none yet")
            }
            return try templates.html("packet", try packetContext(file, packet: packet, seat: seat).value)
        case .letter: return try templates.html("letter", try letterContext(file).value)
        case .plan:
            var context = try planContext(file)
            context.isLargePrint = largePrint
            return try templates.html("plan", context.value, language: context.language)
        case .summary: return try templates.html("summary", try summaryContext(file).value)
        case .decisionAid:
            guard var context = try decisionAidContext(file) else {
                throw OfficeError.missing("the board recommends one way alone: there is nothing to choose from")
            }
            context.isLargePrint = largePrint
            return try templates.html("decision-aid", context.value, language: context.language)
        }
    }

    /// A document as PDF; the same case gives the same bytes.
    package func pdf(
        of document: CaseDocument, file: CaseFile, seat: Specialty? = nil, largePrint: Bool = false
    ) async throws -> Data {
        let created = document == .packet ? file.packet?.frozen : file.signed ?? file.compiled
        if document == .summary { return try await onePage(file, created: created ?? file.referred) }
        return try await pdf.pdf(
            html: try html(of: document, file: file, seat: seat, largePrint: largePrint),
            created: created ?? file.referred)
    }

    /// The summary as large as fits one page, in ever tighter editions.
    private func onePage(_ file: CaseFile, created: Date) async throws -> Data {
        try file.refuseWithdrawn()
        guard let plan = file.plan else { throw CommandRefusal.noPlan }
        let presenter = try presenter(file)
        var made = Data()
        for fit in SummaryFit.all {
            let html = try templates.html("summary", presenter.summary(plan, fit: fit).value)
            made = try await pdf.pdf(html: html, created: created)
            if PDFPages.count(in: made).map({ $0 <= 1 }) ?? true { return made }
        }
        return made
    }

    func presenter(_ file: CaseFile) throws -> Presenter {
        let roster = try roster()
        let board = try board(of: file, in: roster)
        let zone = TimeZone(identifier: board.timeZone) ?? configuration.timeZone
        return Presenter(
            file: file, board: board, roster: roster, times: Times(zone: zone),
            patientLanguage: PatientLanguage(templates, wanted: file.subject.patient.language))
    }
}
