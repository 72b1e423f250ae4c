//! Points 积分: what can be asked of them and about them.

use std::collections::BTreeMap;

use linli::points::AccountId;
use linli::{AwardId, BodyId, HoldId, HouseholdId, PersonId, RewardId, RuleId, UnitId};
use pyo3::prelude::*;

use crate::answer::Answer;
use crate::books::{Books, month};
use crate::command::domain;
use crate::day::Day;
use crate::grid::{day, rules};
use crate::id::Id;
use crate::instant::Instant;
use crate::lot::{BudgetUse, Hold, Lot};
use crate::statement::Statement;
use crate::value::value;

domain! {
    /// The points of a ward 积分: `ward.points`. Accounts are written `person:p17`, `household:h3`, `fund:community-1`,
    /// `held`, `redeemed`, `expired`.
    Points
    verbs {
        /// Enters a deed 善行; gives the id of the award, also of one that waits for review or was withheld. `quantity` is
        /// in the rule's unit, `team` the body it was done with, `done` when, if not when the command happened.
        award Award(rule; person, unit, quantity = None, team = None, done = None)
            [
                rule: Id<RuleId>, person: Id<PersonId>, unit: Id<UnitId>, quantity: Option<u64>,
                team: Option<Id<BodyId>>, done: Option<Instant>,
            ] -> String
        { linli::points::Award { deed: deed(rule, person, unit, quantity, team, done) } }

        /// Enters deeds in bulk; each line is answered for itself, by the events of the answer.
        award_all AwardAll(deeds) [deeds: Vec<Deed>,] -> Answer
        { linli::points::AwardAll { deeds: deeds.into_iter().map(|deed| deed.0).collect() } }

        /// Approves or turns down a deed that waits.
        review Review(award; approve) [award: Id<AwardId>, approve: bool,] -> Answer
        { linli::points::Review { award: award.0, approve } }

        /// Takes back an award made in error, as far as it is unspent. Needs the detail `reason`.
        correct Correct(award) [award: Id<AwardId>,] -> Answer
        { linli::points::Correct { award: award.0 } }

        /// Sets points and stock aside for a reward 兑换; gives the id of the hold. `unit` is the counter.
        redeem Redeem(reward; unit, pieces = 1, person = None)
            [reward: Id<RewardId>, unit: Id<UnitId>, pieces: u32, person: Option<Id<PersonId>>,] -> String
        {
            linli::points::Redeem {
                reward: reward.0,
                pieces,
                unit: unit.0,
                person: person.map(|person| person.0),
            }
        }

        /// Hands a reward out 核销.
        capture Capture(hold) [hold: Id<HoldId>,] -> Answer
        { linli::points::Capture { hold: hold.0 } }

        /// Gives held points back 撤销.
        void Void(hold) [hold: Id<HoldId>,] -> Answer
        { linli::points::Void { hold: hold.0 } }

        /// Changes the stock at a counter; below zero, pieces are written off.
        restock Restock(reward; unit, pieces) [reward: Id<RewardId>, unit: Id<UnitId>, pieces: i64,] -> Answer
        { linli::points::Restock { reward: reward.0, unit: unit.0, pieces } }

        /// Lets somebody join a household's passbook from a day on.
        join Join(household; person, unit, from_)
            [household: Id<HouseholdId>, person: Id<PersonId>, unit: Id<UnitId>, from_: Day,] -> Answer
        {
            linli::points::Join {
                household: household.0,
                person: person.0,
                unit: unit.0,
                from: from_.0,
            }
        }

        /// Lets somebody leave it; `until` is the first day no longer.
        leave Leave(household; person, until)
            [household: Id<HouseholdId>, person: Id<PersonId>, until: Day,] -> Answer
        { linli::points::Leave { household: household.0, person: person.0, until: until.0 } }
    }
    questions {
        /// What stands in an account: funds at or below zero, everything else at or above.
        #[pyo3(signature = (account, /))]
        fn balance(&self, py: Python<'_>, account: Id<AccountId>) -> PyResult<i64> {
            self.0.see(py, |ward| ward.state().points.balance(&account.0))
        }

        /// What of a passbook can be spent on a day; left out, the day of the last entry.
        #[pyo3(signature = (account, /, *, on = None))]
        fn available(&self, py: Python<'_>, account: Id<AccountId>, on: Option<Day>) -> PyResult<u64> {
            self.0.see(py, |ward| ward.state().points.available(&account.0, day(ward, on)))
        }

        /// The lots of a passbook that have points left, in the order they are spent.
        #[pyo3(signature = (account, /))]
        fn lots(&self, py: Python<'_>, account: Id<AccountId>) -> PyResult<Vec<Lot>> {
            self.0.see(py, |ward| ward.state().points.lots(&account.0).into_iter().map(Lot::from).collect())
        }

        /// A passbook's statement 存折明细 from one day to another, both included. Reads the journal from its start: the
        /// cost grows with it.
        #[pyo3(signature = (account, /, *, from_, to))]
        fn passbook(&self, py: Python<'_>, account: Id<AccountId>, from_: Day, to: Day) -> PyResult<Statement> {
            self.0
                .with(py, |ward| linli::views::Statement::read(ward, &account.0, from_.0, to.0))?
                .map(Statement)
                .ok_or_else(crate::error::closed)
        }

        /// The books 账本: what every account holds, what expires when, and what moved month by month. Reads the journal
        /// from its start: the cost grows with it.
        fn books(&self, py: Python<'_>) -> PyResult<Books> {
            self.0
                .with(py, linli::views::Books::read)?
                .map(Books::from)
                .ok_or_else(crate::error::closed)
        }

        /// The passbook a deed of a person would fill on a day: the household's where its members pool.
        #[pyo3(signature = (person, /, *, on = None))]
        fn passbook_of(&self, py: Python<'_>, person: Id<PersonId>, on: Option<Day>) -> PyResult<String> {
            self.0.see(py, |ward| {
                let on = day(ward, on);
                let place = rules(ward, on).and_then(|rules| rules.points.as_ref());
                let account = place.map(|place| ward.state().points.passbook_of(place, &person.0, on));
                account.unwrap_or_else(|| AccountId::Person(person.0.clone())).to_string()
            })
        }

        /// A hold, open or ended; `None` where there is no such one.
        #[pyo3(signature = (hold, /))]
        fn hold(&self, py: Python<'_>, hold: Id<HoldId>) -> PyResult<Option<Hold>> {
            self.0.see(py, |ward| {
                let found = ward.state().points.hold(&hold.0)?;
                Some(Hold::of(hold.0.clone(), found))
            })
        }

        /// The pieces of a reward at a counter.
        #[pyo3(signature = (reward, unit))]
        fn stock(&self, py: Python<'_>, reward: Id<RewardId>, unit: Id<UnitId>) -> PyResult<u64> {
            self.0.see(py, |ward| ward.state().points.stock(&reward.0, &unit.0))
        }

        /// The deeds that wait for review, in the order they were entered: `(award, person, rule, unit)`.
        fn awaiting_review(&self, py: Python<'_>) -> PyResult<Vec<(String, String, String, String)>> {
            self.0.see(py, |ward| {
                let waiting = ward.state().points.awaiting_review();
                let text = |(award, person, rule, unit): (&AwardId, &PersonId, &RuleId, &UnitId)| {
                    (award.to_string(), person.to_string(), rule.to_string(), unit.to_string())
                };
                waiting.map(text).collect()
            })
        }

        /// Every account that has something in it; they sum to zero.
        fn trial_balance(&self, py: Python<'_>) -> PyResult<BTreeMap<String, i64>> {
            self.0.see(py, |ward| {
                let balances = ward.state().points.trial_balance().into_iter();
                balances.map(|(account, balance)| (account.to_string(), balance)).collect()
            })
        }

        /// Points in passbooks by the month in which they expire, `2026-12`; `None` never.
        fn liability(&self, py: Python<'_>) -> PyResult<BTreeMap<Option<String>, u64>> {
            self.0.see(py, |ward| {
                let months = ward.state().points.liability().into_iter();
                months.map(|(of, points)| (of.map(month), points)).collect()
            })
        }

        /// What each fund issued in a year under each rule, beside its budget, by the rulebook in force now.
        #[pyo3(signature = (year, /))]
        fn budget_use(&self, py: Python<'_>, year: i32) -> PyResult<Vec<BudgetUse>> {
            self.0.see(py, |ward| {
                let place = ward.rules_now().and_then(|rules| rules.points.as_ref());
                let used = place.map(|place| ward.state().points.budget_use(place, year));
                used.into_iter().flatten().map(BudgetUse::from).collect()
            })
        }
    }
}

fn deed(
    rule: Id<RuleId>,
    person: Id<PersonId>,
    unit: Id<UnitId>,
    quantity: Option<u64>,
    team: Option<Id<BodyId>>,
    done: Option<Instant>,
) -> linli::points::Deed {
    linli::points::Deed {
        rule: rule.0,
        person: person.0,
        unit: unit.0,
        quantity,
        team: team.map(|team| team.0),
        occurred: done.map(|at| at.0),
    }
}

value! {
    /// One deed 善行, for `award_all`.
    Deed(linli::points::Deed) {
        /// The arguments are those of `award`.
        #[new]
        #[pyo3(signature = (rule, *, person, unit, quantity = None, team = None, done = None))]
        fn new(
            rule: Id<RuleId>,
            person: Id<PersonId>,
            unit: Id<UnitId>,
            quantity: Option<u64>,
            team: Option<Id<BodyId>>,
            done: Option<Instant>,
        ) -> Self {
            Self(deed(rule, person, unit, quantity, team, done))
        }

        fn __repr__(&self) -> String {
            format!("Deed({:?}, person={:?}, unit={:?})", self.0.rule, self.0.person, self.0.unit)
        }
    }
}
