//! The ledger as it stands.
//!
//! It keeps facts, not counters: lots and redemptions stay with their days, so that an edition adopted later may ask
//! for a cap, a cooldown, a budget or a limit that nobody thought of when they happened.

use std::collections::BTreeSet;
use std::hash::Hash;

use indexmap::Equivalent;

use super::AccountId;
use super::award_index::AwardIndex;
use super::award_key::AwardKeys;
use super::hold::Hold;
use super::household::{Household, Membership};
use super::lot::Lot;
use super::owner::{Of, Owner, place};
use super::passbook::Passbook;
use crate::due_queue::DueQueue;
use crate::shelf::{Place, Shelf};
use crate::vocabulary::{
    AwardId, BodyId, Date, HoldId, HouseholdId, Map, PersonId, RewardId, RuleId, Set, UnitId,
};

/// Accounts, lots, holds, stock and households.
///
/// An account with three lots weighs less than 300 bytes, all its indexes counted, also just after its tables have
/// doubled (`benches/points.rs` measures it).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Everyone who ever earned, redeemed or joined a household, and their own passbook.
    pub(super) people: Shelf<PersonId, Passbook>,
    pub(super) households: Map<HouseholdId, Household>,
    /// By place in `people`.
    pub(super) memberships: Map<u32, Vec<Membership>>,
    /// What the points name over and over, each once: elsewhere its place here stands for it.
    pub(super) rules: Set<RuleId>,
    pub(super) units: Set<UnitId>,
    pub(super) rewards: Set<RewardId>,
    /// What lots have in common, by the ids it goes by.
    pub(super) terms: Map<(RuleId, UnitId, UnitId), Terms>,
    pub(super) keys: AwardKeys,
    /// In whose passbook an award's lot lies.
    pub(super) awards: AwardIndex,
    pub(super) submitted: Map<AwardId, Submitted>,
    /// What the fund of each unit has issued and not got back.
    pub(super) funds: Map<u32, u64>,
    /// The same by rule and calendar year of the deed, budget or no budget.
    pub(super) issued: Map<Issue, u64>,
    pub(super) held: u64,
    pub(super) redeemed: u64,
    pub(super) expired: u64,
    pub(super) holds: Shelf<HoldId, Hold>,
    /// Open holds by their place.
    pub(super) waiting: DueQueue,
    /// Passbooks with points left that expire on a day.
    pub(super) lapsing: BTreeSet<(Date, Owner)>,
    /// Pieces by reward and unit.
    pub(super) stock: Map<(u32, u32), u64>,
}

/// Under what, and where, a deed was done: places of a rule and of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Terms {
    pub(super) rule: u32,
    pub(super) unit: u32,
    pub(super) fund: u32,
}

/// The ids terms go by, to look them up without copying one. Hashed as the tuple of them.
#[derive(Hash)]
struct Ids<'a> {
    rule: &'a RuleId,
    unit: &'a UnitId,
    fund: &'a UnitId,
}

impl Equivalent<(RuleId, UnitId, UnitId)> for Ids<'_> {
    fn equivalent(&self, (rule, unit, fund): &(RuleId, UnitId, UnitId)) -> bool {
        self.rule == rule && self.unit == unit && self.fund == fund
    }
}

/// What a budget is for: places of a unit and of a rule, and a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Issue {
    pub(super) fund: u32,
    pub(super) rule: u32,
    pub(super) year: i32,
}

/// A deed that waits for review, or waited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Submitted {
    pub(super) earner: PersonId,
    pub(super) rule: RuleId,
    pub(super) unit: UnitId,
    pub(super) quantity: u64,
    pub(super) day: Date,
    pub(super) team: Option<BodyId>,
    pub(super) answered: bool,
}

impl Ledger {
    pub(super) fn person(&self, id: &PersonId) -> Option<u32> {
        self.people.find(id).map(|(at, ..)| at)
    }

    pub(super) fn rule(&self, id: &RuleId) -> Option<u32> {
        self.rules.get_index_of(id).map(place)
    }

