import TumorBoard

extension Importer {
    /// The history where no referrer wrote one: the cancer and its course, day by day, composed of nothing but facts of
    /// the file, so that a whole life reads in a minute.
    mutating func composeHistory(of draft: Case, cancer: Cancer) -> String? {
        addImaging(to: draft)
        let events = Self.byDate(course) { $0.date }
        guard events.count >= 2 else { return nil }
        var days: [(line: String, paths: [String])] = []
        for (date, members) in Self.grouped(events) {
            var words: [String] = []
            for event in members {
                let until = event.until.map { " (until \($0))" } ?? ""
                if !words.contains(event.words + until) { words.append(event.words + until) }
            }
            days.append(("\(date): \(words.joined(separator: "; ")).", members.flatMap(\.paths)))
        }
        var paragraphs = [days.map(\.line).joined(separator: "\n")]
        if let now = today(draft) { paragraphs.append(now) }
        let history = paragraphs.joined(separator: "\n\n")
        report.understood.append("History: composed of \(days.count) days of the course (\(days[0].paths[0]))")
        var paths: [String] = []
        for path in days.flatMap(\.paths) where !paths.contains(path) { paths.append(path) }
        trace(.history, history, to: paths)
        return history
    }

    /// Examinations that made the diagnosis belong to the course, although they are no treatment.
    private mutating func addImaging(to draft: Case) {
        guard let diagnosed = draft.diagnosis.date else { return }
        for procedure in resources.of("Procedure") where !procedure.isVoid {
            guard let date = procedure.date, abs(date.daysSince1970 - diagnosed.daysSince1970) <= 90,
                procedure.code.mentions(["biopsy", "bronchoscop", "colonoscop", "aspirat", "lumbar puncture"]),
                let name = procedure.code.name
            else { continue }
            happened(name, on: date, [procedure.path])
        }
    }

    /// What still matters on the day of the import, in one line a topic.
    private func today(_ draft: Case) -> String? {
        var lines: [String] = []
        let ongoing = draft.treatments.filter { treatment in
            guard treatment.modality == .systemic, treatment.ended == nil else { return false }
            return running.contains(treatment.line)
        }
        if !ongoing.isEmpty {
            lines.append("Prescribed as active: \(ongoing.map(\.detail).joined(separator: "; ")).")
        }
        if !draft.comorbidities.isEmpty {
            lines.append("Other illnesses: \(draft.comorbidities.joined(separator: "; ")).")
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private static func grouped(_ events: [CourseEvent]) -> [(CivilDate, [CourseEvent])] {
        var days: [(CivilDate, [CourseEvent])] = []
        for event in events {
            if let last = days.last, last.0 == event.date {
                days[days.count - 1].1.append(event)
            } else {
                days.append((event.date, [event]))
            }
        }
        return days
    }
}
