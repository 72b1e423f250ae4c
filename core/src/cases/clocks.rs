//! Clocks 时限: the one place where cases meet the calendar.
//!
//! A clock runs from the *recorded* instant, as all decisions do. Whether it was kept is asked of the *claimed* one:
//! what somebody did offline in time was in time.

use super::{Clock, ClockName, StartedClock};
use crate::calendar::{Calendar, Deadline, Limit, Zone, deadline};
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
        let limit = self.own.limit(self.matter, &rule.limit)?;
        let mut counted = end(&self.now.zone, &self.now.calendar, limit, from);
        if let (Deadline::Unpublished { .. }, Some(newest)) = (&counted, self.editions.newest()) {
            counted = end(&newest.bundle.zone, &newest.bundle.calendar, limit, from);
        }
        let warn = until(&counted).and_then(|until| self.warn(rule, from, until));
        Some(StartedClock {
            clock,
            limit: limit.clone(),
            from,
            deadline: counted,
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
        let limit = self.own.limit(self.matter, &rule.limit)?;
        let counted = until(&end(&self.now.zone, &self.now.calendar, limit, since))?;
        let counted = counted.max(at.plus_millis(SHORTEST));
        Some((counted, self.warn(rule, at, counted)))
    }

    /// When to warn: not before the clock starts, nor after it ends.
    fn warn(&self, rule: &ClockRule, from: Instant, until: Instant) -> Option<Instant> {
        let before = before(&self.now.zone, &self.now.calendar, rule.warn.as_ref()?, until)?;
        (from < before && before < until).then_some(before)
    }
}

/// The end of a time that is no clock, such as that in which a case may be reopened; `None` while it is not known.
pub(super) fn window(rules: &Bundle, limit: &Limit, from: Instant) -> Option<Instant> {
    until(&deadline(&rules.zone, &rules.calendar, limit, from, None))
}

/// The instant of a deadline, where it is known.
pub(super) fn until(deadline: &Deadline) -> Option<Instant> {
    match deadline {
        Deadline::Due(until) => Some(*until),
        Deadline::Unpublished { .. } => None,
    }
}

fn end(zone: &Zone, calendar: &Calendar, limit: &Limit, from: Instant) -> Deadline {
    match deadline(zone, calendar, limit, from, None) {
        Deadline::Due(until) if until <= from => Deadline::Due(from.plus_millis(SHORTEST)),
        counted => counted,
    }
}

fn before(zone: &Zone, calendar: &Calendar, limit: &Limit, until: Instant) -> Option<Instant> {
    let length = match deadline(zone, calendar, limit, until, None) {
        Deadline::Due(later) => later.millis().saturating_sub(until.millis()),
        Deadline::Unpublished { .. } => return None,
    };
    Some(until.plus_millis(length.saturating_neg()))
}

impl From<&StartedClock> for Clock {
    fn from(started: &StartedClock) -> Self {
        Self {
            since: started.from,
            until: until(&started.deadline),
            warn: started.warn,
            overdue: false,
        }
    }
}
