//! Leaves: the parts of an entry that are disclosed, and proven, one by one.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::cases::Kept;
use crate::state::Event;
use crate::vocabulary::{CaseId, Digest, Salt, Tag, UnitId, json};

/// What a leaf holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeafKind {
    /// Who asked for what.
    Asked,
    /// What fell due.
    Due,
    /// One event that followed.
    Event,
    /// Why nothing followed.
    Refusal,
}

impl LeafKind {
    fn tag(self) -> u8 {
        match self {
            Self::Asked => 1,
            Self::Due => 2,
            Self::Event => 3,
            Self::Refusal => 4,
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
        content(self.salt.as_ref(), &self.json)
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

    /// Whether it is an event in which no case is missing that is not shown.
    pub(super) fn is_shown(&self, shows: impl Fn(&CaseId) -> bool) -> bool {
        self.kind == LeafKind::Event
            && json::from_str(&self.json).is_ok_and(|mut event: Event| event.keep(shows) == Kept::Whole)
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

/// Whose a leaf is: the unit, and further units that see it.
pub(super) type Seen<'a> = (Option<&'a UnitId>, &'a [UnitId]);

/// The scope all leaves share, and the further units all of them name: whoever sees those sees them all.
pub(super) fn shared<'a>(
    mut leaves: impl Iterator<Item = Seen<'a>> + Clone,
) -> (Option<&'a UnitId>, Vec<UnitId>) {
    match leaves.next() {
        Some((scope, also)) if leaves.clone().all(|other| other.0 == scope) => {
            let named_by_all = |unit: &&UnitId| leaves.clone().all(|(_, also)| also.contains(unit));
            (scope, also.iter().filter(named_by_all).cloned().collect())
        }
        _ => (None, Vec::new()),
    }
}

/// The salted digest of a leaf's bytes. Once in the library, like the two after it: a digest is much code.
#[inline(never)]
pub(super) fn content(salt: Option<&Salt>, json: &str) -> Digest {
    let json = json.as_bytes();
    match salt {
        Some(salt) => Digest::tagged(Tag::Content, &[&salt.0, json]),
        None => Digest::tagged(Tag::ContentUnsalted, &[json]),
    }
}

/// The digest of a leaf of which kind, scope and content digest are known, but not the bytes.
#[inline(never)]
pub(super) fn closed(kind: LeafKind, scope: Option<&UnitId>, also: &[UnitId], content: &Digest) -> Digest {
    // No id is empty, so the empty text says "the whole ward" and nothing else.
    let scope = scope.map_or("", UnitId::as_str).as_bytes();
    let head = [kind.tag(), length(scope)];
    if also.is_empty() {
        return Digest::tagged(Tag::Leaf, &[&content.0, &head, scope]);
    }
    let also: Vec<([u8; 1], &[u8])> = also
        .iter()
        .map(|unit| unit.as_str().as_bytes())
        .map(|unit| ([length(unit)], unit))
        .collect();
    let mut parts: Vec<&[u8]> = vec![&content.0, &head, scope];
    parts.extend(also.iter().flat_map(|(length, unit)| [length.as_slice(), unit]));
    Digest::tagged(Tag::Leaf, &parts)
}

/// No id is longer than a byte can say.
fn length(id: &[u8]) -> u8 {
    u8::try_from(id.len()).unwrap_or(u8::MAX)
}

/// The digest of all leaves of an entry, whose digests may lie in two places.
#[inline(never)]
pub(super) fn body(leaves: [&[[u8; 32]]; 2]) -> Digest {
    Digest::tagged(Tag::Body, &leaves.map(<[_]>::as_flattened))
}
