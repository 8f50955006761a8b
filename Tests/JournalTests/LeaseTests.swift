import Foundation
import Testing

@testable import Journal

@Suite("Leases of streams") struct LeaseTests {
    @Test("a lease excludes everyone until it is released or runs out", arguments: Driver.allCases)
    func exclusion(driver: Driver) throws {
        let site = try driver.makeSite()
        let (one, two) = (site.journal, try site.makeJournal())
        let first = try #require(try one.lease(aCase(), owner: "a", until: at(10), now: at(0)))
        #expect(try two.lease(aCase(), owner: "b", until: at(20), now: at(9)) == nil)
        #expect(try one.lease(aCase(), owner: "a", until: at(20), now: at(9)) == nil)
        #expect(try one.lease(aCase(2), owner: "a", until: at(20), now: at(9)) != nil)
        let second = try #require(try two.lease(aCase(), owner: "b", until: at(20), now: at(10)))
        #expect(second.epoch == first.epoch + 1)
        try one.release(first)
        #expect(try one.lease(aCase(), owner: "a", until: at(30), now: at(11)) == nil)
        try two.release(second)
        let third = try #require(try one.lease(aCase(), owner: "a", until: at(30), now: at(11)))
        #expect(third.epoch == second.epoch + 1)
    }
}
