import ArgumentParser
import Foundation
import Orchestrator
import TumorBoard

/// `tumorboard session`
struct SessionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "The sittings of the boards.",
        subcommands: [
            Add.self, Repeat.self, Change.self, Cancel.self, List.self, Show.self, Open.self, Live.self,
            Attend.self, Item.self, Confirm.self, Close.self,
        ])

    /// `tumorboard session add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add the sessions and series of a file, or one session by options.",
            usage: """
                tumorboard session add FILE [--site <dir>]
                tumorboard session add --id <id> --board <board> --starts 2026-11-03T14:00:00Z
                """)

        @Argument(help: "Sessions as YAML; Samples/sessions.yaml shows the form, Samples/calendar.yaml that of series.")
        var file: String?
        @Option(help: ArgumentHelp("With a FILE: the days on which its series do not sit.", valueName: "holiday-file"))
        var holidays: String?
        @Option(help: "The session's id.") var id: SessionID?
        @Option(help: "The board that sits.") var board: BoardID?
        @Option(help: "When it begins, such as 2026-11-03T14:00:00Z or 2026-11-03T15:00:00+01:00.") var starts: String?
        @Option(help: "How long it is.") var minutes = 90
        @Option(help: "Hours before the start at which the list closes, packets freeze and ballots open.")
        var cutoffHours = 96
        @Option(help: "IANA time zone of its times. Default: the board's.") var zone: String?
        @Option(help: "Room or video room.") var place: String?
        @Flag(help: "Whoever sits has to be in the room; else a video link is enough.") var inRoom = false
        @OptionGroup var site: SiteOptions
        @OptionGroup var by: ActorOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            let names = id != nil || board != nil || starts != nil
            guard (file != nil) != names else {
                throw ValidationError("Give either a FILE, or --id, --board and --starts.")
            }
            if names, id == nil || board == nil || starts == nil {
                throw ValidationError("A session needs --id, --board and --starts.")
            }
            if names, holidays != nil { throw ValidationError("--holidays is for the series of a FILE.") }
            guard (5...720).contains(minutes) else { throw ValidationError("--minutes is between 5 and 720.") }
            guard (0...720).contains(cutoffHours) else { throw ValidationError("--cutoff-hours is between 0 and 720.") }
            if let zone, TimeZone(identifier: zone) == nil {
                throw ValidationError("--zone: “\(zone)” is not known on this machine; write it as Europe/Berlin.")
            }
            if let starts, (try? Date(starts, strategy: .iso8601)) == nil {
                throw ValidationError("--starts: “\(starts)” is not a date and time; write 2026-11-03T14:00:00Z.")
            }
        }

        func run() async throws {
            let office = try await site.office()
            let roster = try office.roster()
            var sessions: [Session]
            if let file {
                let calendar = try SessionsReader().calendar(
                    try Given.bytes(file), fileName: Given.name(file), roster: roster)
                if !calendar.series.isEmpty { return try add(calendar, to: office) }
                sessions = calendar.sessions
            } else {
                sessions = try session(roster).map { [$0] } ?? []
            }
            for session in sessions { try office.addSession(session, actor: by.name) }
            let words = "Added: \(sessions.map(\.id.text).joined(separator: ", "))."
            try output.show(sessions) { words + "\n" }
        }

        /// A calendar with series can be given again and again: what is there stays.
        private func add(_ calendar: SessionCalendar, to office: BoardOffice) throws {
            let report = try office.addCalendar(
                calendar.sessions, calendar.series,
                holidays: calendar.holidays.adding(try HolidayCalendar(file: holidays)), actor: by.name)
            try output.show(report) { report.text }
        }

        private func session(_ roster: Roster) throws -> Session? {
            guard let id, let board, let starts else { return nil }
            guard let known = roster.board(board) else { throw OfficeError.unknownBoard(board) }
            return Session(
                id: id, board: board, starts: try Date(starts, strategy: .iso8601), minutes: minutes,
                cutoffHours: cutoffHours, timeZone: zone ?? known.timeZone, place: place,
                inRoom: inRoom)
        }
    }

    /// A session with its list, as it is printed.
    struct Sheet: Encodable {
        let session: Session
        let cancelled: SessionCancellation?
        let booked: Int
        let cases: [Listed]

        struct Listed: Encodable {
            let id: CaseID
            let minutes: Int
            let group: DiseaseGroup
            let urgency: UrgencyClass
            let status: CaseStatus
        }

        init(_ file: SessionFile, views: [CaseView]) {
            session = file.session
            cancelled = file.cancellation
            booked = file.booked
            let byID = Dictionary(views.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            cases = file.listed.sorted { $0.key < $1.key }.compactMap { id, minutes in
                byID[id].map {
                    Listed(id: id, minutes: minutes, group: $0.group, urgency: $0.urgency, status: $0.status)
                }
            }
        }
    }

    /// `tumorboard session list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show every session with its list's length.")

        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let views = try office.caseViews()
            let sheets = try office.sessions().map { Sheet($0, views: views) }
            try output.show(sheets) {
                var table = TextTable(columns: ["session", "board", "starts", "list closes", "booked", "cases"])
                for sheet in sheets {
                    let session = sheet.session
                    table.add([
                        session.id.text, session.board.text, session.starts.inZone(session.timeZone),
                        session.cutoff.inZone(session.timeZone),
                        sheet.cancelled == nil ? "\(sheet.booked) of \(session.minutes) min" : "cancelled",
                        sheet.cases.map(\.id.text).joined(separator: ", "),
                    ])
                }
                return table.isEmpty ? "There is no session yet.\n" : table.rendered()
            }
        }
    }

    /// `tumorboard session show`
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one session with its list.")

        @Argument(help: "The session's id.") var id: SessionID
        @OptionGroup var site: SiteOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let office = try await site.office()
            let sheet = Sheet(try office.sessionFile(id), views: try office.caseViews())
            try output.show(sheet) {
                let session = sheet.session
                var text = """
                    Session \(session.id) of \(session.board)
                    Starts      \(session.starts.inZone(session.timeZone)), \(session.minutes) minutes
                    List closes \(session.cutoff.inZone(session.timeZone))
                    Place       \(session.place ?? "not given")
                    Booked      \(sheet.booked) of \(session.minutes) minutes

                    """
                if let cancelled = sheet.cancelled {
                    text +=
                        "CANCELLED   \(cancelled.at.inZone(session.timeZone)) by \(cancelled.by): \(cancelled.reason)\n"
                }
                text += "\n"
                var table = TextTable(columns: ["case", "disease", "urgency", "minutes", "status"])
                for item in sheet.cases {
                    table.add([
                        item.id.text, item.group.title, item.urgency.title, String(item.minutes), item.status.title,
                    ])
                }
                text += table.isEmpty ? "No case is listed.\n" : table.rendered()
                return text
            }
        }
    }
}

extension Date {
    /// "2026-11-03 15:00 Europe/Berlin".
    func inZone(_ identifier: String) -> String {
        let zone = TimeZone(identifier: identifier) ?? .gmt
        return "\(inZone(zone)) \(zone.identifier)"
    }

    /// "2026-11-03 15:00".
    func inZone(_ zone: TimeZone) -> String {
        let style = Date.ISO8601FormatStyle(timeZone: zone).year().month().day().dateTimeSeparator(.space)
            .time(includingFractionalSeconds: false)
        return String(formatted(style).prefix(16))
    }
}
