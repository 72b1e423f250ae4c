//! A state as one person sees it.

use super::State;
use crate::vocabulary::{Instant, PersonId};

impl State {
    /// The state as a person sees it at an instant: cases of confidential matters that are not for them are not there, so
    /// that every view of it leaves them out. Copies what is seen: time and memory grow with the whole.
    ///
    /// It is for looking at. What it lacks was never decided here, so nothing is decided by it either.
    pub fn as_seen_by(&self, viewer: &PersonId, at: Instant) -> Self {
        Self {
            editions: self.editions.clone(),
            grid: self.grid.clone(),
            cases: self.cases.seen_by(&self.grid, &self.editions, viewer, at),
            points: self.points.clone(),
        }
    }
}
