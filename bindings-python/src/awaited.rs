//! The end of a clock that is not known yet.

use pyo3::prelude::*;

use crate::day::Day;
use crate::label::language;
use crate::value::value;

value! {
    /// How far a clock is counted whose end is not known yet, because the calendar of that year is not published.
    AwaitedEnd(linli::cases::AwaitedEnd) {
        /// The limit that is being counted, such as `7 working days`: the clock's, or what it was extended by.
        #[getter]
        fn limit(&self) -> String {
            self.0.limit.to_string()
        }

        /// How much of it the published calendar holds: in milliseconds where it is one of minutes or hours, and in days
        /// where it is one of days.
        #[getter]
        fn counted(&self) -> u64 {
            self.0.counted
        }

        /// How much of it remains, in the same.
        #[getter]
        fn remaining(&self) -> u64 {
            self.0.remaining
        }

        /// By what it was extended, to be counted after that.
        #[getter]
        fn then(&self) -> Vec<String> {
            self.0.then.iter().map(ToString::to_string).collect()
        }

        /// The first day still to be looked at of which nobody knows yet whether it is worked.
        #[getter]
        fn from_(&self) -> Day {
            Day(self.0.from)
        }

        /// That the end is not known yet, how much is counted and how much remains, in `"en"` or `"zh"`.
        #[pyo3(signature = (lang = "en", /))]
        fn explain(&self, lang: &str) -> PyResult<String> {
            Ok(self.0.explain(language(lang)?))
        }

        fn __repr__(&self) -> String {
            let Self(end) = self;
            format!("AwaitedEnd({:?}, counted={}, remaining={})", end.limit.to_string(), end.counted, end.remaining)
        }
    }
}
