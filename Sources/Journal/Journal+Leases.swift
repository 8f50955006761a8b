package import Foundation
import GRDB

/// The right to run a stream's due steps until it runs out.
package struct Lease: Sendable, Equatable {
    /// The stream.
    package let stream: StreamID
    /// Who holds it.
    package let owner: String
    /// Which lease of the stream it is: each is one more than the last.
    package let epoch: Int
    /// When it runs out.
    package let until: Date
}

extension Journal {
    /// Takes a stream's lease; nil while another lives, even one of the same owner.
    package func lease(_ stream: StreamID, owner: String, until: Date, now: Date) throws -> Lease? {
        try Self.check(stream)
        return try writing { db in
            let epoch = try Int.fetchOne(
                db,
                sql: """
                    INSERT INTO lease (stream, owner, epoch, until) VALUES (?, ?, 1, ?)
                    ON CONFLICT (stream) DO UPDATE SET owner = excluded.owner, epoch = epoch + 1, until = excluded.until
                        WHERE until <= ?
                    RETURNING epoch
                    """, arguments: [stream.description, owner, until.milliseconds, now.milliseconds])
            return epoch.map { Lease(stream: stream, owner: owner, epoch: $0, until: until) }
        }
    }

    /// Gives a lease back; nothing changes where another has been given out since.
    package func release(_ lease: Lease) throws {
        try writing { db in
            try db.execute(
                sql: "UPDATE lease SET until = \(Self.free) WHERE stream = ? AND epoch = ? AND owner = ?",
                arguments: [lease.stream.description, lease.epoch, lease.owner])
        }
    }

    /// Ends the leases, of streams and of mail, of one owner whose lock on the site was found free.
    package func voidLeases(owner: String) throws {
        try voidLeases(where: "owner = ?", owner)
    }

    /// Ends everyone else's leases: for the holder of the site's lock, when it starts.
    package func voidLeases(exceptOwner owner: String) throws {
        try voidLeases(where: "owner <> ?", owner)
    }

    private func voidLeases(where condition: String, _ owner: String) throws {
        try writing { db in
            try db.execute(sql: "UPDATE lease SET until = \(Self.free) WHERE \(condition)", arguments: [owner])
            // Whether a composed message had left is not known.
            try db.execute(
                sql: """
                    UPDATE outbox SET state = \(Self.stateAfterLease), owner = NULL, lease_until = NULL
                    WHERE state = 'leased' AND \(condition)
                    """, arguments: [owner])
        }
    }

    /// A lease that has run out whatever the clock says.
    private static let free = Int64.min
}
