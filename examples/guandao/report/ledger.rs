//! Points as the journal tells of them: lots, holds and rewards, month by month.

use std::collections::{BTreeMap, BTreeSet};

use linli::points::{Event, Pin, Release, Withheld};
use linli::{AwardId, Date, HoldId, PersonId, RewardId, RuleId};

use super::month;

/// What happened in a month, in points.
#[derive(Clone, Copy, Default)]
pub(crate) struct Month {
    pub(crate) issued: u64,
    pub(crate) spent: u64,
    pub(crate) expired: u64,
    pub(crate) corrected: u64,
    /// In passbooks and on hold at its end.
    pub(crate) outstanding: u64,
}

struct Lot {
    left: u64,
    expires: Option<Date>,
    corrected: bool,
}

struct Hold {
    reward: RewardId,
    pieces: u32,
    pins: Vec<Pin>,
}

#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) months: [Month; 12],
    lots: BTreeMap<AwardId, Lot>,
    holds: BTreeMap<HoldId, Hold>,
    pub(crate) earners: BTreeSet<PersonId>,
    pub(crate) by_rule: BTreeMap<RuleId, (usize, u64)>,
    /// Pieces fetched, and the points they cost.
    pub(crate) rewards: BTreeMap<RewardId, (u64, u64)>,
    pub(crate) voided: usize,
    pub(crate) not_fetched: usize,
    pub(crate) withheld: BTreeMap<&'static str, usize>,
    pub(crate) refused_lines: usize,
    pub(crate) waiting_for_review: BTreeSet<AwardId>,
    pub(crate) corrections: usize,
    pub(crate) shortfall: u64,
}

impl Ledger {
    pub(crate) fn take(&mut self, day: Date, event: &Event) {
        let mut now = Month::default();
        match event {
            Event::Awarded {
                award,
                earner,
                rule,
                points,
                expires,
                ..
            } => {
                now.issued = *points;
                self.waiting_for_review.remove(award);
                self.earners.insert(earner.clone());
                let (deeds, sum) = self.by_rule.entry(rule.clone()).or_default();
                *deeds += 1;
                *sum += points;
                let lot = Lot {
                    left: *points,
                    expires: *expires,
                    corrected: false,
                };
                self.lots.insert(award.clone(), lot);
            }
            Event::Withheld { award, reason, .. } => {
                self.waiting_for_review.remove(award);
                *self.withheld.entry(why(reason)).or_default() += 1;
            }
            Event::Submitted { award, .. } => {
                self.waiting_for_review.insert(award.clone());
            }
            Event::LineRefused { .. } => self.refused_lines += 1,
            Event::Corrected {
                award,
                taken_back,
                shortfall,
                ..
            } => {
                self.corrections += 1;
                self.shortfall += shortfall;
                now.corrected = *taken_back;
                if let Some(lot) = self.lots.get_mut(award) {
                    lot.left = lot.left.saturating_sub(*taken_back);
                    lot.corrected = true;
                }
            }
            Event::Held {
                hold,
                reward,
                pieces,
                pins,
                ..
            } => {
                for pin in pins {
                    if let Some(lot) = self.lots.get_mut(&pin.lot) {
                        lot.left = lot.left.saturating_sub(pin.points);
                    }
                }
                let held = Hold {
                    reward: reward.clone(),
                    pieces: *pieces,
                    pins: pins.clone(),
                };
                self.holds.insert(hold.clone(), held);
            }
            Event::Captured { hold } => {
                if let Some(hold) = self.holds.remove(hold) {
                    now.spent = sum(&hold.pins);
                    let (pieces, points) = self.rewards.entry(hold.reward).or_default();
                    *pieces += u64::from(hold.pieces);
                    *points += now.spent;
                }
            }
            Event::Released {
                hold,
                why,
                returned,
                expired,
                reclaimed,
            } => {
                self.holds.remove(hold);
                match why {
                    Release::Voided => self.voided += 1,
                    Release::Expired => self.not_fetched += 1,
                }
                for pin in returned {
                    if let Some(lot) = self.lots.get_mut(&pin.lot) {
                        lot.left += pin.points;
                    }
                }
                now.expired = sum(expired);
                now.corrected = sum(reclaimed);
            }
            Event::Expired { pins, .. } => {
                now.expired = sum(pins);
                for pin in pins {
                    if let Some(lot) = self.lots.get_mut(&pin.lot) {
                        lot.left = lot.left.saturating_sub(pin.points);
                    }
                }
            }
            Event::Restocked { .. } | Event::Joined { .. } | Event::Left { .. } => {}
        }
        let at = month(day);
        let this = &mut self.months[at];
        this.issued += now.issued;
        this.spent += now.spent;
        this.expired += now.expired;
        this.corrected += now.corrected;
        for later in &mut self.months[at..] {
            later.outstanding =
                (later.outstanding + now.issued).saturating_sub(now.spent + now.expired + now.corrected);
        }
    }

    /// The year's sums; `outstanding` is what is left at its end.
    pub(crate) fn year(&self) -> Month {
        self.months.iter().fold(Month::default(), |sum, month| Month {
            issued: sum.issued + month.issued,
            spent: sum.spent + month.spent,
            expired: sum.expired + month.expired,
            corrected: sum.corrected + month.corrected,
            outstanding: month.outstanding,
        })
    }

    /// Points on hold at the end.
    pub(crate) fn held(&self) -> u64 {
        self.holds.values().map(|hold| sum(&hold.pins)).sum()
    }

    /// What is left in passbooks by its last day's month, the soonest first.
    pub(crate) fn expiring(&self) -> BTreeMap<(i32, u32), u64> {
        use chrono::Datelike;
        let mut months = BTreeMap::new();
        for lot in self.lots.values().filter(|lot| lot.left > 0) {
            if let Some(day) = lot.expires {
                *months.entry((day.year(), day.month())).or_default() += lot.left;
            }
        }
        months
    }
}

fn sum(pins: &[Pin]) -> u64 {
    pins.iter().map(|pin| pin.points).sum()
}

fn why(reason: &Withheld) -> &'static str {
    match reason {
        Withheld::CapReached { .. } => "已到上限 cap reached",
        Withheld::Cooldown { .. } => "间隔未到 too soon",
        Withheld::BudgetUsed { .. } => "预算用完 budget used",
        Withheld::TooLittle => "不足一币 too little",
        Withheld::PastDate => "已过期 past its date",
        Withheld::TurnedDown => "评议未通过 turned down",
        Withheld::NoFund => "没有资金单位 no fund",
        Withheld::NoRule => "规则已停用 no such rule",
    }
}
