//! The ways a case can go from its registration to its end.

use std::sync::Arc;

use crate::kit::*;
use linli::cases::Register;
use linli::rulebook::{Bundle, Effect, Link, OnOverdue, Procedure, Spawn, Who};
use linli::state::Adopt;
use linli::*;

#[test]
fn every_kind_of_action_leaves_the_case_where_it_should() {
    play(
        "b-12",
        &[
            ("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03"),
            ("03 10:10", "w03", "note", "handling grid-worker@grid-07:w03"),
            ("03 10:20", "d01", "inspect", "handling grid-worker@grid-07:w03"),
            ("03 11:00", "w03", "escalate", "registered duty-desk@guandao"),
            ("03 11:30", "d02", "return", "registered grid-worker@grid-07:w03"),
            ("03 12:00", "w03", "transfer", "registered grid-worker@grid-08"),
            ("03 12:30", "w04", "return", "registered grid-worker@grid-07:w03"),
            ("03 13:00", "w03", "escalate", "registered duty-desk@guandao"),
            ("03 14:00", "d01", "accept", "handling duty-desk@guandao:d01"),
            ("03 15:00", "d01", "answer", "answered duty-desk@guandao:d01"),
            ("03 16:00", "p17", "close", "closed duty-desk@guandao:d01"),
            ("04 16:00", "p17", "reopen", "handling duty-desk@guandao:d01"),
        ],
    );
}

#[test]
fn anyone_may_claim_an_errand_and_keeps_it() {
    let (town, case) = play(
        "grid-07",
        &[
            ("03 10:00", "v01", "claim", "handling grid-worker@grid-07:v01"),
            ("03 11:00", "v01", "answer", "answered grid-worker@grid-07:v01"),
        ],
    );
    assert_eq!(
        town.state
            .cases
            .held_by(&id("v01"))
            .map(|(id, _)| id)
            .collect::<Vec<_>>(),
        [&case]
    );
}

#[test]
fn taking_a_case_is_no_hand_over_and_it_returns_to_who_had_it_before_that() {
    play(
        "grid-07",
        &[
            ("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03"),
            ("03 11:00", "w03", "escalate", "registered duty-desk@guandao"),
            ("03 12:00", "d01", "accept", "handling duty-desk@guandao:d01"),
            ("03 12:10", "d01", "return", "registered grid-worker@grid-07:w03"),
        ],
    );
}

#[test]
fn a_part_that_is_opened_again_is_waited_for_again() {
    let mut procedure = request();
    let part = Spawn {
        matter: id("parking"),
        link: Link::Part,
        each: false,
        after: None,
    };
    procedure.actions.get_mut("note").unwrap().does = vec![Effect::Spawn(part)];
    procedure.actions.get_mut("reopen").unwrap().who = vec![Who::Anyone];
    let mut town = Town::new(bundle(procedure));
    let case = town.register("2025-03-03 09:00", "p17", "grid-07");
    town.does("2025-03-03 09:10", "w03", &case, "accept").unwrap();
    town.does("2025-03-03 09:20", "w03", &case, "note").unwrap();
    let part = town.case(&case).begun()[0].clone();
    let open_parts = |town: &Town| town.case(&case).open_parts();
    assert_eq!(open_parts(&town), 1);
    town.does("2025-03-03 09:30", "w03", &part, "accept").unwrap();
    town.does("2025-03-03 09:40", "w03", &part, "answer").unwrap();
    town.settle(at("2025-03-09 09:00"));
    assert_eq!((town.case(&part).is_closed(), open_parts(&town)), (true, 0));
    town.does("2025-03-10 09:00", "w03", &part, "reopen").unwrap();
    assert_eq!(open_parts(&town), 1);
    town.check();
}

#[test]
fn numbers_count_by_code_and_year() {
    let mut town = town();
    let mut number = |time: &str, unit: &str| {
        let case = town.register(time, "p17", unit);
        town.case(&case).number.to_string()
    };
    assert_eq!(number("2025-03-03 09:00", "b-12"), "320311006001-2025-0001");
    assert_eq!(number("2025-03-03 09:00", "guandao"), "320311006001-2025-0002");
    assert_eq!(number("2025-03-03 09:00", "street"), "320311006-2025-0001");
    assert_eq!(number("2025-12-31 23:59", "b-12"), "320311006001-2025-0003");
    assert_eq!(number("2026-01-01 00:00", "b-12"), "320311006001-2026-0001");
}

