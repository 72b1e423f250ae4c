//! The journal 台账: everything that ever happened in a ward, append-only and tamper-evident in parts.
//!
//! An [`Entry`] is one answer: to a command, or to something that fell due. Its bytes are kept as they were written and
//! hashed as they were written. They are hashed in *leaves* (who asked, what was asked, each event), each with a scope
//! and a salt of its own, so that whoever holds the events of some units can prove them against the chain without
//! seeing those of others: that is an [`Excerpt`].
//!
//! A [`Store`] keeps entries. [`MemoryStore`] keeps them as long as the program runs; with the feature `sqlite`,
//! `SqliteStore` keeps them in one file. [`conformance::run`] says whether a store of one's own keeps its promises.

mod asked;
pub mod conformance;
mod draft;
mod entry;
mod excerpt;
mod fault;
mod happened;
mod leaf;
mod memory;
#[cfg(feature = "sqlite")]
mod sqlite;
mod store;

use serde::Serialize;

use crate::vocabulary::json;

pub(crate) use asked::{USUAL_ASKED, write_asked};
pub(crate) use draft::text;
pub use entry::{Cause, Entry, Head, Reply};
pub use excerpt::{Body, Excerpt, ExcerptEntry, Shown};
pub use fault::Fault;
pub use happened::Happened;
pub use leaf::{Leaf, LeafKind};
pub use memory::MemoryStore;
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteStore;
pub use store::{KeptDetail, Run, Store, Tip};

/// An event, an excerpt or anything in them as JSON, the way the journal writes it. It is for the types of this library:
/// the names of fields and variants go in as they are, without a look for what would have to be escaped.
///
/// # Errors
/// Fractions, lists of bytes, structs and variants of several values without names, and keys that are no texts are not
/// written; nothing in a journal has any.
///
/// ```
/// let clock = linli::cases::ClockName::FollowUp;
/// assert_eq!(linli::journal::to_json(&clock)?, r#""follow_up""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn to_json(value: &(impl Serialize + ?Sized)) -> Result<String, serde_json::Error> {
    json::to_string(value)
}
