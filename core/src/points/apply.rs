//! How events change the ledger.

use chrono::Datelike;

use super::award_key::AwardKey;
use super::hold::{Hold, Status, is_open};
use super::household::{Household, Membership};
use super::lot::Lot;
use super::model::{Issue, Submitted, Terms, enter};
use super::owner::{Owner, place};
use super::passbook::Passbook;
use super::pins::Pins;
use super::{AccountId, Event, Ledger, Pin, Release};
use crate::vocabulary::{AwardId, Date, HoldId, RewardId, UnitId};

fn amount(points: u64) -> u32 {
    u32::try_from(points).unwrap_or(u32::MAX)
}

impl Ledger {
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
        let (terms_at, terms) = self.enter_terms(rule, unit, fund);
        let key = self.keys.intern(award);
        let points = amount(*points);
        let lot = Lot {
            key,
            earner: place_of_earner,
            terms: terms_at,
            points,
            left: points,
            held: 0,
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
        self.issue(terms, *day, i64::from(points));
        if !self.submitted.is_empty() {
            self.answer(award);
        }
    }

    fn apply_correction(&mut self, award: &AwardId) {
        let Some(key) = self.keys.get(award) else { return };
        let Some(owner) = self.awards.get(key) else {
            return;
        };
        let Some(lot) = self
            .passbook_mut(owner)
            .and_then(|passbook| passbook.correct(key))
        else {
            return;
        };
        self.unlist(owner, lot.expires);
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
        let place_of_person = self.enter_person(person);
        let owner = match account {
            AccountId::Person(id) if id == person => Some(Owner::person(place_of_person)),
            other => self.owner(other),
        };
        let Some(owner) = owner else { return };
        let points = pins.iter().map(|pin| pin.points).sum();
        let entered = Hold {
            owner,
            person: place_of_person,
            reward: enter(&mut self.rewards, reward),
            unit: enter(&mut self.units, unit),
            pieces: *pieces,
            stocked: *stocked,
            status: Status::Open,
            points,
            // Listed below, where each lot is looked up anyway.
            pins: Pins::default(),
            day: *day,
            before: None,
            until: *until,
        };
        let stock = (entered.reward, entered.unit);
        let Some(at) = self.holds.add(hold.clone(), entered) else {
            return;
        };
        let pinned = pins.iter().filter_map(|pin| {
            let (key, points) = (self.keys.get(&pin.lot)?, amount(pin.points));
            let lot = self.passbook_mut(owner).and_then(|book| book.hold(key, points));
            self.used_up(owner, lot);
            Some((key, points))
        });
        let pinned = pinned.collect();
        self.held = self.held.saturating_add(points);
        if *stocked {
            self.move_stock_at(stock, i64::from(*pieces).saturating_neg());
        }
        let before = self.link(at, place_of_person, *day);
        if let Some(entered) = self.holds.at_mut(at) {
            (entered.pins, entered.before) = (pinned, before);
        }
        self.waiting.push(*until, at.into());
    }

    /// Ends an open hold; what it was.
    fn end_hold(&mut self, id: &HoldId, status: Status) -> Option<Hold> {
        let (place, hold) = self.holds.find_mut(id)?;
        if hold.status != Status::Open {
            return None;
        }
        let pins = core::mem::take(&mut hold.pins);
        let before = Hold { pins, ..hold.clone() };
        hold.status = status;
        self.held = self.held.saturating_sub(before.points);
        if self.waiting.forget(before.until, place.into()) {
            self.waiting.tidy(&|entry| is_open(&self.holds, entry));
        }
        Some(before)
    }

    fn apply_capture(&mut self, id: &HoldId) {
        let Some(hold) = self.end_hold(id, Status::Captured) else {
            return;
        };
        self.redeemed = self.redeemed.saturating_add(hold.points);
        if let Some(passbook) = self.passbook_mut(hold.owner) {
            for (key, points) in hold.pins.iter() {
                passbook.spend(key, points);
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
            self.move_stock_at((hold.reward, hold.unit), hold.pieces.into());
        }
        for pin in returned {
            let Some(key) = self.keys.get(&pin.lot) else {
                continue;
            };
            let passbook = self.passbook_mut(hold.owner);
            let lot = passbook.and_then(|passbook| passbook.give_back(key, amount(pin.points)));
            let last_day = lot.filter(|lot| lot.left > 0).and_then(|lot| lot.expires);
            self.lapsing.extend(last_day.map(|day| (day, hold.owner)));
        }
        for pin in expired {
            self.let_go(hold.owner, pin);
            self.expired = self.expired.saturating_add(pin.points);
        }
        for pin in reclaimed {
            if let Some(lot) = self.let_go(hold.owner, pin) {
                self.reclaim(&lot, amount(pin.points));
            }
        }
    }

    fn let_go(&mut self, owner: Owner, pin: &Pin) -> Option<Lot> {
        let key = self.keys.get(&pin.lot)?;
        self.passbook_mut(owner)?.let_go(key, amount(pin.points))
    }

    fn take(&mut self, owner: Owner, key: AwardKey, points: u32) {
        let lot = self.passbook_mut(owner).and_then(|book| book.take(key, points));
        self.used_up(owner, lot);
    }

    fn used_up(&mut self, owner: Owner, lot: Option<Lot>) {
        if let Some(lot) = lot.filter(|lot| lot.left == 0) {
            self.unlist(owner, lot.expires);
        }
    }

    /// Keeps [`Ledger::lapsing`] exact after points of that date went.
    fn unlist(&mut self, owner: Owner, expires: Option<Date>) {
        if let Some(day) = expires
            && self.passbook(owner).is_some_and(|passbook| !passbook.lapses(day))
        {
            self.lapsing.remove(&(day, owner));
        }
    }

    /// Points of a lot go back to the fund that issued them.
    fn reclaim(&mut self, lot: &Lot, points: u32) {
        if let Some(terms) = self.terms_of(lot) {
            self.issue(terms, lot.day, i64::from(points).saturating_neg());
        }
    }

    fn issue(&mut self, terms: Terms, day: Date, points: i64) {
        let Terms { rule, fund, .. } = terms;
        let year = day.year();
        for issued in [
            self.issued.entry(Issue { fund, rule, year }).or_default(),
            self.funds.entry(fund).or_default(),
        ] {
            *issued = issued.saturating_add_signed(points);
        }
    }

    fn answer(&mut self, award: &AwardId) {
        if let Some(submitted) = self.submitted.get_mut(award) {
            submitted.answered = true;
        }
    }

    fn move_stock(&mut self, reward: &RewardId, unit: &UnitId, pieces: i64) {
        let at = (enter(&mut self.rewards, reward), enter(&mut self.units, unit));
        self.move_stock_at(at, pieces);
    }

    fn move_stock_at(&mut self, at: (u32, u32), pieces: i64) {
        let stock = self.stock.entry(at).or_default();
        *stock = stock.saturating_add_signed(pieces);
    }
}
