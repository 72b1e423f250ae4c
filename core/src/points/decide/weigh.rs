//! What a deed earns: the amount, then cooldown, caps and budget, each counted from the facts.

use chrono::Datelike;

use super::earlier::Earlier;
use crate::points::lot::Lot;
use crate::points::model::Issue;
use crate::points::{Ledger, Withheld};
use crate::rulebook::{Amount, Cap, Expiry, PerPeriod, PointsRules, Purse, Rounding, Rule};
use crate::vocabulary::{Date, PersonId, RuleId, UnitId, bounds};

/// A deed to be weighed.
pub(super) struct Weighed<'a> {
    pub(super) place: &'a PointsRules,
    pub(super) id: &'a RuleId,
    /// The rule's place in the ledger, if anything was ever earned under it.
    pub(super) under: Option<u32>,
    pub(super) rule: &'a Rule,
    pub(super) person: &'a PersonId,
    /// Their place in the ledger, if it knows them.
    pub(super) known: Option<u32>,
    pub(super) fund: &'a UnitId,
    pub(super) quantity: u64,
    pub(super) day: Date,
    pub(super) today: Date,
}

/// What it earns.
pub(super) struct Grant {
    pub(super) points: u64,
    pub(super) expires: Option<Date>,
}

/// The points of a quantity, before any cap; more than a `u64` holds counts as its largest.
pub(in crate::points) fn amount(rule: &Rule, quantity: u64) -> u64 {
    match &rule.amount {
        Amount::Fixed(points) => *points,
        Amount::PerQuantity {
            points,
            each,
            rounding,
        } => {
            let (whole, each) = (
                u128::from(*points).saturating_mul(u128::from(quantity)),
                u128::from(each.number),
            );
            let (Some(down), Some(part)) = (whole.checked_div(each), whole.checked_rem(each)) else {
                return 0;
            };
            let up = match rounding {
                Rounding::Down => false,
                Rounding::Up => part > 0,
                Rounding::Nearest => part.saturating_mul(2) >= each,
            };
            u64::try_from(down.saturating_add(u128::from(up))).unwrap_or(u64::MAX)
        }
        Amount::Table(rows) => {
            let reached = rows.iter().filter(|row| row.from <= quantity);
            reached.max_by_key(|row| row.from).map_or(0, |row| row.points)
        }
    }
}

/// The last day points of a deed done on `day` can be spent. Beyond the calendar's end they never expire.
pub(in crate::points) fn expires(expiry: Expiry, day: Date) -> Option<Date> {
    match expiry {
        Expiry::Never => None,
        Expiry::EndOfYear(later) => {
            let year = day.year().checked_add(i32::try_from(later).ok()?)?;
            Date::from_ymd_opt(year, 12, 31)
        }
        Expiry::Months(months) => day.checked_add_months(chrono::Months::new(months)),
        Expiry::Days(days) => day.checked_add_days(chrono::Days::new(days.into())),
    }
}

/// The days a cap or limit looks at.
pub(super) fn period(per: PerPeriod, day: Date) -> (Date, Date) {
    let (first, last) = match per {
        PerPeriod::Deed | PerPeriod::Day => return (day, day),
        PerPeriod::Month => {
            let last = (28..=31).rev().find_map(|last| day.with_day(last));
            (day.with_day(1), last)
        }
        PerPeriod::Year => (day.with_ordinal(1), Date::from_ymd_opt(day.year(), 12, 31)),
    };
    (first.unwrap_or(day), last.unwrap_or(day))
}

impl Ledger {
    /// What a deed earns, or why it earns nothing. A cap or budget with less room than the deed would earn leaves it the room.
    pub(super) fn weigh(&self, deed: &Weighed<'_>, earlier: &Earlier<'_>) -> Result<Grant, Withheld> {
        let mut points = amount(deed.rule, deed.quantity).min(bounds::AWARD_POINTS.most);
        if points == 0 {
            return Err(Withheld::TooLittle);
        }
        let expires = expires(deed.rule.expire.unwrap_or(deed.place.expire), deed.day);
        if expires.is_some_and(|last| last < deed.today) {
            return Err(Withheld::PastDate);
        }
        if let Some(until) = self.cooling(deed, earlier) {
            return Err(Withheld::Cooldown { until });
        }
        for cap in &deed.rule.caps {
            points = points.min(self.room(deed, cap, earlier));
            if points == 0 {
                return Err(Withheld::CapReached { most: cap.most });
            }
        }
        if let Some(budget) = deed.rule.budget {
            let issued = self.issued_before(deed).saturating_add(earlier.issued(deed));
            points = points.min(budget.saturating_sub(issued));
            if points == 0 {
                return Err(Withheld::BudgetUsed { budget });
            }
        }
        Ok(Grant { points, expires })
    }

