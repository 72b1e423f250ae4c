//! Who belongs to a body, and whom it serves.

use super::*;
use crate::vocabulary::{BodyId, BodyKindId};

fn members<'a>(town: &'a Town, body: &str, on: &str) -> Vec<&'a str> {
    let members = town.grid.members(&id(body), day(on));
    members.map(|member| member.person().as_str()).collect()
}

/// The small town with a council of the community and one of the second grid.
fn town() -> Town {
    let mut town = Town::small();
    town.ask(body_of("council", "council", "community")).unwrap();
    town.ask(body_of("council", "court", "grid-2")).unwrap();
    town
}

#[test]
fn members_come_and_go() {
    let mut town = town();
    town.ask(join(
        "li",
        "council",
        Some("owners"),
        "2025-02-01",
        Some("2025-04-01"),
    ))
    .unwrap();
    town.ask(join("wang", "council", None, "2025-03-01", None))
        .unwrap();
    for (on, expected) in [
        ("2025-01-31", &[][..]),
        ("2025-02-01", &["li"]),
        ("2025-03-01", &["li", "wang"]),
        ("2025-04-01", &["wang"]),
    ] {
        assert_eq!(members(&town, "council", on), expected, "{on}");
        for person in ["li", "wang"] {
            let is = town.grid.is_member(&id(person), &id("council"), day(on));
            assert_eq!(is, expected.contains(&person), "{person} on {on}");
        }
        assert!(members(&town, "court", on).is_empty());
    }
    // Who left may come back, in another seat.
    town.ask(join("li", "council", Some("tenants"), "2025-04-01", None))
        .unwrap();
    let seats = |on| {
        let mut members = town.grid.members(&id("council"), day(on));
        let li = members.find(|member| member.person() == &id("li"));
        li.and_then(|li| li.seat()).map(|seat| seat.as_str())
    };
    assert_eq!(
        (seats("2025-03-31"), seats("2025-04-01")),
        (Some("owners"), Some("tenants"))
    );
}

#[test]
fn a_membership_is_dated_twice() {
    let mut town = town();
    town.ask_at(
        noon("2025-03-10"),
        join("li", "council", None, "2025-02-01", None),
    )
    .unwrap();
    let li = town.last_member();
    town.ask_at(noon("2025-05-10"), leave(&li, "2025-04-01")).unwrap();
    town.ask_at(noon("2025-06-10"), leave(&li, "2025-02-01")).unwrap();
    let member = town.grid.member(&li).unwrap();
    let until = |known| member.span(Some(noon(known))).map(|span| span.until);
    assert_eq!(until("2025-03-09"), None);
    assert_eq!(until("2025-03-10"), Some(None));
    assert_eq!(until("2025-05-10"), Some(Some(day("2025-04-01"))));
    assert_eq!(until("2025-06-10"), Some(Some(day("2025-02-01"))));
    assert!(members(&town, "council", "2025-02-01").is_empty());
    assert_eq!(town.grid.members_ever(&id("council")).count(), 1);
    // What never held is in nobody's way.
    town.ask(join("li", "council", None, "2025-02-01", None)).unwrap();
}

#[test]
fn a_body_that_ended_has_no_members_and_serves_nobody() {
    let mut town = town();
    town.ask(join("li", "council", None, "2025-02-01", None)).unwrap();
    town.ask(agree("council", "street", "2025-02-01", None)).unwrap();
    town.ask(end_body("council", "2025-05-01")).unwrap();
    let kind: BodyKindId = id("council");
    for (on, is) in [("2025-04-30", true), ("2025-05-01", false)] {
        let on_day = day(on);
        assert_eq!(!members(&town, "council", on).is_empty(), is);
        assert_eq!(town.grid.is_member(&id("li"), &id("council"), on_day), is);
        let above = town.grid.is_member_above(&id("li"), &kind, &id("grid-1"), on_day);
        assert_eq!(above.is_some(), is);
        let agreement = town.grid.agreement(&id("council"), &id("street"), on_day);
        assert_eq!(agreement.is_some(), is);
        let bodies = town.grid.bodies_of_kind_at_or_above(&kind, &id("grid-1"), on_day);
        assert_eq!(bodies.count() == 1, is);
    }
}

