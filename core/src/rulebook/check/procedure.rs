//! Proofs of a procedure by itself.
//!
//! - every state can be reached ([`reachable`])
//! - every state can reach a closed one ([`closable`])
//! - a clock runs wherever a case waits ([`clocked`])
//! - the clocks take only actions the system may take, where it may take them ([`system_acts`])
//! - nothing is left to the system that no clock does ([`taken`])
//! - a case is handed over to somebody ([`handed_over`])
//! - clocks do not act on closed cases, and warnings come before the end ([`closed_rest`], [`warned`])
//!
//! No loop of the system's own steps can spin without time passing: the system acts when a clock ends and never
//! otherwise, and no [`Limit`](crate::calendar::Limit) is shorter than a minute.

use std::collections::{BTreeMap, VecDeque};

use super::certain::Certain;
use super::names::clocks;
use crate::calendar::Limit;
use crate::rulebook::problem::{Fault, Finding, Place};
use crate::rulebook::{Action, Bundle, Effect, Need, OnOverdue, Procedure, State, StateKind, TimeLimit, Who};
use crate::vocabulary::{ActionId, ProcedureId, StateId};

pub(super) fn prove(bundle: &Bundle) -> Vec<Finding> {
    let proofs = [
        reachable,
        closable,
        clocked,
        system_acts,
        taken,
        handed_over,
        closed_rest,
        warned,
    ];
    let prove = |(id, procedure): (&ProcedureId, &Procedure)| {
        let subject = Subject::new(id, procedure);
        proofs
            .iter()
            .flat_map(|proof| proof(&subject))
            .collect::<Vec<_>>()
    };
    bundle.procedures.iter().flat_map(prove).collect()
}

/// A procedure under proof: how a case moves in it.
struct Subject<'a> {
    place: Place,
    procedure: &'a Procedure,
    /// For every state a case can come into, the step that brings it there first; none for the initial state.
    first_step: BTreeMap<&'a StateId, Option<(&'a StateId, &'a ActionId)>>,
}

impl<'a> Subject<'a> {
    fn new(id: &ProcedureId, procedure: &'a Procedure) -> Self {
        let mut first_step = BTreeMap::from([(&procedure.initial, None)]);
        let mut ahead = VecDeque::from([&procedure.initial]);
        while let Some(state) = ahead.pop_front() {
            for (action, to) in steps(procedure, state) {
                first_step.entry(to).or_insert_with(|| {
                    ahead.push_back(to);
                    Some((state, action))
                });
            }
        }
        Self {
            place: Place::of(&["procedures", id.as_str()]),
            procedure,
            first_step,
        }
    }

    /// A finding at a key of the procedure. With a fault anywhere in the procedure it would mean nothing.
    fn finding(&self, place: Place, fault: Fault) -> Finding {
        Finding::new(place, fault).rests_on(self.place.clone())
    }

    fn state_place(&self, id: &StateId) -> Place {
        self.place.key("states").key(id.as_str())
    }

    fn reached(&self) -> impl Iterator<Item = (&'a StateId, &'a State)> {
        let states = self.procedure.states.iter();
        states.filter(|(id, _)| self.first_step.contains_key(id))
    }

    /// States and actions in turn, from the initial state on.
    fn path_to(&self, state: &'a StateId) -> Vec<String> {
        let mut path = vec![state.to_string()];
        let mut at = state;
        while let Some(Some((from, action))) = self.first_step.get(at) {
            path.extend([action.to_string(), from.to_string()]);
            at = from;
        }
        path.reverse();
        path
    }
}

/// The actions that can be taken in a state, and where they lead.
pub(super) fn steps<'a>(
    procedure: &'a Procedure,
    state: &'a StateId,
) -> impl Iterator<Item = (&'a ActionId, &'a StateId)> {
    procedure.actions.iter().filter_map(move |(id, action)| {
        let here = action.from.contains(state);
        let somebody = action.who.iter().any(|who| *who != Who::System);
        let possible = here && (somebody || system_takes(procedure, state, id));
        possible.then(|| (id, action.to.as_ref().unwrap_or(state)))
    })
}

/// Whether a clock that runs in a state takes the action.
pub(super) fn system_takes(procedure: &Procedure, state: &StateId, id: &ActionId) -> bool {
    let allowed = |action: &Action| action.who.contains(&Who::System);
    procedure.actions.get(id).is_some_and(allowed) && procedure.clock_takes(state, id)
}

pub(super) fn is_closed(procedure: &Procedure, state: &StateId) -> bool {
    procedure
        .states
        .get(state)
        .is_some_and(|state| state.kind == StateKind::Closed)
}

fn reachable(subject: &Subject<'_>) -> Vec<Finding> {
    let lost = subject
        .procedure
        .states
        .keys()
        .filter(|id| !subject.first_step.contains_key(id));
    lost.map(|id| {
        subject.finding(
            subject.state_place(id),
            Fault::UnreachableState {
                state: id.to_string(),
            },
        )
    })
    .collect()
}

