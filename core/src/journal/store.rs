//! What keeps a journal. Keeps the promise *erasable*.

use super::{Entry, Fault, Happened, Head};
use crate::vocabulary::{CommandId, Detail, DetailName, DetailRef, Instant, Origin, Salt};

/// The end of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tip {
    /// The last entry.
    pub head: Head,
    /// When it was taken in.
    pub recorded: Instant,
    /// Its salt, from which that of the next entry comes if no command brings one.
    pub salt: Option<Salt>,
}

impl Tip {
    /// The end of an empty journal.
    pub const EMPTY: Self = Self {
        head: Head::EMPTY,
        recorded: Instant::EARLIEST,
        salt: None,
    };
}

/// A detail as it is kept beside the chain. Once erased, only its name is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDetail {
    /// Its name.
    pub name: DetailName,
    /// What ties it to its digest in the stamp; `None` once erased.
    pub salt: Option<Salt>,
    /// The text; `None` once erased.
    pub text: Option<String>,
}

impl KeptDetail {
    /// What the chain keeps of it; `None` once erased.
    pub fn seal(self) -> Option<DetailRef> {
        let detail = Detail {
            name: self.name,
            text: self.text?,
        };
        Some(detail.seal(&self.salt?))
    }
}

/// Commands of one origin, counted on in step with the entries that answered them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Who sent them.
    pub origin: Origin,
    /// The number of the first.
    pub first: u64,
    /// The number of the last; not below the first.
    pub last: u64,
    /// The entry that answered the first.
    pub sequence: u64,
}

impl Run {
    /// A run of one.
    pub(super) fn of(id: &CommandId, sequence: u64) -> Self {
        Self {
            origin: id.origin.clone(),
            first: id.number,
            last: id.number,
            sequence,
        }
    }

    /// The entry that answered the last; `None` for a run that cannot be.
    pub fn end(&self) -> Option<u64> {
        self.sequence.checked_add(self.last.checked_sub(self.first)?)
    }

    /// The command that an entry answered; `None` if it is not of this run.
    pub fn answered_by(&self, sequence: u64) -> Option<CommandId> {
        let number = self.first.checked_add(sequence.checked_sub(self.sequence)?)?;
        (number <= self.last).then(|| CommandId::new(self.origin.clone(), number))
    }
}

/// Keeps entries and details. [`conformance::run`](super::conformance::run) checks what is promised here.
///
/// A store decides nothing: it writes what it is given and finds it again. Between [`begin`](Self::begin) and
/// [`commit`](Self::commit) or [`rollback`](Self::rollback) no other handle on the same journal may write; reading
/// within it shows what was written within it. After `commit` returned, nothing of it may be lost, whatever fails.
/// Every method may be called outside a transaction but `append` and `erase`.
pub trait Store {
    /// Takes the right to write, and says where the journal ends now.
    fn begin(&mut self) -> Result<Tip, Fault>;

    /// Adds an entry after the last, with its details. What hinders that may only show at `commit`.
    fn append(&mut self, entry: Entry, details: Vec<KeptDetail>) -> Result<(), Fault>;

    /// Erases the text and the salt of a detail of an entry, or of all of them; the names stay.
    fn erase(&mut self, sequence: u64, name: Option<&DetailName>) -> Result<(), Fault>;

    /// Makes all since `begin` last, and gives the right to write back.
    fn commit(&mut self) -> Result<(), Fault>;

    /// Forgets all since `begin`, and gives the right to write back. Does nothing outside a transaction.
    fn rollback(&mut self) -> Result<(), Fault>;

    /// Another handle on the same journal, for another thread to read it while this one does; `None` where there can be
    /// none.
    fn reader(&self) -> Option<Box<dyn Store + Send>> {
        None
    }

    /// Where the journal ends.
    fn tip(&mut self) -> Result<Tip, Fault>;

    /// At most `limit` entries after a sequence number, in order.
    fn entries(&mut self, after: u64, limit: usize) -> Result<Vec<Entry>, Fault>;

    /// Shows what happened in at most `limit` entries after a sequence number, in order, and says how many there were.
    /// Opening a ward does this for its whole journal, so a store that can leave the rest of an entry unread should.
    fn happened(
        &mut self,
        after: u64,
        limit: usize,
        show: &mut dyn FnMut(Happened<'_>) -> Result<(), Fault>,
    ) -> Result<usize, Fault> {
        let entries = self.entries(after, limit)?;
        entries.iter().try_for_each(|entry| show(entry.happened()))?;
        Ok(entries.len())
    }

    /// The number of the entry that answered a command.
    fn find(&mut self, id: &CommandId) -> Result<Option<u64>, Fault>;

    /// All that [`find`](Self::find) goes by, in the order of the entries. Not read to find one command but to verify that no
    /// number is held for answered that never was.
    fn runs(&mut self) -> Result<Vec<Run>, Fault>;

    /// The highest number of an origin.
    fn highest(&mut self, origin: &Origin) -> Result<Option<u64>, Fault>;

    /// The details of an entry, in the order of their names.
    fn details(&mut self, sequence: u64) -> Result<Vec<KeptDetail>, Fault>;

    /// Makes sure that nothing erased can be found in what the store left on disk. `false` if that must wait, for
    /// example until another process has finished reading; it is tried again after the next commit.
    fn scrub(&mut self) -> Result<bool, Fault>;
}
