//! The journal on disk, each figure beside its limit: durable commands beside a bare insert of the same bytes, bulk awards,
//! opening, and whether a command costs more once there are a million events.
//!
//! The machine may be shared, so every figure is given in processor time too, and what is compared is done in turn.
//!
//! `cargo bench -p linli --features sqlite --bench journal`

#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::disallowed_types
)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Stopwatch};

use linli::grid::{AddUnits, Appoint, NewUnit, UpdateUnit};
use linli::points::{AwardAll, Deed};
use linli::rulebook::Rulebook;
use linli::{Bundle, Command, IdError, Instant, Label, Meta, Salt, Ward};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

/// Commands a commit, and lines a bulk command.
const BATCH: u64 = 1000;
/// Bulk commands a commit.
const BULK: u64 = 10;
/// Those who do good deeds.
const PERSONS: u64 = 100_000;

const RULES: &str = r#"
[rulebook]
id = "bench"
name = "bench"
from = 2025-01-01
zone = "Asia/Shanghai"
calendar = "cn"
levels = [{ id = "community", name = "社区" }, { id = "grid", name = "网格" }]

[posts.worker]
name = "网格员"
at = ["community", "grid"]
seats = { min = 0, max = 9 }

[points]
name = "道德币"
expire = "end of next year"
hold = "7 days"
counter = "worker"

[points.rules.volunteering]
name = "志愿服务"
amount = 5
caps = [{ most = 40, per = "month", of = "person" }]
fund = "community"
entered_by = ["worker"]
"#;

fn rules() -> Bundle {
    let rulebook = Rulebook::from_toml(RULES).unwrap_or_else(|problems| panic!("{problems}"));
    rulebook.resolve().unwrap_or_else(|problems| panic!("{problems}"))
}

fn id<T: for<'a> TryFrom<&'a str, Error = IdError>>(text: &str) -> T {
    T::try_from(text).unwrap()
}

fn meta() -> Meta {
    let at = Instant::parse("2025-03-03T09:00:00+08:00").unwrap();
    Meta::new(id("w03"), at).salt(Salt([7; 16]))
}

fn ward(path: &Path) -> Ward {
    let mut ward = Ward::create(path, rules()).unwrap();
    let unit = |name: &str, level: &str, parent: Option<&str>| NewUnit {
        id: id(name),
        level: id(level),
        kind: None,
        code: None,
        name: Label::One(name.into()),
        parent: parent.map(id),
        from: "2025-01-01".parse().unwrap(),
        households: None,
        residents: None,
    };
    let grids = (0..100).map(|number| unit(&format!("grid-{number}"), "grid", Some("east")));
    let units = core::iter::once(unit("east", "community", None)).chain(grids);
    ward.add_units(
        meta(),
        AddUnits {
            units: units.collect(),
        },
    )
    .unwrap();
    let appoint = Appoint {
        person: id("w03"),
        post: id("worker"),
        unit: id("east"),
        from: "2025-01-01".parse().unwrap(),
        until: None,
    };
    ward.appoint(meta(), appoint).unwrap();
    ward
}

/// Cheap to decide, so that what is measured is the journal.
fn batch() -> Vec<(Meta, Command)> {
    let command = |number: u64| {
        let update = UpdateUnit {
            unit: id(&format!("grid-{}", number % 100)),
            name: None,
            households: Some(100 + u32::try_from(number % 100).unwrap()),
            residents: None,
        };
        (meta(), update.into())
    };
    (0..BATCH).map(command).collect()
}

