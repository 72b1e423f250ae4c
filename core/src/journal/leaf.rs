//! Leaves: the parts of an entry that are disclosed, and proven, one by one.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::state::Event;
use crate::vocabulary::{CaseId, Digest, Salt, UnitId, json};

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
    /// Further units that see it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<UnitId>,
    /// Its salt, derived from the entry's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<Salt>,
    /// The stored bytes.
    pub json: Cow<'a, str>,
}

impl<'a> Leaf<'a> {
    /// Without a salt.
    pub(super) fn new(kind: LeafKind, scope: Option<UnitId>, also: Vec<UnitId>, json: &'a str) -> Self {
        Self {
            kind,
            scope,
            also,
            salt: None,
            json: Cow::Borrowed(json),
        }
    }
}

impl Leaf<'_> {
    /// The salted digest of the bytes.
    pub fn content(&self) -> Digest {
        let salt: &[u8] = self.salt.as_ref().map_or(&[], |salt| &salt.0);
        Digest::of(&[b"linli/leaf/1", salt, self.json.as_bytes()])
    }

    /// The digest that goes into the entry's: of the kind, the scope and the content.
    pub fn digest(&self) -> Digest {
        closed(self.kind, self.scope.as_ref(), &self.also, &self.content())
    }

    /// The case it tells of, if it is an event of one.
    pub(super) fn case(&self) -> Option<CaseId> {
        match json::from_str(&self.json) {
            Ok(Event::Cases(event)) if self.kind == LeafKind::Event => Some(event.case().clone()),
            _ => None,
        }
    }

    /// A leaf that holds its bytes itself.
    pub fn into_owned(self) -> Leaf<'static> {
        Leaf {
            kind: self.kind,
            scope: self.scope,
            also: self.also,
            salt: self.salt,
            json: Cow::Owned(self.json.into_owned()),
        }
    }
}

/// Whether whoever sees some scopes sees what has these.
pub(super) fn seen(scope: Option<&UnitId>, also: &[UnitId], sees: impl Fn(Option<&UnitId>) -> bool) -> bool {
    sees(scope) || also.iter().any(|unit| sees(Some(unit)))
}

/// The scope all leaves share, and the further units all of them name: whoever sees those sees them all.
pub(super) fn shared(leaves: &[Leaf<'_>]) -> (Option<UnitId>, Vec<UnitId>) {
    match leaves {
        [first, others @ ..] if others.iter().all(|leaf| leaf.scope == first.scope) => {
            let named_by_all = |unit: &&UnitId| others.iter().all(|leaf| leaf.also.contains(unit));
            let also = first.also.iter().filter(named_by_all).cloned().collect();
            (first.scope.clone(), also)
        }
        _ => (None, Vec::new()),
    }
}

/// The digest of a leaf of which kind, scope and content digest are known, but not the bytes.
pub(super) fn closed(kind: LeafKind, scope: Option<&UnitId>, also: &[UnitId], content: &Digest) -> Digest {
    // No id is empty, so the empty text says "the whole ward" and nothing else.
    let scope = scope.map_or("", UnitId::as_str).as_bytes();
    let parts: [&[u8]; 4] = [b"linli/scope/1", kind.tag(), scope, &content.0];
    if also.is_empty() {
        return Digest::of(&parts);
    }
    let also = also.iter().map(|unit| unit.as_str().as_bytes());
    Digest::of(&parts.into_iter().chain(also).collect::<Vec<_>>())
}

/// The digest of all leaves of an entry.
pub(super) fn body(leaves: impl IntoIterator<Item = Digest>) -> Digest {
    let leaves: Vec<Digest> = leaves.into_iter().collect();
    let parts: Vec<&[u8]> = core::iter::once(b"linli/body/1".as_slice())
        .chain(leaves.iter().map(|leaf| leaf.0.as_slice()))
        .collect();
    Digest::of(&parts)
}
