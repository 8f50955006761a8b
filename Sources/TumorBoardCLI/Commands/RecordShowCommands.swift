import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

extension RecordCommand {
    /// `tumorboard record list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a case's records and where each stands.")

        @Argument(help: "The case.") var id: CaseID
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let file = try await site.office().caseFile(id)
            let records = file.subject.records.map { RecordSheet($0, in: file) }
            try output.show(records) {
                var table = TextTable(columns: ["id", "class", "date", "state", "file", "source", "title"])
                for sheet in records {
                    let record = sheet.record
                    table.add([
                        record.id, record.kind.rawValue, record.date?.description ?? "", sheet.state,
                        record.file?.name ?? "", record.source ?? "", record.title,
                    ])
                }
                return table.isEmpty ? "No record yet.\n" : table.rendered()
            }
        }
    }

    /// `tumorboard record show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what is known of a record: source, file, headers of images, custody of slides.")

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The record.") var record: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let file = try await site.office().caseFile(id)
            guard let found = file.subject.records.first(where: { $0.id == record }) else {
                throw Refusal("the case has no record “\(record)”: “tumorboard record list \(id)” shows them")
            }
            let sheet = RecordSheet(found, in: file)
            try output.show(sheet) { sheet.text }
        }
    }

    /// `tumorboard record get`
    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a record's file, decrypted, into a new file that only you may read.")

        @Argument(help: "The case.") var id: CaseID
        @Argument(help: "The record.") var record: String
        @Option(name: .shortAndLong, help: ArgumentHelp("The new file.", valueName: "file")) var output: String
        @OptionGroup var site: SiteOptions
        @OptionGroup var show: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let file = try office.copyFile(of: record, in: id, to: URL(fileURLWithPath: output))
            let words = "wrote \(file.name), \(file.size) bytes, to \(output)"
            try show.show(Done(done: words, caseID: id)) { words.prefix(1).uppercased() + words.dropFirst() + ".\n" }
        }
    }
}

/// A record with what follows from the case.
private struct RecordSheet: Encodable {
    let record: ClinicalRecord
    let state: String
    let custody: [CustodyStep]

    init(_ record: ClinicalRecord, in file: CaseFile) {
        self.record = record
        custody = file.custody(of: record.id)
        let here = record.pending ? "asked for" : record.legible ? "here" : "cannot be read"
        state = custody.last.map { "\(here), \($0.kind.title)" } ?? here
    }

    /// A line each.
    var text: String {
        var rows: [(String, String?)] = [
            ("record", record.id), ("title", record.title), ("class", record.kind.title), ("state", state),
            ("date", record.date?.description), ("received", record.received?.description), ("source", record.source),
            ("outside", record.fromOutside ? "made by another hospital" : nil),
        ]
        if let file = record.file {
            rows += [("file", file.name), ("content", "\(file.mediaType), \(file.size) bytes")]
        }
        rows.append(("SHA-256", record.digest))
        if let study = record.study {
            rows += [
                ("images", "\(study.images) in \(study.series) series"), ("modality", study.modality),
                ("body part", study.bodyPart), ("study", study.description), ("made on", study.date?.description),
                ("made by", study.institution), ("name in it", study.patientName),
                ("born", study.patientBirthDate?.description),
            ]
        }
        for step in custody {
            let way = [step.carrier, step.tracking].compactMap { $0 }.joined(separator: " ")
            let note = [way.isEmpty ? nil : way, step.note].compactMap { $0 }.joined(separator: "; ")
            rows.append(
                ("custody", "\(step.date) \(step.kind.title), \(step.person)" + (note.isEmpty ? "" : " (\(note))")))
        }
        return rows.compactMap { name, value in value.map { "\(name.padded(to: 11)) \($0.oneLine)\n" } }.joined()
    }
}
