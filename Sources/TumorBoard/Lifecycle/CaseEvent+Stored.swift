package import Foundation

/// Why a stored event cannot be read.
package enum StoredEventError: Error, Equatable, Sendable, CustomStringConvertible {
    /// This version of the program does not know the kind or its schema.
    case unknownKind(String, schema: Int)
    /// The payload does not have the shape of its kind.
    case malformed(kind: String, reason: String)

    /// What to do about it.
    package var description: String {
        switch self {
        case .unknownKind(let kind, let schema):
            "the journal holds an event “\(kind)” (schema \(schema)) that this version does not know: upgrade tumorboard"
        case .malformed(let kind, let reason): "the stored event “\(kind)” cannot be read: \(reason)"
        }
    }
}

extension CaseEvent {
    /// The schema version that this program writes.
    package static let schema = 1

    /// The name that the event is stored under.
    package var kind: String { encodable.kind }

    /// The payload as it is stored: canonical JSON, sorted keys, ISO 8601 times.
    package func payload() throws -> Data { try Self.encoder.encode(encodable.value) }

    /// Reads a stored event.
    /// - Throws: `StoredEventError` for a kind or schema that is not known, or a malformed payload.
    package init(kind: String, schema: Int, payload: Data) throws(StoredEventError) {
        guard schema == Self.schema, let read = Self.readers[kind] else {
            throw .unknownKind(kind, schema: schema)
        }
        do {
            self = try read(payload)
        } catch {
            throw .malformed(kind: kind, reason: String(describing: error))
        }
    }

    private var encodable: (kind: String, value: any Encodable) {
        switch self {
        case .referred(let value): ("case.referred", value)
        case .consentRecorded(let value): ("case.consentRecorded", value)
        case .treatmentRefused(let value): ("case.treatmentRefused", value)
        case .secondFactorSet(let value): ("case.secondFactorSet", value)
        case .recordAdded(let value): ("case.recordAdded", value)
        case .recordsChased(let value): ("case.recordsChased", value)
        case .emergencyRaised(let value): ("case.emergencyRaised", value)
        case .alertSent(let value): ("case.alertSent", value)
        case .alertAcknowledged(let value): ("case.alertAcknowledged", value)
        case .listed(let value): ("case.listed", value)
        case .panelSeated(let value): ("case.panelSeated", value)
        case .packetFrozen(let value): ("case.packetFrozen", value)
        case .ballotOpened(let value): ("case.ballotOpened", value)
        case .ballotExtended(let value): ("case.ballotExtended", value)
        case .reminded(let value): ("case.reminded", value)
        case .opinionCast(let value): ("case.opinionCast", value)
        case .recused(let value): ("case.recused", value)
        case .seatReplaced(let value): ("case.seatReplaced", value)
        case .ballotClosed(let value): ("case.ballotClosed", value)
        case .commitmentsOpened(let value): ("case.commitmentsOpened", value)
        case .decided(let value): ("case.decided", value)
        case .thirdOpinionSought(let value): ("case.thirdOpinionSought", value)
        case .informationAsked(let value): ("case.informationAsked", value)
        case .informationReceived(let value): ("case.informationReceived", value)
        case .boardToSit(let value): ("case.boardToSit", value)
        case .boardDiscussed(let value): ("case.boardDiscussed", value)
        case .confirmedInSession(let value): ("case.confirmedInSession", value)
        case .planCompiled(let value): ("case.planCompiled", value)
        case .planSupplemented(let value): ("case.planSupplemented", value)
        case .dissentStated(let value): ("case.dissentStated", value)
        case .planRevised(let value): ("case.planRevised", value)
        case .signatureAsked(let value): ("case.signatureAsked", value)
        case .planSentBack(let value): ("case.planSentBack", value)
        case .planSigned(let value): ("case.planSigned", value)
        case .planWithdrawn(let value): ("case.planWithdrawn", value)
        case .conversationHeld(let value): ("case.conversationHeld", value)
        case .choiceRecorded(let value): ("case.choiceRecorded", value)
        case .planReleased(let value): ("case.planReleased", value)
        case .heldAlarmRaised(let value): ("case.heldAlarmRaised", value)
        case .planRead(let value): ("case.planRead", value)
        case .followUpAsked(let value): ("case.followUpAsked", value)
        case .followUpAssigned(let value): ("case.followUpAssigned", value)
        case .followUpReminded(let value): ("case.followUpReminded", value)
        case .followUpAnswered(let value): ("case.followUpAnswered", value)
        case .followUpSigned(let value): ("case.followUpSigned", value)
        case .implementationAsked(let value): ("case.implementationAsked", value)
        case .implementationReported(let value): ("case.implementationReported", value)
        case .ended(let value): ("case.ended", value)
        case .updated(let value): ("case.updated", value)
        case .taskChanged(let value): ("case.taskChanged", value)
        case .letterMade(let value): ("case.letterMade", value)
        case .insurerContacted(let value): ("case.insurerContacted", value)
        case .custodyRecorded(let value): ("case.custodyRecorded", value)
        case .intakeChecked(let value): ("case.intakeChecked", value)
        case .triageDecided(let value): ("case.triageDecided", value)
        case .clockStopped(let value): ("case.clockStopped", value)
        case .clockResumed(let value): ("case.clockResumed", value)
        case .linked(let value): ("case.linked", value)
        case .plansReconciled(let value): ("case.plansReconciled", value)
        case .wished(let value): ("case.wished", value)
        case .listingVoided(let value): ("case.listingVoided", value)
        }
    }

