//! What a command to the points leads to.
use super::{Command, DuePoints, Event, Ledger, PointsRefusal};
use crate::context::{Context, Earned, Editions, Scoped};
use crate::grid::Grid;
use crate::rulebook::Bundle;
use crate::vocabulary::Instant;

impl Ledger {
    /// Decides a command; changes nothing.
    pub(crate) fn decide(
        &self,
        _context: &Context<'_>,
        _grid: &Grid,
        _command: &Command,
    ) -> Result<Vec<Scoped<Event>>, PointsRefusal> {
        Ok(Vec::new())
    }

    /// The points an action on a case earns. A rule that gives nothing withholds; it never refuses.
    pub(crate) fn earned(
        &self,
        _rules: &Bundle,
        _grid: &Grid,
        _at: Instant,
        _earned: &[Earned],
    ) -> Vec<Scoped<Event>> {
        Vec::new()
    }

    /// The earliest thing that falls due by itself.
    pub(crate) fn next_due(&self) -> Option<(Instant, DuePoints)> {
        None
    }

    /// What happens when it does, as of its own instant.
    pub(crate) fn carry_out(
        &self,
        _grid: &Grid,
        _editions: &Editions,
        _at: Instant,
        _due: &DuePoints,
    ) -> Vec<Scoped<Event>> {
        Vec::new()
    }
}
