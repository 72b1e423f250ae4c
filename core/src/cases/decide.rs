//! What a command to the cases leads to.

use super::{CaseRefusal, Cases, Command, Event};
use crate::context::{Context, Earned, Editions, Scoped};
use crate::grid::Grid;

/// What a command to the cases leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// What happens to cases.
    pub events: Vec<Scoped<Event>>,
    /// Points that follow.
    pub earned: Vec<Earned>,
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
