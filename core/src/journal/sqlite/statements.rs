//! Entries as rows, and rows as entries.

use std::time::Duration;

use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row, ToSql, params};

use super::{PATIENCE, SqliteStore, failed, signed};
use crate::journal::{Cause, Entry, Fault, Happened, Head, KeptDetail, Reply, Run, Store, Tip, asked};
use crate::vocabulary::{CommandId, DetailName, Digest, Instant, Origin, Salt};

const PAGE: &str = "SELECT sequence, recorded, hash, salt, edition, cause, reply
    FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?";
const HAPPENED: &str = "SELECT sequence, recorded, reply
    FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?";
const TIP: &str = "SELECT sequence, recorded, hash, salt FROM entry ORDER BY sequence DESC LIMIT 1";
const FIND: &str = "SELECT sequence + (?2 - first) FROM command
    WHERE origin = ?1 AND last >= ?2
    AND first = (SELECT max(first) FROM command WHERE origin = ?1 AND first <= ?2)";
const RUNS: &str = "SELECT sequence, origin, first, last FROM command ORDER BY sequence";
const HIGHEST: &str = "SELECT last FROM command WHERE origin = ? ORDER BY first DESC LIMIT 1";

impl Store for SqliteStore {
    fn begin(&mut self) -> Result<Tip, Fault> {
        self.batch("BEGIN IMMEDIATE")?;
        let tip = self.tip();
        if tip.is_err() {
            self.rollback()?;
        }
        tip
    }

    fn append(&mut self, entry: Entry, details: Vec<KeptDetail>) -> Result<(), Fault> {
        self.waiting.push(entry, details)?;
        if self.waiting.is_full() {
            self.write_entries()?;
        }
        Ok(())
    }

    fn erase(&mut self, sequence: u64, name: Option<&DetailName>) -> Result<(), Fault> {
        self.write()?;
        self.connection
            .prepare_cached(
                "UPDATE detail SET salt = NULL, text = NULL WHERE sequence = ?1 AND (?2 IS NULL OR name = ?2)",
            )
            .and_then(|mut update| update.execute(params![signed(sequence).ok(), name.map(DetailName::as_str)]))
            .map_err(failed)?;
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Fault> {
        self.write()?;
        self.batch("COMMIT")
    }

    fn rollback(&mut self) -> Result<(), Fault> {
        self.waiting.forget();
        if self.connection.is_autocommit() {
            return Ok(());
        }
        self.batch("ROLLBACK")
    }

    fn reader(&self) -> Option<Box<dyn Store + Send>> {
        let path = self.connection.path()?;
        let reader = Self::open_read_only(std::path::Path::new(path)).ok()?;
        Some(Box::new(reader))
    }

    fn tip(&mut self) -> Result<Tip, Fault> {
        self.write()?;
        let mut select = self.connection.prepare_cached(TIP).map_err(failed)?;
        let mut rows = select.query([]).map_err(failed)?;
        let row = rows.next().map_err(failed)?;
        row.map_or(Ok(Tip::EMPTY), |row| Columns::of(row)?.tip())
    }

    fn entries(&mut self, after: u64, limit: usize) -> Result<Vec<Entry>, Fault> {
        self.write()?;
        let mut select = self.connection.prepare_cached(PAGE).map_err(failed)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = select.query(params![behind(after), limit]).map_err(failed)?;
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
        self.write()?;
        let mut select = self.connection.prepare_cached(HAPPENED).map_err(failed)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = select.query(params![behind(after), limit]).map_err(failed)?;
        let mut count: usize = 0;
        while let Some(row) = rows.next().map_err(failed)? {
            show(happened(row)?)?;
            count = count.saturating_add(1);
        }
        Ok(count)
    }

    fn find(&mut self, id: &CommandId) -> Result<Option<u64>, Fault> {
        let Ok(number) = signed(id.number) else {
            return Ok(None);
        };
        self.write()?;
        self.number(FIND, params![id.origin.as_str(), number])
    }

    fn runs(&mut self) -> Result<Vec<Run>, Fault> {
        self.write()?;
        let mut select = self.connection.prepare_cached(RUNS).map_err(failed)?;
        let mut rows = select.query([]).map_err(failed)?;
        let mut runs = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            runs.push(run(row)?);
        }
        Ok(runs)
    }

