//! The ward 辖区: one jurisdiction living under its rulebook. State, journal and store behind one door.
//!
//! Everything goes through [`Ward::execute`]; the readable verbs ([`Ward::register`], [`Ward::award`] ...) are thin
//! wrappers of it. Each command is answered once and for ever: [`Answer`]. What falls due is settled first, so nothing
//! depends on how often anyone looks.

mod answer;
mod change;
mod claims;
mod envelope;
mod error;
mod execute;
mod folded;
mod history;
mod questions;
mod replay;
mod seen;
mod settle;
mod verbs;
mod verify;
mod wakeup;

pub use answer::{Answer, Created};
pub use change::{Change, Why};
pub use error::Error;
pub use seen::ShownEntry;
pub use wakeup::{Token, WakeUps};

use core::fmt;
use std::collections::BTreeMap;
use std::sync::Arc;

use self::folded::Folded;
use crate::journal::{Entry, Excerpt, Fault, Head, KeptDetail, MemoryStore, Store, Tip};
use crate::rulebook::Bundle;
use crate::state::State;
use crate::vocabulary::{CaseId, DetailName, Instant, Origin, PersonId, UnitId};

/// Entries read at a time: enough to make the query cheap, few enough to stay small.
const PAGE: usize = 1000;

/// One jurisdiction: state, journal and store behind one door.
///
/// A ward may be moved to another thread; share it behind a lock. Several processes may hold wards on the same file:
/// each command first catches up with what the others wrote.
///
/// A refusal is an answer: [`execute`](Self::execute) gives it as one. The readable verbs ([`register`](Self::register),
/// [`award`](Self::award) ...) give what the command created, so there it is an error, [`Error::Refused`]. Either way it is
/// recorded once and for ever. [`Error::NotTaken`] and [`Error::Journal`] say that there is no answer.
///
/// ```
/// use linli::{Error, Instant, Meta, Rulebook, Ward, cases::Register};
///
/// # #[cfg(not(feature = "toml"))] fn main() {}
/// # #[cfg(feature = "toml")] fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let text = include_str!("../../../examples/minimal/rulebook.toml");
/// let mut ward = Ward::in_memory(Rulebook::from_toml(text)?.resolve()?)?;
/// let meta = Meta::new("p1".parse()?, Instant::parse("2025-03-03T09:00:00+08:00").ok_or("not an instant")?);
/// let nowhere = Register::new("parking".parse()?, "nowhere".parse()?);
///
/// let answer = ward.execute(meta.clone(), nowhere.clone())?;
/// let refusal = answer.refusal().cloned().ok_or("accepted")?;
/// assert_eq!(ward.register(meta, nowhere), Err(Error::Refused(refusal)));
/// assert_eq!(ward.head().sequence, 3, "the first edition and two refusals");
/// # Ok(())
/// # }
/// ```
pub struct Ward {
    store: Box<dyn Store + Send>,
    /// What the journal came to, up to the last entry taken in.
    folded: Folded,
    /// The highest numbers of the origins that were asked for, as long as nobody else writes.
    highest: BTreeMap<Origin, u64>,
    wake_ups: WakeUps,
    read_only: bool,
    poisoned: bool,
}

/// A detail as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetailText {
    /// The text.
    Kept(String),
    /// It was erased.
    Erased,
}

impl Ward {
    /// A ward in memory, living under a rulebook from its first day on.
    pub fn in_memory(bundle: impl Into<Arc<Bundle>>) -> Result<Self, Error> {
        Self::begun(Box::new(MemoryStore::new()), bundle.into())
    }

    /// A ward on any store. An empty one takes the bundle as its first edition, recorded at the bundle's first instant;
    /// one that is not empty needs none, and refuses one ([`Fault::AlreadyExists`]).
    pub fn with_store(store: Box<dyn Store + Send>, bundle: Option<Bundle>) -> Result<Self, Error> {
        match bundle {
            Some(bundle) => Self::begun(store, bundle.into()),
            None => Self::opened(store, false),
        }
    }

    /// Creates a ward in a new file, living under a rulebook from its first day on.
    #[cfg(feature = "sqlite")]
    pub fn create(path: impl AsRef<std::path::Path>, bundle: impl Into<Arc<Bundle>>) -> Result<Self, Error> {
        let store = crate::journal::SqliteStore::create(path.as_ref())?;
        Self::begun(Box::new(store), bundle.into())
    }

