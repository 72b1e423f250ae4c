//! What can be counted on: the steps somebody can take for certain, with the marks a case has by then.
//!
//! A step is possible if it might be taken; it is certain if nothing about the case can stand in its way: that nobody was
//! named, that it comes from no other, that no second case is there to merge into, that it was rated well.

use std::collections::{BTreeMap, BTreeSet};

use super::procedure::{is_closed, system_takes};
use crate::rulebook::{Action, Effect, Need, OnOverdue, Procedure, Who};
use crate::vocabulary::{ActionId, MarkId, StateId};

/// Which of the marks a procedure asks for are on a case, as bits.
pub(super) type Left = u16;

/// So many marks are followed; what needs a further one is never certain.
const FOLLOWED: usize = 10;

/// The steps of a procedure.
pub(super) struct Certain<'a> {
    procedure: &'a Procedure,
    /// The actions by the states they start from.
    from: BTreeMap<&'a StateId, Vec<(&'a ActionId, &'a Action)>>,
    marks: Vec<&'a MarkId>,
    /// Whether the case has a requester.
    requester: bool,
}

impl<'a> Certain<'a> {
    pub(super) fn of(procedure: &'a Procedure, requester: bool) -> Self {
        let mut marks: Vec<&MarkId> = Vec::new();
        let mut from: BTreeMap<&StateId, Vec<(&ActionId, &Action)>> = BTreeMap::new();
        for (id, action) in &procedure.actions {
            for state in &action.from {
                from.entry(state).or_default().push((id, action));
            }
            let needed = action.needs.iter().filter_map(|need| match need {
                Need::Mark(mark) => Some(mark),
                _ => None,
            });
            let named = action.who.iter().filter_map(|who| match who {
                Who::Named(mark) => Some(mark),
                _ => None,
            });
            for mark in needed.chain(named) {
                if let Err(place) = marks.binary_search(&mark) {
                    marks.insert(place, mark);
                }
            }
        }
        marks.truncate(FOLLOWED);
        Self {
            procedure,
            from,
            marks,
            requester,
        }
    }

