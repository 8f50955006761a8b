package import Foundation
package import TumorBoard

extension BoardOffice {
    /// An empty opinion for the ballot, as YAML with a comment at each key; nothing is filled in beforehand.
    package func opinionTemplate(_ desk: BallotDesk) -> String {
        let subject = desk.packet.content.subject
        var lines = [
            "# \(subject.id), \(desk.seat.specialty.title). Fill in, then: tumorboard opinion cast FILE --link URL",
            "status: cast            # cast, or abstain",
            "diagnosisAgree:         # true or false", "diagnosisWhy:           # why, where false",
            "stageAgree:             # true or false", "stageWhy:               # why, where false",
            "contraindications: []   # - {modality: systemic, severity: absolute, why: …}",
            "blockingNeeds: []       # \(InformationNeed.allCases.map(\.rawValue).joined(separator: ", "))",
            "nonBlockingNeeds: []    # the same; they become conditions of the plan",
        ]
        if subject.firstOpinion != nil {
            lines.append("changes:                # against the first opinion, each: confirmed, minor or major")
            lines += ChangeAxis.asked(of: desk.seat.specialty).map { "  \($0.rawValue):" }
        }
        let votes = !desk.seat.specialty.givesFindingsOnly
        if votes {
            let modalities = Modality.allCases.map(\.rawValue)
            lines += [
                "intent:                 # curative or palliative",
                "plan:                   # phases in order: [[radiotherapy, systemic], [surgery]]",
                "ratings:                # 1 to 9 each; those of your own plan 7 or more",
            ]
            lines += modalities.map { "  \($0):" }
            lines += [
                "detail:                 # for each modality of your plan: operation, regimen, dose and fractions, trial",
                "  # surgery: …",
                "benefits:               # of your plan, numbers as “x in 100”", "sideEffects:", "duration:", "burden:",
                "alternatives: []        # - {name: …, benefits: …, sideEffects: …, duration: …, burden: …, whyNot: …}",
                "conditions: []          # - {trigger: if …, action: then …, expires: 2026-12-31}",
                "guidelineConcordant:    # true or false", "guidelineRef:           # which, and where in it",
                "guidelineCategory:      # of the evidence, as the guideline says: 2A; I, A",
                "deviationReason:        # why, where false", "confidence:             # high, moderate or low",
                "answerToBoard:          # \(oneLine(subject.referral.question ?? "no question was put"))",
            ]
        }
        let isMine = { (question: PatientQuestion) in question.isFor(desk.seat.specialty) }
        lines.append("answers:                # in plain words, to the patient")
        lines += subject.questions.filter(isMine).map { "  # \($0.id): \(oneLine($0.text))" }
        lines += subject.questions.filter { !isMine($0) }.map { question in
            let addressee = question.specialty.map { " (to the \($0.title))" } ?? ""
            return "  # \(question.id)\(addressee): \(oneLine(question.text))"
        }
        if votes {
            lines.append("preferences:            # each: {met: true, how: in plain words}")
            lines += subject.preferences.map { "  # \($0.id): \(oneLine($0.text))" }
        }
        lines.append("rationale:              # how you drew your conclusion")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads what the command line posts for a ballot.
    /// - Throws: `FileProblem` naming line and field.
    package func readOpinion(_ data: Data, for desk: BallotDesk) throws -> Opinion {
        let opinion = try OpinionReader().read(data, fileName: "opinion", seat: desk.seat)
        guard opinion.changes.isEmpty || desk.packet.content.subject.firstOpinion != nil else {
            throw FileProblem(
                file: "opinion", line: nil, field: "changes",
                message: "the packet holds no first opinion to compare with: leave it out")
        }
        return opinion
    }

    private func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }
}
