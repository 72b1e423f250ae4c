//! Leaves: the parts of an entry that are disclosed, and proven, one by one.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Digest, Salt, UnitId};

/// What a leaf holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeafKind {
    /// Who asked, when, with what.
    Stamp,
    /// What fell due.
    Due,
    /// What was asked.
    Command,
    /// One event that followed.
    Event,
    /// Why nothing followed.
    Refusal,
}

impl LeafKind {
    fn tag(self) -> &'static [u8] {
        match self {
            Self::Stamp => b"stamp",
            Self::Due => b"due",
            Self::Command => b"command",
            Self::Event => b"event",
            Self::Refusal => b"refusal",
        }
    }
}

/// One part of an entry: its bytes as they are stored, the unit whose holders may see it, and its salt.
///
/// Without a salt (no command brought one so far) somebody who holds the digest could guess a small event and find it confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf<'a> {
    /// What it holds.
    pub kind: LeafKind,
    /// The unit; `None` is the whole ward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<UnitId>,
    /// Its salt, derived from the entry's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<Salt>,
    /// The stored bytes.
    pub json: Cow<'a, str>,
}

impl Leaf<'_> {
    /// The salted digest of the bytes.
    pub fn content(&self) -> Digest {
        let salt: &[u8] = self.salt.as_ref().map_or(&[], |salt| &salt.0);
        Digest::of(&[b"linli/leaf/1", salt, self.json.as_bytes()])
    }

    /// The digest that goes into the entry's: of the kind, the scope and the content.
    pub fn digest(&self) -> Digest {
        closed(self.kind, self.scope.as_ref(), &self.content())
    }

    /// A leaf that holds its bytes itself.
    pub fn into_owned(self) -> Leaf<'static> {
        Leaf {
            kind: self.kind,
            scope: self.scope,
            salt: self.salt,
            json: Cow::Owned(self.json.into_owned()),
        }
    }
}

/// The digest of a leaf of which kind, scope and content digest are known, but not the bytes.
pub(super) fn closed(kind: LeafKind, scope: Option<&UnitId>, content: &Digest) -> Digest {
    // No id is empty, so the empty text says "the whole ward" and nothing else.
    let scope = scope.map_or("", UnitId::as_str);
    Digest::of(&[b"linli/scope/1", kind.tag(), scope.as_bytes(), &content.0])
}

/// The digest of all leaves of an entry.
pub(super) fn body(leaves: impl IntoIterator<Item = Digest>) -> Digest {
    let leaves: Vec<Digest> = leaves.into_iter().collect();
    let parts: Vec<&[u8]> = core::iter::once(b"linli/body/1".as_slice())
        .chain(leaves.iter().map(|leaf| leaf.0.as_slice()))
        .collect();
    Digest::of(&parts)
}
