//! Two grids, two phones: each is given the events of its own grid, and proves them against the same head. Tests the promise *tamper-evident*.

use linli::cases::{Act, Assignee, Register};
use linli::journal::{Body, Entry, Excerpt, Fault, Head, LeafKind, Shown};
use linli::{CaseId, Command, Salt, UnitId, Ward};

use crate::common::{by, entry, id, minute, name};
use crate::life;

/// Five entries: of grid 1, of grid 2, of both at once, of the whole ward, and of grid 1 again.
fn journal() -> Vec<Entry> {
    let said = [
        r#"[{"scope":"grid-1","event":{"said":"a light is out"}}]"#,
        r#"[{"scope":"grid-2","event":{"said":"noise at night"}}]"#,
        r#"[{"scope":"grid-1","event":{"points":2}},{"scope":"grid-2","event":{"points":3}}]"#,
        r#"[{"event":{"said":"a new edition"}}]"#,
        r#"[{"scope":"grid-1","event":{"said":"mended"}}]"#,
    ];
    let mut head = Head::EMPTY;
    said.iter()
        .zip(1..)
        .map(|(events, byte)| {
            let entry = entry(head, events, Some(Salt([byte; 16])));
            head = entry.head();
            entry
        })
        .collect()
}

fn unit(unit: &'static str) -> impl Fn(Option<&UnitId>) -> bool + Copy {
    move |scope| scope.is_some_and(|scope| scope.as_str() == unit)
}

fn disclosed_events(excerpt: &Excerpt) -> Vec<(u64, String)> {
    excerpt
        .disclosed()
        .filter(|(_, leaf)| leaf.kind == LeafKind::Event)
        .map(|(sequence, leaf)| (sequence, leaf.json.to_string()))
        .collect()
}

