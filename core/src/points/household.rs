//! Households: who belongs to which, and when (F32).

use super::Ledger;
use super::passbook::Passbook;
use crate::vocabulary::{Date, PersonId, UnitId};

/// A household and its pooled passbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Household {
    pub(super) unit: UnitId,
    pub(super) passbook: Passbook,
    /// Everyone who ever belonged to it, once each.
    pub(super) members: Vec<u32>,
}

/// A person in a household from a day on, up to and without another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Membership {
    pub(super) household: u32,
    pub(super) from: Date,
    pub(super) until: Option<Date>,
}

impl Membership {
    pub(super) fn holds(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|until| on < until)
    }

    /// Whether it holds on that day or any later one.
    pub(super) fn reaches(&self, from: Date) -> bool {
        self.until.is_none_or(|until| until > from && until > self.from)
    }
}

impl Ledger {
    pub(super) fn memberships(&self, person: u32) -> &[Membership] {
        self.memberships
            .get(&person)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The household a person belongs to on a day.
    pub(super) fn household_of(&self, person: u32, on: Date) -> Option<u32> {
        let mut memberships = self.memberships(person).iter();
        memberships
            .find(|membership| membership.holds(on))
            .map(|membership| membership.household)
    }

    pub(super) fn household_of_id(&self, person: &PersonId, on: Date) -> Option<u32> {
        self.household_of(self.person(person)?, on)
    }

    pub(super) fn belongs(&self, person: u32, household: u32, on: Date) -> bool {
        self.household_of(person, on) == Some(household)
    }

    pub(super) fn members(&self, household: u32) -> &[u32] {
        let household = self.households.get_index(household as usize);
        household
            .map(|(_, household)| household.members.as_slice())
            .unwrap_or_default()
    }

    /// Whether anybody belongs to a household on that day or later.
    pub(super) fn is_lived_in(&self, household: u32, from: Date) -> bool {
        let mut memberships = self
            .members(household)
            .iter()
            .flat_map(|&member| self.memberships(member));
        memberships.any(|membership| membership.household == household && membership.reaches(from))
    }
}
