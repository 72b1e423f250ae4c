//! The books of the points: balances, what falls due when, and what moved month by month (F30).

use std::collections::BTreeMap;

use crate::calendar::Zone;
use crate::points::{AccountId, Event, Ledger, Month, Pin};
use crate::vocabulary::{HoldId, Instant, Map};
use crate::ward::{Error, Ward};

use super::skim;

/// What moved in a month, by the local day it was recorded, and what stood in passbooks and on hold as it ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthOfPoints {
    /// Points that left the funds.
    pub issued: u64,
    /// Points of corrected awards that came back to them.
    pub returned: u64,
    /// Points exchanged for rewards that were handed out.
    pub spent: u64,
    /// Points that went past their date.
    pub expired: u64,
    /// Points still owed: in passbooks and on hold.
    pub outstanding: u64,
}

/// The books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Books {
    /// Every account that has something in it; they sum to zero.
    pub trial_balance: BTreeMap<AccountId, i64>,
    /// Points in passbooks by the month in which they expire; `None` never.
    pub liability: BTreeMap<Option<Month>, u64>,
    /// What moved month by month; months in which nothing did are left out.
    pub months: BTreeMap<Month, MonthOfPoints>,
}

impl Books {
    /// The books of a ward; `None` before its first edition. Reads the journal from its start.
    pub fn read(ward: &mut Ward) -> Result<Option<Self>, Error> {
        let events = skim::all_points(ward)?;
        let events = events.iter().map(|(recorded, event)| (*recorded, event));
        let zone = ward.rules_now().map(|rules| &rules.zone);
        Ok(zone.map(|zone| Self::of(&ward.state().points, zone, events)))
    }

    /// Draws the books from the ledger and the journal's events of the points, from the first on, each with the instant
    /// it was recorded. Grows with the accounts and the events.
    pub fn of<'e>(
        ledger: &Ledger,
        zone: &Zone,
        events: impl IntoIterator<Item = (Instant, &'e Event)>,
    ) -> Self {
        let mut months = BTreeMap::<Month, MonthOfPoints>::new();
        let mut holds = Map::<HoldId, u64>::default();
        let mut outstanding = 0u64;
        for (recorded, event) in events {
            let Some((kind, points)) = moved(event, &mut holds) else {
                continue;
            };
            let month = months.entry(Month::of(zone.date(recorded))).or_default();
            for (kind, points) in [(kind, points), (Kind::Expired, lost(event))] {
                let (sum, came) = match kind {
                    Kind::Issued => (&mut month.issued, true),
                    Kind::Returned => (&mut month.returned, false),
                    Kind::Spent => (&mut month.spent, false),
                    Kind::Expired => (&mut month.expired, false),
                };
                *sum = sum.saturating_add(points);
                outstanding = if came {
                    outstanding.saturating_add(points)
                } else {
                    outstanding.saturating_sub(points)
                };
            }
            month.outstanding = outstanding;
        }
        Self {
            trial_balance: ledger.trial_balance(),
            liability: ledger.liability(),
            months,
        }
    }
}

enum Kind {
    Issued,
    Returned,
    Spent,
    Expired,
}

/// What an event moved into or out of what is owed; what it only sets aside moves nothing.
fn moved(event: &Event, holds: &mut Map<HoldId, u64>) -> Option<(Kind, u64)> {
    match event {
        Event::Awarded { points, .. } => Some((Kind::Issued, *points)),
        Event::Corrected { taken_back, .. } => Some((Kind::Returned, *taken_back)),
        Event::Held { hold, pins, .. } => {
            holds.insert(hold.clone(), sum(pins));
            None
        }
        Event::Captured { hold } => Some((Kind::Spent, holds.get(hold).copied().unwrap_or(0))),
        Event::Released { reclaimed, .. } => Some((Kind::Returned, sum(reclaimed))),
        Event::Expired { pins, .. } => Some((Kind::Expired, sum(pins))),
        _ => None,
    }
}

/// What a hold that ended lost to the date of its lots, besides what it gave back to the fund.
fn lost(event: &Event) -> u64 {
    match event {
        Event::Released { expired, .. } => sum(expired),
        _ => 0,
    }
}

fn sum(pins: &[Pin]) -> u64 {
    pins.iter().fold(0, |sum, pin| sum.saturating_add(pin.points))
}
