import Foundation
import Testing

@Suite("Sessions from the command line") struct SessionCommandTests {
    private static let weekly = [
        "session", "repeat", "--board", "thoracic-uppergi", "--rule", "FREQ=WEEKLY;BYDAY=WE", "--at", "14:00", "--from",
        "2026-12-01", "--until", "2027-03-31", "--id-prefix", "thoracic",
    ]

    @Test("A series is shown first, added once, and says which days are holidays")
    func series() async throws {
        try await Tool.inSite { tool in
            let command = Self.weekly + ["--holidays", Tool.sample("holidays-berlin.txt"), "--on-holiday", "next"]
            let preview = try await tool.succeed(command + ["--preview"]).output
            #expect(preview.contains("2026-12-30 is Closed between the years, emergencies only"))
            #expect(preview.contains("Would add 18 sessions."))
            #expect(try await tool.succeed(["session", "list", "--json"]).list().count == 8)
            let added = try await tool.succeed(command + ["--json"]).object()
            let days = try #require(added["days"] as? [[String: Any]])
            #expect(days.count == 18 && days.allSatisfy { $0["action"] as? String == "added" })
            let moved = try #require(days.first { $0["holiday"] != nil })
            #expect((moved["session"] as? [String: Any])?["id"] as? String == "thoracic-2027-01-04")
            #expect(try await tool.succeed(command).output.contains("Added 0 sessions."))
            let list = try await tool.succeed(["session", "list"]).output
            #expect(list.contains("2027-03-24 14:00 Europe/Berlin") && list.contains("2027-03-31 14:00 Europe/Berlin"))
            try await tool.succeed(["audit", "verify"])
        }
    }

