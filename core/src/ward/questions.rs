//! Questions that need the ward's rulebook or its journal besides its state.

use super::{Answer, Error, Ward};
use crate::cases::{Case, WhyNot};
use crate::grid::Answering;
use crate::rulebook::Bundle;
use crate::state::State;
use crate::views::{Gap, staffing};
use crate::vocabulary::{ActionId, CaseId, CommandId, Date, Instant, PersonId, PostId, UnitId};

impl Ward {
    /// The rulebook in force at an instant; before the first edition, the first.
    pub fn rules(&self, at: Instant) -> Option<&Bundle> {
        self.folded
            .state
            .editions
            .at(at)
            .map(|(_, bundle)| bundle.as_ref())
    }

    /// The rulebook in force when the last entry was recorded.
    pub fn rules_now(&self) -> Option<&Bundle> {
        self.rules(self.last_recorded())
    }

    /// A case as it stands.
    pub fn case(&self, id: &CaseId) -> Option<&Case> {
        self.folded.state.cases.case(id)
    }

    /// Why somebody may not take an action on a case at an instant, or that they may: every *who*, need and clock it depends
    /// on, with whether it is so. `None` for a case nobody knows or that they may not see, or an action its procedure does not
    /// have.
    pub fn why_not(&self, case: &CaseId, action: &ActionId, actor: &PersonId, at: Instant) -> Option<WhyNot> {
        let State {
            cases,
            grid,
            editions,
            ..
        } = &self.folded.state;
        cases.why_not(grid, editions, case, action, actor, at)
    }

    /// Whether a person may see a case at an instant: see [`Cases::may_see`](crate::cases::Cases::may_see).
    pub fn may_see(&self, case: &CaseId, viewer: &PersonId, at: Instant) -> bool {
        let State {
            cases,
            grid,
            editions,
            ..
        } = &self.folded.state;
        cases.may_see(grid, editions, case, viewer, at)
    }

    /// Who answers for a post at a unit on a day, as known at an instant or now.
    pub fn who_answers(
        &self,
        post: &PostId,
        unit: &UnitId,
        on: Date,
        known_at: Option<Instant>,
    ) -> Option<Answering> {
        let newest = self.rules_now()?;
        let rules = self.rules(newest.zone.day_start(on))?;
        self.folded
            .state
            .grid
            .who_answers(rules, post, unit, on, known_at)
    }

    /// Where cases would stick on a day for want of somebody, by the rulebook in force that day: see
    /// [`views::staffing`](crate::views::staffing()).
    pub fn staffing(&self, on: Date) -> Vec<Gap> {
        let starts = |rules: &Bundle| self.rules(rules.zone.day_start(on));
        let rules = self.rules_now().and_then(starts);
        rules.map_or_else(Vec::new, |rules| staffing(rules, &self.folded.state.grid, on))
    }

    /// The answer a command was given, if it was given one: for who sent it, whole, whoever may see what it was about. Costs
    /// one look-up in the store.
    pub fn find(&mut self, id: &CommandId) -> Result<Option<Answer>, Error> {
        self.usable()?;
        let Some(entry) = self.found(id)? else {
            return Ok(None);
        };
        Ok(Some(Answer {
            sequence: entry.sequence,
            id: id.clone(),
            outcome: entry.outcome()?,
            repeated: true,
        }))
    }
}
