//! Local time as plain numbers: a day counted from 1970-01-01 and milliseconds into that day.
//!
//! Counting hours and days is done on these, because they are an order of magnitude cheaper than
//! dates with fields. Everything saturates: an instant beyond what a date can express becomes the
//! first or the last date there is, so no input can make the arithmetic overflow.

use chrono::{Datelike, NaiveDateTime, NaiveTime, Weekday};

use crate::vocabulary::Date;

pub(super) const SECOND: i64 = 1_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// 1970-01-01, counted from the first day of the year 1.
const EPOCH: i32 = 719_163;

/// A reading of the clock on the wall, in milliseconds since 1970-01-01T00:00 of that clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Local(pub(super) i64);

impl Local {
    pub(super) const fn new(day: i64, clock: i64) -> Local {
        Local(day.saturating_mul(DAY).saturating_add(clock))
    }

    /// Days since 1970-01-01.
    pub(super) const fn day(self) -> i64 {
        self.0.div_euclid(DAY)
    }

    /// Milliseconds since local midnight.
    pub(super) const fn clock(self) -> i64 {
        self.0.rem_euclid(DAY)
    }

    pub(super) fn from_datetime(datetime: NaiveDateTime) -> Local {
        Local(datetime.and_utc().timestamp_millis())
    }

    pub(super) fn to_datetime(self) -> NaiveDateTime {
        let seconds = u32::try_from(self.clock().div_euclid(SECOND)).unwrap_or(0);
        let millis = u32::try_from(self.clock().rem_euclid(SECOND)).unwrap_or(0);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, millis.saturating_mul(1_000_000))
            .unwrap_or(NaiveTime::MIN);
        date_of(self.day()).and_time(time)
    }
}

pub(super) fn day_of(date: Date) -> i64 {
    i64::from(date.num_days_from_ce().saturating_sub(EPOCH))
}

pub(super) fn date_of(day: i64) -> Date {
    i32::try_from(day)
        .ok()
        .and_then(|day| Date::from_num_days_from_ce_opt(day.saturating_add(EPOCH)))
        .unwrap_or(if day < 0 { Date::MIN } else { Date::MAX })
}

pub(super) fn weekday_of(day: i64) -> Weekday {
    // 1970-01-01 was a Thursday.
    match day.rem_euclid(7) {
        0 => Weekday::Thu,
        1 => Weekday::Fri,
        2 => Weekday::Sat,
        3 => Weekday::Sun,
        4 => Weekday::Mon,
        5 => Weekday::Tue,
        _ => Weekday::Wed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_the_same_thing_said_twice() {
        for day in -200_000..200_000 {
            let date = date_of(day);
            assert_eq!(day_of(date), day);
            assert_eq!(date.weekday(), weekday_of(day));
        }
        assert_eq!(date_of(0), Date::from_ymd_opt(1970, 1, 1).unwrap());
    }

    #[test]
    fn the_ends_of_time_saturate() {
        assert_eq!(date_of(i64::MAX), Date::MAX);
        assert_eq!(date_of(i64::MIN), Date::MIN);
        assert_eq!(Local(i64::MIN).to_datetime().date(), Date::MIN);
        assert_eq!(Local::new(i64::MAX, 5).day(), i64::MAX.div_euclid(DAY));
    }
}
