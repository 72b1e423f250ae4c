//! Entries on their way into the file: put in by the dozen, for a statement costs as much as the row it adds.

use core::ops::Range;

use rusqlite::{Connection, Statement, params};

use super::{SqliteStore, failed, signed};
use crate::journal::{Cause, Entry, Fault, KeptDetail, Reply, Run};
use crate::vocabulary::{CommandId, Digest, Instant, Salt};

/// Rows a statement.
const ROWS: usize = 32;

/// Bytes of text after which no more rows are waited for.
const BYTES: usize = 1 << 18;

/// Columns of a row, but for the sequence number.
const COLUMNS: usize = 6;

/// An entry that waits.
#[derive(Debug)]
struct Waits {
    sequence: u64,
    recorded: Instant,
    edition: u32,
    hash: Digest,
    salt: Option<Salt>,
    /// Where its texts are.
    cause: Range<usize>,
    reply: Range<usize>,
}

/// What was appended and is not written yet.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    entries: Vec<Waits>,
    /// Their texts, put together: so those of an entry are given back to memory at once and taken again for the next.
    texts: String,
    details: Vec<(u64, KeptDetail)>,
    /// Which commands were answered, where that is not written yet; the entries may be already.
    runs: Vec<Run>,
    /// Something of it could not be written, or only in part: all is to be taken back.
    is_broken: bool,
}

impl Waiting {
    pub(super) fn push(&mut self, entry: Entry, details: Vec<KeptDetail>) -> Result<(), Fault> {
        if self.is_broken {
            return Err(Fault::Poisoned {});
        }
        let sequence = entry.sequence;
        if let Some(id) = entry.id() {
            match self.runs.last_mut() {
                Some(run) if goes_on(run, id, sequence) => run.last = id.number,
                _ => self.runs.push(Run::of(id, sequence)),
            }
        }
        self.details
            .extend(details.into_iter().map(|detail| (sequence, detail)));
        let (Cause::Asked { json: cause, .. } | Cause::Due(cause)) = &entry.cause;
        let (Reply::Events(reply) | Reply::Refusal(reply)) = &entry.reply;
        let (cause, reply) = (self.text(cause), self.text(reply));
        self.entries.push(Waits {
            sequence,
            recorded: entry.recorded,
            edition: entry.edition,
            hash: entry.hash,
            salt: entry.salt,
            cause,
            reply,
        });
        Ok(())
    }

    fn text(&mut self, text: &str) -> Range<usize> {
        let start = self.texts.len();
        self.texts.push_str(text);
        start..self.texts.len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.entries.len() >= ROWS || self.texts.len() >= BYTES
    }

    /// All was taken back.
    pub(super) fn forget(&mut self) {
        self.clear();
        self.is_broken = false;
    }

    fn clear(&mut self) {
        self.clear_entries();
        self.runs.clear();
    }

    fn clear_entries(&mut self) {
        self.entries.clear();
        self.texts.clear();
        self.texts.shrink_to(BYTES);
        self.details.clear();
    }
}

impl SqliteStore {
    /// Writes what waits.
    pub(super) fn write(&mut self) -> Result<(), Fault> {
        let Self { connection, waiting } = self;
        if waiting.is_broken {
            return Err(Fault::Poisoned {});
        }
        let written = entries(connection, waiting).and_then(|()| commands(connection, &waiting.runs));
        waiting.is_broken = written.is_err();
        waiting.clear();
        written
    }

    /// Writes the entries that wait. The commands they answer may go on with the next ones, so their row can wait longer.
    pub(super) fn write_entries(&mut self) -> Result<(), Fault> {
        let Self { connection, waiting } = self;
        let written = entries(connection, waiting);
        waiting.is_broken |= written.is_err();
        waiting.clear_entries();
        written
    }
}

fn entries(connection: &Connection, waiting: &Waiting) -> Result<(), Fault> {
    rows(connection, waiting)?;
    details(connection, &waiting.details)
}

fn rows(connection: &Connection, waiting: &Waiting) -> Result<(), Fault> {
    let (full, few) = waiting.entries.as_chunks::<ROWS>();
    for rows in full {
        insert(connection, rows, &waiting.texts)?;
    }
    few.iter()
        .try_for_each(|entry| insert(connection, core::slice::from_ref(entry), &waiting.texts))
}

