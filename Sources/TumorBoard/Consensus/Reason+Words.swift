extension Reason {
    /// One plain sentence, from the trace alone; `nameOf` turns a reviewer's id into a name.
    package func inPlainWords(nameOf: (String) -> String) -> String { sentence(of: nil, nameOf) }

    /// The sentence, with the number of votes where it is known.
    func sentence(of n: Int?, _ nameOf: (String) -> String) -> String {
        let who = by.map(nameOf).listed
        func verb(_ one: String, _ many: String) -> String { by.count == 1 ? one : many }
        let ofAll = n.map { " of \($0.inWords)" } ?? ""
        let text =
            switch self {
            case .noQuorum(let have, let need) where have < need:
                "\(have.inWords) of the \(need.inWords) treatment opinions needed \(have == 1 ? "is" : "are") in, "
                    + "so nothing can be decided yet"
            case .noQuorum(let have, _):
                "the \(have.inWords) treatment opinions in come from too few specialties to decide"
            case .diagnosisConflict:
                "\(who) \(verb("disagrees", "disagree")) with the diagnosis: pathology is re-reviewed first"
            case .stageConflict:
                "\(who) \(verb("disagrees", "disagree")) with the stage: the staging is reviewed first"
            case .blockingNeed(let need, _):
                "\(who) \(verb("needs", "need")) \(need.inPlainWords) before treatment can be decided"
            case .intentConflict:
                "\(who) would treat with another intent than the leading plan"
            case .sequenceConflict:
                "\(who) would give the treatments of the leading plan in another order"
            case .modalityOpposed:
                "\(who) \(verb("rates", "rate")) part of the leading plan 1–3, inappropriate"
            case .polarised(let modality, let low, let high):
                "\(high.inWords)\(ofAll) \(high == 1 ? "rates" : "rate") \(modality.inPlainWords) 7–9 and "
                    + "\(low.inWords) \(low == 1 ? "rates" : "rate") it 1–3: the panel is divided on it"
            case .tiedIntents: "the leading plans differ in intent, curative against palliative"
            case .tiedSequences(let pairs):
                "the leading plans differ in what comes first: "
                    + pairs.map { $0.map(\.inPlainWords).joined(separator: " or ") }.joined(separator: "; ")
            case .tiedPolarised(let modality):
                "\(modality.inPlainWords) is rated 7–9 by some and 1–3 by others"
            case .noPlurality(let options):
                "no plan has more votes than every other: "
                    + options.map { option in
                        let names = option.by.map(nameOf).listed
                        return "\(names) \(option.by.count == 1 ? "proposes" : "propose") "
                            + "\(option.plan.inPlainWords) with \(option.intent.rawValue) intent"
                    }.joined(separator: "; ")
            case .contraindication(let modality, _):
                "\(who) \(verb("states", "state")) an absolute contraindication to \(modality.inPlainWords), "
                    + "and no independent specialist has overruled it"
            case .seatMissing(let specialty):
                "this board requires \(specialty.withArticle), and none has cast an opinion"
            case .ownerMissing(let modality):
                "the leading plan has \(modality.inPlainWords), and nobody who answers for it has cast an opinion"
            case .ownerVeto(let modality, _):
                "\(who), who \(verb("answers", "answer")) for \(modality.inPlainWords), "
                    + "\(verb("rates", "rate")) it 1–3, inappropriate"
            case .ownerUnsupported(let modality, _):
                "\(who), who \(verb("answers", "answer")) for \(modality.inPlainWords), "
                    + "\(verb("does", "do")) not stand behind it as it is planned"
            case .belowTwoThirds(let support, let n):
                "\(support.inWords) of \(n.inWords) support the leading plan, too few for a recommendation"
            case .guidelineDeviationUnexplained:
                "\(who) \(verb("departs", "depart")) from the guideline without saying why"
            case .unanimous(_, let n): "all \(n.inWords) recommend the same plan"
            case .majorityWithDissent(let support, let n):
                "\(support.inWords) of \(n.inWords) support the plan, with the dissent recorded"
            case .equivalentOptions(let modalities):
                "\(modalities.map(\.inPlainWords).listed) are each rated 7–9 by everyone: the patient chooses"
            }
        return text.asSentenceStart + "."
    }
}

extension Outcome {
    /// What came out, why, who dissents and who is asked next, one sentence each, in that order.
    package func sentences(nameOf: (String) -> String) -> [String] {
        [headline] + reasons.map { $0.sentence(of: n, nameOf) }
            + dissent.map { "\(nameOf($0.reviewer)) \($0.stance.inPlainWords)." } + next
    }

    /// The sentences as one paragraph.
    package func inPlainWords(nameOf: (String) -> String) -> String {
        sentences(nameOf: nameOf).joined(separator: " ")
    }

    var headline: String {
        switch (kind, level) {
        case (.consensus, .unanimous): "Consensus: unanimous."
        case (.consensus, .majorityWithDissent): "Consensus: majority."
        case (.consensus, _): "Consensus: equivalent options."
        case (.escalate, _): "Consensus: not reached."
        case (.needInfo, _): "Information is needed first."
        case (.noQuorum, _): "Not quorate."
        }
    }

    private var next: [String] {
        switch (kind, target) {
        case (.escalate, .specialty(let specialty)):
            ["Next: an independent opinion from \(specialty.withArticle)."]
        case (.escalate, .conveneBoard): ["Next: the full board sits."]
        case (.needInfo, .specialty(let specialty)): ["Next: ask the \(specialty.title)."]
        default: []
        }
    }
}

extension Outcome.Stance {
    /// What somebody of this stance does.
    package var inPlainWords: String {
        switch self {
        case .endorse: "recommends exactly this plan"
        case .accept: "would do less and accepts the plan"
        case .reserve: "proposes another plan and has reservations"
        case .opposeIntent: "opposes the plan for its intent"
        case .opposeSequence: "opposes the plan for its order"
        case .opposeModality: "opposes part of the plan as inappropriate"
        }
    }
}

extension Specialty {
    /// “a surgeon”, “an anaesthetist”.
    var withArticle: String {
        let vowel = title.first.map { "aeiou".contains($0) && !title.hasPrefix("uro") } ?? false
        return (vowel ? "an " : "a ") + title
    }
}
