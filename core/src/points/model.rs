//! The ledger as it stands, and how events change it.
//!
//! It keeps facts, not counters: lots and redemptions stay with their days, so that an edition adopted later may ask
//! for a cap, a cooldown, a budget or a limit that nobody thought of when they happened.

use std::collections::{BTreeMap, BTreeSet};

use super::award_key::{AwardKey, AwardKeys};
use super::hold::{Hold, Status};
use super::household::{Household, Membership};
use super::lot::{Lot, Passbook};
use super::{AccountId, Event, Pin, Release};
use crate::vocabulary::{
    AwardId, Date, HoldId, HouseholdId, Instant, Map, PersonId, RewardId, RuleId, Set, UnitId,
};

/// Accounts, lots, holds, stock and households.
///
/// An account with three lots weighs about 300 bytes, all its indexes counted, and a quarter more just after its tables
/// have doubled (`benches/points.rs` measures it).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Everyone who ever earned, redeemed or joined a household, and their own passbook.
    pub(super) people: Map<PersonId, Passbook>,
    pub(super) households: Map<HouseholdId, Household>,
    /// By place in `people`.
    pub(super) memberships: Map<u32, Vec<Membership>>,
    /// What lots have in common.
    pub(super) terms: Set<Terms>,
    pub(super) keys: AwardKeys,
    /// In whose passbook an award's lot lies.
    pub(super) awards: BTreeMap<AwardKey, Owner>,
    pub(super) submitted: Map<AwardId, Submitted>,
    /// What each fund has issued and not got back.
    pub(super) funds: Map<UnitId, u64>,
    /// The same by rule and calendar year of the deed, budget or no budget.
    pub(super) issued: Map<Issue, u64>,
    pub(super) held: u64,
    pub(super) redeemed: u64,
    pub(super) expired: u64,
    pub(super) holds: Map<HoldId, Hold>,
    /// Who redeemed on which day: person, day, place in `holds`.
    pub(super) redemptions: BTreeSet<(u32, Date, u32)>,
    /// Open holds by passbook.
    pub(super) open: BTreeSet<(Owner, u32)>,
    /// Open holds by the instant they end, and then as they were made: place in `holds`.
    pub(super) waiting: BTreeSet<(Instant, u32)>,
    /// Passbooks with points left that expire on a day.
    pub(super) lapsing: BTreeSet<(Date, Owner)>,
    pub(super) stock: Map<(RewardId, UnitId), u64>,
}

/// Under what, and where, a deed was done.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Terms {
    pub(super) rule: RuleId,
    pub(super) unit: UnitId,
    pub(super) fund: UnitId,
}

/// What a budget is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Issue {
    pub(super) fund: UnitId,
    pub(super) rule: RuleId,
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
    pub(super) team: Option<crate::vocabulary::BodyId>,
    pub(super) answered: bool,
}

/// Whose passbook: a place in `people` or in `households`, in four bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Owner(u32);

impl Owner {
    const HOUSEHOLD: u32 = 1 << 31;

    pub(super) fn person(place: u32) -> Self {
        Self(place & !Self::HOUSEHOLD)
    }

    pub(super) fn household(place: u32) -> Self {
        Self(place | Self::HOUSEHOLD)
    }

    pub(super) const FIRST: Self = Self(0);
    pub(super) const LAST: Self = Self(u32::MAX);
}

/// Places are 31 bits: no ward has two thousand million people.
pub(super) fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn amount(points: u64) -> u32 {
    u32::try_from(points).unwrap_or(u32::MAX)
}

impl Ledger {
    pub(super) fn person(&self, id: &PersonId) -> Option<u32> {
        self.people.get_index_of(id).map(place)
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
        let at = (owner.0 & !Owner::HOUSEHOLD) as usize;
        if owner.0 & Owner::HOUSEHOLD == 0 {
            self.people
                .get_index(at)
                .map(|(id, _)| AccountId::Person(id.clone()))
        } else {
            self.households
                .get_index(at)
                .map(|(id, _)| AccountId::Household(id.clone()))
        }
    }

    pub(super) fn passbook(&self, owner: Owner) -> Option<&Passbook> {
        let at = (owner.0 & !Owner::HOUSEHOLD) as usize;
        if owner.0 & Owner::HOUSEHOLD == 0 {
            self.people.get_index(at).map(|(_, passbook)| passbook)
        } else {
            self.households
                .get_index(at)
                .map(|(_, household)| &household.passbook)
        }
    }

    fn passbook_mut(&mut self, owner: Owner) -> Option<&mut Passbook> {
        let at = (owner.0 & !Owner::HOUSEHOLD) as usize;
        if owner.0 & Owner::HOUSEHOLD == 0 {
            self.people.get_index_mut(at).map(|(_, passbook)| passbook)
        } else {
            self.households
                .get_index_mut(at)
                .map(|(_, household)| &mut household.passbook)
        }
    }

    pub(super) fn terms_of(&self, lot: &Lot) -> Option<&Terms> {
        self.terms.get_index(lot.terms as usize)
    }