    /// Opens a ward's file. Takes time proportional to the events in it, about a second for a million.
    #[cfg(feature = "sqlite")]
    pub fn open(path: impl AsRef<std::path::Path>) -> Result<Self, Error> {
        let store = crate::journal::SqliteStore::open(path.as_ref())?;
        Self::opened(Box::new(store), false)
    }

    /// Opens a ward's file for reading alone. [`refresh`](Self::refresh) shows what others wrote since.
    #[cfg(feature = "sqlite")]
    pub fn open_read_only(path: impl AsRef<std::path::Path>) -> Result<Self, Error> {
        let store = crate::journal::SqliteStore::open_read_only(path.as_ref())?;
        Self::opened(Box::new(store), true)
    }

    fn begun(store: Box<dyn Store + Send>, bundle: Arc<Bundle>) -> Result<Self, Error> {
        let mut ward = Self::opened(store, false)?;
        ward.adopt_first(bundle)?;
        Ok(ward)
    }

    fn opened(store: Box<dyn Store + Send>, read_only: bool) -> Result<Self, Error> {
        let mut ward = Self {
            store,
            folded: Folded::default(),
            highest: BTreeMap::new(),
            wake_ups: WakeUps::default(),
            read_only,
            poisoned: false,
        };
        ward.catch_up()?;
        ward.scrub();
        Ok(ward)
    }

    /// The state as of the last entry. After [`Fault::Poisoned`] it may hold what was never saved.
    pub fn state(&self) -> &State {
        &self.folded.state
    }

    /// The last entry. Kept elsewhere, it detects that the journal was cut off or replaced: [`verify_against`](Self::verify_against).
    pub fn head(&self) -> Head {
        self.folded.tip.head
    }

    /// When the last entry was taken in; commands may not be recorded before.
    pub fn last_recorded(&self) -> Instant {
        self.folded.tip.recorded
    }

    /// Whether something was erased that may still lie in what the store left on disk, because another process is
    /// reading. It is tried again after every entry written, by [`refresh`](Self::refresh), and when the ward is opened.
    /// A handle for reading alone can do nothing about it, and always says `false`.
    pub fn erasure_pending(&self) -> bool {
        self.folded.to_scrub && !self.read_only
    }

    /// Takes in what other processes wrote since; says whether there was anything.
    pub fn refresh(&mut self) -> Result<bool, Error> {
        self.usable()?;
        let before = self.folded.tip;
        self.catch_up()?;
        self.scrub();
        let changed = self.folded.tip != before;
        if changed {
            self.wake_ups.wake();
        }
        Ok(changed)
    }

    /// At most `limit` entries after a sequence number, as somebody is shown them: see [`shown`](Self::shown).
    pub fn changes_after(
        &mut self,
        sequence: u64,
        limit: usize,
        seen_by: Option<&PersonId>,
    ) -> Result<Vec<Change>, Error> {
        let entries = self.entries_after(sequence, limit, seen_by)?;
        Ok(entries.into_iter().map(Change::read).collect::<Result<_, _>>()?)
    }

    /// All entries a case appears in, oldest first, as somebody is shown them. Costs as much as the case has entries.
    pub fn history(&mut self, case: &CaseId, seen_by: Option<&PersonId>) -> Result<Vec<Change>, Error> {
        let entries = self.entries_of(case, seen_by)?;
        Ok(entries.into_iter().map(Change::read).collect::<Result<_, _>>()?)
    }

    /// A detail of an entry; `None` where it never had one of this name, or the entry is not wholly for whom it is `seen_by`.
    pub fn detail(
        &mut self,
        sequence: u64,
        name: &DetailName,
        seen_by: Option<&PersonId>,
    ) -> Result<Option<DetailText>, Error> {
        self.usable()?;
        if seen_by.is_some() {
            let Some(entry) = self.store.entries(sequence.saturating_sub(1), 1)?.pop() else {
                return Ok(None);
            };
            if !self.shown(entry, seen_by)?.is_some_and(|shown| shown.whole) {
                return Ok(None);
            }
        }
        let details = self.store.details(sequence)?;
        let found = details.into_iter().find(|detail| &detail.name == name);
        Ok(found.map(|KeptDetail { text, .. }| text.map_or(DetailText::Erased, DetailText::Kept)))
    }

