//! Proof that waiting for parts ends: a part can be closed without a part of its own that would have to wait in turn.

use std::collections::BTreeSet;

use super::certain::Certain;
use crate::rulebook::problem::{Fault, Finding, Place};
use crate::rulebook::{Action, Bundle, Link, Need, Procedure, Spawn};
use crate::vocabulary::MatterId;

/// Grows with the matters that are parts, squared; most rulebooks have one or two.
pub(super) fn prove(bundle: &Bundle) -> Vec<Finding> {
    let procedure = |matter: &MatterId| bundle.procedures.get(&bundle.matters.get(matter)?.procedure);
    let all = bundle.procedures.values().filter(|procedure| waits(procedure));
    let mut parts: BTreeSet<&MatterId> = all
        .flat_map(|procedure| procedure.actions.values().flat_map(begun))
        .map(|spawn| &spawn.matter)
        .collect();
    // Those that need no part come first, then those that need only them, and so on.
    let ends = |matter: &MatterId, open: &BTreeSet<&MatterId>| {
        let without = |action: &Action| !begun(action).any(|spawn| open.contains(&spawn.matter));
        procedure(matter)
            .is_none_or(|procedure| !waits(procedure) || Certain::of(procedure, true).closes_by(without))
    };
    loop {
        let open = parts.clone();
        parts.retain(|matter| !ends(matter, &open));
        if parts.len() == open.len() {
            break;
        }
    }
    let endless = |(place, spawn): (Place, &Spawn)| {
        let fault = Fault::PartsWithoutEnd {
            matter: spawn.matter.to_string(),
        };
        parts
            .contains(&spawn.matter)
            .then(|| Finding::new(place.key("spawn"), fault))
    };
    spawns(bundle).filter_map(endless).collect()
}

/// Whether a case under it waits for its parts.
fn waits(procedure: &Procedure) -> bool {
    let mut actions = procedure.actions.values();
    actions.any(|action| action.needs.contains(&Need::Parts))
}

/// The parts an action begins.
fn begun(action: &Action) -> impl Iterator<Item = &Spawn> {
    action.spawns().filter(|spawn| spawn.link == Link::Part)
}

/// Every part that is begun under a procedure that waits for it, and where that is said.
fn spawns(bundle: &Bundle) -> impl Iterator<Item = (Place, &Spawn)> {
    let procedures = bundle.procedures.iter().filter(|(_, procedure)| waits(procedure));
    let all = procedures.flat_map(|(id, procedure)| super::spawned::begun(id, procedure));
    all.filter(|(_, spawn)| spawn.link == Link::Part)
}