    fn issued_before(&self, deed: &Weighed<'_>) -> u64 {
        let (fund, rule, year) = (self.unit(deed.fund), deed.under, deed.day.year());
        let issue = fund.zip(rule).map(|(fund, rule)| Issue { fund, rule, year });
        let issued = issue.and_then(|issue| self.issued.get(&issue));
        issued.copied().unwrap_or(0)
    }

    /// The first day that would count, if another deed of the earner lies too near, before or after.
    fn cooling(&self, deed: &Weighed<'_>, earlier: &Earlier<'_>) -> Option<Date> {
        let days = chrono::Days::new(deed.rule.cooldown?.into());
        let from = deed.day.checked_sub_days(days).unwrap_or(Date::MIN);
        let to = deed.day.checked_add_days(days).unwrap_or(Date::MAX);
        let kept = deed
            .known
            .into_iter()
            .flat_map(|person| self.lots_of_person(person, from, to));
        let kept = kept
            .filter(|lot| self.is_under(lot, deed.under))
            .map(|lot| lot.day);
        let new = earlier.of_person(deed.person, deed.id).map(|(day, _)| day);
        let near = kept.chain(new.filter(|day| (from..=to).contains(day))).max()?;
        near.checked_add_days(days)?.succ_opt()
    }

    /// What a cap still leaves.
    fn room(&self, deed: &Weighed<'_>, cap: &Cap, earlier: &Earlier<'_>) -> u64 {
        if cap.per == PerPeriod::Deed {
            return cap.most;
        }
        let (from, to) = period(cap.per, deed.day);
        let person = deed.known;
        let household = match cap.of {
            Purse::Person => None,
            Purse::Household => person.and_then(|person| self.household_of(person, deed.day)),
        };
        let inside = |(day, points): (Date, u64)| (from..=to).contains(&day).then_some(points);
        let earned: u64 = match (household, person) {
            (Some(household), _) => {
                let kept = self.lots_of_household(household, from, to);
                let new = earlier.of_household(household, deed.id).filter_map(inside);
                self.points_under(kept, deed.under).chain(new).sum()
            }
            (None, person) => {
                let kept = person
                    .into_iter()
                    .flat_map(|person| self.lots_of_person(person, from, to));
                let new = earlier.of_person(deed.person, deed.id).filter_map(inside);
                self.points_under(kept, deed.under).chain(new).sum()
            }
        };
        cap.most.saturating_sub(earned)
    }

    fn points_under<'a>(
        &'a self,
        lots: impl Iterator<Item = &'a Lot> + 'a,
        rule: Option<u32>,
    ) -> impl Iterator<Item = u64> + 'a {
        lots.filter(move |lot| self.is_under(lot, rule))
            .map(|lot| u64::from(lot.points))
    }

    fn is_under(&self, lot: &Lot, rule: Option<u32>) -> bool {
        !lot.corrected() && self.terms_of(lot).map(|terms| terms.rule) == rule
    }

    /// What a person earned in these days, in their own passbook and in those of households they ever belonged to.
    fn lots_of_person(&self, person: u32, from: Date, to: Date) -> impl Iterator<Item = &Lot> {
        let own = self.people.at(person).map(|(_, passbook)| passbook);
        let memberships = self.memberships(person);
        let households = memberships.iter().enumerate().filter_map(|(at, membership)| {
            let before = memberships.iter().take(at);
            let seen = before
                .into_iter()
                .any(|other| other.household == membership.household);
            (!seen)
                .then(|| self.households.get_index(membership.household as usize))
                .flatten()
        });
        let pooled = households.flat_map(move |(_, household)| household.passbook.within(from, to));
        let own = own
            .into_iter()
            .flat_map(move |passbook| passbook.within(from, to));
        own.chain(pooled.filter(move |lot| lot.earner == person))
    }

    /// What counts for a household in these days: what lies in its passbook, and what its members earned into their own
    /// on days they belonged to it.
    fn lots_of_household(&self, household: u32, from: Date, to: Date) -> impl Iterator<Item = &Lot> {
        let pool = self.households.get_index(household as usize);
        let pooled = pool
            .into_iter()
            .flat_map(move |(_, pool)| pool.passbook.within(from, to));
        let own = self.members(household).iter().flat_map(move |&member| {
            let passbook = self.people.at(member).map(|(_, passbook)| passbook);
            let lots = passbook
                .into_iter()
                .flat_map(move |passbook| passbook.within(from, to));
            lots.filter(move |lot| self.belongs(member, household, lot.day))
        });
        pooled.chain(own)
    }
}
