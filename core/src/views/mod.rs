//! Views: what people want to see of a state, computed from it and changing nothing.

mod case;
mod directory;
mod figures;
mod ledger;
mod ocel;
mod on_time;
mod passbook;
mod skim;
mod staffing;
#[cfg(feature = "arrow")]
pub mod tables;

pub use case::{CaseView, ClockView};
pub use directory::{Directory, DirectoryLine};
pub use figures::{By, Counted, Figures, Group, LeftOut, Part, Rate, RateName, Solved, Why};
pub use ledger::{Books, MonthOfPoints};
pub use ocel::{EVENT_ATTRIBUTES, Ocel, OcelError};
pub use on_time::{ClockRate, OnTime, RunLeftOut, RunWhy};
pub use passbook::{Entry, Statement, StatementLine};
pub use staffing::{Gap, Lack, staffing};
