//! Writes commands to a ward's file until it is killed, and says which were answered: the crash test's victim.
//!
//! `crash_writer FILE ORIGIN`: one line `answered NUMBER SEQUENCE HASH` for each commit, written after it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::result_large_err
)]

use std::io::Write;

use linli::grid::UpdateUnit;
use linli::{Command, CommandId, Error, Instant, Meta, Origin, PersonId, Salt, UnitId, Ward};

fn command(origin: &Origin, number: u64, recorded: Instant) -> (Meta, Command) {
    let meta = Meta::new(PersonId::new("w1").unwrap(), recorded)
        .id(CommandId::new(origin.clone(), number))
        .salt(Salt([5; 16]))
        .detail("note".parse().unwrap(), format!("note {number}"));
    let update = UpdateUnit {
        unit: UnitId::new("c1").unwrap(),
        name: None,
        households: Some(u32::try_from(number % 1_000_000).unwrap()),
        residents: None,
    };
    (meta, update.into())
}

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().collect();
    let origin = Origin::new(&arguments[2]).unwrap();
    let mut ward = Ward::open(&arguments[1])?;
    let recorded = Instant::parse("2025-03-03T09:00:00+08:00").unwrap();
    let mut out = std::io::stdout();
    // Numbers start again with every run: what was answered before is answered again.
    for first in (1..).step_by(7) {
        let batch = (first..first + 7).map(|number| command(&origin, number, recorded));
        for answer in ward.execute_all(batch.collect())? {
            writeln!(out, "answered {} {}", answer.id.number, answer.sequence).unwrap();
        }
        out.flush().unwrap();
    }
    Ok(())
}
