//! All cases, with the indexes that keep questions quick.

use smol_str::SmolStr;

use super::index::{Index, Slot, due_key, is_at, is_due, is_held};
use super::{Case, CaseOrigin, ClockName, DueCase};
use crate::context::Editions;
use crate::grid::Grid;
use crate::rulebook::Link;
use crate::shelf::Shelf;
use crate::vocabulary::{CaseId, Instant, Map, PersonId, UnitId};

/// All cases. A look-up takes constant time, a change that of finding its place among what is due.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    pub(super) cases: Shelf<CaseId, Case>,
    pub(super) index: Index,
    /// The last number given, by what stands before it: `320311006001-2025`.
    pub(super) numbers: Map<SmolStr, u32>,
}

impl Cases {
    /// A case by its id.
    pub fn case(&self, id: &CaseId) -> Option<&Case> {
        self.cases.get(id)
    }

    /// All cases, in order of registration.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&CaseId, &Case)> {
        self.cases.iter()
    }

    /// How many cases there are, open and closed.
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The open cases that `unit`, or any unit in it, has now, in order of registration. Grows with the units that have
    /// open cases, and with the result and its logarithm.
    pub fn open_at<'a>(
        &'a self,
        grid: &'a Grid,
        unit: &'a UnitId,
    ) -> impl Iterator<Item = (&'a CaseId, &'a Case)> {
        let within = |at: &&UnitId| *at == unit || grid.contains(unit, at);
        let units = self.index.at.keys().filter(within);
        let mut slots: Vec<Slot> = units.flat_map(|at| self.slots_at(at)).collect();
        slots.sort_unstable();
        slots.into_iter().filter_map(|slot| self.at_slot(slot))
    }

    /// The open cases a person has taken, in order of registration. Grows with the result and its logarithm.
    pub fn held_by<'a>(&'a self, person: &PersonId) -> impl Iterator<Item = (&'a CaseId, &'a Case)> {
        let held = |slot| is_held(&self.cases, slot, person);
        let slots = self.index.held.of(person, &held);
        slots.into_iter().filter_map(|slot| self.at_slot(slot))
    }

    fn slots_at(&self, unit: &UnitId) -> Vec<Slot> {
        self.index.at.of(unit, &|slot| is_at(&self.cases, slot, unit))
    }

    /// How many open cases stand with a unit, or were raised at it. Grows with the open cases.
    pub(crate) fn open_on(&self, unit: &UnitId) -> u64 {
        let raised_there = |slot: &Slot| self.at_slot(*slot).is_some_and(|(_, case)| &case.unit == unit);
        let open = self.index.at.keys().map(|at| {
            let slots = self.slots_at(at);
            slots
                .iter()
                .filter(|slot| at == unit || raised_there(slot))
                .count()
        });
        open.sum::<usize>() as u64
    }

    /// Whether a case is a part of another, and open.
    pub(crate) fn is_open_part(&self, case: &CaseId) -> bool {
        self.case(case).is_some_and(|case| {
            let part = case.origin().is_some_and(|origin| origin.link == Link::Part);
            part && !case.is_closed()
        })
    }

    pub(super) fn at_slot(&self, slot: Slot) -> Option<(&CaseId, &Case)> {
        self.cases.at(slot)
    }

    /// The earliest thing that falls due by itself; what falls due at once goes by order of registration.
    pub(crate) fn next_due(&self) -> Option<(Instant, DueCase)> {
        let (at, number) = *self.index.due.first()?;
        let (slot, clock, warning) = due_key(number)?;
        let (case, _) = self.at_slot(slot)?;
        let case = case.clone();
        Some((at, DueCase { case, clock, warning }))
    }

    /// Checks that the indexes say what the cases say, and that no case promises what it should not. Walks every case.
    pub fn check(&self, editions: &Editions) -> Result<(), String> {
        let mut fresh = Index::default();
        for (slot, (id, case)) in (0..).zip(self.cases.iter()) {
            fresh.add(slot, case);
            sound(case, editions)
                .and_then(|()| self.linked(id, case))
                .map_err(|what| format!("case {id}: {what}"))?;
        }
        let (index, due) = (&self.index, fresh.due.sorted(&|_| true));
        let agree = [
            (
                "what is due",
                due == index.due.sorted(&|entry| is_due(&self.cases, entry)),
            ),
            ("what is due next", due.first() == index.due.first()),
            ("what has no date yet", fresh.undated == index.undated),
            (
                "open cases by unit",
                index.at.agree(&fresh.at, |at, slot| is_at(&self.cases, slot, at)),
            ),
            (
                "open cases by person",
                index
                    .held
                    .agree(&fresh.held, |by, slot| is_held(&self.cases, slot, by)),
            ),
        ];
        match agree.into_iter().find(|(_, agrees)| !agrees) {
            Some((index, _)) => Err(format!("the index of {index} does not agree with the cases")),
            None => Ok(()),
        }
    }

    /// What comes from a case says so, and its open parts are counted.
    fn linked(&self, id: &CaseId, case: &Case) -> Result<(), String> {
        let mut open_parts = 0;
        for begun in case.begun() {
            let Some(other) = self.case(begun) else {
                return Err(format!("there is no case {begun}, which came from it"));
            };
            match other.origin() {
                Some(origin) if origin.case == *id => {
                    open_parts = u32::from(self.is_open_part(begun)).saturating_add(open_parts);
                }
                _ => return Err(format!("case {begun} does not know that it came from it")),
            }
        }
        let known = |origin: &CaseOrigin| {
            self.case(&origin.case)
                .is_some_and(|from| from.begun().contains(id))
        };
        if !case.origin().is_none_or(known) {
            return Err("the case it comes from does not know of it".into());
        }
        if open_parts != case.open_parts() {
            return Err(format!(
                "{open_parts} of its parts are open, not {}",
                case.open_parts()
            ));
        }
        let kept = |into: &CaseId| into != id && self.case(into).is_some();
        if !case.merged_into().is_none_or(kept) {
            return Err("no other case keeps its duty".into());
        }
        Ok(())
    }
}

