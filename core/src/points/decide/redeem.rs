//! Rewards: points and stock are set aside in one step, then handed out or given back.

use chrono::Days;

use super::Asked;
use super::weigh::period;
use crate::calendar::{Almanac, Deadline};
use crate::context::Scoped;
use crate::grid::Unit;
use crate::points::hold::{Hold, Status};
use crate::points::owner::{Owner, place};
use crate::points::{Capture, Event, Ledger, Pin, PointsRefusal, Redeem, Release, Restock, Void};
use crate::rulebook::{Purse, Reward, RewardLimit};
use crate::vocabulary::{Date, HoldId, Instant, PersonId, bounds};

impl Ledger {
    pub(super) fn decide_redemption(
        &self,
        asked: Asked<'_>,
        redeem: &Redeem,
    ) -> Result<Scoped<Event>, PointsRefusal> {
        let Redeem {
            reward: id,
            pieces,
            unit,
            person,
        } = redeem;
        let stamp = asked.context.stamp;
        let person = person
            .as_ref()
            .or(stamp.on_behalf_of.as_ref())
            .unwrap_or(&stamp.actor);
        let counter = asked.must_exist(unit, asked.day)?;
        let unknown = || PointsRefusal::UnknownReward { reward: id.clone() };
        let reward = asked.place.rewards.get(id).ok_or_else(unknown)?;
        let pool_only = self.pool_only(asked, counter, person)?;
        let known = self.person(person);
        if *pieces == 0 || bounds::PIECES.check(u64::from(*pieces)).is_err() {
            return Err(PointsRefusal::BadPieces {
                pieces: i64::from(*pieces),
                most: bounds::PIECES.most,
            });
        }
        if let Some(limit) = reward.limit {
            self.within_limit(redeem, limit, known, asked.day)?;
        }
        let (owner, pins) = self.paid(asked, reward, u64::from(*pieces), (person, known), pool_only)?;
        if reward.stocked {
            let (stock, pieces) = (self.stock(id, unit), u64::from(*pieces));
            if stock < pieces {
                let (reward, unit) = (id.clone(), unit.clone());
                return Err(PointsRefusal::NotEnoughStock {
                    reward,
                    unit,
                    stock,
                    pieces,
                });
            }
        }

        let account = owner.and_then(|owner| self.account(owner));
        let held = Event::Held {
            hold: HoldId::derive(&stamp.id, 0),
            account: account.unwrap_or_else(|| crate::points::AccountId::Person(person.clone())),
            person: person.clone(),
            reward: id.clone(),
            pieces: *pieces,
            unit: unit.clone(),
            pins,
            day: asked.day,
            until: until(asked),
            stocked: reward.stocked,
        };
        Ok(Scoped::at(unit.clone(), held))
    }

    /// Whoever redeems for themselves, or hands out at the counter, may use what the person has. Another member of the
    /// household may use what it pools, and that alone.
    fn pool_only(
        &self,
        asked: Asked<'_>,
        counter: Unit<'_>,
        person: &PersonId,
    ) -> Result<bool, PointsRefusal> {
        let (authority, post) = (asked.authority(), &asked.place.counter);
        if authority.is(person) || authority.holds([post], counter) {
            return Ok(false);
        }
        let theirs = self.household_of_id(person, asked.day);
        let mine = self.household_of_id(&asked.context.stamp.actor, asked.day);
        if asked.place.pool && theirs.is_some() && theirs == mine {
            return Ok(true);
        }
        Err(authority.refused([post], counter))
    }

    fn within_limit(
        &self,
        redeem: &Redeem,
        limit: RewardLimit,
        known: Option<u32>,
        day: Date,
    ) -> Result<(), PointsRefusal> {
        let (from, to) = period(limit.per, day);
        let Some(person) = known else {
            return within(redeem, limit.most, 0);
        };
        let household = match limit.of {
            Purse::Person => None,
            Purse::Household => self.household_of(person, day),
        };
        let reward = self.rewards.get_index_of(&redeem.reward).map(place);
        let fetched = |member: u32| {
            let holds = self.holds_of(member).skip_while(move |hold| hold.day > to);
            let holds = holds.take_while(move |hold| hold.day >= from);
            holds.filter(move |hold| hold.counts() && Some(hold.reward) == reward)
        };
        let pieces = |hold: &Hold| u64::from(hold.pieces);
        let taken = match household {
            None => fetched(person).map(pieces).sum(),
            Some(household) => {
                let members = self.members(household).iter();
                let each = members.flat_map(|&member| fetched(member).map(move |fetched| (member, fetched)));
                let ours = each.filter(|(member, hold)| self.belongs(*member, household, hold.day));
                ours.map(|(_, hold)| pieces(hold)).sum()
            }
        };
        within(redeem, limit.most, taken)
    }

