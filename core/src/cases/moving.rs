//! Running cases move to the procedure of the edition in force 迁移: by a state map, all of them or none.

use super::clocks::Clockwork;
use super::frame::Frame;
use super::{Case, CaseRefusal, Cases, ClockName, Decided, Event, Migrate, StartedClock, StoppedClock};
use crate::context::{Context, Editions, Scoped};
use crate::grid::Grid;
use crate::rulebook::{ClockRule, Procedure, StateKind};
use crate::vocabulary::{CaseId, StateId};

/// So many stranded cases a refusal names.
const NAMED: usize = 5;

impl Cases {
    /// Grows with the open cases.
    pub(super) fn migrated<E: From<Event>>(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        command: &Migrate,
    ) -> Result<Decided<E>, CaseRefusal> {
        let rules = context.rules;
        let procedure =
            rules
                .procedures
                .get(&command.procedure)
                .ok_or_else(|| CaseRefusal::UnknownProcedure {
                    procedure: command.procedure.clone(),
                    known: rules.procedures.keys().cloned().collect(),
                })?;
        let unknown = command
            .states
            .values()
            .find(|state| !procedure.states.contains_key(*state));
        if let Some(state) = unknown {
            return Err(CaseRefusal::UnknownState {
                state: state.clone(),
                procedure: command.procedure.clone(),
                known: procedure.states.keys().cloned().collect(),
            });
        }
        let running = self.running(context, command);
        let place = |case: &Case| {
            let state = command.states.get(&case.state).unwrap_or(&case.state);
            let (state, entered) = procedure.states.get_key_value(state)?;
            (entered.kind != StateKind::Closed).then_some(state)
        };
        let (placed, stranded): (Vec<_>, Vec<_>) = running
            .map(|(id, case)| (id, case, place(case)))
            .partition(|(_, _, place)| place.is_some());
        if !stranded.is_empty() {
            let mut states: Vec<StateId> = Vec::new();
            for (_, case, _) in &stranded {
                if let Err(place) = states.binary_search(&case.state) {
                    states.insert(place, case.state.clone());
                }
            }
            return Err(CaseRefusal::NoPlaceToGo {
                procedure: command.procedure.clone(),
                cases: stranded
                    .iter()
                    .take(NAMED)
                    .map(|(_, case, _)| case.number.clone())
                    .collect(),
                count: stranded.len() as u64,
                states: states.into_iter().collect(),
            });
        }
        let moved = placed.into_iter().filter_map(|(id, case, place)| {
            let own = Frame::of(case, editions)?;
            let frame = Frame::new(rules, &case.matter)?;
            let moving = Moving {
                context,
                own: own.clockwork(rules, editions),
                clockwork: frame.clockwork(rules, editions),
                rules_before: [ClockName::State, ClockName::Case]
                    .map(|name| own.clock_rule(&case.state, name)),
            };
            Some(case.scoped(grid, moving.event(procedure, id, case, place?)))
        });
        let events: Vec<Scoped<E>> = moved.map(|scoped| scoped.map(E::from)).collect();
        if events.is_empty() {
            return Err(CaseRefusal::NothingToMove {
                procedure: command.procedure.clone(),
            });
        }
        Ok(Decided {
            events,
            earned: Vec::new(),
        })
    }

    /// The open cases of earlier editions whose matter follows the procedure now.
    fn running<'a>(
        &'a self,
        context: &Context<'a>,
        command: &'a Migrate,
    ) -> impl Iterator<Item = (&'a CaseId, &'a Case)> {
        let (rules, edition) = (context.rules, context.edition);
        let follows = move |case: &Case| {
            let matter = rules.matters.get(&case.matter);
            matter.is_some_and(|matter| matter.procedure == command.procedure)
        };
        self.iter()
            .filter(move |(_, case)| !case.is_closed() && case.edition != edition && follows(case))
    }
}

/// How one case moves.
struct Moving<'a> {
    context: &'a Context<'a>,
    /// What counts its clocks by the edition it comes from.
    own: Clockwork<'a>,
    /// What counts them from now.
    clockwork: Clockwork<'a>,
    /// The rules its clocks followed so far: of the state, of the whole case.
    rules_before: [Option<&'a ClockRule>; 2],
}

impl Moving<'_> {
    /// Clocks that run go on as they are, by the limits they had; where the new procedure has none they stop, and where it
    /// has one that does not run it starts.
    fn event(&self, procedure: &Procedure, id: &CaseId, case: &Case, state: &StateId) -> Event {
        let state_rule = procedure.states.get(state).and_then(|state| state.clock.as_ref());
        let rules = [
            (ClockName::State, state_rule),
            (ClockName::Case, procedure.clock.as_ref()),
        ];
        let mut stopped: Vec<StoppedClock> = Vec::new();
        let mut started: Vec<StartedClock> = Vec::new();
        for ((clock, rule), before) in rules.into_iter().zip(self.rules_before) {
            let stands_still = case.paused().iter().any(|paused| paused.clock == clock);
            match (rule, case.clock(clock)) {
                (None, running) if running.is_some() || stands_still => {
                    stopped.push(StoppedClock { clock, kept: true });
                }
                (Some(rule), Some(_)) => {
                    started.extend(self.own.carried(&self.clockwork, case, clock, before, rule));
                }
                (Some(rule), None) if !stands_still => {
                    started.extend(self.clockwork.start(clock, rule, self.context.stamp.recorded));
                }
                _ => {}
            }
        }
        Event::Moved {
            case: id.clone(),
            edition: self.context.edition,
            state: state.clone(),
            stopped,
            started,
        }
    }
}
