use std::collections::BTreeMap;

use linli::points::{AccountId, Month, Pin as CorePin, Status};
use linli::{AwardId, HoldId, PersonId, RewardId, RuleId, UnitId};

use crate::vocabulary::{Day, Instant};
use crate::{Count, LinliError, Points, Ward, answer};

/// A passbook 存折 on a day.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Passbook {
    /// The account.
    pub account: AccountId,
    /// What stands in it.
    pub balance: Points,
    /// What of it can be spent that day.
    pub available: Count,
    /// Its lots with points left, in the order they are spent.
    pub lots: Vec<Lot>,
}

/// A lot with points left.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Lot {
    /// The award it came from.
    pub award: AwardId,
    /// Who did the deed.
    pub earner: PersonId,
    /// The rule.
    pub rule: RuleId,
    /// The fund that issued it.
    pub fund: UnitId,
    /// What the deed earned; 0 once it was corrected.
    pub points: Count,
    /// What is left to spend.
    pub left: Count,
    /// The day of the deed.
    pub day: Day,
    /// The last day it can be spent; left out, it never expires.
    pub expires: Option<Day>,
}

impl From<linli::points::LotView> for Lot {
    fn from(lot: linli::points::LotView) -> Self {
        Self {
            award: lot.award,
            earner: lot.earner,
            rule: lot.rule,
            fund: lot.fund,
            points: lot.points.into(),
            left: lot.left.into(),
            day: lot.day,
            expires: lot.expires,
        }
    }
}

/// Points set aside for a reward.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Hold {
    /// The passbook.
    pub account: AccountId,
    /// For whom.
    pub person: PersonId,
    /// The reward.
    pub reward: RewardId,
    /// How many pieces.
    pub pieces: Count,
    /// The counter.
    pub unit: UnitId,
    /// The points it took.
    pub points: Count,
    /// The points, lot by lot, while it is open.
    pub pins: Vec<Pin>,
    /// The day of the redemption.
    pub day: Day,
    /// Until when it can be fetched.
    pub until: Instant,
    /// How it stands.
    pub status: HoldStatus,
}

/// So many points of one lot. A lot is named by its award.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Pin {
    /// The lot.
    pub lot: AwardId,
    /// So many of its points.
    pub points: Count,
}

type HoldStatus = Status;

/// How a hold stands.
#[uniffi::remote(Enum)]
pub enum HoldStatus {
    /// The reward can be fetched.
    Open,
    /// It was handed out.
    Captured,
    /// It was given up.
    Voided,
    /// Nobody fetched it in time.
    Expired,
}

impl From<linli::points::HoldView> for Hold {
    fn from(hold: linli::points::HoldView) -> Self {
        let pin = |pin: CorePin| Pin {
            lot: pin.lot,
            points: pin.points.into(),
        };
        Self {
            account: hold.account,
            person: hold.person,
            reward: hold.reward,
            pieces: hold.pieces.into(),
            unit: hold.unit,
            points: hold.points.into(),
            pins: hold.pins.into_iter().map(pin).collect(),
            day: hold.day,
            until: hold.until,
            status: hold.status,
        }
    }
}

/// A deed that waits for review.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Waiting {
    /// The award to be.
    pub award: AwardId,
    /// Who did the deed.
    pub person: PersonId,
    /// The rule.
    pub rule: RuleId,
    /// Where.
    pub unit: UnitId,
}

/// What stands in an account.
#[derive(Clone, Debug, uniffi::Record)]
pub struct AccountBalance {
    /// The account.
    pub account: AccountId,
    /// Funds stand at or below zero, everything else at or above.
    pub balance: Points,
}

/// Points in passbooks that expire in a month.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Liability {
    /// The month as `2026-12`; left out, they never expire.
    pub month: Option<String>,
    /// The points.
    pub points: Count,
}

