import Foundation
import Journal
import MailCatcher
import Orchestrator
import TumorBoard

/// A site with a breast board of two people a seat, weekly sessions, and an agent; it starts on Monday, 26 October 2026.
struct ScheduleSite {
    static let monday = instant("2026-10-26T07:00:00Z")
    let office: BoardOffice
    let agent: BoardAgent
    let catcher: MailCatcher

    /// Runs a body in such a site; sessions `w1`, `w2`… sit on Tuesdays at 14:00 UTC, the list closes 96 hours before.
    static func run(
        minutes: [Int] = [90, 90, 90], edit: (inout Roster) throws -> Void = { _ in },
        _ body: (ScheduleSite) async throws -> Void
    ) async throws {
        try await inFolder { folder in
            let catcher = MailCatcher(directory: nil)
            let port = try await catcher.start()
            let paths = SitePaths(root: folder.appending(path: "site"))
            try SiteFounding(name: "Hospital of tests", url: "http://board.test", smtpPort: port).create(at: paths)
            let office = try await BoardOffice.open(paths.root, logger: quiet)
            try office.clock.set(monday)
            var policy = BoardPolicy.standard
            policy.intake = IntakeRules(
                requiredRecords: [:], defaultRequiredRecords: [], staleAfterDays: [:], imageryStaleAfterDays: [:],
                staleBlocks: [])
            try office.adoptPolicy(policy, actor: "test")
            var roster = try roster()
            try edit(&roster)
            try office.importRoster(roster, actor: "test")
            for (week, minutes) in minutes.enumerated() {
                try office.addSession(session(week: week + 1, minutes: minutes), actor: "test")
            }
            let site = ScheduleSite(office: office, agent: BoardAgent(office: office), catcher: catcher)
            try await site.agent.runUntilIdle()
            try await body(site)
            try await catcher.stop()
        }
    }

    /// The session of a week, from 1.
    static func session(week: Int, minutes: Int = 90) -> Session {
        Session(
            id: SessionID(stringLiteral: "w\(week)"), board: "breast",
            starts: instant("2026-11-03T14:00:00Z").addingTimeInterval(604_800 * Double(week - 1)), minutes: minutes,
            cutoffHours: 96, timeZone: "Europe/Berlin")
    }

    /// A breast case that is ready as it comes.
    static func subject(_ id: CaseID, _ urgency: UrgencyClass = .standard) -> Case {
        var subject = Case(
            id: id, diseaseGroup: .breast,
            patient: Patient(
                name: "Mia Käfer", identifiers: [PatientIdentifier(system: "Hospital", value: "77-\(id)")],
                email: try? EmailAddress("patient-\(id)@mail.example")),
            referral: Referral(by: .patient, setting: .secondOpinion), consent: Consent(toReview: true),
            diagnosis: Diagnosis(cancer: Coding(text: "Invasive ductal carcinoma")), urgency: Urgency(level: urgency))
        subject.referral.received = CivilDate(year: 2026, month: 10, day: 26)
        return subject
    }

    /// Takes cases in and lets the agent work.
    func admit(_ cases: Case...) async throws {
        for subject in cases { try office.importCase(subject, actor: "test") }
        try await agent.runUntilIdle()
    }

    /// Lets time pass and the agent work.
    func wait(until text: String) async throws {
        try office.clock.set(Self.instant(text))
        try await agent.runUntilIdle()
    }

    /// Changes the roster and lets the agent work.
    func changeRoster(_ edit: (inout Roster) throws -> Void) async throws {
        var roster = try office.roster()
        try edit(&roster)
        try office.importRoster(roster, actor: "test")
        try await agent.runUntilIdle()
    }

    /// Where a case stands.
    func session(of id: CaseID) throws -> SessionID? { try office.caseFile(id).listing?.session }

    /// Who sits on a case.
    func panel(of id: CaseID) throws -> [Specialty: ReviewerID] {
        let seats = try office.caseFile(id).panel?.seats ?? []
        return Dictionary(seats.map { ($0.specialty, $0.reviewer) }, uniquingKeysWith: { first, _ in first })
    }

    /// Events of every case and session: what would have to be unchanged where nothing was to change.
    func versions() throws -> [String: Int] {
        var versions: [String: Int] = [:]
        for kind in ["case", "session"] {
            for stream in try office.journal.streams(kind: kind) {
                versions[stream.description] = try office.journal.version(of: stream)
            }
        }
        return versions
    }

    /// Kinds of the emails that an address got, in order.
    func mail(to address: String) throws -> [String] {
        try catcher.messages(to: address).compactMap { try ReadMail($0.data).header("X-Tumorboard-Kind") }
    }

    static func instant(_ text: String) -> Date { (try? Date(text, strategy: .iso8601)) ?? .distantPast }

    private static func roster() throws -> Roster {
        func reviewer(_ id: ReviewerID, _ specialty: Specialty, _ expertise: Int) throws -> Reviewer {
            Reviewer(
                id: id, name: "Dr. \(id)", specialties: [specialty], expertise: [.breast: expertise],
                institution: "Hospital of tests", email: try EmailAddress("\(id)@hospital.example"),
                credential: Credential(
                    number: "1", verified: try CivilDate("2026-01-01"), expires: try CivilDate("2030-01-01")),
                licences: ["DE-BE"])
        }
        return Roster(
            reviewers: [
                try reviewer("s1", .surgeon, 5), try reviewer("s2", .surgeon, 3),
                try reviewer("m1", .medicalOncologist, 5), try reviewer("m2", .medicalOncologist, 3),
                try reviewer("x1", .radiationOncologist, 5), try reviewer("x2", .radiationOncologist, 3),
                try reviewer("chair", .gynaecologist, 4),
            ],
            boards: [
                Board(
                    id: "breast", name: "Breast board", diseaseGroups: [.breast], chair: "chair", delegates: [],
                    coordinator: Contact(name: "Cora", email: try EmailAddress("coordinator@hospital.example")),
                    onCall: [], timeZone: "Europe/Berlin")
            ])
    }
}
