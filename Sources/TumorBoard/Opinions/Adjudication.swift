/// A third opinion's word on a contraindication that somebody on the panel calls absolute: it stands, or it is overruled.
///
/// Only a named independent specialist adjudicates, and always with a reason.
package struct Adjudication: Codable, Equatable, Sendable {
    /// Of which treatment.
    package var modality: Modality
    /// Whether the contraindication is overruled; else it stands.
    package var isOverruled: Bool
    /// Why.
    package var why: String

    /// A word on a contraindication.
    package init(modality: Modality, isOverruled: Bool, why: String) {
        self.modality = modality
        self.isOverruled = isOverruled
        self.why = why
    }

    /// The adjudication in one sentence, after its author's name.
    package var words: String {
        "An absolute contraindication to \(modality.inPlainWords) was stated; as an independent specialist I "
            + (isOverruled ? "overrule it: " : "accept it: ") + why
    }
}

extension CaseFile {
    /// Contraindications on which a third opinion is asked; none for everyone else.
    package func contraindicationsToAdjudicate(by seat: Seat) -> [Modality] {
        guard seat.reasons.contains(.thirdOpinion), ballot?.round == 2 else { return [] }
        return decisions.last { $0.round == 1 }?.outcome.disputedContraindications ?? []
    }

    /// Refuses a third opinion that leaves open whether a contraindication stands, or that says both.
    func checkAdjudication(_ opinion: Opinion, by seat: Seat) throws(CommandRefusal) {
        guard opinion.vote.status == .cast else { return }
        for modality in contraindicationsToAdjudicate(by: seat) {
            let states = opinion.vote.contraindications.contains { $0.modality == modality && $0.severity == .absolute }
            let word = opinion.adjudications.first { $0.modality == modality }
            guard let word else {
                // who states it too has accepted it, and said why
                if states { continue }
                throw .notAdjudicated(modality)
            }
            guard !word.why.allSatisfy(\.isWhitespace) else { throw .blank("the reason of the adjudication") }
            guard word.isOverruled != states else { throw .adjudicationContradicts(modality) }
        }
    }
}
