//! Every fault, each provoked by what a host or a disk may do.

use linli::journal::Fault;
use linli::{Head, Ward};

use crate::common::{Scratch, add, by, code, count, id, minute, rules};

/// What no use of the library leads to, shown where it is checked: `ward/settle.rs` and `journal/sqlite/mod.rs`.
const OUT_OF_REACH: [&str; 2] = ["J412", "J414"];

fn filled(path: &std::path::Path) -> Ward {
    let mut ward = Ward::create(path, rules()).unwrap();
    ward.execute(by("w1", minute(1)).id(id("desk", 1)), add("c1"))
        .unwrap();
    ward
}

fn alter(path: &std::path::Path, sql: &str) {
    rusqlite::Connection::open(path)
        .unwrap()
        .execute_batch(sql)
        .unwrap();
}

/// Provokes a fault in the file of a ward, and says what it was answered with.
type Provoke = fn(&std::path::Path) -> &'static str;

const TABLE: [(&str, Provoke); 16] = [
    ("J401", |file| {
        // The id was given to another command.
        code(filled(file).execute(by("w1", minute(1)).id(id("desk", 1)), add("c2")))
    }),
    ("J402", |file| {
        // The disk is full, and the handle is used on.
        let mut ward = filled(file);
        alter(
            file,
            "CREATE TRIGGER full AFTER INSERT ON detail BEGIN SELECT RAISE(ABORT, 'full'); END",
        );
        let meta = || by("w1", minute(1)).salt(linli::Salt([1; 16]));
        let batch = vec![
            (meta(), count("c1", 7).into()),
            (
                meta().detail(crate::common::name("note"), "text"),
                count("c1", 8).into(),
            ),
        ];
        assert_eq!(code(ward.execute_all(batch)), "J411");
        code(ward.execute(meta(), count("c1", 9)))
    }),
    ("J403", |file| {
        drop(filled(file));
        let mut ward = Ward::open_read_only(file).unwrap();
        code(ward.execute(by("w1", minute(1)), add("c2")))
    }),
    ("J404", |file| code(Ward::open(file))),
    ("J405", |file| {
        drop(filled(file));
        code(Ward::create(file, rules()))
    }),
    ("J406", |file| {
        alter(file, "CREATE TABLE list (item TEXT)");
        code(Ward::open(file))
    }),
    ("J407", |file| {
        drop(filled(file));
        alter(file, "PRAGMA user_version = 99");
        code(Ward::open(file))
    }),
    ("J408", |file| {
        drop(filled(file));
        alter(
            file,
            "UPDATE entry SET reply = replace(reply, 'c1', 'c2') WHERE sequence = 2",
        );
        code(Ward::open(file).and_then(|mut ward| ward.verify()))
    }),
    ("J409", |file| {
        let head = filled(file).head();
        alter(file, "DELETE FROM entry WHERE sequence = 2");
        code(Ward::open(file).and_then(|mut ward| ward.verify_against(head)))
    }),
    ("J410", |file| {
        // Another process keeps the right to write; this one gives up after some seconds, and can try again.
        let mut ward = filled(file);
        let other = rusqlite::Connection::open(file).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let found = code(ward.execute(by("w1", minute(1)), add("c2")));
        other.execute_batch("ROLLBACK").unwrap();
        ward.add_units(by("w1", minute(1)), add("c2")).unwrap();
        found
    }),
    ("J411", |file| {
        let mut ward = filled(file);
        alter(
            file,
            "CREATE TRIGGER full AFTER INSERT ON entry BEGIN SELECT RAISE(ABORT, 'full'); END",
        );
        code(ward.execute(by("w1", minute(1)), add("c2")))
    }),
    ("J413", |file| {
        let mut ward = filled(file);
        let excerpt = ward.excerpt_after(0, 10, |_| true, &[], None).unwrap();
        let other = Head {
            sequence: ward.head().sequence,
            hash: linli::Digest([1; 32]),
        };
        excerpt.verify(Head::EMPTY, other).unwrap_err().code()
    }),
    ("J415", |_| {
        "412:not-hexadecimal".parse::<Head>().unwrap_err().code()
    }),
    ("J416", |file| {
        drop(filled(file));
        // All pages but the first.
        let mut bytes = std::fs::read(file).unwrap();
        bytes[8192..].fill(0xAA);
        std::fs::write(file, bytes).unwrap();
        code(Ward::open(file).and_then(|mut ward| ward.verify()))
    }),
    ("J417", |file| {
        drop(filled(file));
        alter(file, "DROP TABLE detail");
        code(Ward::open(file))
    }),
    ("J418", |file| code(Ward::open(file.parent().unwrap()))),
];

#[test]
fn every_fault_is_provoked() {
    let scratch = Scratch::new("faults");
    for (expected, provoke) in TABLE {
        let found = provoke(&scratch.file(&format!("{expected}.db")));
        assert_eq!(found, expected);
    }
    let shown = TABLE.iter().map(|(code, _)| *code).chain(OUT_OF_REACH);
    let mut shown: Vec<&str> = shown.collect();
    shown.sort_unstable();
    let declared: Vec<&str> = Fault::CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        shown, declared,
        "a fault without a test, or a test without a fault"
    );
}
