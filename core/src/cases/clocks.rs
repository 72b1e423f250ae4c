//! Clocks 时限: the one place where cases meet the calendar.
//!
//! A clock runs from the *recorded* instant, as all decisions do. Whether it was kept is asked of the *claimed* one:
//! what somebody did offline in time was in time.

use super::{Case, Clock, ClockName, PausedClock, Run, StartedClock};
use crate::calendar::{Almanac, Deadline, Limit, Start, Tally};
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
        Some(self.run(clock, limit, rule.warn, from, None, from))
    }

    /// Starts a clock that no rule of the procedure speaks of: of a pause, or until a follow-up.
    pub(super) fn start_fixed(&self, clock: ClockName, limit: Limit, from: Instant) -> StartedClock {
        self.run(clock, limit, None, from, None, from)
    }

    /// Stops a clock: how far it is counted, and what is still to run. `None` where it does not run, or ran out.
    pub(super) fn pause(
        &self,
        case: &Case,
        name: ClockName,
        rule: &ClockRule,
        at: Instant,
    ) -> Option<PausedClock> {
        let clock = case.clock(name).filter(|clock| !clock.overdue)?;
        let (mut limit, mut run) = self.runs(case, name, rule)?;
        let almanac = almanac(self.now);
        let mut tally = run.tally.unwrap_or_else(|| almanac.start(limit, clock.since));
        // Of a clock that was extended, what ran out already is done with.
        while let (Some(end), Some(next)) = (almanac.resume(limit, tally).due(), run.then.first().copied()) {
            if at < end {
                break;
            }
            (limit, tally) = (next, further(&almanac, next, end));
            run.then.remove(0);
        }
        // Past the published calendar, it is counted as far as that goes.
        let known = |_| match almanac.resume(limit, tally) {
            Deadline::Unpublished { tally, .. } => tally,
            Deadline::Due(_) => tally,
        };
        run.tally = Some(almanac.pause(limit, tally, at).unwrap_or_else(known));
        Some(PausedClock {
            clock: name,
            limit,
            run,
        })
    }

    /// A clock that stood still goes on.
    pub(super) fn resume(&self, paused: &PausedClock, rule: &ClockRule, at: Instant) -> StartedClock {
        let tally = paused.run.tally.map(|tally| almanac(self.now).unpause(tally, at));
        let run = Run {
            tally,
            ..paused.run.clone()
        };
        self.run(paused.clock, paused.limit, rule.warn, at, Some(run), at)
    }

    /// A running clock ends later by `by`, counted from its end. `None` where it does not run, or ran out.
    pub(super) fn extend(
        &self,
        case: &Case,
        name: ClockName,
        rule: &ClockRule,
        by: Limit,
        at: Instant,
    ) -> Option<StartedClock> {
        let clock = case.clock(name).filter(|clock| !clock.overdue)?;
        let (limit, mut run) = self.runs(case, name, rule)?;
        run.then.push(by);
        run.extended = run.extended.saturating_add(1);
        Some(self.run(name, limit, rule.warn, clock.since, Some(run), at))
    }

    /// A running clock whose limit is another by the rules it comes under keeps the one it had. `None` where nothing changes.
    pub(super) fn carried(
        &self,
        under: &Self,
        case: &Case,
        name: ClockName,
        before: Option<&ClockRule>,
        rule: &ClockRule,
    ) -> Option<StartedClock> {
        let clock = case.clock(name).filter(|clock| !clock.overdue)?;
        if case.rare().run(name).is_some() {
            return None;
        }
        let limit = *self.own.limit(self.matter, &before?.limit)?;
        if under.own.limit(under.matter, &rule.limit) == Some(&limit) {
            return None;
        }
        let deadline = clock.until.map(Deadline::Due);
        Some(StartedClock {
            clock: name,
            limit,
            from: clock.since,
            deadline: deadline.unwrap_or_else(|| almanac(self.now).deadline(limit, clock.since)),
            warn: clock.warn,
            run: Some(Box::default()),
        })
    }

    /// How a clock of a case is counted.
    fn runs(&self, case: &Case, name: ClockName, rule: &ClockRule) -> Option<(Limit, Run)> {
        let (limit, run) = self.limit(case, name, Some(rule))?;
        Some((limit, run.cloned().unwrap_or_default()))
    }

    /// The end of a clock, as far as the calendars are known at `at`, which it never comes before.
    fn run(
        &self,
        clock: ClockName,
        limit: Limit,
        warn: Option<Limit>,
        from: Instant,
        run: Option<Run>,
        at: Instant,
    ) -> StartedClock {
        let mut deadline = counted(self.now, limit, run.as_ref(), from).deadline;
        if let (Deadline::Unpublished { .. }, Some(newest)) = (deadline, self.editions.newest()) {
            deadline = counted(&newest.bundle, limit, run.as_ref(), from).deadline;
        }
        if let Deadline::Due(until) = deadline {
            deadline = Deadline::Due(until.max(at.plus_millis(SHORTEST)));
        }
        let warn = deadline.due().and_then(|until| self.warn(warn, at, until));
        StartedClock {
            clock,
            limit,
            from,
            deadline,
            warn,
            run: run.map(Box::new),
        }
    }

    /// The end of a clock that ran into an unpublished year, or whose calendar was revised, now that `at` the calendar has
    /// come: never before that, as nobody can miss a deadline that was not known.
    pub(super) fn date(
        &self,
        case: &Case,
        name: ClockName,
        rule: Option<&ClockRule>,
        at: Instant,
    ) -> Option<(Instant, Option<Instant>)> {
        let clock = case.clock(name)?;
        let (limit, run) = self.limit(case, name, rule)?;
        let end = counted(self.now, limit, run, clock.since).deadline.due()?;
        let until = end.max(at.plus_millis(SHORTEST));
        let warn = rule.and_then(|rule| rule.warn);
        Some((until, self.warn(warn, at, until)))
    }

    /// By what limit a clock of a case is counted, and how, where it does not simply run from its start.
    pub(super) fn limit<'a>(
        &self,
        case: &'a Case,
        name: ClockName,
        rule: Option<&ClockRule>,
    ) -> Option<(Limit, Option<&'a Run>)> {
        match case.rare().run(name) {
            Some((limit, run)) => Some((limit, Some(run))),
            None => Some((*self.own.limit(self.matter, &rule?.limit)?, None)),
        }
    }

    /// When to warn: not before the clock starts, nor after it ends.
    fn warn(&self, warn: Option<Limit>, from: Instant, until: Instant) -> Option<Instant> {
        let before = almanac(self.now).before(until, warn?).ok()?;
        (from < before && before < until).then_some(before)
    }
}

