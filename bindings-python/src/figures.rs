//! Figures of cases.

use linli::LevelId;
use linli::views::{By, Group};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::day::Day;
use crate::id::{Id, quoted};
use crate::value::value;

value! {
    /// What was raised in a period, where it was solved, and the three rates 三率, as the cases stood when asked.
    Figures(linli::views::Figures) {
        /// Cases raised; each is either closed or open.
        #[getter]
        fn registered(&self) -> u64 {
            self.0.registered
        }

        /// Those that are closed.
        #[getter]
        fn closed(&self) -> u64 {
            self.0.closed
        }

        /// Those that are open.
        #[getter]
        fn open(&self) -> u64 {
            self.0.open
        }

        /// Those of which a clock ran out on somebody who had them, and nobody was excused.
        #[getter]
        fn overdue(&self) -> u64 {
            self.0.overdue
        }

        /// First acted on in time, of those with a clock for it 响应率.
        #[getter]
        fn response(&self) -> Rate {
            Rate(self.0.response)
        }

        /// Closed in time, of those closed or overdue 办结率.
        #[getter]
        fn resolution(&self) -> Rate {
            Rate(self.0.resolution)
        }

        /// Rated 4 or 5, of those rated 满意率.
        #[getter]
        fn satisfaction(&self) -> Rate {
            Rate(self.0.satisfaction)
        }

        /// Where the closed ones were solved: level and number, top down.
        #[getter]
        fn solved(&self) -> Vec<(&str, u64)> {
            self.0.solved.iter().map(|solved| (solved.level.as_str(), solved.cases)).collect()
        }

        /// Which case a rate leaves out, and why: `(case, rate, reason)`.
        #[getter]
        fn left_out(&self) -> Vec<(&str, String, String)> {
            let left_out = self.0.left_out.iter();
            left_out.map(|left| (left.case.as_str(), word(&left.rate), word(&left.why))).collect()
        }

        fn __repr__(&self) -> String {
            format!(
                "Figures(registered={}, closed={}, open={}, overdue={})",
                self.0.registered, self.0.closed, self.0.open, self.0.overdue
            )
        }
    }
}

value! {
    /// The figures of cases that have something in common.
    Part(linli::views::Part) {
        /// What they have in common: the id of a unit, level or matter, or the first day of the month or year.
        #[getter]
        fn group(&self) -> Common<'_> {
            match &self.0.group {
                Group::Unit(unit) => Common::Id(unit.as_str()),
                Group::Level(level) => Common::Id(level.as_str()),
                Group::Matter(matter) => Common::Id(matter.as_str()),
                Group::Since(day) => Common::Since(Day(*day)),
            }
        }

        /// Their figures.
        #[getter]
        fn figures(&self) -> Figures {
            Figures(self.0.figures.clone())
        }

        fn __repr__(&self) -> String {
            format!("Part({:?}, registered={})", self.0.group, self.0.figures.registered)
        }
    }
}

/// What the cases of a part have in common.
#[derive(IntoPyObject)]
pub(crate) enum Common<'a> {
    Id(&'a str),
    Since(Day),
}

/// By what figures are told apart: a word, or `("unit", level)`.
#[derive(FromPyObject)]
pub(crate) enum Parted {
    Unit((String, Id<LevelId>)),
    Named(String),
}

impl Parted {
    pub(crate) fn by(self) -> PyResult<By> {
        let word = match self {
            Self::Unit((word, level)) if word == "unit" => return Ok(By::Unit(level.0)),
            Self::Unit((word, _)) | Self::Named(word) => word,
        };
        match word.as_str() {
            "level" => Ok(By::Level),
            "matter" => Ok(By::Matter),
            "month" => Ok(By::Month),
            "year" => Ok(By::Year),
            _ => Err(PyValueError::new_err(format!(
                "figures are not told apart by {}: give \"level\", \"matter\", \"month\", \"year\", or a tuple \
                 (\"unit\", level)",
                quoted(&word)
            ))),
        }
    }
}

value! {
    /// So many out of so many. Never a fraction: who prints it, rounds it.
    Rate(linli::views::Rate) {
        /// So many.
        #[getter]
        fn part(&self) -> u64 {
            self.0.part
        }

        /// Out of so many.
        #[getter]
        fn of(&self) -> u64 {
            self.0.of
        }

        fn __repr__(&self) -> String {
            format!("Rate({} of {})", self.0.part, self.0.of)
        }
    }
}

/// The written name of a variant without values.
pub(crate) fn word(variant: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(variant).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
