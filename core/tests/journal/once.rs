//! Each command id is answered once and for ever. Tests the promise *once*.

use linli::state::{Erase, Outcome};
use linli::{Answer, Attachment, Capacity, Digest, Error, PersonId};

use crate::common::{add, by, code, count, id, minute, name, ward};

/// Who sends what again, and what comes of it.
#[test]
fn a_command_sent_again_is_answered_again_only_if_it_is_the_same() {
    let first = || by("w1", minute(1)).id(id("phone", 7)).occurred(minute(0));
    let resident = Capacity::Resident;
    let photo = Attachment {
        name: name("photo"),
        digest: Digest([1; 32]),
    };
    let mut with_photo = first();
    with_photo.attachments.push(photo);
    let mut later = first();
    later.recorded = minute(90);
    let mut earlier = first();
    earlier.recorded = minute(0);
    let someone = PersonId::new("p9").unwrap();
    let table = [
        ("unchanged", first(), "c1", true),
        ("taken in later", later, "c1", true),
        ("taken in by a clock that was set back", earlier, "c1", true),
        (
            "by somebody else",
            by("w2", minute(1)).id(id("phone", 7)).occurred(minute(0)),
            "c1",
            false,
        ),
        ("in a capacity", first().capacity(resident), "c1", false),
        ("for somebody", first().on_behalf_of(someone), "c1", false),
        (
            "happened at another time",
            first().occurred(minute(1)),
            "c1",
            false,
        ),
        ("with a file", with_photo, "c1", false),
        ("another command", first(), "c2", false),
    ];
    for in_one_batch in [false, true] {
        for (how, meta, unit, same) in &table {
            let mut ward = ward();
            let again = if in_one_batch {
                let batch = vec![(first(), add("c1").into()), (meta.clone(), add(unit).into())];
                ward.execute_all(batch).map(|answers| answers[1].clone())
            } else {
                let original = ward.execute(first(), add("c1")).unwrap();
                ward.execute(by("w1", minute(2)), add("c9")).unwrap();
                let again = ward.execute(meta.clone(), add(unit));
                if *same {
                    assert_eq!(again.as_ref().unwrap().outcome, original.outcome, "{how}");
                }
                again
            };
            let entries = ward.head().sequence;
            if *same {
                let answer = again.unwrap();
                assert!(answer.repeated && answer.sequence == 2, "{how}: {answer:?}");
                assert_eq!(entries, if in_one_batch { 2 } else { 3 }, "{how}");
            } else {
                assert_eq!(code(again), "J401", "{how}");
                assert_eq!(
                    entries,
                    if in_one_batch { 1 } else { 3 },
                    "{how}: nothing is recorded"
                );
            }
            ward.verify().unwrap();
        }
    }
}

#[test]
fn a_refusal_is_answered_once_too() {
    let mut ward = ward();
    let meta = || by("w1", minute(1)).id(id("phone", 1));
    let refused = ward.execute(meta(), count("c1", 5)).unwrap();
    assert_eq!(refused.refusal().unwrap().code(), "G101");
    ward.add_units(by("w1", minute(2)), add("c1")).unwrap();
    let again = ward.execute(meta(), count("c1", 5)).unwrap();
    assert_eq!(
        again,
        Answer {
            repeated: true,
            ..refused
        },
        "though it would be accepted now"
    );
}

#[test]
fn gaps_are_filled_and_origins_do_not_mix() {
    let mut ward = ward();
    let mut sequences = Vec::new();
    for (origin, number) in [
        ("phone", 9),
        ("phone", 4),
        ("desk", 9),
        ("phone", 0),
        ("phone", 4),
    ] {
        let unit = format!("{origin}-{number}");
        let answer = ward
            .execute(by("w1", minute(1)).id(id(origin, number)), add(&unit))
            .unwrap();
        sequences.push((answer.sequence, answer.repeated));
    }
    assert_eq!(
        sequences,
        [(2, false), (3, false), (4, false), (5, false), (3, true)]
    );
}

