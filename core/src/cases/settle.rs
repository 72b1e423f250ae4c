//! What the system does by itself, as of the instant it falls due.

use super::clocks::Clockwork;
use super::frame::Frame;
use super::step::{Step, Taken};
use super::{Case, Cases, ClockName, Decided, DueCase, Event};
use crate::calendar::Deadline;
use crate::context::{Editions, Scoped};
use crate::grid::Grid;
use crate::rulebook::{Bundle, ClockRule, OnOverdue};
use crate::vocabulary::{CaseId, Instant};

impl Cases {
    /// What happens when something falls due, as of its own instant. Every answer takes what was due away: a warning is
    /// given once, and a clock that ran out is either marked, or stopped by a step whose own clocks end later. `None` for
    /// a case nobody knows.
    pub(crate) fn carry_out(
        &self,
        grid: &Grid,
        editions: &Editions,
        at: Instant,
        due: &DueCase,
    ) -> Option<Decided> {
        let (id, case) = self.cases.get_key_value(&due.case)?;
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
        Some(match rule(&frame, case, due.clock).map(|rule| &rule.on_overdue) {
            None | Some(OnOverdue::Flag) => marked(false),
            Some(OnOverdue::Remind) => marked(true),
            Some(OnOverdue::Act(action)) => {
                let act = self.act_by_system(&frame, grid, editions, at, (id, case, due.clock), action);
                // Where there is no way on, above the top level for example, the case is marked and stays.
                act.unwrap_or_else(|| marked(false))
            }
        })
    }

    fn act_by_system(
        &self,
        frame: &Frame<'_>,
        grid: &Grid,
        editions: &Editions,
        at: Instant,
        (id, case, clock): (&CaseId, &Case, ClockName),
        name: &crate::vocabulary::ActionId,
    ) -> Option<Decided> {
        let action = frame.procedure.actions.get(name)?;
        if !action.from.contains(&case.state) {
            return None;
        }
        let (_, now) = editions.at(at)?;
        let step = Step {
            id,
            case,
            frame: *frame,
            clockwork: Clockwork {
                now,
                editions,
                own: frame.rules,
                matter: frame.matter,
            },
            grid,
            name,
            action,
            taken: Taken::System(clock),
            at,
            recorded: at,
        };
        step.decide().ok()
    }

    /// Deadlines that become known with the calendar of an edition adopted at `at`. Grows with the clocks that wait for one.
    pub(crate) fn dated(
        &self,
        grid: &Grid,
        editions: &Editions,
        adopted: &Bundle,
        at: Instant,
    ) -> Vec<Scoped<Event>> {
        let known = |&(slot, name): &(u32, ClockName)| {
            let (id, case) = self.at_slot(slot)?;
            let frame = Frame::of(case, editions)?;
            let clockwork = Clockwork {
                now: adopted,
                editions,
                own: frame.rules,
                matter: frame.matter,
            };
            let clock = case.clock(name)?;
            let (until, warn) = clockwork.date(rule(&frame, case, name)?, clock.since, at)?;
            let event = Event::Dated {
                case: id.clone(),
                clock: name,
                deadline: Deadline::Due(until),
                warn,
            };
            Some(case.scoped(grid, event))
        };
        self.undated.iter().filter_map(known).collect()
    }
}

/// The rule a running clock of a case follows.
fn rule<'a>(frame: &Frame<'a>, case: &Case, clock: ClockName) -> Option<&'a ClockRule> {
    match clock {
        ClockName::State => frame.procedure.states.get(&case.state)?.clock.as_ref(),
        ClockName::Case => frame.procedure.clock.as_ref(),
    }
}
