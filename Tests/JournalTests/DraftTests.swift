import Foundation
import GRDB
import Testing

@testable import Journal

@Suite("Drafts") struct DraftTests {
    private let text = Data("began to write of her neighbour".utf8)

    private func begun(_ driver: Driver) throws -> Site {
        let site = try driver.makeSite()
        try site.journal.note(aCase(), after: 0, "x")
        try site.journal.note(aCase(2), after: 0, "x")
        try site.journal.keepDraft(text, of: aCase(), person: "r1", round: 1, now: at(5))
        return site
    }

    @Test("a draft is given back to its author alone, for the same round, by any process", arguments: Driver.allCases)
    func kept(driver: Driver) throws {
        let site = try begun(driver)
        for journal in [site.journal, try site.makeJournal()] {
            #expect(try journal.draft(of: aCase(), person: "r1", round: 1) == Draft(body: text, kept: at(5)))
            #expect(try journal.draft(of: aCase(), person: "r2", round: 1) == nil)
            #expect(try journal.draft(of: aCase(), person: "r1", round: 2) == nil)
            #expect(try journal.draft(of: aCase(2), person: "r1", round: 1) == nil)
        }
    }

    @Test("the newest draft takes the place of the one before", arguments: Driver.allCases)
    func replaced(driver: Driver) throws {
        let site = try begun(driver)
        try site.journal.keepDraft(Data("2".utf8), of: aCase(), person: "r1", round: 2, now: at(9))
        #expect(try site.journal.draft(of: aCase(), person: "r1", round: 1) == nil)
        #expect(try site.journal.draft(of: aCase(), person: "r1", round: 2)?.body == Data("2".utf8))
    }

    @Test("a draft goes with the append that makes it needless, and the others stay", arguments: Driver.allCases)
    func removed(driver: Driver) throws {
        let site = try begun(driver)
        try site.journal.keepDraft(text, of: aCase(), person: "r2", round: 1, now: at(6))
        try site.journal.keepDraft(text, of: aCase(2), person: "r1", round: 1, now: at(6))
        try site.journal.note(
            aCase(), after: 1, "cast", effects: Effects(removeDrafts: [DraftScope(stream: aCase(), person: "r1")]))
        #expect(try site.journal.draft(of: aCase(), person: "r1", round: 1) == nil)
        #expect(try site.journal.draft(of: aCase(), person: "r2", round: 1) != nil)
        try site.journal.apply(Effects(removeDrafts: [DraftScope(stream: aCase())]))
        #expect(try site.journal.draft(of: aCase(), person: "r2", round: 1) == nil)
        #expect(try site.journal.draft(of: aCase(2), person: "r1", round: 1) != nil)
    }

    @Test("an append that fails takes no draft away", arguments: Driver.allCases)
    func atomic(driver: Driver) throws {
        let site = try begun(driver)
        #expect(throws: JournalError.self) {
            try site.journal.note(
                aCase(), after: 7, "cast", effects: Effects(removeDrafts: [DraftScope(stream: aCase())]))
        }
        #expect(try site.journal.draft(of: aCase(), person: "r1", round: 1) != nil)
    }

    @Test("a draft goes with its case's key, and none can be kept afterwards", arguments: Driver.allCases)
    func erased(driver: Driver) throws {
        let site = try begun(driver)
        try site.journal.erase(subject: aCase())
        for journal in [site.journal, try site.makeJournal()] {
            #expect(try journal.draft(of: aCase(), person: "r1", round: 1) == nil)
            #expect(throws: JournalError.keyDestroyed(aCase())) {
                try journal.keepDraft(text, of: aCase(), person: "r1", round: 1, now: at(7))
            }
        }
    }

    @Test("nothing of a draft lies in clear, and it opens for no other person")
    func sealed() throws {
        let site = try begun(.sqlite)
        for name in try FileManager.default.contentsOfDirectory(atPath: site.directory.path) {
            guard let bytes = FileManager.default.contents(atPath: site.directory.appendingPathComponent(name).path)
            else { continue }
            #expect(bytes.range(of: Data("neighbour".utf8)) == nil, "in clear in \(name)")
        }
        try site.tamper("UPDATE draft SET person = 'r2'")
        #expect(throws: JournalError.unreadable(stream: aCase(), what: "a draft")) {
            try site.journal.draft(of: aCase(), person: "r2", round: 1)
        }
    }
}
