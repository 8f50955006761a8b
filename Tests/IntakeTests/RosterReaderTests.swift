import Foundation
import Orchestrator
import Testing
import TumorBoard

@Suite("Roster and sessions files")
struct RosterReaderTests {
    static let roster = """
        boards:
          - id: breast-gynae
            name: Breast board
            diseaseGroups: [breast, gynaecological]
            chair: r-one
            delegates: [r-two]
            coordinator: {name: Pia Kranz, email: p.kranz@x.example}
            timeZone: Europe/Berlin
        reviewers:
          - &one
            id: r-one
            name: Dr. One
            specialties: [surgeon]
            expertise: {breast: 5}
            institution: Charlottenhof
            email: one@x.example
            credential: {number: A-1, verified: 2026-03-02, expires: 2028-03-01}
            licences: [DE-BE]
          - id: r-two
            name: Dr. Two
            specialties: [medicalOncologist]
            institution: Charlottenhof
            email: two@x.example
            credential: {number: A-2, expires: 2028-03-01}
            licences: [DE-BE]
            leave: [{from: 2026-11-02, to: 2026-11-06}]
            conflicts: [{with: Klinikum, reason: employed there}]
            casesPerWeek: 3
            sits: {tuesday: [morning], friday: [morning, afternoon]}
            timeZone: Europe/Lisbon
            region: DE-BE
        """

    private func read(_ text: String) throws -> Roster {
        try RosterReader().read(Data(text.utf8), fileName: "roster.yaml")
    }

    @Test("A roster is read")
    func whole() throws {
        let roster = try read(Self.roster)
        #expect(roster.board(for: .gynaecological)?.chair == "r-one")
        #expect(roster.reviewer("r-one")?.expertise == [.breast: 5])
        #expect(roster.reviewer("r-one")?.casesPerWeek == 6)
        #expect(roster.reviewer("r-two")?.credential.verified == nil)
        #expect(roster.reviewer("r-two")?.sits == [.tuesday: [.morning], .friday: [.morning, .afternoon]])
        #expect(roster.reviewer("r-two")?.timeZone == "Europe/Lisbon")
        #expect(roster.reviewer("r-two")?.region == "DE-BE")
        #expect(roster.reviewer("r-two")?.leave.first?.covers(try CivilDate("2026-11-06")) == true)
    }

    @Test(
        "A slip in a roster is refused at its place",
        arguments: [
            (
                "chair: r-one", "chair: r-on",
                "roster.yaml:5: boards[1].chair: “r-on” is no reviewer of this roster; did you mean “r-one”?"
            ),
            ("Europe/Berlin", "Berlin", "roster.yaml:8: boards[1].timeZone: “Berlin” is not a time zone"),
            ("- id: r-two", "- id: r-one", "the reviewer id “r-one” is used twice"),
            ("[r-two]", "[r-one]", "boards[1].delegates[1]: “r-one” is already the chair"),
            ("{breast: 5}", "{breast: 6}", "reviewers[1].expertise.breast: 6 is not between 1 and 5"),
            ("{breast: 5}", "{brest: 5}", "reviewers[1].expertise.brest: unknown key; did you mean “breast”?"),
            ("[surgeon]", "[surgery]", "reviewers[1].specialties[1]: “surgery” is not one of surgeon"),
            ("[surgeon]", "[]", "reviewers[1].specialties: name at least one"),
            ("to: 2026-11-06", "to: 2026-11-01", "the leave ends (2026-11-01) before it begins (2026-11-02)"),
            ("one@x.example", "one@", "is not a valid email address"),
        ])
    func slips(_ find: String, _ replace: String, _ message: String) {
        let text = Self.roster.replacingOccurrences(of: find, with: replace)
        let problem = #expect(throws: FileProblem.self) { try read(text) }
        #expect(problem?.description.contains(message) == true, "\(problem?.description ?? "nothing thrown")")
    }

