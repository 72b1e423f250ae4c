//! Excerpts: what the holder of some units is given of the journal, provable against the whole.

use serde::{Deserialize, Serialize};

use super::entry::chain;
use super::leaf::{self, Leaf, LeafKind};
use super::{Entry, Fault, Head};
use crate::vocabulary::{CaseId, Digest, Instant, UnitId, json};

/// A run of entries of which only some leaves are disclosed.
///
/// As it is made, an excerpt says of every other leaf its kind and scope (not its bytes), so its holder can also prove that
/// nothing of theirs was left out: [`is_complete_for`](Self::is_complete_for). [`hide`](Self::hide) gives that up, and
/// with it all that is said of others, but that there were entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excerpt {
    /// The entries, without gaps.
    pub entries: Vec<ExcerptEntry>,
}

/// An entry of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExcerptEntry {
    /// Its sequence number.
    pub sequence: u64,
    /// When it was taken in.
    pub recorded: Instant,
    /// The edition in force.
    pub edition: u32,
    /// Its leaves.
    pub body: Body,
}

/// The leaves of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// One by one.
    Leaves(Vec<Shown>),
    /// Nothing is disclosed.
    Hidden(Digest),
}

/// How much is said of a leaf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// All of it.
    Open(Leaf<'static>),
    /// What it is and whose, but not what it says.
    Closed {
        /// What it holds.
        kind: LeafKind,
        /// Whose it is.
        scope: Option<UnitId>,
        /// Whose besides.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<UnitId>,
        /// The salted digest of its bytes.
        content: Digest,
    },
    /// Nothing.
    Hidden(Digest),
}

