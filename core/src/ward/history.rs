//! Which entries a case appears in.

use crate::context::Scoped;
use crate::state::Event;
use crate::vocabulary::{CaseId, Map};

/// For every case the numbers of its entries, as lists linked backwards: 16 bytes a step, nothing moved as they grow.
#[derive(Debug, Default)]
pub(super) struct History {
    last: Map<CaseId, usize>,
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    sequence: u64,
    /// The step before, counted from 1; 0 is none.
    before: usize,
}

impl History {
    pub(super) fn add(&mut self, sequence: u64, events: &[Scoped<Event>]) {
        for scoped in events {
            if let Event::Cases(event) = &scoped.event {
                let before = self.last.get(event.case()).copied().unwrap_or(0);
                if self.step(before).is_some_and(|step| step.sequence == sequence) {
                    continue;
                }
                self.steps.push(Step { sequence, before });
                let last = self.steps.len();
                match self.last.get_mut(event.case()) {
                    Some(step) => *step = last,
                    None => {
                        self.last.insert(event.case().clone(), last);
                    }
                }
            }
        }
    }

    /// The entries of a case, oldest first.
    pub(super) fn of(&self, case: &CaseId) -> Vec<u64> {
        let mut found = Vec::new();
        let mut at = self.last.get(case).copied().unwrap_or(0);
        while let Some(step) = self.step(at) {
            found.push(step.sequence);
            at = step.before;
        }
        found.reverse();
        found
    }

    fn step(&self, number: usize) -> Option<&Step> {
        self.steps.get(number.checked_sub(1)?)
    }
}
