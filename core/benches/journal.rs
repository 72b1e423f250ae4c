//! The journal on disk: durable commands beside a bare insert of the same bytes, opening, and whether a command
//! costs more once there are a million.
//!
//! `cargo bench -p linli --features sqlite --bench journal`

#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::disallowed_types
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Stopwatch};

use criterion::{Criterion, Throughput};
use linli::calendar::{Calendar, Zone};
use linli::grid::{AddUnits, NewUnit, UpdateUnit};
use linli::rulebook::{Late, Level};
use linli::{Bundle, Command, Instant, Label, LevelId, Meta, PersonId, RulebookId, Salt, UnitId, Ward};
use rusqlite::Connection;

const BATCH: u64 = 1000;

fn rules() -> Bundle {
    Bundle {
        format: 1,
        id: RulebookId::new("bench").unwrap(),
        name: Label::One("bench".into()),
        from: "2025-01-01".parse().unwrap(),
        zone: Zone::shanghai(),
        calendar: Calendar::china(),
        levels: vec![Level {
            id: LevelId::new("grid").unwrap(),
            name: Label::One("网格".into()),
            kinds: Vec::new(),
            households: None,
        }],
        posts: BTreeMap::new(),
        channels: BTreeMap::new(),
        late: Late { minutes: 0 },
        matters: BTreeMap::new(),
        procedures: BTreeMap::new(),
        points: None,
    }
}

fn meta() -> Meta {
    let at = Instant::parse("2025-03-03T09:00:00+08:00").unwrap();
    Meta::new(PersonId::new("w03").unwrap(), at)
}

fn ward(path: &Path) -> Ward {
    let mut ward = Ward::create(path, rules()).unwrap();
    let units = (0..100).map(|number| NewUnit {
        id: UnitId::new(format!("grid-{number}")).unwrap(),
        level: LevelId::new("grid").unwrap(),
        kind: None,
        code: None,
        name: Label::One("网格".into()),
        parent: None,
        from: "2025-01-01".parse().unwrap(),
        households: None,
        residents: None,
    });
    ward.add_units(
        meta(),
        AddUnits {
            units: units.collect(),
        },
    )
    .unwrap();
    ward
}

/// Cheap to decide, so that what is measured is the journal.
fn batch() -> Vec<(Meta, Command)> {
    let command = |number: u64| {
        let update = UpdateUnit {
            unit: UnitId::new(format!("grid-{}", number % 100)).unwrap(),
            name: None,
            households: Some(100 + u32::try_from(number % 100).unwrap()),
            residents: None,
        };
        (meta().salt(Salt([7; 16])), update.into())
    };
    (0..BATCH).map(command).collect()
}

/// The bytes of the last batch, one row an entry.
fn rows(path: &Path) -> Vec<Vec<u8>> {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT CAST(hash || salt || origin || stamp || command || events AS BLOB)
               FROM entry WHERE events IS NOT NULL ORDER BY sequence DESC LIMIT 1000";
    let mut select = connection.prepare(sql).unwrap();
    let rows = select.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

struct Bare(Connection, i64);

impl Bare {
    fn new(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        let setup = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                     CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB NOT NULL)";
        connection.execute_batch(setup).unwrap();
        Self(connection, 0)
    }

    fn insert(&mut self, rows: &[Vec<u8>]) {
        let transaction = self.0.transaction().unwrap();
        {
            let mut insert = transaction
                .prepare_cached("INSERT INTO bare VALUES (?, ?)")
                .unwrap();
            for row in rows {
                self.1 += 1;
                insert.execute(rusqlite::params![self.1, row]).unwrap();
            }
        }
        transaction.commit().unwrap();
    }
}

/// CPU time of this thread.
fn cpu() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (wall, before) = (Stopwatch::now(), cpu());
    let done = work();
    println!(
        "{what}: {:.2?} CPU, {:.2?} in all",
        cpu() - before,
        wall.elapsed()
    );
    done
}

/// Both in turn, so that what the machine does besides strikes both alike.
fn beside_a_bare_insert(folder: &Path, ward: &mut Ward) {
    let rows = {
        ward.execute_all(batch()).unwrap();
        rows(&folder.join("ward.db"))
    };
    let bytes: usize = rows.iter().map(Vec::len).sum();
    let mut bare = Bare::new(&folder.join("bare.db"));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..60 {
        let commands = batch();
        let start = Stopwatch::now();
        ward.execute_all(commands).unwrap();
        ours.push(start.elapsed());
        let start = Stopwatch::now();
        bare.insert(&rows);
        theirs.push(start.elapsed());
    }
    let per_second = |times: &mut Vec<Duration>| {
        times.sort();
        1000.0 / times[times.len() / 2].as_secs_f64()
    };
    let (ours, theirs) = (per_second(&mut ours), per_second(&mut theirs));
    println!(
        "durable commands: {ours:.0}/s; bare inserts of the same {} bytes: {theirs:.0}/s; {:.0}% (to reach: 40%)",
        bytes / rows.len(),
        100.0 * ours / theirs
    );
}

fn main() {
    // Beside the build, on the same disk as everything else: a temporary folder may be memory.
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("journal-bench");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("ward.db");
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .configure_from_args();
    let mut ward = ward(&path);

    beside_a_bare_insert(&folder, &mut ward);
    let mut measure = |ward: &mut Ward, events: &str| {
        let mut group = criterion.benchmark_group("commands in batches of 1000");
        group.throughput(Throughput::Elements(BATCH));
        group.bench_function(format!("on disk, {events} events"), |bencher| {
            bencher.iter_batched(
                batch,
                |commands| ward.execute_all(commands).unwrap(),
                criterion::BatchSize::PerIteration,
            );
        });
        group.finish();
    };
    measure(&mut ward, "some thousand");

    timed("writing up to 1,000,000 events", || {
        while ward.head().sequence < 1_000_000 {
            ward.execute_all(batch()).unwrap();
        }
    });
    measure(&mut ward, "1,000,000");
    let head = ward.head();
    drop(ward);
    let mut ward = timed("opening 1,000,000 events (to reach: 2 s CPU)", || {
        Ward::open(&path).unwrap()
    });
    assert_eq!(ward.head(), head);
    timed("verifying 1,000,000 events", || ward.verify().unwrap());
    drop(ward);
    let _ = std::fs::remove_dir_all(&folder);
}
