//! What the system does by itself, as of the instant it falls due.

use super::begin::Ground;
use super::course::Course;
use super::frame::Frame;
use super::index::Slot;
use super::spawn::Birth;
use super::step::{Step, Taken};
use super::{Case, Cases, ClockName, Decided, DueCase, Event, FollowUp};
use crate::calendar::Deadline;
use crate::context::{Edition, Editions, Scoped};
use crate::grid::Grid;
use crate::rulebook::{Bundle, OnOverdue, RevisedCalendar};
use crate::vocabulary::{CaseId, Instant};

impl Cases {
    /// What happens when something falls due, as of its own instant. Every answer takes what was due away: a warning is
    /// given once, and a clock that ran out is either marked, or stopped by a step whose own clocks end later. `None` for
    /// a case nobody knows.
    pub(crate) fn carry_out<E: From<Event>>(
        &self,
        grid: &Grid,
        editions: &Editions,
        at: Instant,
        due: &DueCase,
    ) -> Option<Decided<E>> {
        let (_, id, case) = self.cases.find(&due.case)?;
        let marked = |remind| {
            let event = Event::Overdue {
                case: id.clone(),
                clock: due.clock,
                remind,
            };
            Decided::only(case.scoped(grid, event))
        };
        if due.warning {
            let event = Event::Warned {
                case: id.clone(),
                clock: due.clock,
            };
            return Some(Decided::only(case.scoped(grid, event)));
        }
        let Some(frame) = Frame::of(case, editions) else {
            return Some(marked(false));
        };
        match due.clock {
            ClockName::State | ClockName::Case => {}
            ClockName::Pause => return Some(self.resumed(&frame, grid, editions, at, (id, case))),
            ClockName::FollowUp => {
                let begun = self.followed_up(grid, editions, at, (id, case));
                return Some(begun.map_or_else(|| marked(false), Decided::only));
            }
        }
        Some(
            match frame
                .clock_rule(&case.state, due.clock)
                .map(|rule| &rule.on_overdue)
            {
                None | Some(OnOverdue::Flag) => marked(false),
                Some(OnOverdue::Remind) => marked(true),
                Some(OnOverdue::Act(action)) => {
                    let act = self.act_by_system(&frame, grid, editions, at, (id, case, due.clock), action);
                    // Where there is no way on, above the top level for example, the case is marked and stays.
                    act.unwrap_or_else(|| marked(false))
                }
            },
        )
    }

    fn act_by_system<E: From<Event>>(
        &self,
        frame: &Frame<'_>,
        grid: &Grid,
        editions: &Editions,
        at: Instant,
        (id, case, clock): (&CaseId, &Case, ClockName),
        name: &crate::vocabulary::ActionId,
    ) -> Option<Decided<E>> {
        let action = frame.procedure.actions.get(name)?;
        if !action.from.contains(&case.state) {
            return None;
        }
        let (edition, now) = editions.at(at)?;
        let step = Step {
            id,
            course: Course::of(case, *frame, action, grid),
            clockwork: frame.clockwork(now, editions),
            ground: Ground {
                cases: self,
                grid,
                editions,
                rules: now,
                edition,
                recorded: at,
            },
            name,
            taken: Taken::System(clock),
            at,
            recorded: at,
        };
        step.decide().ok()
    }

    /// A pause ran out: its clocks go on.
    fn resumed<E: From<Event>>(
        &self,
        frame: &Frame<'_>,
        grid: &Grid,
        editions: &Editions,
        at: Instant,
        (id, case): (&CaseId, &Case),
    ) -> Decided<E> {
        let now = editions.at(at).map_or(frame.rules, |(_, now)| now);
        let clockwork = frame.clockwork(now, editions);
        let going_on = case.paused().iter().filter_map(|paused| {
            let rule = frame.clock_rule(&case.state, paused.clock)?;
            Some(clockwork.resume(paused, rule, at))
        });
        let event = Event::Resumed {
            case: id.clone(),
            started: going_on.collect(),
        };
        Decided::only(case.scoped(grid, event))
    }

    /// The time has come for a case that was to begin later. `None` where nobody would handle it.
    fn followed_up(
        &self,
        grid: &Grid,
        editions: &Editions,
        at: Instant,
        (id, case): (&CaseId, &Case),
    ) -> Option<Scoped<Event>> {
        let FollowUp { matter, link } = case.rare().follow_up.as_ref()?;
        let (edition, rules) = editions.at(at)?;
        let ground = Ground {
            cases: self,
            grid,
            editions,
            rules,
            edition,
            recorded: at,
        };
        // Without a step of its own, the number of cases that came from it before tells it apart.
        let ordinal = u32::try_from(case.begun().len()).ok()?;
        ground.bear(Birth {
            parent: (id, case),
            step: case.steps,
            ordinal,
            before: 0,
            matter,
            link: *link,
            later: true,
            holder: None,
            by: None,
            at,
        })
    }

    /// Deadlines that become known with the calendar of an edition adopted at `at`, and those it revises, if it says so.
    /// Grows with the clocks that wait for one; where it revises, with all cases.
    pub(crate) fn dated(
        &self,
        grid: &Grid,
        editions: &Editions,
        adopted: &Bundle,
        at: Instant,
    ) -> Vec<Scoped<Event>> {
        let known = |(slot, name): (Slot, ClockName)| {
            let (id, case) = self.at_slot(slot)?;
            let frame = Frame::of(case, editions)?;
            let clockwork = frame.clockwork(adopted, editions);
            let rule = frame.clock_rule(&case.state, name);
            let (until, warn) = clockwork.date(case, name, rule, at)?;
            if case.clock(name)?.until == Some(until) {
                return None;
            }
            let event = Event::Dated {
                case: id.clone(),
                clock: name,
                deadline: Deadline::Due(until),
                warn,
            };
            Some(case.scoped(grid, event))
        };
        let other = |newest: &Edition| {
            (&newest.bundle.calendar, &newest.bundle.zone) != (&adopted.calendar, &adopted.zone)
        };
        let revises = adopted.revised_calendar == RevisedCalendar::Recompute;
        if revises && editions.newest().is_some_and(other) {
            return self.clocked_now().filter_map(known).collect();
        }
        self.index.undated.iter().copied().filter_map(known).collect()
    }

    /// Every clock that runs, in order of registration.
    fn clocked_now(&self) -> impl Iterator<Item = (Slot, ClockName)> {
        let of = |(slot, case): (Slot, &Case)| {
            let clocks = case.clocks().filter(|(_, clock)| !clock.overdue);
            clocks.map(|(name, _)| (slot, name)).collect::<Vec<_>>()
        };
        (0..).zip(self.cases.iter().map(|(_, case)| case)).flat_map(of)
    }
}
