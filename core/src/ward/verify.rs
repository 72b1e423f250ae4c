//! Proof that the journal is what was written, and that the state is what follows from it.

use super::{Error, PAGE, Ward};
use crate::journal::{Entry, Fault, Head};
use crate::state::State;
use crate::vocabulary::{CommandId, Instant, Stamp};

impl Ward {
    /// Reads the whole journal from the store and checks everything: that no entry is missing, that every stored byte is the
    /// one that was hashed, that time never ran backwards, that the kept details fit their digests, and that the events give
    /// the state this ward is in. Costs as much as opening the ward and hashing all of it.
    ///
    /// # Errors
    /// [`Fault::Damaged`] names the first entry that is wrong, and its part: `hash` if any of its bytes, or of the entry
    /// before, are not what they were.
    pub fn verify(&mut self) -> Result<Head, Error> {
        self.verified(None)
    }

    /// The same, and that the journal holds a head that was kept elsewhere: nothing up to it was cut off or replaced.
    pub fn verify_against(&mut self, known: Head) -> Result<Head, Error> {
        self.verified(Some(known))
    }

    fn verified(&mut self, known: Option<Head>) -> Result<Head, Error> {
        self.refresh()?;
        let mut check = Check {
            head: Head::EMPTY,
            recorded: Instant::EARLIEST,
            state: State::default(),
        };
        let mut held = known.is_none_or(|known| known == Head::EMPTY);
        while check.head.sequence < self.folded.tip.head.sequence {
            let entries = self.store.entries(check.head.sequence, PAGE)?;
            if entries.is_empty() {
                break;
            }
            // Another process may have written more since.
            let last = self.folded.tip.head.sequence;
            let known_here = entries.iter().take_while(|entry| entry.sequence <= last);
            for entry in known_here {
                check.entry(entry)?;
                if let Some(stamp) = entry.stamp()? {
                    self.details_fit(entry, &stamp)?;
                }
                held |= Some(check.head) == known;
            }
        }
        let found = self.folded.tip.head;
        if let Some(known) = known.filter(|_| !held) {
            return Err(Fault::HeadMissing { known, found }.into());
        }
        if check.head != found {
            return Err(Fault::HeadMissing {
                known: found,
                found: check.head,
            }
            .into());
        }
        if check.state != self.folded.state {
            return Err(Fault::damaged(found.sequence, "state").into());
        }
        Ok(found)
    }

    fn details_fit(&mut self, entry: &Entry, stamp: &Stamp) -> Result<(), Fault> {
        if stamp.details.is_empty() {
            return Ok(());
        }
        let kept = self.store.details(entry.sequence)?;
        let fits = kept.len() == stamp.details.len()
            && kept.into_iter().zip(&stamp.details).all(|(kept, reference)| {
                kept.name == reference.name && kept.seal().is_none_or(|sealed| sealed == *reference)
            });
        if fits {
            Ok(())
        } else {
            Err(Fault::damaged(entry.sequence, "detail"))
        }
    }
}

/// What the entries read so far lead to.
struct Check {
    head: Head,
    recorded: Instant,
    state: State,
}

impl Check {
    fn entry(&mut self, entry: &Entry) -> Result<(), Fault> {
        let sequence = self.head.sequence.saturating_add(1);
        let damaged = |part| Err(Fault::damaged(sequence, part));
        if entry.sequence != sequence {
            return damaged("sequence");
        }
        if entry.chained(&self.head.hash)? != entry.hash {
            return damaged("hash");
        }
        if entry.recorded < self.recorded {
            return damaged("recorded");
        }
        // The columns by which stores find a command are no part of what is hashed: the stamp is.
        let stamped: Option<CommandId> = entry.stamp()?.map(|stamp| stamp.id);
        if stamped.as_ref() != entry.id() {
            return damaged("origin");
        }
        for scoped in entry.events()? {
            self.state.apply(&scoped.event);
        }
        self.head = entry.head();
        self.recorded = entry.recorded;
        Ok(())
    }
}
