//! Lots, holds and budgets.

use linli::points::{AccountId, BudgetUse as CoreBudgetUse, HoldView, LotView, Status};
use linli::{AwardId, Date, HoldId, Instant as At, PersonId, RewardId, RuleId, UnitId};
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::instant::Instant;
use crate::value::value;

/// A lot as it was when it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct LotNow {
    award: AwardId,
    earner: PersonId,
    rule: RuleId,
    fund: UnitId,
    points: u64,
    left: u64,
    day: Date,
    expires: Option<Date>,
}

impl From<LotView> for Lot {
    fn from(lot: LotView) -> Self {
        let LotView {
            award,
            earner,
            rule,
            fund,
            points,
            left,
            day,
            expires,
        } = lot;
        Self(LotNow {
            award,
            earner,
            rule,
            fund,
            points,
            left,
            day,
            expires,
        })
    }
}

value! {
    /// The points of one award that are left in a passbook.
    Lot(LotNow) {
        /// The award it came from.
        #[getter]
        fn award(&self) -> &str {
            self.0.award.as_str()
        }

        /// Who did the deed.
        #[getter]
        fn earner(&self) -> &str {
            self.0.earner.as_str()
        }

        /// The rule.
        #[getter]
        fn rule(&self) -> &str {
            self.0.rule.as_str()
        }

        /// The unit whose fund issued it.
        #[getter]
        fn fund(&self) -> &str {
            self.0.fund.as_str()
        }

        /// What the deed earned; 0 once it was corrected.
        #[getter]
        fn points(&self) -> u64 {
            self.0.points
        }

        /// What is left to spend.
        #[getter]
        fn left(&self) -> u64 {
            self.0.left
        }

        /// The day of the deed.
        #[getter]
        fn day(&self) -> Day {
            Day(self.0.day)
        }

        /// The last day it can be spent; `None` never ends.
        #[getter]
        fn expires(&self) -> Option<Day> {
            self.0.expires.map(Day)
        }

        fn __repr__(&self) -> String {
            let until = self.0.expires.map_or_else(|| "for ever".to_owned(), |day| format!("until {day}"));
            format!("Lot({:?}, {} of {} left {until})", self.0.award, self.0.left, self.0.points)
        }
    }
}

/// A hold as it was when it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct HoldNow {
    id: HoldId,
    account: AccountId,
    person: PersonId,
    reward: RewardId,
    pieces: u32,
    unit: UnitId,
    points: u64,
    day: Date,
    until: At,
    status: String,
}

impl Hold {
    pub(crate) fn of(id: HoldId, hold: HoldView) -> Self {
        let HoldView {
            account,
            person,
            reward,
            pieces,
            unit,
            points,
            day,
            until,
            status,
            ..
        } = hold;
        let status = match status {
            Status::Open => "open",
            Status::Captured => "captured",
            Status::Voided => "voided",
            Status::Expired => "expired",
        };
        let status = status.to_owned();
        Self(HoldNow {
            id,
            account,
            person,
            reward,
            pieces,
            unit,
            points,
            day,
            until,
            status,
        })
    }
}

value! {
    /// Points and stock set aside for a reward.
    Hold(HoldNow) {
        /// Its id.
        #[getter]
        fn id(&self) -> &str {
            self.0.id.as_str()
        }

        /// The passbook.
        #[getter]
        fn account(&self) -> String {
            self.0.account.to_string()
        }

        /// For whom.
        #[getter]
        fn person(&self) -> &str {
            self.0.person.as_str()
        }

        /// The reward.
        #[getter]
        fn reward(&self) -> &str {
            self.0.reward.as_str()
        }

        /// How many pieces.
        #[getter]
        fn pieces(&self) -> u32 {
            self.0.pieces
        }

        /// The counter.
        #[getter]
        fn unit(&self) -> &str {
            self.0.unit.as_str()
        }

        /// The points it took.
        #[getter]
        fn points(&self) -> u64 {
            self.0.points
        }

        /// The day of the redemption.
        #[getter]
        fn day(&self) -> Day {
            Day(self.0.day)
        }

        /// Until when the reward can be fetched.
        #[getter]
        fn until(&self) -> Instant {
            Instant(self.0.until)
        }

        /// `open`, `captured`, `voided` or `expired`.
        #[getter]
        fn status(&self) -> &str {
            &self.0.status
        }

        fn __repr__(&self) -> String {
            format!("Hold({:?}, {} x {:?}, {})", self.0.id, self.0.pieces, self.0.reward, self.0.status)
        }
    }
}

/// How much of a budget was used when it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Used {
    fund: UnitId,
    rule: RuleId,
    issued: u64,
    budget: Option<u64>,
}

impl From<CoreBudgetUse> for BudgetUse {
    fn from(used: CoreBudgetUse) -> Self {
        let CoreBudgetUse {
            fund,
            rule,
            issued,
            budget,
        } = used;
        Self(Used {
            fund,
            rule,
            issued,
            budget,
        })
    }
}

value! {
    /// How much of a fund's budget for a rule is used.
    BudgetUse(Used) {
        /// The fund's unit.
        #[getter]
        fn fund(&self) -> &str {
            self.0.fund.as_str()
        }

        /// The rule.
        #[getter]
        fn rule(&self) -> &str {
            self.0.rule.as_str()
        }

        /// Issued for deeds of the year, less what came back.
        #[getter]
        fn issued(&self) -> u64 {
            self.0.issued
        }

        /// The most the rulebook allows, where it says so.
        #[getter]
        fn budget(&self) -> Option<u64> {
            self.0.budget
        }

        fn __repr__(&self) -> String {
            let budget = self.0.budget.map_or_else(|| "no budget".to_owned(), |budget| budget.to_string());
            format!("BudgetUse({:?}, {:?}: {} of {budget})", self.0.fund, self.0.rule, self.0.issued)
        }
    }
}
