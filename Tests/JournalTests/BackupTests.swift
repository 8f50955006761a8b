import Foundation
import Testing

@testable import Journal

@Suite("Backup") struct BackupTests {
    @Test("a backup made while the journal is in use opens and verifies, with the keyring", arguments: Driver.allCases)
    func backup(driver: Driver) throws {
        let site = try driver.makeSite()
        for version in 0..<30 { try site.journal.note(aCase(), after: version, String(repeating: "x", count: 5000)) }
        let directory = site.directory.appendingPathComponent("backup/today")
        var last: [Int64] = []
        try site.journal.backup(to: directory) { done, total in
            last = [done, total]
        }
        try site.journal.note(aCase(), after: 30, "after")
        #expect(last.first == last.last && last.first ?? 0 > 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["journal.sqlite"])
        let copy = try Journal(database: directory.appendingPathComponent("journal.sqlite"), keyring: site.keyring)
        let report = try copy.verify()
        #expect(report.isIntact)
        #expect(report.events == 30)
        #expect(report.opened == 30)
        try copy.note(aCase(), after: 30, "goes on")
        #expect(try site.journal.verify().isIntact)
    }

    @Test("a backup never overwrites one", arguments: Driver.allCases)
    func overwrite(driver: Driver) throws {
        let site = try driver.makeSite()
        let directory = site.directory.appendingPathComponent("backup")
        try site.journal.backup(to: directory)
        #expect(throws: JournalError.self) { try site.journal.backup(to: directory) }
    }

    @Test("a database of a newer version is refused")
    func newer() throws {
        let site = try Site()
        try site.tamper("INSERT INTO grdb_migrations (identifier) VALUES ('9999 future')")
        #expect(throws: JournalError.newerSchema(database: site.journal.database.path)) { try site.makeJournal() }
    }
}
