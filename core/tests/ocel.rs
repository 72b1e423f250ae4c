//! Histories as an object-centric event log, held against the structure of OCEL 2.0.
#![cfg(all(feature = "toml", feature = "zones"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "../examples/ocel.rs"]
#[allow(dead_code, unreachable_pub, reason = "its `main` is for people")]
mod example;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use linli::views::{Ocel, OcelError};
use linli::{Instant, Ward};
use serde_json::Value;

fn ward() -> Ward {
    example::lived().unwrap()
}

fn log(persons: bool) -> Value {
    serde_json::from_str(
        &ward()
            .ocel_text(Ocel {
                persons,
                seen_by: None,
            })
            .unwrap(),
    )
    .unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("no list `{key}` in {value}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("no text `{key}` in {value}"))
}

/// Type names with the attributes they declare.
fn types<'a>(log: &'a Value, key: &str) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let attributes = |kind: &'a Value| {
        let declared = list(kind, "attributes").iter();
        declared
            .inspect(|attribute| assert_eq!(text(attribute, "type"), "string"))
            .map(|attribute| text(attribute, "name"))
            .collect()
    };
    list(log, key)
        .iter()
        .map(|kind| (text(kind, "name"), attributes(kind)))
        .collect()
}

/// What the standard asks of a log, and what its readers silently drop.
fn assert_sound(log: &Value) {
    let keys: Vec<&str> = log.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = ["eventTypes", "events", "objectTypes", "objects"];
    expected.sort_unstable();
    assert_eq!(keys.into_iter().collect::<BTreeSet<_>>(), expected.into());
    let objects: BTreeSet<&str> = list(log, "objects")
        .iter()
        .map(|object| text(object, "id"))
        .collect();
    assert_eq!(
        objects.len(),
        list(log, "objects").len(),
        "an id stands for two objects"
    );
    let events: BTreeSet<&str> = list(log, "events")
        .iter()
        .map(|event| text(event, "id"))
        .collect();
    assert_eq!(
        events.len(),
        list(log, "events").len(),
        "an id stands for two events"
    );
    for (items, kinds, dated) in [("events", "eventTypes", false), ("objects", "objectTypes", true)] {
        let declared = types(log, kinds);
        for item in list(log, items) {
            let attributes = &declared[text(item, "type")];
            for attribute in list(item, "attributes") {
                assert!(
                    attributes.contains(text(attribute, "name")),
                    "{attribute} is not declared"
                );
                text(attribute, "value");
                assert!(!dated || text(attribute, "time") == "1970-01-01T00:00:00Z");
            }
            for relation in list(item, "relationships") {
                assert!(
                    objects.contains(text(relation, "objectId")),
                    "{relation} leads nowhere"
                );
                assert!(!text(relation, "qualifier").is_empty());
            }
        }
    }
    for event in list(log, "events") {
        assert!(Instant::parse(text(event, "time")).is_some());
        assert!(!list(event, "relationships").is_empty());
    }
}

/// An event as a table writes it: type, time, attributes but `recorded`, related objects.
fn written(event: &Value) -> String {
    let attributes = list(event, "attributes")
        .iter()
        .filter(|attribute| text(attribute, "name") != "recorded");
    let attributes =
        attributes.map(|attribute| format!("{}={}", text(attribute, "name"), text(attribute, "value")));
    let related = list(event, "relationships").iter().skip(1);
    let related =
        related.map(|relation| format!("{}:{}", text(relation, "qualifier"), text(relation, "objectId")));
    let parts: Vec<String> = attributes.chain(related).collect();
    format!(
        "{} {} {}",
        text(event, "type"),
        text(event, "time"),
        parts.join(" ")
    )
}

#[test]
fn the_log_has_the_structure_of_the_standard() {
    assert_sound(&log(false));
    assert_sound(&log(true));
    let fresh = Ward::in_memory(ward().rules_now().unwrap().clone())
        .unwrap()
        .ocel_text(Ocel::default());
    assert_sound(&serde_json::from_str(&fresh.unwrap()).unwrap());
}

