//! What can be asked of the ledger.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::hold::HoldView;
use super::model::Issue;
use super::owner::place;
use super::{AccountId, Ledger};
use crate::rulebook::PointsRules;
use crate::vocabulary::{AwardId, Date, HoldId, PersonId, RewardId, RuleId, UnitId};

/// A lot with points left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotView {
    /// The award it came from.
    pub award: AwardId,
    /// Who did the deed.
    pub earner: PersonId,
    /// The rule.
    pub rule: RuleId,
    /// The fund that issued it.
    pub fund: UnitId,
    /// What the deed earned; 0 once it was corrected.
    pub points: u64,
    /// What is left to spend.
    pub left: u64,
    /// The day of the deed.
    pub day: Date,
    /// The last day it can be spent.
    pub expires: Option<Date>,
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }
}

/// How much of a budget is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetUse {
    /// The fund's unit.
    pub fund: UnitId,
    /// The rule.
    pub rule: RuleId,
    /// Issued for deeds of the year, less what came back.
    pub issued: u64,
    /// The most the rulebook allows, where it says so.
    pub budget: Option<u64>,
}

impl Ledger {
    /// What stands in an account: funds at or below zero, everything else at or above. Constant time.
    pub fn balance(&self, account: &AccountId) -> i64 {
        let positive = match account {
            AccountId::Fund(unit) => {
                let issued = self.unit(unit).and_then(|unit| self.funds.get(&unit));
                let issued = issued.copied().unwrap_or(0);
                return i64::try_from(issued).unwrap_or(i64::MAX).saturating_neg();
            }
            AccountId::Held => self.held,
            AccountId::Redeemed => self.redeemed,
            AccountId::Expired => self.expired,
            AccountId::Person(_) | AccountId::Household(_) => {
                let passbook = self.owner(account).and_then(|owner| self.passbook(owner));
                passbook.map_or(0, |passbook| passbook.balance)
            }
        };
        i64::try_from(positive).unwrap_or(i64::MAX)
    }

    /// The lots of a passbook that have points left, in the order they are spent.
    pub fn lots(&self, account: &AccountId) -> Vec<LotView> {
        let passbook = self.owner(account).and_then(|owner| self.passbook(owner));
        let lots = passbook.into_iter().flat_map(|passbook| passbook.in_order());
        let views = lots.filter_map(|lot| {
            let terms = self.terms_of(lot)?;
            Some(LotView {
                award: self.keys.id(lot.key)?,
                earner: self.people.at(lot.earner)?.0.clone(),
                rule: self.rule_id(terms.rule)?.clone(),
                fund: self.unit_id(terms.fund)?.clone(),
                points: lot.points.into(),
                left: lot.left.into(),
                day: lot.day,
                expires: lot.expires,
            })
        });
        views.collect()
    }

    /// What of a passbook can be spent on a day.
    pub fn available(&self, account: &AccountId, on: Date) -> u64 {
        let passbook = self.owner(account).and_then(|owner| self.passbook(owner));
        passbook.map_or(0, |passbook| passbook.available(on))
    }

    /// A hold, open or ended. Constant time.
    pub fn hold(&self, id: &HoldId) -> Option<HoldView> {
        let hold = self.holds.get(id)?;
        Some(HoldView {
            account: self.account(hold.owner)?,
            person: self.people.at(hold.person)?.0.clone(),
            reward: self.rewards.get_index(hold.reward as usize)?.clone(),
            pieces: hold.pieces,
            unit: self.unit_id(hold.unit)?.clone(),
            points: hold.points,
            pins: self.pins(&hold.pins),
            day: hold.day,
            until: hold.until,
            status: hold.status,
        })
    }

    /// The pieces of a reward at a counter.
    pub fn stock(&self, reward: &RewardId, unit: &UnitId) -> u64 {
        let reward = self.rewards.get_index_of(reward).map(place);
        let at = reward.zip(self.unit(unit));
        at.and_then(|at| self.stock.get(&at)).copied().unwrap_or(0)
    }

