//! Every refusal, each by the command that meets it and nothing worse.

use std::collections::BTreeSet;

use super::*;
use crate::grid::UpdateUnit;
use crate::vocabulary::{Lang, bounds};

/// The small town with a worker, a lead, a building that has ended, a council of two members and a branch with an agreement.
fn town() -> Town {
    let mut town = Town::small();
    let coded = NewUnit {
        code: code("320311006001"),
        ..unit("coded", "community", Some("street"))
    };
    town.ask(add([coded])).unwrap();
    town.appoint("li", "worker", "grid-1", "2025-01-01", None);
    town.appoint("wang", "lead", "grid-1", "2025-01-01", Some("2025-02-01"));
    town.ask(body("branch", "grid-2", "2025-01-01")).unwrap();
    town.ask(close("building", "2025-05-01")).unwrap();
    town.ask(body_of("council", "council", "community")).unwrap();
    town.ask(body("late", "grid-2", "2025-06-01")).unwrap();
    town.ask(join("li", "council", Some("owners"), "2025-02-01", None))
        .unwrap();
    town.ask(join("wang", "council", None, "2025-02-01", Some("2025-03-01")))
        .unwrap();
    town.ask(agree("branch", "area", "2025-02-01", Some("2025-03-01")))
        .unwrap();
    town
}

fn changed(change: impl FnOnce(&mut NewUnit)) -> Command {
    let mut new = unit("new", "grid", Some("area"));
    change(&mut new);
    add([new])
}

fn update(change: impl FnOnce(&mut UpdateUnit)) -> Command {
    let mut update = UpdateUnit {
        unit: id("grid-1"),
        name: None,
        households: None,
        residents: None,
    };
    change(&mut update);
    Command::UpdateUnit(update)
}

fn cases() -> Vec<(&'static str, Command)> {
    let wang: AppointmentId = id("desk-4.0");
    let (left, lapsed): (MemberId, AgreementId) = (id("desk-10.0"), id("desk-11.0"));
    let council_of = |kind| body_of(kind, "team", "grid-1");
    let many = (0..=bounds::LINES.most).map(|n| unit(&format!("u{n}"), "street", None));
    let large = Some(2_000_000_001);
    let blank = || label(" ");
    vec![
        ("G101", appoint("zhao", "worker", "nowhere", "2025-01-01", None)),
        ("G101", close("nowhere", "2025-07-01")),
        ("G101", body("team", "nowhere", "2025-07-01")),
        ("G101", update(|u| u.unit = id("nowhere"))),
        ("G102", end(&id("nothing"), "2025-07-01")),
        ("G103", end_body("nobody", "2025-07-01")),
        ("G104", appoint("zhao", "king", "grid-1", "2025-01-01", None)),
        ("G105", add([])),
        ("G105", update(|_| {})),
        ("G106", add(many.collect::<Vec<_>>())),
        ("G107", changed(|u| u.id = id("grid-1"))),
        ("G107", changed(|u| u.id = id("building"))),
        (
            "G107",
            add([unit("twin", "street", None), unit("twin", "street", None)]),
        ),
        ("G108", body("branch", "grid-1", "2025-01-01")),
        ("G109", changed(|u| u.level = id("county"))),
        ("G110", changed(|u| u.kind = Some(id("compound")))),
        (
            "G110",
            changed(|u| {
                u.level = id("area");
                u.parent = Some(id("community"));
                u.kind = Some(id("castle"));
            }),
        ),
        ("G111", changed(|u| u.parent = Some(id("nowhere")))),
        ("G111", changed(|u| u.parent = Some(id("new")))),
        ("G112", changed(|u| u.parent = Some(id("grid-1")))),
        ("G112", changed(|u| u.level = id("street"))),
        ("G113", changed(|u| u.from = day("1899-12-31"))),
        ("G113", close("grid-2", "2200-01-01")),
        (
            "G113",
            appoint("zhao", "desk", "street", "2025-01-01", Some("2200-01-01")),
        ),
        ("G113", end(&wang, "+20250-01-01")),
        ("G114", close("grid-2", "2025-01-01")),
        ("G114", end_body("branch", "2025-01-01")),
        (
            "G114",
            appoint("zhao", "desk", "street", "2025-01-01", Some("2025-01-01")),
        ),
        ("G115", end(&wang, "2025-02-01")),
        ("G115", close("building", "2025-05-01")),
        ("G116", changed(|u| u.from = day("2024-12-31"))),
        (
            "G116",
            changed(|u| {
                u.level = id("stair");
                u.parent = Some(id("building"));
            }),
        ),
        ("G116", appoint("zhao", "worker", "building", "2025-01-01", None)),
        ("G116", body("team", "building", "2025-01-01")),
        (
            "G117",
            changed(|u| {
                u.parent = Some(id("coded"));
                u.code = code("320311006001");
            }),
        ),
        (
            "G117",
            add(["a", "b"].map(|name| NewUnit {
                code: code("370103014"),
                ..unit(name, "street", None)
            })),
        ),
        (
            "G118",
            changed(|u| {
                u.parent = Some(id("coded"));
                u.code = code("320311006002001");
            }),
        ),
        ("G119", changed(|u| u.name = blank())),
        (
            "G119",
            changed(|u| {
                u.name = Label::Both {
                    zh: "网格".into(),
                    en: "g".repeat(257),
                }
            }),
        ),
        ("G119", update(|u| u.name = Some(blank()))),
        ("G120", changed(|u| u.residents = large)),
        ("G120", update(|u| u.households = large)),
        (
            "G121",
            update(|u| {
                u.unit = id("building");
                u.households = Some(1);
            }),
        ),
        ("G122", close("area", "2025-07-01")),
        ("G123", close("grid-1", "2025-07-01")),
        ("G124", close("grid-2", "2025-07-01")),
        ("G125", appoint("zhao", "desk", "grid-1", "2025-01-01", None)),
        ("G126", appoint("li", "worker", "grid-1", "2025-07-01", None)),
        ("G128", council_of("king")),
        ("G129", leave(&id("nothing"), "2025-07-01")),
        ("G130", end_agreement(&id("nothing"), "2025-07-01")),
        ("G131", join("zhao", "council", None, "2024-12-31", None)),
        ("G131", agree("late", "area", "2025-01-01", None)),
        ("G132", join("zhao", "council", Some("kings"), "2025-07-01", None)),
        ("G132", join("zhao", "branch", Some("owners"), "2025-07-01", None)),
        ("G133", join("li", "council", None, "2025-07-01", None)),
        ("G133", join("wang", "council", None, "2025-02-28", None)),
        ("G134", agree("branch", "area", "2025-01-01", None)),
        // What bodies share with the rest.
        ("G101", agree("branch", "nowhere", "2025-07-01", None)),
        ("G103", agree("nobody", "area", "2025-07-01", None)),
        ("G103", join("zhao", "nobody", None, "2025-07-01", None)),
        ("G113", join("zhao", "council", None, "1899-12-31", None)),
        ("G113", leave(&left, "2200-01-01")),
        ("G113", agree("branch", "area", "2025-07-01", Some("2200-01-01"))),
        ("G113", end_agreement(&lapsed, "1899-12-31")),
        (
            "G114",
            join("zhao", "council", None, "2025-07-01", Some("2025-07-01")),
        ),
        ("G114", agree("branch", "area", "2025-07-01", Some("2025-06-01"))),
        ("G115", leave(&left, "2025-03-01")),
        ("G115", end_agreement(&lapsed, "2025-03-01")),
        ("G116", agree("branch", "building", "2025-04-01", None)),
        ("G127", appoint("zhao", "worker", "grid-1", "2025-07-01", None)),
    ]
}

