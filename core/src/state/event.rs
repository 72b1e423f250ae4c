//! Events: all that can happen in a ward. Keeps the promise *rule-neutral*.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::rulebook::Bundle;
use crate::vocabulary::{DetailName, Digest, Instant};
use crate::{cases, grid, points};

/// Anything that can happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// An edition was adopted. Its bundle is kept here, so a ward's file needs nothing besides itself.
    Adopted {
        /// The first instant it is in force.
        from: Instant,
        /// Which bundle.
        digest: Digest,
        /// The bundle.
        bundle: Arc<Bundle>,
    },
    /// Of the grid.
    Grid(grid::Event),
    /// Of a case.
    Cases(cases::Event),
    /// Of the points.
    Points(points::Event),
    /// A detail was erased.
    Erased {
        /// The entry whose detail it was.
        sequence: u64,
        /// Which; all of them where left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<DetailName>,
    },
}

impl From<cases::Event> for Event {
    fn from(event: cases::Event) -> Self {
        Self::Cases(event)
    }
}

impl Event {
    /// Its kind, such as `cases.registered`: the domain and the name it has in the journal.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Adopted { .. } => "adopted",
            Self::Grid(event) => event.kind(),
            Self::Cases(event) => event.kind(),
            Self::Points(event) => event.kind(),
            Self::Erased { .. } => "erased",
        }
    }
}
