//! Lots, and the passbook that keeps them.

use super::award_key::AwardKey;
use crate::vocabulary::Date;

/// The points of one award. It stays when they are spent: it is the fact that caps, cooldowns and budgets count.
///
/// Amounts fit 32 bits by [`bounds::AWARD_POINTS`](crate::bounds::AWARD_POINTS). What was earned is in `left`, on hold
/// (pinned by an open hold), `spent`, or past its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lot {
    pub(super) key: AwardKey,
    pub(super) earner: u32,
    pub(super) terms: u32,
    /// What the deed earned; 0 once the award was corrected, for an error counts for nothing.
    pub(super) points: u32,
    pub(super) left: u32,
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

    fn last_day(&self) -> Date {
        self.expires.unwrap_or(Date::MAX)
    }
}

/// A passbook 存折: its lots by day of the deed, those of one day as they were entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Passbook {
    lots: Vec<Lot>,
    pub(super) balance: u64,
    /// All lots before this one are used up, so spending need not look at them.
    live: u32,
}

impl Passbook {
    pub(super) fn lots(&self) -> &[Lot] {
        &self.lots
    }

    /// The lots of deeds done in these days, the newest first. Grows with the lots since `from`.
    pub(super) fn within(&self, from: Date, to: Date) -> impl Iterator<Item = &Lot> {
        let since = self.lots.iter().rev().take_while(move |lot| lot.day >= from);
        since.filter(move |lot| lot.day <= to)
    }

    /// The lots with points left, in no order of spending.
    pub(super) fn live(&self) -> impl Iterator<Item = &Lot> {
        let lots = self.lots.get(self.live as usize..).unwrap_or_default();
        lots.iter().filter(|lot| lot.left > 0)
    }

    /// The lots with points left in the order they are spent: what expires first, then the older day, then the earlier entry.
    pub(super) fn in_order(&self) -> Vec<&Lot> {
        let mut lots: Vec<&Lot> = self.live().collect();
        lots.sort_by_key(|lot| lot.last_day());
        lots
    }

    /// What can be spent on a day.
    pub(super) fn available(&self, on: Date) -> u64 {
        self.live()
            .filter(|lot| lot.lasts(on))
            .map(|lot| u64::from(lot.left))
            .sum()
    }

    /// The lots a price would come from on a day; `None` if there is too little.
    pub(super) fn pick(&self, on: Date, price: u64) -> Option<Vec<(AwardKey, u32)>> {
        let mut missing = price;
        let mut picked = Vec::new();
        for lot in self.in_order().into_iter().filter(|lot| lot.lasts(on)) {
            if missing == 0 {
                break;
            }
            let points = u32::try_from(missing).unwrap_or(u32::MAX).min(lot.left);
            missing = missing.saturating_sub(u64::from(points));
            picked.push((lot.key, points));
        }
        (missing == 0).then_some(picked)
    }

    pub(super) fn find(&self, key: AwardKey) -> Option<&Lot> {
        self.lots.iter().rev().find(|lot| lot.key == key)
    }

    /// Adds a lot behind those of its day.
    pub(super) fn add(&mut self, lot: Lot) {
        // Most passbooks hold a handful of lots: the doubling of a vector would be most of their weight.
        if self.lots.len() < 8 {
            self.lots.reserve_exact(1);
        }
        let place = self.lots.partition_point(|other| other.day <= lot.day);
        self.balance = self.balance.saturating_add(u64::from(lot.left));
        self.lots.insert(place, lot);
        self.live = self.live.min(u32::try_from(place).unwrap_or(u32::MAX));
    }

    /// Takes points out of a lot; the lot as it is then.
    pub(super) fn take(&mut self, key: AwardKey, points: u32) -> Option<Lot> {
        let lots = self.lots.get_mut(self.live as usize..)?;
        let lot = lots.iter_mut().find(|lot| lot.key == key)?;
        let taken = points.min(lot.left);
        lot.left = lot.left.saturating_sub(taken);
        self.balance = self.balance.saturating_sub(u64::from(taken));
        let lot = *lot;
        let used_up = lots.iter().take_while(|lot| lot.left == 0).count();
        self.live = self.live.saturating_add(u32::try_from(used_up).unwrap_or(0));
        Some(lot)
    }

    /// Puts points back into a lot; the lot as it is then.
    pub(super) fn give_back(&mut self, key: AwardKey, points: u32) -> Option<Lot> {
        let place = self.lots.iter().rposition(|lot| lot.key == key)?;
        let lot = self.lots.get_mut(place)?;
        lot.left = lot.left.saturating_add(points);
        self.balance = self.balance.saturating_add(u64::from(points));
        self.live = self.live.min(u32::try_from(place).unwrap_or(u32::MAX));
        Some(*lot)
    }

    /// Counts points of a lot as spent for good.
    pub(super) fn spend(&mut self, key: AwardKey, points: u32) {
        if let Some(lot) = self.lots.iter_mut().rev().find(|lot| lot.key == key) {
            lot.spent = lot.spent.saturating_add(points);
        }
    }

    /// Takes back what is left of a lot and lets it count for nothing; the lot as it was.
    pub(super) fn correct(&mut self, key: AwardKey) -> Option<Lot> {
        let before = *self.find(key)?;
        self.take(key, before.left);
        if let Some(lot) = self.lots.iter_mut().rev().find(|lot| lot.key == key) {
            lot.points = 0;
        }
        Some(before)
    }

    /// Whether points are left that expire on that day.
    pub(super) fn lapses(&self, on: Date) -> bool {
        self.live().any(|lot| lot.expires == Some(on))
    }

    /// Whether no used-up lot is looked at twice and none with points is skipped.
    pub(super) fn watermark_holds(&self) -> bool {
        let skipped = self.lots.get(..self.live as usize);
        skipped.is_some_and(|lots| lots.iter().all(|lot| lot.left == 0))
    }
}