/// SQLite gives each row the number after the last one's, as the journal does: so it looks for no place to put it, nor
/// whether the number is taken. Nor does it keep what is needed to undo a statement alone: where one fails, `commit` does
/// too, and whoever writes takes all back.
fn insert(connection: &Connection, entries: &[Waits], texts: &str) -> Result<(), Fault> {
    let mut sql = String::from(
        "INSERT OR FAIL INTO entry (recorded, edition, hash, salt, cause, reply) VALUES (?,?,?,?,?,?)",
    );
    sql.push_str(&",(?,?,?,?,?,?)".repeat(entries.len().saturating_sub(1)));
    let mut insert = connection.prepare_cached(&sql).map_err(failed)?;
    for (entry, place) in entries.iter().zip((1..).step_by(COLUMNS)) {
        bind(&mut insert, entry, texts, place).map_err(failed)?;
    }
    insert.raw_execute().map_err(failed)?;
    let last = entries.last().map_or(0, |entry| entry.sequence);
    let in_turn = entries.windows(2).all(|pair| match pair {
        [one, next] => one.sequence.checked_add(1) == Some(next.sequence),
        _ => true,
    });
    if !in_turn || connection.last_insert_rowid() != signed(last)? {
        return Err(Fault::damaged(last, "sequence"));
    }
    Ok(())
}

fn bind(insert: &mut Statement<'_>, entry: &Waits, texts: &str, first: usize) -> rusqlite::Result<()> {
    let place = |offset: usize| first.saturating_add(offset);
    insert.raw_bind_parameter(place(0), entry.recorded.millis())?;
    insert.raw_bind_parameter(place(1), entry.edition)?;
    insert.raw_bind_parameter(place(2), entry.hash.0.as_slice())?;
    insert.raw_bind_parameter(place(3), entry.salt.as_ref().map(|salt| salt.0.as_slice()))?;
    insert.raw_bind_parameter(place(4), texts.get(entry.cause.clone()))?;
    insert.raw_bind_parameter(place(5), texts.get(entry.reply.clone()))
}

/// Says which entries answered which commands: one row for all that count on in step.
fn commands(connection: &Connection, runs: &[Run]) -> Result<(), Fault> {
    for (run, is_first) in runs
        .iter()
        .zip(core::iter::once(true).chain(core::iter::repeat(false)))
    {
        // What an earlier write ended with may go on: only with the first, for the others have entries before them here.
        if !(is_first && prolong(connection, run)?) {
            add(connection, run)?;
        }
    }
    Ok(())
}

/// Whether a command and its entry come next.
fn goes_on(run: &Run, id: &CommandId, sequence: u64) -> bool {
    run.origin == id.origin
        && run.last.checked_add(1) == Some(id.number)
        && run.end().and_then(|end| end.checked_add(1)) == Some(sequence)
}

/// Makes the run before longer, if this one goes on with it.
fn prolong(connection: &Connection, run: &Run) -> Result<bool, Fault> {
    let mut update = connection
        .prepare_cached(
            "UPDATE command SET last = ?3 WHERE origin = ?1
             AND first = (SELECT max(first) FROM command WHERE origin = ?1 AND first < ?2)
             AND last = ?2 - 1 AND sequence + (last - first) = ?4 - 1",
        )
        .map_err(failed)?;
    Ok(update.execute(row(run)?).map_err(failed)? > 0)
}

fn add(connection: &Connection, run: &Run) -> Result<(), Fault> {
    let mut insert = connection
        .prepare_cached("INSERT INTO command VALUES (?, ?, ?, ?)")
        .map_err(failed)?;
    insert.execute(row(run)?).map(drop).map_err(failed)
}

/// The values of a run, as the table has them.
fn row(run: &Run) -> Result<(&str, i64, i64, i64), Fault> {
    let (first, last) = (signed(run.first)?, signed(run.last)?);
    Ok((run.origin.as_str(), first, last, signed(run.sequence)?))
}

fn details(connection: &Connection, details: &[(u64, KeptDetail)]) -> Result<(), Fault> {
    if details.is_empty() {
        return Ok(());
    }
    let mut insert = connection
        .prepare_cached("INSERT INTO detail VALUES (?, ?, ?, ?)")
        .map_err(failed)?;
    for (sequence, detail) in details {
        let salt = detail.salt.map(|salt| salt.0);
        let params = params![signed(*sequence)?, detail.name.as_str(), salt, detail.text];
        insert.execute(params).map_err(failed)?;
    }
    Ok(())
}
