//! Entries as rows, and rows as entries.

use std::time::Duration;

use rusqlite::types::ValueRef;
use rusqlite::{Row, params};

use super::{PATIENCE, SqliteStore, failed};
use crate::journal::{Cause, Entry, Fault, Happened, Head, KeptDetail, Reply, Store, Tip};
use crate::vocabulary::{CommandId, DetailName, Digest, Instant, Origin, Salt};

const PAGE: &str =
    "SELECT sequence, recorded, edition, hash, salt, origin, number, due, stamp, command, events, refusal
    FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?";
const HAPPENED: &str = "SELECT sequence, recorded, hash, origin, number, events, refusal IS NOT NULL, salt
    FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?";
const FIND: &str =
    "SELECT sequence, recorded, edition, hash, salt, origin, number, due, stamp, command, events, refusal
    FROM entry WHERE origin = ? AND number = ?";

impl Store for SqliteStore {
    fn begin(&mut self) -> Result<Tip, Fault> {
        self.batch("BEGIN IMMEDIATE")?;
        let tip = self.tip();
        if tip.is_err() {
            self.rollback()?;
        }
        tip
    }

    fn append(&mut self, entry: &Entry, details: &[KeptDetail]) -> Result<(), Fault> {
        let (id, due, stamp, command) = match &entry.cause {
            Cause::Asked { id, stamp, command } => (Some(id), None, Some(stamp), Some(command)),
            Cause::Due(due) => (None, Some(due), None, None),
        };
        let (events, refusal) = match &entry.reply {
            Reply::Events(json) => (Some(json), None),
            Reply::Refusal(json) => (None, Some(json)),
        };
        let sequence = signed(entry.sequence)?;
        self.connection
            .prepare_cached("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .and_then(|mut insert| {
                insert.execute(params![
                    sequence,
                    entry.recorded.millis(),
                    entry.edition,
                    entry.hash.0,
                    entry.salt.map(|salt| salt.0),
                    id.map(|id| id.origin.as_str()),
                    id.map(|id| id.number.cast_signed()),
                    due,
                    stamp,
                    command,
                    events,
                    refusal,
                ])
            })
            .map_err(failed)?;
        for detail in details {
            self.connection
                .prepare_cached("INSERT INTO detail VALUES (?, ?, ?, ?)")
                .and_then(|mut insert| {
                    let salt = detail.salt.map(|salt| salt.0);
                    insert.execute(params![sequence, detail.name.as_str(), salt, detail.text])
                })
                .map_err(failed)?;
        }
        Ok(())
    }

    fn erase(&mut self, sequence: u64, name: Option<&DetailName>) -> Result<(), Fault> {
        self.connection
            .prepare_cached(
                "UPDATE detail SET salt = NULL, text = NULL WHERE sequence = ?1 AND (?2 IS NULL OR name = ?2)",
            )
            .and_then(|mut update| update.execute(params![signed(sequence).ok(), name.map(DetailName::as_str)]))
            .map_err(failed)?;
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Fault> {
        self.batch("COMMIT")
    }

    fn rollback(&mut self) -> Result<(), Fault> {
        if self.connection.is_autocommit() {
            return Ok(());
        }
        self.batch("ROLLBACK")
    }

    fn tip(&mut self) -> Result<Tip, Fault> {
        let mut select = self
            .connection
            .prepare_cached("SELECT sequence, recorded, hash, salt FROM entry ORDER BY sequence DESC LIMIT 1")
            .map_err(failed)?;
        let mut rows = select.query([]).map_err(failed)?;
        let Some(row) = rows.next().map_err(failed)? else {
            return Ok(Tip::EMPTY);
        };
        let column = Columns::of(row)?;
        let sequence = column.sequence;
        let hash = column
            .bytes(2, "hash")?
            .ok_or_else(|| Fault::damaged(sequence, "hash"))?;
        Ok(Tip {
            head: Head {
                sequence,
                hash: Digest(hash),
            },
            recorded: Instant::from_millis(column.integer(1, "recorded")?),
            salt: column.bytes(3, "salt")?.map(Salt),
        })
    }

    fn entries(&mut self, after: u64, limit: usize) -> Result<Vec<Entry>, Fault> {
        let mut select = self.connection.prepare_cached(PAGE).map_err(failed)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = select
            .query(params![signed(after).unwrap_or(i64::MAX), limit])
            .map_err(failed)?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            entries.push(entry(row)?);
        }
        Ok(entries)
    }

    fn happened(
        &mut self,
        after: u64,
        limit: usize,
        show: &mut dyn FnMut(Happened<'_>) -> Result<(), Fault>,
    ) -> Result<usize, Fault> {
        let mut select = self.connection.prepare_cached(HAPPENED).map_err(failed)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = select
            .query(params![signed(after).unwrap_or(i64::MAX), limit])
            .map_err(failed)?;
        let mut count: usize = 0;
        while let Some(row) = rows.next().map_err(failed)? {
            show(happened(row)?)?;
            count = count.saturating_add(1);
        }
        Ok(count)
    }

    fn find(&mut self, id: &CommandId) -> Result<Option<Entry>, Fault> {
        let Ok(number) = signed(id.number) else {
            return Ok(None);
        };
        let mut select = self.connection.prepare_cached(FIND).map_err(failed)?;
        let mut rows = select
            .query(params![id.origin.as_str(), number])
            .map_err(failed)?;
        rows.next().map_err(failed)?.map(entry).transpose()
    }

    fn origins(&mut self) -> Result<Vec<(Origin, u64)>, Fault> {
        // One step in the index an origin, however many commands it sent.
        let mut select = self
            .connection
            .prepare_cached(
                "WITH RECURSIVE known (origin) AS (
                     SELECT min(origin) FROM entry WHERE origin IS NOT NULL
                     UNION ALL
                     SELECT (SELECT min(entry.origin) FROM entry WHERE entry.origin > known.origin)
                     FROM known WHERE known.origin IS NOT NULL
                 )
                 SELECT origin, (SELECT max(number) FROM entry WHERE entry.origin = known.origin)
                 FROM known WHERE origin IS NOT NULL",
            )
            .map_err(failed)?;
        let mut rows = select.query([]).map_err(failed)?;
        let mut origins = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let column = Columns { row, sequence: 0 };
            let origin = column.text(0, "origin")?.and_then(|text| Origin::new(text).ok());
            let origin = origin.ok_or_else(|| Fault::damaged(0, "origin"))?;
            origins.push((origin, unsigned(column.integer(1, "number")?, 0, "number")?));
        }
        Ok(origins)
    }

    fn details(&mut self, sequence: u64) -> Result<Vec<KeptDetail>, Fault> {
        let mut select = self
            .connection
            .prepare_cached("SELECT name, salt, text FROM detail WHERE sequence = ? ORDER BY name")
            .map_err(failed)?;
        let mut rows = select.query([signed(sequence).ok()]).map_err(failed)?;
        let mut details = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let column = Columns { row, sequence };
            let name = column
                .text(0, "detail")?
                .and_then(|text| DetailName::new(text).ok());
            details.push(KeptDetail {
                name: name.ok_or_else(|| Fault::damaged(sequence, "detail"))?,
                salt: column.bytes(1, "detail")?.map(Salt),
                text: column.text(2, "detail")?,
            });
        }
        Ok(details)
    }

    fn scrub(&mut self) -> Result<bool, Fault> {
        // A reader may go on for hours: it is never waited for.
        self.connection.busy_timeout(Duration::ZERO).map_err(failed)?;
        let busy = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        self.connection.busy_timeout(PATIENCE).map_err(failed)?;
        match busy.map_err(failed) {
            Ok(busy) => Ok(busy == 0),
            Err(Fault::Busy {}) => Ok(false),
            Err(fault) => Err(fault),
        }
    }
}

