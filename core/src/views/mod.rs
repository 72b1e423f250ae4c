//! Views. (Land here: figures.)

mod directory;
mod ledger;
mod passbook;

pub use directory::{Directory, DirectoryLine};
pub use ledger::{Books, MonthOfPoints};
pub use passbook::{Entry, Statement, StatementLine};
