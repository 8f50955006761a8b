/// Whom an outcome is explained to.
package enum OutcomeReader: String, CaseIterable, Sendable {
    /// Names, and what is to be done next by whom.
    case coordinator
    /// Names, and nothing that judges anyone.
    case reviewer
    /// Nobody's name, no term of the trade, and what was decided rather than who was against it.
    case patient
}

extension Reason {
    /// The reason in the words of its reader, from the trace alone.
    /// - Parameter nameOf: turns a reviewer's id into a name; a patient's words name nobody.
    package func inPlainWords(for reader: OutcomeReader, nameOf: (String) -> String) -> String {
        words(for: reader, of: nil, nameOf)
    }

    /// The same, with the number of votes where it is known.
    func words(for reader: OutcomeReader, of n: Int?, _ nameOf: (String) -> String) -> String {
        switch reader {
        case .coordinator: [sentence(of: n, nameOf), toDo(nameOf)].compactMap { $0 }.joined(separator: " ")
        case .reviewer: sentence(of: n, nameOf)
        case .patient: patientSentence.asSentenceStart + "."
        }
    }

    /// What somebody has to do because of it, and who; nil where it only explains.
    private func toDo(_ nameOf: (String) -> String) -> String? {
        let who = by.map(nameOf).listed
        switch self {
        case .noQuorum(let have, let need) where have < need:
            return "To do: telephone whoever has not answered; recused seats need a cover."
        case .noQuorum: return "To do: see that somebody of another specialty answers."
        case .diagnosisConflict, .stageConflict:
            return "The \(specialty?.title ?? "specialist") is asked by email; to do: remind them if nothing comes."
        case .blockingNeed(let need, _):
            return "The \(need.owner.title) is asked by email; to do: remind them if nothing comes."
        case .contraindication:
            return "An independent specialist accepts or overrules it; \(who) need not answer again."
        case .seatMissing(let specialty):
            return "To do: find out why the seat of the \(specialty.title) is empty or silent."
        case .ownerMissing(let modality):
            return "To do: see that somebody who answers for \(modality.inPlainWords) can be seated."
        case .guidelineDeviationUnexplained: return "To do: ask \(who) to write down why."
        case .intentConflict, .sequenceConflict, .modalityOpposed, .polarised, .tiedIntents, .tiedSequences,
            .tiedPolarised, .noPlurality, .ownerVeto, .ownerUnsupported, .belowTwoThirds, .unanimous,
            .majorityWithDissent, .equivalentOptions:
            return nil
        }
    }

    /// What a patient is told of it: what it means, never who.
    private var patientSentence: String {
        let one = by.count <= 1
        let specialists = one ? "one specialist" : "some specialists"
        func verb(_ single: String, _ many: String) -> String { one ? single : many }
        switch self {
        case .noQuorum(let have, let need) where have < need:
            return "not enough of the specialists have answered yet, so nothing has been decided"
        case .noQuorum: return "specialists of one more field are asked before anything is decided"
        case .diagnosisConflict:
            return "\(specialists) would like the tissue sample to be looked at a second time first"
        case .stageConflict: return "\(specialists) would like the scans to be looked at a second time first"
        case .blockingNeed(let need, _): return "the specialists would like \(need.toAPatient) first"
        case .intentConflict, .tiedIntents:
            return "the specialists do not all see the aim of the treatment the same way"
        case .sequenceConflict, .tiedSequences: return "the specialists would begin with different treatments"
        case .modalityOpposed:
            return "\(specialists) \(verb("does", "do")) not think that every part of the plan is right for you"
        case .polarised(let modality, _, _), .tiedPolarised(let modality):
            let copula = modality == .surveillance ? "are" : "is"
            return "the specialists do not agree whether \(modality.inPatientsWords) \(copula) right for you"
        case .noPlurality: return "the specialists have suggested different plans"
        case .contraindication(let modality, _):
            return "something in your health may speak against \(modality.inPatientsWords), "
                + "and one more specialist looks at that"
        case .seatMissing(let specialty): return "the answer of the \(specialty.title) is still missing"
        case .ownerMissing(let modality):
            return "the answer of a specialist for this treatment is still missing: \(modality.inPatientsWords)"
        case .ownerVeto(let modality, _), .ownerUnsupported(let modality, _):
            return "\(specialists) \(verb("sees", "see")) one part of the plan differently: "
                + modality.inPatientsWords
        case .belowTwoThirds: return "the specialists do not agree on one plan yet"
        case .guidelineDeviationUnexplained:
            return "the plan differs from what is usually done, and the reason is written down first"
        case .unanimous(_, let n): return "all \(n) specialists who gave an opinion recommend the same"
        case .majorityWithDissent(let support, let n):
            return "\(support) of \(n) specialists who gave an opinion recommend this"
        case .equivalentOptions:
            return "all specialists who gave an opinion find each of these ways right for you"
        }
    }
}

