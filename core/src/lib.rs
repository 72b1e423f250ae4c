//! # linli 邻里
//!
//! The rules engine under neighbourhood-service software. A *rulebook* says, as data, how a grid of streets,
//! communities and buildings is staffed, how a resident's request is handled, and how good deeds earn points.
//! A *ward* is one jurisdiction living under it. A *journal* is everything that ever happened there.
#![forbid(unsafe_code)]
#![allow(clippy::result_large_err, reason = "a refusal carries its values; it is made once, on the way out")]

// From the bottom up: each layer knows only those above it in this list.
pub mod vocabulary;

pub mod calendar;
pub mod rulebook;

pub mod context;

pub mod cases;
pub mod grid;
pub mod points;

pub mod state;

pub mod journal;
pub mod views;
pub mod ward;

pub use journal::Head;
pub use rulebook::{Bundle, Problem, Problems, Rulebook};
pub use state::{Command, Event, Outcome, Refusal, State};
pub use vocabulary::*;
pub use ward::{Answer, Error, Ward};
