//! A case as it stands: what decisions and figures need, and no more. Its history is in the journal.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::rare::{NOTHING, Rare};
use super::{CaseOrigin, ClockName, Mark, PausedClock};
use crate::vocabulary::{
    BodyId, CaseId, ChannelId, Instant, MarkId, MatterId, PersonId, PostId, StateId, UnitId,
};

/// Who has a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// At which unit.
    pub unit: UnitId,
    /// In which post: it answers for the case, also where a body does the work.
    pub post: PostId,
    /// The body that has it (F09, F13); its members act like those who answer for the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// The person who took it; until somebody does, everyone who answers for the post has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// A clock that was started. Its limit is in the edition's procedure, how it was counted in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Since when.
    pub since: Instant,
    /// Its end; what happens at that instant is in time. `None` until the calendar of that year is published.
    pub until: Option<Instant>,
    /// When a warning is still due.
    pub warn: Option<Instant>,
    /// Its end has passed and the case is marked; nothing more comes of it.
    pub overdue: bool,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
// The fields that every action reads stand together, the others after them: a case that was not looked at for long comes
// from memory line by line, and what an action need not read, it need not wait for.
#[repr(C)]
pub struct Case {
    /// The state it is in.
    pub state: StateId,
    /// The edition whose procedure it follows.
    pub edition: u32,
    /// How often an action was taken, by people and by the system.
    pub steps: u32,
    /// What only some cases have.
    pub(super) rare: Option<Box<Rare>>,
    /// The matter.
    pub matter: MatterId,
    /// Who has it.
    pub holder: Holder,
    /// When it was raised, as claimed.
    pub registered: Instant,
    /// When a person last acted on it, or registered it, as claimed: nobody's later act came before.
    pub(super) acted: Instant,
    /// When it was last closed, as claimed; `None` while it is open.
    pub closed: Option<Instant>,
    /// What the system did since a person last closed it, oldest first: what an offline act may be excused from.
    pub(super) moves: Vec<Moved>,
    /// The place.
    pub unit: UnitId,
    /// The clock of the state it is in.
    pub state_clock: Option<Clock>,
    /// The clock of the whole case; it ends when the case is closed and begins anew when it is reopened.
    pub case_clock: Option<Clock>,
    /// Who raised it, or in whose name it was raised; `None` where nobody is named.
    pub requester: Option<PersonId>,
    /// When somebody other than the requester first acted on it, as claimed.
    pub responded: Option<Instant>,
    /// The requester's last rating, 1 to 5.
    pub rating: Option<u8>,
    /// How often it was opened again.
    pub reopened: u16,
    /// State clocks that ended unkept and were not excused.
    pub missed_states: u16,
    /// Case clocks that ended unkept and were not excused.
    pub missed_cases: u16,
    /// Who had it before it last changed hands; taking it does not count.
    pub previous: Option<Box<Holder>>,
    /// The end of its first state clock, where there is one and it is known.
    pub respond_by: Option<Instant>,
    /// Its printed number, such as `320311006001-2025-0412`.
    pub number: SmolStr,
    /// How it came in.
    pub channel: Option<ChannelId>,
    /// Who took it in; `None` is the system.
    pub by: Option<PersonId>,
}

/// A step of the system, and how the case stood before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    /// When, which is the end of the clock.
    pub(super) at: Instant,
    /// Which clock.
    pub(super) clock: ClockName,
    /// Whether the clock's end counted as missed.
    pub(super) missed: bool,
    /// When a person had last acted before.
    pub(super) acted: Instant,
    /// Whether somebody was excused already.
    pub(super) excused: bool,
    /// The state before.
    pub(super) state: StateId,
    /// The holder before.
    pub(super) holder: Holder,
}

/// So many steps of the system are remembered; more than there are levels.
pub(super) const MOVES: usize = 16;

impl Case {
    /// One of its clocks.
    pub fn clock(&self, name: ClockName) -> Option<&Clock> {
        match name {
            ClockName::State => self.state_clock.as_ref(),
            ClockName::Case => self.case_clock.as_ref(),
            ClockName::Pause => self.rare().pause.as_ref(),
            ClockName::FollowUp => self.rare().follow_up_clock.as_ref(),
        }
    }

    pub(super) fn clock_mut(&mut self, name: ClockName) -> &mut Option<Clock> {
        match name {
            ClockName::State => &mut self.state_clock,
            ClockName::Case => &mut self.case_clock,
            ClockName::Pause => &mut self.rare_mut().pause,
            ClockName::FollowUp => &mut self.rare_mut().follow_up_clock,
        }
    }

    /// Its clocks that run or ran out, with their names.
    pub fn clocks(&self) -> impl Iterator<Item = (ClockName, &Clock)> {
        self.clock_names()
            .filter_map(|name| Some((name, self.clock(name)?)))
    }

    /// The names of the clocks it may have or have had.
    pub(super) fn clock_names(&self) -> impl Iterator<Item = ClockName> + use<> {
        let names = if self.rare.is_some() { 4 } else { 2 };
        ClockName::ALL.into_iter().take(names)
    }

    pub(super) fn rare(&self) -> &Rare {
        self.rare.as_deref().unwrap_or(&NOTHING)
    }

    pub(super) fn rare_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// The case it comes from, where a step of another began it.
    pub fn origin(&self) -> Option<&CaseOrigin> {
        self.rare().origin.as_ref()
    }

    /// The cases that came from it, in order: its parts, and what followed.
    pub fn begun(&self) -> &[CaseId] {
        &self.rare().begun
    }

    /// How many of its parts are open.
    pub fn open_parts(&self) -> u32 {
        self.rare().open_parts
    }

    /// The case that keeps the duty, where it was merged 并案.
    pub fn merged_into(&self) -> Option<&CaseId> {
        self.rare().merged_into.as_ref()
    }

    /// All who raised it: its own requester, then those whose cases were merged into it. All of them hear the answer.
    pub fn requesters(&self) -> impl Iterator<Item = &PersonId> {
        self.requester.iter().chain(&self.rare().joined)
    }

    /// The marks left on it and not taken away.
    pub fn marks(&self) -> &[Mark] {
        &self.rare().marks
    }

    /// The mark of that name, if it is there.
    pub fn marked(&self, mark: &MarkId) -> Option<&Mark> {
        self.rare().marked(mark)
    }

    /// The clocks that stand still.
    pub fn paused(&self) -> &[PausedClock] {
        &self.rare().paused
    }

    /// The next end of one of its clocks; those that ran out already do not count.
    pub fn next_deadline(&self) -> Option<Instant> {
        self.clocks()
            .filter(|(name, clock)| !clock.overdue && *name != ClockName::FollowUp)
            .filter_map(|(_, clock)| clock.until)
            .min()
    }

    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    /// Whether a clock ran out on somebody who had it, and nobody was excused.
    pub fn is_overdue(&self) -> bool {
        self.missed_states > 0
            || self.missed_cases > 0
            || self
                .clocks()
                .any(|(name, clock)| clock.overdue && name != ClockName::FollowUp)
    }

    /// The step of the system that an act of that instant came before, if it can still be excused.
    pub(super) fn moved_after(&self, occurred: Instant) -> Option<&Moved> {
        self.moves
            .iter()
            .find(|moved| occurred <= moved.at)
            .filter(|moved| !moved.excused)
    }
}
