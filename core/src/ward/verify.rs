//! Proof that the journal is what was written, and that the state is what follows from it.

use std::collections::BTreeSet;

use super::claims::Claims;
use super::{Error, PAGE, Ward};
use crate::context::Scoped;
use crate::journal::{Entry, Fault, Head};
use crate::state::{Event, State};
use crate::vocabulary::{DetailName, DetailRef, Instant};

/// Details found without their text, of which no entry read so far says that they were erased.
type Tombstones = BTreeSet<(u64, DetailName)>;

impl Ward {
    /// Reads the whole journal from the store and checks everything: that no entry is missing, that every stored byte is the
    /// one that was hashed, that time never ran backwards, that the commands held for answered are those of the entries and
    /// no others, that the kept details fit their digests and exactly those are missing that were erased, and that the events
    /// give the state this ward is in. Costs as much as opening the ward and hashing all of it. Other processes may go on
    /// writing: what they add while this reads is left to the next time.
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
        // Read before the entries, and where the journal ends after them: what others add meanwhile is no claim without an entry.
        let mut claims = Claims::of(self.store.runs()?);
        let last = self.store.tip()?.head.sequence;
        let mut tombstones = Tombstones::new();
        let mut held = known.is_none_or(|known| known == Head::EMPTY);
        while check.head.sequence < self.folded.tip.head.sequence {
            let entries = self.store.entries(check.head.sequence, PAGE)?;
            if entries.is_empty() {
                break;
            }
            // Another process may have written more since.
            let here = self.folded.tip.head.sequence;
            let known_here = entries.iter().take_while(|entry| entry.sequence <= here);
            for entry in known_here {
                let events = check.entry(entry)?;
                let stamp = entry.stamp()?;
                claims.hold(entry)?;
                // Of two entries that both say they answered a command, the store finds one.
                if let Some(stamp) = &stamp
                    && self.store.find(&stamp.id)? != Some(entry.sequence)
                {
                    return Err(Fault::damaged(entry.sequence, "command").into());
                }
                let sealed = stamp.map(|stamp| stamp.details).unwrap_or_default();
                self.details_fit(entry.sequence, &sealed, &mut tombstones)?;
                self.erasures_hold(&events, &mut tombstones)?;
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
        claims.end(found.sequence, last)?;
        if check.state != self.folded.state {
            return Err(Fault::damaged(found.sequence, "state").into());
        }
        self.erased_since(found.sequence, &mut tombstones)?;
        match tombstones.first() {
            Some((sequence, _)) => Err(Fault::damaged(*sequence, "detail").into()),
            None => Ok(found),
        }
    }

    fn details_fit(
        &mut self,
        sequence: u64,
        sealed: &[DetailRef],
        tombstones: &mut Tombstones,
    ) -> Result<(), Fault> {
        let damaged = || Fault::damaged(sequence, "detail");
        let kept = self.store.details(sequence)?;
        if kept.len() != sealed.len() {
            return Err(damaged());
        }
        for (kept, reference) in kept.into_iter().zip(sealed) {
            let erased = kept.salt.is_none() && kept.text.is_none();
            if kept.name == reference.name && erased {
                tombstones.insert((sequence, kept.name));
            } else if kept.seal().as_ref() != Some(reference) {
                return Err(damaged());
            }
        }
        Ok(())
    }

    /// What the events say was erased is not there any more.
    fn erasures_hold(&mut self, events: &[Scoped<Event>], tombstones: &mut Tombstones) -> Result<(), Fault> {
        for scoped in events {
            let Event::Erased { sequence, name } = &scoped.event else {
                continue;
            };
            for kept in self.store.details(*sequence)? {
                if name.as_ref().is_some_and(|name| *name != kept.name) {
                    continue;
                }
                if kept.salt.is_some() || kept.text.is_some() {
                    return Err(Fault::damaged(*sequence, "detail"));
                }
                tombstones.remove(&(*sequence, kept.name));
            }
        }
        Ok(())
    }

    /// Another process may have erased something while this one was reading.
    fn erased_since(&mut self, mut sequence: u64, tombstones: &mut Tombstones) -> Result<(), Fault> {
        while !tombstones.is_empty() {
            let entries = self.store.entries(sequence, PAGE)?;
            for entry in &entries {
                self.erasures_hold(&entry.events()?, tombstones)?;
                sequence = entry.sequence;
            }
            if entries.is_empty() {
                break;
            }
        }
        Ok(())
    }
}

/// What the entries read so far lead to.
struct Check {
    head: Head,
    recorded: Instant,
    state: State,
}

impl Check {
    fn entry(&mut self, entry: &Entry) -> Result<Vec<Scoped<Event>>, Fault> {
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
        let events = entry.events()?;
        for scoped in &events {
            self.state.apply(&scoped.event);
        }
        self.head = entry.head();
        self.recorded = entry.recorded;
        Ok(events)
    }
}
