//! Deadlines against a slow and obvious oracle that walks minute by minute.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a test may fail loudly"
)]

use chrono::{Datelike, NaiveTime, Timelike};
use linli::calendar::*;
use linli::vocabulary::{Date, Instant};
use proptest::prelude::*;

const MINUTE: i64 = 60_000;

/// Looks at one minute after another, and knows nothing but what the wall clock shows then and what
/// the calendar says of that day. `None`: it came to a day nobody knows.
struct Walk<'a> {
    zone: &'a Zone,
    calendar: &'a Calendar,
}

impl Walk<'_> {
    fn after(t: Instant) -> Instant {
        Instant::from_millis(t.millis() + MINUTE)
    }

    fn date(&self, t: Instant) -> Date {
        self.zone.local(t).date()
    }

    fn time(&self, t: Instant) -> NaiveTime {
        self.zone.local(t).time()
    }

    fn worked(&self, t: Instant) -> Option<bool> {
        self.calendar.day(self.date(t), None).is_worked()
    }

    fn open(&self, t: Instant) -> Option<bool> {
        let minute = (self.time(t).num_seconds_from_midnight() / 60) as u16;
        let spans = self.calendar.hours(self.date(t), None)?;
        Some(
            spans
                .iter()
                .any(|span| span.opens() <= minute && minute < span.closes()),
        )
    }

    /// The moment the office shuts for the day: it was open a minute ago and will not be again today.
    fn closing(&self, t: Instant) -> Option<bool> {
        let mut before = Instant::from_millis(t.millis() - MINUTE);
        let today = self.date(before);
        self.calendar
            .hours(self.date(t), None)
            .or(self.calendar.hours(today, None))?;
        if self.open(before) != Some(true) {
            self.open(t)?;
            return Some(false);
        }
        loop {
            before = Self::after(before);
            if self.date(before) != today {
                return Some(true);
            }
            if self.open(before)? {
                return Some(false);
            }
        }
    }

    fn until(&self, mut t: Instant, reached: impl Fn(Instant) -> Option<bool>) -> Option<Instant> {
        while !reached(t)? {
            t = Self::after(t);
        }
        Some(t)
    }

    fn deadline(&self, limit: Limit, start: Instant) -> Option<Instant> {
        let tomorrow = |t| self.date(t) > self.date(start);
        let mut t = match limit.starts() {
            Start::AtOnce => start,
            Start::NextOpening => self.until(start, |t| self.open(t))?,
            Start::NextDay => self.until(start, |t| Some(tomorrow(t)))?,
            Start::NextWorkingDay => {
                self.until(start, |t| if tomorrow(t) { self.open(t) } else { Some(false) })?
            }
        };
        let counts = |t| match limit.unit() {
            LimitUnit::Minutes | LimitUnit::Hours | LimitUnit::Days => Some(true),
            LimitUnit::WorkingMinutes | LimitUnit::WorkingHours => self.open(t),
            LimitUnit::WorkingDays => self.worked(t),
        };
        if limit.unit().is_days() {
            t = self.until(t, counts)?;
            let clock = self.time(t);
            let mut day = self.date(t);
            let mut left = limit.amount();
            if limit.ends() != End::Exact {
                left -= 1; // the day itself is the first
            }
            while left > 0 {
                t = self.until(t, |t| Some(self.date(t) > day))?;
                day = self.date(t);
                left -= u32::from(counts(t)?);
            }
            let end_of_day = |t| self.until(t, |t| Some(self.date(t) > day));
            match limit.ends() {
                End::Exact => self.until(t, |t| Some(self.time(t) >= clock || self.date(t) > day)),
                End::Midnight => end_of_day(t),
                End::NextOpening => self.until(end_of_day(t)?, |t| self.open(t)),
                End::Closing => {
                    // Not what closed at the very beginning of the day: that was the day before.
                    let first = self.zone.day_start(day);
                    self.until(Self::after(first).max(t), |t| self.closing(t))
                }
            }
        } else {
            let mut left = match limit.unit() {
                LimitUnit::Hours | LimitUnit::WorkingHours => limit.amount() * 60,
                _ => limit.amount(),
            };
            while left > 0 {
                left -= u32::from(counts(t)?);
                t = Self::after(t);
            }
            match limit.ends() {
                End::Exact => Some(t),
                End::Midnight => self.until(t, |t| Some(self.time(t) == NaiveTime::MIN)),
                End::NextOpening => self.until(t, |t| self.open(t)),
                End::Closing => self.until(t, |t| self.closing(t)),
            }
        }
    }

    fn working_minutes(&self, mut from: Instant, to: Instant) -> Option<u64> {
        let mut minutes = 0;
        while from < to {
            minutes += u64::from(self.open(from)?);
            from = Self::after(from);
        }
        Some(minutes)
    }
}

