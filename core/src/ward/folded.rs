//! What the entries read so far come to.

use super::history::History;
use crate::context::Scoped;
use crate::journal::{Fault, Happened, Tip};
use crate::state::{Event, State};

/// The state a journal leads to, and what the ward must know besides: where it ends, and where each case appears. Kept apart from the store, so that the store can hand over entries without copying them.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) state: State,
    /// The last entry taken in.
    pub(super) tip: Tip,
    pub(super) history: History,
    /// Something was erased that may still lie in what the store left on disk.
    pub(super) to_scrub: bool,
}

impl Default for Folded {
    fn default() -> Self {
        Self {
            state: State::default(),
            tip: Tip::EMPTY,
            history: History::default(),
            to_scrub: false,
        }
    }
}

impl Folded {
    /// Takes in what happened in an entry, if it is the one after the `last`.
    pub(super) fn read(&mut self, last: &mut u64, happened: &Happened<'_>) -> Result<(), Fault> {
        let sequence = happened.sequence;
        if Some(sequence) != last.checked_add(1) {
            return Err(Fault::damaged(sequence, "sequence"));
        }
        self.apply(sequence, &happened.events()?);
        *last = sequence;
        Ok(())
    }

    /// Takes in an entry whose events are known.
    pub(super) fn take_in(&mut self, tip: Tip, events: &[Scoped<Event>]) {
        self.apply(tip.head.sequence, events);
        self.tip = tip;
    }

    fn apply(&mut self, sequence: u64, events: &[Scoped<Event>]) {
        for scoped in events {
            self.state.apply(&scoped.event);
            self.to_scrub |= matches!(scoped.event, Event::Erased { .. });
        }
        self.history.add(sequence, events);
    }
}
