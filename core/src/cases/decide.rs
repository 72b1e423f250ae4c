//! What a command to the cases leads to.

use super::{Case, CaseRefusal, Cases, Command, Event, Hand, Holder};
use crate::context::{Context, Earned, Editions, Scoped};
use crate::grid::Grid;
use crate::vocabulary::UnitId;

/// What a command to the cases leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What happens to it first: a step of the system is excused. Rare, and so kept small.
    pub first: Option<Box<Scoped<Event>>>,
    /// What happens to the case.
    pub event: Scoped<Event>,
    /// What happens to other cases: those that begin with it.
    pub more: Vec<Scoped<Event>>,
    /// Points that follow.
    pub earned: Vec<Earned>,
}

impl Decided {
    /// Something happens to a case, and no points follow.
    pub(super) fn only(event: Scoped<Event>) -> Self {
        Self {
            first: None,
            event,
            more: Vec::new(),
            earned: Vec::new(),
        }
    }
}

impl Case {
    /// An event of this case: seen at its place, and by those who have it before or after, where they are elsewhere.
    /// What lies above the place sees it anyway.
    pub(super) fn scoped(&self, grid: &Grid, event: Event) -> Scoped<Event> {
        let after = match &event {
            Event::Acted { hand, .. } => hand.as_ref().map(Hand::holder),
            _ => None,
        };
        let mut also: Vec<UnitId> = Vec::new();
        for Holder { unit, .. } in core::iter::once(&self.holder).chain(after) {
            if *unit != self.unit && !also.contains(unit) && !grid.contains(unit, &self.unit) {
                also.push(unit.clone());
            }
        }
        Scoped {
            also,
            ..Scoped::at(self.unit.clone(), event)
        }
    }
}

impl Cases {
    /// Decides a command; changes nothing. Its cost depends on the rulebook and on the depth of the grid alone.
    pub(crate) fn decide(
        &self,
        context: &Context<'_>,
        grid: &Grid,
        editions: &Editions,
        command: &Command,
    ) -> Result<Decided, CaseRefusal> {
        match command {
            Command::Register(register) => self.register(context, grid, editions, register),
            Command::Act(act) => self.act(context, grid, editions, act),
            Command::Migrate(migrate) => self.migrated(context, grid, editions, migrate),
        }
    }
}
