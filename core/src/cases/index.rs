//! The indexes of the cases: what each of them says of a case, and how a change of the case carries over.

use std::collections::BTreeSet;
use std::hash::Hash;

use super::{Case, Cases, ClockName};
use crate::vocabulary::{CaseId, Instant, Map, PersonId, UnitId};

/// The position of a case in the order of registration. Cases are never removed, so it never changes.
pub(super) type Slot = u32;

/// Something that falls due, in the order in which it is carried out: by instant, then by registration.
pub(super) type DueKey = (Instant, Slot, ClockName, bool);

/// A clock whose end is not known yet.
pub(super) type UndatedKey = (Slot, ClockName);

/// All that the indexes say of one case.
#[derive(Default)]
pub(super) struct Entries {
    /// Its clocks' known ends, and the warnings before.
    due: [Option<DueKey>; 6],
    undated: [Option<UndatedKey>; 4],
    /// The unit that has it, while it is open.
    at: Option<UnitId>,
    /// Who took it, while it is open.
    held: Option<PersonId>,
}

impl Entries {
    pub(super) fn of(slot: Slot, case: &Case) -> Self {
        let keys = |name: ClockName| {
            let clock = case.clock(name);
            let running = clock.filter(|clock| !clock.overdue);
            (
                running.and_then(|clock| Some((clock.until?, slot, name, false))),
                running.and_then(|clock| Some((clock.warn?, slot, name, true))),
                clock.filter(|clock| clock.until.is_none()).map(|_| (slot, name)),
            )
        };
        let (state, state_warning, state_undated) = keys(ClockName::State);
        let (whole, whole_warning, whole_undated) = keys(ClockName::Case);
        let rare = case
            .rare
            .is_some()
            .then(|| (keys(ClockName::Pause), keys(ClockName::FollowUp)));
        let ((pause, _, pause_undated), (follow_up, _, follow_up_undated)) = rare.unwrap_or_default();
        let holder = Some(&case.holder).filter(|_| !case.is_closed());
        Self {
            due: [state, state_warning, whole, whole_warning, pause, follow_up],
            undated: [state_undated, whole_undated, pause_undated, follow_up_undated],
            at: holder.map(|holder| holder.unit.clone()),
            held: holder.and_then(|holder| holder.person.clone()),
        }
    }
}

impl Cases {
    /// Only what differs is taken out and put in.
    pub(super) fn reindex(&mut self, slot: Slot, before: Entries, after: Entries) {
        self.requeue(before.due, after.due);
        replace(&mut self.undated, before.undated, after.undated);
        relist(&mut self.at, slot, before.at, after.at);
        relist(&mut self.held, slot, before.held, after.held);
    }
}

impl Cases {
    fn requeue(&mut self, before: [Option<DueKey>; 6], after: [Option<DueKey>; 6]) {
        let mut gone = false;
        for (old, new) in before.into_iter().zip(after).filter(|(old, new)| old != new) {
            if old.is_some() {
                self.due.forget();
                gone = true;
            }
            if let Some(new) = new {
                self.due.push(new);
            }
        }
        if gone {
            let cases = &self.cases;
            self.due.tidy(|key| is_due(cases, key));
        }
    }

    pub(super) fn is_due(&self, key: &DueKey) -> bool {
        is_due(&self.cases, key)
    }
}

/// Whether a clock still ends, or warns, when the queue says so.
fn is_due(cases: &Map<CaseId, Box<Case>>, (at, slot, clock, warning): &DueKey) -> bool {
    let case = usize::try_from(*slot).ok().and_then(|slot| cases.get_index(slot));
    let clock = case.and_then(|(_, case)| case.clock(*clock));
    clock.is_some_and(|clock| !clock.overdue && Some(*at) == if *warning { clock.warn } else { clock.until })
}

fn replace<K: Ord, const N: usize>(keys: &mut BTreeSet<K>, before: [Option<K>; N], after: [Option<K>; N]) {
    for (old, new) in before.into_iter().zip(after).filter(|(old, new)| old != new) {
        if let Some(old) = old {
            keys.remove(&old);
        }
        if let Some(new) = new {
            keys.insert(new);
        }
    }
}

fn relist<K: Hash + Eq>(lists: &mut Map<K, BTreeSet<Slot>>, slot: Slot, before: Option<K>, after: Option<K>) {
    if before == after {
        return;
    }
    if let Some(old) = before
        && let Some(slots) = lists.get_mut(&old)
    {
        slots.remove(&slot);
        if slots.is_empty() {
            lists.swap_remove(&old);
        }
    }
    if let Some(new) = after {
        lists.entry(new).or_default().insert(slot);
    }
}
