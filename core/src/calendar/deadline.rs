//! The state of a running limit: due, or counted as far as the calendar reaches.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Date, Instant};

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deadline {
    /// At this instant.
    Due(Instant),
    /// Beyond the years that have been published.
    Unpublished {
        /// How far it was counted, to go on from when the calendar arrives.
        tally: Tally,
        /// The first day of which nobody knows yet whether it is worked.
        from: Date,
    },
}

impl Deadline {
    /// The instant, if it is known.
    pub fn due(self) -> Option<Instant> {
        match self {
            Deadline::Due(instant) => Some(instant),
            Deadline::Unpublished { .. } => None,
        }
    }
}

/// How far a limit has been counted: what a clock keeps when it stands still, be it paused or
/// waiting for next year's calendar.
///
/// The counts are in milliseconds when the limit is one of minutes or hours, working or not, and in
/// days when it is one of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// What comes next.
    pub stage: Stage,
    /// What has been counted, in milliseconds or days.
    pub counted: u64,
    /// What is still to be counted, in milliseconds or days.
    pub remaining: u64,
    /// The instant from which to go on.
    pub at: Instant,
}

/// What a limit is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The moment from which it is counted.
    Start,
    /// Its amount to run out.
    Count,
    /// The closing or opening at which it ends.
    End,
}
