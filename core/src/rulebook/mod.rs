//! The rulebook 规则集: what a jurisdiction decides for itself, as data.
//!
//! A source (TOML or JSON) is read strictly, checked, and resolved into a [`Bundle`]: a closed, canonical value that
//! holds all that is needed, identified by its digest. Everything below this layer sees bundles alone.

mod builtin;
mod bundle;
mod check;
mod grid_rules;
mod points_rules;
mod problem;
mod procedure;
mod source;

pub use builtin::BUILT_IN;
pub use bundle::{Bundle, BundleError, Channel, Late, Matter};
pub use grid_rules::{Band, Fallback, Level, Nearby, Post, Seats, UnitKind};
pub use points_rules::{
    Amount, Cap, Expiry, PerPeriod, PointsRules, Purse, Quantity, Reward, RewardLimit, Rounding, Rule,
    TableRow,
};
pub use problem::{PROBLEM_CODES, Problem, ProblemCode, Problems, Sentence};
pub use procedure::{
    Action, AtTop, ClockRule, Earner, Effect, Need, OnOverdue, Procedure, State, StateKind, TimeLimit, Who,
};
pub use source::Rulebook;
