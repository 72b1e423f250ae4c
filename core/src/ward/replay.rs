//! What happened, told again.

use super::{Error, PAGE, Ward};
use crate::context::Scoped;
use crate::journal::{Entry, Fault, Happened};
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

    /// Shows the events of every entry, oldest first, as the store keeps them. For whoever needs little of many events:
    /// neither who asked nor what was asked is read, and of the events as much as is looked at.
    pub(crate) fn skim(
        &mut self,
        mut show: impl FnMut(Happened<'_>) -> Result<(), Fault>,
    ) -> Result<(), Error> {
        self.usable()?;
        let mut last = 0;
        loop {
            let after = last;
            let read = self.store.happened(after, PAGE, &mut |happened| {
                last = happened.tip.head.sequence;
                show(happened)
            })?;
            if read < PAGE {
                return Ok(());
            }
        }
    }
}
