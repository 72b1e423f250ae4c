//! What a domain is told besides its own state: the editions, the command's stamp, and what goes from one domain to another.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::rulebook::{Bundle, Earner};
use crate::vocabulary::{AwardId, CaseId, Date, Digest, Instant, PersonId, RuleId, Stamp, UnitId};

/// A bundle in force from an instant on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The first instant: the start of its first day, or its adoption if that came later.
    pub from: Instant,
    /// Which bundle.
    pub digest: Digest,
    /// The bundle.
    pub bundle: Arc<Bundle>,
}

/// The editions of a ward, oldest first. Edition numbers count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editions(Vec<Edition>);

impl Editions {
    /// The edition in force at an instant, with its number; before the first, the first. `None` only before any was adopted.
    pub fn at(&self, at: Instant) -> Option<(u32, &Arc<Bundle>)> {
        let later = self
            .0
            .iter()
            .rev()
            .take_while(|edition| edition.from > at)
            .count();
        let number = self.0.len().saturating_sub(later).saturating_sub(1);
        let edition = self.0.get(number)?;
        Some((u32::try_from(number).ok()?, &edition.bundle))
    }

    /// An edition by number.
    pub fn get(&self, number: u32) -> Option<&Arc<Bundle>> {
        self.0
            .get(usize::try_from(number).ok()?)
            .map(|edition| &edition.bundle)
    }

    /// All editions, oldest first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Edition> + DoubleEndedIterator {
        self.0.iter()
    }

    /// The newest edition, which may not be in force yet.
    pub fn newest(&self) -> Option<&Edition> {
        self.0.last()
    }

    pub(crate) fn push(&mut self, edition: Edition) {
        self.0.push(edition);
    }
}

/// What a command is decided by.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The edition in force when it was recorded.
    pub rules: &'a Bundle,
    /// That edition's number.
    pub edition: u32,
    /// Who asks, when, with what.
    pub stamp: &'a Stamp,
}

impl Context<'_> {
    /// The local day on which it happened, as claimed.
    pub fn day(&self) -> Date {
        self.rules.zone.date(self.stamp.happened())
    }
}

/// An event with the units whose holders may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scoped<E> {
    /// The unit it is about; `None` is the whole ward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<UnitId>,
    /// Further units that see it, though they lie neither at that unit nor above: whoever has a case of another's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<UnitId>,
    /// The event.
    pub event: E,
}

impl<E> Scoped<E> {
    /// An event seen by those who hold `unit`, or something above it.
    pub fn at(unit: UnitId, event: E) -> Self {
        Self {
            scope: Some(unit),
            also: Vec::new(),
            event,
        }
    }

    /// An event of the whole ward.
    pub fn ward(event: E) -> Self {
        Self {
            scope: None,
            also: Vec::new(),
            event,
        }
    }

    /// The same scope around another event.
    pub fn map<F>(self, f: impl FnOnce(E) -> F) -> Scoped<F> {
        Scoped {
            scope: self.scope,
            also: self.also,
            event: f(self.event),
        }
    }
}

/// Points that follow from an action on a case. The cases say so, the state carries it to the points; no cap vetoes the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earned {
    /// The award: its id comes from the case and the step, so it is the same whoever took the step.
    pub award: AwardId,
    /// The case.
    pub case: CaseId,
    /// The rule.
    pub rule: RuleId,
    /// Who earns.
    pub person: PersonId,
    /// As what.
    pub earner: Earner,
    /// The unit of the deed.
    pub unit: UnitId,
    /// When the step happened, as claimed.
    pub at: Instant,
}