/// What stands still does not run, and what is kept of how a clock is counted is of one that runs.
fn timed(case: &Case) -> Result<(), String> {
    let pauses = case.clock(ClockName::Pause).is_some();
    for paused in case.paused() {
        if case.clock(paused.clock).is_some() || !pauses {
            return Err(format!("its {:?} clock stands still and runs", paused.clock));
        }
    }
    for (name, ..) in &case.rare().runs {
        if case.clock(*name).is_none() {
            return Err(format!("its {name:?} clock is counted and does not run"));
        }
    }
    if case.rare().follow_up.is_some() != case.clock(ClockName::FollowUp).is_some() {
        return Err("what follows it, and when, do not agree".into());
    }
    if case.merged_into().is_some() && !case.is_closed() {
        return Err("another case keeps its duty, and it is open".into());
    }
    Ok(())
}

fn sound(case: &Case, editions: &Editions) -> Result<(), String> {
    let procedure = editions
        .get(case.edition)
        .and_then(|rules| rules.procedures.get(&rules.matters.get(&case.matter)?.procedure))
        .ok_or("its procedure is not in its edition")?;
    let state = procedure
        .states
        .get(&case.state)
        .ok_or_else(|| format!("its procedure has no state `{}`", case.state))?;
    let closed = state.kind == crate::rulebook::StateKind::Closed;
    if closed != case.is_closed() {
        return Err(format!("state `{}` and its closing do not agree", case.state));
    }
    if closed && case.case_clock.is_some() {
        return Err("it is closed and its case clock runs".into());
    }
    for (name, clock) in case.clocks() {
        if clock.until.is_some_and(|until| until <= clock.since) {
            return Err(format!("its {name:?} clock ends as it starts"));
        }
    }
    timed(case)
}
