//! A case from its registration to its end, read as a table: when, by whom, what; and how the case stands then (F10-F12).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::result_large_err,
    reason = "a test stops at the first surprise"
)]

mod common;

use std::sync::Arc;

use common::*;
use linli::cases::{Act, Assignee, CaseRefusal, ClockName, Event as CaseEvent, Hand, Register};
use linli::rulebook::{
    Action, AtTop, Bundle, Effect, Fallback, Link, Nearby, OnOverdue, Procedure, Spawn, StateKind, Who,
};
use linli::state::{Adopt, Event, Refusal};
use linli::*;

fn town() -> Town {
    Town::new(bundle(request()))
}

/// Registers at `unit` at nine, then plays rows of `(time, who, action, how it stands)`.
fn play(unit: &str, rows: &[(&str, &str, &str, &str)]) -> (Town, CaseId) {
    let mut town = town();
    let case = town.register("2025-03-03 09:00", "p17", unit);
    for (time, by, action, stands) in rows {
        let time = format!("2025-03-{time}");
        match *action {
            "settle" => drop(town.settle(at(&time))),
            "close" => drop(town.rates(&time, by, &case, 5).unwrap()),
            "transfer" => drop(town.hands(&time, by, &case, to_unit("grid-08")).unwrap()),
            action => drop(town.does(&time, by, &case, action).unwrap()),
        }
        assert_eq!(town.stands(&case), *stands, "{time} {by} {action}");
        town.check();
    }
    (town, case)
}

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
fn what_nobody_takes_up_goes_up_level_by_level_while_nobody_looks() {
    let (town, case) = play(
        "b-12",
        &[
            ("03 12:59", "", "settle", "registered grid-worker@grid-07"),
            ("03 13:00", "", "settle", "registered duty-desk@guandao"),
            ("09 00:00", "", "settle", "registered duty-desk@street"),
        ],
    );
    let case = town.case(&case);
    assert_eq!(case.missed_states, 2);
    let clock = case.clock(ClockName::State).unwrap();
    assert_eq!(
        (clock.since, clock.until, clock.overdue),
        (at("2025-03-03 17:00"), Some(at("2025-03-03 21:00")), true)
    );
    let said = |event: &Event| match event {
        Event::Cases(CaseEvent::Acted {
            at, hand, by: None, ..
        }) => {
            format!("{at} {}", matches!(hand, Some(Hand::Escalated(_))))
        }
        Event::Cases(CaseEvent::Overdue { clock, remind, .. }) => format!("{clock:?} {remind}"),
        Event::Cases(CaseEvent::Warned { .. }) => "warned".into(),
        _ => String::new(),
    };
    let said: Vec<String> = town
        .log
        .iter()
        .map(said)
        .filter(|said| !said.is_empty())
        .collect();
    assert_eq!(
        said,
        [
            "warned",
            "2025-03-03T05:00:00Z true",
            "warned",
            "2025-03-03T09:00:00Z true",
            "warned",
            "State false",
        ]
    );
}

#[test]
fn at_the_top_a_case_may_also_stay_and_start_its_clock_anew() {
    let mut procedure = request();
    procedure.actions.get_mut("escalate").unwrap().at_top = AtTop::Stay;
    let mut town = Town::new(bundle(procedure));
    let case = town.register("2025-03-03 09:00", "p17", "street");
    town.settle(at("2025-03-03 18:00"));
    let clock = town.case(&case).clock(ClockName::State).copied().unwrap();
    assert_eq!(
        (clock.since, clock.until),
        (at("2025-03-03 17:00"), Some(at("2025-03-03 21:00")))
    );
    assert_eq!(town.case(&case).missed_states, 2);
    town.check();
}

