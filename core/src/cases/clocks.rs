//! Clocks 时限: the one place where cases meet the calendar.
//!
//! A clock runs from the *recorded* instant, as all decisions do. Whether it was kept is asked of the *claimed* one:
//! what somebody did offline in time was in time.

use super::{Clock, ClockName, StartedClock};
use crate::calendar::{Almanac, Deadline, Limit};
use crate::context::Editions;
use crate::rulebook::{Bundle, ClockRule, Matter};
use crate::vocabulary::Instant;

/// The shortest time a clock runs, whatever its limit: so every step of the system moves time on, and settling ends.
const SHORTEST: i64 = 60_000;

/// By what a clock is counted.
#[derive(Clone, Copy)]
pub(super) struct Clockwork<'a> {
    /// The edition in force, whose zone and calendar count.
    pub(super) now: &'a Bundle,
    /// All editions adopted so far: the newest may know a year the one in force does not.
    pub(super) editions: &'a Editions,
    /// The edition whose procedure the case follows, which sets the limits.
    pub(super) own: &'a Bundle,
    /// The matter.
    pub(super) matter: &'a Matter,
}

impl Clockwork<'_> {
    /// Starts a clock. `None` where the matter gives no such limit.
    pub(super) fn start(&self, clock: ClockName, rule: &ClockRule, from: Instant) -> Option<StartedClock> {
        let limit = *self.own.limit(self.matter, &rule.limit)?;
        let mut deadline = almanac(self.now).deadline(limit, from);
        if let (Deadline::Unpublished { .. }, Some(newest)) = (deadline, self.editions.newest()) {
            deadline = almanac(&newest.bundle).deadline(limit, from);
        }
        if let Deadline::Due(until) = deadline {
            deadline = Deadline::Due(until.max(from.plus_millis(SHORTEST)));
        }
        let warn = deadline.due().and_then(|until| self.warn(rule, from, until));
        Some(StartedClock {
            clock,
            limit,
            from,
            deadline,
            warn,
        })
    }

    /// The end of a clock that ran into an unpublished year, now that `at` its calendar has come: never before that,
    /// as nobody can miss a deadline that was not known.
    pub(super) fn date(
        &self,
        rule: &ClockRule,
        since: Instant,
        at: Instant,
    ) -> Option<(Instant, Option<Instant>)> {
        let limit = *self.own.limit(self.matter, &rule.limit)?;
        let counted = almanac(self.now).deadline(limit, since).due()?;
        let until = counted.max(at.plus_millis(SHORTEST));
        Some((until, self.warn(rule, at, until)))
    }

    /// When to warn: not before the clock starts, nor after it ends.
    fn warn(&self, rule: &ClockRule, from: Instant, until: Instant) -> Option<Instant> {
        let before = almanac(self.now).before(until, rule.warn?).ok()?;
        (from < before && before < until).then_some(before)
    }
}

/// The end of a time that is no clock, such as that in which a case may be reopened; `None` while it is not known.
pub(super) fn window(rules: &Bundle, limit: Limit, from: Instant) -> Option<Instant> {
    almanac(rules).deadline(limit, from).due()
}

fn almanac(rules: &Bundle) -> Almanac<'_> {
    Almanac::new(&rules.zone, &rules.calendar)
}

impl From<&StartedClock> for Clock {
    fn from(started: &StartedClock) -> Self {
        Self {
            since: started.from,
            until: started.deadline.due(),
            warn: started.warn,
            overdue: false,
        }
    }
}
