//! What a command to the cases leads to.

use super::{CaseRefusal, Cases, Command, Event};
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
    /// Points that follow.
    pub earned: Vec<Earned>,
}

impl Decided {
    /// Something happens to a case at `unit`, and no points follow.
    pub(super) fn at(unit: &UnitId, event: Event) -> Self {
        Self {
            first: None,
            event: Scoped::at(unit.clone(), event),
            earned: Vec::new(),
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
        }
    }
}
