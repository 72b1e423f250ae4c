//! The indexes of the cases: what each of them says of a case, and how a change of the case carries over.

use std::collections::BTreeSet;

use super::listed::Listed;
use super::{Case, Clock, ClockName};
use crate::due_queue::{DueQueue, Entry};
use crate::shelf::{Place, Shelf};
use crate::vocabulary::{CaseId, Instant, PersonId, UnitId};

/// The position of a case in the order of registration. Cases are never removed, so it never changes.
pub(super) type Slot = Place;

/// What of a case falls due: the end of a clock, or the warning before. So ordered, what falls due at once is carried out
/// by registration.
pub(super) type DueKey = (Slot, ClockName, bool);

/// The number that says what, in the same order: a bit for the warning, two for the clock, the slot above them.
fn number((slot, clock, warning): DueKey) -> u64 {
    u64::from(slot) << 3 | (clock as u64) << 1 | u64::from(warning)
}

/// What a number says.
pub(super) fn due_key(number: u64) -> Option<DueKey> {
    let clock = ClockName::ALL.get((number >> 1 & 3) as usize)?;
    Some((Slot::try_from(number >> 3).ok()?, *clock, number & 1 == 1))
}

/// A clock whose end is not known yet.
pub(super) type UndatedKey = (Slot, ClockName);

/// What is found without looking at every case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    /// Running clocks with a known end, and the warnings before.
    pub(super) due: DueQueue,
    /// Running clocks whose end is not known yet.
    pub(super) undated: BTreeSet<UndatedKey>,
    /// Open cases by the unit that has them.
    pub(super) at: Listed<UnitId>,
    /// Open cases by the person who took them.
    pub(super) held: Listed<PersonId>,
}

/// All that the index says of one case.
#[derive(Default)]
pub(super) struct Entries {
    clocks: Clocks,
    /// The unit that has it, while it is open.
    at: Option<UnitId>,
    /// Who took it, while it is open.
    held: Option<PersonId>,
}

/// The clocks of a case, in the order of [`ClockName::ALL`].
type Clocks = [Option<Clock>; ClockName::ALL.len()];

/// What a change of a case left to be tidied: of what it was listed under, and of what was due.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Gone {
    due: bool,
    at: bool,
    held: bool,
}

impl Entries {
    pub(super) fn of(case: &Case) -> Self {
        Self {
            clocks: clocks(case),
            at: unit(case).cloned(),
            held: taker(case).cloned(),
        }
    }
}

fn clocks(case: &Case) -> Clocks {
    let rare = case.rare();
    [
        case.state_clock,
        case.case_clock,
        rare.pause,
        rare.follow_up_clock,
    ]
}

/// The unit that has a case, while it is open.
fn unit(case: &Case) -> Option<&UnitId> {
    (!case.is_closed()).then_some(&case.holder.unit)
}

/// Who took a case, while it is open.
fn taker(case: &Case) -> Option<&PersonId> {
    case.holder.person.as_ref().filter(|_| !case.is_closed())
}

impl Index {
    /// A case is new: nothing was said of it, so nothing is left to tidy.
    pub(super) fn add(&mut self, slot: Slot, case: &Case) {
        let _ = self.follow(slot, &Entries::default(), case);
    }

    /// A case changed: only what differs is taken out and put in. After that, [`tidy`](Self::tidy) has to be called where
    /// something is gone.
    #[must_use]
    pub(super) fn follow(&mut self, slot: Slot, before: &Entries, case: &Case) -> Gone {
        let mut gone = Gone::default();
        // What only some cases have is never taken from them, so that these are the names of before too.
        for (name, old) in case.clock_names().zip(&before.clocks) {
            let new = case.clock(name);
            if old.as_ref() != new {
                gone.due |= self.follow_clock(slot, name, *old, new.copied());
            }
        }
        let (at, held) = (unit(case), taker(case));
        if before.at.as_ref() != at {
            gone.at = before.at.is_some();
            at.into_iter().for_each(|at| self.at.add(at, slot));
        }
        if before.held.as_ref() != held {
            gone.held = before.held.is_some();
            held.into_iter().for_each(|held| self.held.add(held, slot));
        }
        gone
    }

    /// Whether what is due has to be tidied.
    fn follow_clock(&mut self, slot: Slot, name: ClockName, old: Option<Clock>, new: Option<Clock>) -> bool {
        let mut gone = false;
        for ((old, _), (new, warning)) in ends(old).into_iter().zip(ends(new)) {
            if old == new {
                continue;
            }
            if let Some(at) = old {
                gone |= self.due.forget(at, number((slot, name, warning)));
            }
            if let Some(at) = new {
                self.due.push(at, number((slot, name, warning)));
            }
        }
        match (is_undated(old), is_undated(new)) {
            (true, false) => drop(self.undated.remove(&(slot, name))),
            (false, true) => drop(self.undated.insert((slot, name))),
            _ => {}
        }
        gone
    }

    /// Makes true again what a change of a case left behind.
    pub(super) fn tidy(&mut self, gone: Gone, before: &Entries, cases: &Shelf<CaseId, Case>) {
        if gone.due {
            self.due.tidy(&|entry| is_due(cases, entry));
        }
        if let Some(at) = before.at.as_ref().filter(|_| gone.at) {
            self.at.forget(at, &|slot| is_at(cases, slot, at));
        }
        if let Some(held) = before.held.as_ref().filter(|_| gone.held) {
            self.held.forget(held, &|slot| is_held(cases, slot, held));
        }
    }
}

/// When a clock ends and when it warns, if it will, and which of them it is.
fn ends(clock: Option<Clock>) -> [(Option<Instant>, bool); 2] {
    let running = clock.filter(|clock| !clock.overdue);
    [
        (running.and_then(|clock| clock.until), false),
        (running.and_then(|clock| clock.warn), true),
    ]
}

fn is_undated(clock: Option<Clock>) -> bool {
    clock.is_some_and(|clock| clock.until.is_none())
}

/// Whether a clock still ends, or warns, when the queue says so.
pub(super) fn is_due(cases: &Shelf<CaseId, Case>, (at, number): &Entry) -> bool {
    let Some((slot, clock, warning)) = due_key(*number) else {
        return false;
    };
    let clock = cases.at(slot).and_then(|(_, case)| case.clock(clock));
    clock.is_some_and(|clock| !clock.overdue && Some(*at) == if warning { clock.warn } else { clock.until })
}

/// Whether a unit still has a case.
pub(super) fn is_at(cases: &Shelf<CaseId, Case>, slot: Slot, at: &UnitId) -> bool {
    cases.at(slot).and_then(|(_, case)| unit(case)) == Some(at)
}

/// Whether a case is still with who took it.
pub(super) fn is_held(cases: &Shelf<CaseId, Case>, slot: Slot, by: &PersonId) -> bool {
    cases.at(slot).and_then(|(_, case)| taker(case)) == Some(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_falls_due_is_told_by_a_number_in_the_same_order() {
        let slots = [0, 1, 7, Slot::MAX];
        let clocks = slots
            .into_iter()
            .flat_map(|slot| ClockName::ALL.map(|clock| (slot, clock)));
        let keys: Vec<DueKey> = clocks
            .flat_map(|(slot, clock)| [(slot, clock, false), (slot, clock, true)])
            .collect();
        assert!(keys.iter().all(|key| due_key(number(*key)) == Some(*key)));
        assert!(keys.is_sorted() && keys.iter().is_sorted_by_key(|key| number(*key)));
    }
}
