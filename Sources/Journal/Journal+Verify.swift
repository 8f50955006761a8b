package import Foundation
import GRDB

/// What a walk over every event found.
package struct VerifyReport: Sendable, Equatable {
    /// Events whose place and hash were found right.
    package internal(set) var events: Int64 = 0
    /// The chain's hash over them.
    package internal(set) var hash: Data = HashChain.genesis
    /// Sealed payloads that opened.
    package internal(set) var opened: Int64 = 0
    /// Sealed payloads whose key was destroyed.
    package internal(set) var erased: Int64 = 0
    /// Streams whose key is neither there nor destroyed: their keyring has to be restored.
    package internal(set) var keyless: Set<StreamID> = []
    /// Streams that were erased and whose key is still there: `erase(subject:)` has to be called again.
    package internal(set) var undestroyed: Set<StreamID> = []
    /// The first broken link; nil where the chain holds.
    package internal(set) var broken: BrokenLink?

    /// Whether the chain holds. Missing keys are a matter of the keyring and are told apart.
    package var isIntact: Bool { broken == nil }
}

/// Where the chain breaks first, and how.
package struct BrokenLink: Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    package enum Problem: Sendable, Equatable {
        /// The event is not what its hash was made over.
        case hashMismatch
        /// No event has this position.
        case missingPosition
        /// The stream's versions do not follow one another.
        case versionGap(expected: Int)
        /// A column holds what this program never writes.
        case malformed(String)
        /// The payload does not open with the stream's key.
        case sealBroken
        /// The end of the chain is not the head that was written down, here or outside.
        case headMismatch(String)
        /// What is known of a stream does not agree with its events.
        case streamMismatch(String)
    }

    /// The position of the event.
    package let position: Int64
    /// Its stream, where it can be read.
    package let stream: String?
    /// Its version, where it can be read.
    package let version: Int?
    /// What is wrong.
    package let problem: Problem

    /// The message for a person.
    package var description: String {
        let place = "position \(position)" + (stream.map { ", \($0)" } ?? "") + (version.map { " version \($0)" } ?? "")
        return switch problem {
        case .hashMismatch: "\(place): the event was changed after it was written (its hash does not match)"
        case .missingPosition: "\(place): the event is missing"
        case .versionGap(let expected): "\(place): version \(expected) of the stream is missing"
        case .malformed(let what): "\(place): \(what)"
        case .sealBroken: "\(place): the payload does not open with the stream's key"
        case .headMismatch(let what): "\(place): \(what)"
        case .streamMismatch(let what): "\(place): \(what)"
        }
    }
}

extension Journal {
    /// Walks every event over its stored bytes and stops at the first broken link.
    /// - Parameters:
    ///   - heads: heads that were kept outside, their signatures checked; each must lie on the chain.
    ///   - progress: called now and then with the events walked and all there are.
    package func verify(
        against heads: [(position: Int64, hash: Data)] = [], progress: ((Int64, Int64) -> Void)? = nil
    ) throws -> VerifyReport {
        try reading { db in
            var walk = ChainWalk(keyring: self.keyring, heads: heads)
            let total = try Int64.fetchOne(db, sql: "SELECT COUNT(*) FROM event") ?? 0
            try walk.prepare(db)
            let rows = try Row.fetchCursor(db, sql: ChainWalk.select)
            while walk.report.broken == nil, let row = try rows.next() {
                try walk.step(row)
                if walk.report.events.isMultiple(of: 256) { progress?(walk.report.events, total) }
            }
            if walk.report.broken == nil { try walk.finish(db) }
            progress?(walk.report.events, total)
            return walk.report
        }
    }
}