    /// The steps that might be taken in a state by those who are `there`, where they lead, with what marks, and whether
    /// they are certain.
    pub(super) fn steps(
        &self,
        state: &'a StateId,
        left: Left,
        there: impl Fn(&Who) -> bool + Copy,
    ) -> impl Iterator<Item = (&'a ActionId, &'a Action, (&'a StateId, Left), bool)> {
        let here = self.from.get(state).into_iter().flatten().copied();
        here.filter(move |(id, action)| self.possible(state, id, action, left, there))
            .map(move |(id, action)| {
                let to = action.to.as_ref().unwrap_or(state);
                let certain = self.by_somebody(action, left, there) || self.by_a_clock(state, id, action);
                (id, action, (to, self.after(action, left)), certain)
            })
    }

    fn bit(&self, mark: &MarkId) -> Option<Left> {
        let number = self.marks.iter().position(|known| *known == mark)?;
        1_u16.checked_shl(u32::try_from(number).ok()?)
    }

    fn has(&self, mark: &MarkId, left: Left) -> Option<bool> {
        self.bit(mark).map(|bit| left & bit != 0)
    }

    fn after(&self, action: &Action, left: Left) -> Left {
        let bits = |marks: fn(&Effect) -> Option<&MarkId>| {
            let marks = action.does.iter().filter_map(marks);
            marks
                .filter_map(|mark| self.bit(mark))
                .fold(0, |all, bit| all | bit)
        };
        let cleared = bits(|effect| match effect {
            Effect::Clear(mark) => Some(mark),
            _ => None,
        });
        let added = bits(|effect| match effect {
            Effect::Mark(mark) | Effect::Name(mark) => Some(mark),
            _ => None,
        });
        left & !cleared | added
    }

    fn possible(
        &self,
        state: &StateId,
        id: &ActionId,
        action: &Action,
        left: Left,
        there: impl Fn(&Who) -> bool,
    ) -> bool {
        let marked = |need: &Need| match need {
            Need::Mark(mark) => self.has(mark, left).unwrap_or(true),
            _ => true,
        };
        let somebody = |who: &Who| match who {
            Who::System => false,
            Who::Requester => self.requester,
            Who::Named(mark) => self.has(mark, left).unwrap_or(true),
            _ => true,
        };
        let mut who = action.who.iter();
        let by_somebody = who.any(|who| somebody(who) && there(who)) && action.needs.iter().all(marked);
        by_somebody || system_takes(self.procedure, state, id)
    }

    fn by_somebody(&self, action: &Action, left: Left, there: impl Fn(&Who) -> bool) -> bool {
        // Where those who called in may rate, whoever has the case may not: it would be their own work.
        let rated = action.needs.contains(&Need::Rating) && action.who.contains(&Who::Origin);
        let somebody = |who: &Who| match who {
            Who::Anyone => true,
            Who::Holder | Who::Post(_) => !rated,
            // Whether a body of the kind is there, the grid decides.
            Who::Body(_) => true,
            Who::Requester => self.requester,
            Who::Named(mark) => self.has(mark, left) == Some(true) && !self.leaves_unnamed(mark),
            Who::Origin | Who::System => false,
        };
        let met = |need: &Need| match need {
            Need::Mark(mark) => self.has(mark, left) == Some(true),
            Need::RatedAtMost(_) => false,
            _ => true,
        };
        let never_refused = |effect: &Effect| match effect {
            Effect::Merge | Effect::Return | Effect::Extend { .. } => false,
            // In its state it may be taken once only; leading on, it waits for the end of the pause at most.
            Effect::Pause(_) | Effect::Resume => action.to.is_some(),
            _ => true,
        };
        let mut who = action.who.iter();
        who.any(|who| somebody(who) && there(who))
            && action.needs.iter().all(met)
            && action.does.iter().all(never_refused)
    }

    /// The clock of a state runs whenever the state is entered. That of the whole case ends once: what it does is certain
    /// only where nothing has to follow.
    fn by_a_clock(&self, state: &StateId, id: &ActionId, action: &Action) -> bool {
        let own = self
            .procedure
            .states
            .get(state)
            .and_then(|state| state.clock.as_ref());
        let by_own = own.is_some_and(|clock| matches!(&clock.on_overdue, OnOverdue::Act(act) if act == id));
        let leads_on = action.to.as_ref();
        let closes = leads_on.is_some_and(|to| is_closed(self.procedure, to));
        let never_refused = |effect: &Effect| {
            !matches!(
                effect,
                Effect::Merge | Effect::Return | Effect::Extend { .. } | Effect::Pause(_)
            )
        };
        system_takes(self.procedure, state, id)
            && (by_own && leads_on.is_some() || closes)
            && action.does.iter().all(never_refused)
    }

    /// Whether some action leaves the mark and names nobody.
    fn leaves_unnamed(&self, mark: &MarkId) -> bool {
        let mut effects = self.procedure.actions.values().flat_map(|action| &action.does);
        effects.any(|effect| matches!(effect, Effect::Mark(other) if other == mark))
    }

    /// Whether a closed state is certain from the first on, by such steps alone.
    pub(super) fn closes_by(&self, may: impl Fn(&Action) -> bool) -> bool {
        let first = (&self.procedure.initial, 0);
        let mut come: BTreeSet<(&StateId, Left)> = [first].into();
        let mut ahead = vec![first];
        while let Some((state, left)) = ahead.pop() {
            if is_closed(self.procedure, state) {
                return true;
            }
            let steps = self.steps(state, left, |_| true);
            let steps = steps.filter(|(_, action, _, certain)| *certain && may(action));
            ahead.extend(
                steps
                    .map(|(_, _, next, _)| next)
                    .filter(|next| come.insert(*next)),
            );
        }
        false
    }

    /// The states a case can come into from which, with the marks it may have by then, no closed one is certain.
    pub(super) fn stuck(&self) -> Vec<&'a StateId> {
        let first = (&self.procedure.initial, 0);
        let mut come: BTreeSet<(&StateId, Left)> = [first].into();
        let mut ahead = vec![first];
        let mut certain = Vec::new();
        while let Some((state, left)) = ahead.pop() {
            for (_, _, next, sure) in self.steps(state, left, |_| true) {
                if sure {
                    certain.push(((state, left), next));
                }
                if come.insert(next) {
                    ahead.push(next);
                }
            }
        }
        let closed = come.iter().filter(|(state, _)| is_closed(self.procedure, state));
        let ends = super::reaching(closed.copied(), certain);
        let mut stuck: Vec<&StateId> = come.difference(&ends).map(|(state, _)| *state).collect();
        stuck.dedup();
        stuck
    }
}
