//! What of an entry changes the state.

use super::Fault;
use crate::context::Scoped;
use crate::state::Event;
use crate::vocabulary::{Instant, json};

/// What of an entry changes the state, borrowed from wherever the store keeps it: folding a journal reads neither who
/// asked nor what was asked nor the hash, so a store need not fetch that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened<'a> {
    /// The number of the entry.
    pub sequence: u64,
    /// When it was taken in.
    pub recorded: Instant,
    /// A list of scoped events, as JSON; `None` if it was refused.
    pub events: Option<&'a str>,
}

impl Happened<'_> {
    /// What happened; nothing if it was refused.
    pub fn events(&self) -> Result<Vec<Scoped<Event>>, Fault> {
        let events = self.events.map_or_else(|| Ok(Vec::new()), json::from_str);
        events.map_err(|_| Fault::damaged(self.sequence, "reply"))
    }
}