    pub(super) fn unit(&self, id: &UnitId) -> Option<u32> {
        self.units.get_index_of(id).map(place)
    }

    pub(super) fn owner(&self, account: &AccountId) -> Option<Owner> {
        match account {
            AccountId::Person(id) => self.person(id).map(Owner::person),
            AccountId::Household(id) => self
                .households
                .get_index_of(id)
                .map(|at| Owner::household(place(at))),
            _ => None,
        }
    }

    pub(super) fn account(&self, owner: Owner) -> Option<AccountId> {
        match owner.of() {
            Of::Person(at) => {
                let (id, _) = self.people.at(at)?;
                Some(AccountId::Person(id.clone()))
            }
            Of::Household(at) => {
                let (id, _) = self.households.get_index(at as usize)?;
                Some(AccountId::Household(id.clone()))
            }
        }
    }

    pub(super) fn passbook(&self, owner: Owner) -> Option<&Passbook> {
        match owner.of() {
            Of::Person(at) => self.people.at(at).map(|(_, passbook)| passbook),
            Of::Household(at) => {
                let (_, household) = self.households.get_index(at as usize)?;
                Some(&household.passbook)
            }
        }
    }

    pub(super) fn passbook_mut(&mut self, owner: Owner) -> Option<&mut Passbook> {
        match owner.of() {
            Of::Person(at) => self.people.at_mut(at),
            Of::Household(at) => {
                let (_, household) = self.households.get_index_mut(at as usize)?;
                Some(&mut household.passbook)
            }
        }
    }

    pub(super) fn passbooks(&self) -> impl Iterator<Item = (Owner, &Passbook)> {
        let people = self.people.iter().zip(0u32..);
        let people = people.map(|((_, passbook), at)| (Owner::person(at), passbook));
        let households = self.households.values().zip(0u32..);
        people.chain(households.map(|(household, at)| (Owner::household(at), &household.passbook)))
    }

    pub(super) fn terms_of(&self, lot: &Lot) -> Option<Terms> {
        let (_, terms) = self.terms.get_index(lot.terms as usize)?;
        Some(*terms)
    }

    pub(super) fn rule_id(&self, rule: u32) -> Option<&RuleId> {
        self.rules.get_index(rule as usize)
    }

    pub(super) fn unit_id(&self, unit: u32) -> Option<&UnitId> {
        self.units.get_index(unit as usize)
    }

    /// Where an award's lot lies, and the lot.
    pub(super) fn lot(&self, award: &AwardId) -> Option<(Owner, &Lot)> {
        let key = self.keys.get(award)?;
        let owner = self.awards.get(key)?;
        Some((owner, self.passbook(owner)?.find(key)?))
    }

    /// The terms of a deed and their place. Nearly always they are known, and one look-up says so.
    pub(super) fn enter_terms(&mut self, rule: &RuleId, unit: &UnitId, fund: &UnitId) -> (u32, Terms) {
        if let Some((at, _, terms)) = self.terms.get_full(&Ids { rule, unit, fund }) {
            return (place(at), *terms);
        }
        let terms = Terms {
            rule: enter(&mut self.rules, rule),
            unit: enter(&mut self.units, unit),
            fund: enter(&mut self.units, fund),
        };
        let ids = (rule.clone(), unit.clone(), fund.clone());
        let (at, _) = self.terms.insert_full(ids, terms);
        (place(at), terms)
    }

    pub(super) fn enter_person(&mut self, id: &PersonId) -> u32 {
        let known = self.person(id);
        let place = known.or_else(|| self.people.add(id.clone(), Passbook::default()));
        place.unwrap_or(Place::MAX)
    }
}

/// The place of an id, known or not. A look-up that finds copies nothing.
pub(super) fn enter<K: Clone + Hash + Eq>(ids: &mut Set<K>, id: &K) -> u32 {
    let known = ids.get_index_of(id);
    place(known.unwrap_or_else(|| ids.insert_full(id.clone()).0))
}
