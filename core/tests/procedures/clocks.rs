//! Pausing 挂起, resuming and extending 延期.

use linli::cases::{Act, ClockName, Event as CaseEvent};
use linli::state::Event;

use crate::kit::*;

const STEP: ClockName = ClockName::State;
const WHOLE: ClockName = ClockName::Case;

/// A trial raised on Monday at nine: eight working hours for the step, thirty days for the whole.
fn trial() -> (Town, linli::CaseId) {
    let mut town = town();
    let case = town.raises("2025-03-03 09:00", "p17", "trial", "grid-07");
    (town, case)
}

#[test]
fn while_the_clocks_stand_still_nothing_falls_due_and_then_what_was_left_is_left() {
    let (mut town, case) = trial();
    let whole = town.until(&case, WHOLE).unwrap();
    town.takes("2025-03-03 11:00", "w03", act(&case, "pause"));
    assert_eq!((town.until(&case, STEP), town.until(&case, WHOLE)), (None, None));
    let paused: Vec<_> = town
        .case(&case)
        .paused()
        .iter()
        .map(|paused| paused.clock)
        .collect();
    assert_eq!(paused, [STEP, WHOLE]);
    assert_eq!(
        town.case(&case).next_deadline(),
        Some(at("2025-03-14 00:00")),
        "the pause's own end"
    );
    assert_eq!(
        town.refuses("2025-03-05 08:00", "w03", act(&case, "pause"))
            .code(),
        "C229"
    );
    assert_eq!(
        town.refuses("2025-03-05 08:00", "w03", act(&case, "extend"))
            .code(),
        "C229"
    );
    town.takes("2025-03-06 09:00", "w03", act(&case, "resume"));
    // Two of the eight working hours had passed; six more from nine on Thursday, with the pause at noon.
    assert_eq!(town.until(&case, STEP), Some(at("2025-03-06 17:00")));
    assert_eq!(
        town.until(&case, WHOLE),
        Some(whole.plus_millis(2 * 24 * 3_600_000))
    );
    assert_eq!(
        town.refuses("2025-03-06 10:00", "w03", act(&case, "resume"))
            .code(),
        "C229"
    );
    assert!(town.case(&case).paused().is_empty());
}

#[test]
fn a_pause_that_runs_out_lets_the_clocks_go_on_by_themselves() {
    let (mut town, case) = trial();
    town.takes("2025-03-03 11:00", "w03", act(&case, "pause"));
    let events = town.settle(at("2025-03-14 00:00"));
    assert!(matches!(&events[..], [Event::Cases(CaseEvent::Resumed { started, .. })] if started.len() == 2));
    assert_eq!(town.until(&case, ClockName::Pause), None);
    assert_eq!(town.until(&case, STEP), Some(at("2025-03-14 17:00")));
    town.check();
}

#[test]
fn of_an_extended_clock_that_is_paused_only_what_is_left_of_the_extension_is_left() {
    let mut town = town();
    let case = town.raises("2025-03-03 16:00", "p17", "trial", "grid-07");
    town.takes("2025-03-03 16:30", "w03", act(&case, "extend_step"));
    // Eight hours to Tuesday at five, then three to Wednesday at eleven, of which one is left at ten.
    assert_eq!(town.until(&case, ClockName::State), Some(at("2025-03-05 11:00")));
    town.takes("2025-03-05 10:00", "w03", act(&case, "pause"));
    town.takes("2025-03-06 09:30", "w03", act(&case, "resume"));
    assert_eq!(town.until(&case, ClockName::State), Some(at("2025-03-06 10:30")));
    town.check();
}

#[test]
fn entering_another_state_ends_the_pause() {
    let (mut town, case) = trial();
    town.takes("2025-03-03 11:00", "w03", act(&case, "pause"));
    let close = Act {
        rating: Some(4),
        ..act(&case, "close")
    };
    town.takes("2025-03-20 11:00", "p17", close);
    let closed = town.case(&case);
    assert_eq!((closed.clocks().count(), closed.paused().len()), (0, 0));

    let (mut town, case) = trial();
    town.takes("2025-03-03 11:00", "w03", act(&case, "pause"));
    town.takes(
        "2025-03-04 11:00",
        "p17",
        Act {
            rating: Some(4),
            ..act(&case, "close")
        },
    );
    let closed = town.case(&case);
    assert!(!closed.is_overdue(), "what stood still was kept");
    assert_eq!((closed.clocks().count(), closed.paused()), (0, &[][..]));
    let refused = town.refuses("2025-03-05 09:00", "p17", act(&case, "reopen"));
    assert_eq!(refused.code(), "C223", "a four is no unhappy rating");
}

#[test]
fn who_is_unhappy_opens_a_case_again_and_its_clocks_begin_anew() {
    let (mut town, case) = trial();
    town.takes("2025-03-03 11:00", "w03", act(&case, "pause"));
    town.takes(
        "2025-03-04 11:00",
        "p17",
        Act {
            rating: Some(1),
            ..act(&case, "close")
        },
    );
    town.takes("2025-03-05 09:00", "p17", act(&case, "reopen"));
    assert_eq!(town.until(&case, STEP), Some(at("2025-03-06 10:00")));
    assert_eq!(town.until(&case, WHOLE), Some(at("2025-04-05 00:00")));
}

