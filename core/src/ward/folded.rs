//! What the entries read so far come to.

use std::collections::BTreeMap;

use super::history::History;
use crate::context::Scoped;
use crate::journal::{Fault, Happened, Tip};
use crate::state::{Event, State};
use crate::vocabulary::Origin;

/// The state a journal leads to, and what the ward must know besides: where it ends, what each origin sent last, and
/// where each case appears. Kept apart from the store, so that the store can hand over entries without copying them.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) state: State,
    /// The last entry taken in.
    pub(super) tip: Tip,
    /// The highest number of every origin.
    pub(super) origins: BTreeMap<Origin, u64>,
    pub(super) history: History,
    /// Something was erased that may still lie in what the store left on disk.
    pub(super) to_scrub: bool,
}

impl Default for Folded {
    fn default() -> Self {
        Self {
            state: State::default(),
            tip: Tip::EMPTY,
            origins: BTreeMap::new(),
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
        self.take_in(happened, &events)
    }

    /// Takes in an entry whose events are known.
    pub(super) fn take_in(&mut self, happened: &Happened<'_>, events: &[Scoped<Event>]) -> Result<(), Fault> {
        let sequence = happened.tip.head.sequence;
        for scoped in events {
            self.state.apply(&scoped.event);
            self.to_scrub |= matches!(scoped.event, Event::Erased { .. });
        }
        self.history.add(sequence, events);
        if let Some((origin, number)) = happened.id {
            match self.origins.get_mut(origin) {
                Some(last) => *last = number.max(*last),
                None => {
                    let origin = Origin::new(origin).map_err(|_| Fault::damaged(sequence, "origin"))?;
                    self.origins.insert(origin, number);
                }
            }
        }
        self.tip = happened.tip;
        Ok(())
    }
}
