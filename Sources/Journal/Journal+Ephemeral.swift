package import Foundation
import GRDB

/// Short-lived rows of the web: sessions, second-factor codes, counters of attempts. They are no part of the record;
/// values are sealed with a key of the site's own.
extension Journal {
    /// Stores a value until it expires, over whatever had its key.
    package func putEphemeral(key: String, value: Data, expires: Date) throws {
        let value = try keyring.seal(value, ephemeralKey: key)
        try writing { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO ephemeral (key, value, expires) VALUES (?, ?, ?)",
                arguments: [key, value, expires.milliseconds])
        }
    }

    /// A value that has not expired.
    package func ephemeral(key: String, now: Date) throws -> Data? {
        let sealed = try reading { db in
            try Data.fetchOne(
                db, sql: "SELECT value FROM ephemeral WHERE key = ? AND expires > ?",
                arguments: [key, now.milliseconds])
        }
        return try sealed.map { try keyring.open($0, ephemeralKey: key) }
    }

    /// A value that has not expired, taken away in the same step: of two that ask, one gets it.
    package func takeEphemeral(key: String, now: Date) throws -> Data? {
        let sealed = try writing { db in
            try Data.fetchOne(
                db, sql: "DELETE FROM ephemeral WHERE key = ? AND expires > ? RETURNING value",
                arguments: [key, now.milliseconds])
        }
        return try sealed.map { try keyring.open($0, ephemeralKey: key) }
    }

    /// Takes a value away.
    package func removeEphemeral(key: String) throws {
        try writing { try $0.execute(sql: "DELETE FROM ephemeral WHERE key = ?", arguments: [key]) }
    }

    /// Takes away what has expired, and counters whose window began more than a month ago.
    package func purgeEphemeral(now: Date) throws {
        let month: TimeInterval = 31 * 24 * 3600
        try writing { db in
            try db.execute(sql: "DELETE FROM ephemeral WHERE expires <= ?", arguments: [now.milliseconds])
            try db.execute(
                sql: "DELETE FROM counter WHERE started < ?",
                arguments: [now.addingTimeInterval(-month).milliseconds])
        }
    }

    /// Counts one more attempt and gives how many there were in the window; a window that began before `start` is over
    /// and a new one begins now.
    package func bump(counter key: String, window start: Date, now: Date) throws -> Int {
        try writing { db in
            let count = try Int.fetchOne(
                db,
                sql: """
                    INSERT INTO counter (key, started, count) VALUES (:key, :now, 1)
                    ON CONFLICT (key) DO UPDATE SET
                        count = CASE WHEN started < :start THEN 1 ELSE count + 1 END,
                        started = CASE WHEN started < :start THEN :now ELSE started END
                    RETURNING count
                    """, arguments: ["key": key, "now": now.milliseconds, "start": start.milliseconds])
            guard let count else { throw JournalError.damaged(what: "counter \(key) gave no count") }
            return count
        }
    }

    /// Starts a counter from nothing again, for instance after a right code.
    package func clear(counter key: String) throws {
        try writing { try $0.execute(sql: "DELETE FROM counter WHERE key = ?", arguments: [key]) }
    }
}
