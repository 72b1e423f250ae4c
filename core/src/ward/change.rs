//! Entries as they are read by people and programs.

use serde::{Deserialize, Serialize};

use super::ShownEntry;
use crate::journal::{Fault, Head};
use crate::state::{Command, Due, Outcome};
use crate::vocabulary::{Instant, Stamp};

/// An entry of the journal, decoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its sequence number and hash.
    pub head: Head,
    /// When it was taken in.
    pub recorded: Instant,
    /// The edition in force.
    pub edition: u32,
    /// Why there is an entry.
    pub cause: Why,
    /// What was answered.
    pub outcome: Outcome,
}

/// Why there is an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Somebody asked.
    Asked {
        /// Who, when, with what.
        stamp: Stamp,
        /// What.
        command: Box<Command>,
    },
    /// It fell due.
    Due(Due),
    /// Not shown to who looks: something of the entry concerns a case that is not for them.
    Hidden,
}

impl Change {
    pub(super) fn read(shown: ShownEntry) -> Result<Self, Fault> {
        let ShownEntry {
            entry,
            outcome,
            whole,
        } = shown;
        let cause = match (whole, entry.stamp()?, entry.command()?, entry.due()?) {
            (false, ..) => Why::Hidden,
            (true, Some(stamp), Some(command), _) => Why::Asked {
                stamp,
                command: Box::new(command),
            },
            (true, _, _, Some(due)) => Why::Due(due),
            _ => return Err(Fault::damaged(entry.sequence, "cause")),
        };
        Ok(Self {
            head: entry.head(),
            recorded: entry.recorded,
            edition: entry.edition,
            cause,
            outcome,
        })
    }
}
