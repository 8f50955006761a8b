package import FHIRExchange
package import Foundation
package import TumorBoard

/// A file of an extract.
package struct ExtractFile: Sendable {
    /// Its path within the folder.
    package let name: String
    /// Its bytes.
    package let data: Data

    /// A file.
    package init(name: String, data: Data) {
        self.name = name
        self.data = data
    }
}

/// What became of one patient of an extract.
package struct ExtractedPatient: Sendable {
    /// The patient's id in the rows; empty where the extract is one patient's.
    package let id: String
    /// The drafted case, or why there is none.
    package let outcome: Result<FHIRImport, ExtractRefusal>
}

/// Reads a hospital's CSV extract by its mapping: one case a patient, with the file and line that each fact came from.
///
/// Nothing is guessed: a stage, marker or treatment that only stands in a report's wording stays in that wording.
package struct ExtractReader: Sendable {
    private let mapping: ExtractMapping
    private let asOf: CivilDate

    /// A reader.
    /// - Parameter asOf: The day of the import; medication that ended before it is no longer taken.
    package init(mapping: ExtractMapping, asOf: CivilDate) {
        self.mapping = mapping
        self.asOf = asOf
    }

    /// Drafts the cases of an extract, in the order in which the patients come up.
    /// - Parameters:
    ///   - patient: The id of the one patient to take; all where it is nil.
    ///   - caseID: Stands in the drafts until the office gives each its number.
    package func read(
        _ files: [ExtractFile], patient: String? = nil, caseID: CaseID
    ) throws(ExtractRefusal) -> [ExtractedPatient] {
        var reading = Reading()
        do throws(FileProblem) {
            for file in files.sorted(by: { $0.name < $1.name }) { try take(file, into: &reading) }
        } catch {
            throw .place(error)
        }
        guard !reading.used.isEmpty else { throw .noFiles(mapping: mapping.file, found: files.map(\.name).sorted()) }
        for rule in mapping.files where !rule.isOptional && !files.contains(where: { rule.matches($0.name) }) {
            reading.common.problems.append("\(mapping.file) names \(rule.name), and the folder has no such file.")
        }
        let known = reading.order
        var chosen = known
        if let patient {
            guard known.contains(patient) else { throw .unknownPatient(found: known.count) }
            chosen = [patient]
        }
        guard chosen.count <= mapping.mostPatients else {
            throw .tooManyPatients(found: chosen.count, most: mapping.mostPatients, mapping: mapping.file)
        }
        return chosen.map { id in
            var share = reading.patients[id] ?? Share()
            let others = known.count - 1
            if patient != nil, others > 0 {
                share.ignored.append(
                    .init(
                        what: "the rows of \(others) other patient\(others == 1 ? "" : "s")", path: "the extract",
                        why: "one patient was asked for"))
            }
            var draft = ExtractDraft(rows: share.rows, doubts: share.doubts, mapping: mapping, asOf: asOf)
            do throws(ExtractRefusal) {
                var read = try draft.run(patientID: id, caseID: caseID)
                read.report.ignored += share.ignored + reading.common.ignored
                read.report.problems += reading.common.problems
                return ExtractedPatient(id: id, outcome: .success(read))
            } catch {
                return ExtractedPatient(id: id, outcome: .failure(error))
            }
        }
    }

    /// What belongs to one patient.
    private struct Share {
        var rows: [ExtractRow] = []
        var doubts = ExtractDoubts()
        var ignored: [ImportReport.IgnoredItem] = []
    }

    private struct Reading {
        var order: [String] = []
        var patients: [String: Share] = [:]
        var common = ImportReport()
        var used: Set<String> = []
    }

    private func take(_ file: ExtractFile, into reading: inout Reading) throws(FileProblem) {
        let rules = mapping.files.filter { $0.matches(file.name) }
        guard let first = rules.first else {
            reading.common.ignored.append(
                .init(what: "the whole file", path: file.name, why: "\(mapping.file) does not name it"))
            return
        }
        reading.used.insert(file.name)
        let table = try CSVTable(file.data, file: file.name, form: first.form)
        reading.common.problems += table.problems
        for rule in rules {
            let own = rule.form == first.form ? table : try CSVTable(file.data, file: file.name, form: rule.form)
            try take(own, by: rule, into: &reading)
        }
        let needed = Set(rules.flatMap { $0.columns.map(\.name) }).union(rules.flatMap(\.unused))
        let unknown = table.header.filter { !needed.contains($0) && !$0.isEmpty }
        if !unknown.isEmpty {
            reading.common.ignored.append(
                .init(
                    what: "column\(unknown.count == 1 ? "" : "s") " + unknown.joined(separator: ", "), path: file.name,
                    why: "\(mapping.file) does not name \(unknown.count == 1 ? "it" : "them")"))
        }
    }

    private func take(
        _ table: CSVTable, by rule: ExtractMapping.FileRule, into reading: inout Reading
    ) throws(FileProblem) {
        let places = try places(of: rule.columns, in: table)
        var left: [String: [(reason: String, count: Int, path: String)]] = [:]
        for row in table.rows {
            func cell(_ column: ExtractMapping.Column) -> String {
                guard let place = places[column.name] else { return "" }
                let text = row.fields[place].trimmingCharacters(in: .whitespacesAndNewlines)
                return mapping.empty.contains(text.lowercased()) ? "" : text.replacing("\r\n", with: "\n")
            }
            let path = "\(table.file) line \(row.line)"
            let id = rule.patient.map(cell) ?? ""
            if let column = rule.patient, id.isEmpty {
                reading.common.problems.append(
                    "\(path): column \(column.name) is empty, so that nobody knows whose row it is; it was left out.")
                continue
            }
            if reading.patients[id] == nil {
                reading.order.append(id)
                reading.patients[id] = Share()
            }
            if let filter = rule.filters.first(where: { !$0.passes(cell($0.column)) }) {
                var reasons = left[id, default: []]
                if let known = reasons.firstIndex(where: { $0.reason == filter.reason }) {
                    reasons[known].count += 1
                } else {
                    reasons.append((filter.reason, 1, path))
                }
                left[id] = reasons
                continue
            }
            var doubts = ExtractDoubts()
            let read = rule.row(file: table.file, line: row.line, cell: cell, doubts: &doubts)
            reading.patients[id, default: Share()].rows.append(read)
            reading.patients[id, default: Share()].doubts.add(doubts)
        }
        for (id, reasons) in left {
            for (reason, count, path) in reasons {
                reading.patients[id, default: Share()].ignored.append(
                    .init(what: "\(count) row\(count == 1 ? "" : "s")", path: path, why: reason))
            }
        }
    }

    /// Where each column stands.
    private func places(
        of columns: [ExtractMapping.Column], in table: CSVTable
    ) throws(FileProblem) -> [String: Int] {
        var places: [String: Int] = [:]
        for column in columns {
            let found = table.header.indices.filter { table.header[$0] == column.name }
            guard let place = found.first else {
                let hint = YAMLCursor.closest(to: column.name, in: table.header).map { " Did you mean “\($0)”?" } ?? ""
                throw column.place.problem(
                    "\(table.file) has no column “\(column.name)”.\(hint) Its columns are "
                        + table.header.map { "“\($0)”" }.joined(separator: ", "))
            }
            guard found.count == 1 else {
                throw column.place.problem("\(table.file) has \(found.count) columns “\(column.name)”; rename one")
            }
            places[column.name] = place
        }
        return places
    }
}
