//! What a case is decided by: its own edition, its matter and its procedure; and the way it can go in the grid.

use super::clocks::{self, Clockwork};
use super::{Case, ClockName, Holder};
use crate::context::Editions;
use crate::grid::{Grid, Unit};
use crate::rulebook::{Action, Bundle, ClockRule, Matter, Procedure};
use crate::vocabulary::{Instant, Label, MatterId, StateId, UnitId};

/// The rules a case follows. A running case keeps those it was registered under.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    /// The edition.
    pub(super) rules: &'a Bundle,
    /// The matter.
    pub(super) matter: &'a Matter,
    /// The procedure.
    pub(super) procedure: &'a Procedure,
}

impl<'a> Frame<'a> {
    /// The rules of a matter in an edition.
    pub(super) fn new(rules: &'a Bundle, matter: &MatterId) -> Option<Self> {
        let matter = rules.matters.get(matter)?;
        let procedure = rules.procedures.get(&matter.procedure)?;
        Some(Self {
            rules,
            matter,
            procedure,
        })
    }

    /// The rules of a case.
    pub(super) fn of(case: &Case, editions: &'a Editions) -> Option<Self> {
        Self::new(editions.get(case.edition)?, &case.matter)
    }

    /// What a state is called.
    pub(super) fn state_name(&self, state: &StateId) -> Label {
        let known = self.procedure.states.get(state);
        known.map_or_else(|| Label::One(state.to_string()), |state| state.name.clone())
    }

    /// Whether no further post sees another case than sees those under it.
    pub(super) fn keeps_secret(&self, other: &Case, editions: &'a Editions) -> bool {
        let Some(own) = &self.matter.confidential else {
            return true;
        };
        let other = Self::of(other, editions).and_then(|frame| frame.matter.confidential.as_ref());
        other.is_some_and(|other| other.seen_by.iter().all(|post| own.seen_by.contains(post)))
    }

    /// What counts its clocks, where `now` is the edition in force.
    pub(super) fn clockwork(&self, now: &'a Bundle, editions: &'a Editions) -> Clockwork<'a> {
        Clockwork {
            now,
            editions,
            own: self.rules,
            matter: self.matter,
        }
    }

    /// The rule by which a clock runs in a state.
    pub(super) fn clock_rule(&self, state: &StateId, clock: ClockName) -> Option<&'a ClockRule> {
        match clock {
            ClockName::State => self.procedure.states.get(state)?.clock.as_ref(),
            ClockName::Case => self.procedure.clock.as_ref(),
            ClockName::Pause | ClockName::FollowUp => None,
        }
    }

    /// Until when an action out of a closed state can be taken, where there is such a limit and its end is known.
    pub(super) fn window(&self, case: &Case, action: &Action, now: &Bundle) -> Option<Instant> {
        let closed = case.closed?;
        action.to.as_ref()?;
        let limit = self.procedure.states.get(&case.state)?.reopen?;
        clocks::window(now, limit, closed)
    }

    /// Who has a new case raised at `unit`: the handler of the level the matter enters, or else of the nearest above it.
    pub(super) fn entry(&self, unit: Unit<'_>) -> Option<Holder> {
        let enters = self.rules.rank(&self.matter.enters)?;
        unit.with_ancestors()
            .filter(|unit| {
                let rank = self.rules.rank(unit.level());
                rank.is_some_and(|rank| rank <= enters)
            })
            .find_map(|unit| self.handler(unit))
    }

    /// Who has it next when it goes up from `unit`: the handler at the nearest level above that has one (F12).
    pub(super) fn above(&self, grid: &Grid, unit: &UnitId) -> Option<Holder> {
        grid.ancestors(unit).find_map(|unit| self.handler(unit))
    }

    /// The matter's handler at a unit; taken by nobody yet.
    pub(super) fn handler(&self, unit: Unit<'_>) -> Option<Holder> {
        let post = self.matter.handlers.get(unit.level())?.clone();
        Some(Holder {
            unit: unit.id().clone(),
            post,
            body: None,
            person: None,
        })
    }
}
