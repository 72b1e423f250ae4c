//! Entries, and the chain they form. Keeps the promise *tamper-evident*.

use core::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::leaf::{self, Leaf, LeafKind};
use super::{Fault, Happened, Tip};
use crate::context::Scoped;
use crate::state::{Command, Due, Event, Outcome, Refusal};
use crate::vocabulary::json::{self, Raw};
use crate::vocabulary::{CommandId, Digest, Instant, Salt, Stamp, Tag, UnitId};

/// The last entry of a journal: enough to detect, later and elsewhere, that anything before it was changed or cut off.
/// Written `412:9f86d0...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Its sequence number; 0 before the first entry.
    pub sequence: u64,
    /// Its hash.
    pub hash: Digest,
}

impl Head {
    /// The head of an empty journal.
    pub const EMPTY: Self = Self {
        sequence: 0,
        hash: Digest([0; 32]),
    };
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.sequence, self.hash)
    }
}

impl FromStr for Head {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let parsed = text.split_once(':').and_then(|(sequence, hash)| {
            Some(Self {
                sequence: sequence.parse().ok()?,
                hash: Digest::from_hex(hash)?,
            })
        });
        parsed.ok_or_else(|| Fault::NotAHead { found: text.into() })
    }
}

/// One answer, as it is stored: JSON texts that are never written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Counts from 1, without gaps.
    pub sequence: u64,
    /// When it was taken in; never decreases.
    pub recorded: Instant,
    /// The number of the edition in force.
    pub edition: u32,
    /// Why there is an entry.
    pub cause: Cause,
    /// What was answered.
    pub reply: Reply,
    /// Salts its leaves. It comes from the command's salt and that of the entry before, neither of which can be found from
    /// it: once a command brought a salt, every later entry has one.
    pub salt: Option<Salt>,
    /// Chains it to the entry before.
    pub hash: Digest,
}

/// Why there is an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A command was given.
    Asked {
        /// Its id, with which the text begins: stores find it by this.
        id: CommandId,
        /// Who asked for what: a [`Stamp`] but for when it was recorded, and last its `command`, a [`Command`].
        json: String,
    },
    /// Something fell due: a [`Due`].
    Due(String),
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It happened: a list of scoped events.
    Events(String),
    /// It did not: a [`Refusal`].
    Refusal(String),
}

impl Cause {
    /// The leaf it is: of what kind, and its bytes.
    pub(super) fn leaf(&self) -> (LeafKind, &str) {
        match self {
            Self::Asked { json, .. } => (LeafKind::Asked, json),
            Self::Due(json) => (LeafKind::Due, json),
        }
    }
}

/// A scoped event of which only the scope is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEvent<'a> {
    #[serde(default)]
    scope: Option<UnitId>,
    #[serde(default)]
    also: Vec<UnitId>,
    #[serde(borrow)]
    event: Raw<'a>,
}

impl Entry {
    /// The entry as a head.
    pub fn head(&self) -> Head {
        Head {
            sequence: self.sequence,
            hash: self.hash,
        }
    }

    /// The entry as a tip.
    pub fn tip(&self) -> Tip {
        Tip {
            head: self.head(),
            recorded: self.recorded,
            salt: self.salt,
        }
    }

    /// The id of the command; `None` for what fell due.
    pub fn id(&self) -> Option<&CommandId> {
        match &self.cause {
            Cause::Asked { id, .. } => Some(id),
            Cause::Due(_) => None,
        }
    }

