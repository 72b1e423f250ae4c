//! Several processes on one file, killed when it suits nobody.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use linli::Ward;

use crate::common::{Scratch, add, by, id, minute, rules};

/// The writer is an example of this package: cargo builds it beside the tests.
fn writer() -> PathBuf {
    let mut folder = std::env::current_exe().unwrap();
    folder.pop();
    folder.pop();
    folder.join("examples").join("crash_writer")
}

fn start(file: &Path, origin: &str) -> Child {
    Command::new(writer())
        .arg(file)
        .arg(origin)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

/// What it said had been answered: number and sequence. A last line cut off in the middle was never said.
fn said(child: Child) -> Vec<(u64, u64)> {
    let mut lines = BufReader::new(child.stdout.unwrap());
    let mut answered = Vec::new();
    let mut line = String::new();
    while lines.read_line(&mut line).unwrap() > 0 {
        if line.ends_with('\n') {
            let numbers: Vec<u64> = line
                .split(' ')
                .skip(1)
                .map(|n| n.trim().parse().unwrap())
                .collect();
            answered.push((numbers[0], numbers[1]));
        }
        line.clear();
    }
    answered
}

#[test]
fn nothing_answered_is_lost_when_writers_are_killed() {
    let scratch = Scratch::new("crash");
    let path = scratch.file("ward.db");
    let mut ward = Ward::create(&path, rules()).unwrap();
    ward.add_units(by("w1", minute(0)), add("c1")).unwrap();
    drop(ward);
    let mut known: BTreeMap<(&str, u64), u64> = BTreeMap::new();
    // Delays from a fixed sequence: awkward moments, the same in every run as far as a machine allows.
    let mut random: u64 = 0x9E37_79B9_7F4A_7C15;
    for round in 0.. {
        if round >= 12 && known.len() >= 100 {
            break;
        }
        assert!(
            round < 100,
            "only {} commands were answered: the test shows nothing",
            known.len()
        );
        let mut writers = ["phone", "desk"].map(|origin| (origin, start(&path, origin)));
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        std::thread::sleep(Duration::from_millis(30 + (random >> 33) % 300));
        // What is written meanwhile is no damage.
        Ward::open_read_only(&path)
            .and_then(|mut ward| ward.verify())
            .unwrap();
        for (_, writer) in &mut writers {
            writer.kill().unwrap();
            writer.wait().unwrap();
        }
        for (origin, writer) in writers {
            for (number, sequence) in said(writer) {
                let first = *known.entry((origin, number)).or_insert(sequence);
                assert_eq!(first, sequence, "{origin}-{number} was answered twice");
            }
        }
        let mut ward = Ward::open(&path).unwrap();
        ward.verify().unwrap();
        let changes = ward.changes_after(0, usize::MAX, None).unwrap();
        for ((origin, number), sequence) in &known {
            let change = &changes[usize::try_from(*sequence).unwrap() - 1];
            let linli::ward::Why::Asked { stamp, .. } = &change.cause else {
                panic!("entry {sequence} is no command");
            };
            assert_eq!(stamp.id, id(origin, *number), "an answer was lost");
        }
    }
}
