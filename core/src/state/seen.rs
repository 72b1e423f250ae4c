//! A state as one person sees it. Views take the viewer; what is not for them is absent, not masked.

use super::{Event, Outcome, State};
use crate::cases::Kept;
use crate::vocabulary::{CaseId, Instant, PersonId};

impl State {
    /// Whether a case is shown to somebody at an instant: to everybody where nobody is named, and else to who may see it
    /// ([`Cases::may_see`](crate::cases::Cases::may_see)).
    pub fn shows(&self, case: &CaseId, seen_by: Option<&PersonId>, at: Instant) -> bool {
        seen_by.is_none_or(|viewer| self.cases.may_see(&self.grid, &self.editions, case, viewer, at))
    }

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

impl Event {
    /// Takes the cases that are not shown out of it.
    pub(crate) fn keep(&mut self, shows: impl Fn(&CaseId) -> bool) -> Kept {
        match self {
            Self::Cases(event) => event.keep(shows),
            Self::Adopted { .. } | Self::Grid(_) | Self::Points(_) | Self::Erased { .. } => Kept::Whole,
        }
    }
}

impl Outcome {
    /// Takes the cases that are not shown out of it, and says whether that left it whole.
    pub(crate) fn keep(&mut self, shows: impl Fn(&CaseId) -> bool) -> bool {
        let mut whole = true;
        if let Self::Accepted(events) = self {
            events.retain_mut(|scoped| {
                let kept = scoped.event.keep(&shows);
                whole &= kept == Kept::Whole;
                kept != Kept::Nothing
            });
        }
        whole
    }
}
