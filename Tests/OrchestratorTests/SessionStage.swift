import Foundation
import MailCatcher
import Orchestrator
import TumorBoard

/// A site with a whole board, an agent and a mailbox for everyone, its clock set.
struct SessionStage {
    let office: BoardOffice
    let agent: BoardAgent
    let catcher: MailCatcher

    /// The tests' calendar: day 0 is Monday, 2 November 2026.
    static func day(_ day: Int, _ hour: Int = 9) -> Date {
        Date(timeIntervalSince1970: 1_793_577_600 + Double(day * 86_400 + hour * 3_600))
    }

    /// Runs a body in a site that is gone afterwards, with sessions w1 and w2 on two Wednesdays at 13:00 UTC.
    static func run(_ body: (SessionStage) async throws -> Void) async throws {
        try await inFolder { folder in
            let catcher = MailCatcher(directory: nil)
            let port = try await catcher.start()
            try SiteFounding(smtpPort: port).create(at: SitePaths(root: folder))
            let office = try await BoardOffice.open(folder, logger: quiet)
            try office.clock.set(day(0))
            try office.importRoster(try roster(), actor: "test")
            for week in 1...2 { try office.addSession(session("w\(week)", onDay: 2 + 7 * week), actor: "test") }
            let stage = SessionStage(office: office, agent: BoardAgent(office: office), catcher: catcher)
            let result: Result<Void, any Error>
            do {
                result = .success(try await body(stage))
            } catch {
                result = .failure(error)
            }
            try await catcher.stop()
            try result.get()
        }
    }

    static func session(_ id: String, onDay number: Int) -> Session {
        Session(
            id: SessionID(checked: id), board: "thoracic", starts: day(number, 13), minutes: 60, cutoffHours: 96,
            timeZone: "Europe/Berlin", place: "Room 1")
    }

    /// Does everything that is due at a time.
    func at(_ instant: Date) async throws {
        try office.clock.set(instant)
        try await agent.runUntilIdle()
    }

    /// Takes in a case that is ready; its patient has the address `ID@patient.example`.
    func refer(_ id: CaseID, _ urgency: UrgencyClass = .standard) throws {
        try office.importCase(try Self.subject(id, urgency), actor: "test")
    }

    func session(of id: CaseID) throws -> SessionID? { try office.caseFile(id).listing?.session }

    func status(of id: CaseID) throws -> CaseStatus {
        let file = try office.caseFile(id)
        return file.status(readiness: file.readiness(now: office.now, policy: try office.policy()))
    }

    /// The mail since a count of all mail, by kind and whom it went to: `listed C-1@patient.example`.
    func mail(since count: Int) throws -> [String] {
        try catcher.messages.dropFirst(count).map { mail in
            "\(try ReadMail(mail.data).header("X-Tumorboard-Kind") ?? "") \(mail.recipients.joined(separator: ","))"
        }.sorted()
    }

    /// The mail to someone, the newest last.
    func mail(to address: String) throws -> [ReadMail] {
        try catcher.messages(to: address).map { try ReadMail($0.data) }
    }

    private static func roster() throws -> Roster {
        func reviewer(_ id: ReviewerID, _ specialty: Specialty, _ expertise: Int) throws -> Reviewer {
            Reviewer(
                id: id, name: "Dr. \(id)", specialties: [specialty], expertise: [.lung: expertise],
                institution: "Charité Nord", email: try EmailAddress("\(id)@board.example"),
                credential: Credential(
                    number: "1", verified: try CivilDate("2026-01-01"), expires: try CivilDate("2030-01-01")),
                licences: ["DE-BE"])
        }
        return Roster(
            reviewers: [
                try reviewer("s1", .surgeon, 5), try reviewer("s2", .surgeon, 3),
                try reviewer("m1", .medicalOncologist, 5),
                try reviewer("m2", .medicalOncologist, 3), try reviewer("x1", .radiationOncologist, 5),
                try reviewer("x2", .radiationOncologist, 3), try reviewer("chair", .pulmonologist, 3),
            ],
            boards: [
                Board(
                    id: "thoracic", name: "Thoracic board", diseaseGroups: [.lung], chair: "chair", delegates: [],
                    coordinator: Contact(name: "Coordinator", email: try EmailAddress("office@board.example")),
                    onCall: [], timeZone: "Europe/Berlin")
            ])
    }

    private static func subject(_ id: CaseID, _ urgency: UrgencyClass) throws -> Case {
        var subject = Case(
            id: id, diseaseGroup: .lung,
            patient: Patient(name: "Patient \(id)", sex: .female, region: "DE-BE"),
            referral: Referral(
                by: .treatingOncologist, setting: .secondOpinion, received: try CivilDate("2026-11-02"),
                doctor: Contact(name: "Dr. Ruth Fern", institution: "Klinik am See"), question: "Surgery first?"),
            consent: Consent(toReview: true, letterToReferringDoctor: true),
            diagnosis: Diagnosis(cancer: Coding(text: "adenocarcinoma of the lung"), histology: "adenocarcinoma"))
        subject.patient.email = try EmailAddress("\(id)@patient.example")
        subject.urgency.level = urgency
        subject.records = [RecordClass.pathologyReport, .imagingReport, .images].map {
            ClinicalRecord(
                id: $0.rawValue, kind: $0, title: $0.rawValue, date: CivilDate(year: 2026, month: 10, day: 30))
        }
        return subject
    }
}
