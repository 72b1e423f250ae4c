//! What falls due by itself. Time is settled first: whatever is due at or before a command's instant is carried out
//! before the command is decided, in this order and each as of its own instant, so nothing depends on how often anyone looks.

use serde::{Deserialize, Serialize};

use super::{Event, State};
use crate::cases::DueCase;
use crate::context::Scoped;
use crate::points::DuePoints;
use crate::vocabulary::Instant;

/// Something due at an instant. Ordered by instant, then by what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// When.
    pub at: Instant,
    /// What.
    pub what: DueWhat,
}

/// What falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueWhat {
    /// A clock of a case.
    Case(DueCase),
    /// A hold, or lots.
    Points(DuePoints),
}

impl State {
    /// The earliest thing that falls due, if anything does.
    pub fn next_due(&self) -> Option<Due> {
        let case = self.cases.next_due().map(|(at, due)| Due {
            at,
            what: DueWhat::Case(due),
        });
        let points = self.points.next_due(&self.editions).map(|(at, due)| Due {
            at,
            what: DueWhat::Points(due),
        });
        match (case, points) {
            (Some(case), Some(points)) => Some(case.min(points)),
            (case, points) => case.or(points),
        }
    }

    /// What happens when it does. Changes nothing.
    pub fn carry_out(&self, due: &Due) -> Vec<Scoped<Event>> {
        match &due.what {
            DueWhat::Case(what) => {
                let decided = self.cases.carry_out(&self.grid, &self.editions, due.at, what);
                decided.map_or_else(Vec::new, |decided| self.with_points(due.at, decided))
            }
            DueWhat::Points(what) => self
                .points
                .carry_out(&self.grid, &self.editions, due.at, what)
                .into_iter()
                .map(|scoped| scoped.map(Event::Points))
                .collect(),
        }
    }
}
