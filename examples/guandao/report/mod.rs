//! The report of the year: read out of the journal, event by event, and written as one page.

mod cases;
mod chart;
mod coins;
mod handled;
mod ledger;
mod overdue;
mod page;
mod procedures;
mod rates;
mod summary;
mod text;
mod year;

pub(crate) use handled::counted;
pub(crate) use page::page;
pub(crate) use rates::Rates;
pub(crate) use summary::summary;
pub(crate) use year::{Vacancy, Year};

use linli::Date;

/// Figures about fewer people or cases than this are not published.
pub(crate) const SMALLEST_GROUP: usize = 5;

/// The month of a day, from 0; what lies outside the year goes to its ends.
fn month(day: Date) -> usize {
    use chrono::Datelike;
    match day.year() {
        ..2025 => 0,
        2025 => day.month0() as usize,
        _ => 11,
    }
}
