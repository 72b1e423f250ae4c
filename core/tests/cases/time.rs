//! What nobody does in time: escalation, marks, deadlines that were not known (F12).

use std::sync::Arc;

use crate::kit::*;
use linli::cases::{ClockName, Event as CaseEvent, Hand};
use linli::rulebook::{AtTop, Bundle, OnOverdue};
use linli::state::{Adopt, Event};
use linli::*;

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