impl SqliteStore {
    fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute([]))
            .map(|_| ())
            .map_err(failed)
    }
}

fn happened<'a>(row: &'a Row<'_>) -> Result<Happened<'a>, Fault> {
    let column = Columns::of(row)?;
    let sequence = column.sequence;
    let events = column.str(5, "events")?;
    let refused = column.integer(6, "refusal")? != 0;
    if refused == events.is_some() {
        return Err(Fault::damaged(sequence, "refusal"));
    }
    let id = match column.str(3, "origin")? {
        Some(origin) => Some((
            origin,
            unsigned(column.integer(4, "number")?, sequence, "number")?,
        )),
        None => None,
    };
    let hash = column
        .bytes(2, "hash")?
        .ok_or_else(|| Fault::damaged(sequence, "hash"))?;
    Ok(Happened {
        tip: Tip {
            head: Head {
                sequence,
                hash: Digest(hash),
            },
            recorded: Instant::from_millis(column.integer(1, "recorded")?),
            salt: column.bytes(7, "salt")?.map(Salt),
        },
        id,
        events,
    })
}

fn entry(row: &Row<'_>) -> Result<Entry, Fault> {
    let column = Columns::of(row)?;
    let sequence = column.sequence;
    let damaged = |part| Fault::damaged(sequence, part);
    let cause = match column.text(7, "due")? {
        Some(_) if column.text(8, "stamp")?.is_some() => return Err(damaged("stamp")),
        Some(due) => Cause::Due(due),
        None => {
            let origin = column.text(5, "origin")?.and_then(|text| Origin::new(text).ok());
            Cause::Asked {
                id: CommandId {
                    origin: origin.ok_or_else(|| damaged("origin"))?,
                    number: unsigned(column.integer(6, "number")?, sequence, "number")?,
                },
                stamp: column.text(8, "stamp")?.ok_or_else(|| damaged("stamp"))?,
                command: column.text(9, "command")?.ok_or_else(|| damaged("command"))?,
            }
        }
    };
    let reply = match column.text(10, "events")? {
        Some(_) if column.text(11, "refusal")?.is_some() => return Err(damaged("refusal")),
        Some(events) => Reply::Events(events),
        None => Reply::Refusal(column.text(11, "refusal")?.ok_or_else(|| damaged("refusal"))?),
    };
    let edition = u32::try_from(column.integer(2, "edition")?).map_err(|_| damaged("edition"))?;
    Ok(Entry {
        sequence,
        recorded: Instant::from_millis(column.integer(1, "recorded")?),
        edition,
        cause,
        reply,
        salt: column.bytes(4, "salt")?.map(Salt),
        hash: Digest(column.bytes(3, "hash")?.ok_or_else(|| damaged("hash"))?),
    })
}

