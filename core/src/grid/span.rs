//! From a day to another.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::vocabulary::Date;

/// The days from one up to another, which no longer counts. Shown with both its first and its last day.
///
/// ```
/// use linli::{Date, grid::Span};
/// let day = |d| Date::from_ymd_opt(2025, 3, d).unwrap();
/// let span = Span { from: day(1), until: Some(day(4)) };
/// assert!(span.holds(day(3)) && !span.holds(day(4)));
/// assert_eq!(span.to_string(), "2025-03-01 – 2025-03-03");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first day.
    pub from: Date,
    /// The first day no longer; open where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Span {
    /// Whether a day is in it.
    pub fn holds(self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|until| on < until)
    }

    /// Whether it has no day at all: what never held.
    pub fn is_empty(self) -> bool {
        self.until.is_some_and(|until| until <= self.from)
    }

    /// Whether any of its days is `day` or later.
    pub fn reaches(self, day: Date) -> bool {
        !self.is_empty() && self.until.is_none_or(|until| day < until)
    }

    /// Whether all days of the other are in it.
    pub fn covers(self, other: Self) -> bool {
        let ends_in_time = match (self.until, other.until) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(other)) => other <= mine,
        };
        self.from <= other.from && ends_in_time
    }

    /// Whether they have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.reaches(other.from) && other.reaches(self.from)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} –", self.from)?;
        match self.until.and_then(|until| until.pred_opt()) {
            Some(last) => write!(f, " {last}"),
            None => Ok(()),
        }
    }
}