    private static let readers: [String: @Sendable (Data) throws -> CaseEvent] = [
        "case.referred": reader(CaseEvent.referred),
        "case.consentRecorded": reader(CaseEvent.consentRecorded),
        "case.treatmentRefused": reader(CaseEvent.treatmentRefused),
        "case.secondFactorSet": reader(CaseEvent.secondFactorSet),
        "case.recordAdded": reader(CaseEvent.recordAdded),
        "case.recordsChased": reader(CaseEvent.recordsChased),
        "case.emergencyRaised": reader(CaseEvent.emergencyRaised), "case.alertSent": reader(CaseEvent.alertSent),
        "case.alertAcknowledged": reader(CaseEvent.alertAcknowledged), "case.listed": reader(CaseEvent.listed),
        "case.panelSeated": reader(CaseEvent.panelSeated), "case.packetFrozen": reader(CaseEvent.packetFrozen),
        "case.ballotOpened": reader(CaseEvent.ballotOpened),
        "case.ballotExtended": reader(CaseEvent.ballotExtended), "case.reminded": reader(CaseEvent.reminded),
        "case.opinionCast": reader(CaseEvent.opinionCast), "case.recused": reader(CaseEvent.recused),
        "case.seatReplaced": reader(CaseEvent.seatReplaced), "case.ballotClosed": reader(CaseEvent.ballotClosed),
        "case.commitmentsOpened": reader(CaseEvent.commitmentsOpened),
        "case.decided": reader(CaseEvent.decided),
        "case.thirdOpinionSought": reader(CaseEvent.thirdOpinionSought),
        "case.informationAsked": reader(CaseEvent.informationAsked),
        "case.informationReceived": reader(CaseEvent.informationReceived),
        "case.boardToSit": reader(CaseEvent.boardToSit), "case.planCompiled": reader(CaseEvent.planCompiled),
        "case.boardDiscussed": reader(CaseEvent.boardDiscussed),
        "case.confirmedInSession": reader(CaseEvent.confirmedInSession),
        "case.planSupplemented": reader(CaseEvent.planSupplemented),
        "case.dissentStated": reader(CaseEvent.dissentStated),
        "case.planRevised": reader(CaseEvent.planRevised),
        "case.signatureAsked": reader(CaseEvent.signatureAsked),
        "case.planSentBack": reader(CaseEvent.planSentBack),
        "case.planSigned": reader(CaseEvent.planSigned), "case.planWithdrawn": reader(CaseEvent.planWithdrawn),
        "case.conversationHeld": reader(CaseEvent.conversationHeld),
        "case.choiceRecorded": reader(CaseEvent.choiceRecorded),
        "case.planReleased": reader(CaseEvent.planReleased),
        "case.heldAlarmRaised": reader(CaseEvent.heldAlarmRaised), "case.planRead": reader(CaseEvent.planRead),
        "case.followUpAsked": reader(CaseEvent.followUpAsked),
        "case.followUpAssigned": reader(CaseEvent.followUpAssigned),
        "case.followUpReminded": reader(CaseEvent.followUpReminded),
        "case.followUpAnswered": reader(CaseEvent.followUpAnswered),
        "case.followUpSigned": reader(CaseEvent.followUpSigned),
        "case.implementationAsked": reader(CaseEvent.implementationAsked),
        "case.implementationReported": reader(CaseEvent.implementationReported),
        "case.ended": reader(CaseEvent.ended),
        "case.updated": reader(CaseEvent.updated),
        "case.taskChanged": reader(CaseEvent.taskChanged),
        "case.letterMade": reader(CaseEvent.letterMade),
        "case.insurerContacted": reader(CaseEvent.insurerContacted),
        "case.custodyRecorded": reader(CaseEvent.custodyRecorded),
        "case.intakeChecked": reader(CaseEvent.intakeChecked),
        "case.triageDecided": reader(CaseEvent.triageDecided),
        "case.clockStopped": reader(CaseEvent.clockStopped),
        "case.clockResumed": reader(CaseEvent.clockResumed),
        "case.linked": reader(CaseEvent.linked),
        "case.plansReconciled": reader(CaseEvent.plansReconciled),
        "case.wished": reader(CaseEvent.wished),
        "case.listingVoided": reader(CaseEvent.listingVoided),
    ]

    private static func reader<Payload: Decodable & SendableMetatype>(
        _ make: @escaping @Sendable (Payload) -> CaseEvent
    ) -> @Sendable (Data) throws -> CaseEvent {
        { data in make(try decoder.decode(Payload.self, from: data)) }
    }

    private static var encoder: JSONEncoder { .canonical }
    private static var decoder: JSONDecoder { .canonical }
}

extension JSONEncoder {
    /// Sorted keys, no escaped slashes, ISO 8601 times: the same value gives the same bytes.
    package static var canonical: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }
}

extension JSONDecoder {
    /// Reads what `JSONEncoder.canonical` writes.
    package static var canonical: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}
