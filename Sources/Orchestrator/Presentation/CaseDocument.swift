package import Documents
package import Foundation
package import TumorBoard

/// A document of a case.
package enum CaseDocument: String, CaseIterable, Sendable {
    case packet, letter, plan
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

    /// A document as HTML, complete in itself; a packet in the order of a seat, or in everyone's.
    ///
    /// While the consent is withdrawn only the patient's own plan is shown.
    package func html(of document: CaseDocument, file: CaseFile, seat: Specialty? = nil) throws -> String {
        if document != .plan { try file.refuseWithdrawn() }
        switch document {
        case .packet:
            guard let packet = file.packet else {
                throw OfficeError.missing("the packet freezes at the list cut-off; there is none yet")
            }
            return try templates.html("packet", try packetContext(file, packet: packet, seat: seat).value)
        case .letter: return try templates.html("letter", try letterContext(file).value)
        case .plan:
            return try templates.html("plan", try planContext(file).value, language: file.subject.patient.language)
        }
    }

    /// A document as PDF; the same case gives the same bytes.
    package func pdf(of document: CaseDocument, file: CaseFile, seat: Specialty? = nil) async throws -> Data {
        let created = document == .packet ? file.packet?.frozen : file.signed ?? file.compiled
        return try await pdf.pdf(
            html: try html(of: document, file: file, seat: seat), created: created ?? file.referred)
    }

    func presenter(_ file: CaseFile) throws -> Presenter {
        let roster = try roster()
        let board = try board(of: file, in: roster)
        let zone = TimeZone(identifier: board.timeZone) ?? configuration.timeZone
        return Presenter(file: file, board: board, roster: roster, times: Times(zone: zone))
    }
}
