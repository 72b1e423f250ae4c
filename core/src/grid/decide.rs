//! What a command to the grid leads to.
use super::{Command, Event, Grid, GridRefusal};
use crate::context::{Context, Scoped};

impl Grid {
    /// Decides a command; changes nothing.
    pub(crate) fn decide(
        &self,
        _context: &Context<'_>,
        _command: &Command,
    ) -> Result<Vec<Scoped<Event>>, GridRefusal> {
        Ok(Vec::new())
    }
}
