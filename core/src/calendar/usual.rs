//! The short way for the limits of nearly every rulebook: so many days or working days, from the next to the end of the
//! last. It arrives where the almanac does with any limit, stage by stage.

use super::almanac::Almanac;
use super::limit::{Limit, LimitUnit};
use super::local::Local;
use crate::vocabulary::Instant;

impl Almanac<'_> {
    /// When the limit ends, if it is one of these, all its days are published, and no clock is changed any more.
    pub(super) fn usual(&self, limit: Limit, start: Instant) -> Option<Instant> {
        let unit = limit.unit();
        let is_usual = (limit.starts(), limit.ends()) == (unit.usual_start(), unit.usual_end());
        if !is_usual || self.known_on.is_some() || !self.zone.is_steady_from(start) {
            return None;
        }
        let tomorrow = self.zone.wall(start).day().saturating_add(1);
        match unit {
            LimitUnit::Days => {
                let after = tomorrow.saturating_add(i64::from(limit.amount()));
                Some(self.zone.midnight(after))
            }
            LimitUnit::WorkingDays => {
                let last = self.calendar.working_day(tomorrow, limit.amount())?;
                let closing = self.calendar.spans(last, None)?.last()?;
                Some(self.zone.at(Local::new(last, closing.until())))
            }
            _ => None,
        }
    }
}
