//! The layout of a ward's file. Described for people in `core/docs/file-format.md`.

/// "LINL": says that a SQLite file is a ward's.
pub(super) const APPLICATION_ID: i64 = 0x4C49_4E4C;

/// The newest layout known. A file of a newer one is refused; older ones will be brought up when opened for writing.
pub(super) const FORMAT: i64 = 1;

/// Bytes a page: fewer, larger ones are written and read quicker.
pub(super) const PAGE_SIZE: u32 = 8192;

/// Needs every column of every table there is; asked of a file that is opened, and never run.
pub(super) const TABLES: &str = "SELECT entry.sequence, recorded, edition, hash, entry.salt, cause, reply,
    origin, first, last, command.sequence, detail.sequence, name, detail.salt, text FROM entry, command, detail";

/// What an empty journal looks like. The texts are last: whoever wants the small columns need not read past them.
pub(super) const CREATE: &str = "
CREATE TABLE entry (
    sequence INTEGER PRIMARY KEY, -- from 1, without gaps
    recorded INTEGER NOT NULL,    -- milliseconds since 1970-01-01T00:00:00Z
    edition  INTEGER NOT NULL,    -- number of the edition in force, from 0
    hash     BLOB NOT NULL,       -- 32 bytes, over everything and the hash before
    salt     BLOB,                -- 16 bytes, salts the leaves
    cause    TEXT NOT NULL,       -- JSON: who asked for what; or what fell due
    reply    TEXT NOT NULL        -- JSON: a list of what happened; or an object, why nothing did
) STRICT;

-- Which entries answered the commands of an origin: those numbered first to last, the entries from sequence on.
CREATE TABLE command (
    origin   TEXT NOT NULL,
    first    INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (origin, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE detail (
    sequence INTEGER NOT NULL REFERENCES entry (sequence),
    name     TEXT NOT NULL,
    salt     BLOB,                -- 16 bytes; NULL once erased
    text     TEXT,                -- NULL once erased
    PRIMARY KEY (sequence, name)
) STRICT, WITHOUT ROWID;

-- One row an entry, for reading.
CREATE VIEW journal AS
SELECT sequence,
       strftime('%Y-%m-%dT%H:%M:%fZ', recorded / 1000.0, 'unixepoch') AS recorded,
       json_extract(cause, '$.id') AS id,
       coalesce(json_extract(cause, '$.actor'), 'system') AS actor,
       coalesce(
           (SELECT CASE WHEN inner.type = 'object' AND outer.key IN ('grid', 'cases', 'points')
                        THEN outer.key || '.' || inner.key ELSE outer.key END
            FROM json_each(cause, '$.command') AS outer, json_each(outer.value) AS inner LIMIT 1),
           'due') AS asked,
       CASE json_type(reply) WHEN 'array' THEN 'accepted' ELSE 'refused' END AS outcome,
       json_array_length(reply) AS events,
       lower(hex(hash)) AS hash
FROM entry;

-- One row an event, for reading.
CREATE VIEW event AS
SELECT entry.sequence,
       item.key AS ordinal,
       strftime('%Y-%m-%dT%H:%M:%fZ', recorded / 1000.0, 'unixepoch') AS recorded,
       json_extract(item.value, '$.scope') AS scope,
       (SELECT CASE WHEN inner.type = 'object' AND outer.key IN ('grid', 'cases', 'points')
                    THEN outer.key || '.' || inner.key ELSE outer.key END
        FROM json_each(item.value, '$.event') AS outer, json_each(outer.value) AS inner LIMIT 1) AS kind,
       json_extract(item.value, '$.event') AS event
FROM entry, json_each(entry.reply) AS item
WHERE json_type(entry.reply) = 'array';
";