    /// Where an award's lot lies, and the lot.
    pub(super) fn lot(&self, award: &AwardId) -> Option<(Owner, &Lot)> {
        let key = self.keys.get(award)?;
        let owner = *self.awards.get(&key)?;
        Some((owner, self.passbook(owner)?.find(key)?))
    }

    fn enter_person(&mut self, id: &PersonId) -> u32 {
        // A look-up that finds copies no id.
        let known = self.people.get_index_of(id);
        place(known.unwrap_or_else(|| self.people.insert_full(id.clone(), Passbook::default()).0))
    }

    /// Takes an event in. It cannot fail on what `decide` produced; what never came from there is passed over.
    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::Awarded { .. } => self.apply_award(event),
            Event::Withheld { award, .. } => self.answer(award),
            Event::Submitted {
                award,
                earner,
                rule,
                unit,
                quantity,
                day,
                team,
            } => {
                let (earner, rule, unit, team) = (earner.clone(), rule.clone(), unit.clone(), team.clone());
                let submitted = Submitted {
                    earner,
                    rule,
                    unit,
                    quantity: *quantity,
                    day: *day,
                    team,
                    answered: false,
                };
                self.submitted.insert(award.clone(), submitted);
            }
            Event::LineRefused { .. } => {}
            Event::Corrected { award, .. } => self.apply_correction(award),
            Event::Held { .. } => self.apply_hold(event),
            Event::Captured { hold } => self.apply_capture(hold),
            Event::Released {
                hold,
                why,
                returned,
                expired,
                reclaimed,
            } => {
                self.apply_release(hold, *why, returned, expired, reclaimed);
            }
            Event::Expired { account, pins } => {
                if let Some(owner) = self.owner(account) {
                    for pin in pins {
                        if let Some(key) = self.keys.get(&pin.lot) {
                            self.take(owner, key, amount(pin.points));
                        }
                        self.expired = self.expired.saturating_add(pin.points);
                    }
                }
            }
            Event::Restocked { reward, unit, pieces } => self.move_stock(reward, unit, *pieces),
            Event::Joined {
                household,
                person,
                unit,
                from,
            } => {
                let person = self.enter_person(person);
                let fresh = || Household {
                    unit: unit.clone(),
                    passbook: Passbook::default(),
                    members: Vec::new(),
                };
                let entry = self.households.entry(household.clone());
                let at = place(entry.index());
                let household = entry.or_insert_with(fresh);
                household.unit = unit.clone();
                if !household.members.contains(&person) {
                    household.members.push(person);
                }
                let membership = Membership {
                    household: at,
                    from: *from,
                    until: None,
                };
                self.memberships.entry(person).or_default().push(membership);
            }
            Event::Left {
                household,
                person,
                until,
            } => {
                let household = self.households.get_index_of(household).map(place);
                let person = self
                    .person(person)
                    .and_then(|person| self.memberships.get_mut(&person));
                let mut open = person.into_iter().flatten();
                if let Some(membership) =
                    open.find(|open| Some(open.household) == household && open.until.is_none())
                {
                    membership.until = Some(*until);
                }
            }
        }
    }

    fn apply_award(&mut self, event: &Event) {
        let Event::Awarded {
            award,
            account,
            earner,
            rule,
            unit,
            fund,
            points,
            day,
            expires,
            ..
        } = event
        else {
            return;
        };
        let place_of_earner = self.enter_person(earner);
        let owner = match account {
            AccountId::Person(id) if id == earner => Some(Owner::person(place_of_earner)),
            AccountId::Person(id) => Some(Owner::person(self.enter_person(id))),
            other => self.owner(other),
        };
        let Some(owner) = owner else { return };
        let terms = Terms {
            rule: rule.clone(),
            unit: unit.clone(),
            fund: fund.clone(),
        };
        let terms = place(self.terms.insert_full(terms).0);
        let key = self.keys.intern(award);
        let points = amount(*points);
        let lot = Lot {
            key,
            earner: place_of_earner,
            terms,
            points,
            left: points,
            spent: 0,
            day: *day,
            expires: *expires,
        };
        let Some(passbook) = self.passbook_mut(owner) else {
            return;
        };
        let listed = expires.is_none_or(|day| passbook.lapses(day));
        passbook.add(lot);
        if let Some(day) = *expires
            && !listed
        {
            self.lapsing.insert((day, owner));
        }
        self.awards.insert(key, owner);
        self.issue(fund, rule, *day, i64::from(points));
        if !self.submitted.is_empty() {
            self.answer(award);
        }
    }

    fn apply_correction(&mut self, award: &AwardId) {
        let Some(key) = self.keys.get(award) else { return };
        let Some(owner) = self.awards.get(&key).copied() else {
            return;
        };
        let Some(lot) = self
            .passbook_mut(owner)
            .and_then(|passbook| passbook.correct(key))
        else {
            return;
        };
        self.relist(owner, lot.expires);
        self.reclaim(&lot, lot.left);
    }

    fn apply_hold(&mut self, event: &Event) {
        let Event::Held {
            hold,
            account,
            person,
            reward,
            pieces,
            unit,
            pins,
            day,
            until,
            stocked,
        } = event
        else {
            return;
        };
        let person = self.enter_person(person);
        let Some(owner) = self.owner(account) else { return };
        let keyed = pins
            .iter()
            .filter_map(|pin| Some((self.keys.get(&pin.lot)?, amount(pin.points))));
        let keyed: Box<[(AwardKey, u32)]> = keyed.collect();
        let points = pins.iter().map(|pin| pin.points).sum();
        for &(key, points) in &keyed {
            self.take(owner, key, points);
        }
        self.held = self.held.saturating_add(points);
        if *stocked {
            self.move_stock(reward, unit, i64::from(*pieces).saturating_neg());
        }
        let entered = Hold {
            owner,
            person,
            reward: reward.clone(),
            unit: unit.clone(),
            pieces: *pieces,
            stocked: *stocked,
            points,
            pins: keyed,
            day: *day,
            until: *until,
            status: Status::Open,
        };
        let (at, _) = self.holds.insert_full(hold.clone(), entered);
        self.redemptions.insert((person, *day, place(at)));
        self.open.insert((owner, place(at)));
        self.waiting.insert((*until, place(at)));
    }

    /// Ends an open hold; what it was.
    fn end_hold(&mut self, id: &HoldId, status: Status) -> Option<Hold> {
        let (at, _, hold) = self.holds.get_full_mut(id)?;
        if hold.status != Status::Open {
            return None;
        }
        let pins = core::mem::take(&mut hold.pins);
        let before = Hold { pins, ..hold.clone() };
        hold.status = status;
        self.open.remove(&(before.owner, place(at)));
        self.waiting.remove(&(before.until, place(at)));
        self.held = self.held.saturating_sub(before.points);
        Some(before)
    }

    fn apply_capture(&mut self, id: &HoldId) {
        let Some(hold) = self.end_hold(id, Status::Captured) else {
            return;
        };
        self.redeemed = self.redeemed.saturating_add(hold.points);
        if let Some(passbook) = self.passbook_mut(hold.owner) {
            for (key, points) in &hold.pins {
                passbook.spend(*key, *points);
            }
        }
    }

    fn apply_release(
        &mut self,
        id: &HoldId,
        why: Release,
        returned: &[Pin],
        expired: &[Pin],
        reclaimed: &[Pin],
    ) {
        let status = match why {
            Release::Voided => Status::Voided,
            Release::Expired => Status::Expired,
        };
        let Some(hold) = self.end_hold(id, status) else {
            return;
        };
        if hold.stocked {
            self.move_stock(&hold.reward, &hold.unit, i64::from(hold.pieces));
        }
        for pin in returned {
            let Some(key) = self.keys.get(&pin.lot) else {
                continue;
            };
            let passbook = self.passbook_mut(hold.owner);
            let lot = passbook.and_then(|passbook| passbook.give_back(key, amount(pin.points)));
            self.relist(hold.owner, lot.and_then(|lot| lot.expires));
        }
        for pin in expired {
            self.expired = self.expired.saturating_add(pin.points);
        }
        for pin in reclaimed {
            if let Some(lot) = self.lot(&pin.lot).map(|(_, lot)| *lot) {
                self.reclaim(&lot, amount(pin.points));
            }
        }
    }

    fn take(&mut self, owner: Owner, key: AwardKey, points: u32) {
        let Some(passbook) = self.passbook_mut(owner) else {
            return;
        };
        if let Some(lot) = passbook.take(key, points)
            && lot.left == 0
        {
            self.relist(owner, lot.expires);
        }
    }

    /// Keeps [`Ledger::lapsing`] exact after points of that date came or went.
    fn relist(&mut self, owner: Owner, expires: Option<Date>) {
        let Some(day) = expires else { return };
        if self.passbook(owner).is_some_and(|passbook| passbook.lapses(day)) {
            self.lapsing.insert((day, owner));
        } else {
            self.lapsing.remove(&(day, owner));
        }
    }

    /// Points of a lot go back to the fund that issued them.
    fn reclaim(&mut self, lot: &Lot, points: u32) {
        if let Some(Terms { rule, fund, .. }) = self.terms_of(lot).cloned() {
            self.issue(&fund, &rule, lot.day, i64::from(points).saturating_neg());
        }
    }

    fn issue(&mut self, fund: &UnitId, rule: &RuleId, day: Date, points: i64) {
        let year = chrono::Datelike::year(&day);
        let issue = Issue {
            fund: fund.clone(),
            rule: rule.clone(),
            year,
        };
        let issued = self.issued.entry(issue).or_default();
        *issued = issued.saturating_add_signed(points);
        let issued = self.funds.entry(fund.clone()).or_default();
        *issued = issued.saturating_add_signed(points);
    }

    fn answer(&mut self, award: &AwardId) {
        if let Some(submitted) = self.submitted.get_mut(award) {
            submitted.answered = true;
        }
    }

    fn move_stock(&mut self, reward: &RewardId, unit: &UnitId, pieces: i64) {
        let stock = self.stock.entry((reward.clone(), unit.clone())).or_default();
        *stock = stock.saturating_add_signed(pieces);
    }
}