fn closable(subject: &Subject<'_>) -> Vec<Finding> {
    let procedure = subject.procedure;
    if !procedure.states.keys().any(|id| is_closed(procedure, id)) {
        return vec![subject.finding(subject.place.key("states"), Fault::NeverCloses {})];
    }
    let stuck = Certain::of(procedure, true).stuck();
    let dead = subject.reached().filter(|(id, _)| stuck.contains(id));
    dead.map(|(id, _)| {
        subject
            .finding(
                subject.state_place(id),
                Fault::DeadEnd {
                    state: id.to_string(),
                },
            )
            .path(subject.path_to(id))
    })
    .collect()
}

/// Whether a case without a requester can reach a closed state from every state it can come into.
pub(in crate::rulebook) fn closes_without_requester(procedure: &Procedure) -> bool {
    Certain::of(procedure, false).stuck().is_empty()
}

fn clocked(subject: &Subject<'_>) -> Vec<Finding> {
    let waits = subject.reached().filter(|(_, state)| {
        state.kind != StateKind::Closed && state.clock.is_none() && subject.procedure.clock.is_none()
    });
    waits
        .map(|(id, _)| {
            subject
                .finding(
                    subject.state_place(id),
                    Fault::NoClock {
                        state: id.to_string(),
                    },
                )
                .path(subject.path_to(id))
        })
        .collect()
}

fn system_acts(subject: &Subject<'_>) -> Vec<Finding> {
    let procedure = subject.procedure;
    let mut found = Vec::new();
    let mut judge = |place: Place, id: &ActionId, in_states: Vec<&StateId>| {
        let Some(action) = procedure.actions.get(id) else {
            return;
        };
        if !action.who.contains(&Who::System) {
            let fault = Fault::SystemNotAllowed {
                action: id.to_string(),
            };
            found.push(subject.finding(place.clone(), fault));
        }
        for state in in_states.into_iter().filter(|state| !action.from.contains(state)) {
            let fault = Fault::NotFromHere {
                action: id.to_string(),
                state: state.to_string(),
            };
            found.push(subject.finding(place.clone(), fault));
        }
    };
    let act = |rule: Option<&crate::rulebook::ClockRule>| match rule.map(|rule| &rule.on_overdue) {
        Some(OnOverdue::Act(id)) => Some(id.clone()),
        _ => None,
    };
    if let Some(id) = act(procedure.clock.as_ref()) {
        // The case clock can end in any state in which a case is open.
        let open = subject
            .reached()
            .filter(|(_, state)| state.kind != StateKind::Closed);
        judge(
            subject.place.key("on_overdue"),
            &id,
            open.map(|(id, _)| id).collect(),
        );
    }
    for (state_id, state) in subject
        .reached()
        .filter(|(_, state)| state.kind != StateKind::Closed)
    {
        if let Some(id) = act(state.clock.as_ref()) {
            judge(
                subject.state_place(state_id).key("on_overdue"),
                &id,
                vec![state_id],
            );
        }
    }
    found
}

fn taken(subject: &Subject<'_>) -> Vec<Finding> {
    let procedure = subject.procedure;
    let idle = procedure.actions.iter().filter(|(id, action)| {
        let system_alone = action.who.iter().all(|who| *who == Who::System);
        system_alone && !action.from.iter().any(|state| system_takes(procedure, state, id))
    });
    idle.map(|(id, _)| {
        let place = subject.place.key("actions").key(id.as_str());
        subject.finding(
            place,
            Fault::NeverTaken {
                action: id.to_string(),
            },
        )
    })
    .collect()
}

fn handed_over(subject: &Subject<'_>) -> Vec<Finding> {
    let to_nobody = |action: &Action| {
        action.does.contains(&Effect::Transfer)
            && (!action.needs.contains(&Need::Assignee) || action.who.contains(&Who::System))
    };
    let actions = subject
        .procedure
        .actions
        .iter()
        .filter(|(_, action)| to_nobody(action));
    actions
        .map(|(id, _)| {
            let place = subject.place.key("actions").key(id.as_str());
            subject.finding(
                place,
                Fault::TransferToNobody {
                    action: id.to_string(),
                },
            )
        })
        .collect()
}

fn closed_rest(subject: &Subject<'_>) -> Vec<Finding> {
    let acts = |state: &State| {
        let clock = state.clock.as_ref();
        state.kind == StateKind::Closed
            && clock.is_some_and(|clock| matches!(clock.on_overdue, OnOverdue::Act(_)))
    };
    let states = subject.procedure.states.iter().filter(|(_, state)| acts(state));
    states
        .map(|(id, _)| {
            let place = subject.state_place(id).key("on_overdue");
            subject.finding(
                place,
                Fault::ClockInClosed {
                    state: id.to_string(),
                },
            )
        })
        .collect()
}

fn warned(subject: &Subject<'_>) -> Vec<Finding> {
    let clocks = clocks(&subject.place, subject.procedure);
    let late = clocks.filter_map(|(place, clock)| match (&clock.limit, &clock.warn) {
        (TimeLimit::Fixed(limit), Some(warn)) => {
            Some(subject.finding(place.key("warn"), warning_too_long(warn, limit)?))
        }
        _ => None,
    });
    late.collect()
}

/// Only limits in one unit can be told apart without a calendar.
pub(super) fn warning_too_long(warn: &Limit, limit: &Limit) -> Option<Fault> {
    let too_long = warn.unit() == limit.unit() && warn.amount() >= limit.amount();
    too_long.then(|| Fault::WarningTooLong {
        warn: warn.to_string(),
        limit: limit.to_string(),
    })
}
