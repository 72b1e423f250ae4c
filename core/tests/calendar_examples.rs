//! Examples a clerk can check with a wall calendar: given a limit, when something is registered,
//! then it is due. Hours are 09:00-12:00 and 14:00-18:00, Shanghai time.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use linli::calendar::*;
use linli::vocabulary::{Date, Instant};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn at(zone: &Zone, text: &str) -> Instant {
    zone.instant(format!("{}:00", text.replace(' ', "T")).parse().unwrap())
}

fn show(zone: &Zone, instant: Instant) -> String {
    let text = zone.local(instant).to_string();
    text.strip_suffix(":00").unwrap().to_owned()
}

/// Reads a table: limit | registered | due. A due of `from DATE` waits for that day's calendar.
fn table(known_on: Option<&str>, rows: &str) {
    let (zone, calendar) = (Zone::shanghai(), Calendar::china());
    let mut almanac = Almanac::new(&zone, &calendar);
    if let Some(known) = known_on {
        almanac = almanac.known_on(date(known));
    }
    for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let [limit, registered, due] = row
            .split('|')
            .map(str::trim)
            .collect::<Vec<_>>()
            .try_into()
            .unwrap();
        let found = match almanac.deadline(limit.parse().unwrap(), at(&zone, registered)) {
            Deadline::Due(instant) => show(&zone, instant),
            Deadline::Unpublished { from, .. } => format!("from {from}"),
        };
        assert_eq!(found, due, "{row}");
    }
}

#[test]
fn nothing_is_due_before_it_begins() {
    table(
        None,
        "
        1 working day, at once                   | 2025-05-14 17:59 | 2025-05-14 18:00
        1 working day, at once                   | 2025-05-14 18:00 | 2025-05-14 18:00
        1 working day, at once                   | 2025-05-14 20:00 | 2025-05-15 18:00
        1 working day, at once                   | 2025-05-16 20:00 | 2025-05-19 18:00
        2 working days, at once                  | 2025-05-14 20:00 | 2025-05-15 18:00
        1 day, at once, until closing            | 2025-05-16 20:00 | 2025-05-19 18:00
        ",
    );
    let (zone, calendar) = (Zone::shanghai(), Calendar::china());
    let almanac = Almanac::new(&zone, &calendar);
    for unit in LimitUnit::ALL {
        for (starts, ends) in Start::ALL
            .into_iter()
            .flat_map(|start| End::ALL.map(|end| (start, end)))
        {
            let limit = Limit::new(1, unit).unwrap().starting(starts).ending(ends);
            for hour in 0..24 * 7 {
                let start = Instant::from_millis(at(&zone, "2025-05-12 00:00").millis() + hour * 3_600_000);
                let due = almanac.deadline(limit, start).due();
                assert!(
                    due.is_some_and(|due| start <= due),
                    "{limit} from {start}: {due:?}"
                );
            }
        }
    }
}

#[test]
fn time_as_it_passes() {
    table(
        None,
        "
        90 minutes                               | 2025-05-14 17:30 | 2025-05-14 19:00
        24 hours                                 | 2025-05-16 15:00 | 2025-05-17 15:00
        24 hours, until closing                  | 2025-05-16 15:00 | 2025-05-19 18:00
        24 hours, until the next opening         | 2025-05-16 15:00 | 2025-05-19 09:00
        2 hours, from the next opening           | 2025-05-14 12:30 | 2025-05-14 16:00
        2 hours, from the next opening           | 2025-05-14 10:15 | 2025-05-14 12:15
        2 hours, from the next working day       | 2025-05-16 10:00 | 2025-05-19 11:00
        48 hours, from the next day              | 2025-05-14 10:00 | 2025-05-17 00:00
        48 hours, until midnight                 | 2025-05-14 10:00 | 2025-05-17 00:00
        ",
    );
}

#[test]
fn working_time() {
    table(
        None,
        "
        4 working hours                          | 2025-05-14 09:00 | 2025-05-14 15:00
        4 working hours                          | 2025-05-14 14:00 | 2025-05-14 18:00
        4 working hours                          | 2025-05-14 16:00 | 2025-05-15 11:00
        4 working hours                          | 2025-05-14 12:30 | 2025-05-14 18:00
        4 working hours                          | 2025-05-16 17:00 | 2025-05-19 12:00
        4 working hours                          | 2025-05-17 03:00 | 2025-05-19 15:00
        4 working hours, from the next day       | 2025-05-14 09:00 | 2025-05-15 15:00
        4 working hours, until closing           | 2025-05-14 16:00 | 2025-05-15 18:00
        4 working hours, until the next opening  | 2025-05-14 14:00 | 2025-05-15 09:00
        30 working minutes                       | 2025-05-14 11:45 | 2025-05-14 14:15
        ",
    );
}

