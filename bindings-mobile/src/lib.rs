//! linli as UniFFI carries it to Kotlin and Swift: the core's nouns, one file each. Nothing is decided here.
//!
//! What people write is `ward.cases.register(...)`: the façades in `kotlin/` and `swift/` give the flat verbs of [`Ward`]
//! that form. Ids, days and instants are checked as they come in, so a wrong one is an error that says so.

#![allow(
    clippy::result_large_err,
    reason = "a reason carries its sentences; it is made once, on the way out"
)]

mod answer;
mod asking;
mod bodies;
mod bundle;
mod cases;
mod command;
mod error;
mod excerpt;
mod figures;
mod grid;
mod invalid;
mod journal;
mod meta;
mod needs;
mod points;
mod vocabulary;
mod wake;
mod ward;

pub use answer::{Answer, Created, CreatedKind, Event};
pub use bodies::{Agreement, Body, Member, Sitting, Verdict, Votes};
pub use bundle::{
    BodyKindInfo, Catalogue, MatterInfo, Named, RewardInfo, RuleInfo, RulebookBundle, SeatInfo,
};
pub use cases::{Case, CaseClock, PausedClock, Tally};
pub use command::{Command, Deed, NewUnit, StateMove};
pub use error::{LinliError, Reason};
pub use excerpt::{Excerpt, Leaf};
pub use figures::{
    CaseGroup, ClockKept, Counted, Figures, FiguresOf, GroupBy, LeftOut, Rate, RunLeftOut, Solved,
};
pub use grid::{
    AnsweredBy, Answering, Appointment, Directory, DirectoryLine, Gap, GridUnit, OutOfBand, Vacancy,
};
pub use journal::{Change, DetailText, Due, HeadInfo};
pub use meta::Meta;
pub use needs::{ActionInfo, Need, WhyNot};
pub use points::{
    AccountBalance, Books, BudgetUse, Hold, Liability, Lot, MonthOfPoints, Passbook, Pin, Statement,
    StatementLine, Waiting,
};
pub use vocabulary::{Count, DisplayName, Points};
pub use wake::{Listener, ListenerError};
pub use ward::{Order, Ward};

uniffi::setup_scaffolding!("linli");