#[test]
fn what_the_system_may_not_do_from_where_the_case_is_marks_it_and_moves_nothing() {
    let mut procedure = request();
    // No ward would adopt it: a case that is being handled cannot be closed.
    let state = procedure.states.get_mut("handling").unwrap();
    state.clock = clock("1 hour", acts("close"));
    let mut town = Town::new(bundle(procedure));
    let case = town.register("2025-03-03 09:00", "p17", "grid-07");
    town.does("2025-03-03 09:10", "w03", &case, "accept").unwrap();
    town.settle(at("2025-03-03 12:00"));
    assert_eq!(town.stands(&case), "handling grid-worker@grid-07:w03");
    assert!(town.case(&case).is_overdue());
    town.check();
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
fn a_clock_runs_for_a_minute_at_least_so_that_what_the_system_does_moves_time_on() {
    let mut procedure = request();
    // At closing time, what ends with the day ends where it begins.
    let state = procedure.states.get_mut("registered").unwrap();
    state.clock = clock("1 working day, at once", acts("escalate"));
    let mut town = Town::new(bundle(procedure));
    let case = town.register("2025-03-03 18:00", "p17", "grid-07");
    let until = |town: &Town| town.case(&case).state_clock.unwrap().until;
    assert_eq!(until(&town), Some(at("2025-03-03 18:01")));
    town.settle(at("2025-03-03 18:01"));
    assert_eq!(town.stands(&case), "registered duty-desk@guandao");
    assert_eq!(until(&town), Some(at("2025-03-04 18:00")));
    town.check();
}

#[test]
fn an_escalation_that_stays_in_its_state_starts_its_clock_anew_as_well() {
    let mut procedure = request();
    let escalate = procedure.actions.get_mut("escalate").unwrap();
    (escalate.from, escalate.to) = (ids(&["registered"]), None);
    let mut town = Town::new(bundle(procedure));
    let case = town.register("2025-03-03 09:00", "p17", "grid-07");
    town.does("2025-03-03 11:00", "w03", &case, "escalate").unwrap();
    assert_eq!(town.stands(&case), "registered duty-desk@guandao");
    let clock = town.case(&case).state_clock.unwrap();
    assert_eq!(
        (clock.since, clock.until),
        (at("2025-03-03 11:00"), Some(at("2025-03-03 15:00")))
    );
    town.check();
}

#[test]
fn what_nobody_handles_stays_with_the_post_that_has_the_other_case_and_is_taken_by_nobody() {
    let mut procedure = request();
    let spawn = Spawn {
        matter: id("orphan"),
        link: Link::Follows,
        each: false,
        after: None,
    };
    procedure.actions.get_mut("note").unwrap().does = vec![Effect::Spawn(spawn)];
    let mut town = Town::new(bundle(procedure));
    // Only grids handle an orphan.
    let case = town.register("2025-03-03 09:00", "p17", "guandao");
    town.does("2025-03-03 09:10", "d01", &case, "accept").unwrap();
    town.does("2025-03-03 09:20", "d01", &case, "note").unwrap();
    assert_eq!(town.stands(&case), "handling duty-desk@guandao:d01");
    let follows = town.case(&case).begun()[0].clone();
    assert_eq!(town.stands(&follows), "registered duty-desk@guandao");
    town.check();
}

#[test]
fn escalation_restarts_the_state_clock_and_never_the_case_clock() {
    let (town, case) = play(
        "grid-07",
        &[("03 11:00", "w03", "escalate", "registered duty-desk@guandao")],
    );
    let (state, whole) = (
        town.case(&case).state_clock.unwrap(),
        town.case(&case).case_clock.unwrap(),
    );
    assert_eq!(
        (state.since, state.until),
        (at("2025-03-03 11:00"), Some(at("2025-03-03 15:00")))
    );
    assert_eq!(
        (whole.since, whole.until),
        (at("2025-03-03 09:00"), Some(at("2025-03-11 00:00")))
    );
}

#[test]
fn a_case_nobody_rates_closes_by_itself_and_nobody_is_to_blame() {
    let (town, case) = play(
        "grid-07",
        &[
            ("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03"),
            ("03 11:00", "w03", "answer", "answered grid-worker@grid-07:w03"),
            ("09 00:00", "", "settle", "closed grid-worker@grid-07:w03"),
        ],
    );
    let case = town.case(&case);
    assert_eq!(
        (case.is_overdue(), case.rating, case.closed),
        (false, None, Some(at("2025-03-09 00:00")))
    );
}

#[test]
fn an_overdue_case_is_marked_once_and_the_mark_stays_when_it_is_done_late() {
    let (mut town, case) = play(
        "grid-07",
        &[("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03")],
    );
    let events = town.settle(at("2025-04-01 00:00"));
    let marks = events.iter().filter_map(|event| match event {
        Event::Cases(CaseEvent::Overdue { clock, remind, .. }) => Some((*clock, *remind)),
        _ => None,
    });
    assert_eq!(
        marks.collect::<Vec<_>>(),
        [(ClockName::State, false), (ClockName::Case, true)],
        "the state clock flags, the case clock reminds"
    );
    assert!(town.case(&case).is_overdue());
    assert_eq!(town.case(&case).next_deadline(), None);
    town.does("2025-04-01 09:00", "w03", &case, "answer").unwrap();
    town.rates("2025-04-01 10:00", "p17", &case, 4).unwrap();
    let case = town.case(&case);
    assert_eq!(
        (case.missed_states, case.missed_cases, case.is_overdue()),
        (1, 1, true)
    );
    town.check();
}

#[test]
fn what_was_done_offline_in_time_is_in_time_though_the_mark_came_first() {
    let (mut town, case) = play(
        "grid-07",
        &[("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03")],
    );
    town.settle(at("2025-03-10 00:00"));
    assert!(town.case(&case).is_overdue());
    town.act(
        texts("w03", "2025-03-10 08:00").occurred(at("2025-03-08 20:00")),
        Act::new(case.clone(), id("answer")),
    )
    .unwrap();
    assert!(!town.case(&case).is_overdue());
}

#[test]
fn an_act_in_time_that_arrives_late_is_excused_and_the_escalation_stays() {
    let (mut town, case) = play(
        "grid-07",
        &[("03 14:00", "", "settle", "registered duty-desk@guandao")],
    );
    assert!(town.case(&case).is_overdue());
    let late = |hour: &str| texts("w03", "2025-03-03 14:30").occurred(at(&format!("2025-03-03 {hour}")));
    let accept = || Act::new(case.clone(), id("accept"));
    let events = town.act(late("12:30"), accept()).unwrap();
    assert!(
        matches!(&events[..], [CaseEvent::Excused { at: when, .. }] if *when == at("2025-03-03 12:30")),
        "{events:?}"
    );
    assert_eq!(town.stands(&case), "registered duty-desk@guandao");
    assert_eq!(town.case(&case).responded, Some(at("2025-03-03 12:30")));
    assert!(!town.case(&case).is_overdue());
    assert_eq!(
        town.act(late("12:40"), accept()).unwrap_err().name(),
        "not_allowed",
        "excused once"
    );
    town.check();
}

#[test]
fn an_act_that_was_late_itself_or_not_allowed_then_is_not_excused() {
    let late = |by: &str, hour: &str| {
        let (mut town, case) = play(
            "grid-07",
            &[("03 14:00", "", "settle", "registered duty-desk@guandao")],
        );
        let meta = texts(by, "2025-03-03 14:30").occurred(at(&format!("2025-03-03 {hour}")));
        town.act(meta, Act::new(case, id("accept")))
            .map_err(|refusal| refusal.name())
    };
    assert!(late("w03", "13:00").is_ok(), "at the very end is in time");
    assert_eq!(late("w03", "13:01"), Err("not_allowed"));
    assert_eq!(late("w04", "12:00"), Err("not_allowed"));
}

#[test]
fn what_happens_at_the_end_of_a_clock_is_in_time() {
    let (mut town, case) = play("grid-07", &[]);
    let events = town.does("2025-03-03 13:00", "w03", &case, "accept").unwrap();
    assert!(matches!(&events[..], [CaseEvent::Excused { .. }]), "{events:?}");
    assert_eq!(town.case(&case).missed_states, 0);
    assert_eq!(town.stands(&case), "registered duty-desk@guandao");
    town.check();
}

#[test]
fn an_act_in_time_is_excused_also_where_it_is_still_allowed() {
    let (mut town, case) = play("grid-07", &[]);
    let late = |by| texts(by, "2025-03-03 14:30").occurred(at("2025-03-03 10:00"));
    let claim = || Act::new(case.clone(), id("claim"));
    town.act(late("w03"), claim()).unwrap();
    assert_eq!(
        town.stands(&case),
        "registered duty-desk@guandao",
        "it stays with the desk"
    );
    assert_eq!(town.case(&case).missed_states, 0);
    town.act(late("v01"), claim()).unwrap();
    assert_eq!(
        town.stands(&case),
        "handling duty-desk@guandao:v01",
        "excused once"
    );
    town.check();
}

#[test]
fn the_requesters_act_in_time_is_excused_and_carried_out() {
    let mut procedure = request();
    let withdraw = action("撤回", &["registered"], Some("closed"), &[Who::Requester]);
    procedure.actions.insert(id("withdraw"), withdraw);
    let mut town = Town::new(bundle(procedure));
    let case = town.register("2025-03-03 09:00", "p17", "grid-07");
    let meta = texts("p17", "2025-03-03 14:30").occurred(at("2025-03-03 10:00"));
    let events = town.act(meta, Act::new(case.clone(), id("withdraw"))).unwrap();
    assert!(
        matches!(&events[..], [CaseEvent::Excused { .. }, CaseEvent::Acted { .. }]),
        "{events:?}"
    );
    assert_eq!(town.stands(&case), "closed duty-desk@guandao");
    assert!(!town.case(&case).is_overdue());
    town.check();
}

#[test]
fn an_act_that_would_not_have_kept_the_clock_is_simply_taken() {
    let mut procedure = request();
    let look = action("查看", &["registered"], None, &[Who::Anyone]);
    procedure.actions.insert(id("look"), look);
    let mut town = Town::new(bundle(procedure));
    let case = town.register("2025-03-03 09:00", "p17", "grid-07");
    let meta = texts("w03", "2025-03-03 14:30").occurred(at("2025-03-03 10:00"));
    let events = town.act(meta, Act::new(case.clone(), id("look"))).unwrap();
    assert!(matches!(&events[..], [CaseEvent::Acted { .. }]), "{events:?}");
    assert_eq!(town.case(&case).missed_states, 1);
}

#[test]
fn a_claim_does_not_come_before_what_a_person_did_since() {
    let (mut town, case) = play(
        "grid-07",
        &[
            ("03 12:00", "w03", "accept", "handling grid-worker@grid-07:w03"),
            ("03 12:30", "w03", "answer", "answered grid-worker@grid-07:w03"),
        ],
    );
    let mut closes = |occurred: &str| {
        let meta = texts("p17", "2025-03-03 13:00").occurred(at(occurred));
        let close = Act {
            rating: Some(5),
            ..Act::new(case.clone(), id("close"))
        };
        town.act(meta, close).map(drop).map_err(|refusal| refusal.name())
    };
    assert_eq!(closes("2025-03-03 12:29"), Err("before_last_act"));
    assert_eq!(closes("2025-03-03 12:30"), Ok(()));
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

#[test]
fn who_handled_a_case_does_not_rate_it_in_the_requesters_name() {
    let (mut town, case) = play(
        "grid-07",
        &[
            ("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03"),
            ("03 11:00", "w03", "answer", "answered grid-worker@grid-07:w03"),
        ],
    );
    let mut rates = |by: &str| {
        let meta = texts(by, "2025-03-03 11:01").on_behalf_of(id("p17"));
        let close = Act {
            rating: Some(5),
            ..Act::new(case.clone(), id("close"))
        };
        town.act(meta, close)
    };
    let refusal = rates("w03").unwrap_err();
    assert_eq!(refusal.name(), "not_allowed");
    let (en, zh) = (refusal.explain(Lang::En), refusal.explain(Lang::Zh));
    assert!(
        en.contains("nobody rates their own work in the requester's name"),
        "{en}"
    );
    assert!(zh.contains("不得代诉求人评价自己的办理"), "{zh}");
    rates("d01").unwrap();
}

#[test]
fn who_handed_a_case_over_does_not_rate_it_in_the_requesters_name_either() {
    let (mut town, case) = play(
        "grid-07",
        &[
            ("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03"),
            ("03 11:00", "w03", "escalate", "registered duty-desk@guandao"),
            ("03 11:10", "d01", "accept", "handling duty-desk@guandao:d01"),
            ("03 12:00", "d01", "answer", "answered duty-desk@guandao:d01"),
        ],
    );
    let mut rates = |by: &str| {
        let close = Act {
            rating: Some(5),
            ..Act::new(case.clone(), id("close"))
        };
        town.act(texts(by, "2025-03-03 13:00").on_behalf_of(id("p17")), close)
    };
    assert_eq!(rates("w03").unwrap_err().name(), "not_allowed");
    rates("w04").unwrap();
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
fn the_second_of_two_escalations_can_be_excused_too() {
    let (mut town, case) = play(
        "grid-07",
        &[("03 18:00", "", "settle", "registered duty-desk@street")],
    );
    let meta = texts("d01", "2025-03-03 18:30").occurred(at("2025-03-03 16:00"));
    town.act(meta, Act::new(case.clone(), id("accept"))).unwrap();
    assert_eq!(
        (town.stands(&case).as_str(), town.case(&case).missed_states),
        ("registered duty-desk@street", 1)
    );
}

#[test]
fn of_very_many_steps_of_the_system_the_first_can_no_longer_be_excused() {
    // At the top it starts its clock anew every four hours: twelve steps by the one time, eighteen by the other.
    for (recorded, outcome) in [
        ("2025-03-05 09:00", Ok(1)),
        ("2025-03-06 09:30", Err("not_allowed")),
    ] {
        let mut procedure = request();
        procedure.actions.get_mut("escalate").unwrap().at_top = AtTop::Stay;
        let mut town = Town::new(bundle(procedure));
        let case = town.register("2025-03-03 09:00", "p17", "grid-07");
        let meta = texts("w03", recorded).occurred(at("2025-03-03 10:00"));
        let answer = town.act(meta, Act::new(case, id("accept")));
        let answer = answer.map(|events| events.len());
        assert_eq!(answer.map_err(|refusal| refusal.name()), outcome, "{recorded}");
        town.check();
    }
}

#[test]
fn an_act_before_what_a_person_did_since_is_not_excused() {
    for (hour, outcome) in [("09:40", Err("not_allowed")), ("10:30", Ok(1))] {
        let (mut town, case) = play(
            "grid-07",
            &[
                ("03 10:00", "w03", "transfer", "registered grid-worker@grid-08"),
                ("03 15:00", "", "settle", "registered duty-desk@guandao"),
            ],
        );
        let meta = texts("w04", "2025-03-03 15:30").occurred(at(&format!("2025-03-03 {hour}")));
        let answer = town.act(meta, Act::new(case, id("accept")));
        assert_eq!(
            answer
                .map(|events| events.len())
                .map_err(|refusal| refusal.name()),
            outcome
        );
    }
}

#[test]
fn the_first_who_was_asked_keeps_the_duty_until_another_can_take_it() {
    let (mut town, case) = play(
        "guandao",
        &[("03 10:00", "d01", "accept", "handling duty-desk@guandao:d01")],
    );
    assert_eq!(
        town.does("2025-03-03 11:00", "d02", &case, "note")
            .unwrap_err()
            .name(),
        "not_allowed"
    );
    town.leave("d01", "2025-03-05");
    town.does("2025-03-06 11:00", "d02", &case, "answer").unwrap();
    assert_eq!(town.stands(&case), "answered duty-desk@guandao:d02");
    town.check();
}

#[test]
fn a_stand_in_answers_for_a_vacant_post() {
    let mut rules = bundle(request());
    rules.posts.get_mut("grid-worker").unwrap().when_vacant = vec![Fallback {
        post: id("grid-worker"),
        nearby: Nearby::Sibling,
    }];
    let mut town = Town::new(rules);
    town.leave("w03", "2025-03-01");
    let case = town.register("2025-03-03 09:00", "p17", "grid-07");
    let accept = Act::new(case.clone(), id("accept"));
    let as_desk = Capacity::Post {
        post: id("grid-worker"),
        unit: id("grid-08"),
    };
    town.act(texts("w04", "2025-03-03 10:00").capacity(as_desk), accept)
        .unwrap();
    assert_eq!(town.stands(&case), "handling grid-worker@grid-07:w04");
}

#[test]
fn only_the_capacity_named_counts() {
    let mut town = town();
    let case = town.register("2025-03-03 09:00", "w03", "grid-07");
    let accept = || Act::new(case.clone(), id("accept"));
    let post = |unit: &str| Capacity::Post {
        post: id("grid-worker"),
        unit: id(unit),
    };
    let mut accepts = |capacity| {
        let meta = texts("w03", "2025-03-03 10:00").capacity(capacity);
        town.act(meta, accept())
            .map(|_| ())
            .map_err(|refusal| refusal.name())
    };
    assert_eq!(accepts(Capacity::Resident), Err("not_allowed"));
    assert_eq!(accepts(post("grid-08")), Err("capacity_not_held"));
    assert_eq!(accepts(post("grid-07")), Ok(()));
}

#[test]
fn the_requester_is_the_one_on_whose_behalf_it_was_raised() {
    let mut town = town();
    let meta = Meta::new(id("w03"), at("2025-03-03 09:00")).on_behalf_of(id("p17"));
    town.execute(meta, Register::new(id("parking"), id("grid-07")).into())
        .unwrap();
    let (case, raised) = town
        .state
        .cases
        .iter()
        .next()
        .map(|(id, case)| (id.clone(), case.clone()))
        .unwrap();
    assert_eq!((raised.requester, raised.by), (Some(id("p17")), Some(id("w03"))));
    town.does("2025-03-03 10:00", "w03", &case, "accept").unwrap();
    town.does("2025-03-03 11:00", "w03", &case, "answer").unwrap();
    assert_eq!(
        town.rates("2025-03-03 12:00", "w03", &case, 5)
            .unwrap_err()
            .name(),
        "not_allowed"
    );
    let act = Act {
        rating: Some(4),
        ..Act::new(case.clone(), id("close"))
    };
    town.act(texts("d01", "2025-03-03 12:00").on_behalf_of(id("p17")), act)
        .unwrap();
    assert_eq!(town.case(&case).rating, Some(4));
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
fn a_deadline_beyond_the_published_years_appears_with_its_calendar() {
    let mut procedure = request();
    procedure.states.get_mut("registered").unwrap().clock =
        warned("5 working days", "1 working day", acts("escalate"));
    let known = bundle(procedure.clone());
    let data = known.calendar.data().clone();
    let mut shorter = data.clone();
    let last = shorter.years.pop().unwrap();
    let mut early = known.clone();
    early.calendar = linli::calendar::Calendar::new(shorter).unwrap();
    let mut town = Town::new(early);
    let december = format!("{}-12-31 09:00", last.year - 1);
    let case = town.register(&december, "p17", "grid-07");
    assert_eq!(town.case(&case).state_clock.unwrap().until, None);
    town.check();

    let january = format!("{}-01-20", last.year);
    let newer = Bundle {
        from: day(&january),
        ..known
    };
    let adopt_at = at(&format!("{}-01-02 08:00", last.year));
    let events = town
        .execute(
            Meta::new(id("admin"), adopt_at),
            Adopt {
                bundle: Arc::new(newer),
            }
            .into(),
        )
        .unwrap();
    assert!(
        events
            .iter()
            .any(|event| matches!(event, Event::Cases(CaseEvent::Dated { warn: Some(_), .. })))
    );
    let until = town.case(&case).state_clock.unwrap().until.unwrap();
    assert!(until > adopt_at, "{until}");
    assert_eq!(town.case(&case).respond_by, Some(until));
    town.check();
    town.settle(until);
    assert_eq!(town.stands(&case), "registered duty-desk@guandao");
    town.check();
}

#[test]
fn nobody_misses_a_deadline_that_was_not_known() {
    let mut procedure = request();
    procedure.states.get_mut("registered").unwrap().clock = clock("1 working day", OnOverdue::Flag);
    let known = bundle(procedure);
    let mut data = known.calendar.data().clone();
    let last = data.years.pop().unwrap().year;
    let mut early = known.clone();
    early.calendar = linli::calendar::Calendar::new(data).unwrap();
    let mut town = Town::new(early);
    let case = town.register(&format!("{}-12-31 19:00", last - 1), "p17", "grid-07");
    let adopted = at(&format!("{last}-02-20 08:00"));
    let newer = Bundle {
        from: day(&format!("{last}-02-20")),
        ..known
    };
    town.execute(
        Meta::new(id("admin"), adopted),
        Adopt {
            bundle: Arc::new(newer),
        }
        .into(),
    )
    .unwrap();
    assert!(town.case(&case).state_clock.unwrap().until.unwrap() > adopted);
}

#[test]
fn what_somebody_may_do_depends_on_state_time_and_person() {
    let (mut town, case) = play(
        "grid-07",
        &[("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03")],
    );
    let may = |town: &Town, who: &str, time: &str| {
        let State {
            cases,
            grid,
            editions,
            ..
        } = &town.state;
        let may = cases.may(grid, editions, &case, &id(who), at(time));
        may.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        may(&town, "w03", "2025-03-03 11:00"),
        "answer escalate note return transfer"
    );
    assert_eq!(may(&town, "d01", "2025-03-03 11:00"), "inspect");
    assert_eq!(may(&town, "p17", "2025-03-03 11:00"), "");
    town.does("2025-03-03 11:00", "w03", &case, "answer").unwrap();
    town.rates("2025-03-03 12:00", "p17", &case, 2).unwrap();
    assert_eq!(may(&town, "p17", "2025-03-17 12:00"), "reopen");
    assert_eq!(may(&town, "p17", "2025-03-19 12:00"), "");
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

fn awarding() -> Procedure {
    let mut procedure = request();
    let award = |to| Effect::Award {
        rule: id("good-answer"),
        to,
    };
    procedure.actions.get_mut("answer").unwrap().does = vec![
        award(linli::rulebook::Earner::Holder),
        award(linli::rulebook::Earner::Requester),
    ];
    procedure
}

/// Every refusal there is, with the sentence it says.
#[test]
fn every_refusal_says_what_to_do_in_both_languages() {
    let mut procedure = awarding();
    procedure.states.insert(id("stuck"), state(StateKind::Open, None));
    procedure.actions.insert(
        id("sink"),
        Action {
            ..action(
                "沉",
                &["registered"],
                Some("stuck"),
                &[Who::Post(id("duty-desk"))],
            )
        },
    );
    let mut town = Town::new(bundle(procedure));
    town.apply(Event::Grid(grid::Event::UnitClosed {
        unit: id("b-12"),
        until: day("2025-02-01"),
    }));
    let case = town.register("2025-03-03 09:00", "p17", "grid-07");
    let top = town.register("2025-03-03 09:00", "p17", "street");
    let done = town.register("2025-03-03 09:00", "p17", "grid-08");
    town.does("2025-03-03 09:10", "w04", &done, "accept").unwrap();
    town.does("2025-03-03 09:20", "w04", &done, "answer").unwrap();

    let ten = "2025-03-03 10:00";
    let act = |case: &CaseId, action: &str| Act::new(case.clone(), id(action));
    let to = |unit: &str, post: Option<&str>, person: Option<&str>| Act {
        to: Some(Assignee {
            unit: id(unit),
            post: post.map(id),
            person: person.map(id),
            body: None,
        }),
        ..act(&case, "transfer")
    };
    let register = |matter: &str, unit: &str| Register::new(id(matter), id(unit));
    let bare = || Meta::new(id("w03"), at(ten));
    let w03 = || texts("w03", ten);
    let as_desk = Capacity::Post {
        post: id("duty-desk"),
        unit: id("guandao"),
    };
    type Row = (&'static str, Meta, Command, &'static str, &'static str);
    let rows: Vec<Row> = vec![
        (
            "C201",
            w03(),
            act(&id("nowhere"), "accept").into(),
            "there is no case `nowhere`",
            "没有事件 `nowhere`",
        ),
        (
            "C202",
            w03(),
            act(&case, "shout").into(),
            "knows no action `shout`: its procedure has `accept`, ",
            "没有动作 `shout`",
        ),
        (
            "C203",
            w03().capacity(as_desk),
            act(&case, "accept").into(),
            "did not hold `duty-desk` of guandao on 2025-03-03",
            "并未担任 guandao 的 `duty-desk`",
        ),
        (
            "C204",
            w03(),
            act(&case, "answer").into(),
            "`answer` cannot be taken on case 320311006001-2025-0001 while it is open: from there lead `accept`, ",
            "处于“open”,不能执行“答复”",
        ),
        (
            "C206",
            w03().occurred(at("2025-03-03 08:00")),
            act(&case, "accept").into(),
            "happened at 2025-03-03T00:00:00Z, but case",
            "早于事件",
        ),
        (
            "C207",
            w03(),
            Act {
                rating: Some(5),
                ..act(&done, "close")
            }
            .into(),
            "`w03` may not `close` case 320311006001-2025-0002: only the requester or the system may, and `w03` is grid worker of grid-07",
            "`w03` 不能对事件 320311006001-2025-0002 执行“结案”:该动作只能由诉求人或系统执行,而 `w03` 是 grid-07 的网格员",
        ),
        (
            "C207",
            texts("p17", ten),
            act(&case, "accept").into(),
            "only the grid worker of grid-07 may, and `p17` is the requester",
            "只能由 grid-07 的网格员执行,而 `p17` 是诉求人",
        ),
        (
            "C207",
            texts("p99", ten),
            act(&case, "sink").into(),
            "only the duty desk of grid-07 or above may, and `p99` has no part in it",
            "只能由 grid-07 或其上级的值班执行,而 `p99` 与该事件无关",
        ),
        (
            "C208",
            bare(),
            act(&case, "transfer").into(),
            "give the detail `reason`, a unit (with a post or a person) to hand it to",
            "还须提供详情 `reason`、承办单位",
        ),
        (
            "C208",
            texts("p17", ten),
            act(&done, "close").into(),
            "give a rating from 1 to 5",
            "还须提供 1 到 5 分的评价",
        ),
        (
            "C209",
            texts("p17", ten),
            Act {
                rating: Some(6),
                ..act(&done, "close")
            }
            .into(),
            "6 is no rating",
            "6 不是有效评价",
        ),
        (
            "C210",
            w03(),
            Act {
                rating: Some(5),
                ..act(&case, "accept")
            }
            .into(),
            "`accept` takes no such thing as a rating",
            "“受理”不需要 1 到 5 分的评价",
        ),
        (
            "C211",
            w03(),
            to("grid-99", None, None).into(),
            "there was no such unit on 2025-03-03",
            "没有该单位",
        ),
        (
            "C211",
            w03(),
            to("b-12", None, None).into(),
            "cannot go to `b-12`",
            "不能转派给 `b-12`",
        ),
        (
            "C212",
            w03(),
            to("grid-08", Some("duty-desk"), None).into(),
            "one of the posts of its level: `grid-worker`",
            "请指定该层级的岗位:`grid-worker`",
        ),
        (
            "C213",
            w03(),
            to("grid-08", None, Some("w03")).into(),
            "did not answer for `grid-worker` of grid-08",
            "不负责 grid-08 的 `grid-worker`",
        ),
        (
            "C214",
            texts("d09", ten),
            act(&top, "escalate").into(),
            "it is at `street`, and nobody above",
            "它已在 `street`",
        ),
        (
            "C215",
            w03(),
            act(&case, "return").into(),
            "was never handed over",
            "未曾转手",
        ),
        (
            "C216",
            w03(),
            register("noise", "grid-07").into(),
            "no matter `noise` in the catalogue: it has `orphan`, `parking`",
            "没有 `noise`",
        ),
        (
            "C217",
            w03(),
            register("parking", "grid-77").into(),
            "there is no unit `grid-77`",
            "没有单位 `grid-77`",
        ),
        (
            "C218",
            w03(),
            register("parking", "b-12").into(),
            "`b-12` was not there on 2025-03-03",
            "`b-12` 在 2025-03-03 不存在",
        ),
        (
            "C219",
            w03(),
            Register {
                channel: Some(id("pigeon")),
                ..register("parking", "grid-07")
            }
            .into(),
            "name one of `hotline`",
            "没有渠道 `pigeon`",
        ),
        (
            "C220",
            w03(),
            register("orphan", "guandao").into(),
            "nobody handles `orphan` at `guandao` or above",
            "均无 `orphan` 的承办岗位",
        ),
        (
            "C221",
            texts("p17", ten).occurred(at("2025-03-03 09:15")),
            Act {
                rating: Some(5),
                ..act(&done, "close")
            }
            .into(),
            "somebody acted on case 320311006001-2025-0002 at 2025-03-03T01:20:00Z",
            "最近一次办理 2025-03-03T01:20:00Z",
        ),
        (
            "C222",
            w03(),
            Register {
                anonymous: true,
                ..register("parking", "grid-07")
            }
            .into(),
            "`parking` cannot be raised anonymously",
            "`parking` 不能匿名登记",
        ),
    ];
    // From C223 on, what procedures in full can refuse is told of in `procedures`.
    let mut seen: Vec<&str> = vec!["C205"];
    for (code, meta, command, en, zh) in rows {
        let before = town.state.clone();
        let refusal = town.execute(meta, command.clone()).expect_err(code);
        let (said_en, said_zh) = (refusal.explain(Lang::En), refusal.explain(Lang::Zh));
        assert_eq!(refusal.code(), code, "{said_en}");
        assert!(said_en.contains(en), "{said_en}\n{en}");
        assert!(said_zh.contains(zh), "{said_zh}\n{zh}");
        assert!(before == town.state, "{code} changed something");
        let data: Refusal = serde_json::from_value(serde_json::to_value(&refusal).unwrap()).unwrap();
        assert_eq!(data, refusal);
        seen.push(code);
    }
    town.rates("2025-03-03 11:00", "p17", &done, 1).unwrap();
    let late = town.does("2025-03-20 11:00", "p17", &done, "reopen").unwrap_err();
    assert_eq!(late.code(), "C205");
    assert!(late.explain(Lang::Zh).contains("请重新登记"));
    assert!(
        late.explain(Lang::En)
            .contains("was possible until 2025-03-17T16:00:00Z")
    );
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(
        seen,
        CaseRefusal::CODES
            .iter()
            .map(|(code, _)| *code)
            .filter(|code| *code < "C223")
            .collect::<Vec<_>>()
    );
    town.check();
}
