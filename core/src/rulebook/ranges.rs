//! The numbers a rulebook may give, each declared once: the source is read by them, bundles from elsewhere checked.

use core::ops::RangeInclusive;

use crate::vocabulary::bounds;

type Range = RangeInclusive<u64>;

/// Households of a unit. A largest number of 0 would allow none.
pub(super) const HOUSEHOLDS: Range = 0..=bounds::UNIT_FIGURE.most;
/// Seats of a post; at least one may be filled.
pub(super) const SEATS: Range = 0..=bounds::SEATS.most;
/// Persons of a quorum; a sitting of nobody is none.
pub(super) const QUORUM: Range = 1..=bounds::SEATS.most;
/// Parts of a share, such as the 2 and the 3 of `2/3`.
pub(super) const PARTS: Range = 1..=100;
/// Points of an award; a rule that earns nothing is no rule.
pub(super) const AWARD: Range = 1..=bounds::AWARD_POINTS.most;
/// Points in a row of a table, where nothing may be earned.
pub(super) const ROW: Range = 0..=bounds::AWARD_POINTS.most;
/// The quantity a row begins with.
pub(super) const ROW_FROM: Range = 0..=bounds::QUANTITY.most;
/// The quantity points are given for; points are divided by it.
pub(super) const EACH: Range = 1..=bounds::QUANTITY.most;
/// Points of a cap or a yearly budget.
pub(super) const FUND: Range = 1..=bounds::FUND_POINTS.most;
/// Pieces of a reward one purse may take.
pub(super) const PIECES: Range = 1..=bounds::QUANTITY.most;
/// Points for a reward; one that costs nothing can still be limited and counted.
pub(super) const PRICE: Range = 0..=bounds::AWARD_POINTS.most;
/// Days between two deeds.
pub(super) const COOLDOWN: Range = 1..=36_500;
/// Days until points expire; a century at most.
pub(super) const EXPIRY_DAYS: Range = 1..=36_500;
/// Months until points expire; a century at most.
pub(super) const EXPIRY_MONTHS: Range = 1..=1_200;
/// Years at whose end points expire, counted from the deed's; a century at most.
pub(super) const EXPIRY_YEARS: Range = 0..=100;
/// The years a calendar may cover.
pub(super) const YEARS: Range = 1970..=2200;