    fn highest(&mut self, origin: &Origin) -> Result<Option<u64>, Fault> {
        self.write()?;
        self.number(HIGHEST, params![origin.as_str()])
    }

    fn details(&mut self, sequence: u64) -> Result<Vec<KeptDetail>, Fault> {
        self.write()?;
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

    /// The number a question is answered with.
    fn number(&self, sql: &str, params: &[&dyn ToSql]) -> Result<Option<u64>, Fault> {
        let mut select = self.connection.prepare_cached(sql).map_err(failed)?;
        let number = select.query_row(params, |row| row.get::<_, i64>(0)).optional();
        let number = number.map_err(failed)?;
        number.map(|number| unsigned(number, 0, "command")).transpose()
    }
}

fn happened<'a>(row: &'a Row<'_>) -> Result<Happened<'a>, Fault> {
    let column = Columns::of(row)?;
    let reply = column.str(2, "reply")?;
    let events = reply.and_then(|reply| Some(is_events(reply)?.then_some(reply)));
    Ok(Happened {
        sequence: column.sequence,
        recorded: column.recorded()?,
        events: events.ok_or_else(|| Fault::damaged(column.sequence, "reply"))?,
    })
}

fn entry(row: &Row<'_>) -> Result<Entry, Fault> {
    let column = Columns::of(row)?;
    let damaged = |part| move || Fault::damaged(column.sequence, part);
    let cause = column.text(5, "cause")?.ok_or_else(damaged("cause"))?;
    let reply = column.text(6, "reply")?.ok_or_else(damaged("reply"))?;
    let edition = u32::try_from(column.integer(4, "edition")?).map_err(|_| damaged("edition")())?;
    let tip = column.tip()?;
    Ok(Entry {
        sequence: tip.head.sequence,
        recorded: tip.recorded,
        edition,
        cause: if asked::is_asked(&cause) {
            Cause::Asked {
                id: asked::id(&cause).ok_or_else(damaged("cause"))?,
                json: cause,
            }
        } else {
            Cause::Due(cause)
        },
        reply: if is_events(&reply).ok_or_else(damaged("reply"))? {
            Reply::Events(reply)
        } else {
            Reply::Refusal(reply)
        },
        salt: tip.salt,
        hash: tip.head.hash,
    })
}

/// From the beginning, also what stands before the first number: none should.
fn behind(after: u64) -> i64 {
    match after {
        0 => i64::MIN,
        _ => signed(after).unwrap_or(i64::MAX),
    }
}

fn run(row: &Row<'_>) -> Result<Run, Fault> {
    let sequence = Columns { row, sequence: 0 }.integer(0, "command")?;
    let sequence = unsigned(sequence, 0, "command")?;
    let column = Columns { row, sequence };
    let number = |index| unsigned(column.integer(index, "command")?, sequence, "command");
    let origin = column.str(1, "command")?.and_then(|text| Origin::new(text).ok());
    Ok(Run {
        origin: origin.ok_or_else(|| Fault::damaged(sequence, "command"))?,
        first: number(2)?,
        last: number(3)?,
        sequence,
    })
}

/// What happened is a list, a refusal an object of one member. `None` for what is neither.
fn is_events(reply: &str) -> Option<bool> {
    let is = |begin, end| reply.starts_with(begin) && reply.ends_with(end);
    let events = is("[", "]");
    (events || is("{\"", "}")).then_some(events)
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

    /// Of a row that goes on with when it was recorded.
    fn recorded(&self) -> Result<Instant, Fault> {
        Ok(Instant::from_millis(self.integer(1, "recorded")?))
    }

    /// Of a row that goes on after that with its hash and its salt.
    fn tip(&self) -> Result<Tip, Fault> {
        let hash = self.bytes(2, "hash")?;
        Ok(Tip {
            head: Head {
                sequence: self.sequence,
                hash: Digest(hash.ok_or_else(|| Fault::damaged(self.sequence, "hash"))?),
            },
            recorded: self.recorded()?,
            salt: self.bytes(3, "salt")?.map(Salt),
        })
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

fn unsigned(number: i64, sequence: u64, part: &'static str) -> Result<u64, Fault> {
    u64::try_from(number).map_err(|_| Fault::damaged(sequence, part))
}
