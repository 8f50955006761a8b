import TumorBoard

extension CaseExporter {
    /// What the board made of the case.
    var boardSections: [DocumentSection] {
        [
            DocumentSection(
                title: "Panel", text: panelWords, isList: true, entries: entries("CareTeam", ["panel"]),
                empty: .notStarted,
                emptyWords: "Nobody is seated yet."),
            opinionsSection, conclusionSection, recommendationSection, alternativesSection, dissentSection,
            answersSection,
            DocumentSection(
                title: "Information asked for", text: informationWords, isList: true, entries: references("Task"),
                empty: .nothing, emptyWords: "None."),
        ]
    }

    private var informationWords: [String] {
        let asked = source.file.tasks.map { task in
            "\(task.request.need.title.asSentenceStart): \(task.received == nil ? "awaited" : "received")"
        }
        return asked + (openPlan?.needs ?? []).map { "\($0.title.asSentenceStart): before or during treatment" }
    }

    private var panelWords: [String] {
        let panel = source.file.panel
        return (panel?.seats ?? []).map { "\(name($0.reviewer)), \($0.specialty.title)" }
            + (panel?.empty ?? []).map { "\($0.title.asSentenceStart): nobody can take the seat" }
    }

    private var opinionsSection: DocumentSection {
        let file = source.file
        let lines = openOpinions.map { one in
            let vote = one.opinion.vote
            let plan = vote.plan.map { "\(vote.intent?.rawValue ?? "") intent: \($0.inPlainWords)" }
            let said = vote.status == .abstain ? "abstained" : plan ?? "findings"
            let late = isSuperseded(one) ? " (superseded)" : ""
            return "\(name(one.reviewer)), \(one.specialty.title), ballot \(one.ballot): \(said)\(late)"
        }
        let recusals = file.recusals.map { "\(name($0.reviewer)) recused" }
        let sealed = "The ballot is open: opinions are sealed until it closes. "
        let count = "\(file.currentOpinions.count) of \(file.panel?.ballotSeats.count ?? 0) are in."
        return DocumentSection(
            title: "Opinions", text: isSealed ? [] : lines + recusals, isList: true,
            entries: openOpinions.flatMap { entries("QuestionnaireResponse", [name(of: $0)]) },
            empty: isSealed ? .withheld : .notStarted,
            emptyWords: isSealed ? sealed + count : "No opinion has been given yet.")
    }

    private var conclusionSection: DocumentSection {
        DocumentSection(
            title: "Conclusion of the board", code: "51848-0", text: outcomeInWords,
            entries: references("DiagnosticReport"),
            empty: isSealed ? .withheld : .notStarted, emptyWords: "The board has come to no conclusion yet.")
    }

    private var recommendationSection: DocumentSection {
        guard let plan = openPlan else {
            return DocumentSection(
                title: "Recommendation", code: "18776-5", empty: isSealed ? .withheld : .notStarted,
                emptyWords: source.file.emergency.map { "Emergency outside the board's queue: \($0)" }
                    ?? "There is no recommendation yet.")
        }
        let lines =
            [plan.inWords + ".", standing]
            + plan.boardAnswers.map { "\($0.value) (\(author($0)))" }
            + plan.rationales.map { "Reasons: \($0.value) (\(author($0)))" }
            + plan.conditions.map { "Condition: \($0.value.inWords) (\(author($0)))" }
            + plan.evidence.map { "Guideline: \($0.value) (\(author($0)))" }
            + plan.deviations.map { "Departs from the guideline: \($0.value) (\(author($0)))" }
            + plan.needs.map { "Before or during treatment: \($0.inPlainWords)" }
        return DocumentSection(
            title: "Recommendation", code: "18776-5", text: lines,
            entries: references("CarePlan", "RequestGroup", "ServiceRequest", "MedicationRequest").filter {
                $0 != referral
            } + references("Provenance"))
    }

    /// Whether the plan may be acted upon.
    private var standing: String {
        let file = source.file
        switch PlanState(file) {
        case .proposed: return "Proposal, not signed yet: it must not be acted upon."
        case .signed: return "Signed by \(file.signature?.name ?? "the chair")."
        case .undecided, .declined:
            let choice = file.choice.map { " The patient \($0.line)." } ?? ""
            return "Signed by \(file.signature?.name ?? "the chair").\(choice)"
        case .revoked:
            return "No longer holds: \(file.withdrawn?.note ?? file.ending?.kind.rawValue ?? "new evidence came")."
        case .over: return "The case ended as treated; whether each part was carried out is not on record."
        }
    }

    private var alternativesSection: DocumentSection {
        DocumentSection(
            title: "Other ways that were weighed",
            text: (openPlan?.alternatives ?? []).map { one in
                let other = one.value
                let parts = [
                    other.benefits.map { "Benefits: \($0)" }, other.sideEffects.map { "Side effects: \($0)" },
                    other.duration.map { "Duration: \($0)" }, other.burden.map { "Burden: \($0)" },
                    other.whyNot.map { "Why not first: \($0)" },
                ]
                return ([other.name.asSentenceStart] + parts.compactMap { $0 }).joined(separator: "\n")
                    + "\n(\(author(one)))"
            }, isList: true, empty: openPlan == nil ? .notStarted : .nothing, emptyWords: "None.")
    }

    private var dissentSection: DocumentSection {
        DocumentSection(
            title: "Dissent",
            text: (openPlan?.dissents ?? []).map { one in
                let stance = Outcome.Stance(rawValue: one.value.stance)?.inPlainWords ?? one.value.stance
                let plan = one.value.plan.map { " Own plan: \($0.inPlainWords)." } ?? ""
                let statement = one.value.statement.map { " \($0)" } ?? ""
                return "\(author(one)) \(stance).\(plan) \(one.value.rationale)\(statement)"
            }, isList: true, empty: openPlan == nil ? .notStarted : .nothing, emptyWords: "None.")
    }

    private var answersSection: DocumentSection {
        let plan = openPlan
        let answers = (plan?.questions ?? []).map { one in
            let said = one.answers.map { "\($0.value) (\(author($0)))" }
            return ([one.question.text] + (said.isEmpty ? ["Not answered yet."] : said)).joined(separator: "\n")
        }
        let responses = (plan?.preferences ?? []).map { one in
            let said = one.responses.map { response in
                "\(response.value.met ? "Respected" : "Not respected"): \(response.value.how) (\(author(response)))"
            }
            return ([one.preference.text] + (said.isEmpty ? ["Not addressed yet."] : said)).joined(separator: "\n")
        }
        return DocumentSection(
            title: "Answers to the patient", text: answers + responses, isList: true,
            empty: plan == nil ? .notStarted : .nothing, emptyWords: plan == nil ? "None yet." : "Nothing was asked.")
    }
}
