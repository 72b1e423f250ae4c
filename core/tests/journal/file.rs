//! A ward in a file: found again, shared by handles, and clear about what is wrong with it.

use std::path::Path;

use linli::views::{Ocel, OcelError};
use linli::{Error, Ward};
use rusqlite::Connection;

use crate::common::{Scratch, add, by, code, count, id, minute, rules};

fn filled(path: &Path) -> Ward {
    let mut ward = Ward::create(path, rules()).unwrap();
    let command = |number: u64| {
        let meta = by("w1", minute(1)).id(id("desk", number));
        (meta, add(&format!("c{number}")).into())
    };
    ward.execute_all((1..=20).map(command).collect()).unwrap();
    ward
}

fn alter(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn a_ward_opened_again_is_the_same() {
    let scratch = Scratch::new("again");
    let path = scratch.file("ward.db");
    let ward = filled(&path);
    let (state, head) = (ward.state().clone(), ward.head());
    drop(ward);
    for mut ward in [Ward::open(&path).unwrap(), Ward::open_read_only(&path).unwrap()] {
        assert_eq!(ward.state(), &state);
        assert_eq!(ward.verify_against(head).unwrap(), head);
    }
    assert_eq!(code(Ward::create(&path, rules())), "J405");
    let mut reader = Ward::open_read_only(&path).unwrap();
    assert_eq!(code(reader.execute(by("w1", minute(2)), add("c99"))), "J403");
}

#[test]
fn two_handles_on_one_file_take_turns() {
    let scratch = Scratch::new("two");
    let path = scratch.file("ward.db");
    let mut one = filled(&path);
    let mut two = Ward::open(&path).unwrap();
    let mut reader = Ward::open_read_only(&path).unwrap();
    for number in 0..10 {
        one.execute(by("w1", minute(2)), add(&format!("one-{number}")))
            .unwrap();
        two.execute(by("w2", minute(2)), add(&format!("two-{number}")))
            .unwrap();
        // Each decides on what the other wrote.
        two.update_unit(by("w2", minute(2)), count(&format!("one-{number}"), 7))
            .unwrap();
    }
    let first = two
        .execute(by("w2", minute(3)).id(id("phone", 1)), add("c50"))
        .unwrap();
    assert!(
        one.execute(by("w2", minute(3)).id(id("phone", 1)), add("c50"))
            .unwrap()
            .repeated
    );
    assert_eq!(first.sequence, 52);
    assert!(reader.refresh().unwrap() && !reader.refresh().unwrap());
    assert_eq!(reader.state(), two.state());
    assert_eq!(one.verify().unwrap(), two.verify().unwrap());
}

#[test]
fn a_flipped_byte_is_found_where_it_is() {
    let scratch = Scratch::new("flipped");
    let table = [
        (
            "UPDATE entry SET reply = replace(reply, 'c7', 'c8') WHERE sequence = 8",
            "J408",
            8,
        ),
        (
            "UPDATE entry SET cause = replace(cause, 'c7', 'c8') WHERE sequence = 8",
            "J408",
            8,
        ),
        (
            "UPDATE entry SET cause = replace(cause, 'w1', 'w2') WHERE sequence = 8",
            "J408",
            8,
        ),
        (
            "UPDATE entry SET recorded = recorded + 1 WHERE sequence = 8",
            "J408",
            8,
        ),
        ("UPDATE entry SET edition = 1 WHERE sequence = 8", "J408", 8),
        (
            "UPDATE entry SET hash = zeroblob(32) WHERE sequence = 8",
            "J408",
            8,
        ),
        (
            "UPDATE entry SET salt = zeroblob(16) WHERE sequence = 8",
            "J408",
            8,
        ),
        ("UPDATE entry SET reply = '{}' WHERE sequence = 8", "J408", 8),
        (
            "UPDATE entry SET reply = substr(reply, 2) WHERE sequence = 8",
            "J408",
            8,
        ),
        ("UPDATE entry SET hash = x'00' WHERE sequence = 8", "J408", 8),
        ("UPDATE entry SET cause = '{}' WHERE sequence = 8", "J408", 8),
        (
            "UPDATE command SET last = last - 1 WHERE origin = 'desk'",
            "J408",
            21,
        ),
        (
            "UPDATE command SET sequence = sequence + 1 WHERE origin = 'desk'",
            "J408",
            2,
        ),
        ("DELETE FROM command WHERE origin = 'desk'", "J408", 2),
        ("DELETE FROM entry WHERE sequence = 8", "J408", 9),
        // A number held for answered that nobody ever sent.
        (
            "UPDATE command SET last = last + 1 WHERE origin = 'desk'",
            "J408",
            22,
        ),
        (
            "UPDATE command SET last = 9223372036854775807 WHERE origin = 'desk'",
            "J408",
            22,
        ),
        (
            "UPDATE command SET first = first - 1, sequence = sequence - 1 WHERE origin = 'desk'",
            "J408",
            1,
        ),
        ("INSERT INTO command VALUES ('desk', 500, 510, 5)", "J408", 5),
        ("INSERT INTO command VALUES ('phone', 1, 1, 40)", "J408", 40),
        ("INSERT INTO command VALUES ('desk', 50, 40, 30)", "J408", 30),
        // A text of a command that has none.
        (
            "INSERT INTO detail VALUES (8, 'note', zeroblob(16), 'smuggled in')",
            "J408",
            8,
        ),
    ];
    for (case, (sql, expected, sequence)) in table.into_iter().enumerate() {
        let path = scratch.file(&format!("{case}.db"));
        drop(filled(&path));
        alter(&path, sql);
        let error = Ward::open(&path).and_then(|mut ward| ward.verify()).unwrap_err();
        assert_eq!(error.code(), expected, "{sql}");
        let found = error.data()["sequence"].as_u64().unwrap();
        assert_eq!(found, sequence, "{sql}: {error}");
    }
}

#[test]
fn a_reply_nobody_wrote_is_not_taken_for_one_in_which_nothing_happened() {
    let scratch = Scratch::new("nobody");
    for (case, reply) in [
        "'{}'",
        "''",
        "'nothing'",
        "substr(reply, 2)",
        "substr(reply, 1, length(reply) - 1)",
        "'[' || reply || ']'",
        "replace(reply, '\"grid\"', '\"grit\"')",
    ]
    .into_iter()
    .enumerate()
    {
        let path = scratch.file(&format!("{case}.db"));
        let mut ward = filled(&path);
        alter(
            &path,
            &format!("UPDATE entry SET reply = {reply} WHERE sequence = 8"),
        );
        let damaged = |error: Error| {
            assert_eq!(
                (error.code(), &error.data()["part"]),
                ("J408", &"reply".into()),
                "{reply}"
            );
            assert_eq!(error.data()["sequence"], 8, "{reply}");
        };
        match ward.ocel_text(Ocel::default()).unwrap_err() {
            OcelError::Ward(error) => damaged(error),
            OcelError::Write(error) => panic!("{error}"),
        }
        #[cfg(feature = "arrow")]
        {
            use linli::views::tables::{Table, TableError, table};
            match table(&mut ward, Table::CaseEvents, None).unwrap_err() {
                TableError::Ward(error) => damaged(error),
                TableError::Arrow(error) => panic!("{error}"),
            }
        }
        damaged(ward.changes_after(7, 1, None).unwrap_err());
        damaged(Ward::open(&path).unwrap_err());
    }
}

#[test]
fn a_handle_that_is_open_notices_too() {
    let scratch = Scratch::new("notices");
    let path = scratch.file("ward.db");
    let mut ward = filled(&path);
    alter(
        &path,
        "UPDATE entry SET reply = replace(reply, 'c7', 'c8') WHERE sequence = 8",
    );
    assert_eq!(code(ward.verify()), "J408");
    alter(&path, "DELETE FROM entry WHERE sequence > 12");
    assert_eq!(code(ward.execute(by("w1", minute(2)), add("c99"))), "J409");
}

#[test]
fn a_cut_tail_is_detected_by_a_head_kept_elsewhere() {
    let scratch = Scratch::new("cut");
    let path = scratch.file("ward.db");
    let head = filled(&path).head();
    alter(&path, "DELETE FROM entry WHERE sequence > 15");
    let careless = Ward::open(&path).and_then(|mut ward| ward.verify());
    assert_eq!(code(careless), "J408", "the commands are still held for answered");
    alter(&path, "UPDATE command SET last = 14 WHERE origin = 'desk'");
    let mut ward = Ward::open(&path).unwrap();
    ward.verify().unwrap();
    assert_eq!(code(ward.verify_against(head)), "J409");
    for number in 15..=30 {
        ward.execute(
            by("w1", minute(1)).id(id("desk", number)),
            add(&format!("x{number}")),
        )
        .unwrap();
    }
    assert_eq!(
        code(ward.verify_against(head)),
        "J409",
        "nor does another tail do"
    );
}

#[test]
fn a_changed_detail_is_found() {
    let scratch = Scratch::new("detail");
    for (case, sql) in [
        "UPDATE detail SET text = 'another'",
        "UPDATE detail SET salt = zeroblob(16)",
        "UPDATE detail SET name = 'other'",
        "DELETE FROM detail",
    ]
    .into_iter()
    .enumerate()
    {
        let path = scratch.file(&format!("{case}.db"));
        let mut ward = filled(&path);
        let meta = by("w1", minute(2)).salt(linli::Salt([1; 16]));
        ward.execute(meta.detail(crate::common::name("reply"), "text"), add("c77"))
            .unwrap();
        ward.verify().unwrap();
        alter(&path, sql);
        let error = ward.verify().unwrap_err();
        assert_eq!(
            (error.code(), error.data()["part"].as_str()),
            ("J408", Some("detail")),
            "{sql}"
        );
    }
}

#[test]
fn what_is_no_wards_file_is_said_so_plainly() {
    let scratch = Scratch::new("strange");
    let missing = scratch.file("missing.db");
    assert_eq!(code(Ward::open(&missing)), "J404");
    assert!(!missing.exists(), "looking creates nothing");
    assert_eq!(code(Ward::open_read_only(&missing)), "J404");
    assert_eq!(code(Ward::open(scratch.file("no/such/folder.db"))), "J404");

    let text = scratch.file("notes.txt");
    std::fs::write(
        &text,
        "a shopping list, longer than the header of a database would be: ".repeat(20),
    )
    .unwrap();
    let other = scratch.file("other.db");
    alter(&other, "CREATE TABLE list (item TEXT)");
    for path in [&text, &other] {
        let before = std::fs::read(path).unwrap();
        for result in [
            Ward::open(path),
            Ward::open_read_only(path),
            Ward::create(path, rules()),
        ] {
            assert_eq!(code(result), "J406", "{path:?}");
        }
        assert!(std::fs::read(path).unwrap() == before, "{path:?} was changed");
    }

    let newer = scratch.file("newer.db");
    drop(filled(&newer));
    alter(&newer, "PRAGMA user_version = 2");
    assert_eq!(code(Ward::open(&newer)), "J407");

    let torn = scratch.file("torn.db");
    drop(filled(&torn));
    let bytes = std::fs::read(&torn).unwrap();
    std::fs::write(&torn, &bytes[..bytes.len() / 2]).unwrap();
    let error = Ward::open(&torn).and_then(|mut ward| ward.verify()).unwrap_err();
    assert_eq!(error.code(), "J416");
    assert!(
        error.to_string().contains("the database file itself is damaged"),
        "{error}"
    );

    let folder = scratch.file("folder");
    std::fs::create_dir(&folder).unwrap();
    for result in [
        Ward::open(&folder),
        Ward::open_read_only(&folder),
        Ward::create(&folder, rules()),
    ] {
        let error = result.unwrap_err();
        assert_eq!(error.code(), "J418");
        assert!(
            error.to_string().contains(&folder.display().to_string()),
            "{error}"
        );
    }
}

#[test]
fn a_table_that_is_missing_is_named_when_the_file_is_opened() {
    let scratch = Scratch::new("not-whole");
    for (case, (sql, missing)) in [
        ("DROP TABLE detail", "no such table: detail"),
        ("DROP TABLE command", "no such table: command"),
        (
            "ALTER TABLE entry RENAME COLUMN salt TO pepper",
            "no such column: entry.salt",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let path = scratch.file(&format!("{case}.db"));
        let mut open = filled(&path);
        alter(&path, sql);
        for result in [Ward::open(&path), Ward::open_read_only(&path)] {
            let error = result.unwrap_err();
            assert_eq!(error.code(), "J417", "{sql}");
            assert_eq!(error.data()["reason"], missing);
        }
        // Also by whoever had it open already.
        assert_eq!(code(open.verify()), "J417", "{sql}");
    }
}

#[test]
fn a_creation_broken_off_is_taken_up_again() {
    let scratch = Scratch::new("broken-off");
    let path = scratch.file("ward.db");
    std::fs::write(&path, "").unwrap();
    drop(Ward::create(&path, rules()).unwrap());
    let path = scratch.file("schema-only.db");
    drop(linli::journal::SqliteStore::create(&path).unwrap());
    let mut ward = Ward::create(&path, rules()).unwrap();
    assert_eq!(ward.verify().unwrap().sequence, 1);
}

#[test]
fn the_views_read_well() {
    let scratch = Scratch::new("views");
    let path = scratch.file("ward.db");
    let mut ward = filled(&path);
    ward.execute(by("w2", minute(2)), count("nowhere", 1)).unwrap();
    let connection = Connection::open(&path).unwrap();
    let row = |sql: &str| -> Vec<String> {
        connection
            .query_row(sql, [], |row| {
                (0..row.as_ref().column_count())
                    .map(|column| Ok(format!("{:?}", row.get::<_, rusqlite::types::Value>(column)?)))
                    .collect()
            })
            .unwrap()
    };
    assert_eq!(
        row("SELECT recorded, id, actor, asked, outcome, events FROM journal WHERE sequence = 2"),
        [
            "Text(\"2025-03-03T01:01:00.000Z\")",
            "Text(\"desk-1\")",
            "Text(\"w1\")",
            "Text(\"grid.add_units\")",
            "Text(\"accepted\")",
            "Integer(1)"
        ]
    );
    assert_eq!(
        row("SELECT actor, asked FROM journal WHERE sequence = 1"),
        ["Text(\"system\")", "Text(\"adopt\")"]
    );
    assert_eq!(
        row("SELECT outcome FROM journal WHERE sequence = 22"),
        ["Text(\"refused\")"]
    );
    assert_eq!(
        row("SELECT kind FROM event WHERE sequence = 2"),
        ["Text(\"grid.unit_added\")"]
    );
    assert_eq!(
        row("SELECT kind FROM event WHERE sequence = 1"),
        ["Text(\"adopted\")"]
    );
}

#[test]
fn an_entry_numbered_below_the_first_is_found() {
    let scratch = Scratch::new("below");
    for number in [0, -5] {
        let path = scratch.file(&format!("below{number}.db"));
        let mut ward = filled(&path);
        alter(
            &path,
            &format!(
                "INSERT INTO entry SELECT {number}, recorded, edition, hash, salt, cause, reply FROM entry WHERE sequence = 8"
            ),
        );
        for error in [ward.verify().unwrap_err(), Ward::open(&path).unwrap_err()] {
            assert_eq!(error.code(), "J408", "{number}");
            assert_eq!(error.data()["part"], "sequence", "{number}");
        }
    }
}

#[test]
fn a_file_without_a_format_is_no_ward() {
    let scratch = Scratch::new("format");
    let path = scratch.file("ward.db");
    drop(filled(&path));
    alter(&path, "PRAGMA user_version = 0");
    assert_eq!(Ward::open(&path).unwrap_err().name(), "not_a_ward");
}