/// When a clock ends, and in which of its limits the counting did.
pub(super) struct Counted<'a> {
    pub(super) deadline: Deadline,
    pub(super) limit: Limit,
    /// What it was extended by and that was not come to.
    pub(super) then: &'a [Limit],
}

/// When a limit ends, and after it what it was extended by.
pub(super) fn counted<'a>(rules: &Bundle, limit: Limit, run: Option<&'a Run>, from: Instant) -> Counted<'a> {
    let almanac = almanac(rules);
    let first = match run.and_then(|run| run.tally) {
        Some(tally) => almanac.resume(limit, tally),
        None => almanac.deadline(limit, from),
    };
    let then = run.map(|run| run.then.as_slice()).unwrap_or_default();
    let mut counted = Counted {
        deadline: first,
        limit,
        then,
    };
    while let (Deadline::Due(end), [by, then @ ..]) = (counted.deadline, counted.then) {
        counted = Counted {
            deadline: almanac.resume(*by, further(&almanac, *by, end)),
            limit: *by,
            then,
        };
    }
    counted
}

/// The tally of an extension: the day on which a clock ends is its last, also where it ends at the midnight after it.
fn further(almanac: &Almanac<'_>, by: Limit, end: Instant) -> Tally {
    match by.starts() {
        Start::AtOnce | Start::NextOpening => almanac.start(by, end),
        Start::NextDay | Start::NextWorkingDay => almanac.start(by, end.plus_millis(-1)),
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
