//! What of the points falls due by itself.

use serde::{Deserialize, Serialize};

use super::award_key::AwardKey;
use super::hold::{Hold, Status};
use super::owner::Owner;
use super::pins::Pins;
use super::{AccountId, Event, Ledger, Pin, Release};
use crate::context::{Editions, Scoped};
use crate::grid::Grid;
use crate::shelf::Place;
use crate::vocabulary::{Date, HoldId, Instant};

/// Something of the points that falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuePoints {
    /// A hold nobody fetched.
    Hold(HoldId),
    /// Lots whose last day this was; they lapse as the day ends.
    Lots(Date),
}

impl Ledger {
    /// The earliest thing that falls due by itself. Grows with the logarithm of what waits.
    pub(crate) fn next_due(&self, editions: &Editions) -> Option<(Instant, DuePoints)> {
        let hold = self.waiting.first().and_then(|&(until, at)| {
            let (hold, _) = self.holds.at(Place::try_from(at).ok()?)?;
            Some((until, DuePoints::Hold(hold.clone())))
        });
        let lots = self.lapsing.first().and_then(|&(day, _)| {
            // The zone in force about midnight says when the day ends here.
            let midnight = day.succ_opt()?.and_time(chrono::NaiveTime::MIN).and_utc();
            let (_, rules) = editions.at(Instant::from_millis(midnight.timestamp_millis()))?;
            Some((rules.zone.day_end(day), DuePoints::Lots(day)))
        });
        match (hold, lots) {
            (Some(hold), Some(lots)) => Some(hold.min(lots)),
            (hold, lots) => hold.or(lots),
        }
    }

    /// What happens when it does, as of its own instant. Lots: grows with the passbooks that have points lapsing that day.
    pub(crate) fn carry_out(
        &self,
        _grid: &Grid,
        editions: &Editions,
        at: Instant,
        due: &DuePoints,
    ) -> Vec<Scoped<Event>> {
        match due {
            DuePoints::Hold(id) => {
                let hold = self.holds.get(id).filter(|hold| hold.status == Status::Open);
                let today = editions.at(at).map(|(_, rules)| rules.zone.date(at));
                let release = hold.zip(today);
                release
                    .map(|(hold, today)| self.released(id, hold, Release::Expired, today))
                    .into_iter()
                    .collect()
            }
            DuePoints::Lots(day) => {
                let owners = self.lapsing.range((*day, Owner::FIRST)..=(*day, Owner::LAST));
                owners
                    .filter_map(|&(_, owner)| self.lapsed(owner, *day))
                    .collect()
            }
        }
    }

    /// A hold ends without a reward: each point goes back where it may still go on a day.
    pub(super) fn released(&self, id: &HoldId, hold: &Hold, why: Release, today: Date) -> Scoped<Event> {
        let passbook = self.passbook(hold.owner);
        let (mut returned, mut expired, mut reclaimed) = (Vec::new(), Vec::new(), Vec::new());
        for (key, points) in hold.pins.iter() {
            let lot = passbook.and_then(|passbook| passbook.find(key));
            let to = match lot {
                Some(lot) if lot.corrected() => &mut reclaimed,
                Some(lot) if !lot.lasts(today) => &mut expired,
                _ => &mut returned,
            };
            to.extend(self.pin(key, points));
        }
        let event = Event::Released {
            hold: id.clone(),
            why,
            returned,
            expired,
            reclaimed,
        };
        Scoped {
            scope: self.unit_id(hold.unit).cloned(),
            also: Vec::new(),
            event,
        }
    }

    fn lapsed(&self, owner: Owner, day: Date) -> Option<Scoped<Event>> {
        let lots = self
            .passbook(owner)?
            .live()
            .filter(|lot| lot.expires == Some(day));
        let mut seen_by = Vec::new();
        let pins = lots.filter_map(|lot| {
            seen_by.extend(self.terms_of(lot).map(|terms| terms.fund));
            self.pin(lot.key, lot.left)
        });
        let pins = pins.collect();
        let account = self.account(owner)?;
        let scope = match &account {
            AccountId::Household(id) => self.households.get(id).map(|household| household.unit.clone()),
            _ => the_only(&seen_by).and_then(|fund| self.unit_id(fund)).cloned(),
        };
        Some(Scoped {
            scope,
            also: Vec::new(),
            event: Event::Expired { account, pins },
        })
    }

    pub(super) fn pin(&self, key: AwardKey, points: u32) -> Option<Pin> {
        Some(Pin {
            lot: self.keys.id(key)?,
            points: points.into(),
        })
    }

    pub(super) fn pins(&self, pins: &Pins) -> Vec<Pin> {
        let pins = pins.iter();
        pins.filter_map(|(key, points)| self.pin(key, points)).collect()
    }
}

/// The unit, if all are the same: points of several funds are nobody's but the whole ward's to see together.
fn the_only(units: &[u32]) -> Option<u32> {
    let first = *units.first()?;
    units.iter().all(|unit| *unit == first).then_some(first)
}