    /// Which passbook pays, and with which lots. The pooled one comes first where members pool; one passbook pays all.
    fn paid(
        &self,
        asked: Asked<'_>,
        reward: &Reward,
        pieces: u64,
        (person, own): (&PersonId, Option<u32>),
        pool_only: bool,
    ) -> Result<(Option<Owner>, Vec<Pin>), PointsRefusal> {
        let price = reward.price.saturating_mul(pieces);
        let pool = own
            .and_then(|own| self.household_of(own, asked.day))
            .map(Owner::household);
        let own = own.filter(|_| !pool_only).map(Owner::person);
        let order = if asked.place.pool {
            [pool, own]
        } else {
            [own, pool]
        };
        for owner in order.into_iter().flatten() {
            let picked = self
                .passbook(owner)
                .and_then(|passbook| passbook.pick(asked.today, price));
            if let Some(picked) = picked {
                return Ok((Some(owner), self.pins(&picked)));
            }
        }
        if price == 0 && own.is_none() && pool.is_none() {
            return Ok((None, Vec::new()));
        }
        let available = |owner| self.passbook(owner).map_or(0, |book| book.available(asked.today));
        let best = order.into_iter().flatten().next();
        Err(PointsRefusal::NotEnoughPoints {
            account: best
                .and_then(|owner| self.account(owner))
                .unwrap_or_else(|| crate::points::AccountId::Person(person.clone())),
            price,
            available: best.map_or(0, available),
        })
    }

    /// A hold and the counter it is fetched from.
    fn known_hold<'a>(&self, asked: Asked<'a>, id: &HoldId) -> Result<(&Hold, Unit<'a>), PointsRefusal> {
        let hold = self.holds.get(id);
        let (hold, counter) = hold
            .and_then(|hold| Some((hold, self.unit_id(hold.unit)?)))
            .ok_or_else(|| PointsRefusal::UnknownHold { hold: id.clone() })?;
        Ok((hold, asked.unit_of(counter)?))
    }

    /// The counter hands out; a hold made in time may be fetched after its lots' date.
    pub(super) fn decide_capture(
        &self,
        asked: Asked<'_>,
        capture: &Capture,
    ) -> Result<Scoped<Event>, PointsRefusal> {
        let (hold, counter) = self.known_hold(asked, &capture.hold)?;
        asked.authority().must_hold([&asked.place.counter], counter)?;
        still_open(hold, &capture.hold)?;
        Ok(Scoped::at(
            counter.id().clone(),
            Event::Captured {
                hold: capture.hold.clone(),
            },
        ))
    }

    /// The counter gives back, or the person gives up.
    pub(super) fn decide_void(&self, asked: Asked<'_>, void: &Void) -> Result<Scoped<Event>, PointsRefusal> {
        let (hold, counter) = self.known_hold(asked, &void.hold)?;
        let authority = asked.authority();
        let theirs = self.person(&asked.context.stamp.actor) == Some(hold.person);
        if !theirs {
            authority.must_hold([&asked.place.counter], counter)?;
        }
        still_open(hold, &void.hold)?;
        Ok(self.released(&void.hold, hold, Release::Voided, asked.today))
    }

    pub(super) fn decide_restock(
        &self,
        asked: Asked<'_>,
        restock: &Restock,
    ) -> Result<Scoped<Event>, PointsRefusal> {
        let Restock { reward, unit, pieces } = restock;
        let counter = asked.must_exist(unit, asked.day)?;
        if !asked.place.rewards.contains_key(reward) {
            return Err(PointsRefusal::UnknownReward {
                reward: reward.clone(),
            });
        }
        asked.authority().must_hold([&asked.place.counter], counter)?;
        if *pieces == 0 || bounds::PIECES.check(pieces.unsigned_abs()).is_err() {
            return Err(PointsRefusal::BadPieces {
                pieces: *pieces,
                most: bounds::PIECES.most,
            });
        }
        let stock = self.stock(reward, unit);
        if stock.checked_add_signed(*pieces).is_none() {
            let (reward, unit, pieces) = (reward.clone(), unit.clone(), pieces.unsigned_abs());
            return Err(PointsRefusal::NotEnoughStock {
                reward,
                unit,
                stock,
                pieces,
            });
        }

        let (reward, pieces) = (reward.clone(), *pieces);
        Ok(Scoped::at(
            unit.clone(),
            Event::Restocked {
                reward,
                unit: unit.clone(),
                pieces,
            },
        ))
    }
}

fn within(redeem: &Redeem, most: u64, taken: u64) -> Result<(), PointsRefusal> {
    let room = most.saturating_sub(taken);
    if u64::from(redeem.pieces) <= room {
        return Ok(());
    }
    Err(PointsRefusal::LimitReached {
        reward: redeem.reward.clone(),
        most,
        room,
    })
}

fn still_open(hold: &Hold, id: &HoldId) -> Result<(), PointsRefusal> {
    if hold.status == Status::Open {
        Ok(())
    } else {
        Err(PointsRefusal::HoldEnded { hold: id.clone() })
    }
}

/// Until when the reward can be fetched. Where working days are not published that far, a week past the last day known.
fn until(asked: Asked<'_>) -> Instant {
    let (rules, recorded) = (asked.context.rules, asked.context.stamp.recorded);
    match Almanac::new(&rules.zone, &rules.calendar).deadline(asked.place.hold, recorded) {
        Deadline::Due(at) => at,
        Deadline::Unpublished { from, .. } => {
            let known = from.max(asked.today);
            rules
                .zone
                .day_end(known.checked_add_days(Days::new(7)).unwrap_or(known))
        }
    }
}
