//! A calendar is revised in mid-year: clocks that run keep their ends, or are counted again if the rulebook says so.

use linli::Lang;
use linli::calendar::{Calendar, NamedDays};
use linli::cases::ClockName;
use linli::rulebook::{Bundle, RevisedCalendar};
use linli::state::Event;
use linli::views::CaseView;

use crate::kit::*;

/// From Tuesday on, Thursday and Friday of that week are closed.
fn revised(how: RevisedCalendar) -> Bundle {
    let mut bundle = rules();
    let mut data = bundle.calendar.data().clone();
    let year = data.years.iter_mut().find(|year| year.year == 2025).unwrap();
    year.closed.push(NamedDays {
        name: "修订".into(),
        from: day("2025-03-06"),
        to: Some(day("2025-03-07")),
    });
    bundle.calendar = Calendar::new(data).unwrap();
    bundle.from = day("2025-03-04");
    bundle.revised_calendar = how;
    bundle
}

/// Four trials begun on Monday at four: as it comes, extended, paused, and one of which a check follows.
fn running() -> (Town, Vec<linli::CaseId>) {
    let mut town = town();
    let cases: Vec<_> = (0..4)
        .map(|_| town.raises("2025-03-03 16:00", "p17", "trial", "grid-07"))
        .collect();
    town.takes("2025-03-03 16:30", "w03", act(&cases[1], "extend_step"));
    town.takes("2025-03-03 16:30", "w03", act(&cases[2], "pause"));
    town.takes("2025-03-03 16:30", "w03", act(&cases[3], "look_later"));
    (town, cases)
}

fn dated(events: &[Event]) -> usize {
    let dated = |event: &&Event| matches!(event, Event::Cases(linli::cases::Event::Dated { .. }));
    events.iter().filter(dated).count()
}

#[test]
fn the_setting_is_read_and_left_out_of_the_bundle_where_it_is_the_usual() {
    let says = |text: &str| {
        rules_with(
            "calendar = \"cn\"",
            &format!("calendar = \"cn\"\nrevised_calendar = \"{text}\""),
        )
    };
    assert_eq!(says("recompute").revised_calendar, RevisedCalendar::Recompute);
    assert_eq!(says("keep"), rules());
    let canonical = |bundle: Bundle| String::from_utf8(bundle.canonical()).unwrap();
    assert!(!canonical(rules()).contains("revised_calendar"));
    assert!(canonical(says("recompute")).contains("\"revised_calendar\":\"recompute\""));
}

#[test]
fn a_revised_calendar_leaves_running_clocks_alone_unless_the_rulebook_says_otherwise() {
    let (mut town, cases) = running();
    let before: Vec<_> = cases
        .iter()
        .map(|case| town.until(case, ClockName::State))
        .collect();
    let events = town.adopts("2025-03-04 08:30", revised(RevisedCalendar::Keep));
    assert_eq!(dated(&events), 0);
    let after: Vec<_> = cases
        .iter()
        .map(|case| town.until(case, ClockName::State))
        .collect();
    assert_eq!(before, after);
    town.check();
}

#[test]
fn where_the_rulebook_says_so_running_clocks_are_counted_again() {
    let (mut town, cases) = running();
    let step = |town: &Town, case: usize| town.until(&cases[case], ClockName::State);
    let look = town.until(&cases[3], ClockName::FollowUp).unwrap();
    // Of eight hours, two on Monday; the rest on Tuesday either way. Three more reach into Wednesday.
    assert_eq!(step(&town, 0), Some(at("2025-03-04 17:00")));
    let mut early = revised(RevisedCalendar::Recompute);
    let mut data = early.calendar.data().clone();
    let year = data.years.iter_mut().find(|year| year.year == 2025).unwrap();
    year.closed.last_mut().unwrap().from = day("2025-03-05");
    early.calendar = Calendar::new(data).unwrap();
    let extended = step(&town, 1).unwrap();
    let events = town.adopts("2025-03-04 08:30", early);
    assert_eq!(
        dated(&events),
        2,
        "the extended step, and the check twenty working days later: {events:?}"
    );
    assert_eq!(step(&town, 0), Some(at("2025-03-04 17:00")));
    let five_days = 5 * 24 * 3_600_000;
    assert_eq!(
        step(&town, 1),
        Some(extended.plus_millis(five_days)),
        "Wednesday's opening is Monday's"
    );
    assert!(town.until(&cases[3], ClockName::FollowUp).unwrap() > look);
    town.check();
    // What stood still goes on by the new calendar.
    town.takes("2025-03-04 17:30", "w03", act(&cases[2], "resume"));
    assert!(step(&town, 2).unwrap() > at("2025-03-10 00:00"));
    // The same calendar once more revises nothing.
    let mut again = revised(RevisedCalendar::Recompute);
    again.calendar = town.state.editions.newest().unwrap().bundle.calendar.clone();
    again.from = day("2025-03-05");
    assert_eq!(dated(&town.adopts("2025-03-05 08:30", again)), 0);
}

