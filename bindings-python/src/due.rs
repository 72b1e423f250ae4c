//! What falls due by itself.

use linli::points::DuePoints;
use linli::state::DueWhat;

use crate::instant::Instant;
use crate::value::value;

value! {
    /// Something that falls due at an instant.
    Due(linli::state::Due) {
        /// When.
        #[getter]
        fn at(&self) -> Instant {
            Instant(self.0.at)
        }

        /// What: `clock` or `warning` of a case, `hold` or `lots` of the points.
        #[getter]
        fn what(&self) -> &'static str {
            match &self.0.what {
                DueWhat::Case(due) if due.warning => "warning",
                DueWhat::Case(_) => "clock",
                DueWhat::Points(DuePoints::Hold(_)) => "hold",
                DueWhat::Points(DuePoints::Lots(_)) => "lots",
            }
        }

        /// Of which: the id of the case or hold, or the last day of the lots.
        #[getter]
        fn which(&self) -> String {
            match &self.0.what {
                DueWhat::Case(due) => due.case.to_string(),
                DueWhat::Points(DuePoints::Hold(hold)) => hold.to_string(),
                DueWhat::Points(DuePoints::Lots(day)) => day.to_string(),
            }
        }

        /// Which clock of a case: `state`, `case`, `pause` or `follow_up`.
        #[getter]
        fn clock(&self) -> Option<&'static str> {
            match &self.0.what {
                DueWhat::Case(due) => Some(due.clock.as_str()),
                DueWhat::Points(_) => None,
            }
        }

        fn __repr__(&self) -> String {
            format!("Due({:?} of {:?} at {})", self.what(), self.which(), self.0.at)
        }
    }
}
