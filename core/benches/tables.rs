//! A million events of cases as an Arrow table, read from a ward's file, beside the limit.
//!
//! The ward is built once and kept beside the build.
//!
//! `cargo bench -p linli --features arrow,sqlite --bench tables`

#![allow(
    missing_docs,
    clippy::disallowed_types,
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic
)]

use std::path::{Path, PathBuf};
use std::time::Instant as Stopwatch;

use linli::cases::{Act, Register};
use linli::grid::{AddUnits, Appoint};
use linli::views::tables::{Table, table};
use linli::{CaseId, Command, IdError, Instant, Meta, Rulebook, Salt, Ward};

const EVENTS: usize = 1_000_000;
/// Registered, accepted, answered, closed.
const STEPS: usize = 4;
const BATCH: usize = 1000;

fn id<T: for<'a> TryFrom<&'a str, Error = IdError>>(text: &str) -> T {
    T::try_from(text).unwrap()
}

fn meta(actor: &str) -> Meta {
    let now = Instant::parse("2025-03-03T09:00:00+08:00").unwrap();
    Meta::new(id(actor), now)
}

fn empty(path: &Path) -> Ward {
    let rules = Rulebook::from_toml(include_str!("../../examples/minimal/rulebook.toml")).unwrap();
    let mut ward = Ward::create(path, rules.resolve().unwrap()).unwrap();
    let units = serde_json::from_str(
        r#"[
        { "id": "street",  "level": "street",    "name": "街道",     "from": "2025-01-01" },
        { "id": "guandao", "level": "community", "name": "管道社区", "from": "2025-01-01", "parent": "street" },
        { "id": "grid-07", "level": "grid",      "name": "第七网格", "from": "2025-01-01", "parent": "guandao" }
    ]"#,
    )
    .unwrap();
    ward.add_units(meta("host"), AddUnits { units }).unwrap();
    let appoint = Appoint {
        person: id("w07"),
        post: id("grid-worker"),
        unit: id("grid-07"),
        from: "2025-01-01".parse().unwrap(),
        until: None,
    };
    ward.appoint(meta("host"), appoint).unwrap();
    ward
}

fn fill(ward: &mut Ward) {
    for _ in 0..EVENTS / STEPS / BATCH {
        let registers: Vec<(Meta, Command)> = (0..BATCH)
            .map(|number| {
                let requester = format!("p{number}");
                let register = Register::new(id("parking"), id("grid-07"));
                (meta(&requester), register.into())
            })
            .collect();
        let answers = ward.execute_all(registers).unwrap();
        let created = answers.iter().flat_map(linli::Answer::created);
        let cases: Vec<CaseId> = created.map(|case| id(&case.to_string())).collect();
        let acts = cases.iter().zip(0..).flat_map(|(case, number)| {
            let act = |action: &str| Act::new(case.clone(), id(action));
            let close = Act {
                rating: Some(5),
                ..act("close")
            };
            let answering = meta("w07").salt(Salt([7; 16])).detail(id("reply"), "done");
            [
                (meta("w07"), act("accept").into()),
                (answering, act("answer").into()),
                (meta(&format!("p{number}")), close.into()),
            ]
        });
        let answers = ward.execute_all(acts.collect()).unwrap();
        assert!(answers.iter().all(|answer| answer.refusal().is_none()));
    }
}

fn main() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("a-million-case-events.db");
    if !path.exists() {
        let unfinished = path.with_extension("unfinished");
        let _ = std::fs::remove_file(&unfinished);
        fill(&mut empty(&unfinished));
        std::fs::rename(unfinished, &path).unwrap();
    }
    let mut ward = Ward::open(&path).unwrap();
    let mut seconds: Vec<f64> = (0..5)
        .map(|_| {
            let start = Stopwatch::now();
            let events = table(&mut ward, Table::CaseEvents, None).unwrap();
            assert_eq!(events.num_rows(), EVENTS);
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    println!(
        "{EVENTS} case events to Arrow: {:.2} s at best, {:.2} s in the middle; at most 0.5 s",
        seconds.first().unwrap(),
        seconds.get(2).unwrap(),
    );
}
