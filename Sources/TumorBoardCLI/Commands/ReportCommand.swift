import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard report`
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Reports on what the boards did.", subcommands: [Quality.self])

    /// `tumorboard report quality`
    struct Quality: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Turnaround, completeness, attendance, consensus, agreement and what became of the plans.",
            discussion: """
                A case belongs to the period in which its first ballot was decided. No name of a patient is in the \
                report, and no count below --smallest, nor one from which such a count could be reckoned: a star \
                stands for it, in JSON null. --csv and --svg write a file for each figure; --pdf needs WeasyPrint. \
                Without --holidays only Saturdays and Sundays are no working days.
                """)

        @Option(help: "The first day. Default: ninety days before the last one.") var from: CivilDate?
        @Option(help: "The last day. Default: today.") var to: CivilDate?
        @Option(help: "The board. Default: all of them.") var board: BoardID?
        @Option(help: "The least count that is shown, 5 or more.") var smallest = QualityInput.smallest
        @Option(help: ArgumentHelp("Holidays, as for “session repeat”.", valueName: "file")) var holidays: String?
        @Flag(help: "Tell by name who came to two thirds of their sessions; for the coordinator and the chair.")
        var members = false
        @Option(help: ArgumentHelp("Write a CSV file for each figure into that folder.", valueName: "dir"))
        var csv: String?
        @Option(help: ArgumentHelp("Write a drawing for each figure into that folder.", valueName: "dir"))
        var svg: String?
        @Option(help: ArgumentHelp("Write all of it as PDF.", valueName: "file")) var pdf: String?
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if smallest < QualityInput.smallest {
                throw ValidationError("--smallest is \(QualityInput.smallest) or more.")
            }
            for (name, day) in [("--from", from), ("--to", to)] where day != nil && day?.day == nil {
                throw ValidationError("\(name) is a whole date, such as 2026-11-02.")
            }
            if let from, let to, from > to { throw ValidationError("--from \(from) is after --to \(to).") }
        }

        func run() async throws {
            let office = try await site.office()
            let last = to ?? CivilDate(office.now, in: office.configuration.timeZone)
            let first = from ?? last.adding(days: -90)
            guard first <= last else { throw Refusal("--from \(first) is after the last day, \(last)") }
            let report = try office.qualityReport(
                from: first, to: last, boards: board.map { [$0] }, holidays: try HolidayCalendar(file: holidays),
                smallest: smallest, namesPeople: members)
            let sheet = QualitySheet(report)
            if let csv { try write(report, to: csv, ending: "csv") { sheet.csv($0) } }
            if let svg {
                let pictures = QualityPictures(report)
                try write(report, to: svg, ending: "svg") { pictures.svg($0) }
            }
            if let pdf {
                try await office.pdf(of: report).write(to: URL(fileURLWithPath: pdf), options: .atomic)
                Terminal.writeError("\(pdf)\n")
            }
            try output.show(report) { Self.text(report, sheet) }
        }

        private func write(
            _ report: QualityReport, to folder: String, ending: String, _ contents: (QualityFigure) -> String?
        ) throws {
            let folder = URL(fileURLWithPath: folder, isDirectory: true)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for figure in report.figures {
                guard let text = contents(figure) else { continue }
                let file = folder.appending(path: "\(figure.id).\(ending)")
                try Data(text.utf8).write(to: file)
                Terminal.writeError("\(file.path)\n")
            }
        }

        /// The report for people.
        static func text(_ report: QualityReport, _ sheet: QualitySheet) -> String {
            var text = "Quality report, \(sheet.period)\n\(sheet.suppression)\n"
            for figure in report.figures {
                let data = sheet.lines(figure)
                var table = TextTable(columns: data.columns)
                for row in data.rows { table.add(row) }
                text += "\n\(figure.title.uppercased())\n\(figure.note)\n\(table.rendered())"
            }
            return text
        }
    }
}
