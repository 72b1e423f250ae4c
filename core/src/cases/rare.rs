//! What only some cases have, kept apart so that the others stay small.

use super::{Besides, CaseOrigin, Clock, ClockName, FollowUp, Mark, PausedClock, Run};
use crate::calendar::Limit;
use crate::vocabulary::{CaseId, MarkId, PersonId};

/// What only some cases have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rare {
    /// The case it comes from.
    pub(super) origin: Option<CaseOrigin>,
    /// The cases that came from it, in order.
    pub(super) begun: Vec<CaseId>,
    /// How many of its parts are open.
    pub(super) open_parts: u32,
    /// The case that keeps the duty.
    pub(super) merged_into: Option<CaseId>,
    /// Those whose cases were merged into it: they are heard too.
    pub(super) joined: Vec<PersonId>,
    /// Marks left and not taken away.
    pub(super) marks: Vec<Mark>,
    /// What begins when the follow-up clock ends.
    pub(super) follow_up: Option<FollowUp>,
    /// How clocks are counted that do not simply run from their start by the procedure's limit.
    pub(super) runs: Vec<(ClockName, Limit, Run)>,
    /// Clocks that stand still.
    pub(super) paused: Vec<PausedClock>,
    /// The pause's own clock.
    pub(super) pause: Option<Clock>,
    /// The clock at whose end another case begins.
    pub(super) follow_up_clock: Option<Clock>,
}

/// What a case has that has nothing rare.
pub(super) static NOTHING: Rare = Rare {
    origin: None,
    begun: Vec::new(),
    open_parts: 0,
    merged_into: None,
    joined: Vec::new(),
    marks: Vec::new(),
    follow_up: None,
    runs: Vec::new(),
    paused: Vec::new(),
    pause: None,
    follow_up_clock: None,
};

impl Rare {
    pub(super) fn marked(&self, mark: &MarkId) -> Option<&Mark> {
        self.marks.iter().find(|left| left.mark == *mark)
    }

    pub(super) fn run(&self, clock: ClockName) -> Option<(Limit, &Run)> {
        let mut runs = self.runs.iter();
        runs.find(|(name, ..)| *name == clock)
            .map(|(_, limit, run)| (*limit, run))
    }

    /// A clock starts or ends: what was kept of how it ran is no longer so.
    pub(super) fn forget(&mut self, clock: ClockName) {
        self.runs.retain(|(name, ..)| *name != clock);
        self.paused.retain(|paused| paused.clock != clock);
    }

    /// Takes in what an action did besides. The clocks it paused are for the case to take away.
    pub(super) fn take_in(&mut self, besides: &Besides) {
        for paused in &besides.paused {
            self.forget(paused.clock);
            self.paused.push(paused.clone());
        }
        if let Some(follow_up) = &besides.follow_up {
            self.follow_up = Some(follow_up.clone());
        }
        if let Some(into) = &besides.merged_into {
            self.merged_into = Some(into.clone());
        }
        self.marks.retain(|left| !besides.cleared.contains(&left.mark));
        for mark in &besides.marks {
            self.marks.retain(|left| left.mark != mark.mark);
            self.marks.push(mark.clone());
        }
    }
}
