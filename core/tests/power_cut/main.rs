//! The power fails: what was answered is on the disk, whatever SQLite had not synced yet. Tests the promise *nothing-lost*.
#![cfg(feature = "sqlite")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::result_large_err,
    reason = "a test stops at the first surprise"
)]

#[path = "../journal/common.rs"]
#[allow(dead_code)]
mod common;
mod lossy_vfs;

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use common::{Scratch, add, by, count, id, minute, name, rules};
use linli::journal::Head;
use linli::{Command, Meta, Salt, Ward};

const ROUNDS: u64 = 12;
/// Every so many writes the power fails in the middle of something.
const STRIDE: usize = 7;

fn commands(round: u64) -> Vec<(Meta, Command)> {
    let command = |number: u64| {
        let meta = by("w1", minute(1))
            .id(id("desk", 20 * round + number))
            .salt(Salt([7; 16]))
            .detail(name("note"), "a few words ".repeat(20));
        (meta, count("c1", 100).into())
    };
    (0..20).map(command).collect()
}

/// What power cuts left, each with what had been answered by then.
fn cuts(folder: &Path, database: &Path) -> Vec<(PathBuf, Head)> {
    let mut ward = Ward::create(database, rules()).unwrap();
    ward.add_units(by("w1", minute(1)), add("c1")).unwrap();
    let answered = Rc::new(Cell::new(ward.head()));
    let cuts = Rc::new(RefCell::new(Vec::new()));
    let cut = {
        let (answered, cuts) = (Rc::clone(&answered), Rc::clone(&cuts));
        let (folder, database) = (folder.to_owned(), database.to_owned());
        move || {
            let mut cuts = cuts.borrow_mut();
            let folder = folder.join(format!("cut-{}", cuts.len()));
            lossy_vfs::after_a_power_cut(&database, &folder);
            cuts.push((folder.join(database.file_name().unwrap()), answered.get()));
        }
    };
    let (in_between, mut writes) = (cut.clone(), 0);
    lossy_vfs::on_write(Some(Box::new(move || {
        writes += 1;
        if writes % STRIDE == 0 {
            in_between();
        }
    })));
    for round in 1..=ROUNDS {
        ward.execute_all(commands(round)).unwrap();
        answered.set(ward.head());
        cut();
        if round % 3 == 0 {
            // Scrubbing moves everything from the WAL into the database.
            ward.erase(by("w1", minute(1)), ward.head().sequence, None)
                .unwrap();
            answered.set(ward.head());
            cut();
        }
    }
    lossy_vfs::on_write(None);
    drop(ward);
    cuts.take()
}

fn lost((database, answered): &(PathBuf, Head)) -> bool {
    Ward::open(database)
        .and_then(|mut ward| ward.verify_against(*answered))
        .is_err()
}

#[test]
fn nothing_answered_is_lost_when_the_power_fails() {
    lossy_vfs::install();
    let scratch = Scratch::new("power");
    let cuts = cuts(&scratch.file("cuts"), &scratch.file("ward.db"));
    assert!(
        cuts.len() > 40,
        "only {} power cuts: the test shows little",
        cuts.len()
    );
    for cut in &cuts {
        assert!(
            !lost(cut),
            "{} was answered and is lost: {}",
            cut.1,
            cut.0.display()
        );
    }
}

#[test]
fn a_disk_that_lies_about_syncing_would_be_found_out() {
    lossy_vfs::install();
    let scratch = Scratch::new("lying");
    lossy_vfs::lie(true);
    let cuts = cuts(&scratch.file("cuts"), &scratch.file("ward.db"));
    lossy_vfs::lie(false);
    assert!(
        cuts.iter().any(lost),
        "nothing is lost: the test above shows nothing"
    );
}