#[test]
fn a_running_case_keeps_the_procedure_it_began_under() {
    let mut town = town();
    let case = town.register("2025-03-03 09:00", "p17", "grid-07");
    let mut procedure = request();
    procedure.actions.remove("accept");
    let newer = Bundle {
        from: day("2025-03-04"),
        ..bundle(procedure)
    };
    town.execute(
        Meta::new(id("admin"), at("2025-03-03 09:30")),
        Adopt {
            bundle: Arc::new(newer),
        }
        .into(),
    )
    .unwrap();
    let second = town.register("2025-03-04 09:00", "p17", "grid-07");
    town.does("2025-03-04 09:30", "d01", &case, "accept").unwrap_err();
    town.does("2025-03-04 09:30", "d09", &case, "accept").unwrap();
    let refusal = town
        .does("2025-03-04 09:30", "w03", &second, "accept")
        .unwrap_err();
    assert_eq!(refusal.name(), "unknown_action");
    town.check();
}

#[test]
fn open_cases_are_found_by_the_unit_that_has_them_and_those_below() {
    let mut town = town();
    let cases = ["b-12", "grid-08", "guandao"].map(|unit| town.register("2025-03-03 09:00", "p17", unit));
    let open = |town: &Town, unit: &str| {
        let unit = id(unit);
        town.state.cases.open_at(&town.state.grid, &unit).count()
    };
    let all = |town: &Town| ["street", "guandao", "grid-07", "grid-08", "b-12"].map(|unit| open(town, unit));
    assert_eq!(all(&town), [3, 3, 1, 1, 0]);
    town.does("2025-03-03 10:00", "w03", &cases[0], "escalate")
        .unwrap();
    assert_eq!(all(&town), [3, 3, 0, 1, 0]);
}

#[test]
fn a_unit_with_open_cases_is_not_closed_from_under_them() {
    let (mut town, case) = play(
        "grid-07",
        &[("03 12:00", "w03", "transfer", "registered grid-worker@grid-08")],
    );
    let mut closes = |unit: &str, time: &str| {
        let (unit, until) = (id(unit), day("2025-06-01"));
        let answer = town.execute(
            Meta::new(id("host"), at(time)),
            grid::CloseUnit { unit, until }.into(),
        );
        answer
            .map(drop)
            .map_err(|refusal| (refusal.code(), refusal.explain(Lang::En)))
    };
    for unit in ["grid-07", "grid-08"] {
        let (code, said) = closes(unit, "2025-03-03 12:30").unwrap_err();
        assert_eq!(code, "W008", "{said}");
        assert!(said.contains("has 1 open cases"), "{said}");
    }
    let (code, said) = closes("guandao", "2025-03-03 12:30").unwrap_err();
    assert_eq!(code, "G122", "nothing stands there itself: {said}");
    assert_eq!(town.case(&case).holder.unit, id("grid-08"));
}

#[test]
fn an_anonymous_case_never_sticks() {
    let mut procedure = request();
    let anonymous = |procedure: &Procedure| {
        let mut town = Town::new(bundle(procedure.clone()));
        let register = Register {
            anonymous: true,
            ..Register::new(id("parking"), id("grid-07"))
        };
        let answer = town.execute(Meta::new(id("w03"), at("2025-03-03 09:00")), register.into());
        answer.map(drop).map_err(|refusal| refusal.name())
    };
    assert_eq!(anonymous(&procedure), Ok(()), "the clock closes it");
    procedure.states.get_mut("answered").unwrap().clock = clock("5 days", OnOverdue::Flag);
    assert_eq!(anonymous(&procedure), Err("requester_needed"));
    procedure
        .actions
        .get_mut("close")
        .unwrap()
        .who
        .push(Who::Post(id("duty-desk")));
    assert_eq!(anonymous(&procedure), Ok(()), "the desk closes it");
}
