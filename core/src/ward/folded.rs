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
    /// Takes in an entry as it was stored.
    pub(super) fn read(&mut self, happened: &Happened<'_>) -> Result<(), Fault> {
        let sequence = happened.tip.head.sequence;
        if Some(sequence) != self.tip.head.sequence.checked_add(1) {
            return Err(Fault::damaged(sequence, "sequence"));
        }
        let events = happened.events()?;
        self.take_in(happened.tip, &events);
        Ok(())
    }

    /// Takes in an entry whose events are known.
    pub(super) fn take_in(&mut self, tip: Tip, events: &[Scoped<Event>]) {
        for scoped in events {
            self.state.apply(&scoped.event);
            self.to_scrub |= matches!(scoped.event, Event::Erased { .. });
        }
        self.history.add(tip.head.sequence, events);
        self.tip = tip;
    }
}
