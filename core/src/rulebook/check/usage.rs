//! Proofs of a procedure as a matter uses it: with its handlers, from level to level.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::certain::{Certain, Left};
use super::names::clocks;
use super::procedure::{is_closed, warning_too_long};
use super::reaching;
use crate::rulebook::problem::{Fault, Finding, Place};
use crate::rulebook::{Action, AtTop, Bundle, Effect, Matter, Procedure, TimeLimit, Who};
use crate::vocabulary::{ActionId, MatterId, StateId};

pub(super) fn prove(bundle: &Bundle) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, matter) in &bundle.matters {
        if let Some(procedure) = bundle.procedures.get(&matter.procedure) {
            found.extend(closable_at_every_level(bundle, id, matter, procedure));
            found.extend(warned(id, matter, procedure));
        }
    }
    found
}

/// A case in a state, held at a level, with marks: the level by its rank, 0 at the top.
type Spot<'a> = (&'a StateId, usize, Left);

/// Somebody can act, and bring the case to an end, at every level a case can come to: an action for `grid-worker`
/// cannot be the only way on for a case held by a community.
fn closable_at_every_level(
    bundle: &Bundle,
    id: &MatterId,
    matter: &Matter,
    procedure: &Procedure,
) -> Vec<Finding> {
    let walk = Walk::new(bundle, matter, procedure);
    let closed = walk
        .order
        .iter()
        .filter(|(state, ..)| is_closed(procedure, state))
        .copied();
    let ends = reaching(closed, walk.steps.iter().copied());

    let place = Place::of(&["matters", id.as_str()]);
    let lost: Vec<Spot<'_>> = walk
        .order
        .iter()
        .filter(|spot| !ends.contains(spot))
        .copied()
        .collect();
    // Where nothing leads on is the place to mend; only if all go round in a circle, the first of each level is told.
    let mut leading = BTreeSet::new();
    leading.extend(walk.steps.iter().map(|(from, _)| *from));
    let last: Vec<Spot<'_>> = lost
        .iter()
        .filter(|spot| !leading.contains(spot))
        .copied()
        .collect();
    let mut told = BTreeSet::new();
    let stuck = if last.is_empty() { lost } else { last };
    let stuck = stuck.iter().filter(|(_, level, _)| told.insert(*level));
    let finding = |spot: &Spot<'_>| {
        let (state, rank, _) = *spot;
        let level = bundle
            .levels
            .get(rank)
            .map_or(String::new(), |level| level.id.to_string());
        let fault = Fault::StuckAtLevel {
            matter: id.to_string(),
            state: state.to_string(),
            level: level.clone(),
        };
        Finding::new(place.key("handlers").key(&level), fault)
            .rests_on(place.clone())
            .rests_on(Place::of(&["procedures", matter.procedure.as_str()]))
            .path(walk.path_to(*spot))
    };
    stuck.map(finding).collect()
}

/// All the ways a case of a matter can go.
struct Walk<'a> {
    bundle: &'a Bundle,
    first_step: BTreeMap<Spot<'a>, Option<(Spot<'a>, &'a ActionId)>>,
    order: Vec<Spot<'a>>,
    /// The steps that are certain.
    steps: Vec<(Spot<'a>, Spot<'a>)>,
}

impl<'a> Walk<'a> {
    fn new(bundle: &'a Bundle, matter: &'a Matter, procedure: &'a Procedure) -> Self {
        let handled: Vec<usize> = bundle
            .levels
            .iter()
            .enumerate()
            .filter(|(_, l)| matter.handlers.contains_key(&l.id))
            .map(|(n, _)| n)
            .collect();
        let enters = bundle.rank(&matter.enters).unwrap_or(0);
        let mut walk = Self {
            bundle,
            first_step: BTreeMap::new(),
            order: Vec::new(),
            steps: Vec::new(),
        };
        let certain = Certain::of(procedure, true);
        let mut ahead = VecDeque::new();
        // A matter may also be raised at a unit above, where a handler is named there; the usual entry comes first.
        for rank in handled.iter().rev().copied().filter(|rank| *rank <= enters) {
            walk.first_step.insert((&procedure.initial, rank, 0), None);
            ahead.push_back((&procedure.initial, rank, 0));
        }
        while let Some(spot) = ahead.pop_front() {
            walk.order.push(spot);
            let (state, rank, left) = spot;
            let there = |who: &Who| walk.is_there(who, rank);
            let steps: Vec<_> = certain.steps(state, left, there).collect();
            for (id, action, (to, left), sure) in steps {
                for rank in moved(action, rank, &handled) {
                    let next = (to, rank, left);
                    if sure {
                        walk.steps.push((spot, next));
                    }
                    walk.first_step.entry(next).or_insert_with(|| {
                        ahead.push_back(next);
                        Some((spot, id))
                    });
                }
            }
        }
        walk
    }

    /// Whether such a post is found at the level or above. Whether a body is there, the grid decides.
    fn is_there(&self, who: &Who, rank: usize) -> bool {
        let Who::Post(post) = who else { return true };
        let at = self.bundle.posts.get(post).into_iter().flat_map(|post| &post.at);
        at.filter_map(|level| self.bundle.rank(level))
            .any(|at| at <= rank)
    }

    fn path_to(&self, spot: Spot<'a>) -> Vec<String> {
        let written = |(state, rank, _): Spot<'_>| {
            let level = self
                .bundle
                .levels
                .get(rank)
                .map_or("?", |level| level.id.as_str());
            format!("{state}@{level}")
        };
        let mut path = vec![written(spot)];
        let mut at = spot;
        while let Some(Some((from, action))) = self.first_step.get(&at) {
            path.extend([action.to_string(), written(*from)]);
            at = *from;
        }
        path.reverse();
        path
    }
}

/// The ranks at which an action can leave a case.
fn moved(action: &Action, rank: usize, handled: &[usize]) -> Vec<usize> {
    let above = handled.iter().rev().copied().find(|other| *other < rank);
    if action.does.contains(&Effect::Escalate) {
        return match (above, action.at_top) {
            (Some(above), _) => vec![above],
            (None, AtTop::Stay) => vec![rank],
            (None, AtTop::Refuse) => Vec::new(),
        };
    }
    if action.does.contains(&Effect::Transfer) || action.does.contains(&Effect::Return) {
        return handled.to_vec();
    }
    vec![rank]
}

/// Warnings before the ends of the limits the matter gives come after their beginnings.
fn warned(id: &MatterId, matter: &Matter, procedure: &Procedure) -> Vec<Finding> {
    let source = Place::of(&["procedures", matter.procedure.as_str()]);
    let late = clocks(&source, procedure).filter_map(|(place, clock)| {
        let TimeLimit::Named(name) = &clock.limit else {
            return None;
        };
        let (limit, warn) = (matter.limits.get(name)?, clock.warn.as_ref()?);
        let place_of_limit = Place::of(&["matters", id.as_str(), "limits", name.as_str()]);
        Some(Finding::new(place_of_limit, warning_too_long(warn, limit)?).rests_on(place.key("warn")))
    });
    late.collect()
}
