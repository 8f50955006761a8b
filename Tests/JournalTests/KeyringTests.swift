import Foundation
import Testing

@testable import Journal

@Suite("The keyring") struct KeyringTests {
    private func mode(_ url: URL) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }

    private func keyFiles(_ site: Site) throws -> [URL] {
        let streams = site.keyring.directory.appendingPathComponent("streams")
        return try FileManager.default.contentsOfDirectory(atPath: streams.path).map(streams.appendingPathComponent)
    }

    @Test("directories are 0700, files 0600, and no draft stays behind")
    func modes() throws {
        let site = try Site()
        try site.journal.note(aCase(), after: 0, "x")
        let files = try keyFiles(site)
        #expect(files.count == 1)
        #expect(try mode(site.keyring.directory) == 0o700)
        #expect(try mode(site.keyring.directory.appendingPathComponent("streams")) == 0o700)
        for file in files + [site.keyring.directory.appendingPathComponent("master.key")] {
            #expect(try mode(file) == 0o600)
        }
    }

    @Test("a key that others may read is refused with the command that mends it", arguments: [0o640, 0o604, 0o660])
    func openFile(bits: Int) throws {
        let site = try Site()
        let file = site.keyring.directory.appendingPathComponent("master.key")
        try FileManager.default.setAttributes([.posixPermissions: bits], ofItemAtPath: file.path)
        let error = #expect(throws: KeyringError.self) { try Keyring(directory: site.keyring.directory) }
        #expect(error?.description.contains("chmod 600") == true)
    }

    @Test("a directory that others may enter is refused")
    func openDirectory() throws {
        let site = try Site()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o750], ofItemAtPath: site.keyring.directory.path)
        let error = #expect(throws: KeyringError.self) { try Keyring(directory: site.keyring.directory) }
        #expect(error?.description.contains("chmod 700") == true)
    }

    @Test("a keyring is neither made twice nor opened where there is none")
    func existence() throws {
        let site = try Site()
        #expect(throws: KeyringError.self) { try Keyring.create(directory: site.keyring.directory) }
        #expect(throws: KeyringError.self) { try Keyring(directory: site.directory.appendingPathComponent("none")) }
        #expect(throws: KeyringError.randomness(wanted: 32, got: 3)) {
            try Keyring.create(directory: site.directory.appendingPathComponent("poor")) { _ in [1, 2, 3] }
        }
    }

    @Test("derived keys differ by purpose and by site, and stay the same")
    func derived() throws {
        let (site, other) = (try Site(), try Site())
        let key = site.keyring.derive(purpose: "links")
        #expect(key.count == 32)
        #expect(try Keyring(directory: site.keyring.directory).derive(purpose: "links") == key)
        #expect(site.keyring.derive(purpose: "search") != key)
        #expect(other.keyring.derive(purpose: "links") != key)
    }

    @Test("a database refuses the keyring of another site")
    func wrongKeyring() throws {
        let (site, other) = (try Site(), try Site())
        #expect(throws: JournalError.wrongKeyring(database: site.journal.database.path)) {
            try Journal(database: site.journal.database, keyring: other.keyring)
        }
    }

    @Test("a key file of another stream or of another site does not open")
    func swapped() throws {
        let site = try Site()
        try site.journal.note(aCase(1), after: 0, "x")
        let first = try #require(try keyFiles(site).first)
        let bytes = try Data(contentsOf: first)
        try site.journal.note(aCase(2), after: 0, "y")
        let second = try #require(try keyFiles(site).first { $0 != first })
        try bytes.write(to: second)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: second.path)
        #expect(throws: KeyringError.self) { try site.makeJournal().read(aCase(2)) }
    }

    @Test("a lost key is told apart from a destroyed one, and no other is made in its place")
    func lost() throws {
        let site = try Site()
        try site.journal.note(aCase(), after: 0, "x")
        for file in try keyFiles(site) { try FileManager.default.removeItem(at: file) }
        let journal = try site.makeJournal()
        #expect(throws: JournalError.keyMissing(aCase())) { try journal.read(aCase()) }
        #expect(throws: JournalError.keyMissing(aCase())) { try journal.note(aCase(), after: 1, "y") }
        let report = try journal.verify()
        #expect(report.isIntact)
        #expect(report.keyless == [aCase()])
    }
}
