import TumorBoard

extension Importer {
    /// Performance status: the latest of each scale.
    mutating func readFitness() -> Fitness {
        var fitness = Fitness()
        let ecog = latestGrade(named: "ECOG", in: ["89247-1", "89262-0", "423740007"], 0...5)
        let karnofsky = latestGrade(named: "Karnofsky", in: ["89243-0", "273546003", "761869008"], 0...100)
        let lansky = latestGrade(named: "Lansky", in: ["C38144", "89245-5"], 0...100)
        fitness.ecog = ecog?.grade
        fitness.karnofsky = karnofsky?.grade
        let remarks = [ecog, karnofsky].compactMap { $0 }.compactMap { grade in
            grade.observation["note"].items.lazy.compactMap { $0["text"].text }.first
        }
        if let one = ecog, let other = karnofsky, Self.exclude(one.grade, other.grade) {
            contradict(
                "ECOG \(one.grade) (\(one.observation.path)) and Karnofsky \(other.grade) "
                    + "(\(other.observation.path)) exclude each other.")
        }
        // Lansky is the play performance of children; the case has no field of its own for it.
        let play = lansky.map { "Lansky play performance \($0.grade)" }
        fitness.note = remarks.last ?? play
        fitness.date = [ecog, karnofsky, lansky].compactMap { $0?.observation.date }.max()
        for (name, found) in [("ECOG", ecog), ("Karnofsky", karnofsky), ("Lansky", lansky)] {
            guard let found else { continue }
            let fact = "\(name) \(found.grade)"
            understood("Fitness: \(fact)", from: found.observation, .fitness, fact)
            happened(fact, on: found.observation.date, [found.observation.path])
        }
        return fitness
    }

    /// Two scales of one thing, far apart: Oken's ECOG 0–1 is Karnofsky 70 and more, ECOG 3–4 is 50 and less.
    private static func exclude(_ ecog: Int, _ karnofsky: Int) -> Bool {
        (ecog <= 1 && karnofsky <= 40) || (ecog >= 3 && karnofsky >= 80)
    }

    private mutating func latestGrade(
        named name: String, in codes: Set<String>, _ range: ClosedRange<Int>
    ) -> (grade: Int, observation: Resource)? {
        var best: (grade: Int, observation: Resource)?
        for observation in open("Observation") where observation.code.hasCode(in: codes) {
            let value =
                observation["valueInteger"].integer ?? observation["valueQuantity"]["value"].integer
                ?? Self.grade(Concept(observation["valueCodeableConcept"]))
                ?? observation["valueString"].text.flatMap { Self.number(in: $0) }
            guard let value, range.contains(value) else { continue }
            guard let known = best else {
                best = (value, observation)
                continue
            }
            if known.observation.date == observation.date, known.grade != value {
                contradict(
                    "\(name) is \(known.grade) in \(known.observation.path) and \(value) in \(observation.path) on the "
                        + "same day.")
            }
            let isLater =
                (observation.date?.daysSince1970 ?? .min) > (known.observation.date?.daysSince1970 ?? .min)
            leaveOut(isLater ? known.observation : observation, because: "an older performance status")
            if isLater { best = (value, observation) }
        }
        return best
    }

    /// LOINC answers LA9622-7 … LA9626-8 are ECOG 0–4; else a number inside the label.
    private static func grade(_ concept: Concept) -> Int? {
        let answers = ["LA9622-7": 0, "LA9623-5": 1, "LA9624-3": 2, "LA9625-0": 3, "LA9626-8": 4, "LA9627-6": 5]
        for code in concept.codes {
            if let grade = answers[code.code] { return grade }
        }
        return concept.name.flatMap(number(in:))
    }

    private static func number(in text: String) -> Int? {
        text.split { !$0.isASCII || !$0.isNumber }.first.flatMap { Int($0) }
    }
}
