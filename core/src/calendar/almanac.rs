//! A zone and a calendar together: what is due when.

use super::days::Calendar;
use super::deadline::{Deadline, Stage, Tally};
use super::hours::Span;
use super::limit::{End, Limit, LimitUnit, Start};
use super::local::{DAY, Local, MINUTE, date_of};
use super::zone::Zone;
use crate::vocabulary::{Date, Instant};

/// Answers when things are due, by a zone, a calendar, and what was known of it on a date.
///
/// It only borrows: make one where a question is asked. Working time is counted on the clock on the
/// wall; `minutes` and `hours` are counted as they pass, through any change of the clocks.
///
/// ```
/// use linli::calendar::{Almanac, Calendar, Limit, Zone};
/// use linli::vocabulary::Instant;
///
/// let (zone, calendar) = (Zone::shanghai(), Calendar::china());
/// let almanac = Almanac::new(&zone, &calendar);
/// let at = |text: &str| zone.instant(text.parse().unwrap());
///
/// // Friday before the National Day week of 2025; Sunday 28 September is worked.
/// let due = almanac.deadline("2 working days".parse().unwrap(), at("2025-09-26T10:00:00")).due();
/// assert_eq!(due, Some(at("2025-09-29T18:00:00")));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Almanac<'a> {
    pub(super) zone: &'a Zone,
    pub(super) calendar: &'a Calendar,
    pub(super) known_on: Option<Date>,
}

/// The count met a day of which nobody knows: where it stands.
type Beyond = Instant;