fn new_york() -> Zone {
    let mut transitions = vec![(Instant::from_millis(0), -18_000)];
    for (forward, back) in [
        (1_615_705_200, 1_636_264_800),
        (1_647_154_800, 1_667_714_400),
        (1_678_604_400, 1_699_164_000),
        (1_710_054_000, 1_730_613_600),
        (1_741_503_600, 1_762_063_200),
        (1_772_953_200, 1_793_512_800_i64),
    ] {
        transitions.push((Instant::from_millis(forward * 1000), -14_400));
        transitions.push((Instant::from_millis(back * 1000), -18_000));
    }
    Zone::new("America/New_York", transitions).unwrap()
}

/// Long Fridays, short Saturdays, a late shift on Sundays that ends at midnight.
fn odd_hours() -> Calendar {
    let spans = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
    let week = Week {
        monday: spans(&["09:00-12:00", "14:00-18:00"]),
        wednesday: spans(&["00:00-01:30", "08:00-12:00", "12:00-13:00"]),
        friday: spans(&["08:00-20:00"]),
        saturday: spans(&["10:00-10:30"]),
        sunday: spans(&["16:00-20:00", "22:00-24:00"]),
        ..Week::default()
    };
    Calendar::china().with_hours(week).unwrap()
}

fn zones() -> impl Strategy<Value = Zone> {
    prop_oneof![Just(Zone::shanghai()), Just(new_york())]
}

fn calendars() -> impl Strategy<Value = Calendar> {
    prop_oneof![Just(Calendar::china()), Just(odd_hours())]
}

fn limits() -> impl Strategy<Value = Limit> {
    let units = prop_oneof![
        (1_u32..3000).prop_map(|n| (n, LimitUnit::Minutes)),
        (1_u32..3000).prop_map(|n| (n, LimitUnit::WorkingMinutes)),
        (1_u32..200).prop_map(|n| (n, LimitUnit::Hours)),
        (1_u32..60).prop_map(|n| (n, LimitUnit::WorkingHours)),
        (1_u32..20).prop_map(|n| (n, LimitUnit::Days)),
        (1_u32..12).prop_map(|n| (n, LimitUnit::WorkingDays)),
        // A single day may be over before it is counted.
        Just((1, LimitUnit::Days)),
        Just((1, LimitUnit::WorkingDays)),
    ];
    let starts = prop::sample::select(Start::ALL.to_vec());
    let ends = prop::sample::select(End::ALL.to_vec());
    (units, starts, ends).prop_map(|((amount, unit), start, end)| {
        Limit::new(amount, unit).unwrap().starting(start).ending(end)
    })
}

