//! Plays the tables of `tests/tables` through the Rust API. The other languages have a runner of the same shape.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::result_large_err,
    reason = "a test stops at the first surprise"
)]

#[path = "tables/play.rs"]
mod play;
#[path = "tables/questions.rs"]
mod questions;
#[path = "tables/step.rs"]
mod step;
#[path = "tables/verbs.rs"]
mod verbs;

use std::{fs, path::Path};

const TABLES: [&str; 7] = [
    "grid",
    "bodies",
    "cases",
    "procedures",
    "confidential",
    "points",
    "ward",
];

#[test]
fn every_table_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/tables");
    let mut failures = Vec::new();
    let mut steps = 0;
    for table in TABLES {
        let text = fs::read_to_string(folder.join(format!("{table}.jsonl"))).unwrap();
        let mut player = play::Player::new(&folder);
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
            let line: step::Step = serde_json::from_str(line).unwrap();
            steps += 1;
            if let Err(wrong) = player.play(&line) {
                failures.push(format!(
                    "{table}.jsonl:{}: {wrong}\n    {}",
                    index + 1,
                    line.text()
                ));
            }
        }
    }
    println!("tables: {} steps played, {} failed", steps, failures.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn no_table_is_left_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/tables");
    let mut found: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .filter_map(|file| {
            file.unwrap()
                .file_name()
                .to_str()?
                .strip_suffix(".jsonl")
                .map(String::from)
        })
        .collect();
    let mut listed = TABLES.map(String::from).to_vec();
    found.sort();
    listed.sort();
    assert_eq!(found, listed);
}

/// The phones open this file; it must be what the rulebook of the tables resolves to.
#[test]
fn the_bundle_is_the_rulebook_resolved() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/tables");
    let bundle = play::bundle(&folder);
    let file = folder.join("bundle.json");
    if std::env::var_os("LINLI_UPDATE").is_some() {
        fs::write(&file, bundle.canonical()).unwrap();
    }
    assert!(
        fs::read(&file).is_ok_and(|bytes| bytes == bundle.canonical()),
        "tests/tables/bundle.json is stale: run this test with LINLI_UPDATE=1"
    );
}
