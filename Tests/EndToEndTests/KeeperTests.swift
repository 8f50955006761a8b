import Foundation
import FoundationNetworking
import Testing

extension EndToEnd {
    @Suite("Keeping a site") struct KeeperTests {
        @Test("A backup restored into an empty folder verifies and serves, old links included", .timeLimit(.minutes(6)))
        func restore() async throws {
            let demo = try await Demos.shared.plain()
            try await Tool.inFolder { tool in
                let backup = tool.folder.appending(path: "backup").path
                try await demo.tool.succeed(["backup", backup])
                try await tool.succeed(["restore", backup, "--site", tool.site.path])
                #expect(try await tool.refused(["restore", backup, "--site", tool.site.path]).contains("not empty"))
                let events = try await tool.succeed(["audit", "verify", "--json"]).object()["events"] as? Int
                let before = try await demo.tool.succeed(["audit", "verify", "--json"]).object()["events"] as? Int
                #expect(events == before && (events ?? 0) > 100)
                let invitation = try #require(try demo.mail().last { $0.kind == "letter" })
                let link = try #require(invitation.link)
                let end = try await tool.during(["serve", "--port", "0"], says: "Serving on http://127.0.0.1:") {
                    said in
                    let base = try Site.base(said)
                    #expect(try await Site.answer(base + "/health").status == 200)
                    let gate = try await Site.answer(base + link)
                    #expect(gate.status == 200 && gate.body.contains("method=\"post\""), "\(gate.body)")
                }
                #expect(end.code == 0)
                try await tool.succeed(["audit", "verify"])
            }
        }

        @Test(
            "A link that a scanner opens changes nothing: GET and HEAD on each one in the mail", .timeLimit(.minutes(6))
        )
        func scanner() async throws {
            let demo = try await Demos.shared.plain()
            let links = Set(try demo.mail().compactMap(\.link))
            #expect(links.count > 50)
            try await Tool.inFolder { tool in
                try demo.copySite(to: tool.site)
                try tool.setClock(Date())  // held, so that nothing falls due meanwhile
                try await tool.succeed(["agent", "--once"])
                let before = try await Self.state(of: tool)
                try await tool.during(["serve", "--port", "0"], says: "Serving on http://127.0.0.1:") { said in
                    let base = try Site.base(said)
                    for link in links.sorted() {
                        for method in ["GET", "HEAD"] {
                            let answer = try await Site.answer(base + link, method: method)
                            #expect([200, 404, 410].contains(answer.status), "\(method) answered \(answer.status)")
                            #expect(answer.cookie == nil)
                        }
                    }
                }
                #expect(try await Self.state(of: tool) == before)
            }
        }

        // One byte is changed with python3's sqlite3; without python3 this test says so and is skipped.
        @Test(
            "One changed byte of any event is found, and its position named",
            .enabled(if: Place.program("python3") != nil, "no python3"), .timeLimit(.minutes(6)))
        func changedByte() async throws {
            let demo = try await Demos.shared.plain()
            let python = try #require(Place.program("python3"))
            for seed in 1...12 {
                try await Tool.inFolder { tool in
                    try demo.copySite(to: tool.site)
                    let script = try tool.write(Self.changeOneByte, to: "change.py")
                    let database = tool.site.appending(path: "data/journal.sqlite").path
                    let told = try await tool.succeed(program: python, [script, database, String(seed)]).output
                    let words = told.split(whereSeparator: \.isWhitespace)
                    let position = try #require(words.first)
                    let refusal = try await tool.refused(["audit", "verify"])
                    #expect(refusal.contains("broken at position \(position),"), "seed \(seed), \(told): \(refusal)")
                }
            }
        }

        /// What a reader could have changed: the journal, and the mail that waits or left.
        private static func state(of tool: Tool) async throws -> [String] {
            [
                try await tool.succeed(["audit", "verify", "--json"]).output,
                try await tool.succeed(["mail", "list", "--json"]).output,
            ]
        }

        /// Takes the triggers away and flips one bit of one event, wherever the seed points; prints where.
        private static let changeOneByte = """
            import random, sqlite3, sys
            database, seed = sys.argv[1], int(sys.argv[2])
            dice = random.Random(seed)
            db = sqlite3.connect(database)
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute(f"DROP TRIGGER {name}")
            columns = {row[1]: row[2] for row in db.execute("PRAGMA table_info(event)")}
            count = db.execute("SELECT COUNT(*) FROM event").fetchone()[0]
            value = None
            while value is None or value == "" or value == b"":
                position = dice.randint(1, count)
                column = dice.choice([name for name in columns if name != "position"])
                value = db.execute(f"SELECT {column} FROM event WHERE position = ?", (position,)).fetchone()[0]
            if columns[column] == "INTEGER":
                bit = 0 if column == "sealed" else dice.randrange(8, 16)
                db.execute(f"UPDATE event SET {column} = ? WHERE position = ?", (value ^ (1 << bit), position))
            else:
                data = bytearray(value.encode() if isinstance(value, str) else value)
                data[dice.randrange(len(data))] ^= 1 << dice.randrange(7)
                kind = columns[column]
                db.execute(f"UPDATE event SET {column} = CAST(? AS {kind}) WHERE position = ?", (bytes(data), position))
            db.commit()
            db.close()
            print(position, column)
            """
    }
}

/// A served site as a browser without script sees it.
enum Site {
    /// What it answered.
    struct Answer {
        let status: Int
        let cookie: String?
        let body: String
    }

    /// The address in what `serve` says.
    static func base(_ said: String) throws -> String {
        String(try #require(said.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)).output)
    }

    /// Asks for a page.
    static func answer(_ address: String, method: String = "GET") async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: address)))
        request.httpMethod = method
        request.httpShouldHandleCookies = false
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return Answer(
            status: answer.statusCode, cookie: answer.value(forHTTPHeaderField: "Set-Cookie"),
            body: String(decoding: data, as: UTF8.self))
    }
}
