//! Running cases move to the procedure of the edition in force 迁移: by a state map, all of them or none.

use super::clocks::Clockwork;
use super::frame::Frame;
use super::{Case, CaseRefusal, Cases, ClockName, Decided, Event, Migrate, StartedClock, StoppedClock};
use crate::context::{Context, Editions};
use crate::grid::Grid;
use crate::rulebook::{Procedure, StateKind};
use crate::vocabulary::{CaseId, StateId};

/// So many stranded cases a refusal names.
const NAMED: usize = 5;

impl Cases {
    /// Grows with the open cases.
    pub(super) fn migrated(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        command: &Migrate,
    ) -> Result<Decided, CaseRefusal> {
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
        let running = self.running(context.edition, editions, command);
        let place = |case: &Case| {
            let state = command.states.get(&case.state).unwrap_or(&case.state);
            let (state, entered) = procedure.states.get_key_value(state)?;
            let open = entered.kind != StateKind::Closed;
            (open && rules.matters.contains_key(&case.matter)).then_some(state)
        };
        let (placed, stranded): (Vec<_>, Vec<_>) = running
            .map(|(id, case)| (id, case, place(case)))
            .partition(|(_, _, place)| place.is_some());
        if !stranded.is_empty() {
            let mut states: Vec<StateId> = stranded.iter().map(|(_, case, _)| case.state.clone()).collect();
            states.sort();
            states.dedup();
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
        let mut moved = placed.into_iter().filter_map(|(id, case, place)| {
            let frame = Frame::new(rules, &case.matter)?;
            let clockwork = frame.clockwork(rules, editions);
            let event = moved(context, &clockwork, procedure, id, case, place?);
            Some(case.scoped(grid, event))
        });
        let first = moved.next().ok_or_else(|| CaseRefusal::NothingToMove {
            procedure: command.procedure.clone(),
        })?;
        Ok(Decided {
            more: moved.collect(),
            ..Decided::only(first)
        })
    }

    /// The open cases that follow an earlier edition of the procedure.
    fn running<'a>(
        &'a self,
        edition: u32,
        editions: &'a Editions,
        command: &'a Migrate,
    ) -> impl Iterator<Item = (&'a CaseId, &'a Case)> {
        let follows = move |case: &Case| {
            let own = editions.get(case.edition);
            let matter = own.and_then(|rules| rules.matters.get(&case.matter));
            matter.is_some_and(|matter| matter.procedure == command.procedure)
        };
        self.iter()
            .filter(move |(_, case)| !case.is_closed() && case.edition != edition && follows(case))
    }
}

/// Clocks that run go on as they are; where the new procedure has none they stop, and where it has one that does not run
/// it starts.
fn moved(
    context: &Context<'_>,
    clockwork: &Clockwork<'_>,
    procedure: &Procedure,
    id: &CaseId,
    case: &Case,
    state: &StateId,
) -> Event {
    let state_rule = procedure.states.get(state).and_then(|state| state.clock.as_ref());
    let rules = [
        (ClockName::State, state_rule),
        (ClockName::Case, procedure.clock.as_ref()),
    ];
    let mut stopped: Vec<StoppedClock> = Vec::new();
    let mut started: Vec<StartedClock> = Vec::new();
    for (clock, rule) in rules {
        let stands_still = case.paused().iter().any(|paused| paused.clock == clock);
        match (rule, case.clock(clock).is_some() || stands_still) {
            (None, true) => stopped.push(StoppedClock { clock, kept: true }),
            (Some(rule), false) => started.extend(clockwork.start(clock, rule, context.stamp.recorded)),
            _ => {}
        }
    }
    Event::Moved {
        case: id.clone(),
        edition: context.edition,
        state: state.clone(),
        stopped,
        started,
    }
}
