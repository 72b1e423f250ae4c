//! Events taken in. Nothing is decided here, and nothing asked of a rulebook.

use super::index::{Entries, Gone};
use super::model::{MOVES, Moved};
use super::{Case, CaseOrigin, Cases, ClockName, Event, Hand, Run, StartedClock, StoppedClock};
use crate::rulebook::Link;
use crate::vocabulary::{CaseId, Instant, PersonId, StateId};

impl Cases {
    /// Takes an event in. It cannot fail on what `decide` and `carry_out` produced; an event of a case nobody knows changes nothing.
    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::Registered { case: id, .. } => self.registered(id, event),
            Event::Acted { case: id, .. } => self.acted(id, event),
            Event::Warned { case: id, clock } => self.clocked(id, *clock, |running| running.warn = None),
            Event::Overdue { case: id, clock, .. } => self.clocked(id, *clock, |running| {
                running.overdue = true;
                running.warn = None;
            }),
            Event::Dated {
                case: id,
                clock,
                deadline,
                warn,
            } => {
                let until = deadline.due();
                self.change(id, |case| {
                    if *clock == ClockName::State && case.steps == 0 {
                        case.respond_by = until;
                    }
                    if let Some(running) = case.clock_mut(*clock) {
                        running.until = until;
                        running.warn = *warn;
                    }
                });
            }
            Event::Excused { case: id, by, at, .. } => self.change(id, |case| excuse(case, by, *at)),
            Event::Resumed { case: id, started } => self.change(id, |case| {
                *case.clock_mut(ClockName::Pause) = None;
                let rare = case.rare_mut();
                rare.forget(ClockName::Pause);
                rare.paused.clear();
                start(case, started);
            }),
            Event::Moved {
                case: id,
                edition,
                state,
                stopped,
                started,
            } => self.change(id, |case| {
                case.edition = *edition;
                case.state = state.clone();
                stop(case, stopped);
                start(case, started);
            }),
        }
    }

    fn registered(&mut self, id: &CaseId, event: &Event) {
        let Event::Registered {
            case: _,
            number,
            matter,
            edition,
            unit,
            channel,
            requester,
            by,
            at,
            origin,
            holder,
            state,
            started,
            details: _,
        } = event
        else {
            return;
        };
        let mut case = Case {
            number: number.clone(),
            matter: matter.clone(),
            edition: *edition,
            steps: 0,
            unit: unit.clone(),
            channel: channel.clone(),
            requester: requester.clone(),
            by: by.clone(),
            registered: *at,
            holder: holder.clone(),
            previous: None,
            state: state.clone(),
            state_clock: None,
            case_clock: None,
            respond_by: None,
            responded: None,
            acted: *at,
            closed: None,
            missed_states: 0,
            missed_cases: 0,
            reopened: 0,
            rating: None,
            moves: Vec::new(),
            rare: None,
        };
        if let Some(origin) = origin {
            case.rare_mut().origin = Some(CaseOrigin::clone(origin));
            self.change(&origin.case, |parent| begun(parent, id, origin));
        }
        start(&mut case, started);
        case.respond_by = case.state_clock.and_then(|clock| clock.until);
        if let Some((before, counter)) = number.rsplit_once('-')
            && let Ok(counter) = counter.parse::<u32>()
        {
            let last = self.numbers.entry(before.into()).or_default();
            *last = counter.max(*last);
        }
        self.put(id.clone(), case);
    }

    /// A case is there, and in the indexes.
    pub(super) fn put(&mut self, id: CaseId, case: Case) {
        if let Some(slot) = self.cases.add(id, case)
            && let Some((_, case)) = self.cases.at(slot)
        {
            self.index.add(slot, case);
        }
    }

    fn acted(&mut self, id: &CaseId, event: &Event) {
        let Event::Acted {
            case: _,
            action: _,
            by,
            at,
            state,
            hand,
            stopped,
            started,
            rating,
            closed,
            besides,
            details: _,
        } = event
        else {
            return;
        };
        if let Some(closed) = *closed {
            self.part_closed(id, closed);
        }
        if let Some(into) = besides.as_ref().and_then(|besides| besides.merged_into.as_ref()) {
            self.merged(id, into);
        }
        self.change(id, |case| {
            case.steps = case.steps.saturating_add(1);
            match by {
                None => remember(case, *at, stopped),
                Some(person) => {
                    respond(case, person, *at);
                    case.acted = case.acted.max(*at);
                    if *closed == Some(true) {
                        case.moves = Vec::new();
                    }
                }
            }
            stop(case, stopped);
            if *state != case.state {
                case.state = StateId::clone(state);
            }
            if let Some(hand) = hand {
                give(case, hand);
            }
            if let Some(besides) = besides {
                for paused in &besides.paused {
                    *case.clock_mut(paused.clock) = None;
                }
                case.rare_mut().take_in(besides);
            }
            start(case, started);
            case.rating = rating.or(case.rating);
            match closed {
                Some(true) => case.closed = Some(*at),
                Some(false) => {
                    case.closed = None;
                    if let Some(rare) = &mut case.rare {
                        rare.merged_into = None;
                    }
                    case.reopened = case.reopened.saturating_add(1);
                }
                None => {}
            }
        });
    }

    /// What is told to the case this one is a part of.
    fn part_closed(&mut self, id: &CaseId, closed: bool) {
        let origin = self.case(id).and_then(Case::origin);
        let Some(parent) = origin
            .filter(|origin| origin.link == Link::Part)
            .map(|origin| origin.case.clone())
        else {
            return;
        };
        self.change(&parent, |case| {
            let open = &mut case.rare_mut().open_parts;
            *open = if closed {
                open.saturating_sub(1)
            } else {
                open.saturating_add(1)
            };
        });
    }

    /// All who raised a case are heard where it was merged into.
    fn merged(&mut self, id: &CaseId, into: &CaseId) {
        let requesters: Vec<PersonId> = self
            .case(id)
            .into_iter()
            .flat_map(Case::requesters)
            .cloned()
            .collect();
        self.change(into, |case| {
            for requester in requesters {
                if !case.requesters().any(|known| *known == requester) {
                    case.rare_mut().joined.push(requester);
                }
            }
        });
    }

    fn clocked(&mut self, id: &CaseId, name: ClockName, f: impl FnOnce(&mut super::Clock)) {
        self.change(id, |case| {
            if let Some(clock) = case.clock_mut(name) {
                f(clock);
            }
        });
    }

    /// Changes a case, and the indexes with it.
    fn change(&mut self, id: &CaseId, f: impl FnOnce(&mut Case)) {
        let Some((slot, case)) = self.cases.find_mut(id) else {
            return;
        };
        let before = Entries::of(case);
        f(case);
        let gone = self.index.follow(slot, &before, case);
        if gone != Gone::default() {
            self.index.tidy(gone, &before, &self.cases);
        }
    }
}