#[test]
fn a_case_that_went_up_by_itself_tells_who_had_it_and_which_clock_was_missed() {
    let log = log(false);
    let left = list(&log, "objects")
        .iter()
        .filter(|object| text(object, "type") == "case")
        .nth(1)
        .unwrap();
    let of_left = |event: &&Value| list(event, "relationships")[0]["objectId"] == left["id"];
    let events: Vec<String> = list(&log, "events").iter().filter(of_left).map(written).collect();
    assert_eq!(
        events,
        [
            "cases.registered 2025-03-03T01:00:00Z state=registered level=grid by=person unit:unit:grid-07 post:post:grid-worker@grid-07",
            "escalate 2025-03-03T07:00:00Z state=registered level=community by=system state_clock=missed unit:unit:guandao post:post:duty-desk@guandao",
            "accept 2025-03-04T01:30:00Z state=handling level=community by=person state_clock=kept unit:unit:guandao post:post:duty-desk@guandao",
            "cases.warned 2025-03-12T01:00:00Z level=community by=system clock=case unit:unit:guandao post:post:duty-desk@guandao",
            "cases.overdue 2025-03-12T10:00:00Z level=community by=system clock=case unit:unit:guandao post:post:duty-desk@guandao",
            "answer 2025-03-20T02:00:00Z state=answered level=community by=person unit:unit:guandao post:post:duty-desk@guandao",
        ]
    );
}

#[test]
fn an_act_entered_late_is_told_when_it_happened_and_when_it_was_recorded() {
    let log = log(false);
    let excused = list(&log, "events")
        .iter()
        .find(|event| text(event, "type") == "cases.excused")
        .unwrap();
    assert_eq!(text(excused, "time"), "2025-03-03T06:00:00Z");
    let attributes = list(excused, "attributes");
    let recorded = attributes
        .iter()
        .find(|attribute| text(attribute, "name") == "recorded")
        .unwrap();
    assert_eq!(text(recorded, "value"), "2025-03-04T01:00:00Z");
}

#[test]
fn units_lie_in_each_other_and_cases_at_them() {
    let log = log(false);
    let related = |id: &str| {
        let object = list(&log, "objects")
            .iter()
            .find(|object| text(object, "id") == id)
            .unwrap();
        let relations = list(object, "relationships").iter();
        relations
            .map(|relation| format!("{} {}", text(relation, "qualifier"), text(relation, "objectId")))
            .collect()
    };
    let related: Vec<Vec<String>> = vec![related("unit:grid-07"), related("post:duty-desk@guandao")];
    assert_eq!(related, [["part of unit:guandao"], ["at unit:guandao"]]);
    let cases = list(&log, "objects")
        .iter()
        .filter(|object| text(object, "type") == "case");
    assert!(
        cases
            .clone()
            .all(|case| list(case, "relationships")[0]["qualifier"] == "raised at")
    );
    assert_eq!(cases.count(), 4);
}

#[test]
fn persons_appear_only_where_asked_for_and_texts_never() {
    let without = ward().ocel_text(Ocel::default()).unwrap();
    let with = ward()
        .ocel_text(Ocel {
            persons: true,
            seen_by: None,
        })
        .unwrap();
    for person in ["p17", "p18", "w03", "d01", "person:"] {
        assert!(!without.contains(person), "{person}");
        assert!(with.contains(person), "{person}");
    }
    assert!(!with.contains("已劝离"));
}

#[test]
fn a_writer_that_fails_is_told() {
    /// Takes so many bytes.
    struct Full(usize);
    impl io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self
                .0
                .checked_sub(bytes.len())
                .ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let whole = ward().ocel_text(Ocel::default()).unwrap().len();
    for room in (0..whole).step_by(whole / 50) {
        let answer = ward().ocel(Ocel::default(), Full(room));
        assert!(matches!(answer, Err(OcelError::Write(_))), "{room}");
    }
    ward().ocel(Ocel::default(), Full(whole)).unwrap();
}