/// The columns of a row, read so that what is wrong in a damaged file gets a name.
struct Columns<'r, 's> {
    row: &'r Row<'s>,
    sequence: u64,
}

impl<'r, 's> Columns<'r, 's> {
    /// Of a row whose first column is the sequence number.
    fn of(row: &'r Row<'s>) -> Result<Self, Fault> {
        let sequence = Self { row, sequence: 0 }.integer(0, "sequence")?;
        let sequence = unsigned(sequence, 0, "sequence")?;
        Ok(Self { row, sequence })
    }

    fn value(&self, index: usize, part: &'static str) -> Result<ValueRef<'r>, Fault> {
        self.row
            .get_ref(index)
            .map_err(|_| Fault::damaged(self.sequence, part))
    }

    fn integer(&self, index: usize, part: &'static str) -> Result<i64, Fault> {
        match self.value(index, part)? {
            ValueRef::Integer(number) => Ok(number),
            _ => Err(Fault::damaged(self.sequence, part)),
        }
    }

    fn str(&self, index: usize, part: &'static str) -> Result<Option<&'r str>, Fault> {
        let text = self.value(index, part)?.as_str_or_null();
        text.map_err(|_| Fault::damaged(self.sequence, part))
    }

    fn text(&self, index: usize, part: &'static str) -> Result<Option<String>, Fault> {
        Ok(self.str(index, part)?.map(str::to_owned))
    }

    fn bytes<const N: usize>(&self, index: usize, part: &'static str) -> Result<Option<[u8; N]>, Fault> {
        let bytes = self.value(index, part)?.as_blob_or_null();
        let bytes = bytes.map_err(|_| Fault::damaged(self.sequence, part))?;
        let bytes = bytes.map(<[u8; N]>::try_from).transpose();
        bytes.map_err(|_| Fault::damaged(self.sequence, part))
    }
}

/// SQLite counts in signed numbers.
fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::damaged(number, "sequence"))
}

fn unsigned(number: i64, sequence: u64, part: &'static str) -> Result<u64, Fault> {
    u64::try_from(number).map_err(|_| Fault::damaged(sequence, part))
}