impl<'a> Almanac<'a> {
    /// An almanac that knows all the calendar holds.
    pub fn new(zone: &'a Zone, calendar: &'a Calendar) -> Almanac<'a> {
        Almanac {
            zone,
            calendar,
            known_on: None,
        }
    }

    /// An almanac that knows only what had been published by a date.
    pub fn known_on(self, date: Date) -> Almanac<'a> {
        Almanac {
            known_on: Some(date),
            ..self
        }
    }

    /// When a limit that begins at `start` is due; never before `start`.
    ///
    /// Beyond the published years it is [`Deadline::Unpublished`]; [`Almanac::resume`] goes on from
    /// there once the next year's calendar is known, and arrives where counting anew would.
    pub fn deadline(&self, limit: Limit, start: Instant) -> Deadline {
        match self.usual(limit, start) {
            Some(end) => Deadline::Due(end),
            None => self.resume(limit, self.start(limit, start)),
        }
    }

    /// The tally of a limit that begins at `start`: nothing counted yet.
    pub fn start(&self, limit: Limit, start: Instant) -> Tally {
        let at = match limit.starts() {
            Start::AtOnce | Start::NextOpening => start,
            Start::NextDay | Start::NextWorkingDay => self.next_midnight(start),
        };
        Tally {
            stage: Stage::Start,
            counted: 0,
            remaining: limit.whole(),
            at,
        }
    }

    /// When a limit counted as far as `tally` is due.
    pub fn resume(&self, limit: Limit, tally: Tally) -> Deadline {
        match self.carry(limit, tally) {
            Ok(instant) => Deadline::Due(instant),
            Err(tally) => Deadline::Unpublished {
                tally,
                from: self.awaited(limit, tally),
            },
        }
    }

    /// The tally of a limit that runs from `tally` and is stopped at `when`: what is counted by then.
    ///
    /// Time counts up to the moment. A day counts when it is over: the day of the stop is not used
    /// up, and when the clock goes on, the day it does so counts like any other.
    ///
    /// # Errors
    /// The first unknown day, when the calendar does not reach to `when`.
    pub fn pause(&self, limit: Limit, tally: Tally, when: Instant) -> Result<Tally, Date> {
        let begun = match self.begin(limit, tally) {
            Ok(begun) => begun,
            // The search for a start went further than `when`: nothing has begun by then.
            Err(stuck) if stuck.at > when => return Ok(tally),
            Err(stuck) => return Err(self.awaited(limit, stuck)),
        };
        if begun.stage == Stage::End || when <= begun.at {
            return Ok(tally);
        }
        let counted = match limit.unit() {
            LimitUnit::Minutes | LimitUnit::Hours => when
                .millis()
                .saturating_sub(begun.at.millis())
                .max(0)
                .unsigned_abs(),
            LimitUnit::WorkingMinutes | LimitUnit::WorkingHours => self.working_millis(begun.at, when)?,
            LimitUnit::Days | LimitUnit::WorkingDays => {
                let (from, now) = (self.zone.wall(begun.at), self.zone.wall(when));
                // A whole day is over when the time of day comes round again.
                let over = whole_days(limit) && from.clock() <= now.clock();
                let until = now.day().saturating_add(i64::from(over));
                self.days_within(limit.unit(), first_day(limit, from), until)?
            }
        };
        if counted >= begun.remaining {
            return self
                .count(limit, begun)
                .map_err(|stuck| self.awaited(limit, stuck));
        }
        Ok(Tally {
            stage: Stage::Count,
            counted: begun.counted.saturating_add(counted),
            remaining: begun.remaining.saturating_sub(counted),
            at: when,
        })
    }

    /// The tally of a paused limit that goes on at `when`.
    pub fn unpause(&self, paused: Tally, when: Instant) -> Tally {
        Tally {
            at: paused.at.max(when),
            ..paused
        }
    }

    /// The working time between two instants, in whole minutes; nothing when `to` is not after `from`.
    ///
    /// # Errors
    /// The first day between them of which nobody knows whether it is worked.
    pub fn working_minutes_between(&self, from: Instant, to: Instant) -> Result<u64, Date> {
        Ok(self.working_millis(from, to)?.div_euclid(MINUTE.unsigned_abs()))
    }

    /// The latest instant at which as much as `limit` is left before `due`: when to warn.
    ///
    /// Only the limit's amount and unit are read. So many days before is the same time of day;
    /// where that is outside working hours, so many working days before is the opening that follows:
    /// one working day before Friday at closing is Friday's opening.
    ///
    /// # Errors
    /// The latest unknown day that would have to be counted.
    pub fn before(&self, due: Instant, limit: Limit) -> Result<Instant, Date> {
        let local = self.zone.wall(due);
        let earlier = |millis: u64| Instant::from_millis(due.millis().saturating_sub_unsigned(millis));
        let warned = match limit.unit() {
            LimitUnit::Minutes | LimitUnit::Hours => return Ok(earlier(limit.whole())),
            LimitUnit::Days => {
                let day = local.day().saturating_sub_unsigned(limit.whole());
                self.zone.at(Local::new(day, local.clock()))
            }
            LimitUnit::WorkingMinutes | LimitUnit::WorkingHours => {
                self.zone.at(self.back(local, limit.whole())?)
            }
            LimitUnit::WorkingDays => {
                let (mut day, mut left) = (local.day(), limit.whole());
                while left > 0 {
                    day = day.saturating_sub(1);
                    left = left.saturating_sub(u64::from(self.worked_or_date(day)?));
                }
                let same_time = self.zone.at(Local::new(day, local.clock()));
                match self.first_open(same_time) {
                    Ok(open) if open <= due => open,
                    _ => same_time,
                }
            }
        };
        Ok(warned.min(due))
    }

    // How a limit is carried through its three stages. Each gives the tally after it or, when it
    // meets an unknown day, the tally as it stands there.

    fn carry(&self, limit: Limit, tally: Tally) -> Result<Instant, Tally> {
        let begun = self.begin(limit, tally)?;
        let counted = self.count(limit, begun)?;
        self.finish(limit, counted).map_err(|at| Tally { at, ..counted })
    }

    fn begin(&self, limit: Limit, tally: Tally) -> Result<Tally, Tally> {
        if tally.stage != Stage::Start {
            return Ok(tally);
        }
        let at = match limit.starts() {
            Start::AtOnce | Start::NextDay => Ok(tally.at),
            Start::NextOpening | Start::NextWorkingDay => self.first_open(tally.at),
        };
        let at = match limit.unit() {
            // Also after an opening: where a zone skips a day, the wall may show the one after it by then.
            LimitUnit::WorkingDays => at.and_then(|at| self.first_on_a_working_day(at)),
            _ => at,
        };
        let at = at.map_err(|at| Tally { at, ..tally })?;
        Ok(Tally {
            stage: Stage::Count,
            at,
            ..tally
        })
    }

    fn count(&self, limit: Limit, tally: Tally) -> Result<Tally, Tally> {
        if tally.stage != Stage::Count {
            return Ok(tally);
        }
        let local = self.zone.wall(tally.at);
        let at = match limit.unit() {
            LimitUnit::Minutes | LimitUnit::Hours => {
                Instant::from_millis(tally.at.millis().saturating_add_unsigned(tally.remaining))
            }
            LimitUnit::WorkingMinutes | LimitUnit::WorkingHours => {
                // The wall may show a reading twice; a count never runs backwards.
                self.forward(local, tally)?.max(tally.at)
            }
            LimitUnit::Days => {
                let further = tally.remaining.saturating_sub(1);
                let day = first_day(limit, local).saturating_add_unsigned(further);
                self.on_day(limit, local, day).max(tally.at)
            }
            LimitUnit::WorkingDays => {
                let day = self.last_working_day(limit, local, tally)?;
                // Begun after closing, its first day closed before it began: the next closing counts.
                self.on_day(limit, local, day).max(tally.at)
            }
        };
        let counted = tally.counted.saturating_add(tally.remaining);
        Ok(Tally {
            stage: Stage::End,
            counted,
            remaining: 0,
            at,
        })
    }

    fn finish(&self, limit: Limit, tally: Tally) -> Result<Instant, Beyond> {
        match limit.ends() {
            End::Exact => Ok(tally.at),
            End::Midnight => {
                let local = self.zone.wall(tally.at);
                let this = self.zone.midnight(local.day());
                Ok(if this == tally.at {
                    this
                } else {
                    self.next_midnight(tally.at)
                })
            }
            End::Closing if !limit.unit().is_days() && self.closed_at_midnight(tally.at) => Ok(tally.at),
            End::Closing => self.first_closing(tally.at),
            End::NextOpening => self.first_open(tally.at),
        }
    }

    /// The instant at which the last day of a limit hands over to its end.
    fn on_day(&self, limit: Limit, local: Local, day: i64) -> Instant {
        match limit.ends() {
            End::Exact => self.zone.at(Local::new(day, local.clock())),
            End::Closing => self.zone.midnight(day),
            End::Midnight | End::NextOpening => self.zone.midnight(day.saturating_add(1)),
        }
    }

    /// The instant at which the remaining working time has run out.
    fn forward(&self, local: Local, tally: Tally) -> Result<Instant, Tally> {
        let (mut day, mut clock) = (local.day(), local.clock());
        let mut left = i64::try_from(tally.remaining).unwrap_or(i64::MAX);
        loop {
            let Some(spans) = self.calendar.spans(day, self.known_on) else {
                let remaining = left.unsigned_abs();
                let counted = tally.remaining.saturating_sub(remaining);
                let at = self.zone.at(Local::new(day, clock)).max(tally.at);
                return Err(Tally {
                    stage: Stage::Count,
                    counted: tally.counted.saturating_add(counted),
                    remaining,
                    at,
                });
            };
            for span in spans {
                let open = span.from().max(clock);
                let available = span.until().saturating_sub(open).max(0);
                if left <= available {
                    return Ok(self.zone.at(Local::new(day, open.saturating_add(left))));
                }
                left = left.saturating_sub(available);
            }
            (day, clock) = (day.saturating_add(1), 0);
        }
    }

    /// The reading of the wall clock so much working time earlier.
    fn back(&self, local: Local, millis: u64) -> Result<Local, Date> {
        let (mut day, mut clock) = (local.day(), local.clock());
        let mut left = i64::try_from(millis).unwrap_or(i64::MAX);
        loop {
            for span in self.spans_or_date(day)?.iter().rev() {
                let close = span.until().min(clock);
                let available = close.saturating_sub(span.from()).max(0);
                if left <= available {
                    return Ok(Local::new(day, close.saturating_sub(left)));
                }
                left = left.saturating_sub(available);
            }
            (day, clock) = (day.saturating_sub(1), DAY);
        }
    }

    fn last_working_day(&self, limit: Limit, local: Local, tally: Tally) -> Result<i64, Tally> {
        let (mut day, mut left) = (first_day(limit, local), tally.remaining);
        loop {
            let Some(worked) = self.calendar.is_worked(day, self.known_on) else {
                let counted = tally.counted.saturating_add(tally.remaining.saturating_sub(left));
                // Where the count goes on is where `first_day` finds this day again.
                let stood = if whole_days(limit) {
                    self.zone.at(Local::new(day.saturating_sub(1), local.clock()))
                } else {
                    self.zone.midnight(day)
                };
                let at = stood.max(tally.at);
                return Err(Tally {
                    stage: Stage::Count,
                    counted,
                    remaining: left,
                    at,
                });
            };
            left = left.saturating_sub(u64::from(worked));
            if left == 0 {
                return Ok(day);
            }
            day = day.saturating_add(1);
        }
    }

    /// How many days of the unit lie from one day up to, not including, another.
    fn days_within(&self, unit: LimitUnit, from: i64, until: i64) -> Result<u64, Date> {
        if unit == LimitUnit::Days {
            return Ok(until.saturating_sub(from).max(0).unsigned_abs());
        }
        let mut days = 0_u64;
        for day in from..until {
            days = days.saturating_add(u64::from(self.worked_or_date(day)?));
        }
        Ok(days)
    }

    fn working_millis(&self, from: Instant, to: Instant) -> Result<u64, Date> {
        let (from, to) = (self.zone.wall(from), self.zone.wall(to));
        let mut total = 0_i64;
        if from < to {
            for day in from.day()..=to.day() {
                let start = if day == from.day() { from.clock() } else { 0 };
                let end = if day == to.day() { to.clock() } else { DAY };
                if start == end {
                    continue; // midnight: nothing of this day is needed
                }
                for span in self.spans_or_date(day)? {
                    let worked = span.until().min(end).saturating_sub(span.from().max(start));
                    total = total.saturating_add(worked.max(0));
                }
            }
        }
        Ok(total.unsigned_abs())
    }

    // The first moment of some kind at or after an instant, or where the calendar ends before it.

    fn first_open(&self, at: Instant) -> Result<Instant, Beyond> {
        self.first(at, |spans, clock| {
            spans
                .iter()
                .find(|span| span.until() > clock)
                .map(|span| span.from().max(clock))
        })
    }

    /// Whether an instant is the beginning of a day, and the end of one that closes at 24:00.
    fn closed_at_midnight(&self, at: Instant) -> bool {
        let local = self.zone.wall(at);
        let before = self.calendar.spans(local.day().saturating_sub(1), self.known_on);
        let closing = before.and_then(<[Span]>::last).map(|span| span.until());
        local.clock() == 0 && closing == Some(DAY)
    }

    fn first_closing(&self, at: Instant) -> Result<Instant, Beyond> {
        self.first(at, |spans, clock| {
            spans
                .last()
                .map(|span| span.until())
                .filter(|closing| *closing >= clock)
        })
    }

    fn first_on_a_working_day(&self, at: Instant) -> Result<Instant, Beyond> {
        self.first(at, |spans, clock| spans.first().map(|_| clock))
    }

    fn first(&self, at: Instant, find: impl Fn(&[Span], i64) -> Option<i64>) -> Result<Instant, Beyond> {
        let local = self.zone.wall(at);
        let (mut day, mut clock) = (local.day(), local.clock());
        loop {
            let here = |clock| match Local::new(day, clock) {
                same if same == local => at,
                other => self.zone.at(other).max(at),
            };
            let Some(spans) = self.calendar.spans(day, self.known_on) else {
                return Err(here(clock));
            };
            if let Some(clock) = find(spans, clock) {
                return Ok(here(clock));
            }
            (day, clock) = (day.saturating_add(1), 0);
        }
    }

    fn spans_or_date(&self, day: i64) -> Result<&'a [Span], Date> {
        self.calendar
            .spans(day, self.known_on)
            .ok_or_else(|| date_of(day))
    }

    fn worked_or_date(&self, day: i64) -> Result<bool, Date> {
        let worked = self.calendar.is_worked(day, self.known_on);
        worked.ok_or_else(|| date_of(day))
    }

    fn next_midnight(&self, at: Instant) -> Instant {
        self.zone.midnight(self.zone.wall(at).day().saturating_add(1))
    }

    /// The unknown day at which a count got stuck.
    fn awaited(&self, limit: Limit, stuck: Tally) -> Date {
        let local = self.zone.wall(stuck.at);
        match stuck.stage {
            Stage::Count if limit.unit().is_days() => date_of(first_day(limit, local)),
            _ => date_of(local.day()),
        }
    }
}

/// Whether a limit is of whole days, each from one time of day to the same on the next.
fn whole_days(limit: Limit) -> bool {
    limit.unit().is_days() && limit.ends() == End::Exact
}

/// The first day that may count, for a count that stands at `local`: that very day or, when it must
/// be a whole one, the next.
fn first_day(limit: Limit, local: Local) -> i64 {
    local.day().saturating_add(i64::from(whole_days(limit)))
}
