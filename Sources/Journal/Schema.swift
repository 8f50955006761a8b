import GRDB

/// The database's numbered migrations. One that was released is never changed: a change is a further one.
enum Schema {
    /// All migrations, in order.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001 journal") { db in
            try db.execute(sql: events)
            try db.execute(sql: readSide)
            try db.execute(sql: outbox)
            try db.execute(sql: web)
        }
        migrator.registerMigration("0002 drafts") { try $0.execute(sql: drafts) }
        return migrator
    }

    /// Events, and what is known of each stream. The triggers stop mistakes; the hash chain shows intent.
    private static let events = """
        CREATE TABLE site (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            keyring BLOB NOT NULL,
            position INTEGER NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE TABLE stream (
            stream TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,
            sealed INTEGER NOT NULL DEFAULT 0,
            erased INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX stream_kind ON stream (kind, stream);
        CREATE TABLE event (
            position INTEGER PRIMARY KEY,
            stream TEXT NOT NULL REFERENCES stream (stream),
            version INTEGER NOT NULL,
            kind TEXT NOT NULL,
            schema INTEGER NOT NULL,
            actor TEXT NOT NULL,
            cause TEXT,
            effective INTEGER NOT NULL,
            recorded INTEGER NOT NULL,
            sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
            payload BLOB NOT NULL,
            hash BLOB NOT NULL,
            UNIQUE (stream, version)
        ) STRICT;
        CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN
            SELECT RAISE(ABORT, 'events are never changed');
        END;
        CREATE TRIGGER event_delete BEFORE DELETE ON event BEGIN
            SELECT RAISE(ABORT, 'events are never deleted');
        END;
        CREATE TRIGGER event_insert BEFORE INSERT ON event
        WHEN NEW.position IS NOT (SELECT COALESCE(MAX(position), 0) + 1 FROM event)
            OR NEW.version IS NOT (SELECT COALESCE(MAX(version), 0) + 1 FROM event WHERE stream = NEW.stream)
        BEGIN
            SELECT RAISE(ABORT, 'events are only added at the end');
        END;
        """

    /// What is derived from events and changes with them.
    private static let readSide = """
        CREATE TABLE due (
            stream TEXT NOT NULL,
            step TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (stream, step)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX due_at ON due (at, stream, step);
        CREATE TABLE read_model (
            model TEXT NOT NULL,
            key TEXT NOT NULL,
            sort TEXT NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (model, key)
        ) STRICT;
        CREATE INDEX read_model_sort ON read_model (model, sort, key);
        CREATE TABLE search (
            token BLOB NOT NULL,
            stream TEXT NOT NULL,
            PRIMARY KEY (token, stream)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX search_stream ON search (stream);
        CREATE TABLE lease (
            stream TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            until INTEGER NOT NULL
        ) STRICT;
        """

    /// Mail. `reference`, `address`, `bytes` and `words` are sealed with the stream's key; `reason` is ours.
    private static let outbox = """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY,
            stream TEXT NOT NULL,
            kind TEXT NOT NULL,
            reference BLOB NOT NULL,
            due INTEGER NOT NULL,
            useful_until INTEGER,
            state TEXT NOT NULL,
            owner TEXT,
            epoch INTEGER NOT NULL DEFAULT 0,
            lease_until INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            message_id TEXT UNIQUE,
            address BLOB,
            bytes BLOB,
            words BLOB,
            reason TEXT,
            settled INTEGER
        ) STRICT;
        CREATE INDEX outbox_due ON outbox (state, due);
        CREATE INDEX outbox_stream ON outbox (stream);
        """

    /// Unfinished writing; `body` is sealed with the stream's key.
    private static let drafts = """
        CREATE TABLE draft (
            stream TEXT NOT NULL,
            person TEXT NOT NULL,
            round INTEGER NOT NULL,
            body BLOB NOT NULL,
            kept INTEGER NOT NULL,
            PRIMARY KEY (stream, person)
        ) STRICT;
        """

    /// Links, web sessions and attempt counters.
    private static let web = """
        CREATE TABLE link (
            hash BLOB PRIMARY KEY,
            purpose TEXT NOT NULL,
            stream TEXT NOT NULL,
            person TEXT NOT NULL,
            round INTEGER NOT NULL,
            packet_digest TEXT,
            expires INTEGER NOT NULL,
            revoked INTEGER NOT NULL DEFAULT 0,
            spent INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX link_stream ON link (stream, person);
        CREATE TABLE ephemeral (
            key TEXT PRIMARY KEY,
            value BLOB NOT NULL,
            expires INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX ephemeral_expires ON ephemeral (expires);
        CREATE TABLE counter (
            key TEXT PRIMARY KEY,
            started INTEGER NOT NULL,
            count INTEGER NOT NULL
        ) STRICT;
        """
}