#[test]
fn who_gives_no_id_is_given_the_next_of_the_ward() {
    let mut ward = ward();
    let first = ward.execute(by("w1", minute(1)), add("c1")).unwrap();
    assert_eq!(
        first.id,
        id("ward", 2),
        "the first edition was the ward's first command"
    );
    let batch = vec![
        (by("w1", minute(1)), add("c2").into()),
        (by("w1", minute(1)), add("c3").into()),
    ];
    let ids: Vec<_> = ward
        .execute_all(batch)
        .unwrap()
        .into_iter()
        .map(|answer| answer.id)
        .collect();
    assert_eq!(ids, [id("ward", 3), id("ward", 4)]);
    let again = ward
        .execute(by("w1", minute(5)).id(first.id.clone()), add("c1"))
        .unwrap();
    assert_eq!(
        again,
        Answer {
            repeated: true,
            ..first
        }
    );
}

#[test]
fn what_is_wrong_with_the_envelope_is_not_taken_in() {
    let mut far = by("w1", minute(1));
    far.occurred = Some(linli::Instant::from_millis(i64::MIN));
    let mut many = by("w1", minute(1));
    many.attachments = vec![
        Attachment {
            name: name("photo"),
            digest: Digest([0; 32])
        };
        33
    ];
    let long = "长".repeat(30_000);
    let salted = || by("w1", minute(1)).salt(linli::Salt([1; 16]));
    let crowd = (0..33).fold(salted(), |meta, n| meta.detail(name(&format!("d{n}")), "text"));
    let table = [
        ("W011", by("w1", linli::Instant::from_millis(i64::MAX))),
        ("W011", far),
        ("W012", by("w1", minute(-1))),
        ("W013", by("system", minute(1))),
        ("W013", by("w1", minute(1)).id(id("ward", 99))),
        ("W014", by("w1", minute(1)).id(id("phone", u64::MAX))),
        ("W015", many),
        ("W015", crowd),
        (
            "W016",
            salted().detail(name("reply"), "a").detail(name("reply"), "b"),
        ),
        ("W017", salted().detail(name("reply"), long)),
        ("W018", by("w1", minute(1)).detail(name("reply"), "a")),
    ];
    for (expected, meta) in table {
        let mut ward = ward();
        ward.add_units(by("w1", minute(0)), add("c1")).unwrap();
        let before = ward.head();
        let batch = vec![
            (by("w1", minute(1)), add("c2").into()),
            (meta.clone(), add("c3").into()),
        ];
        for result in [
            ward.execute(meta, add("c3")).map(drop),
            ward.execute_all(batch).map(drop),
        ] {
            let Err(Error::NotTaken(refusal)) = result else {
                panic!("{expected}: {result:?}");
            };
            assert_eq!(refusal.code(), expected);
        }
        assert_eq!(ward.head(), before, "{expected}: nothing is recorded");
        ward.verify().unwrap();
        ward.add_units(by("w1", minute(1)), add("c2")).unwrap();
    }
}

#[test]
fn only_what_is_there_can_be_erased() {
    let mut ward = ward();
    let salt = linli::Salt([1; 16]);
    let meta = by("w1", minute(1)).salt(salt).detail(name("reply"), "text");
    ward.add_units(meta, add("c1")).unwrap();
    for (sequence, of, allowed) in [
        (2, None, true),
        (2, Some("reply"), true),
        (2, Some("other"), false),
        (1, None, false),
        (99, None, false),
        (u64::MAX, Some("reply"), false),
    ] {
        let erase = Erase {
            sequence,
            name: of.map(name),
        };
        let answer = ward.execute(by("w1", minute(2)), erase).unwrap();
        match answer.outcome {
            Outcome::Accepted(_) => assert!(allowed, "{sequence} {of:?}"),
            Outcome::Refused(refusal) => assert!(!allowed && refusal.code() == "W010", "{sequence} {of:?}"),
        }
    }
    ward.verify().unwrap();
}

