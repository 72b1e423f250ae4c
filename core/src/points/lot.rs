//! Lots.

use super::award_key::AwardKey;
use crate::vocabulary::Date;

/// The points of one award. It stays when they are spent: it is the fact that caps, cooldowns and budgets count.
///
/// Amounts fit 32 bits by [`bounds::AWARD_POINTS`](crate::bounds::AWARD_POINTS). What was earned is in `left`, `held`,
/// `spent`, or past its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lot {
    pub(super) key: AwardKey,
    pub(super) earner: u32,
    pub(super) terms: u32,
    /// What the deed earned; 0 once the award was corrected, for an error counts for nothing.
    pub(super) points: u32,
    pub(super) left: u32,
    /// What open holds pin.
    pub(super) held: u32,
    pub(super) spent: u32,
    pub(super) day: Date,
    pub(super) expires: Option<Date>,
}

impl Lot {
    pub(super) fn corrected(&self) -> bool {
        self.points == 0
    }

    /// Whether its points can be spent on a day, as far as its date goes.
    pub(super) fn lasts(&self, on: Date) -> bool {
        self.last_day() >= on
    }

    pub(super) fn last_day(&self) -> Date {
        self.expires.unwrap_or(Date::MAX)
    }
}
