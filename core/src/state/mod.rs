//! The state: a pure value made of grid, cases and points, and the two functions that are all of its life.
//!
//! [`State::decide`] looks and answers; [`State::apply`] takes events in, and is the only thing that changes anything.
//! [`State::next_due`] and [`State::carry_out`] are the same for what falls due by itself.

mod command;
mod decide;
mod due;
mod event;
mod invariants;
mod refusal;
mod seen;

pub use command::{Adopt, Command, Erase};
pub use due::{Due, DueWhat};
pub use event::Event;
pub use invariants::Broken;
pub use refusal::{Refusal, WardRefusal};

use serde::{Deserialize, Serialize};

use crate::cases::Cases;
use crate::context::{Editions, Scoped};
use crate::grid::Grid;
use crate::points::Ledger;

/// All that a ward is at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The editions of the rulebook.
    pub editions: Editions,
    /// The grid.
    pub grid: Grid,
    /// The cases.
    pub cases: Cases,
    /// The points.
    pub points: Ledger,
}

/// The answer to a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It happened: this followed.
    Accepted(Vec<Scoped<Event>>),
    /// It did not, and nothing changed.
    Refused(Refusal),
}

impl Outcome {
    /// What followed; nothing if it was refused.
    pub fn events(&self) -> &[Scoped<Event>] {
        match self {
            Self::Accepted(events) => events,
            Self::Refused(_) => &[],
        }
    }
}