#[test]
fn the_same_files_in_another_order_are_the_same_command() {
    let file = |of: &str, byte| Attachment {
        name: name(of),
        digest: Digest([byte; 32]),
    };
    let send = |attachments| linli::Meta {
        attachments,
        ..by("w1", minute(1)).id(id("phone", 7))
    };
    let mut ward = ward();
    ward.execute(send(vec![file("a", 1), file("b", 2)]), add("c1"))
        .unwrap();
    assert!(
        ward.execute(send(vec![file("b", 2), file("a", 1)]), add("c1"))
            .unwrap()
            .repeated
    );
    assert_eq!(
        code(ward.execute(send(vec![file("b", 1), file("a", 2)]), add("c1"))),
        "J401"
    );
}

#[test]
fn a_command_puts_no_unbounded_text_into_the_journal() {
    let long = |bytes: usize| {
        let mut command = add("c1");
        command.units[0].name = linli::Label::One("x".repeat(bytes));
        command
    };
    let mut ward = ward();
    let head = ward.head();
    let refused = ward.execute(by("w1", minute(1)), long(100_000)).unwrap_err();
    assert!(matches!(refused, Error::NotTaken(_)), "{refused}");
    assert_eq!(refused.code(), "W019");
    let bundle = linli::Bundle {
        name: linli::Label::One("x".repeat(5_000_000)),
        ..crate::common::rules()
    };
    assert_eq!(code(ward.adopt(by("w1", minute(1)), bundle)), "W019");
    assert_eq!(ward.head(), head, "nothing is recorded");
    let refused = ward.execute(by("w1", minute(1)), long(50_000)).unwrap();
    assert!(refused.refusal().is_some(), "the domain's own bound is an answer");

    // The more lines, the more text; ten thousand of them with long ids and names are still taken in.
    let unit = |n: usize| {
        let mut unit = add(&format!("{n:05}{}", "u".repeat(59))).units.remove(0);
        unit.name = linli::Label::One("街".repeat(85));
        unit
    };
    let units = (0..10_000).map(unit).collect();
    ward.add_units(by("w1", minute(1)), linli::grid::AddUnits { units })
        .unwrap();
}

/// Several reasons at once: the one declared first is given.
#[test]
fn ward_refusals_keep_their_order_of_precedence() {
    let mut ward = ward();
    ward.add_units(by("w1", minute(1)), add("c1")).unwrap();
    let future = || by("w1", minute(2)).occurred(minute(90));
    let old = || by("w1", minute(2)).occurred(minute(-5 * 24 * 60));
    let erase = || {
        linli::Command::from(Erase {
            sequence: 999,
            name: None,
        })
    };
    let adopt = |from: &str, format, level: bool| {
        let rules = crate::common::rules();
        let mut bundle = linli::Bundle {
            from: from.parse().unwrap(),
            format,
            ..rules
        };
        bundle
            .levels
            .retain(|kept| level || kept.id.as_str() != "community");
        linli::Command::from(linli::state::Adopt {
            bundle: bundle.into(),
        })
    };
    let table = [
        ("W003", future(), erase()),
        ("W003", future(), adopt("2025-07-01", 2, false)),
        ("W004", old(), erase()),
        ("W004", old(), adopt("2025-07-01", 2, false)),
        ("W005", by("w1", minute(2)), adopt("2025-07-01", 2, false)),
        ("W007", by("w1", minute(2)), adopt("2025-07-01", 2, true)),
        ("W010", by("w1", minute(2)), erase()),
    ];
    for (expected, meta, command) in table {
        let answer = ward.execute(meta, command).unwrap();
        assert_eq!(answer.refusal().unwrap().code(), expected, "{answer:?}");
    }
    ward.execute(by("w1", minute(2)), adopt("2025-07-01", 1, true))
        .unwrap();
    let answer = ward.execute(future(), adopt("2025-06-01", 2, false)).unwrap();
    assert_eq!(answer.refusal().unwrap().code(), "W002");
}
