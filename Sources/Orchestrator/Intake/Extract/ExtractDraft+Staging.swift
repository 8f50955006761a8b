import FHIRExchange
import TumorBoard

extension ExtractDraft {
    /// Stagings in order of date, as the columns have them; nothing is worked out from a report.
    mutating func readStaging() -> [StageAssessment] {
        var stages: [(stage: StageAssessment, row: ExtractRow)] = []
        for row in rows(of: .staging) {
            let found = Self.stages(of: row)
            if found.isEmpty { leaveOut(row, because: "a staging without category and group") }
            for stage in found {
                if let twin = stages.first(where: { $0.stage == stage }) {
                    note(.stage, twin.stage.summary, from: row)
                    continue
                }
                understood("Stage: \(stage.summary)", .stage, stage.summary, from: row)
                compare(stage, of: row, with: stages)
                stages.append((stage, row))
            }
        }
        return stages.map(\.stage).enumerated().sorted { left, right in
            (left.element.date?.daysSince1970 ?? 0, left.offset)
                < (right.element.date?.daysSince1970 ?? 0, right.offset)
        }.map(\.element)
    }

    /// One staging; two where FIGO's group is another than the system's own.
    private static func stages(of row: ExtractRow) -> [StageAssessment] {
        var stage = StageAssessment(
            basis: row.choice("basis") ?? basis(ofT: row["t"]), group: row["group"], t: row["t"], n: row["n"],
            m: row["m"], system: row["system"], date: row.dates["date"])
        let isEmpty = [stage.t, stage.n, stage.m, stage.group].allSatisfy { $0 == nil }
        guard let figo = row["figo"] else { return isEmpty ? [] : [stage] }
        let named = stage.system ?? ""
        if isEmpty || figo == stage.group {
            stage.group = figo
            stage.system = named.uppercased().contains("FIGO") ? named : named.isEmpty ? "FIGO" : "\(named), FIGO"
            return [stage]
        }
        let own = StageAssessment(
            basis: stage.basis, group: figo, system: named.uppercased().contains("FIGO") ? named : "FIGO",
            date: stage.date)
        return [stage, own]
    }

    /// TNM's own prefix: cT3 is clinical, pT3 and ypT3 pathological; a bare T3 says neither.
    private static func basis(ofT category: String?) -> StageAssessment.Basis {
        let prefix = category?.prefix { $0.isLowercase } ?? ""
        return prefix.contains("p") ? .pathological : prefix.contains("c") ? .clinical : .other
    }

    /// Two rows of one day and basis must not differ.
    private mutating func compare(
        _ stage: StageAssessment, of row: ExtractRow, with others: [(stage: StageAssessment, row: ExtractRow)]
    ) {
        for other in others
        where other.row.path != row.path && other.stage.date == stage.date && other.stage.basis == stage.basis {
            let pairs = [
                (other.stage.group, stage.group), (other.stage.t, stage.t), (other.stage.n, stage.n),
                (other.stage.m, stage.m),
            ]
            // Groups of two systems may well differ; the categories may not.
            let compared = other.stage.system == stage.system ? pairs[...] : pairs.dropFirst()
            guard compared.contains(where: { $0.0 != nil && $0.1 != nil && $0.0 != $0.1 }) else { continue }
            contradict(
                "Two stagings of \(stage.date.map { "\($0)" } ?? "no date") differ: “\(other.stage.summary)” "
                    + "(\(other.row.path)) and “\(stage.summary)” (\(row.path)).")
        }
    }

    /// Performance status, the latest of each.
    mutating func readFitness() -> Fitness {
        var fitness = Fitness()
        let dated = rows(of: .fitness).enumerated().sorted { left, right in
            (left.element.dates["date"]?.daysSince1970 ?? Int.min, left.offset)
                < (right.element.dates["date"]?.daysSince1970 ?? Int.min, right.offset)
        }.map(\.element)
        for row in dated.reversed() {
            let ecog = row["ecog"].flatMap(Int.init)
            let karnofsky = row["karnofsky"].flatMap(Int.init)
            var isNews = false
            if let ecog, fitness.ecog == nil {
                fitness.ecog = ecog
                understood("Fitness: ECOG \(ecog)", .fitness, "ECOG \(ecog)", from: row)
                isNews = true
            }
            if let karnofsky, fitness.karnofsky == nil {
                fitness.karnofsky = karnofsky
                understood("Fitness: Karnofsky \(karnofsky)", .fitness, "Karnofsky \(karnofsky)", from: row)
                isNews = true
            }
            guard isNews else {
                leaveOut(
                    row, because: ecog ?? karnofsky == nil ? "no performance status" : "an older performance status")
                continue
            }
            fitness.note = fitness.note ?? row["note"]
            fitness.date = fitness.date ?? row.dates["date"]
        }
        return fitness
    }
}