extension Outcome {
    /// What came out, why, and what follows, in the words of the reader, one sentence each.
    ///
    /// A patient is told why the plan is what it is, and who is asked next; dissent is told in the plan itself, where
    /// the other way stands in words too.
    /// - Parameter isLast: whether nothing has followed yet; a coordinator is told of the next step only then.
    package func sentences(
        for reader: OutcomeReader, isLast: Bool = true, nameOf: (String) -> String
    ) -> [String] {
        let why = reasons.map { $0.words(for: reader, of: n, nameOf) }
        switch reader {
        case .reviewer: return sentences(nameOf: nameOf)
        case .coordinator:
            let dissents = dissent.map { "\(nameOf($0.reviewer)) \($0.stance.inPlainWords)." }
            return [headline] + why + dissents + (isLast ? followUp : [])
        case .patient: return why.withoutRepeats + (patientNext.map { [$0] } ?? [])
        }
    }

    /// What the coordinator sees happen next, and what is theirs to do.
    private var followUp: [String] {
        switch (kind, target) {
        case (.consensus, _):
            let plan = "Next: the plan is compiled and the chair is asked to sign it."
            return level == .unanimous || dissent.isEmpty
                ? [plan]
                : [plan, "Whoever dissents is shown how it is recorded; the signature does not wait for that."]
        case (.escalate, .specialty(let specialty)):
            return [
                "Next: an independent opinion from \(specialty.withArticle), asked by email.",
                "Where nobody on the roster can give it, the full board sits.",
            ]
        case (.escalate, _):
            return [
                "Next: the full board sits.",
                "To do: see that it stands on a session's list, and record the discussion.",
            ]
        case (.needInfo, _):
            let owners = actions.map { "\($0.title) (\($0.owner.title))" }.listed
            let awaited = owners.isEmpty ? "the information" : owners
            return ["Next: \(awaited) is awaited; the case returns to a list by itself."]
        case (.noQuorum, _):
            let condition = actions.isEmpty ? "" : ", once what is asked for has come"
            return ["Next: the case is listed again by itself\(condition)."]
        }
    }

    /// What a patient is told of what follows; nothing where the plan itself says it.
    private var patientNext: String? {
        switch kind {
        case .consensus: nil
        case .escalate:
            target == .conveneBoard
                ? "All specialists of the board will talk about it together."
                : "One more specialist, who was not asked before, will look at everything."
        case .needInfo: "As soon as this is known, the specialists will decide."
        case .noQuorum: "The specialists will be asked again. You do not need to do anything."
        }
    }
}

extension Modality {
    /// The treatment as a patient would say it.
    package var inPatientsWords: String {
        switch self {
        case .surgery: "an operation"
        case .systemic: "treatment with medicines"
        case .radiotherapy: "radiation treatment"
        case .surveillance: "regular check-ups without treatment"
        case .bestSupportiveCare: "care for symptoms and comfort"
        case .clinicalTrial: "treatment within a study"
        }
    }
}

extension InformationNeed {
    /// The information as a patient would name it.
    fileprivate var toAPatient: String {
        switch self {
        case .pathologyReReview: "the tissue sample to be looked at a second time"
        case .stagingReview: "the scans to be looked at a second time"
        case .imaging: "further scans"
        case .molecular: "a test for changes in genes that matter for the treatment"
        case .performanceStatus: "to know how fit you are"
        }
    }
}

extension [String] {
    /// The same sentence is said once.
    fileprivate var withoutRepeats: [String] {
        var said: Set<String> = []
        return filter { said.insert($0).inserted }
    }
}