/// How much of a budget is used.
#[derive(Clone, Debug, uniffi::Record)]
pub struct BudgetUse {
    /// The fund's unit.
    pub fund: UnitId,
    /// The rule.
    pub rule: RuleId,
    /// Issued for deeds of the year, less what came back.
    pub issued: Count,
    /// The most the rulebook allows, where it says so.
    pub budget: Option<Count>,
}

/// A passbook over a period 存折明细: `opening` and the points of all lines make `closing`.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Statement {
    /// The passbook.
    pub account: AccountId,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The balance as the first day began.
    pub opening: Points,
    /// What happened, in the order it was recorded.
    pub lines: Vec<StatementLine>,
    /// The balance as the last day ended.
    pub closing: Points,
}

/// A line of a statement.
#[derive(Clone, Debug, uniffi::Record)]
pub struct StatementLine {
    /// The local day it was recorded.
    pub day: Day,
    /// What moved the points: `earned`, `corrected`, `redeemed`, `handed_out`, `given_back` or `expired`.
    pub kind: String,
    /// Its values, as JSON.
    pub json: String,
    /// Points that came, or, below zero, went.
    pub points: Points,
    /// The balance after it.
    pub balance: Points,
}

impl From<linli::views::Statement> for Statement {
    fn from(statement: linli::views::Statement) -> Self {
        let line = |line: linli::views::StatementLine| {
            let (kind, json) = answer::tagged(&line.entry);
            StatementLine {
                day: line.day,
                kind,
                json,
                points: Points(line.points),
                balance: Points(line.balance),
            }
        };
        Self {
            account: statement.account,
            from: statement.from,
            to: statement.to,
            opening: Points(statement.opening),
            lines: statement.lines.into_iter().map(line).collect(),
            closing: Points(statement.closing),
        }
    }
}

/// What moved in a month, by the local day it was recorded, and what stood in passbooks and on hold as it ended.
#[derive(Clone, Debug, uniffi::Record)]
pub struct MonthOfPoints {
    /// The month as `2026-12`.
    pub month: String,
    /// Points that left the funds.
    pub issued: Count,
    /// Points of corrected awards that came back to them.
    pub returned: Count,
    /// Points exchanged for rewards that were handed out.
    pub spent: Count,
    /// Points that went past their date.
    pub expired: Count,
    /// Points still owed: in passbooks and on hold.
    pub outstanding: Count,
}

/// The books 账簿.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Books {
    /// Every account that has something in it; they sum to zero.
    pub trial_balance: Vec<AccountBalance>,
    /// Points in passbooks by the month in which they expire.
    pub liability: Vec<Liability>,
    /// What moved month by month; months in which nothing did are left out.
    pub months: Vec<MonthOfPoints>,
}

impl From<linli::views::Books> for Books {
    fn from(books: linli::views::Books) -> Self {
        let months = books.months.into_iter().map(|(month, moved)| MonthOfPoints {
            month: written(month),
            issued: moved.issued.into(),
            returned: moved.returned.into(),
            spent: moved.spent.into(),
            expired: moved.expired.into(),
            outstanding: moved.outstanding.into(),
        });
        Self {
            trial_balance: balances(books.trial_balance),
            liability: liabilities(books.liability),
            months: months.collect(),
        }
    }
}

fn written(month: Month) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}

fn balances(balances: BTreeMap<AccountId, i64>) -> Vec<AccountBalance> {
    let line = |(account, balance)| AccountBalance {
        account,
        balance: Points(balance),
    };
    balances.into_iter().map(line).collect()
}

fn liabilities(months: BTreeMap<Option<Month>, u64>) -> Vec<Liability> {
    let line = |(month, points): (Option<Month>, u64)| Liability {
        month: month.map(written),
        points: points.into(),
    };
    months.into_iter().map(line).collect()
}