    @Test("A rule, a time and a file that are not understood are named; a board that is not known is refused")
    func refused() async throws {
        try await Tool.inSite { tool in
            func used(_ changed: [String: String]) async throws -> Run {
                var command = Self.weekly
                for (option, value) in changed {
                    let index = try #require(command.firstIndex(of: option))
                    command[index + 1] = value
                }
                return try await tool.run(command)
            }
            let rule = try await used(["--rule": "FREQ=DAILY"])
            #expect(rule.code == 64 && rule.errors.contains("FREQ=DAILY is not supported"))
            #expect(try await used(["--at": "2 pm"]).code == 64)
            #expect(try await used(["--from": "2026-12"]).code == 64)
            let board = try await used(["--board": "nowhere"])
            #expect(board.code == 1 && board.errors.contains("nowhere"))
            let empty = try await used(["--until": "2026-12-01"])
            #expect(empty.code == 1 && empty.errors.contains("no day of the period"))
            let holidays = try tool.write("2026-12-25\n", to: "holidays.txt")
            #expect(
                try await tool.refused(Self.weekly + ["--holidays", holidays]).contains("line 1: say behind the day"))
            #expect(try await tool.refused(Self.weekly + ["--holidays", "nowhere.txt"]).contains("no such file"))
        }
    }

    @Test("A calendar of series is added from a file, and again without adding anything")
    func calendar() async throws {
        try await Tool.inSite { tool in
            let command = [
                "session", "add", Tool.sample("calendar.yaml"), "--holidays", Tool.sample("holidays-berlin.txt"),
            ]
            let first = try await tool.succeed(command).output
            #expect(first.contains("haem-2027-03-25") && first.contains("2027-03-26 is Good Friday"))
            #expect(try await tool.succeed(command).output.contains("Added 0 sessions."))
            #expect(try await tool.run(["session", "add", "--id", "x", "--holidays", "y"]).code == 64)
        }
    }

    @Test("A session is changed and cancelled; what became of its cases is said, and the list shows it")
    func changes() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Tool.sample("cases/01-breast-her2/case.json")])
            try await tool.succeed(["agent", "--once"])
            let moved = try await tool.succeed([
                "session", "change", "breast-1", "--starts", "2026-11-03T16:00:00+01:00", "--place", "Room 9",
            ]).output
            #expect(moved.contains("2026-11-03 16:00 Europe/Berlin") && moved.contains("Room 9"))
            #expect(moved.contains("C-0001 stays on the list"))
            #expect(try await tool.refused(["session", "change", "breast-1", "--place", "Room 9"]).contains("already"))
            #expect(try await tool.run(["session", "change", "breast-1"]).code == 64)
            #expect(try await tool.run(["session", "cancel", "breast-1"]).code == 64)
            let cancelled = try await tool.succeed(
                ["session", "cancel", "breast-1", "--reason", "the room is flooded", "--as", "Pia", "--json"]
            ).object()
            #expect(cancelled["isCancelled"] as? Bool == true)
            let cases = try #require(cancelled["cases"] as? [[String: Any]])
            #expect(cases.first?["id"] as? String == "C-0001" && cases.first?["fate"] as? String == "listedAgain")
            #expect(try await tool.succeed(["session", "list"]).output.contains("cancelled"))
            let sheet = try await tool.succeed(["session", "show", "breast-1"]).output
            #expect(sheet.contains("CANCELLED") && sheet.contains("by Pia: the room is flooded"))
            #expect(
                try await tool.refused(["session", "cancel", "breast-1", "--reason", "x"]).contains("is cancelled"))
            try await tool.succeed(["agent", "--once"])
            let shown = try await tool.succeed(["case", "show", "C-0001"]).output
            #expect(shown.contains("breast-2") && shown.contains("session breast-1 was cancelled"))
            try await tool.succeed(["audit", "verify"])
        }
    }

    @Test("A session sits: who is there, what it comes to for each case, and nothing after it is closed")
    func sits() async throws {
        try await Tool.inSite { tool in
            try await tool.succeed(["case", "import", Tool.sample("cases/01-breast-her2/case.json")])
            try await tool.succeed(["agent", "--once"])
            try tool.setClock("2026-11-03T12:00:00Z")
            #expect(try await tool.refused(["session", "open", "breast-1"]).contains("cannot be opened yet"))
            #expect(try await tool.refused(["session", "attend", "breast-1", "r-lindqvist"]).contains("is not open"))
            try tool.setClock("2026-11-03T14:00:00Z")
            let open = try await tool.succeed(["session", "open", "breast-1", "--as", "Pia"]).output
            #expect(open.contains("sitting; there: nobody") && open.contains("not quorate; missing:"))
            #expect(try await tool.refused(["session", "open", "breast-1"]).contains("open already"))
            let there = try await tool.succeed(["session", "attend", "breast-1", "r-lindqvist", "--json"]).object()
            #expect(there["present"] as? [String] == ["r-lindqvist"])
            #expect(try await tool.refused(["session", "attend", "breast-1", "r-nobody"]).contains("r-nobody"))
            let item = ["session", "item", "breast-1", "C-0001"]
            #expect(try await tool.succeed(item + ["begin"]).output.contains("before the board"))
            #expect(try await tool.refused(item + ["confirmed"]).contains("nothing to confirm"))
            #expect(try await tool.run(item + ["postponed"]).code == 64)
            #expect(try await tool.run(item + ["information-needed"]).code == 64)
            #expect(try await tool.run(item + ["confirmed", "--dissent", "no words"]).code == 64)
            #expect(
                try await tool.refused(["session", "item", "breast-1", "C-9", "begin"]).contains("not on the list"))
            #expect(
                try await tool.succeed(["session", "confirm", "breast-1"]).output.contains("Nothing was confirmed"))
            try tool.setClock("2026-11-03T14:07:00Z")
            let postponed = try await tool.succeed(item + ["postponed", "--note", "the MRI is not there", "--json"])
            let items = try #require(try postponed.object()["items"] as? [[String: Any]])
            #expect(items.first?["result"] as? String == "postponed" && items.first?["secondsUsed"] as? Int == 420)
            #expect(try await tool.refused(item + ["begin"]).contains("not on the list"))
            #expect(try await tool.succeed(["session", "close", "breast-1"]).output.contains("closed"))
            #expect(try await tool.refused(["session", "attend", "breast-1", "r-lindqvist"]).contains("is closed"))
            #expect(try await tool.succeed(["session", "live", "breast-1"]).output.contains("postponed"))
            try await tool.succeed(["agent", "--once"])
            let shown = try await tool.succeed(["case", "show", "C-0001"]).output
            #expect(shown.contains("breast-2") && shown.contains("session breast-1 postponed it"))
            #expect(shown.contains("the MRI is not there"))
            try await tool.succeed(["audit", "verify"])
        }
    }

    @Test(
        "Every command of sessions has its help",
        arguments: [
            "repeat", "change", "cancel", "add", "list", "show", "open", "live", "attend", "item", "confirm", "close",
        ])
    func help(_ command: String) async throws {
        try await Tool.inFolder { tool in
            let help = try await tool.succeed(["session", command, "--help"]).output
            #expect(help.contains("OVERVIEW:") && help.contains("USAGE: tumorboard session \(command)"))
        }
    }
}
