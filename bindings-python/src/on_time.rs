//! How clocks of cases were kept.

use linli::StateId;

use crate::figures::{Rate, word};
use crate::instant::Instant;
use crate::value::value;

value! {
    /// How often a clock of a matter was kept 按时.
    ClockRate(linli::views::ClockRate) {
        /// The matter.
        #[getter]
        fn matter(&self) -> &str {
            self.0.matter.as_str()
        }

        /// The state whose clock it is; `None` for the clock of the whole case.
        #[getter]
        fn state(&self) -> Option<&str> {
            self.0.state.as_ref().map(StateId::as_str)
        }

        /// Runs that ended in time, of those that ended or ran out. A clock runs anew each time its state is entered; what was
        /// excused counts as in time.
        #[getter]
        fn kept(&self) -> Rate {
            Rate(self.0.kept)
        }

        /// The runs that do not count, and why: `(case, since, reason)`. The reason is `running`, `undated` or `waiting`.
        #[getter]
        fn left_out(&self) -> Vec<(&str, Instant, String)> {
            let left_out = self.0.left_out.iter();
            left_out.map(|run| (run.case.as_str(), Instant(run.since), word(&run.why))).collect()
        }

        fn __repr__(&self) -> String {
            let kept = self.0.kept;
            format!("ClockRate({:?}, state={:?}, kept {} of {})", self.0.matter, self.0.state, kept.part, kept.of)
        }
    }
}