#[test]
fn each_command_meets_its_refusal_and_changes_nothing() {
    let mut town = town();
    let mut met = BTreeSet::new();
    for (code, command) in cases() {
        let before = town.grid.clone();
        let refusal = town.ask(command.clone()).expect_err(code);
        assert_eq!(refusal.code(), code, "{command:?}: {refusal:?}");
        assert_eq!(town.grid, before);
        for lang in [Lang::En, Lang::Zh] {
            let sentence = refusal.explain(lang);
            assert!(!sentence.is_empty() && !sentence.contains('{'), "{sentence}");
        }
        assert_ne!(refusal.explain(Lang::En), refusal.explain(Lang::Zh));
        let json = serde_json::to_string(&refusal).unwrap();
        assert_eq!(serde_json::from_str::<GridRefusal>(&json).unwrap(), refusal);
        met.insert(code);
    }
    let all: BTreeSet<_> = GridRefusal::CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(met, all, "a refusal without a row above");
}

#[test]
fn codes_rise_with_precedence() {
    let codes: Vec<_> = GridRefusal::CODES.iter().map(|(code, _)| code).collect();
    assert!(codes.is_sorted());
}

#[test]
fn of_two_faults_the_one_of_higher_precedence_is_told() {
    let mut town = town();
    let blank_on_no_level = changed(|u| {
        u.level = id("county");
        u.name = label("");
    });
    assert_eq!(town.ask(blank_on_no_level).unwrap_err().code(), "G109");
}

#[test]
fn all_units_are_added_or_none() {
    let mut town = Town::small();
    let units = [
        unit("grid-3", "grid", Some("area")),
        unit("tower", "building", Some("grid-3")),
        unit("stray", "building", Some("nowhere")),
    ];
    assert_eq!(town.ask(add(units.clone())).unwrap_err().code(), "G111");
    assert_eq!(town.grid.unit_count(), 6);
    let [third, tower, _] = units;
    assert_eq!(town.ask(add([third, tower])), Ok(2));
}

#[test]
fn a_refusal_says_what_stands_in_the_way_and_what_to_do() {
    let mut town = town();
    let refusal = town.ask(close("area", "2025-07-01")).unwrap_err();
    assert_eq!(
        refusal.explain(Lang::En),
        "unit `area` cannot end on 2025-07-01: 2 units lie in it from then on, such as `grid-1`, `grid-2`: close them first"
    );
    let refusal = town
        .ask(appoint("zhao", "worker", "grid-1", "2025-07-01", None))
        .unwrap_err();
    assert_eq!(
        refusal.explain(Lang::Zh),
        "2025-07-01 当天 `grid-1` 的 `worker` 已无空缺,最多 1 人:请先终止一项任职,或改选日期"
    );
}