/// Opens what happened to some cases; and who asked for what, where all that followed is open.
fn tell(cases: &[CaseId], leaves: &[Leaf<'_>], open: &mut [bool]) {
    let (mut told, mut all) = (false, true);
    for (leaf, open) in leaves.iter().zip(&mut *open) {
        if leaf.kind == LeafKind::Event {
            let about = leaf.case().is_some_and(|case| cases.contains(&case));
            *open |= about;
            told |= about;
            all &= *open;
        }
    }
    if told && all {
        open.fill(true);
    }
}

impl Shown {
    fn of((leaf, open): (Leaf<'_>, bool)) -> Self {
        if open {
            return Self::Open(leaf.into_owned());
        }
        Self::Closed {
            kind: leaf.kind,
            content: leaf.content(),
            scope: leaf.scope,
            also: leaf.also,
        }
    }

    fn digest(&self) -> Digest {
        match self {
            Self::Open(leaf) => leaf.digest(),
            Self::Closed {
                kind,
                scope,
                also,
                content,
            } => leaf::closed(*kind, scope.as_ref(), also, content),
            Self::Hidden(digest) => *digest,
        }
    }
}

impl Body {
    fn digest(&self) -> Digest {
        match self {
            Self::Leaves(leaves) => {
                let leaves: Vec<[u8; 32]> = leaves.iter().map(|leaf| leaf.digest().0).collect();
                leaf::body([&leaves, &[]])
            }
            Self::Hidden(digest) => *digest,
        }
    }

    /// Closes what is about a case that is not shown, or names one; and, as not all of the entry is shown, who asked what.
    pub(crate) fn keep(&mut self, shows: impl Fn(&CaseId) -> bool) {
        let Self::Leaves(leaves) = self else { return };
        for leaf in leaves {
            if let Shown::Open(open) = leaf
                && !open.is_shown(&shows)
            {
                *leaf = Shown::of((open.clone(), false));
            }
        }
    }

    fn hide(self) -> Self {
        let digest = self.digest();
        match self {
            Self::Leaves(leaves) if leaves.iter().any(|leaf| matches!(leaf, Shown::Open(_))) => Self::Leaves(
                leaves
                    .into_iter()
                    .map(|leaf| match leaf {
                        Shown::Open(leaf) => Shown::Open(leaf),
                        other => Shown::Hidden(other.digest()),
                    })
                    .collect(),
            ),
            _ => Self::Hidden(digest),
        }
    }
}

impl Excerpt {
    /// Discloses the leaves of which `sees` says yes to the scope, or to one of the further units; `None` is the whole ward.
    pub fn of<'a>(
        entries: impl IntoIterator<Item = &'a Entry>,
        sees: impl Fn(Option<&UnitId>) -> bool,
    ) -> Result<Self, Fault> {
        Self::with_cases(entries, sees, &[])
    }

    /// Discloses besides what happened to some cases, whoever saw it then: for those to whom they came later. Who asked and
    /// what was asked is disclosed where all that followed is.
    pub fn with_cases<'a>(
        entries: impl IntoIterator<Item = &'a Entry>,
        sees: impl Fn(Option<&UnitId>) -> bool,
        cases: &[CaseId],
    ) -> Result<Self, Fault> {
        let mut excerpt = Self::default();
        for entry in entries {
            let leaves = entry.leaves()?;
            let mut open: Vec<bool> = leaves
                .iter()
                .map(|leaf| leaf::seen(leaf.scope.as_ref(), &leaf.also, &sees))
                .collect();
            if !cases.is_empty() {
                tell(cases, &leaves, &mut open);
            }
            excerpt.entries.push(ExcerptEntry {
                sequence: entry.sequence,
                recorded: entry.recorded,
                edition: entry.edition,
                body: Body::Leaves(leaves.into_iter().zip(open).map(Shown::of).collect()),
            });
        }
        Ok(excerpt)
    }

    /// Reads an excerpt from JSON, with its fields in the order in which it was written. Nothing of it is believed before [`verify`](Self::verify).
    ///
    /// # Errors
    /// When the text is no excerpt.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        json::from_str(text)
    }

    /// The same excerpt, saying nothing of what it does not disclose.
    pub fn hide(self) -> Self {
        let hidden = |entry: ExcerptEntry| ExcerptEntry {
            body: entry.body.hide(),
            ..entry
        };
        Self {
            entries: self.entries.into_iter().map(hidden).collect(),
        }
    }

    /// Proves that everything disclosed is in the journal, in this order, between two heads one trusts:
    /// [`Head::EMPTY`] or the one verified last, and a newer one.
    pub fn verify(&self, from: Head, to: Head) -> Result<(), Fault> {
        let mut head = from;
        for entry in &self.entries {
            let next = head.sequence.checked_add(1);
            if next != Some(entry.sequence) || entry.sequence > to.sequence {
                let sequence = next.unwrap_or(u64::MAX);
                return Err(Fault::NotProven { sequence });
            }
            head = Head {
                sequence: entry.sequence,
                hash: chain(
                    &head.hash,
                    entry.sequence,
                    entry.recorded,
                    entry.edition,
                    &entry.body.digest(),
                ),
            };
        }
        if head == to {
            Ok(())
        } else {
            Err(Fault::NotProven {
                sequence: head.sequence,
            })
        }
    }

    /// Whether, once verified, nothing that `sees` says yes to can have been withheld.
    pub fn is_complete_for(&self, sees: impl Fn(Option<&UnitId>) -> bool) -> bool {
        self.entries.iter().all(|entry| match &entry.body {
            Body::Hidden(_) => false,
            Body::Leaves(leaves) => leaves.iter().all(|leaf| match leaf {
                Shown::Open(_) => true,
                Shown::Closed { scope, also, .. } => !leaf::seen(scope.as_ref(), also, &sees),
                Shown::Hidden(_) => false,
            }),
        })
    }

    /// What is disclosed, each with its entry's number.
    pub fn disclosed(&self) -> impl Iterator<Item = (u64, &Leaf<'static>)> {
        self.entries.iter().flat_map(|entry| {
            let leaves = match &entry.body {
                Body::Leaves(leaves) => leaves.as_slice(),
                Body::Hidden(_) => &[],
            };
            leaves.iter().filter_map(move |leaf| match leaf {
                Shown::Open(leaf) => Some((entry.sequence, leaf)),
                _ => None,
            })
        })
    }
}
