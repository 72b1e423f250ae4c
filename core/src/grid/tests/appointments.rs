//! Appointments are dated twice: when they hold, and when that was known.

use super::*;
use crate::grid::Span;

/// (the day asked about, what was known by noon of, who held the post)
type Row = (&'static str, Option<&'static str>, &'static [&'static str]);

fn check(town: &Town, rows: &[Row]) {
    for (on, known_at, expected) in rows {
        let found = town.holders("worker", "grid-1", on, known_at.map(noon));
        assert_eq!(found, *expected, "on {on}, as known {known_at:?}");
    }
}

#[test]
fn entered_late() {
    let mut town = Town::small();
    let command = appoint("li", "worker", "grid-1", "2025-03-01", None);
    town.ask_at(noon("2025-05-10"), command).unwrap();
    check(
        &town,
        &[
            ("2025-02-28", None, &[]),
            ("2025-03-01", None, &["li"]),
            ("2025-04-01", Some("2025-05-09"), &[]),
            ("2025-04-01", Some("2025-05-10"), &["li"]),
            ("2026-04-01", Some("2025-05-10"), &["li"]),
        ],
    );
}

#[test]
fn ended_late() {
    let mut town = Town::small();
    let command = appoint("li", "worker", "grid-1", "2025-03-01", None);
    town.ask_at(noon("2025-03-01"), command).unwrap();
    let li = town.last_appointment();
    town.ask_at(noon("2025-05-10"), end(&li, "2025-04-01")).unwrap();
    let next = appoint("wang", "worker", "grid-1", "2025-04-01", None);
    town.ask_at(noon("2025-05-11"), next).unwrap();
    check(
        &town,
        &[
            ("2025-03-31", None, &["li"]),
            ("2025-04-01", None, &["wang"]),
            ("2025-04-20", Some("2025-04-20"), &["li"]),
            ("2025-04-20", Some("2025-05-10"), &[]),
            ("2025-04-20", Some("2025-05-11"), &["wang"]),
            ("2025-03-31", Some("2025-05-11"), &["li"]),
        ],
    );
}

#[test]
fn a_term_cut_short_and_then_found_never_to_have_held() {
    let mut town = Town::small();
    let command = appoint("li", "worker", "grid-1", "2025-03-01", Some("2026-03-01"));
    town.ask_at(noon("2025-03-01"), command).unwrap();
    let li = town.last_appointment();
    town.ask_at(noon("2025-04-01"), end(&li, "2025-05-01")).unwrap();
    town.ask_at(noon("2025-06-01"), end(&li, "2025-03-01")).unwrap();
    check(
        &town,
        &[
            ("2025-12-31", Some("2025-03-31"), &["li"]),
            ("2025-12-31", Some("2025-04-01"), &[]),
            ("2025-04-30", Some("2025-04-01"), &["li"]),
            ("2025-03-01", None, &[]),
            ("2025-04-30", None, &[]),
        ],
    );
    let appointment = town.grid.appointment(&li).unwrap();
    assert_eq!(appointment.span(Some(noon("2025-02-28"))), None);
    assert!(appointment.span(None).is_some_and(Span::is_empty));
    // What never held leaves its seat free, to the same person too.
    town.ask(appoint("li", "worker", "grid-1", "2025-03-01", None))
        .unwrap();
}

#[test]
fn a_seat_is_free_again_on_the_day_an_appointment_ends() {
    let mut town = Town::small();
    town.appoint("li", "worker", "grid-1", "2025-03-01", Some("2025-04-01"));
    town.appoint("wang", "worker", "grid-1", "2025-04-01", Some("2025-05-01"));
    town.appoint("zhao", "worker", "grid-1", "2025-02-01", Some("2025-03-01"));
    let rows: &[Row] = &[
        ("2025-02-28", None, &["zhao"]),
        ("2025-03-31", None, &["li"]),
        ("2025-04-01", None, &["wang"]),
    ];
    check(&town, rows);
}

#[test]
fn seats_are_counted_on_each_day_of_the_span() {
    let mut town = Town::small();
    // Two seats: one taken all the time, the other in March and in May.
    town.appoint("a", "guide", "grid-1", "2025-01-01", None);
    town.appoint("b", "guide", "grid-1", "2025-03-01", Some("2025-04-01"));
    town.appoint("c", "guide", "grid-1", "2025-05-01", Some("2025-06-01"));
    for (from, until, full) in [
        ("2025-04-01", Some("2025-05-01"), None),
        ("2025-02-01", Some("2025-03-01"), None),
        ("2025-06-01", None, None),
        ("2025-04-01", Some("2025-05-02"), Some("2025-05-01")),
        ("2025-02-01", None, Some("2025-03-01")),
        ("2025-03-15", Some("2025-03-16"), Some("2025-03-15")),
    ] {
        let mut town = Town {
            rules: rules(),
            grid: town.grid.clone(),
            events: Vec::new(),
            asked: 100,
        };
        let answer = town.ask(appoint("d", "guide", "grid-1", from, until));
        let found = match answer {
            Err(GridRefusal::NoSeatLeft { day, .. }) => Some(day),
            other => other.map(|_| None).unwrap(),
        };
        assert_eq!(found, full.map(day), "{from} to {until:?}");
    }
}

#[test]
fn a_person_is_found_at_the_unit_or_above_it() {
    let mut town = Town::small();
    town.appoint("li", "lead", "community", "2025-01-01", None);
    town.appoint("li", "lead", "grid-1", "2025-03-01", None);
    let seat = |unit: &str, on: &str| {
        let found = town.grid.holds_above(&id("li"), &id("lead"), &id(unit), day(on));
        found.map(|unit| unit.id().as_str().to_owned())
    };
    assert_eq!(seat("building", "2025-02-01").as_deref(), Some("community"));
    assert_eq!(seat("building", "2025-03-01").as_deref(), Some("grid-1"));
    assert_eq!(seat("grid-2", "2025-03-01").as_deref(), Some("community"));
    assert_eq!(seat("street", "2025-03-01"), None);
    assert_eq!(seat("building", "2024-12-31"), None);
    let li = id("li");
    let held = town.grid.posts_of(&li, day("2025-03-01"));
    let held: Vec<_> = held
        .map(|held| (held.post().as_str(), held.unit().id().as_str()))
        .collect();
    assert_eq!(held, [("lead", "community"), ("lead", "grid-1")]);
}
