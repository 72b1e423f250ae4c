//! What only some cases have: where they come from, marks, clocks that stand still.

use linli::PersonId;

use crate::figures::word;
use crate::value::value;

value! {
    /// Where a case comes from that a step of another began.
    CaseOrigin(linli::cases::CaseOrigin) {
        /// The other case.
        #[getter]
        fn case(&self) -> &str {
            self.0.case.as_str()
        }

        /// What it is to that case: a `part` of it, it `follows` from it, or is a `duplicate` of it.
        #[getter]
        fn link(&self) -> String {
            word(&self.0.link)
        }

        /// Whether it was put off, and began when the other case's `follow_up` clock ended (F18).
        #[getter]
        fn later(&self) -> bool {
            self.0.later
        }

        fn __repr__(&self) -> String {
            format!("CaseOrigin({:?}, link={:?})", self.0.case, self.link())
        }
    }
}

value! {
    /// A mark left on a case.
    Mark(linli::cases::Mark) {
        /// Which.
        #[getter]
        fn mark(&self) -> &str {
            self.0.mark.as_str()
        }

        /// Whom it names; `None` where it names nobody.
        #[getter]
        fn person(&self) -> Option<&str> {
            self.0.person.as_ref().map(PersonId::as_str)
        }

        fn __repr__(&self) -> String {
            format!("Mark({:?}, person={:?})", self.0.mark, self.0.person)
        }
    }
}

value! {
    /// A clock of a case that stands still 挂起.
    PausedClock(linli::cases::PausedClock) {
        /// Which: `state` or `case`.
        #[getter]
        fn name(&self) -> &'static str {
            self.0.clock.as_str()
        }

        /// Its limit, such as `4 working hours`.
        #[getter]
        fn limit(&self) -> String {
            self.0.limit.to_string()
        }

        /// How much of it is counted: in milliseconds where it is one of minutes or hours, and in days where it is one of
        /// days; `None` where nothing was yet.
        #[getter]
        fn counted(&self) -> Option<u64> {
            self.0.run.tally.map(|tally| tally.counted)
        }

        /// How much of it remains, in the same.
        #[getter]
        fn remaining(&self) -> Option<u64> {
            self.0.run.tally.map(|tally| tally.remaining)
        }

        /// How often it was extended 延期.
        #[getter]
        fn extended(&self) -> u8 {
            self.0.run.extended
        }

        fn __repr__(&self) -> String {
            format!("PausedClock({:?}, limit={:?})", self.name(), self.limit())
        }
    }
}
