//! Figures of cases.

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