    /// What those who may see certain scopes are given of at most `limit` entries after a sequence number. `None` is what
    /// concerns the whole ward.
    ///
    /// A case that is handed to a unit elsewhere is seen by it from the hand-over on. What happened to it before is
    /// disclosed by naming it in `cases`, with an excerpt that begins before the case was raised, at a head the receiver has
    /// verified. That a case came to them is for the caller to know ([`Case::holder`](crate::cases::Case::holder)).
    ///
    /// Where it is made for one person, `seen_by`, whatever of it concerns a case they may not see when the last entry was
    /// recorded stays closed, and of a refusal all does, unless they asked. The bytes of what is disclosed are proven and so
    /// cannot be changed: an event that but names such a case stays closed too.
    pub fn excerpt_after(
        &mut self,
        sequence: u64,
        limit: usize,
        sees: impl Fn(Option<&UnitId>) -> bool,
        cases: &[CaseId],
        seen_by: Option<&PersonId>,
    ) -> Result<Excerpt, Error> {
        self.usable()?;
        let entries = self.store.entries(sequence, limit)?;
        let mut excerpt = Excerpt::with_cases(&entries, sees, cases)?;
        if seen_by.is_some() {
            for (entry, given) in entries.into_iter().zip(&mut excerpt.entries) {
                if !self.shown(entry, seen_by)?.is_some_and(|shown| shown.whole) {
                    given.body.keep(|case| self.shows(case, seen_by));
                }
            }
        }
        Ok(excerpt)
    }

    /// Calls back whenever something was written through this handle, or found by [`refresh`](Self::refresh), after the
    /// store was unlocked. The callback must not use this ward, which is still borrowed: it should tell somebody else to.
    /// Who keeps the ward behind a lock can keep [`WakeUps`] of their own beside it, and wake them after unlocking.
    pub fn on_change(&mut self, callback: impl Fn() + Send + Sync + 'static) -> Token {
        self.wake_ups.subscribe(callback)
    }

    /// Ends a subscription; says whether there was one.
    pub fn unsubscribe(&mut self, token: Token) -> bool {
        self.wake_ups.unsubscribe(token)
    }

    fn usable(&self) -> Result<(), Error> {
        if self.poisoned {
            Err(Fault::Poisoned {}.into())
        } else {
            Ok(())
        }
    }

    fn entry(&mut self, sequence: u64) -> Result<Entry, Fault> {
        let found = self.store.entries(sequence.saturating_sub(1), 1)?.pop();
        found
            .filter(|entry| entry.sequence == sequence)
            .ok_or_else(|| Fault::damaged(sequence, "sequence"))
    }

    /// Takes in what was written since, by this program's last run or by another process.
    fn catch_up(&mut self) -> Result<(), Fault> {
        if self.folded.tip != Tip::EMPTY {
            self.still_there()?;
        }
        self.highest.clear();
        loop {
            let after = self.folded.tip.head.sequence;
            let mut last = after;
            let Self { store, folded, .. } = self;
            let read = store.happened(after, PAGE, &mut |happened| folded.read(&mut last, &happened));
            if last != after {
                let tip = self.entry(last).map(|entry| entry.tip());
                // What was taken in must not be taken in again.
                self.poisoned |= tip.is_err();
                self.folded.tip = tip?;
            }
            if read? < PAGE {
                return Ok(());
            }
        }
    }

    /// What is erased stays erased; only its traces on disk may have to wait.
    fn scrub(&mut self) {
        if self.erasure_pending() {
            self.folded.to_scrub = !self.store.scrub().unwrap_or(false);
        }
    }

    /// What this handle knows must still be what the store holds.
    fn still_there(&mut self) -> Result<(), Fault> {
        let known = self.folded.tip.head;
        if self
            .entry(known.sequence)
            .is_ok_and(|entry| entry.head() == known)
        {
            return Ok(());
        }
        let found = self.store.tip()?.head;
        Err(Fault::HeadMissing { known, found })
    }
}

impl fmt::Debug for Ward {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ward")
            .field("head", &self.folded.tip.head)
            .field("read_only", &self.read_only)
            .field("poisoned", &self.poisoned)
            .finish_non_exhaustive()
    }
}