    /// What of it changes the state.
    pub fn happened(&self) -> Happened<'_> {
        Happened {
            sequence: self.sequence,
            recorded: self.recorded,
            events: match &self.reply {
                Reply::Events(json) => Some(json),
                Reply::Refusal(_) => None,
            },
        }
    }

    /// The hash this entry should have after one with the hash `previous`.
    pub fn chained(&self, previous: &Digest) -> Result<Digest, Fault> {
        let leaves: Vec<[u8; 32]> = self.leaves()?.iter().map(|leaf| leaf.digest().0).collect();
        let body = leaf::body([&leaves, &[]]);
        Ok(chain(previous, self.sequence, self.recorded, self.edition, &body))
    }

    /// Its leaves: who asked for what, or what fell due; then the events one by one, or the refusal.
    ///
    /// The first is for those who may see all that followed: the scope all events share and the further units all of them
    /// name, else the whole ward.
    pub fn leaves<'a>(&'a self) -> Result<Vec<Leaf<'a>>, Fault> {
        let replies: Vec<Leaf<'_>> = match &self.reply {
            Reply::Events(json) => {
                let events: Vec<RawEvent<'_>> = self.read("reply", json)?;
                let event = |raw: RawEvent<'a>| Leaf::new(LeafKind::Event, raw.scope, raw.also, raw.event.0);
                events.into_iter().map(event).collect()
            }
            Reply::Refusal(json) => vec![Leaf::new(LeafKind::Refusal, None, Vec::new(), json)],
        };
        let (scope, also) = leaf::shared(replies.iter().map(|leaf| (leaf.scope.as_ref(), &*leaf.also)));
        let (kind, json) = self.cause.leaf();
        let mut leaves = Vec::with_capacity(replies.len().saturating_add(1));
        leaves.push(Leaf::new(kind, scope.cloned(), also, json));
        leaves.extend(replies);
        if let Some(salt) = &self.salt {
            for (leaf, ordinal) in leaves.iter_mut().zip(0..) {
                leaf.salt = Some(salt.derive(ordinal));
            }
        }
        Ok(leaves)
    }

    /// What was answered.
    pub fn outcome(&self) -> Result<Outcome, Fault> {
        Ok(match &self.reply {
            Reply::Events(_) => Outcome::Accepted(self.events()?),
            Reply::Refusal(json) => Outcome::Refused(self.read::<Refusal>("reply", json)?),
        })
    }

    /// What happened; nothing if it was refused.
    pub fn events(&self) -> Result<Vec<Scoped<Event>>, Fault> {
        self.happened().events()
    }

    /// Who asked; `None` for what fell due.
    pub fn stamp(&self) -> Result<Option<Stamp>, Fault> {
        Ok(self.asked()?.map(|asked| asked.stamp(self.recorded)))
    }

    /// What was asked; `None` for what fell due.
    pub fn command(&self) -> Result<Option<Command>, Fault> {
        let command = self.command_json()?;
        command.map(|command| self.read("cause", command)).transpose()
    }

    /// What was asked, as it is stored; `None` for what fell due.
    pub fn command_json(&self) -> Result<Option<&str>, Fault> {
        Ok(self.asked()?.map(|asked| asked.command.0))
    }

    pub(crate) fn asked(&self) -> Result<Option<Asked<'_>>, Fault> {
        match &self.cause {
            Cause::Asked { json, .. } => self.read("cause", json).map(Some),
            Cause::Due(_) => Ok(None),
        }
    }

    /// What fell due; `None` for a command.
    pub fn due(&self) -> Result<Option<Due>, Fault> {
        match &self.cause {
            Cause::Asked { .. } => Ok(None),
            Cause::Due(due) => self.read("cause", due).map(Some),
        }
    }

    fn read<'a, T: Deserialize<'a>>(&self, part: &'static str, json: &'a str) -> Result<T, Fault> {
        json::from_str(json).map_err(|_| Fault::damaged(self.sequence, part))
    }
}

/// The hash of an entry. Once in the library, for a digest is much code.
#[inline(never)]
pub(super) fn chain(
    previous: &Digest,
    sequence: u64,
    recorded: Instant,
    edition: u32,
    body: &Digest,
) -> Digest {
    Digest::tagged(
        Tag::Entry,
        &[
            &previous.0,
            &sequence.to_be_bytes(),
            &recorded.millis().to_be_bytes(),
            &edition.to_be_bytes(),
            &body.0,
        ],
    )
}
