//! Proofs of what actions do: nothing is asked for that nobody gives, and no cases begin one another for ever.

use std::collections::BTreeSet;

use super::procedure::is_closed;
use super::reaching;
use crate::rulebook::problem::{Fault, Finding, Place};
use crate::rulebook::{
    Action, Bundle, ClockRule, Effect, Extended, Link, Need, OnOverdue, Procedure, StateKind, Who,
};
use crate::vocabulary::{ActionId, MarkId, MatterId};

pub(super) fn prove(bundle: &Bundle) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, procedure) in &bundle.procedures {
        let place = Place::of(&["procedures", id.as_str()]);
        marks(&place, procedure, &mut found);
        competing(&place, procedure, &mut found);
        for (id, action) in &procedure.actions {
            let at = place.key("actions").key(id.as_str());
            self::action(&at, id, action, procedure, &mut found);
        }
    }
    loops(bundle, &mut found);
    found
}

/// A mark is asked for only where some action leaves it.
fn marks(place: &Place, procedure: &Procedure, found: &mut Vec<Finding>) {
    let effects = procedure.actions.values().flat_map(|action| &action.does);
    let left: BTreeSet<&MarkId> = effects
        .filter_map(|effect| match effect {
            Effect::Mark(mark) | Effect::Name(mark) => Some(mark),
            _ => None,
        })
        .collect();
    for (id, action) in &procedure.actions {
        let place = place.key("actions").key(id.as_str());
        let needed = action
            .needs
            .iter()
            .enumerate()
            .filter_map(|(number, need)| match need {
                Need::Mark(mark) => Some((place.key("needs").index(number), mark)),
                _ => None,
            });
        let named = action
            .who
            .iter()
            .enumerate()
            .filter_map(|(number, who)| match who {
                Who::Named(mark) => Some((place.key("who").index(number), mark)),
                _ => None,
            });
        for (place, mark) in needed.chain(named).filter(|(_, mark)| !left.contains(mark)) {
            let fault = Fault::MarkNeverLeft {
                mark: mark.to_string(),
            };
            found.push(
                Finding::new(place, fault).nearest(mark.as_str(), left.iter().map(|mark| mark.as_str())),
            );
        }
    }
}

fn action(place: &Place, id: &ActionId, action: &Action, procedure: &Procedure, found: &mut Vec<Finding>) {
    let does = |test: fn(&Effect) -> bool| action.does.iter().any(test);
    let any_does = |test: fn(&Effect) -> bool| procedure.actions.values().any(|a| a.does.iter().any(test));
    let closes = action.to.as_ref().is_some_and(|to| is_closed(procedure, to));
    let action_id = || id.to_string();
    if does(|effect| *effect == Effect::Merge) && !closes {
        let fault = Fault::MergeStaysOpen { action: action_id() };
        found.push(Finding::new(place.key("does"), fault));
    }
    if does(|effect| *effect == Effect::Resume) && !any_does(|effect| matches!(effect, Effect::Pause(_))) {
        let fault = Fault::NothingPaused { action: action_id() };
        found.push(Finding::new(place.key("does"), fault));
    }
    let part = |effect: &Effect| matches!(effect, Effect::Spawn(spawn) if spawn.link == Link::Part);
    if action.needs.contains(&Need::Parts) && !any_does(part) {
        let fault = Fault::NoParts { action: action_id() };
        found.push(Finding::new(place.key("needs"), fault));
    }
    if twice(&action.does) {
        let fault = Fault::DoneTwice { action: action_id() };
        found.push(Finding::new(place.key("does"), fault));
    }
    let names = |effect: &Effect| match effect {
        Effect::Merge | Effect::Name(_) => true,
        Effect::Spawn(spawn) => spawn.each,
        _ => false,
    };
    if action.who.contains(&Who::System) && does(names) {
        let fault = Fault::SystemNamesNobody { action: action_id() };
        found.push(Finding::new(place.key("who"), fault));
    }
}

/// Whether two effects give a case what it can have once: the second would take the first back.
fn twice(does: &[Effect]) -> bool {
    let both = |one: &Effect, other: &Effect| match (one, other) {
        (Effect::Pause(_), Effect::Pause(_)) => true,
        (Effect::Extend { clock: one, .. }, Effect::Extend { clock: other, .. }) => {
            one == other || [one, other].contains(&&Extended::Both)
        }
        (Effect::Spawn(one), Effect::Spawn(other)) => one.after.is_some() && other.after.is_some(),
        _ => false,
    };
    let mut effects = does.iter().enumerate();
    effects.any(|(number, one)| does.iter().skip(number).skip(1).any(|other| both(one, other)))
}

/// Two clocks with one and the same limit, of which each would take a step of its own.
fn competing(place: &Place, procedure: &Procedure, found: &mut Vec<Finding>) {
    let act = |rule: &ClockRule| match &rule.on_overdue {
        OnOverdue::Act(action) => Some(action.clone()),
        _ => None,
    };
    let Some((rule, one)) = procedure.clock.as_ref().and_then(|rule| Some((rule, act(rule)?))) else {
        return;
    };
    let open = procedure
        .states
        .iter()
        .filter(|(_, state)| state.kind != StateKind::Closed);
    for (id, state) in open.filter(|(id, _)| **id == procedure.initial) {
        let own = state.clock.as_ref().filter(|own| own.limit == rule.limit);
        let Some(other) = own.and_then(act).filter(|other| *other != one) else {
            continue;
        };
        let fault = Fault::CompetingClocks {
            state: id.to_string(),
            one: other.to_string(),
            other: one.to_string(),
        };
        found.push(Finding::new(
            place.key("states").key(id.as_str()).key("on_overdue"),
            fault,
        ));
    }
}

/// No case begins another without a person, which begins another, and so on back to the first.
fn loops(bundle: &Bundle, found: &mut Vec<Finding>) {
    let mut steps: Vec<(&MatterId, &MatterId)> = Vec::new();
    for (id, matter) in &bundle.matters {
        let Some(procedure) = bundle.procedures.get(&matter.procedure) else {
            continue;
        };
        let own = procedure.states.values().filter_map(|state| state.clock.as_ref());
        let by_clocks = own
            .chain(&procedure.clock)
            .filter_map(|clock| match &clock.on_overdue {
                OnOverdue::Act(action) => procedure.actions.get(action),
                _ => None,
            });
        let by_system = by_clocks.filter(|action| action.who.contains(&Who::System));
        let begun = by_system.flat_map(Action::spawns);
        steps.extend(begun.map(|spawn| (id, &spawn.matter)));
    }
    for (matter, begun) in &steps {
        // From what it begins, the way leads back to it.
        if reaching([*matter], steps.iter().copied()).contains(begun) {
            let place = Place::of(&["matters", matter.as_str()]);
            let fault = Fault::SpawnLoop {
                matter: matter.to_string(),
            };
            found.push(Finding::new(place, fault).path(vec![
                matter.to_string(),
                begun.to_string(),
                matter.to_string(),
            ]));
        }
    }
}