/// The bytes of the last batch, one row an entry.
fn rows(path: &Path) -> Vec<Vec<u8>> {
    let connection = Connection::open(path).unwrap();
    let sql =
        "SELECT CAST(hash || salt || cause || reply AS BLOB) FROM entry ORDER BY sequence DESC LIMIT 1000";
    let mut select = connection.prepare(sql).unwrap();
    let rows = select.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The rows of the last batch as they are, and what creates their table.
fn table(path: &Path) -> (String, Vec<Vec<Value>>) {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT group_concat(sql, ';') FROM sqlite_schema WHERE tbl_name = 'entry'";
    let table = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    let sql = "SELECT * FROM entry ORDER BY sequence DESC LIMIT 1000";
    let mut select = connection.prepare(sql).unwrap();
    let columns = select.column_count();
    let row = |row: &Row<'_>| (0..columns).map(|column| row.get(column)).collect();
    let rows = select.query_map([], row).unwrap();
    (table, rows.map(Result::unwrap).collect())
}

/// A file into which rows are put and nothing else is done.
struct Bare {
    connection: Connection,
    last: i64,
    insert: &'static str,
}

impl Bare {
    fn new(path: &Path, table: &str, insert: &'static str) -> Self {
        let connection = Connection::open(path).unwrap();
        let setup = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        connection.execute_batch(setup).unwrap();
        connection.execute_batch(table).unwrap();
        Self {
            connection,
            last: 0,
            insert,
        }
    }

    fn insert(&mut self, rows: &mut [Vec<Value>]) {
        let transaction = self.connection.transaction().unwrap();
        {
            let mut insert = transaction.prepare_cached(self.insert).unwrap();
            for row in rows {
                self.last += 1;
                row[0] = self.last.into();
                insert.execute(params_from_iter(row.iter())).unwrap();
            }
        }
        transaction.commit().unwrap();
    }
}

/// What some work took: on the clock on the wall, and of this thread's processor time.
#[derive(Clone, Copy)]
struct Took {
    wall: Duration,
    cpu: Duration,
}

fn timed<T>(work: impl FnOnce() -> T) -> (Took, T) {
    let (wall, before) = (Stopwatch::now(), cpu());
    let done = work();
    let took = Took {
        wall: wall.elapsed(),
        cpu: cpu() - before,
    };
    (took, done)
}

fn cpu() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

/// How many a second, on the wall and of processor time, taking the median of what each commit took.
fn rates(each: u64, took: &[Took]) -> (f64, f64) {
    let median = |of: fn(&Took) -> Duration| {
        let mut times: Vec<Duration> = took.iter().map(of).collect();
        times.sort();
        times[times.len() / 2].as_secs_f64()
    };
    let each = each as f64;
    (each / median(|took| took.wall), each / median(|took| took.cpu))
}

/// Both in turn, so that what the machine does besides strikes both alike.
fn beside_a_bare_insert(folder: &Path, ward: &mut Ward) {
    ward.execute_all(batch()).unwrap();
    let path = folder.join("ward.db");
    let bodies = rows(&path);
    let bytes: usize = bodies.iter().map(Vec::len).sum();
    let mut bodies: Vec<Vec<Value>> = bodies
        .into_iter()
        .map(|body| vec![Value::Null, body.into()])
        .collect();
    let keyed = "CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB NOT NULL)";
    let mut bare = Bare::new(&folder.join("bare.db"), keyed, "INSERT INTO bare VALUES (?, ?)");
    let (own, mut entries) = table(&path);
    let all = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)";
    let mut same = Bare::new(&folder.join("same.db"), &own, all);
    let (mut ours, mut theirs, mut floor) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..100 {
        ours.push(a_batch(ward));
        theirs.push(timed(|| bare.insert(&mut bodies)).0);
        floor.push(timed(|| same.insert(&mut entries)).0);
    }
    let [ours, theirs, floor] = [&ours, &theirs, &floor].map(|took| rates(BATCH, took));
    println!(
        "durable commands: {:.0}/s ({:.0} by CPU); bare inserts of the same {} bytes: {:.0}/s ({:.0} by CPU)",
        ours.0,
        ours.1,
        bytes / bodies.len(),
        theirs.0,
        theirs.1,
    );
    let share = |(wall, cpu): (f64, f64)| (100.0 * wall / theirs.0, 100.0 * cpu / theirs.1);
    let (wall, cpu) = share(ours);
    println!("    that is {wall:.0}% ({cpu:.0}% by CPU); to reach: 40%");
    let (wall, cpu) = share(floor);
    println!("    putting the same rows into the same table one by one: {wall:.0}% ({cpu:.0}% by CPU)");
}

