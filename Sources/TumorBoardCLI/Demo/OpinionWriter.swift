import Foundation
import TumorBoard

/// Writes an opinion as a reviewer would in a file: JSON, which is YAML too.
enum OpinionWriter {
    static func yaml(_ opinion: Opinion) throws -> String {
        let vote = opinion.vote
        let written = Written(
            status: vote.status.rawValue, diagnosisAgree: vote.diagnosisAgree, diagnosisWhy: vote.diagnosisWhy,
            stageAgree: vote.stageAgree, stageWhy: vote.stageWhy, contraindications: vote.contraindications,
            blockingNeeds: vote.blockingNeeds, nonBlockingNeeds: vote.nonBlockingNeeds, intent: vote.intent,
            plan: vote.plan, ratings: vote.ratings, detail: opinion.detail, benefits: opinion.benefits,
            sideEffects: opinion.sideEffects, duration: opinion.duration, burden: opinion.burden,
            alternatives: opinion.alternatives, conditions: opinion.conditions, confidence: vote.confidence,
            guidelineConcordant: vote.guidelineConcordant, guidelineRef: vote.guidelineRef,
            deviationReason: vote.deviationReason, answerToBoard: opinion.answerToBoard,
            answers: Dictionary(opinion.answers.map { ($0.question, $0.text) }, uniquingKeysWith: { $1 }),
            preferences: Dictionary(
                opinion.preferences.map { ($0.preference, Written.Response(met: $0.met, how: $0.how)) },
                uniquingKeysWith: { $1 }),
            changes: opinion.changes.isEmpty ? nil : opinion.changes, guidelineCategory: opinion.guidelineCategory,
            rationale: vote.rationale)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(written), as: UTF8.self)
    }

    private struct Written: Encodable {
        struct Response: Encodable {
            let met: Bool
            let how: String
        }
        let status: String
        let diagnosisAgree: Bool
        let diagnosisWhy: String?
        let stageAgree: Bool
        let stageWhy: String?
        let contraindications: [Contraindication]
        let blockingNeeds: [InformationNeed]
        let nonBlockingNeeds: [InformationNeed]
        let intent: TreatmentIntent?
        let plan: PhasedPlan?
        let ratings: [Modality: Int]
        let detail: [Modality: String]
        let benefits: String?
        let sideEffects: String?
        let duration: String?
        let burden: String?
        let alternatives: [Alternative]
        let conditions: [PlanCondition]
        let confidence: Vote.Confidence
        let guidelineConcordant: Bool
        let guidelineRef: String?
        let deviationReason: String?
        let answerToBoard: String?
        let answers: [String: String]
        let preferences: [String: Response]
        let changes: FirstOpinionChanges?
        let guidelineCategory: String?
        let rationale: String
    }
}
