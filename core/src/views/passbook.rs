//! A passbook's statement 存折明细: what it held, what came and went, what it holds (F30).

use serde::{Deserialize, Serialize};

use crate::calendar::Zone;
use crate::points::{AccountId, Event, Pin, Release};
use crate::vocabulary::{AwardId, Date, HoldId, Instant, Map, PersonId, RewardId, RuleId};
use crate::ward::{Error, Ward};

use super::skim;

/// What moved points of a passbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// A deed earned them.
    Earned {
        /// The award.
        award: AwardId,
        /// Who did the deed.
        earner: PersonId,
        /// The rule.
        rule: RuleId,
        /// The last day they can be spent.
        expires: Option<Date>,
    },
    /// An award was an error.
    Corrected {
        /// Which.
        award: AwardId,
    },
    /// They were set aside for a reward.
    Redeemed {
        /// The hold.
        hold: HoldId,
        /// The reward.
        reward: RewardId,
        /// How many pieces.
        pieces: u32,
    },
    /// The reward was handed out; the points had left before.
    HandedOut {
        /// The hold.
        hold: HoldId,
    },
    /// They came back, as far as they could still be spent.
    GivenBack {
        /// The hold.
        hold: HoldId,
        /// Why.
        why: Release,
    },
    /// They went past their date.
    Expired,
}

/// A line of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementLine {
    /// The local day it was recorded.
    pub day: Date,
    /// What it was.
    pub entry: Entry,
    /// Points that came, or, below zero, went.
    pub points: i64,
    /// The balance after it.
    pub balance: i64,
}

/// A passbook over a period: `opening` and the points of all lines make `closing`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The passbook.
    pub account: AccountId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The balance as the first day began.
    pub opening: i64,
    /// What happened, in the order it was recorded.
    pub lines: Vec<StatementLine>,
    /// The balance as the last day ended.
    pub closing: i64,
}

impl Statement {
    /// The statement of a passbook of a ward; `None` before its first edition. Reads the journal from its start: a page
    /// that is opened now and then, not a list.
    pub fn read(ward: &mut Ward, account: &AccountId, from: Date, to: Date) -> Result<Option<Self>, Error> {
        let events = skim::all_points(ward)?;
        let events = events.iter().map(|(recorded, event)| (*recorded, event));
        let zone = ward.rules_now().map(|rules| &rules.zone);
        Ok(zone.map(|zone| Self::of(account, zone, from, to, events)))
    }

    /// Reads a statement out of the journal's events of the points, from the first on, each with the instant it was
    /// recorded. Grows with the events given: a host with an index by account gives only those that name it.
    pub fn of<'e>(
        account: &AccountId,
        zone: &Zone,
        from: Date,
        to: Date,
        events: impl IntoIterator<Item = (Instant, &'e Event)>,
    ) -> Self {
        let mut reader = Reader {
            account,
            awards: Map::default(),
            holds: Map::default(),
        };
        let mut lines = Vec::new();
        let (mut opening, mut balance) = (0i64, 0i64);
        for (recorded, event) in events {
            let day = zone.date(recorded);
            if day > to {
                break;
            }
            let Some((entry, points)) = reader.read(event) else {
                continue;
            };
            balance = balance.saturating_add(points);
            if day < from {
                opening = balance;
            } else {
                lines.push(StatementLine {
                    day,
                    entry,
                    points,
                    balance,
                });
            }
        }
        Self {
            account: account.clone(),
            from,
            to,
            opening,
            lines,
            closing: balance,
        }
    }
}

/// What of the events is about one account. Some name only an award or a hold, so those of the account are noted.
struct Reader<'a> {
    account: &'a AccountId,
    awards: Map<AwardId, ()>,
    holds: Map<HoldId, ()>,
}

impl Reader<'_> {
    fn read(&mut self, event: &Event) -> Option<(Entry, i64)> {
        match event {
            Event::Awarded {
                award,
                account,
                earner,
                rule,
                points,
                expires,
                ..
            } if account == self.account => {
                self.awards.insert(award.clone(), ());
                let (award, earner, rule) = (award.clone(), earner.clone(), rule.clone());
                Some((
                    Entry::Earned {
                        award,
                        earner,
                        rule,
                        expires: *expires,
                    },
                    signed(*points),
                ))
            }
            Event::Corrected {
                award, taken_back, ..
            } if self.awards.contains_key(award) => Some((
                Entry::Corrected { award: award.clone() },
                signed(*taken_back).saturating_neg(),
            )),
            Event::Held {
                hold,
                account,
                reward,
                pieces,
                pins,
                ..
            } if account == self.account => {
                self.holds.insert(hold.clone(), ());
                let (hold, reward, pieces) = (hold.clone(), reward.clone(), *pieces);
                Some((
                    Entry::Redeemed { hold, reward, pieces },
                    sum(pins).saturating_neg(),
                ))
            }
            Event::Captured { hold } if self.holds.contains_key(hold) => {
                Some((Entry::HandedOut { hold: hold.clone() }, 0))
            }
            Event::Released {
                hold, why, returned, ..
            } if self.holds.contains_key(hold) => Some((
                Entry::GivenBack {
                    hold: hold.clone(),
                    why: *why,
                },
                sum(returned),
            )),
            Event::Expired { account, pins } if account == self.account => {
                Some((Entry::Expired, sum(pins).saturating_neg()))
            }
            _ => None,
        }
    }
}

fn signed(points: u64) -> i64 {
    i64::try_from(points).unwrap_or(i64::MAX)
}

fn sum(pins: &[Pin]) -> i64 {
    pins.iter()
        .fold(0, |sum, pin| sum.saturating_add(signed(pin.points)))
}
