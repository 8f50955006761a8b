package import Foundation
package import TumorBoard

/// Reads an opinion as `tumorboard opinion template` writes it and `opinion cast` takes it: YAML, or JSON.
package struct OpinionReader: Sendable {
    /// A reader.
    package init() {}

    /// The opinion of whoever holds a seat.
    /// - Throws: `FileProblem` naming file, line and field.
    package func read(_ data: Data, fileName: String, seat: Seat) throws(FileProblem) -> Opinion {
        try read(try YAMLCursor(data, file: fileName), reviewer: seat.reviewer, specialty: seat.specialty)
    }

    /// The opinion under a cursor, as that reviewer's.
    package func read(
        _ cursor: YAMLCursor, reviewer: ReviewerID, specialty: Specialty
    ) throws(FileProblem) -> Opinion {
        try cursor.rejectUnknownKeys(Self.keys)
        let vote = try vote(cursor, reviewer: reviewer, specialty: specialty)
        var opinion = Opinion(vote: vote)
        for (key, value) in try cursor["detail"]?.map() ?? [] {
            guard let modality = Modality(rawValue: key) else { throw value.problem("“\(key)” is no modality") }
            opinion.detail[modality] = try value.string()
        }
        opinion.benefits = try cursor["benefits"]?.string()
        opinion.sideEffects = try cursor["sideEffects"]?.string()
        opinion.duration = try cursor["duration"]?.string()
        opinion.burden = try cursor["burden"]?.string()
        opinion.guidelineCategory = try cursor["guidelineCategory"]?.string()
        for (key, value) in try cursor["changes"]?.map() ?? [] {
            guard let axis = ChangeAxis(rawValue: key) else {
                let axes = ChangeAxis.allCases.map(\.rawValue).joined(separator: ", ")
                throw value.problem("“\(key)” is no axis of change; use \(axes)")
            }
            opinion.changes[axis] = try value.choice()
        }
        opinion.answerToBoard = try cursor["answerToBoard"]?.string()
        for item in try cursor["alternatives"]?.list() ?? [] { opinion.alternatives.append(try alternative(item)) }
        for item in try cursor["conditions"]?.list() ?? [] {
            try item.rejectUnknownKeys(["trigger", "action", "expires"])
            opinion.conditions.append(
                PlanCondition(
                    trigger: try item.required("trigger").string(), action: try item["action"]?.string(),
                    expires: try item["expires"]?.date()))
        }
        for (key, value) in try cursor["answers"]?.map() ?? [] {
            opinion.answers.append(QuestionAnswer(question: key, text: try value.string()))
        }
        for (key, value) in try cursor["preferences"]?.map() ?? [] {
            try value.rejectUnknownKeys(["met", "how"])
            opinion.preferences.append(
                PreferenceResponse(
                    preference: key, met: try value.required("met").bool(), how: try value.required("how").string()))
        }
        return opinion
    }

    private func vote(
        _ cursor: YAMLCursor, reviewer: ReviewerID, specialty: Specialty
    ) throws(FileProblem) -> Vote {
        let status: Vote.Status = try cursor["status"]?.choice() ?? .cast
        let isCast = status == .cast
        var contraindications: [Contraindication] = []
        for item in try cursor["contraindications"]?.list() ?? [] {
            contraindications.append(
                Contraindication(
                    modality: try item.required("modality").choice(), severity: try item.required("severity").choice(),
                    why: try item.required("why").string()))
        }
        var ratings: [Modality: Int] = [:]
        for (key, value) in try cursor["ratings"]?.map() ?? [] {
            guard let modality = Modality(rawValue: key) else { throw value.problem("“\(key)” is no modality") }
            ratings[modality] = try value.int(in: 1...9)
        }
        do {
            return try Vote(
                reviewer: reviewer.text, specialty: specialty, status: status,
                diagnosisAgree: isCast ? try cursor.required("diagnosisAgree").bool() : true,
                diagnosisWhy: try cursor["diagnosisWhy"]?.string(),
                stageAgree: isCast ? try cursor.required("stageAgree").bool() : true,
                stageWhy: try cursor["stageWhy"]?.string(), contraindications: contraindications,
                blockingNeeds: try cursor["blockingNeeds"]?.choices() ?? [],
                nonBlockingNeeds: try cursor["nonBlockingNeeds"]?.choices() ?? [],
                intent: try cursor["intent"]?.choice(), plan: try plan(cursor["plan"]), ratings: ratings,
                confidence: try cursor["confidence"]?.choice() ?? .moderate,
                guidelineConcordant: try cursor["guidelineConcordant"]?.bool() ?? true,
                guidelineRef: try cursor["guidelineRef"]?.string(),
                deviationReason: try cursor["deviationReason"]?.string(),
                rationale: isCast ? try cursor.required("rationale").string() : try cursor["rationale"]?.string() ?? "")
        } catch let problem as FileProblem {
            throw problem
        } catch {
            throw cursor.problem("\(error)")
        }
    }

    private func plan(_ cursor: YAMLCursor?) throws(FileProblem) -> PhasedPlan? {
        guard let cursor else { return nil }
        var phases: [[String]] = []
        for phase in try cursor.list() { phases.append(try phase.strings()) }
        do {
            return try PhasedPlan(parsing: phases)
        } catch {
            throw cursor.problem("\(error)")
        }
    }

    private func alternative(_ item: YAMLCursor) throws(FileProblem) -> Alternative {
        try item.rejectUnknownKeys(["name", "plan", "benefits", "sideEffects", "duration", "burden", "whyNot"])
        let plan = try plan(item["plan"])
        guard let name = try item["name"]?.string() ?? plan?.inPlainWords else {
            throw item.problem("name the alternative, or give its plan")
        }
        return Alternative(
            name: name, benefits: try item["benefits"]?.string(), sideEffects: try item["sideEffects"]?.string(),
            duration: try item["duration"]?.string(), burden: try item["burden"]?.string(),
            whyNot: try item["whyNot"]?.string())
    }

    private static let keys = [
        "status", "diagnosisAgree", "diagnosisWhy", "stageAgree", "stageWhy", "contraindications", "blockingNeeds",
        "nonBlockingNeeds", "intent", "plan", "ratings", "detail", "benefits", "sideEffects", "duration", "burden",
        "alternatives", "conditions", "confidence", "guidelineConcordant", "guidelineRef",
        "guidelineCategory", "deviationReason", "answerToBoard", "answers", "preferences", "changes", "rationale",
    ]
}
