import Foundation
import Logging
import Orchestrator
import Testing
import TumorBoard

@Suite("A backup of a site") struct BackupTests {
    @Test("Restored into an empty folder it verifies, and everything in it can be read")
    func roundTrip() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            try Data("Hello".utf8).write(
                to: try made(office.paths.templates).appending(path: "contact.en.mustache"))
            let backup = SiteBackup(folder.appending(path: "backup"))
            try backup.make(of: office)
            let target = SitePaths(root: folder.appending(path: "new"))
            let report = try backup.restore(to: target)
            #expect(report.isSound)
            #expect(try report == office.audit())
            let restored = try await BoardOffice.open(target.root, logger: quiet)
            #expect(try restored.roster() == office.roster())
            #expect(try restored.caseIDs() == office.caseIDs())
            #expect(try restored.caseFile("C-0001") == office.caseFile("C-0001"))
            #expect(
                FileManager.default.fileExists(atPath: target.templates.appending(path: "contact.en.mustache").path))
        }
    }

    @Test("Its files are for their owner alone, and the keys lie beside the database, not with it")
    func permissions() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            let backup = SiteBackup(folder.appending(path: "backup"))
            try backup.make(of: office)
            let files = try #require(FileManager.default.enumerator(atPath: folder.appending(path: "backup").path))
            var seen: Set<String> = []
            for case let name as String in files {
                let path = folder.appending(path: "backup").appending(path: name).path
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
                #expect((mode?.intValue ?? 0o777) & 0o077 == 0, "\(name)")
                seen.insert(name)
            }
            #expect(seen.isSuperset(of: ["tumorboard.yaml", "data/journal.sqlite", "keys/master.key"]))
            #expect(!seen.contains { $0.hasPrefix("data/") && $0.contains("key") })
        }
    }

    @Test("Keys that are kept apart are named; without them nothing is restored")
    func keysApart() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            let backup = SiteBackup(folder.appending(path: "backup"))
            try backup.make(of: office)
            let safe = folder.appending(path: "safe")
            try FileManager.default.moveItem(at: backup.keys, to: safe)
            let target = SitePaths(root: folder.appending(path: "new"))
            #expect(throws: BackupError.noKeys(backup.keys.path)) { try backup.restore(to: target) }
            #expect(!FileManager.default.fileExists(atPath: target.root.path))
            #expect(try backup.restore(to: target, keys: safe).isSound)
        }
    }

    @Test("A folder that is not empty is never written to, neither by a backup nor by a restore")
    func notEmpty() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            let backup = SiteBackup(folder.appending(path: "backup"))
            try backup.make(of: office)
            #expect(throws: BackupError.self) { try backup.make(of: office) }
            #expect(throws: BackupError.notEmpty(office.paths.root.path)) { try backup.restore(to: office.paths) }
            let empty = SiteBackup(try made(folder.appending(path: "empty")))
            #expect(throws: BackupError.self) { try empty.restore(to: SitePaths(root: folder.appending(path: "new"))) }
        }
    }

    @Test("One changed byte of an event shows when it is restored, with its place")
    func changedByte() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            let backup = SiteBackup(folder.appending(path: "backup"))
            try backup.make(of: office)
            let database = folder.appending(path: "backup/data/journal.sqlite")
            var bytes = try Data(contentsOf: database)
            let name = try #require(bytes.range(of: Data("Dr One".utf8)))
            bytes[name.lowerBound + 3] = UInt8(ascii: "o")
            try bytes.write(to: database)
            let report = try backup.restore(to: SitePaths(root: folder.appending(path: "new")))
            #expect(!report.isSound)
            #expect(report.broken?.contains("roster/site") == true, "\(report.broken ?? "")")
        }
    }

    @Test("A head that was kept outside proves a rewrite, and another site's head is refused")
    func heads() async throws {
        try await inFolder { folder in
            let office = try await site(in: folder.appending(path: "site"))
            let head = try office.signedHead()
            try office.adoptPolicy(.standard, actor: "test")
            #expect(try office.audit(against: [head]).isSound)
            let other = try await site(in: folder.appending(path: "other"))
            #expect(throws: OfficeError.self) { try other.audit(against: [head]) }
            let cut = try office.signedHead()
            let backup = SiteBackup(folder.appending(path: "backup"))
            try backup.make(of: office)
            try office.adoptPolicy(.standard, actor: "test")
            let later = try office.signedHead()
            let target = SitePaths(root: folder.appending(path: "new"))
            _ = try backup.restore(to: target)
            let restored = try await BoardOffice.open(target.root, logger: quiet)
            #expect(try restored.audit(against: [head, cut]).isSound)
            #expect(try restored.audit(against: [later]).broken?.contains("cut off") == true)
        }
    }

    private func made(_ folder: URL) throws -> URL {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

/// Nothing is written where tests run.
let quiet: Logger = {
    var logger = Logger(label: "tests")
    logger.logLevel = .critical
    return logger
}()

/// A folder of its own for a test, gone afterwards.
func inFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
}

/// A small site with a roster and a case.
func site(in folder: URL, smtpPort: Int = 25) async throws -> BoardOffice {
    try SiteFounding(smtpPort: smtpPort).create(at: SitePaths(root: folder))
    let office = try await BoardOffice.open(folder, logger: quiet)
    let chair = Reviewer(
        id: "r-one", name: "Dr One", specialties: [.surgeon], expertise: [.breast: 5], institution: "Hospital",
        email: try EmailAddress("one@hospital.example"),
        credential: Credential(
            number: "1", verified: try CivilDate("2026-01-01"), expires: try CivilDate("2030-01-01")),
        licences: ["DE-BE"])
    let board = Board(
        id: "breast", name: "Breast board", diseaseGroups: [.breast], chair: "r-one", delegates: [],
        coordinator: Contact(
            name: "Coordinator", institution: nil, email: try EmailAddress("c@hospital.example"), phone: nil),
        onCall: [], timeZone: "Europe/Berlin")
    try office.importRoster(Roster(reviewers: [chair], boards: [board]), actor: "test")
    try office.importCase(
        Case(
            id: "C-0001", diseaseGroup: .breast, patient: Patient(name: "Ada Test"),
            referral: Referral(by: .patient, setting: .secondOpinion),
            diagnosis: Diagnosis(cancer: Coding(text: "Breast cancer"))), actor: "test")
    return office
}
