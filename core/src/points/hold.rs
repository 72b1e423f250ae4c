//! Holds: points and stock set aside for a reward.

use super::award_key::AwardKey;
use super::model::Owner;
use super::{AccountId, Pin};
use crate::vocabulary::{Date, Instant, PersonId, RewardId, UnitId};

/// A hold as the ledger keeps it. Its pins go when it ends; that it was stays, for later limits to count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hold {
    pub(super) owner: Owner,
    pub(super) person: u32,
    pub(super) reward: RewardId,
    pub(super) unit: UnitId,
    pub(super) pieces: u32,
    pub(super) stocked: bool,
    pub(super) points: u64,
    pub(super) pins: Box<[(AwardKey, u32)]>,
    pub(super) day: Date,
    pub(super) until: Instant,
    pub(super) status: Status,
}

impl Hold {
    /// Whether its pieces count against the limits of a reward.
    pub(super) fn counts(&self) -> bool {
        matches!(self.status, Status::Open | Status::Captured)
    }
}

/// How a hold stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The reward can be fetched.
    Open,
    /// It was handed out.
    Captured,
    /// It was given up.
    Voided,
    /// Nobody fetched it in time.
    Expired,
}

/// A hold as callers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldView {
    /// The passbook.
    pub account: AccountId,
    /// For whom.
    pub person: PersonId,
    /// The reward.
    pub reward: RewardId,
    /// How many pieces.
    pub pieces: u32,
    /// The counter.
    pub unit: UnitId,
    /// The points it took.
    pub points: u64,
    /// The points, lot by lot, while it is open.
    pub pins: Vec<Pin>,
    /// The day of the redemption.
    pub day: Date,
    /// Until when it can be fetched.
    pub until: Instant,
    /// How it stands.
    pub status: Status,
}
