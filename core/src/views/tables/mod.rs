//! Tables for analysis, in Arrow's columns: [`table`] gives one by its name, [`Table`] says what each holds.
//!
//! Ids and words are `LargeUtf8`, instants `Timestamp(Millisecond, "UTC")`, days `Date32`, numbers `UInt64` or `Int64`. A
//! column may be null only where this is said. Tables of what is (units, appointments, cases, clocks, accounts, lots) grow
//! with that; tables of what happened (case events, postings, redemptions) read the journal and grow with it.

mod case_events;
mod cases;
mod columns;
mod grid;
mod points;

use std::collections::BTreeSet;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;

use crate::vocabulary::{CaseId, PersonId};
use crate::ward::{Error, Ward};

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// A unit a row, whether it exists today, no longer, or not yet: `id`, `level`, `kind`?, `code`?, `name`, `parent`?,
    /// `from`, `until`?, `households`?, `residents`? (`?`: may be null).
    Units,
    /// An appointment a row, as known last: `id`, `person`, `post`, `unit`, `from`, `until`?.
    Appointments,
    /// A case a row, as it stands: `id`, `number`, `matter`, `edition`, `unit`, `channel`?, `requester`?, `by`,
    /// `registered`, `state`, `holder_unit`, `holder_post`, `holder_person`?, `level`?, `next_deadline`?, `overdue`,
    /// `responded`?, `closed`?, `rating`?, `reopened`, `steps`.
    Cases,
    /// An event of a case a row, oldest first: `sequence` and `recorded` of its entry, `case`, `kind` (such as `acted`),
    /// `action`?, `by`? (null is the system), `at`? (as claimed), `state`?, `holder_unit`? and `holder_post`? where the case
    /// changed hands, `clock`?, `rating`?.
    CaseEvents,
    /// A running clock a row: `case`, `clock` (`state` or `case`), `since`, `until`? (null until the calendar is
    /// published), `warn`?, `overdue`; and while its end is not known, how much of its limit is `counted`? and `remaining`?
    /// (in days, or in milliseconds where its `unit`? is one of hours or minutes), and the first day still to be looked at
    /// that is `unpublished`?.
    Clocks,
    /// An account with something in it a row: `account`, `balance`. They sum to zero.
    Accounts,
    /// A lot with points left a row, by account in the order they are spent: `account`, `award`, `earner`, `rule`, `fund`,
    /// `points`, `left`, `day`, `expires`? (null never).
    Lots,
    /// A movement of points a row, oldest first: `sequence` and `recorded` of its entry, `kind` (such as `awarded`),
    /// `debit` and `credit` (the accounts it leaves and reaches), `points`, `lot`, `hold`?.
    Postings,
    /// A redemption a row, oldest first: `hold`, `recorded`, `account`, `person`, `reward`, `pieces`, `unit`, `points`,
    /// `day`, `until`, `status` (`open`, `captured`, `voided`, `expired`).
    Redemptions,
}

impl Table {
    /// All tables, with their names.
    pub const ALL: [(&'static str, Self); 9] = [
        ("units", Self::Units),
        ("appointments", Self::Appointments),
        ("cases", Self::Cases),
        ("case_events", Self::CaseEvents),
        ("clocks", Self::Clocks),
        ("accounts", Self::Accounts),
        ("lots", Self::Lots),
        ("postings", Self::Postings),
        ("redemptions", Self::Redemptions),
    ];

    /// The table of a name.
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|(known, _)| *known == name);
        found.map(|(_, table)| table)
    }
}

/// The cases that are not shown.
type Hidden = BTreeSet<CaseId>;

/// Why there is no table.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The journal could not be read.
    #[error(transparent)]
    Ward(#[from] Error),
    /// More than a table can hold.
    #[error("the table does not fit: {0}")]
    Arrow(#[from] ArrowError),
}

/// A table of a ward. What happened to cases that are not for whom it is `seen_by`, when the last entry was recorded, is in
/// none, nor what was earned on them: only the balances of accounts have it.
pub fn table(ward: &mut Ward, table: Table, seen_by: Option<&PersonId>) -> Result<RecordBatch, TableError> {
    let hidden = match table {
        Table::Units | Table::Appointments | Table::Accounts | Table::Redemptions => Hidden::default(),
        _ => ward.hidden_from(seen_by),
    };
    Ok(match table {
        Table::Units => grid::units(ward.state()),
        Table::Appointments => grid::appointments(ward.state()),
        Table::Cases => cases::cases(ward.state(), &hidden),
        Table::CaseEvents => case_events::events(ward, &hidden)?,
        Table::Clocks => cases::clocks(ward.state(), &hidden),
        Table::Accounts => points::accounts(ward.state()),
        Table::Lots => points::lots(ward.state(), &hidden),
        Table::Postings => points::postings(ward, &hidden)?,
        Table::Redemptions => points::redemptions(ward)?,
    }
    .finish()?)
}
