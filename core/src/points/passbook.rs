//! The passbook that keeps the lots.

use super::award_key::AwardKey;
use super::hold::HoldPlace;
use super::lot::Lot;
use super::lots::Lots;
use super::owner::place;
use super::pins::Pins;
use crate::vocabulary::Date;

/// A passbook 存折.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Passbook {
    lots: Lots,
    pub(super) balance: u64,
    /// All lots before this one are used up, so spending need not look at them.
    live: u32,
    /// The hold its person made last, by day. A household's has none: a person redeems.
    pub(super) newest_hold: Option<HoldPlace>,
}

impl Passbook {
    pub(super) fn lots(&self) -> &Lots {
        &self.lots
    }

    /// The lots of deeds done in these days, the newest first. Grows with the lots since `from`.
    pub(super) fn within(&self, from: Date, to: Date) -> impl Iterator<Item = &Lot> {
        let since = self.lots.iter().rev().take_while(move |lot| lot.day >= from);
        since.filter(move |lot| lot.day <= to)
    }

    /// The lots with points left, in no order of spending.
    pub(super) fn live(&self) -> impl Iterator<Item = &Lot> {
        self.since_live().filter(|lot| lot.left > 0)
    }

    fn since_live(&self) -> impl Iterator<Item = &Lot> {
        self.lots.since(self.live as usize)
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

    /// What a price would take of which lots on a day; `None` if there is too little.
    pub(super) fn pick(&self, on: Date, price: u64) -> Option<Pins> {
        // Where one rule of expiry holds for all, the lots lie in the order they are spent already.
        if self.live().is_sorted_by_key(Lot::last_day) {
            taken(self.live(), on, price)
        } else {
            taken(self.in_order().into_iter(), on, price)
        }
    }

    pub(super) fn find(&self, key: AwardKey) -> Option<&Lot> {
        self.place_of(key).and_then(|place| self.lots.get(place))
    }

    fn place_of(&self, key: AwardKey) -> Option<usize> {
        // Nearly every lot that is asked for has points left.
        let live = self.live as usize;
        let found = self.since_live().position(|lot| lot.key == key);
        let is_it = |place: &usize| self.lots.get(*place).is_some_and(|lot| lot.key == key);
        found
            .map(|at| at.saturating_add(live))
            .or_else(|| (0..live).rev().find(is_it))
    }

    /// Adds a lot behind those of its day.
    pub(super) fn add(&mut self, lot: Lot) {
        self.balance = self.balance.saturating_add(u64::from(lot.left));
        let place = self.lots.add(lot);
        self.live = self.live.min(self::place(place));
    }

    /// Takes points out of a lot; the lot as it is then.
    pub(super) fn take(&mut self, key: AwardKey, points: u32) -> Option<Lot> {
        self.change(key, |lot| lot.left = lot.left.saturating_sub(points))
    }

    /// Sets points of a lot aside; the lot as it is then.
    pub(super) fn hold(&mut self, key: AwardKey, points: u32) -> Option<Lot> {
        self.change(key, |lot| {
            lot.left = lot.left.saturating_sub(points);
            lot.held = lot.held.saturating_add(points);
        })
    }

    /// Puts held points back into their lot; the lot as it is then.
    pub(super) fn give_back(&mut self, key: AwardKey, points: u32) -> Option<Lot> {
        self.change(key, |lot| {
            lot.held = lot.held.saturating_sub(points);
            lot.left = lot.left.saturating_add(points);
        })
    }

    /// Held points leave their lot, which is past its date or corrected; the lot as it is then.
    pub(super) fn let_go(&mut self, key: AwardKey, points: u32) -> Option<Lot> {
        self.change(key, |lot| lot.held = lot.held.saturating_sub(points))
    }

    /// Counts held points of a lot as spent for good.
    pub(super) fn spend(&mut self, key: AwardKey, points: u32) {
        self.change(key, |lot| {
            lot.held = lot.held.saturating_sub(points);
            lot.spent = lot.spent.saturating_add(points);
        });
    }

    /// Takes back what is left of a lot and lets it count for nothing; the lot as it was.
    pub(super) fn correct(&mut self, key: AwardKey) -> Option<Lot> {
        let before = *self.find(key)?;
        self.change(key, |lot| (lot.left, lot.points) = (0, 0));
        Some(before)
    }

    /// Changes a lot, and keeps balance and watermark true to it; the lot as it is then.
    fn change(&mut self, key: AwardKey, change: impl FnOnce(&mut Lot)) -> Option<Lot> {
        let place = self.place_of(key)?;
        let lot = self.lots.get_mut(place)?;
        let before = lot.left;
        change(lot);
        let lot = *lot;
        self.balance = self
            .balance
            .saturating_sub(before.into())
            .saturating_add(lot.left.into());
        if lot.left > 0 {
            self.live = self.live.min(self::place(place));
        } else {
            let used_up = self.since_live().take_while(|lot| lot.left == 0).count();
            self.live = self.live.saturating_add(self::place(used_up));
        }
        Some(lot)
    }

    /// Whether points are left that expire on that day.
    pub(super) fn lapses(&self, on: Date) -> bool {
        self.live().any(|lot| lot.expires == Some(on))
    }

    /// Whether no used-up lot is looked at twice and none with points is skipped.
    pub(super) fn watermark_holds(&self) -> bool {
        let live = self.live as usize;
        live <= self.lots.len() && self.lots.iter().take(live).all(|lot| lot.left == 0)
    }
}

/// What a price takes of lots in this order; `None` if there is too little.
fn taken<'a>(lots: impl Iterator<Item = &'a Lot>, on: Date, price: u64) -> Option<Pins> {
    let mut missing = price;
    let lots = lots.filter(|lot| lot.lasts(on));
    let pins = lots.map_while(|lot| {
        let points = u32::try_from(missing).unwrap_or(u32::MAX).min(lot.left);
        missing = missing.saturating_sub(points.into());
        (points > 0).then_some((lot.key, points))
    });
    let pins = pins.collect();
    (missing == 0).then_some(pins)
}