    @Test("A disease group on two boards is refused")
    func twoBoards() {
        let second = """
              - id: other
                name: Other
                diseaseGroups: [breast]
                chair: r-two
                coordinator: {name: Pia Kranz}
                timeZone: Europe/Berlin
            reviewers:
            """
        let text = Self.roster.replacingOccurrences(of: "reviewers:", with: second)
        let problem = #expect(throws: FileProblem.self) { try read(text) }
        #expect(problem?.description.contains("breast already belongs to the board “breast-gynae”") == true)
    }

    @Test("Sessions are read with their instants, and slips refused at their place")
    func sessions() throws {
        let line =
            "  - {id: breast-1, board: breast-gynae, starts: 2026-11-03T14:00:00Z, minutes: 90, cutoffHours: 96, "
            + "timeZone: Europe/Berlin, place: Conference room 2 and video}\n"
        func read(_ text: String) throws -> [Session] {
            try SessionsReader().read(Data(text.utf8), fileName: "sessions.yaml", roster: try self.read(Self.roster))
        }
        let session = try #require(try read("sessions:\n" + line).first)
        #expect(session.starts == Date(timeIntervalSince1970: 1_793_714_400))
        #expect(session.cutoff == Date(timeIntervalSince1970: 1_793_714_400 - 96 * 3_600))
        #expect(session.place == "Conference room 2 and video")
        #expect(!session.inRoom)
        let inRoom = line.replacing("place:", with: "inRoom: true, place:")
        #expect(try read("sessions:\n" + inRoom).first?.inRoom == true)
        for (text, message) in [
            (line + line, "sessions.yaml:3: sessions[2]: the session id “breast-1” is used twice"),
            (
                line.replacingOccurrences(of: "board: breast-gynae", with: "board: breast"),
                "“breast” is no board of the roster"
            ),
            (line.replacingOccurrences(of: "T14:00:00Z", with: " 14:00"), "is not a date and time"),
            (line.replacingOccurrences(of: "minutes: 90", with: "minutes: long"), "“long” is not a whole number"),
        ] {
            let problem = #expect(throws: FileProblem.self) { try read("sessions:\n" + text) }
            #expect(problem?.description.contains(message) == true, "\(problem?.description ?? "nothing thrown")")
        }
    }

    @Test("The samples' roster and sessions are read")
    func samples() throws {
        let samples = try #require(IntakeFiles.root).appending(path: "Samples")
        let roster = try RosterReader().read(
            try Data(contentsOf: samples.appending(path: "roster.yaml")), fileName: "roster.yaml")
        #expect(roster.reviewers.count >= 24)
        #expect(roster.boards.count == 4)
        let sessions = try SessionsReader().read(
            try Data(contentsOf: samples.appending(path: "sessions.yaml")), fileName: "sessions.yaml", roster: roster)
        #expect(sessions.count == 8)
    }

    @Test("Boards of two regions may decide the same diseases, two of one region may not")
    func regions() throws {
        let second = """
              - id: breast-south
                name: Breast board of the south
                diseaseGroups: [breast]
                chair: r-one
                coordinator: {name: Pia Kranz, email: p.kranz@x.example}
                timeZone: Europe/Berlin
                region: DE-BY
                neighbours: [DE-BW]
            reviewers:
            """
        let roster = try read(Self.roster.replacing("reviewers:", with: second))
        #expect(roster.board(for: .breast)?.id == "breast-gynae")
        #expect(roster.board(for: .breast, in: "DE-BY")?.id == "breast-south")
        #expect(roster.board(for: .breast, in: "DE-BE")?.id == "breast-gynae")
        #expect(roster.boards.last?.neighbours == ["DE-BW"])
        #expect(throws: FileProblem.self) {
            try read(Self.roster.replacing("reviewers:", with: second.replacing("    region: DE-BY\n", with: "")))
        }
    }
}