#[test]
fn working_days_count_from_the_next_one_until_closing() {
    table(
        None,
        "
        1 working day                            | 2025-05-14 09:00 | 2025-05-15 18:00
        1 working day                            | 2025-05-14 23:59 | 2025-05-15 18:00
        1 working day                            | 2025-05-16 09:00 | 2025-05-19 18:00
        1 working day                            | 2025-05-17 09:00 | 2025-05-19 18:00
        5 working days                           | 2025-05-14 09:00 | 2025-05-21 18:00
        1 working day, at once                   | 2025-05-14 09:00 | 2025-05-14 18:00
        1 working day, at once                   | 2025-05-17 09:00 | 2025-05-19 18:00
        1 working day, from the next opening     | 2025-05-14 19:00 | 2025-05-15 18:00
        1 working day, at once, exactly          | 2025-05-16 10:30 | 2025-05-19 10:30
        1 working day, until the next opening    | 2025-05-14 09:00 | 2025-05-16 09:00
        ",
    );
}

#[test]
fn calendar_days_do_not_count_the_first_and_end_at_midnight() {
    table(
        None,
        "
        5 days                                   | 2025-05-14 09:00 | 2025-05-20 00:00
        1 day                                    | 2025-05-14 09:00 | 2025-05-16 00:00
        1 day, at once                           | 2025-05-14 09:00 | 2025-05-15 00:00
        1 day, at once, exactly                  | 2025-05-14 09:00 | 2025-05-15 09:00
        3 days, until closing                    | 2025-05-14 09:00 | 2025-05-19 18:00
        2 days, until closing                    | 2025-05-14 09:00 | 2025-05-16 18:00
        2 days, until the next opening           | 2025-05-14 09:00 | 2025-05-19 09:00
        15 days, until closing                   | 2025-09-17 09:00 | 2025-10-09 18:00
        ",
    );
}

#[test]
fn the_spring_festival_of_2025() {
    table(
        None,
        "
        4 working hours                          | 2025-01-24 17:00 | 2025-01-26 12:00
        4 working hours                          | 2025-01-27 16:00 | 2025-02-05 11:00
        1 working day                            | 2025-01-24 09:00 | 2025-01-26 18:00
        6 working days                           | 2025-01-24 09:00 | 2025-02-08 18:00
        7 working days                           | 2025-01-24 09:00 | 2025-02-10 18:00
        1 day, until closing                     | 2025-01-27 09:00 | 2025-02-05 18:00
        ",
    );
}

#[test]
fn the_national_day_of_2025() {
    table(
        None,
        "
        2 working days                           | 2025-09-26 10:00 | 2025-09-29 18:00
        1 working day                            | 2025-09-30 10:00 | 2025-10-09 18:00
        3 working days                           | 2025-09-30 10:00 | 2025-10-11 18:00
        8 working hours                          | 2025-09-30 14:00 | 2025-10-09 15:00
        ",
    );
}

#[test]
fn beyond_what_is_published() {
    table(
        None,
        "
        4 working hours                          | 2026-12-31 14:00 | 2026-12-31 18:00
        4 working hours                          | 2026-12-31 14:01 | from 2027-01-01
        3 working days                           | 2026-12-29 09:00 | from 2027-01-01
        5 days                                   | 2026-12-31 09:00 | 2027-01-06 00:00
        5 days, until closing                    | 2026-12-31 09:00 | from 2027-01-05
        1 working day                            | 2019-12-30 09:00 | from 2019-12-31
        ",
    );
    table(
        Some("2024-11-11"),
        "
        3 working days                           | 2024-12-30 09:00 | from 2025-01-01
        ",
    );
    table(
        Some("2024-11-12"),
        "
        3 working days                           | 2024-12-30 09:00 | 2025-01-03 18:00
        ",
    );
}

#[test]
fn the_revision_of_2020() {
    let rows = "1 working day | 2020-01-23 10:00 |";
    table(Some("2020-01-26"), &format!("{rows} 2020-01-31 18:00"));
    table(Some("2020-01-27"), &format!("{rows} 2020-02-03 18:00"));
    table(None, &format!("{rows} 2020-02-03 18:00"));
    // Saturday 1 February was to be worked, until it was not.
    table(
        Some("2020-01-26"),
        "2 working days | 2020-01-23 10:00 | 2020-02-01 18:00",
    );
}

#[test]
fn a_clock_waits_for_the_calendar_and_goes_on() {
    let (zone, calendar) = (Zone::shanghai(), Calendar::china());
    let before = Almanac::new(&zone, &calendar).known_on(date("2024-11-11"));
    let limit: Limit = "7 working days".parse().unwrap();
    let deadline = before.deadline(limit, at(&zone, "2024-12-27 16:00"));
    let Deadline::Unpublished { tally, from } = deadline else {
        panic!("{deadline:?}")
    };
    assert_eq!((tally.counted, tally.remaining, from), (2, 5, date("2025-01-01")));
    let text = serde_json::to_string(&deadline).unwrap();
    assert_eq!(serde_json::from_str::<Deadline>(&text).unwrap(), deadline);

    let after = Almanac::new(&zone, &calendar).known_on(date("2024-11-12"));
    let due = after.resume(limit, tally).due().unwrap();
    assert_eq!(show(&zone, due), "2025-01-08 18:00");
}