/// Deeds of many, so that nobody's month is full: the cap is checked for each.
fn bulk(from: u64) -> Vec<(Meta, Command)> {
    let deed = |number: u64| {
        let (person, unit) = (format!("p{}", number % PERSONS), format!("grid-{}", number % 100));
        Deed::new(id("volunteering"), id(&person), id(&unit))
    };
    let command = |command: u64| {
        let first = from + command * BATCH;
        let deeds = (first..first + BATCH).map(deed).collect();
        (meta(), AwardAll { deeds }.into())
    };
    (0..BULK).map(command).collect()
}

fn bulk_awards(folder: &Path) {
    let mut ward = ward(&folder.join("bulk.db"));
    let each = BULK * BATCH;
    let mut took = Vec::new();
    for commit in 0..50 {
        let commands = bulk(commit * each);
        took.push(timed(|| ward.execute_all(commands).unwrap()).0);
    }
    let issued: u64 = ward.state().points.liability().values().sum();
    assert_eq!(issued, 50 * each * 5, "no deed was refused or withheld");
    let (wall, cpu) = rates(each, &took);
    println!("bulk awards: {wall:.0} lines/s ({cpu:.0} by CPU); to reach: 200000");
}

/// What a batch takes.
fn a_batch(ward: &mut Ward) -> Took {
    let commands = batch();
    timed(|| ward.execute_all(commands).unwrap()).0
}

/// Says how many microseconds of processor time and on the wall a command took.
fn a_command(entries: u64, took: &[Took]) {
    let (wall, cpu) = rates(BATCH, took);
    let (cpu, wall) = (1e6 / cpu, 1e6 / wall);
    println!("a command after {entries} entries: {cpu:.1} us CPU, {wall:.1} us in all");
}

/// The second thousand of each of some new wards.
fn young(folder: &Path) {
    let took: Vec<Took> = (0..20)
        .map(|number| {
            let mut ward = ward(&folder.join(format!("young-{number}.db")));
            ward.execute_all(batch()).unwrap();
            a_batch(&mut ward)
        })
        .collect();
    a_command(BATCH, &took);
}

fn main() {
    // Beside the build, on the same disk as everything else: a temporary folder may be memory.
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("journal-bench");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let only = std::env::args().nth(1);
    if only.as_deref() != Some("durable") {
        bulk_awards(&folder);
    }

    let path = folder.join("ward.db");
    let mut ward = ward(&path);
    beside_a_bare_insert(&folder, &mut ward);
    if only.as_deref() == Some("durable") {
        return;
    }
    while ward.head().sequence < 1_000_000 {
        ward.execute_all(batch()).unwrap();
    }
    let entries = ward.head().sequence;
    let took: Vec<Took> = (0..20).map(|_| a_batch(&mut ward)).collect();
    young(&folder);
    a_command(entries, &took);

    let head = ward.head();
    drop(ward);
    let (took, mut ward) = timed(|| Ward::open(&path).unwrap());
    assert_eq!(ward.head(), head);
    let millions = head.sequence as f64 / 1e6;
    println!(
        "opening {} events: {:.2} s CPU a million ({:.2} s in all); to reach: 2 s CPU",
        head.sequence,
        took.cpu.as_secs_f64() / millions,
        took.wall.as_secs_f64() / millions,
    );
    let (took, _) = timed(|| ward.verify().unwrap());
    println!("verifying them: {:.2?} CPU, {:.2?} in all", took.cpu, took.wall);
    drop(ward);
    let _ = std::fs::remove_dir_all(&folder);
}
