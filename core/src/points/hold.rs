//! Holds: points and stock set aside for a reward.

use core::iter;
use core::num::NonZero;

use super::owner::Owner;
use super::pins::Pins;
use super::{AccountId, Ledger, Pin};
use crate::due_queue::Entry;
use crate::shelf::{Place, Shelf};
use crate::vocabulary::{Date, HoldId, Instant, PersonId, RewardId, UnitId};

/// A hold as the ledger keeps it. Its pins go when it ends; that it was stays, for later limits to count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hold {
    pub(super) owner: Owner,
    pub(super) person: u32,
    pub(super) reward: u32,
    pub(super) unit: u32,
    pub(super) pieces: u32,
    pub(super) stocked: bool,
    pub(super) status: Status,
    pub(super) points: u64,
    pub(super) pins: Pins,
    pub(super) day: Date,
    /// The person's hold before this one, by day and then as they were made.
    pub(super) before: Option<HoldPlace>,
    pub(super) until: Instant,
}

impl Hold {
    /// Whether its pieces count against the limits of a reward.
    pub(super) fn counts(&self) -> bool {
        matches!(self.status, Status::Open | Status::Captured)
    }
}

/// A place in `holds`, in four bytes also where there may be none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HoldPlace(NonZero<u32>);

impl HoldPlace {
    pub(super) fn of(place: Place) -> Self {
        Self(NonZero::<u32>::MIN.saturating_add(place))
    }

    fn place(self) -> Place {
        self.0.get().saturating_sub(1)
    }
}

/// Whether the hold at a place is open.
pub(super) fn is_open(holds: &Shelf<HoldId, Hold>, (_, place): &Entry) -> bool {
    let hold = Place::try_from(*place).ok().and_then(|place| holds.at(place));
    hold.is_some_and(|(_, hold)| hold.status == Status::Open)
}

impl Ledger {
    /// Every open hold, in the order they end.
    pub(super) fn open_holds(&self) -> impl Iterator<Item = (Instant, Place)> {
        let open = self.waiting.sorted(&|entry| is_open(&self.holds, entry));
        let places = open.into_iter();
        places.filter_map(|(until, place)| Some((until, Place::try_from(place).ok()?)))
    }

    fn hold_at(&self, place: HoldPlace) -> Option<&Hold> {
        self.holds.at(place.place()).map(|(_, hold)| hold)
    }

    /// What a person redeemed, the newest day first.
    pub(super) fn holds_of(&self, person: u32) -> impl Iterator<Item = &Hold> {
        let passbook = self.people.at(person);
        let mut next = passbook.and_then(|(_, passbook)| passbook.newest_hold);
        iter::from_fn(move || {
            let hold = self.hold_at(next?)?;
            next = hold.before;
            Some(hold)
        })
    }

    /// Puts a new hold among those of its person; the one before it there. Nearly always the new one is the newest; one
    /// that was claimed late goes behind those of later days.
    pub(super) fn link(&mut self, place: Place, person: Place, day: Date) -> Option<HoldPlace> {
        let mut behind = None;
        let mut before = self.people.at(person)?.1.newest_hold;
        let at = |place| self.hold_at(place);
        while let Some(later) = before.and_then(at).filter(|hold| hold.day > day) {
            (behind, before) = (before, later.before);
        }
        let link = match behind {
            None => &mut self.people.at_mut(person)?.newest_hold,
            Some(later) => &mut self.holds.at_mut(later.place())?.before,
        };
        link.replace(HoldPlace::of(place))
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
