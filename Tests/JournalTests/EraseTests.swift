import Foundation
import Testing

@testable import Journal

@Suite("Erasing a patient") struct EraseTests {
    private func filled(_ driver: Driver) throws -> Site {
        let site = try driver.makeSite()
        let mail = OutboxItem(id: "m1", stream: aCase(), kind: "plan", reference: Data("{}".utf8), due: at(0))
        try site.journal.note(
            aCase(), after: 0, "x", "y",
            effects: Effects(
                due: [aCase(): [DueRow(stream: aCase(), step: "remind", at: at(1))]], outbox: [mail],
                searchTokens: [aCase(): [Data([1])]]))
        try site.journal.note(aCase(2), after: 0, "z")
        return site
    }

    @Test("nothing of an erased case can be read or found, by any process", arguments: Driver.allCases)
    func erased(driver: Driver) throws {
        let site = try filled(driver)
        let other = try site.makeJournal()
        #expect(try other.read(aCase()).count == 2)
        try site.journal.erase(subject: aCase())
        for journal in [site.journal, other, try site.makeJournal()] {
            #expect(throws: JournalError.keyDestroyed(aCase())) { try journal.read(aCase()) }
            #expect(throws: JournalError.keyDestroyed(aCase())) { try journal.note(aCase(), after: 2, "more") }
            #expect(try journal.streams(matching: [Data([1])]).isEmpty)
            #expect(try journal.due(at: at(100), limit: 10).isEmpty)
            #expect(try journal.outbox().map(\.state) == [.cancelled])
            #expect(try journal.claimOutbox(owner: "a", now: at(9), leaseUntil: at(99), limit: 9).isEmpty)
            #expect(try journal.isErased(aCase()))
            #expect(try journal.read(aCase(2)).count == 1)
        }
    }

    @Test("the chain still verifies, and says what was erased", arguments: Driver.allCases)
    func chain(driver: Driver) throws {
        let site = try filled(driver)
        try site.journal.erase(subject: aCase(), now: at(5))
        try site.journal.erase(subject: aCase(), now: at(6))
        let report = try site.makeJournal().verify()
        #expect(report.isIntact)
        #expect(report.erased == 2)
        #expect(report.opened == 1)
        #expect(report.undestroyed.isEmpty)
    }

    @Test("an erased stream still takes the unsealed event that says so", arguments: Driver.allCases)
    func record(driver: Driver) throws {
        let site = try filled(driver)
        try site.journal.erase(subject: aCase())
        try site.journal.note(aCase(), after: 2, "erased on request", sealed: false)
        #expect(try site.journal.version(of: aCase()) == 3)
        #expect(try site.journal.verify().isIntact)
    }

    @Test("an erasure that was cut off before the key is named by verify and can be finished")
    func cutOff() throws {
        let site = try filled(.sqlite)
        try site.tamper("UPDATE stream SET erased = 1 WHERE stream = 'case/C-1'")
        #expect(throws: JournalError.keyDestroyed(aCase())) { try site.journal.read(aCase()) }
        #expect(try site.journal.verify().undestroyed == [aCase()])
        try site.journal.erase(subject: aCase())
        #expect(try site.journal.verify().undestroyed.isEmpty)
    }

    @Test("erasing what is not there is refused", arguments: Driver.allCases)
    func absent(driver: Driver) throws {
        let site = try driver.makeSite()
        #expect(throws: JournalError.self) { try site.journal.erase(subject: aCase()) }
    }
}