    /// What keeps a unit from being closed from a day on: open holds there, pieces in stock, and households that live there.
    /// Grows with the open holds, the stock and the households.
    pub(crate) fn in_use(&self, unit: &UnitId, until: Date) -> [u64; 3] {
        let known = self.unit(unit);
        let open = self.open_holds();
        let holds = open.filter_map(|(_, at)| self.holds.at(at));
        let holds = holds.filter(|(_, hold)| Some(hold.unit) == known).count() as u64;
        let stock = self.stock.iter().filter(|((_, at), _)| Some(*at) == known);
        let stock = stock.fold(0_u64, |sum, (_, pieces)| sum.saturating_add(*pieces));
        let households = (0_u32..).zip(self.households.values());
        let here =
            households.filter(|(at, household)| &household.unit == unit && self.is_lived_in(*at, until));
        [holds, stock, here.count() as u64]
    }

    /// The passbook a deed of that day would fill: the household's where members pool.
    pub fn passbook_of(&self, place: &PointsRules, person: &PersonId, on: Date) -> AccountId {
        let household = self.household_of_id(person, on).filter(|_| place.pool);
        match household.and_then(|household| self.households.get_index(household as usize)) {
            Some((household, _)) => AccountId::Household(household.clone()),
            None => AccountId::Person(person.clone()),
        }
    }

    /// The deeds that wait for review, in the order they were entered. Grows with all that ever waited.
    pub fn awaiting_review(&self) -> impl Iterator<Item = (&AwardId, &PersonId, &RuleId, &UnitId)> {
        let open = self.submitted.iter().filter(|(_, submitted)| !submitted.answered);
        open.map(|(award, deed)| (award, &deed.earner, &deed.rule, &deed.unit))
    }

    /// Every account that has something in it, in order of account; they sum to zero. Grows with the accounts.
    pub fn trial_balance(&self) -> BTreeMap<AccountId, i64> {
        let funds = self.funds.keys().filter_map(|&unit| self.unit_id(unit));
        let funds = funds.map(|unit| AccountId::Fund(unit.clone()));
        let people = self
            .people
            .iter()
            .map(|(person, _)| AccountId::Person(person.clone()));
        let households = self
            .households
            .keys()
            .map(|household| AccountId::Household(household.clone()));
        let common = [AccountId::Held, AccountId::Redeemed, AccountId::Expired];
        let accounts = funds.chain(people).chain(households).chain(common);
        let mut balances = BTreeMap::new();
        for account in accounts {
            let balance = self.balance(&account);
            if balance != 0 {
                balances.insert(account, balance);
            }
        }
        balances
    }

    /// Points in passbooks by the month in which they expire; `None` never. Points on hold are not among them. Grows with the lots.
    pub fn liability(&self) -> BTreeMap<Option<Month>, u64> {
        let mut liability = BTreeMap::<Option<Month>, u64>::new();
        for lot in self.passbooks().flat_map(|(_, passbook)| passbook.live()) {
            let points = liability.entry(lot.expires.map(Month::of)).or_default();
            *points = points.saturating_add(lot.left.into());
        }
        liability
    }

    /// What each fund issued in a year under each rule, beside its budget; in order of fund and rule.
    pub fn budget_use(&self, place: &PointsRules, year: i32) -> Vec<BudgetUse> {
        let issues = self.issued.iter().filter(|(issue, _)| issue.year == year);
        let mut uses: Vec<BudgetUse> = issues
            .filter_map(|(Issue { fund, rule, .. }, issued)| {
                let (fund, rule) = (self.unit_id(*fund)?, self.rule_id(*rule)?);
                Some(BudgetUse {
                    fund: fund.clone(),
                    rule: rule.clone(),
                    issued: *issued,
                    budget: place.rules.get(rule).and_then(|rule| rule.budget),
                })
            })
            .collect();
        uses.sort_unstable_by(|a, b| (&a.fund, &a.rule).cmp(&(&b.fund, &b.rule)));
        uses
    }
}
