//! What can be asked of the points.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{
    AwardId, BodyId, Date, HoldId, HouseholdId, Instant, PersonId, RewardId, RuleId, UnitId,
};

/// A command to the points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// A deed is entered.
    Award(Award),
    /// Deeds are entered in bulk; each line is answered for itself.
    AwardAll(AwardAll),
    /// A deed that waits for review is approved or turned down.
    Review(Review),
    /// An award made in error is taken back as far as it is unspent. Needs the detail `reason`.
    Correct(Correct),
    /// Points and stock are set aside for a reward.
    Redeem(Redeem),
    /// The reward is handed out 核销.
    Capture(Capture),
    /// The reward is not handed out; the points come back 撤销.
    Void(Void),
    /// Stock comes in, or is written off.
    Restock(Restock),
    /// Somebody joins a household's passbook.
    Join(Join),
    /// Somebody leaves it.
    Leave(Leave),
}

/// One deed 善行.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deed {
    /// The rule it falls under.
    pub rule: RuleId,
    /// Who did it.
    pub person: PersonId,
    /// Where: its fund is the one of the unit above on the rule's level.
    pub unit: UnitId,
    /// How much, in the rule's unit; 1 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u64>,
    /// The team it was done with (F33).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<BodyId>,
    /// When; left out, when the command happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Instant>,
}

impl Deed {
    /// A deed under a rule.
    pub fn new(rule: RuleId, person: PersonId, unit: UnitId) -> Self {
        Self {
            rule,
            person,
            unit,
            quantity: None,
            team: None,
            occurred: None,
        }
    }

    /// So much of it.
    pub fn quantity(mut self, quantity: u64) -> Self {
        self.quantity = Some(quantity);
        self
    }
}

/// Enters a deed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// The deed.
    pub deed: Deed,
}

/// Enters deeds in bulk, at most [`bounds::LINES`](crate::bounds::LINES).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardAll {
    /// The deeds; the award of line `n` (from 0) has the ordinal `n`.
    pub deeds: Vec<Deed>,
}

/// Approves or turns down a deed that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Which.
    pub award: AwardId,
    /// Whether it earns.
    pub approve: bool,
}

/// Takes back an award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correct {
    /// Which.
    pub award: AwardId,
}

/// Sets points aside for a reward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redeem {
    /// The reward.
    pub reward: RewardId,
    /// How many pieces.
    pub pieces: u32,
    /// The counter it is fetched from.
    pub unit: UnitId,
    /// Whose passbook: left out, the one of whoever it is done for (and of the household that person pools with).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// Hands a reward out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capture {
    /// The hold.
    pub hold: HoldId,
}

/// Gives held points back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Void {
    /// The hold.
    pub hold: HoldId,
}

/// Changes the stock at a counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restock {
    /// The reward.
    pub reward: RewardId,
    /// The counter.
    pub unit: UnitId,
    /// Pieces that come in; below zero, pieces written off.
    pub pieces: i64,
}

/// Joins a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The household.
    pub household: HouseholdId,
    /// Who.
    pub person: PersonId,
    /// Where the household lives.
    pub unit: UnitId,
    /// The first day.
    pub from: Date,
}

/// Leaves a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    /// The household.
    pub household: HouseholdId,
    /// Who.
    pub person: PersonId,
    /// The first day no longer.
    pub until: Date,
}
