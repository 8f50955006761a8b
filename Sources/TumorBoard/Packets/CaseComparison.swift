extension Case {
    /// What differs from an earlier state of the same case: facts and records that were added, changed or taken away.
    package func changes(since earlier: Case) -> [CaseChange] {
        var changes: [CaseChange] = []
        let (old, new) = (earlier.facts, facts)
        for field in (new + old).map(\.field).uniqued() {
            let before = old.filter { $0.field == field }.grouped()
            let after = new.filter { $0.field == field }.grouped()
            for key in (new + old).filter({ $0.field == field }).map(\.key).uniqued() {
                var gone = before[key] ?? []
                var come: [CaseFact] = []
                for fact in after[key] ?? [] {
                    if let same = gone.firstIndex(of: fact) { gone.remove(at: same) } else { come.append(fact) }
                }
                for index in 0..<max(gone.count, come.count) {
                    let was = index < gone.count ? gone[index] : nil
                    let isNow = index < come.count ? come[index] : nil
                    changes.append(change(of: field, from: was, to: isNow))
                }
            }
        }
        return changes
    }

    private func change(of field: String, from was: CaseFact?, to isNow: CaseFact?) -> CaseChange {
        let kind: CaseChange.Kind = was == nil ? .added : isNow == nil ? .removed : .replaced
        guard field == "records", let record = records.first(where: { $0.id == (isNow ?? was)?.key }) else {
            return CaseChange(kind: kind, field: field, before: was?.text, after: isNow?.text ?? "", source: "")
        }
        // a report's wording stands in its own place; the difference names it
        return CaseChange(
            kind: kind, field: field, before: was?.headline(besides: isNow), after: isNow?.headline(besides: was) ?? "",
            source: record.source ?? "")
    }
}

extension CaseFact {
    /// A record by its title, its state where that is what changed, and its day; of a long wording that it changed.
    fileprivate func headline(besides other: CaseFact?) -> String {
        let title = words.first ?? ""
        let rest = words.dropFirst().filter { other?.words.contains($0) != true && other != nil }
            .map { $0.count > 160 ? "other wording" : $0 }
        let line = ([title] + rest).joined(separator: ", ")
        return date.map { "\(line) (\($0))" } ?? line
    }
}

extension [CaseFact] {
    fileprivate func grouped() -> [String: [CaseFact]] { Dictionary(grouping: self, by: \.key) }
}

extension [String] {
    /// Each once, in the order of first mention.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
