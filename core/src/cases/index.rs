//! The indexes of the cases: what each of them says of a case, and how a change of the case carries over.

use std::collections::BTreeSet;
use std::hash::Hash;

use super::{Case, Clock, ClockName};
use crate::due_queue::DueQueue;
use crate::shelf::{Place, Shelf};
use crate::vocabulary::{CaseId, Instant, Map, PersonId, UnitId};

/// The position of a case in the order of registration. Cases are never removed, so it never changes.
pub(super) type Slot = Place;

/// Something that falls due, in the order in which it is carried out: by instant, then by registration.
pub(super) type DueKey = (Instant, Slot, ClockName, bool);

/// A clock whose end is not known yet.
pub(super) type UndatedKey = (Slot, ClockName);

/// What is found without looking at every case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    /// Running clocks with a known end, and the warnings before.
    pub(super) due: DueQueue<DueKey>,
    /// Running clocks whose end is not known yet.
    pub(super) undated: BTreeSet<UndatedKey>,
    /// Open cases by the unit that has them.
    pub(super) at: Map<UnitId, BTreeSet<Slot>>,
    /// Open cases by the person who took them.
    pub(super) held: Map<PersonId, BTreeSet<Slot>>,
}

/// All that the index says of one case.
#[derive(Default)]
pub(super) struct Entries {
    clocks: [Option<Clock>; 4],
    /// The unit that has it, while it is open.
    at: Option<UnitId>,
    /// Who took it, while it is open.
    held: Option<PersonId>,
}

impl Entries {
    pub(super) fn of(case: &Case) -> Self {
        let (at, held) = whose(case);
        let mut clocks = [None; 4];
        for (clock, name) in clocks.iter_mut().zip(case.clock_names()) {
            *clock = case.clock(name).copied();
        }
        Self {
            clocks,
            at: at.cloned(),
            held: held.cloned(),
        }
    }
}

fn whose(case: &Case) -> (Option<&UnitId>, Option<&PersonId>) {
    let holder = Some(&case.holder).filter(|_| !case.is_closed());
    let held = holder.and_then(|holder| holder.person.as_ref());
    (holder.map(|holder| &holder.unit), held)
}

impl Index {
    /// A case is new: nothing was said of it, so nothing is left to tidy.
    pub(super) fn add(&mut self, slot: Slot, case: &Case) {
        let _ = self.follow(slot, &Entries::default(), case);
    }

    /// A case changed: only what differs is taken out and put in. After that, [`tidy`](Self::tidy) has to be called where
    /// the answer is `true`.
    #[must_use]
    pub(super) fn follow(&mut self, slot: Slot, before: &Entries, case: &Case) -> bool {
        let mut gone = false;
        for (name, old) in case.clock_names().zip(&before.clocks) {
            let (old, new) = (old.as_ref(), case.clock(name));
            if old == new {
                continue;
            }
            for (old, new) in ends(old)
                .into_iter()
                .zip(ends(new))
                .filter(|(old, new)| old != new)
            {
                if old.0.is_some() {
                    self.due.forget();
                    gone = true;
                }
                if let (Some(at), warning) = new {
                    self.due.push((at, slot, name, warning));
                }
            }
            match (is_undated(old), is_undated(new)) {
                (true, false) => drop(self.undated.remove(&(slot, name))),
                (false, true) => drop(self.undated.insert((slot, name))),
                _ => {}
            }
        }
        let (at, held) = whose(case);
        relist(&mut self.at, slot, before.at.as_ref(), at);
        relist(&mut self.held, slot, before.held.as_ref(), held);
        gone
    }

    /// Makes the top of what is due true again.
    pub(super) fn tidy(&mut self, cases: &Shelf<CaseId, Case>) {
        self.due.tidy(|key| is_due(cases, key));
    }
}

/// When a clock ends and when it warns, if it will, and which of them it is.
fn ends(clock: Option<&Clock>) -> [(Option<Instant>, bool); 2] {
    let running = clock.filter(|clock| !clock.overdue);
    [
        (running.and_then(|clock| clock.until), false),
        (running.and_then(|clock| clock.warn), true),
    ]
}

fn is_undated(clock: Option<&Clock>) -> bool {
    clock.is_some_and(|clock| clock.until.is_none())
}

/// Whether a clock still ends, or warns, when the queue says so.
pub(super) fn is_due(cases: &Shelf<CaseId, Case>, (at, slot, clock, warning): &DueKey) -> bool {
    let clock = cases.at(*slot).and_then(|(_, case)| case.clock(*clock));
    clock.is_some_and(|clock| !clock.overdue && Some(*at) == if *warning { clock.warn } else { clock.until })
}

fn relist<K: Clone + Hash + Eq>(
    lists: &mut Map<K, BTreeSet<Slot>>,
    slot: Slot,
    before: Option<&K>,
    after: Option<&K>,
) {
    if before == after {
        return;
    }
    if let Some(old) = before
        && let Some(slots) = lists.get_mut(old)
    {
        slots.remove(&slot);
        if slots.is_empty() {
            lists.swap_remove(old);
        }
    }
    if let Some(new) = after {
        match lists.get_mut(new) {
            Some(slots) => drop(slots.insert(slot)),
            None => drop(lists.insert(new.clone(), [slot].into())),
        }
    }
}