#[test]
fn a_member_is_found_in_the_nearest_body_of_the_kind_at_the_unit_or_above() {
    let mut town = town();
    town.ask(body_of("partner", "school", "grid-2")).unwrap();
    for body in ["council", "court", "school"] {
        town.ask(join("li", body, None, "2025-02-01", None)).unwrap();
    }
    let found = |kind: &str, unit: &str| {
        let (li, on) = (id("li"), day("2025-06-01"));
        let body = town.grid.is_member_above(&li, &id(kind), &id(unit), on);
        body.map(|body| body.id.as_str().to_owned())
    };
    for (kind, unit, expected) in [
        ("council", "grid-2", Some("court")),
        ("council", "building", Some("council")),
        ("council", "community", Some("council")),
        ("council", "street", None),
        ("partner", "grid-2", Some("school")),
        ("partner", "grid-1", None),
        ("king", "grid-2", None),
        ("council", "nowhere", None),
    ] {
        assert_eq!(found(kind, unit).as_deref(), expected, "{kind} {unit}");
    }
    let kind: BodyKindId = id("council");
    let above = |unit: &str| {
        let bodies = town
            .grid
            .bodies_of_kind_at_or_above(&kind, &id(unit), day("2025-06-01"));
        bodies.map(|body| body.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(above("grid-2"), ["court", "council"]);
    assert_eq!(above("building"), ["council"]);
    assert!(above("street").is_empty());
}

#[test]
fn an_agreement_serves_a_unit_and_all_below_it_from_a_day_to_another() {
    let mut town = town();
    town.ask(body_of("partner", "school", "street")).unwrap();
    town.ask(agree("school", "area", "2025-02-01", Some("2026-02-01")))
        .unwrap();
    town.ask(agree("school", "grid-2", "2025-03-01", None)).unwrap();
    let with = |unit: &str, on: &str| {
        let agreement = town.grid.agreement(&id("school"), &id(unit), day(on));
        agreement.map(|agreement| agreement.unit().id().to_string())
    };
    for (unit, on, expected) in [
        ("building", "2025-01-31", None),
        ("building", "2025-02-01", Some("area")),
        ("building", "2026-02-01", None),
        ("grid-2", "2025-02-28", Some("area")),
        ("grid-2", "2025-03-01", Some("grid-2")),
        ("grid-2", "2026-02-01", Some("grid-2")),
        ("community", "2025-03-01", None),
        ("nowhere", "2025-03-01", None),
    ] {
        assert_eq!(with(unit, on).as_deref(), expected, "{unit} on {on}");
    }
    let above = town.grid.agreements_at_or_above(&id("grid-2"), day("2025-06-01"));
    let above: Vec<_> = above.map(|one| one.unit().id().as_str()).collect();
    assert_eq!(above, ["grid-2", "area"]);
}

#[test]
fn an_agreement_ends_late_or_with_its_unit() {
    let mut town = town();
    town.ask(agree("court", "building", "2025-02-01", None)).unwrap();
    town.ask(agree("court", "grid-1", "2025-02-01", None)).unwrap();
    let court: BodyId = id("court");
    let on_grid = town.last_agreement();
    town.ask_at(noon("2025-07-01"), end_agreement(&on_grid, "2025-06-01"))
        .unwrap();
    town.ask_at(noon("2025-07-01"), close("building", "2025-05-01"))
        .unwrap();
    let serves = |unit: &str, on: &str| town.grid.agreement(&court, &id(unit), day(on)).is_some();
    assert!(serves("grid-1", "2025-05-31") && !serves("grid-1", "2025-06-01"));
    let agreement = town
        .grid
        .agreement(&court, &id("building"), day("2025-04-30"))
        .unwrap();
    assert_eq!(agreement.unit().id().as_str(), "building");
    assert!(!serves("building", "2025-06-01"));
    let known = town.grid.agreement_by_id(&on_grid).unwrap();
    assert_eq!(known.span(Some(noon("2025-06-30"))).unwrap().until, None);
    assert_eq!(known.span(None).unwrap().until, Some(day("2025-06-01")));
}

#[test]
fn what_bodies_had_before_there_were_kinds_reads_as_it_did() {
    let old = r#"{"id":"branch","name":"支部","unit":"grid-1","from":"2025-01-01"}"#;
    let body: AddBody = serde_json::from_str(old).unwrap();
    assert_eq!(body.kind, None);
    assert_eq!(serde_json::to_string(&body).unwrap(), old);
}
