//! What a command to the cases leads to.
use super::{CaseRefusal, Cases, Command, DueCase, Event};
use crate::context::{Context, Earned, Editions, Scoped};
use crate::grid::Grid;
use crate::rulebook::Bundle;
use crate::vocabulary::Instant;

/// What a command to the cases leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// What happens to cases.
    pub events: Vec<Scoped<Event>>,
    /// Points that follow.
    pub earned: Vec<Earned>,
}

impl Cases {
    /// Decides a command; changes nothing.
    pub(crate) fn decide(
        &self,
        _context: &Context<'_>,
        _grid: &Grid,
        _editions: &Editions,
        _command: &Command,
    ) -> Result<Decided, CaseRefusal> {
        Ok(Decided::default())
    }

    /// The earliest thing that falls due by itself.
    pub(crate) fn next_due(&self) -> Option<(Instant, DueCase)> {
        None
    }

    /// What happens when it does, as of its own instant.
    pub(crate) fn carry_out(
        &self,
        _grid: &Grid,
        _editions: &Editions,
        _at: Instant,
        _due: &DueCase,
    ) -> Decided {
        Decided::default()
    }

    /// Deadlines that become known with a calendar that has just been adopted.
    pub(crate) fn dated(&self, _adopted: &Bundle) -> Vec<Scoped<Event>> {
        Vec::new()
    }
}
