//! The promises of the ledger, proved from its data. Keeps the promise *balanced*.

use std::collections::{BTreeMap, BTreeSet};

use super::Ledger;
use super::award_key::AwardKey;
use super::hold::Status;
use super::owner::Owner;
use crate::vocabulary::UnitId;

impl Ledger {
    /// Checks every promise of the points; what is broken, if one is. It walks every account, lot and hold.
    pub fn check(&self) -> Result<(), String> {
        self.check_sum()?;
        self.check_passbooks()?;
        self.check_holds()?;
        self.check_funds()
    }

    /// All accounts sum to zero; none but the funds is below it.
    fn check_sum(&self) -> Result<(), String> {
        let balances = self.trial_balance();
        let sum: i128 = balances.values().map(|&balance| i128::from(balance)).sum();
        let wrong = balances.iter().find(|(account, balance)| {
            let is_fund = matches!(account, super::AccountId::Fund(_));
            (**balance < 0) != is_fund
        });
        match wrong {
            Some((account, balance)) => Err(format!("`{account}` has {balance} points")),
            None if sum != 0 => Err(format!("the accounts sum to {sum}, not to zero")),
            None => Ok(()),
        }
    }

    /// Lots sum to their account's balance, lie in order, and none has more than was earned; every index is exact.
    fn check_passbooks(&self) -> Result<(), String> {
        let (mut lapsing, mut count) = (BTreeSet::new(), 0usize);
        for (owner, passbook) in self.passbooks() {
            let name = || {
                self.account(owner)
                    .map(|account| account.to_string())
                    .unwrap_or_default()
            };
            let left: u64 = passbook.lots().iter().map(|lot| u64::from(lot.left)).sum();
            if left != passbook.balance {
                return Err(format!(
                    "the lots of `{}` sum to {left}, its balance is {}",
                    name(),
                    passbook.balance
                ));
            }
            if !passbook.lots().iter().is_sorted_by_key(|lot| lot.day) || !passbook.watermark_holds() {
                return Err(format!("the lots of `{}` are out of order", name()));
            }
            for lot in passbook.lots().iter() {
                let known = lot.left.saturating_add(lot.held).saturating_add(lot.spent);
                if !lot.corrected() && known > lot.points || lot.corrected() && lot.left > 0 {
                    return Err(format!("a lot of `{}` holds more than it earned", name()));
                }
                if self.awards.get(lot.key) != Some(owner) {
                    return Err(format!("a lot of `{}` cannot be found by its award", name()));
                }
            }
            count = count.saturating_add(passbook.lots().len());
            let days = passbook.live().filter_map(|lot| lot.expires);
            lapsing.extend(days.map(|day| (day, owner)));
        }
        if count != self.awards.len() {
            return Err(format!(
                "{} awards are indexed, {count} lots exist",
                self.awards.len()
            ));
        }
        if lapsing != self.lapsing {
            return Err("the days on which points lapse are not those of the lots".into());
        }
        Ok(())
    }

    /// What is on hold is what open holds pin; every pin is of a lot of the hold's passbook.
    fn check_holds(&self) -> Result<(), String> {
        let (mut held, mut waiting) = (0u64, BTreeSet::new());
        let mut lots = BTreeMap::<(Owner, AwardKey), u64>::new();
        let opened = self
            .holds
            .iter()
            .zip(0u32..)
            .filter(|((_, hold), _)| hold.status == Status::Open);
        for ((id, hold), at) in opened {
            let pinned: u64 = hold.pins.iter().map(|(_, points)| u64::from(points)).sum();
            let stray = hold
                .pins
                .iter()
                .any(|(lot, _)| self.awards.get(lot) != Some(hold.owner));
            if stray || pinned != hold.points {
                return Err(format!(
                    "the pins of hold `{id}` sum to {pinned}, it took {}",
                    hold.points
                ));
            }
            held = held.saturating_add(pinned);
            for (lot, points) in hold.pins.iter() {
                let held = lots.entry((hold.owner, lot)).or_default();
                *held = held.saturating_add(u64::from(points));
            }
            waiting.insert((hold.until, at));
        }
        if held != self.held {
            return Err(format!("open holds pin {held} points, {} are on hold", self.held));
        }
        let first = waiting.first().map(|&(until, at)| (until, u64::from(at)));
        if !self.open_holds().eq(waiting) || self.waiting.first().copied() != first {
            return Err("the holds that wait are not those that are open".into());
        }
        for (owner, passbook) in self.passbooks() {
            for lot in passbook.lots().iter() {
                let pinned = lots.get(&(owner, lot.key)).copied().unwrap_or(0);
                if pinned != u64::from(lot.held) {
                    return Err(format!(
                        "open holds pin {pinned} points of a lot, it knows of {}",
                        lot.held
                    ));
                }
            }
        }
        self.check_redemptions()
    }

    /// Every hold is found by its person, the newest day first.
    fn check_redemptions(&self) -> Result<(), String> {
        let mut found = 0usize;
        for ((id, _), person) in self.people.iter().zip(0u32..) {
            let theirs = || self.holds_of(person);
            let newest_first = theirs().is_sorted_by(|later, earlier| later.day >= earlier.day);
            if !newest_first || theirs().any(|hold| hold.person != person) {
                return Err(format!("what `{id}` redeemed is out of order"));
            }
            found = found.saturating_add(theirs().count());
        }
        if found == self.holds.len() {
            Ok(())
        } else {
            Err(format!(
                "{found} holds are found by their persons, {} exist",
                self.holds.len()
            ))
        }
    }

    /// What a fund issued is what was issued under its rules, year by year.
    fn check_funds(&self) -> Result<(), String> {
        let mut issued = BTreeMap::<u32, u64>::new();
        for (issue, points) in &self.issued {
            let sum = issued.entry(issue.fund).or_default();
            *sum = sum.saturating_add(*points);
        }
        let wrong = self
            .funds
            .iter()
            .find(|(fund, points)| issued.get(fund) != Some(points));
        wrong.map_or(Ok(()), |(fund, points)| {
            Err(format!(
                "the fund of `{}` issued {points}, its rules otherwise",
                self.unit_id(*fund).map(UnitId::as_str).unwrap_or_default()
            ))
        })
    }
}
