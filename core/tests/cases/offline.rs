//! What was done offline and arrives late: in time is in time, and the step the system took meanwhile stays (F12).

use crate::kit::*;
use linli::cases::{Act, Event as CaseEvent};
use linli::rulebook::{AtTop, Who};

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