#[test]
fn a_paused_clock_keeps_what_was_left() {
    let (zone, calendar) = (Zone::shanghai(), Calendar::china());
    let almanac = Almanac::new(&zone, &calendar);
    for (limit, start, stop, go_on, due) in [
        (
            "4 working hours",
            "2025-05-14 09:00",
            "2025-05-14 11:00",
            "2025-05-16 16:00",
            "2025-05-16 18:00",
        ),
        (
            "24 hours",
            "2025-05-14 09:00",
            "2025-05-14 12:00",
            "2025-05-15 00:00",
            "2025-05-15 21:00",
        ),
        // Thursday counted; Friday, the day of the stop, did not.
        (
            "5 working days",
            "2025-05-14 09:00",
            "2025-05-16 10:00",
            "2025-05-20 10:00",
            "2025-05-23 18:00",
        ),
        (
            "5 days",
            "2025-05-14 09:00",
            "2025-05-16 10:00",
            "2025-05-20 10:00",
            "2025-05-24 00:00",
        ),
        // Stopped before it began.
        (
            "1 working day",
            "2025-05-14 09:00",
            "2025-05-14 10:00",
            "2025-05-20 10:00",
            "2025-05-20 18:00",
        ),
    ] {
        let limit = limit.parse().unwrap();
        let running = almanac.start(limit, at(&zone, start));
        let paused = almanac.pause(limit, running, at(&zone, stop)).unwrap();
        let on = almanac.unpause(paused, at(&zone, go_on));
        assert_eq!(
            show(&zone, almanac.resume(limit, on).due().unwrap()),
            due,
            "{limit}"
        );
    }
}

#[test]
fn a_warning_leaves_just_so_much() {
    let (zone, calendar) = (Zone::shanghai(), Calendar::china());
    let almanac = Almanac::new(&zone, &calendar);
    for (due, left, warned) in [
        ("2025-05-16 18:00", "1 working day", "2025-05-16 09:00"),
        ("2025-05-19 10:00", "1 working day", "2025-05-16 10:00"),
        ("2025-05-19 18:00", "2 working days", "2025-05-16 09:00"),
        ("2025-05-16 10:00", "2 working hours", "2025-05-15 17:00"),
        ("2025-05-16 15:00", "90 working minutes", "2025-05-16 11:30"),
        ("2025-05-20 00:00", "1 day", "2025-05-19 00:00"),
        ("2025-05-20 10:00", "30 minutes", "2025-05-20 09:30"),
        ("2025-02-05 10:00", "2 working hours", "2025-01-27 17:00"),
    ] {
        let found = almanac.before(at(&zone, due), left.parse().unwrap()).unwrap();
        assert_eq!(show(&zone, found), warned, "{left} before {due}");
    }
    let early = almanac.before(at(&zone, "2020-01-02 10:00"), "9 working days".parse().unwrap());
    assert_eq!(early, Err(date("2019-12-31")));
}

#[test]
fn what_the_days_are() {
    let calendar = Calendar::china();
    for (day, kind, name) in [
        ("2025-01-24", DayKind::Working, None),
        ("2025-01-25", DayKind::Weekend, None),
        ("2025-01-26", DayKind::MakeUp, Some("春节")),
        ("2025-01-28", DayKind::Holiday, Some("春节")),
        ("2022-12-31", DayKind::Holiday, Some("元旦")),
        ("2027-01-01", DayKind::Unknown, None),
        ("2019-12-31", DayKind::Unknown, None),
    ] {
        assert_eq!(calendar.day(date(day), None), kind, "{day}");
        assert_eq!(calendar.name_of(date(day), None), name, "{day}");
    }
}

/// Every day of China's calendar as `date,kind,name`, kept beside the tests, so that a change shows
/// as one and `check_cn.py` can hold it against an independent list.
#[test]
fn the_days_of_china_are_those_on_file() {
    let file = include_str!("../../tests/calendar/cn_days.csv");
    let calendar = Calendar::china();
    let mut day = calendar.earliest(None).unwrap();
    let mut lines = file.lines();
    assert_eq!(lines.next(), Some("date,kind,name"));
    while day <= calendar.horizon(None).unwrap() {
        let kind = serde_json::to_string(&calendar.day(day, None)).unwrap();
        let name = calendar.name_of(day, None).unwrap_or_default();
        assert_eq!(
            lines.next(),
            Some(&*format!("{day},{},{name}", kind.trim_matches('"')))
        );
        day = day.succ_opt().unwrap();
    }
    assert_eq!(lines.next(), None);
}
