//! What a rulebook says of points: what a deed earns, for how long, and what it is exchanged for (F30-F33).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::Limit;
use crate::vocabulary::{Label, LevelId, PostId, RewardId, RuleId};

/// The points of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointsRules {
    /// What a point is called: 道德币.
    pub name: Label,
    /// How long points last, where a rule does not say otherwise.
    pub expire: Expiry,
    /// Whether the points of a household's members go to one passbook (F32).
    pub pool: bool,
    /// How long points stay set aside for a reward before they come back.
    pub hold: Limit,
    /// Who hands out rewards: may capture and void holds, and change stock.
    pub counter: PostId,
    /// What deeds earn.
    pub rules: BTreeMap<RuleId, Rule>,
    /// What points are exchanged for.
    pub rewards: BTreeMap<RewardId, Reward>,
}

/// How long points last, counted from the day of the deed; they can be spent on the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expiry {
    /// For ever.
    Never,
    /// Until the last day of the year so many years later: `end of this year` is 0, `end of next year` 1.
    EndOfYear(u32),
    /// So many months later, on the same day of the month or its last.
    Months(u32),
    /// So many days later.
    Days(u32),
}

/// What a kind of deed earns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name.
    pub name: Label,
    /// How many points.
    pub amount: Amount,
    /// Every cap holds; the smallest room counts.
    pub caps: Vec<Cap>,
    /// So many whole days must lie between the days of two deeds of one earner under this rule.
    pub cooldown: Option<u32>,
    /// The post that must approve a deed before it earns.
    pub review: Option<PostId>,
    /// The level whose unit's fund issues the points.
    pub fund: LevelId,
    /// The most its fund may issue under this rule in a calendar year.
    pub budget: Option<u64>,
    /// Overrides the place's expiry.
    pub expire: Option<Expiry>,
    /// Who may enter deeds. Empty: whoever holds any post at the deed's unit or above.
    pub entered_by: Vec<PostId>,
}

/// How many points a deed earns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Always the same.
    Fixed(u64),
    /// So many for each so much.
    PerQuantity {
        /// Points for each.
        points: u64,
        /// Each what.
        each: Quantity,
        /// What becomes of a part.
        rounding: Rounding,
    },
    /// By quantity: the row with the largest `from` not above it; below the first row nothing.
    Table(Vec<TableRow>),
}

/// A row of a table of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableRow {
    /// From this quantity on.
    pub from: u64,
    /// So many points.
    pub points: u64,
}

/// A quantity with its unit, such as 60 minutes. Deeds are entered in the same unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// How many.
    pub number: u64,
    /// Of what.
    pub unit: String,
}

/// What becomes of a part of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// It is dropped.
    Down,
    /// It counts whole.
    Up,
    /// The nearer; a half counts whole.
    Nearest,
}

/// A limit on what one purse may earn under one rule. A deed that would pass it earns what room is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// At most so many points.
    pub most: u64,
    /// In what time, by the day of the deed.
    pub per: PerPeriod,
    /// Counted for whom.
    pub of: Purse,
}

/// In what time, in the ward's own calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PerPeriod {
    /// Each deed for itself.
    Deed,
    /// A calendar day.
    Day,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// For whom a cap or a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purse {
    /// One person.
    Person,
    /// All members of a household; a person without one counts alone.
    Household,
}

/// An item of the catalogue 兑换品.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reward {
    /// Its name.
    pub name: Label,
    /// Points for one piece.
    pub price: u64,
    /// How many one purse may take.
    pub limit: Option<RewardLimit>,
    /// Whether pieces are counted; where not, there are always enough.
    pub stocked: bool,
}

/// How many pieces one purse may take. `per` is never `deed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewardLimit {
    /// At most so many pieces.
    pub most: u64,
    /// In what time, by the day of the redemption.
    pub per: PerPeriod,
    /// For whom.
    pub of: Purse,
}
