//! linli as UniFFI carries it to Kotlin and Swift: the core's nouns, one file each. Nothing is decided here.
//!
//! What people write is `ward.cases.register(...)`: the façades in `kotlin/` and `swift/` give the flat verbs of [`Ward`]
//! that form. Ids, days and instants are checked as they come in, so a wrong one is an error that says so.

#![allow(
    clippy::result_large_err,
    reason = "a reason carries its sentences; it is made once, on the way out"
)]

mod answer;
mod bundle;
mod cases;
mod command;
mod error;
mod excerpt;
mod grid;
mod invalid;
mod journal;
mod meta;
mod points;
mod vocabulary;
mod wake;
mod ward;

pub use answer::{Answer, Created, CreatedKind, Event};
pub use bundle::{Catalogue, MatterInfo, Named, RewardInfo, RuleInfo, RulebookBundle};
pub use cases::{ActionInfo, Case, CaseClock, Counted, Figures, LeftOut, Need, Rate, Solved};
pub use command::{Command, Deed, NewUnit};
pub use error::{LinliError, Reason};
pub use excerpt::{Excerpt, Leaf};
pub use grid::{
    AnsweredBy, Answering, Appointment, Body, Directory, DirectoryLine, GridUnit, OutOfBand, Vacancy,
};
pub use journal::{Change, DetailText, Due, HeadInfo};
pub use meta::Meta;
pub use points::{
    AccountBalance, Books, BudgetUse, Hold, Liability, Lot, MonthOfPoints, Passbook, Pin, Statement,
    StatementLine, Waiting,
};
pub use vocabulary::{Count, DisplayName, Points};
pub use wake::{Listener, ListenerError};
pub use ward::{Order, Ward};

uniffi::setup_scaffolding!("linli");
