//! What happened, told again.

use super::{Error, PAGE, Ward};
use crate::context::Scoped;
use crate::journal::Entry;
use crate::state::Event;

impl Ward {
    /// Shows every event of the journal with the entry it is from, oldest first. Costs as much as reading the events back
    /// from the store, and keeps none of them.
    pub fn replay(&mut self, mut show: impl FnMut(&Entry, &Scoped<Event>)) -> Result<(), Error> {
        self.usable()?;
        let mut sequence = 0;
        loop {
            let entries = self.store.entries(sequence, PAGE)?;
            for entry in &entries {
                for scoped in entry.events()? {
                    show(entry, &scoped);
                }
                sequence = entry.sequence;
            }
            if entries.len() < PAGE {
                return Ok(());
            }
        }
    }
}