fn start(case: &mut Case, started: &[StartedClock]) {
    for clock in started {
        *case.clock_mut(clock.clock) = Some(clock.into());
        // Of the other clocks, the procedure knows the limit.
        let own_limit = matches!(clock.clock, ClockName::Pause | ClockName::FollowUp);
        let run = clock.run.as_deref().cloned();
        if let Some(run) = run.or_else(|| own_limit.then(Run::default)) {
            let rare = case.rare_mut();
            rare.forget(clock.clock);
            rare.runs.push((clock.clock, clock.limit, run));
        } else if let Some(rare) = &mut case.rare {
            rare.forget(clock.clock);
        }
    }
}

/// Another case came from this one.
fn begun(parent: &mut Case, id: &CaseId, origin: &CaseOrigin) {
    let rare = parent.rare_mut();
    rare.begun.push(id.clone());
    if origin.link == Link::Part {
        rare.open_parts = rare.open_parts.saturating_add(1);
    }
    if origin.later {
        rare.follow_up = None;
        rare.follow_up_clock = None;
        rare.forget(ClockName::FollowUp);
    }
}

fn stop(case: &mut Case, stopped: &[StoppedClock]) {
    for clock in stopped {
        *case.clock_mut(clock.clock) = None;
        if let Some(rare) = &mut case.rare {
            rare.forget(clock.clock);
            if clock.clock == ClockName::FollowUp {
                rare.follow_up = None;
            }
        }
        if !clock.kept {
            let missed = missed(case, clock.clock);
            *missed = missed.saturating_add(1);
        }
    }
}

fn missed(case: &mut Case, clock: ClockName) -> &mut u16 {
    match clock {
        ClockName::Case => &mut case.missed_cases,
        // Of the other clocks none is ever missed.
        ClockName::State | ClockName::Pause | ClockName::FollowUp => &mut case.missed_states,
    }
}

fn give(case: &mut Case, hand: &Hand) {
    let (holder, taken) = match hand {
        Hand::Taken(holder) => (holder, true),
        Hand::Escalated(holder) | Hand::Transferred(holder) | Hand::Returned(holder) => (holder, false),
    };
    let before = std::mem::replace(&mut case.holder, holder.clone());
    if !taken {
        case.previous = Some(Box::new(before));
    }
}

fn respond(case: &mut Case, by: &PersonId, at: Instant) {
    if case.requester.as_ref() != Some(by) && case.responded.is_none_or(|responded| at < responded) {
        case.responded = Some(at);
    }
}

/// Keeps how the case stood before a step of the system, for acts that were in time but arrive late.
fn remember(case: &mut Case, at: Instant, stopped: &[StoppedClock]) {
    let state_ended = case
        .state_clock
        .is_some_and(|clock| clock.until == Some(at) && !clock.overdue);
    let clock = if state_ended {
        ClockName::State
    } else {
        ClockName::Case
    };
    let missed = stopped
        .iter()
        .any(|stopped| stopped.clock == clock && !stopped.kept);
    if case.moves.len() >= MOVES {
        case.moves.remove(0);
    }
    case.moves.reserve_exact(1);
    case.moves.push(Moved {
        at,
        clock,
        missed,
        acted: case.acted,
        excused: false,
        state: case.state.clone(),
        holder: case.holder.clone(),
    });
}

fn excuse(case: &mut Case, by: &PersonId, at: Instant) {
    respond(case, by, at);
    let Some(moved) = case.moves.iter_mut().find(|moved| at <= moved.at) else {
        return;
    };
    let counted = moved.missed && !moved.excused;
    let clock = moved.clock;
    moved.excused = true;
    if counted {
        let missed = missed(case, clock);
        *missed = missed.saturating_sub(1);
    }
}
