//! Views: what people want to see of a state, computed from it and changing nothing.

mod case;
mod directory;
mod figures;
mod ledger;
mod passbook;
mod skim;
#[cfg(feature = "arrow")]
pub mod tables;

pub use case::{CaseView, ClockView};
pub use directory::{Directory, DirectoryLine};
pub use figures::{Counted, Figures, LeftOut, Rate, RateName, Solved, Why};
pub use ledger::{Books, MonthOfPoints};
pub use passbook::{Entry, Statement, StatementLine};
