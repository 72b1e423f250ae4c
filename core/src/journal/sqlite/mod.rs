//! A store in one SQLite file. Keeps the promise *nothing-lost*.

mod schema;
mod statements;
mod waiting;

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use self::waiting::Waiting;
use super::Fault;

/// How long to wait for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// How the file is written. Pages move from the `-wal` file to the file itself at 32 MB, so that a bulk commit does not move
/// them each time.
const PREPARE: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA secure_delete = ON;
";

/// Earlier ones can lose committed data in WAL mode.
const SOUND_SQLITE: i32 = 3_051_003;

/// Keeps a journal in one SQLite file, beside which SQLite keeps a `-wal` and a `-shm` file while it is open.
///
/// What was committed survives the end of the process and of the machine (`synchronous=FULL`). Several processes may use the
/// file at once; it must not lie on a network drive.
#[derive(Debug)]
pub struct SqliteStore {
    connection: Connection,
    waiting: Waiting,
}

impl SqliteStore {
    /// Creates an empty journal in a new file. A file in which creation was broken off is taken up again.
    pub fn create(path: &Path) -> Result<Self, Fault> {
        no_folder(path)?;
        let mut connection = connect(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )?;
        // Counts for a file that is empty still, and before the write-ahead log is turned on.
        let sized = format!("PRAGMA page_size = {}", schema::PAGE_SIZE);
        connection.execute_batch(&sized).map_err(failed)?;
        let identity = identify(&connection).map_err(|error| not_a_ward(error, path))?;
        if !identity.is_empty() {
            identity.check(path)?;
        }
        prepare(&connection).map_err(failed)?;
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        // Looked at again, now that nobody else can write: another process may have been faster.
        if identify(&transaction).map_err(failed)?.is_empty() {
            let identity = format!(
                "PRAGMA application_id = {}; PRAGMA user_version = {};",
                schema::APPLICATION_ID,
                schema::FORMAT
            );
            for sql in [schema::CREATE, &identity] {
                transaction.execute_batch(sql).map_err(failed)?;
            }
        }
        transaction.commit().map_err(failed)?;
        Ok(Self::on(connection))
    }

    /// Opens a journal.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        exists(path)?;
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        check(&connection, path)?;
        prepare(&connection).map_err(failed)?;
        Ok(Self::on(connection))
    }

    /// Opens a journal for reading alone.
    pub fn open_read_only(path: &Path) -> Result<Self, Fault> {
        exists(path)?;
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        check(&connection, path)?;
        Ok(Self::on(connection))
    }

    fn on(connection: Connection) -> Self {
        Self {
            connection,
            waiting: Waiting::default(),
        }
    }
}

fn no_folder(path: &Path) -> Result<(), Fault> {
    if path.is_dir() {
        return Err(Fault::AFolder { path: shown(path) });
    }
    Ok(())
}

fn exists(path: &Path) -> Result<(), Fault> {
    if path.exists() {
        no_folder(path)
    } else {
        Err(Fault::NotFound { path: shown(path) })
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Fault> {
    sound(rusqlite::version_number(), rusqlite::version())?;
    let connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    // Else a statement is prepared anew whenever it is given other numbers.
    let stable = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
    stable.map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(connection)
}

fn sound(number: i32, version: &str) -> Result<(), Fault> {
    if number < SOUND_SQLITE {
        let found = version.into();
        return Err(Fault::OldSqlite { found });
    }
    Ok(())
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(PREPARE)
}

/// What a file says it is.
struct Identity {
    application_id: i64,
    format: i64,
    tables: i64,
}

fn identify(connection: &Connection) -> rusqlite::Result<Identity> {
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    Ok(Identity {
        application_id: number("PRAGMA application_id")?,
        format: number("PRAGMA user_version")?,
        tables: number("SELECT count(*) FROM sqlite_schema")?,
    })
}

impl Identity {
    fn is_empty(&self) -> bool {
        self.tables == 0 && self.application_id == 0
    }

    fn check(&self, path: &Path) -> Result<(), Fault> {
        if self.application_id != schema::APPLICATION_ID || self.format < 1 {
            return Err(Fault::NotAWard { path: shown(path) });
        }
        if self.format > schema::FORMAT {
            return Err(Fault::NewerFormat {
                found: self.format,
                known: schema::FORMAT,
            });
        }
        Ok(())
    }
}

fn check(connection: &Connection, path: &Path) -> Result<(), Fault> {
    identify(connection)
        .map_err(|error| not_a_ward(error, path))?
        .check(path)?;
    // Else a table that is missing would only be missed when it is first needed.
    connection.prepare(schema::TABLES).map(drop).map_err(failed)
}

fn not_a_ward(error: rusqlite::Error, path: &Path) -> Fault {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Fault::NotAWard { path: shown(path) },
        _ => failed(error),
    }
}

fn shown(path: &Path) -> smol_str::SmolStr {
    path.display().to_string().into()
}

/// SQLite counts in signed numbers.
fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::damaged(number, "sequence"))
}

/// What SQLite says, as a fault.
fn failed(error: rusqlite::Error) -> Fault {
    let said = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Fault::Busy {},
        Some(ErrorCode::ReadOnly) => Fault::ReadOnly {},
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Fault::BrokenFile { reason: said.into() }
        }
        // SQLite has one code for whatever is wrong with a statement. These are ours, so it is the tables that are.
        _ if ["no such table", "no such column"]
            .iter()
            .any(|lack| said.starts_with(lack)) =>
        {
            // Where it has a place in the statement, the statement follows.
            let reason = said.split(" in SELECT").next().unwrap_or_default();
            Fault::NotWhole {
                reason: reason.into(),
            }
        }
        _ => Fault::Storage { reason: said.into() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The one linked in is sound, so the check is shown alone.
    #[test]
    fn a_sqlite_that_loses_data_is_not_used() {
        let checked = |number, version| sound(number, version).map_err(|fault| fault.code());
        assert_eq!(checked(3_051_002, "3.51.2"), Err("J414"));
        assert_eq!(checked(3_051_003, "3.51.3"), Ok(()));
    }
}