/// Whole minutes of 2021 to 2026: after the one revision, up to the edge of what is published.
/// Half of them lie near a change of the clocks, a long holiday or the edge.
fn instants() -> impl Strategy<Value = Instant> {
    let minute = |millis: i64| millis.div_euclid(MINUTE);
    let (from, to) = (minute(1_609_459_200_000), minute(1_798_732_800_000));
    let near = prop::sample::select(vec![
        minute(1_741_503_600_000), // clocks forward
        minute(1_762_063_200_000), // clocks back
        minute(1_738_000_800_000), // 春节 2025
        minute(1_759_248_000_000), // 国庆节 2025
        minute(1_798_041_600_000), // the end of 2026
    ]);
    prop_oneof![from..to, near.prop_flat_map(|at| at - 14_400..at + 14_400)]
        .prop_map(|minute| Instant::from_millis(minute * MINUTE))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_deadline_is_where_walking_minute_by_minute_arrives(
        zone in zones(), calendar in calendars(), limit in limits(), start in instants()
    ) {
        let fast = Almanac::new(&zone, &calendar).deadline(limit, start);
        let slow = Walk { zone: &zone, calendar: &calendar }.deadline(limit, start);
        prop_assert_eq!(fast.due(), slow, "{} from {}", limit, zone.local(start));
    }

    #[test]
    fn the_short_way_to_a_deadline_arrives_where_carrying_its_tally_does(
        calendar in calendars(), days in 1_u32..9,
        unit in prop::sample::select(vec![LimitUnit::Days, LimitUnit::WorkingDays]),
        (before, after) in (-12 * 60..14 * 60, -12 * 60..14 * 60), hours in -300_i64..100
    ) {
        // A change of the clocks of any size: it may skip midnights, or show some twice.
        let change = 1_747_216_800;
        let since = |seconds: i64, minutes: i32| (Instant::from_millis(seconds * 1000), minutes * 60);
        let zone = Zone::new("x", vec![since(0, before), since(change, after)]).unwrap();
        let start = Instant::from_millis((change + hours * 3600) * 1000);
        let limit = Limit::new(days, unit).unwrap();
        let almanac = Almanac::new(&zone, &calendar);
        prop_assert_eq!(almanac.deadline(limit, start), almanac.resume(limit, almanac.start(limit, start)));
    }

    #[test]
    fn working_minutes_are_what_walking_counts(
        zone in zones(), calendar in calendars(), from in instants(), length in 0_i64..20_000
    ) {
        let to = Instant::from_millis(from.millis() + length * MINUTE);
        // The hour that comes twice when clocks go back is in no office's hours here: all sleep then.
        let fast = Almanac::new(&zone, &calendar).working_minutes_between(from, to).ok();
        let slow = Walk { zone: &zone, calendar: &calendar }.working_minutes(from, to);
        prop_assert_eq!(fast, slow);
    }

    #[test]
    fn a_count_that_waited_for_the_calendar_arrives_where_counting_at_once_does(
        zone in zones(), limit in limits(), start in instants(), lead in 0_i64..400
    ) {
        // With a five-day week no later publication touches what was counted already: the Saturday
        // closed at the end of 2022 by the notice for 2023 was off anyway.
        let calendar = Calendar::china();
        let known = zone.date(start) - chrono::Days::new(lead.unsigned_abs());
        let known = known.max("2020-11-25".parse().unwrap());
        let ignorant = Almanac::new(&zone, &calendar).known_on(known);
        let full = Almanac::new(&zone, &calendar);
        match ignorant.deadline(limit, start) {
            Deadline::Due(due) => prop_assert_eq!(Deadline::Due(due), full.deadline(limit, start)),
            Deadline::Unpublished { tally, from } => {
                prop_assert_eq!(calendar.day(from, Some(known)), DayKind::Unknown);
                let grain = if limit.unit().is_days() { 1 } else {
                    match limit.unit() { LimitUnit::Hours | LimitUnit::WorkingHours => 3_600_000, _ => 60_000 }
                };
                prop_assert_eq!(tally.counted + tally.remaining, u64::from(limit.amount()) * grain);
                match (full.resume(limit, tally), full.deadline(limit, start)) {
                    (Deadline::Due(later), Deadline::Due(once)) => prop_assert_eq!(later, once),
                    (later, once) => prop_assert_eq!(later.due(), once.due()),
                }
            }
        }
    }

    #[test]
    fn a_clock_stopped_and_started_at_the_same_moment_did_not_stop(
        zone in zones(), calendar in calendars(), limit in limits(), start in instants(),
        minutes in 0_i64..8000
    ) {
        // Whole days broken by a stop begin anew, so they are left out here.
        prop_assume!(!(limit.unit().is_days() && limit.ends() == End::Exact));
        let almanac = Almanac::new(&zone, &calendar);
        let when = Instant::from_millis(start.millis() + minutes * MINUTE);
        if let Ok(paused) = almanac.pause(limit, almanac.start(limit, start), when) {
            let on = almanac.unpause(paused, when);
            let whole = almanac.deadline(limit, start).due();
            if whole.is_none_or(|due| when <= due) {
                prop_assert_eq!(almanac.resume(limit, on).due(), whole);
            }
            prop_assert_eq!(paused.counted + paused.remaining, almanac.start(limit, start).remaining);
        }
    }

    #[test]
    fn who_comes_later_is_due_no_earlier_and_nothing_is_due_before_it_begins(
        calendar in calendars(), limit in limits(), start in instants(), later in 0_i64..5000
    ) {
        let zone = Zone::shanghai();
        let almanac = Almanac::new(&zone, &calendar);
        let second = Instant::from_millis(start.millis() + later * MINUTE);
        if let (Some(a), Some(b)) =
            (almanac.deadline(limit, start).due(), almanac.deadline(limit, second).due())
        {
            prop_assert!(start <= a && a <= b);
        }
    }

    #[test]
    fn a_warning_comes_when_just_so_much_is_left(
        calendar in calendars(), amount in 1_u32..3000, due in instants()
    ) {
        let zone = Zone::shanghai();
        let almanac = Almanac::new(&zone, &calendar);
        let limit = Limit::new(amount, LimitUnit::WorkingMinutes).unwrap();
        if let Ok(warned) = almanac.before(due, limit) {
            let left = |from| almanac.working_minutes_between(from, due);
            prop_assert_eq!(left(warned), Ok(u64::from(amount)));
            prop_assert_eq!(left(Walk::after(warned)), Ok(u64::from(amount) - 1));
        }
    }

    #[test]
    fn no_input_makes_it_panic(
        limit in limits(), start in any::<i64>(), when in any::<i64>(),
        known in any::<i32>(), counted in any::<u64>(), remaining in any::<u64>(), at in any::<i64>()
    ) {
        let (zone, calendar) = (new_york(), odd_hours());
        let known = Date::from_num_days_from_ce_opt(known).unwrap_or(Date::MAX);
        let (start, when) = (Instant::from_millis(start), Instant::from_millis(when));
        for almanac in [Almanac::new(&zone, &calendar), Almanac::new(&zone, &calendar).known_on(known)] {
            almanac.deadline(limit, start);
            let _ = almanac.before(start, limit);
            let _ = almanac.working_minutes_between(start, when);
            for stage in [Stage::Start, Stage::Count, Stage::End] {
                let tally = Tally { stage, counted, remaining, at: Instant::from_millis(at) };
                almanac.resume(limit, tally);
                let _ = almanac.pause(limit, tally, when);
                almanac.unpause(tally, when);
            }
        }
        prop_assert!(known.year() <= Date::MAX.year());
    }
}
