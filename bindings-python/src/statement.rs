//! Statements of passbooks.

use linli::views::Entry;
use pyo3::prelude::*;

use crate::day::Day;
use crate::html;
use crate::value::value;

value! {
    /// A passbook 存折 over a period: `opening` and the points of all lines make `closing`.
    Statement(linli::views::Statement) {
        /// The passbook.
        #[getter]
        fn account(&self) -> String {
            self.0.account.to_string()
        }

        /// The first day.
        #[getter]
        fn from_(&self) -> Day {
            Day(self.0.from)
        }

        /// The last day.
        #[getter]
        fn to(&self) -> Day {
            Day(self.0.to)
        }

        /// The balance as the first day began.
        #[getter]
        fn opening(&self) -> i64 {
            self.0.opening
        }

        /// What happened, in the order it was recorded.
        #[getter]
        fn lines(&self) -> Vec<StatementLine> {
            self.0.lines.iter().cloned().map(StatementLine).collect()
        }

        /// The balance as the last day ended.
        #[getter]
        fn closing(&self) -> i64 {
            self.0.closing
        }

        fn __len__(&self) -> usize {
            self.0.lines.len()
        }

        fn __repr__(&self) -> String {
            let statement = &self.0;
            format!(
                "Statement(\"{}\", {} to {}, {} -> {}, {} lines)",
                statement.account, statement.from, statement.to, statement.opening, statement.closing,
                statement.lines.len()
            )
        }

        fn _repr_html_(&self) -> String {
            let row = |day: String, what: &str, about: String, points: String, balance: i64| {
                [day, what.to_owned(), about, points, balance.to_string()]
            };
            let statement = &self.0;
            let first = row(statement.from.to_string(), "opening", String::new(), String::new(), statement.opening);
            let lines = statement.lines.iter().map(|line| {
                row(line.day.to_string(), what(&line.entry), about(&line.entry), format!("{:+}", line.points), line.balance)
            });
            let last = row(statement.to.to_string(), "closing", String::new(), String::new(), statement.closing);
            html::table(
                &format!("{} · {} – {}", statement.account, statement.from, statement.to),
                &["day", "what", "about", "points", "balance"],
                std::iter::once(first).chain(lines).chain([last]),
            )
        }
    }
}

value! {
    /// A line of a statement.
    StatementLine(linli::views::StatementLine) {
        /// The local day it was recorded.
        #[getter]
        fn day(&self) -> Day {
            Day(self.0.day)
        }

        /// What it was: `earned`, `corrected`, `redeemed`, `handed_out`, `given_back` or `expired`.
        #[getter]
        fn what(&self) -> &'static str {
            what(&self.0.entry)
        }

        /// Its values by name, such as `award` and `rule`.
        #[getter]
        fn data<'py>(&self, py: Python<'py>) -> PyResult<crate::json::Data<'py>> {
            let value = serde_json::to_value(&self.0.entry).unwrap_or_default();
            crate::json::dict(py, value.get(self.what()).unwrap_or(&serde_json::Value::Null))
        }

        /// Points that came, or, below zero, went.
        #[getter]
        fn points(&self) -> i64 {
            self.0.points
        }

        /// The balance after it.
        #[getter]
        fn balance(&self) -> i64 {
            self.0.balance
        }

        fn __repr__(&self) -> String {
            format!("StatementLine({}, {:?}, {:+} -> {})", self.0.day, self.what(), self.0.points, self.0.balance)
        }
    }
}

fn what(entry: &Entry) -> &'static str {
    match entry {
        Entry::Earned { .. } => "earned",
        Entry::Corrected { .. } => "corrected",
        Entry::Redeemed { .. } => "redeemed",
        Entry::HandedOut { .. } => "handed_out",
        Entry::GivenBack { .. } => "given_back",
        Entry::Expired => "expired",
    }
}

fn about(entry: &Entry) -> String {
    match entry {
        Entry::Earned { earner, rule, .. } => format!("{rule} ({earner})"),
        Entry::Corrected { award } => award.to_string(),
        Entry::Redeemed { reward, pieces, .. } => format!("{pieces} × {reward}"),
        Entry::HandedOut { hold } | Entry::GivenBack { hold, .. } => hold.to_string(),
        Entry::Expired => String::new(),
    }
}
