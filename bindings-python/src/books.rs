//! The books of the points.

use std::collections::BTreeMap;

use linli::points::Month;
use linli::views::Books as CoreBooks;
use serde::{Deserialize, Serialize};

use crate::value::value;

/// The books as they were when they were asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Drawn {
    trial_balance: BTreeMap<String, i64>,
    liability: Vec<(Option<String>, u64)>,
    months: Vec<Moved>,
}

/// What moved in a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Moved {
    month: String,
    issued: u64,
    returned: u64,
    spent: u64,
    expired: u64,
    outstanding: u64,
}

/// As `2026-12`.
pub(crate) fn month(month: Month) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}

impl From<CoreBooks> for Books {
    fn from(books: CoreBooks) -> Self {
        let accounts = books.trial_balance.into_iter();
        let liability = books.liability.into_iter();
        let months = books.months.into_iter();
        Self(Drawn {
            trial_balance: accounts
                .map(|(account, balance)| (account.to_string(), balance))
                .collect(),
            liability: liability.map(|(of, points)| (of.map(month), points)).collect(),
            months: months
                .map(|(of, moved)| Moved {
                    month: month(of),
                    issued: moved.issued,
                    returned: moved.returned,
                    spent: moved.spent,
                    expired: moved.expired,
                    outstanding: moved.outstanding,
                })
                .collect(),
        })
    }
}

value! {
    /// The books of the points 账本.
    Books(Drawn) {
        /// Every account that has something in it; they sum to zero.
        #[getter]
        fn trial_balance(&self) -> BTreeMap<String, i64> {
            self.0.trial_balance.clone()
        }

        /// Points in passbooks by the month in which they expire, `2026-12`; `None` never.
        #[getter]
        fn liability(&self) -> BTreeMap<Option<String>, u64> {
            self.0.liability.iter().cloned().collect()
        }

        /// What moved month by month, oldest first; months in which nothing did are left out.
        #[getter]
        fn months(&self) -> Vec<MonthOfPoints> {
            self.0.months.iter().cloned().map(MonthOfPoints).collect()
        }

        fn __repr__(&self) -> String {
            format!("Books({} accounts, {} months)", self.0.trial_balance.len(), self.0.months.len())
        }
    }
}

value! {
    /// What moved in a month, by the local day it was recorded, and what stood in passbooks and on hold as it ended.
    MonthOfPoints(Moved) {
        /// The month, `2026-12`.
        #[getter]
        fn month(&self) -> &str {
            &self.0.month
        }

        /// Points that left the funds.
        #[getter]
        fn issued(&self) -> u64 {
            self.0.issued
        }

        /// Points of corrected awards that came back to them.
        #[getter]
        fn returned(&self) -> u64 {
            self.0.returned
        }

        /// Points exchanged for rewards that were handed out.
        #[getter]
        fn spent(&self) -> u64 {
            self.0.spent
        }

        /// Points that went past their date.
        #[getter]
        fn expired(&self) -> u64 {
            self.0.expired
        }

        /// Points still owed: in passbooks and on hold.
        #[getter]
        fn outstanding(&self) -> u64 {
            self.0.outstanding
        }

        fn __repr__(&self) -> String {
            let moved = &self.0;
            format!(
                "MonthOfPoints({}: {} issued, {} returned, {} spent, {} expired, {} outstanding)",
                moved.month, moved.issued, moved.returned, moved.spent, moved.expired, moved.outstanding
            )
        }
    }
}
