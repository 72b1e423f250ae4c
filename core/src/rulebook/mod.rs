//! The rulebook 规则集: what a jurisdiction decides for itself, as data.
//!
//! A source (TOML or JSON) is read strictly, checked, and resolved into a [`Bundle`]: a closed, canonical value that
//! holds all that is needed, identified by its digest. Everything below this layer sees bundles alone.
//!
//! # Writing one
//!
//! A rulebook reads like the notice on the wall of the community office. It answers, in this order:
//!
//! 1. *Who are we?* `[rulebook]`: a name, the first day it is in force, the zone, the working calendar, and the
//!    `levels` of the grid from the top down.
//! 2. *Who is there?* `[posts.<id>]`: each office, the levels that have it, and who answers while nobody holds it.
//!    Councils, groups and partner organisations are of the kinds in `[bodies.<id>]`, which say when they may decide.
//! 3. *What can be raised?* `[matters.<id>]`: the level that takes it up first, the post responsible at each level it
//!    can be escalated to, the time limits, and the procedure.
//! 4. *How is it handled?* `[procedures.<id>]`: states and actions. A clock belongs to a state, or to the whole case.
//!    A matter may also name a procedure that is [built in](BUILT_IN), such as `request`.
//! 5. *What do good deeds earn?* `[points]`, with rules and rewards. A place without points leaves it out.
//!
//! The shortest useful one:
//!
//! ```
//! # #[cfg(feature = "toml")] {
//! use linli::Rulebook;
//!
//! let bundle = Rulebook::from_toml(r#"
//!     [rulebook]
//!     id = "small"
//!     name = "小院"
//!     from = 2025-01-01
//!     zone = "Asia/Shanghai"
//!     calendar = "cn"
//!     levels = [{ id = "court", name = "院落" }]
//!
//!     [posts.warden]
//!     name = "院长"
//!     at = "court"
//!
//!     [matters.lamp]
//!     name = "路灯"
//!     enters = "court"
//!     procedure = "request"
//!     handlers = { court = "warden" }
//!     limits = { accept = "4 working hours", settle = "7 working days" }
//! "#)?.resolve()?;
//! assert_eq!(bundle.procedures.len(), 1);
//! # }
//! # Ok::<(), linli::Problems>(())
//! ```
//!
//! Every key is in [`mod@reference`], and everything that can be wrong in [`PROBLEM_CODES`].
//!
//! # What is proved
//!
//! Of every bundle, before it is used: every name exists; no two values contradict each other; and of each procedure,
//! as each matter uses it, every state can be reached and can be left towards a closed one, at every level a case can
//! come to; a clock runs wherever a case waits; the clocks take only actions the system may take. What is wrong is
//! told all at once, each [`Problem`] with its place, in English and Chinese, with what to do; a case's way into
//! trouble is shown as a path. A bundle that comes from elsewhere is checked the same way by [`Bundle::check`],
//! without source or parser.
//!
//! What is proved holds for any grid. Whether a *real* grid has somebody in each post is a question to the grid.

mod body_rules;
mod builtin;
mod bundle;
mod check;
mod grid_rules;
mod mermaid;
mod points_rules;
mod problem;
mod procedure;
mod ranges;
mod share;
mod source;

pub use body_rules::{BodyKind, Seat};
pub use builtin::BUILT_IN;
pub use bundle::{Bundle, BundleError, Channel, Confidential, Late, Matter, RevisedCalendar};
pub use grid_rules::{Band, Fallback, Level, Nearby, Post, Seats, UnitKind};
pub use points_rules::{
    Amount, Cap, Expiry, PerPeriod, PointsRules, Purse, Quantity, Reward, RewardLimit, Rounding, Rule,
    TableRow,
};
pub use problem::{PROBLEM_CODES, Problem, ProblemCode, Problems, Sentence};
pub use procedure::{
    Action, AtTop, ClockRule, Earner, Effect, Extended, Link, Need, OnOverdue, Procedure, Spawn, State,
    StateKind, TimeLimit, Who,
};
pub use share::{Majority, NotAMajority, NotAQuorum, Of, Quorum, Share};
pub use source::Rulebook;

#[doc = include_str!("../../docs/rulebook.md")]
pub mod reference {}