#[test]
fn both_phones_prove_their_own_events_against_one_head() {
    let journal = journal();
    let head = journal.last().unwrap().head();
    let expected: [(&str, Vec<(u64, String)>); 2] = [
        (
            "grid-1",
            vec![
                (1, r#"{"said":"a light is out"}"#.into()),
                (3, r#"{"points":2}"#.into()),
                (5, r#"{"said":"mended"}"#.into()),
            ],
        ),
        (
            "grid-2",
            vec![
                (2, r#"{"said":"noise at night"}"#.into()),
                (3, r#"{"points":3}"#.into()),
            ],
        ),
    ];
    for (grid, events) in expected {
        let excerpt = Excerpt::of(&journal, unit(grid)).unwrap();
        assert_eq!(excerpt.verify(Head::EMPTY, head), Ok(()));
        assert!(excerpt.is_complete_for(unit(grid)));
        assert_eq!(disclosed_events(&excerpt), events);

        // Over the wire and back, with nothing said of the others.
        let hidden = excerpt.hide();
        let wire = serde_json::to_string(&hidden).unwrap();
        let received: Excerpt = serde_json::from_str(&wire).unwrap();
        assert_eq!(received.verify(Head::EMPTY, head), Ok(()));
        assert_eq!(disclosed_events(&received), events);
        let other = if grid == "grid-1" { "grid-2" } else { "grid-1" };
        assert!(!wire.contains(other), "{grid} learns of {other}: {wire}");
        assert!(
            !received.is_complete_for(unit(grid)),
            "what is hidden might be ours"
        );
    }
}

#[test]
fn nothing_of_the_other_grid_is_disclosed() {
    let excerpt = Excerpt::of(&journal(), unit("grid-1")).unwrap();
    let wire = serde_json::to_string(&excerpt).unwrap();
    for secret in ["noise at night", "points\\\":3", "w2", "w3"] {
        assert!(!wire.contains(secret), "{secret}");
    }
    assert!(wire.contains("points\\\":2"));
}

#[test]
fn a_phone_goes_on_from_the_head_it_verified_last() {
    let journal = journal();
    let (seen, new) = journal.split_at(2);
    let from = seen.last().unwrap().head();
    let to = new.last().unwrap().head();
    let excerpt = Excerpt::of(new, unit("grid-2")).unwrap();
    assert_eq!(excerpt.verify(from, to), Ok(()));
    assert_eq!(
        excerpt.verify(Head::EMPTY, to),
        Err(Fault::NotProven { sequence: 1 })
    );
    let other = Head { sequence: 2, ..to };
    assert!(excerpt.verify(other, to).is_err());
}

/// A leaf as a forger would write it.
fn forge(excerpt: &mut Excerpt, entry: usize, change: impl Fn(&mut Vec<Shown>)) {
    match &mut excerpt.entries[entry].body {
        Body::Leaves(leaves) => change(leaves),
        Body::Hidden(_) => panic!("nothing to forge"),
    }
}

type Forgery = (&'static str, fn(&mut Excerpt));

#[test]
fn whatever_is_changed_left_out_or_added_is_caught() {
    let journal = journal();
    let head = journal.last().unwrap().head();
    let forgeries: [Forgery; 12] = [
        ("an event is changed", |e| {
            forge(e, 0, |leaves| {
                if let Some(Shown::Open(leaf)) = leaves.last_mut() {
                    leaf.json = leaf.json.replace("out", "on").into();
                }
            })
        }),
        ("its salt is changed", |e| {
            forge(e, 0, |leaves| {
                if let Some(Shown::Open(leaf)) = leaves.last_mut() {
                    leaf.salt = None;
                }
            })
        }),
        ("its scope is changed", |e| {
            forge(e, 0, |leaves| {
                if let Some(Shown::Open(leaf)) = leaves.last_mut() {
                    leaf.scope = None;
                }
            })
        }),
        ("it is said to be of another kind", |e| {
            forge(e, 0, |leaves| {
                if let Some(Shown::Open(leaf)) = leaves.last_mut() {
                    leaf.kind = LeafKind::Refusal;
                }
            })
        }),
        ("an event of ours is passed off as another's", |e| {
            forge(e, 0, |leaves| {
                let Some(Shown::Open(leaf)) = leaves.pop() else {
                    panic!()
                };
                leaves.push(Shown::Closed {
                    kind: leaf.kind,
                    scope: Some(UnitId::new("grid-2").unwrap()),
                    also: Vec::new(),
                    content: leaf.content(),
                });
            })
        }),
        ("an event is left out", |e| {
            forge(e, 2, |leaves| drop(leaves.remove(1)))
        }),
        ("an event is added", |e| {
            forge(e, 2, |leaves| {
                let again = leaves[1].clone();
                leaves.push(again);
            })
        }),
        ("two events change places", |e| {
            forge(e, 2, |leaves| leaves.swap(1, 2))
        }),
        ("an entry is left out", |e| drop(e.entries.remove(1))),
        ("the last entry is cut off", |e| drop(e.entries.pop())),
        ("an entry is dated otherwise", |e| {
            e.entries[1].recorded = e.entries[1].recorded.plus_millis(1);
        }),
        ("an entry is put under another edition", |e| {
            e.entries[1].edition = 1
        }),
    ];
    for (forgery, forge) in forgeries {
        let mut excerpt = Excerpt::of(&journal, unit("grid-1")).unwrap();
        forge(&mut excerpt);
        assert!(
            matches!(excerpt.verify(Head::EMPTY, head), Err(Fault::NotProven { .. })),
            "{forgery}"
        );
    }
}

#[test]
fn withholding_an_event_of_ours_is_seen() {
    let journal = journal();
    let head = journal.last().unwrap().head();
    let mut excerpt = Excerpt::of(&journal, unit("grid-1")).unwrap();
    forge(&mut excerpt, 0, |leaves| {
        let Some(Shown::Open(leaf)) = leaves.pop() else {
            panic!()
        };
        leaves.push(Shown::Closed {
            kind: leaf.kind,
            scope: leaf.scope.clone(),
            also: leaf.also.clone(),
            content: leaf.content(),
        });
    });
    assert_eq!(
        excerpt.verify(Head::EMPTY, head),
        Ok(()),
        "the chain itself is sound"
    );
    assert!(!excerpt.is_complete_for(unit("grid-1")));
}

#[test]
fn a_salt_hides_what_could_be_guessed() {
    let guess = r#"[{"scope":"grid-2","event":{"said":"noise at night"}}]"#;
    let content = |salt| entry(Head::EMPTY, guess, salt).leaves().unwrap()[1].content();
    let guessed = content(None);
    assert_eq!(
        guessed,
        content(None),
        "unsalted, a guess is confirmed by its digest"
    );
    assert_ne!(guessed, content(Some(Salt([7; 16]))));
    assert_ne!(content(Some(Salt([8; 16]))), content(Some(Salt([7; 16]))));
}

#[test]
fn no_excerpt_discloses_the_salt_of_an_entry() {
    let journal = journal();
    let wire = serde_json::to_string(&Excerpt::of(&journal, |_| true).unwrap()).unwrap();
    for entry in &journal {
        let salt = entry.salt.unwrap();
        assert!(
            wire.contains(&salt.derive(0).to_string()),
            "the first leaf is open"
        );
        assert!(!wire.contains(&salt.to_string()));
    }
}

/// Two cases of grid 7. Its worker hands one over to grid 8, whose worker answers it; then the requester is asked, and it is
/// reopened and returned. Answers the heads before and after.
fn handed_over() -> (Ward, Head, Head) {
    let mut ward = life::ward();
    let from = ward.head();
    let case = || life::id::<CaseId>("desk-1.0");
    let act = |case: &str, action: &str| Act::new(life::id(case), life::id(action));
    let register = || Register::new(life::id("parking"), life::id("grid-07")).into();
    let to = Assignee {
        unit: life::id("grid-08"),
        post: None,
        person: None,
        body: None,
    };
    let transfer = Act {
        to: Some(to),
        ..Act::new(case(), life::id("transfer"))
    };
    let deeds: [(&str, &str, Command); 8] = [
        ("p17", "note", register()),
        ("p18", "note", register()),
        ("w07", "note", act("desk-1.0", "accept").into()),
        ("w07", "reason", transfer.into()),
        ("w07", "note", act("desk-2.0", "accept").into()),
        ("w08", "note", act("desk-1.0", "accept").into()),
        ("w08", "reason", act("desk-1.0", "return").into()),
        ("w07", "note", act("desk-1.0", "accept").into()),
    ];
    for ((person, detail, command), number) in deeds.into_iter().zip(1u8..) {
        let meta = by(person, minute(i64::from(number)))
            .id(id("desk", u64::from(number)))
            .salt(Salt([number; 16]))
            .detail(name(detail), "已办");
        let answer = ward.execute(meta, command).unwrap();
        assert_eq!(answer.refusal(), None, "{number}");
    }
    let to = ward.head();
    (ward, from, to)
}

/// Numbers of the entries of which a kind of leaf is disclosed, counted from `from`.
fn disclosed_of(excerpt: &Excerpt, kind: LeafKind, from: Head) -> Vec<u64> {
    let leaves = excerpt.disclosed().filter(|(_, leaf)| leaf.kind == kind);
    leaves.map(|(sequence, _)| sequence - from.sequence).collect()
}

#[test]
fn who_is_handed_a_case_sees_it_from_then_on_and_none_of_the_neighbours_others() {
    let (mut ward, from, to) = handed_over();
    let sees = unit("grid-08");
    let excerpt = ward
        .excerpt_after(from.sequence, usize::MAX, sees, &[], None)
        .unwrap();
    assert_eq!(excerpt.verify(from, to), Ok(()));
    assert!(excerpt.is_complete_for(sees));
    // Handed over, accepted, returned; with who asked for what.
    for kind in [LeafKind::Event, LeafKind::Asked] {
        assert_eq!(disclosed_of(&excerpt, kind, from), [4, 6, 7], "{kind:?}");
    }
    let wire = serde_json::to_string(&excerpt).unwrap();
    assert!(!wire.contains("desk-2") && !wire.contains("p18"), "{wire}");

    let place = ward
        .excerpt_after(from.sequence, usize::MAX, unit("grid-07"), &[], None)
        .unwrap();
    assert_eq!(
        disclosed_of(&place, LeafKind::Event, from),
        (1..=8).collect::<Vec<u64>>(),
        "the place sees all"
    );
}

#[test]
fn who_is_handed_a_case_can_be_given_its_story_so_far() {
    let (mut ward, from, to) = handed_over();
    let sees = unit("grid-08");
    let cases = [life::id("desk-1.0")];
    let excerpt = ward
        .excerpt_after(from.sequence, usize::MAX, sees, &cases, None)
        .unwrap();
    assert_eq!(excerpt.verify(from, to), Ok(()));
    for kind in [LeafKind::Event, LeafKind::Asked] {
        assert_eq!(disclosed_of(&excerpt, kind, from), [1, 3, 4, 6, 7, 8], "{kind:?}");
    }
    let wire = serde_json::to_string(&excerpt).unwrap();
    assert!(!wire.contains("desk-2") && !wire.contains("p18"), "{wire}");
}

#[test]
fn withholding_a_case_handed_over_or_denying_that_it_was_is_seen() {
    let (mut ward, from, to) = handed_over();
    let sees = unit("grid-08");
    let excerpt = ward
        .excerpt_after(from.sequence, usize::MAX, sees, &[], None)
        .unwrap();
    let close = |deny: bool| {
        let mut excerpt = excerpt.clone();
        forge(&mut excerpt, 3, |leaves| {
            let Some(Shown::Open(leaf)) = leaves.pop() else {
                panic!()
            };
            leaves.push(Shown::Closed {
                kind: leaf.kind,
                scope: leaf.scope.clone(),
                also: if deny { Vec::new() } else { leaf.also.clone() },
                content: leaf.content(),
            });
        });
        excerpt
    };
    assert_eq!(close(false).verify(from, to), Ok(()), "the chain itself is sound");
    assert!(!close(false).is_complete_for(sees));
    assert!(matches!(
        close(true).verify(from, to),
        Err(Fault::NotProven { .. })
    ));
}

#[test]
fn who_asked_for_what_is_for_those_who_see_all_that_followed() {
    let scopes = |events| {
        let leaves = entry(Head::EMPTY, events, None);
        let leaves = leaves.leaves().unwrap();
        let also: Vec<String> = leaves[0].also.iter().map(UnitId::to_string).collect();
        (leaves[0].scope.as_ref().map(UnitId::to_string), also.join(" "))
    };
    let at = |scope: &str, also: &str| (Some(scope.to_owned()), also.to_owned());
    assert_eq!(
        scopes(r#"[{"scope":"a","also":["b","c"],"event":1}]"#),
        at("a", "b c")
    );
    assert_eq!(
        scopes(r#"[{"scope":"a","also":["b","c"],"event":1},{"scope":"a","also":["c","d"],"event":2}]"#),
        at("a", "c")
    );
    assert_eq!(
        scopes(r#"[{"scope":"a","also":["b"],"event":1},{"scope":"a","event":2}]"#),
        at("a", "")
    );
    assert_eq!(
        scopes(r#"[{"scope":"a","also":["b"],"event":1},{"scope":"b","event":2}]"#),
        (None, String::new())
    );
}
