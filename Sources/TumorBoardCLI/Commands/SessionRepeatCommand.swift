import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

extension SessionCommand {
    /// `tumorboard session repeat`
    struct Repeat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add the sessions of a series, once each: the same command again adds what is missing.",
            usage: """
                tumorboard session repeat --board <board> --rule "FREQ=WEEKLY;BYDAY=WE" --at 14:00 --from 2026-12-01 \
                --until 2027-03-31
                """,
            discussion: """
                The rule is a part of iCalendar's (RFC 5545): FREQ=WEEKLY with BYDAY, or FREQ=MONTHLY with numbered \
                days such as BYDAY=2TU (the second Tuesday) or BYDAY=-1FR (the last Friday); INTERVAL for every so \
                many weeks or months; WKST; COUNT or UNTIL.

                Sessions keep their local time when the clocks change. A time that the clocks skip is an hour later \
                by the clock, one that they show twice is the first.

                A holiday file has one day or range a line, such as “2026-12-24..2026-12-31  Closed”, with \
                “region:DE-BE” or “board:thoracic” at its end where it does not hold for all.
                """)

        @Option(help: "The board that sits.") var board: BoardID
        @Option(
            help: "On which days, such as FREQ=WEEKLY;INTERVAL=2;BYDAY=TU or FREQ=MONTHLY;BYDAY=2TU.",
            transform: { try RecurrenceRule($0) })
        var rule: RecurrenceRule
        @Option(help: "When each begins, by the local clock, such as 14:00.") var at: WallTime
        @Option(help: "The first day.") var from: CivilDate
        @Option(help: "The last day. Default: where the rule ends.") var until: CivilDate?
        @Option(help: "How long each is.") var minutes = 90
        @Option(help: "Hours before the start at which each list closes, packets freeze and ballots open.")
        var cutoffHours = 96
        @Option(help: "IANA time zone of the local clock. Default: the board's.") var zone: String?
        @Option(help: "Room or video room.") var place: String?
        @Flag(help: "Whoever sits has to be in the room; else a video link is enough.") var inRoom = false
        @Option(help: ArgumentHelp("The days on which no board sits, one a line.", valueName: "file"))
        var holidays: String?
        @Option(
            help: "What becomes of a session on a holiday: skip it, or hold it on the next or previous working day.")
        var onHoliday: SessionSeries.OnHoliday = .skip
        @Option(help: "Whose regional holidays hold, as the file names them. Default: the board's region.") var region:
            String?
        @Option(help: "What the ids begin with; the day follows. Default: the board's id.") var idPrefix: String?
        @Flag(help: "Only print what would be added.") var preview = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (5...720).contains(minutes) else { throw ValidationError("--minutes is between 5 and 720.") }
            guard (0...720).contains(cutoffHours) else { throw ValidationError("--cutoff-hours is between 0 and 720.") }
            if let zone, TimeZone(identifier: zone) == nil {
                throw ValidationError("--zone: “\(zone)” is not known on this machine; write it as Europe/Berlin.")
            }
            for (name, date) in [("from", from), ("until", until)] where date != nil && date?.day == nil {
                throw ValidationError("--\(name) is a day, such as 2026-12-01.")
            }
        }

        func run() async throws {
            let office = try await site.office()
            guard let known = try office.roster().board(board) else { throw OfficeError.unknownBoard(board) }
            let series = SessionSeries(
                board: board, rule: rule, at: at, from: from, until: until, minutes: minutes, cutoffHours: cutoffHours,
                timeZone: zone ?? known.timeZone, place: place, inRoom: inRoom, onHoliday: onHoliday, region: region,
                idPrefix: idPrefix
            )
            let report = try office.addSeries(
                series, holidays: try HolidayCalendar(file: holidays), preview: preview, actor: by.name)
            try output.show(report) { report.text }
        }
    }
}

extension HolidayCalendar {
    /// The calendar of a file; empty where none is named.
    init(file: String?) throws {
        self.init()
        guard let file else { return }
        guard let text = String(data: try Given.bytes(file), encoding: .utf8) else {
            throw Refusal("\(Given.name(file)) is not UTF-8 text")
        }
        do throws(HolidayProblem) {
            self = try HolidayCalendar(text)
        } catch {
            throw Refusal("\(Given.name(file)): \(error)")
        }
    }
}

extension SeriesReport {
    /// The report as a table and a line.
    var text: String {
        var table = TextTable(columns: ["day", "session", "starts", "list closes", "what"])
        for day in days {
            table.add([
                day.planned.description, day.session?.id.text ?? "–",
                day.session.map { $0.starts.inZone($0.timeZone) } ?? "–",
                day.session.map { $0.cutoff.inZone($0.timeZone) } ?? "–", words(day),
            ])
        }
        let count = added.count
        let sessions = count == 1 ? "1 session" : "\(count) sessions"
        return table.rendered() + "\n\(isPreview ? "Would add" : "Added") \(sessions).\n"
    }

    private func words(_ day: SeriesLine) -> String {
        let what: String? =
            switch day.action {
            case .added: isPreview ? "would be added" : "added"
            case .there: "there already"
            case .differs: "there already, but different: see “session show”, “session change”"
            case .cancelled: "cancelled, and stays so"
            case .past: "would have begun already"
            case .none: nil
            }
        return [what, day.because].compactMap(\.self).joined(separator: "; ")
    }
}

extension WallTime: ExpressibleByArgument {
    /// Reads a time of day.
    init?(argument: String) { try? self.init(argument) }
}

extension SessionSeries.OnHoliday: ExpressibleByArgument {}
