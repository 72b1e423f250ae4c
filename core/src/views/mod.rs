//! Views: what people want to see of a state, computed from it and changing nothing.

mod case;
mod directory;
mod figures;
mod ledger;
mod ocel;
mod passbook;
mod staffing;
#[cfg(feature = "arrow")]
pub mod tables;

pub use case::{CaseView, ClockView};
pub use directory::{Directory, DirectoryLine};
pub use figures::{Counted, Figures, LeftOut, Rate, RateName, Solved, Why};
pub use ledger::{Books, MonthOfPoints};
pub use ocel::{EVENT_ATTRIBUTES, Ocel, OcelError};
pub use passbook::{Entry, Statement, StatementLine};
pub use staffing::{Gap, Lack, staffing};