#[uniffi::export]
impl Ward {
    /// What a passbook held on the first day, what came and went until the last, and what it holds then. Reads the whole
    /// journal: for a page that is opened now and then, not for a list.
    pub fn points_statement(
        &self,
        account: AccountId,
        from: Day,
        to: Day,
    ) -> Result<Option<Statement>, LinliError> {
        self.ask(|ward| {
            let statement = linli::views::Statement::read(ward, &account, from, to)?;
            Ok(statement.map(Statement::from))
        })
    }

    /// The books 账簿: balances, what falls due when, and what moved month by month. Left out before the first edition. Reads
    /// the whole journal.
    pub fn points_books(&self) -> Result<Option<Books>, LinliError> {
        self.ask(|ward| {
            let books = linli::views::Books::read(ward)?;
            Ok(books.map(Books::from))
        })
    }

    /// What stands in an account: funds at or below zero, everything else at or above.
    pub fn points_balance(&self, account: AccountId) -> Result<Points, LinliError> {
        self.look(|state| Points(state.points.balance(&account)))
    }

    /// A passbook on a day: balance, what can be spent, and its lots.
    pub fn points_passbook(&self, account: AccountId, on: Day) -> Result<Passbook, LinliError> {
        self.look(|state| Passbook {
            balance: Points(state.points.balance(&account)),
            available: state.points.available(&account, on).into(),
            lots: state.points.lots(&account).into_iter().map(Lot::from).collect(),
            account,
        })
    }

    /// The passbook a deed of that day would fill: the household's where members pool. Left out where the rulebook of
    /// that day has no points.
    pub fn points_passbook_of(&self, person: PersonId, on: Day) -> Result<Option<AccountId>, LinliError> {
        let account = self.on_day(on, |state, rules| {
            let place = rules.points.as_ref()?;
            Some(state.points.passbook_of(place, &person, on))
        })?;
        Ok(account.flatten())
    }

    /// A hold, open or ended.
    pub fn points_hold(&self, hold: HoldId) -> Result<Option<Hold>, LinliError> {
        self.look(|state| state.points.hold(&hold).map(Hold::from))
    }

    /// The pieces of a reward at a counter.
    pub fn points_stock(&self, reward: RewardId, unit: UnitId) -> Result<Count, LinliError> {
        self.look(|state| state.points.stock(&reward, &unit).into())
    }

    /// The deeds that wait for review: at most `limit`, after the first `skip`.
    pub fn points_awaiting_review(&self, skip: Count, limit: Count) -> Result<Vec<Waiting>, LinliError> {
        self.look(|state| {
            let page = state
                .points
                .awaiting_review()
                .skip(skip.size())
                .take(limit.size());
            page.map(|(award, person, rule, unit)| Waiting {
                award: award.clone(),
                person: person.clone(),
                rule: rule.clone(),
                unit: unit.clone(),
            })
            .collect()
        })
    }

    /// Every account that has something in it, in order of account; they sum to zero. Grows with the accounts.
    pub fn points_trial_balance(&self) -> Result<Vec<AccountBalance>, LinliError> {
        self.look(|state| balances(state.points.trial_balance()))
    }

    /// Points in passbooks by the month in which they expire. Grows with the lots.
    pub fn points_liability(&self) -> Result<Vec<Liability>, LinliError> {
        self.look(|state| liabilities(state.points.liability()))
    }

    /// What each fund issued in the calendar year of a day under each rule, beside its budget.
    pub fn points_budget_use(&self, on: Day) -> Result<Vec<BudgetUse>, LinliError> {
        let year = Month::of(on).year;
        let uses = self.on_day(on, |state, rules| {
            let place = rules.points.as_ref()?;
            Some(state.points.budget_use(place, year))
        })?;
        let line = |line: linli::points::BudgetUse| BudgetUse {
            fund: line.fund,
            rule: line.rule,
            issued: line.issued.into(),
            budget: line.budget.map(Count::from),
        };
        Ok(uses.flatten().unwrap_or_default().into_iter().map(line).collect())
    }
}
