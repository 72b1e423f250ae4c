//! What happens to points.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::AccountId;
use crate::vocabulary::{
    AwardId, BodyId, Date, HoldId, HouseholdId, Instant, PersonId, RewardId, RuleId, UnitId,
};

/// So many points of one lot. A lot is named by its award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The lot.
    pub lot: AwardId,
    /// So many of its points.
    pub points: u64,
}

/// An event of the points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A deed earned points: they leave the fund and form a lot of the account.
    Awarded {
        /// The award, and its lot.
        award: AwardId,
        /// The passbook.
        account: AccountId,
        /// Who did the deed.
        earner: PersonId,
        /// The rule.
        rule: RuleId,
        /// The deed's unit.
        unit: UnitId,
        /// The fund's unit.
        fund: UnitId,
        /// The points.
        points: u64,
        /// The day of the deed.
        day: Date,
        /// The last day they can be spent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires: Option<Date>,
        /// The team.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<BodyId>,
    },
    /// A deed was entered and earns nothing.
    Withheld {
        /// The award that would have been.
        award: AwardId,
        /// Who did the deed.
        earner: PersonId,
        /// The rule.
        rule: RuleId,
        /// The day of the deed.
        day: Date,
        /// Why.
        reason: Withheld,
    },
    /// A deed waits for review.
    Submitted {
        /// The award to be.
        award: AwardId,
        /// Who did the deed.
        earner: PersonId,
        /// The rule.
        rule: RuleId,
        /// The deed's unit.
        unit: UnitId,
        /// How much.
        quantity: u64,
        /// The day of the deed.
        day: Date,
        /// The team.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<BodyId>,
    },
    /// A line of a bulk entry was refused.
    LineRefused {
        /// The line, from 0.
        line: u32,
        /// The refusal's code.
        code: SmolStr,
        /// The refusal.
        refusal: Box<super::PointsRefusal>,
    },
    /// An award was found to be an error.
    Corrected {
        /// Which.
        award: AwardId,
        /// Unspent points, back in the fund.
        taken_back: u64,
        /// Points on hold: they go to the fund when the hold is voided.
        on_hold: u64,
        /// Points already spent: the fund bears them.
        shortfall: u64,
    },
    /// Points and stock were set aside.
    Held {
        /// The hold.
        hold: HoldId,
        /// The passbook.
        account: AccountId,
        /// For whom.
        person: PersonId,
        /// The reward.
        reward: RewardId,
        /// How many pieces.
        pieces: u32,
        /// The counter.
        unit: UnitId,
        /// The points, lot by lot.
        pins: Vec<Pin>,
        /// The day of the redemption.
        day: Date,
        /// Until when.
        until: Instant,
        /// Whether the pieces came out of counted stock.
        stocked: bool,
    },
    /// The reward was handed out.
    Captured {
        /// The hold.
        hold: HoldId,
    },
    /// The points came back.
    Released {
        /// The hold.
        hold: HoldId,
        /// Why.
        why: Release,
        /// Back in their lots.
        returned: Vec<Pin>,
        /// Past their date.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        expired: Vec<Pin>,
        /// Of corrected awards: back in the fund.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reclaimed: Vec<Pin>,
    },
    /// Lots of an account went past their date.
    Expired {
        /// The account.
        account: AccountId,
        /// What was left in them.
        pins: Vec<Pin>,
    },
    /// Stock changed.
    Restocked {
        /// The reward.
        reward: RewardId,
        /// The counter.
        unit: UnitId,
        /// By so many pieces.
        pieces: i64,
    },
    /// Somebody joined a household.
    Joined {
        /// The household.
        household: HouseholdId,
        /// Who.
        person: PersonId,
        /// Where it lives.
        unit: UnitId,
        /// The first day.
        from: Date,
    },
    /// Somebody left it.
    Left {
        /// The household.
        household: HouseholdId,
        /// Who.
        person: PersonId,
        /// The first day no longer.
        until: Date,
    },
}

/// Why a deed earns nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// A cap is reached.
    CapReached {
        /// The cap's points.
        most: u64,
    },
    /// Too soon after another.
    Cooldown {
        /// The first day that would count.
        until: Date,
    },
    /// The fund's budget is used up.
    BudgetUsed {
        /// The budget.
        budget: u64,
    },
    /// The quantity earns no whole point.
    TooLittle,
    /// The points would already be past their date.
    PastDate,
    /// The reviewer turned it down.
    TurnedDown,
    /// The edition in force has no such rule any more.
    NoRule,
    /// No unit above the deed's is on the level whose fund would issue the points.
    NoFund,
}

/// Why a hold ended without a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// Somebody voided it.
    Voided,
    /// Nobody fetched the reward in time.
    Expired,
}

impl Event {
    /// The award it is about, if it is about one.
    pub(crate) fn award(&self) -> Option<&AwardId> {
        match self {
            Self::Awarded { award, .. }
            | Self::Withheld { award, .. }
            | Self::Submitted { award, .. }
            | Self::Corrected { award, .. } => Some(award),
            _ => None,
        }
    }

    /// Its kind, as tables and front ends name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Awarded { .. } => "points.awarded",
            Self::Withheld { .. } => "points.withheld",
            Self::Submitted { .. } => "points.submitted",
            Self::LineRefused { .. } => "points.line_refused",
            Self::Corrected { .. } => "points.corrected",
            Self::Held { .. } => "points.held",
            Self::Captured { .. } => "points.captured",
            Self::Released { .. } => "points.released",
            Self::Expired { .. } => "points.expired",
            Self::Restocked { .. } => "points.restocked",
            Self::Joined { .. } => "points.joined",
            Self::Left { .. } => "points.left",
        }
    }
}
