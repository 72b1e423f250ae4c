//! What holds from a day to another, dated twice: when it holds, and when that was known.

use super::span::Span;
use crate::vocabulary::{Date, Instant};

/// The days of an appointment, a membership or an agreement, with all that was ever said of their end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) from: Date,
    /// What was said of its end when it was entered.
    pub(super) entered: Ending,
    /// What was said later, oldest first; mostly nothing or one.
    pub(super) revised: Vec<Ending>,
}

/// An end, and since when it was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) known: Instant,
    pub(super) until: Option<Date>,
}

impl Term {
    pub(super) fn new(from: Date, until: Option<Date>, known: Instant) -> Self {
        Self {
            from,
            entered: Ending { known, until },
            revised: Vec::new(),
        }
    }

    pub(super) fn end(&mut self, until: Date, known: Instant) {
        self.revised.push(Ending {
            known,
            until: Some(until),
        });
    }

    /// Its days as known at an instant, or as known last; `None` before it was entered.
    pub(super) fn span(&self, known_at: Option<Instant>) -> Option<Span> {
        let known = |ending: &&Ending| known_at.is_none_or(|at| ending.known <= at);
        let ending = self.revised.iter().rev().find(known);
        let ending = ending.or_else(|| Some(&self.entered).filter(known))?;
        Some(Span {
            from: self.from,
            until: ending.until,
        })
    }

    pub(super) fn holds(&self, on: Date, known_at: Option<Instant>) -> bool {
        self.span(known_at).is_some_and(|span| span.holds(on))
    }

    /// Whether what was known only grew.
    pub(super) fn in_order(&self) -> bool {
        let endings = core::iter::once(&self.entered).chain(&self.revised);
        endings.map(|ending| ending.known).is_sorted()
    }
}