#[test]
fn a_state_of_its_own_can_hold_the_whole_clock_still() {
    let (mut town, case) = trial();
    town.takes("2025-03-04 09:00", "w03", act(&case, "shelve"));
    assert_eq!(town.until(&case, WHOLE), None);
    assert_eq!(
        town.until(&case, STEP),
        Some(at("2025-06-03 00:00")),
        "the new state's own clock runs"
    );
    // The pause runs out; then the state's clock leads back, though nothing stands still any more.
    town.settle(at("2025-03-15 00:00"));
    assert_eq!(town.until(&case, WHOLE), Some(at("2025-04-14 00:00")));
    town.takes("2025-03-20 09:00", "w03", act(&case, "back"));
    assert_eq!(town.stands(&case), "registered grid-worker@grid-07");

    let (mut town, case) = trial();
    town.takes("2025-03-04 09:00", "w03", act(&case, "shelve"));
    town.takes("2025-03-06 09:00", "w03", act(&case, "back"));
    assert_eq!(
        town.until(&case, WHOLE),
        Some(at("2025-04-05 00:00")),
        "two days later"
    );
}

#[test]
fn an_extension_begins_where_the_clock_would_have_ended_and_there_are_so_many_of_them() {
    let (mut town, case) = trial();
    let ends = |town: &Town| {
        (
            town.until(&case, STEP).unwrap(),
            town.until(&case, WHOLE).unwrap(),
        )
    };
    assert_eq!(ends(&town), (at("2025-03-04 10:00"), at("2025-04-03 00:00")));
    town.takes("2025-03-03 10:00", "w03", act(&case, "extend"));
    assert_eq!(ends(&town), (at("2025-03-07 00:00"), at("2025-04-05 00:00")));
    town.takes("2025-03-05 10:00", "w03", act(&case, "extend"));
    assert_eq!(ends(&town), (at("2025-03-09 00:00"), at("2025-04-07 00:00")));
    let refused = town.refuses("2025-03-05 11:00", "w03", act(&case, "extend"));
    assert_eq!(refused.code(), "C229");
    assert_eq!(
        town.refuses("2025-03-05 11:00", "w03", act(&case, "extend_step"))
            .code(),
        "C229"
    );
}

#[test]
fn a_clock_that_ran_out_is_not_extended() {
    let (mut town, case) = trial();
    town.settle(at("2025-03-04 10:00"));
    assert_eq!(
        town.refuses("2025-03-04 11:00", "w03", act(&case, "extend_step"))
            .code(),
        "C229"
    );
    // Of both, the one that still runs is.
    town.takes("2025-03-04 11:00", "w03", act(&case, "extend"));
    assert_eq!(town.until(&case, WHOLE), Some(at("2025-04-05 00:00")));
    assert!(town.case(&case).is_overdue());
}

#[test]
fn a_pause_past_the_published_calendar_keeps_what_was_counted_so_far() {
    let mut bundle = rules();
    let mut data = bundle.calendar.data().clone();
    let last = data.years.last().unwrap().year;
    bundle.calendar = linli::calendar::Calendar::new(data.clone()).unwrap();
    let mut town = town_under(bundle.clone());
    let case = town.raises(&format!("{last}-12-31 16:00"), "p17", "trial", "grid-07");
    assert_eq!(town.until(&case, STEP), None, "intake never stops");
    town.takes(&format!("{}-01-05 09:00", last + 1), "w03", act(&case, "pause"));
    town.takes(&format!("{}-01-06 09:00", last + 1), "w03", act(&case, "resume"));
    assert_eq!(town.until(&case, STEP), None);
    let mut next = data.years.last().unwrap().clone();
    next.year = last + 1;
    next.published = day(&format!("{}-01-06", last + 1));
    (next.closed, next.make_up, next.usual) = Default::default();
    data.years.push(next);
    bundle.calendar = linli::calendar::Calendar::new(data).unwrap();
    bundle.from = day(&format!("{}-01-06", last + 1));
    town.adopts(&format!("{}-01-06 10:00", last + 1), bundle);
    let counted = town.until(&case, STEP).unwrap();
    let early = at(&format!("{}-01-06 10:00", last + 1));
    assert!(
        early < counted && counted < at(&format!("{}-01-06 18:00", last + 1)),
        "{counted}"
    );
    town.check();
}

#[test]
fn who_paused_or_extended_offline_before_the_system_acted_is_excused() {
    let text = RULEBOOK
        .replace(
            "en = \"registered\" }, clock = \"step\", on_overdue = \"remind\"",
            "en = \"registered\" }, clock = \"step\", on_overdue = \"shelve\"",
        )
        .replace(
            "to = \"shelved\", who = \"anyone\"",
            "to = \"shelved\", who = [\"anyone\", \"system\"]",
        );
    // A pause can be had in the new state too, and then so can an extension: excused all the same, and not done again.
    let also_later = text.replace(
        "name = \"步骤延期\", from = \"registered\"",
        "name = \"步骤延期\", from = [\"registered\", \"shelved\"]",
    );
    assert_ne!(text, also_later);
    for (text, action) in [
        (&text, "pause"),
        (&text, "extend_step"),
        (&also_later, "extend_step"),
    ] {
        let mut town = town_under(resolved(text));
        let case = town.raises("2025-03-03 09:00", "p17", "trial", "grid-07");
        town.settle(at("2025-03-04 10:00"));
        assert_eq!(
            (town.case(&case).state.as_str(), town.case(&case).missed_states),
            ("shelved", 1)
        );
        let late = all("w03", "2025-03-05 10:00").occurred(at("2025-03-04 09:00"));
        let events = town.act(late, act(&case, action)).unwrap();
        assert!(matches!(events[..], [CaseEvent::Excused { .. }]), "{events:?}");
        assert_eq!(town.case(&case).missed_states, 0);
        town.check();
    }
}