#[test]
fn nobody_has_missed_what_a_revision_moves_before_it_was_known() {
    let mut town = town();
    let case = town.raises("2025-03-08 09:00", "p17", "trial", "grid-07");
    assert_eq!(town.until(&case, ClockName::State), Some(at("2025-03-11 10:00")));
    // On Monday at eleven it is made known that Sunday was worked: the eight hours ended at ten.
    let mut moved = rules();
    let mut data = moved.calendar.data().clone();
    let year = data.years.iter_mut().find(|year| year.year == 2025).unwrap();
    year.make_up.push(NamedDays {
        name: "补班".into(),
        from: day("2025-03-09"),
        to: None,
    });
    moved.calendar = Calendar::new(data).unwrap();
    moved.from = day("2025-03-10");
    moved.revised_calendar = RevisedCalendar::Recompute;
    town.adopts("2025-03-10 11:00", moved);
    assert_eq!(town.until(&case, ClockName::State), Some(at("2025-03-10 11:01")));
    town.check();
}

#[test]
fn past_the_published_calendar_a_view_says_how_much_is_counted_and_how_much_remains() {
    let mut town = town();
    let early = town.raises("2026-12-30 16:30", "p17", "trial", "grid-07");
    let late = town.raises("2026-12-31 16:00", "p17", "trial", "grid-07");
    let ends = |town: &Town, case: &linli::CaseId| -> Vec<(ClockName, String, String)> {
        let now = at("2026-12-31 16:30");
        let view = CaseView::new(&town.state, case, now, None).unwrap();
        let awaited = view.clocks.iter().map(|clock| {
            assert_eq!(clock.until.is_none(), clock.awaited.is_some());
            let end = clock.awaited.as_ref()?;
            Some((clock.clock, end.explain(Lang::En), end.explain(Lang::Zh)))
        });
        awaited.flatten().collect()
    };
    let told = |rest: &str| {
        format!("the end is not known yet, for the calendar of 2027-01-01 is not published: of {rest}")
    };
    let told_zh = |rest: &str| format!("截止时间尚未确定,2027-01-01 的日历尚未公布:限期 {rest}");
    // The whole case has thirty days, which need no calendar.
    let step = (
        ClockName::State,
        told("8 working hours, 2 working hours counted, 6 working hours to go"),
        told_zh("8 个工作小时,已计 2 个工作小时,剩余 6 个工作小时"),
    );
    assert_eq!(ends(&town, &late), [step]);
    assert_eq!(town.until(&early, ClockName::State), Some(at("2026-12-31 17:30")));
    assert_eq!(ends(&town, &early), []);
    // Extended, one goes on into the new year in the limit it was extended by, the other comes to that after its own.
    town.takes("2026-12-31 16:30", "w03", act(&late, "extend_step"));
    town.takes("2026-12-31 16:30", "w03", act(&early, "extend_step"));
    let extended = (
        ClockName::State,
        told("8 working hours, 2 working hours counted, 6 working hours to go, then 3 working hours"),
        told_zh("8 个工作小时,已计 2 个工作小时,剩余 6 个工作小时,其后延期 3 个工作小时"),
    );
    assert_eq!(ends(&town, &late), [extended]);
    let reaches = (
        ClockName::State,
        told("3 working hours, 30 working minutes counted, 150 working minutes to go"),
        told_zh("3 个工作小时,已计 30 个工作分钟,剩余 150 个工作分钟"),
    );
    assert_eq!(ends(&town, &early), [reaches]);
    // A check that follows is waited for like any other end.
    town.takes("2026-12-31 16:30", "w03", act(&late, "look_later"));
    let follow_up = told("20 working days, 0 working days counted, 20 working days to go");
    assert_eq!(ends(&town, &late)[1].1, follow_up);
    town.check();
}
