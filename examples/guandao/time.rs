//! The year 2025 in Xuzhou, in minutes of local time.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use linli::calendar::Calendar;
use linli::{Date, Instant};

use crate::random::Random;

/// China has kept one offset, and no summer time, since 1991.
const OFFSET: i64 = 8 * 3_600_000;
const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

pub(crate) const OPENING: i64 = 9 * 60;

pub(crate) fn date(month: u32, day: u32) -> Date {
    NaiveDate::from_ymd_opt(2025, month, day).unwrap_or_default()
}

/// Every day of the year.
pub(crate) fn days() -> impl Iterator<Item = Date> {
    date(1, 1).iter_days().take(365)
}

pub(crate) fn days_of(month: u32) -> impl Iterator<Item = Date> {
    days().filter(move |day| day.month() == month)
}

/// The instant so many minutes after the midnight that begins the day.
pub(crate) fn at(day: Date, minutes: i64) -> Instant {
    let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
    Instant::from_millis(midnight - OFFSET + minutes * MINUTE)
}

pub(crate) fn later(at: Instant, minutes: i64) -> Instant {
    at.plus_millis(minutes * MINUTE)
}

pub(crate) fn day(at: Instant) -> Date {
    let days = (at.millis() + OFFSET).div_euclid(DAY);
    NaiveDate::default()
        .checked_add_days(Days::new(days.unsigned_abs()))
        .unwrap_or_default()
}

pub(crate) fn minute_of_day(at: Instant) -> i64 {
    (at.millis() + OFFSET).rem_euclid(DAY) / MINUTE
}

pub(crate) fn plus(day: Date, days: u64) -> Date {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// Whether the office is open that day, by the State Council's notice: weekends may be worked and weekdays off.
pub(crate) fn is_worked(day: Date) -> bool {
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::china);
    CALENDAR.day(day, None).is_worked().unwrap_or(true)
}

pub(crate) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The `count`th worked day after a day.
pub(crate) fn worked_days_after(day: Date, count: usize) -> Date {
    day.iter_days()
        .skip(1)
        .filter(|day| is_worked(*day))
        .nth(count.saturating_sub(1))
        .unwrap_or(day)
}

/// Nobody acts at night: then it waits for the morning.
pub(crate) fn awake(when: Instant, chance: &mut Random) -> Instant {
    match minute_of_day(when) {
        minute if minute < 7 * 60 + 30 => at(day(when), chance.between(8 * 60, 9 * 60 + 30)),
        minute if minute > 21 * 60 + 30 => at(
            day(when).succ_opt().unwrap_or_default(),
            chance.between(8 * 60, 9 * 60 + 30),
        ),
        _ => when,
    }
}

/// Some time later in office hours: the same day if it lasts, or so many worked days on.
pub(crate) fn in_office(from: Instant, days: usize, chance: &mut Random) -> Instant {
    let soon = later(from, chance.between(25, 200));
    let minute = minute_of_day(soon);
    if days == 0 && day(soon) == day(from) && (8 * 60..18 * 60).contains(&minute) {
        return soon;
    }
    let minute = chance.between(OPENING, 17 * 60 + 15);
    at(worked_days_after(day(from), days.max(1)), minute)
}
