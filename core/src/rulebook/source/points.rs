//! Points: rules and rewards.

use core::ops::RangeInclusive;

use super::reader::Item;
use super::time;
use crate::calendar::{Limit, LimitUnit};
use crate::rulebook::problem::Fault;
use crate::rulebook::{
    Amount, Cap, Expiry, PerPeriod, PointsRules, Purse, Quantity, Reward, RewardLimit, Rounding, Rule,
    TableRow, ranges,
};
use crate::vocabulary::bounds;

/// How long points stay set aside, where the rulebook does not say.
const USUAL_HOLD_DAYS: u32 = 7;

pub(super) fn points(item: &Item<'_>) -> Option<PointsRules> {
    let fields = item.fields()?;
    let rules = fields.get("rules").map(|i| i.entries()).unwrap_or_default();
    let rewards = fields.get("rewards").map(|i| i.entries()).unwrap_or_default();
    let hold = fields.get("hold").and_then(|i| time::limit(&i));
    Some(PointsRules {
        name: fields.name(),
        expire: fields
            .need("expire")
            .and_then(|i| expiry(&i))
            .unwrap_or(Expiry::Never),
        pool: fields.get("pool").and_then(|i| i.truth()).unwrap_or(false),
        hold: hold.or_else(|| Limit::new(USUAL_HOLD_DAYS, LimitUnit::Days).ok())?,
        counter: fields.need_id("counter")?,
        rules: rules
            .into_iter()
            .filter_map(|(id, i)| Some((id, rule(&i)?)))
            .collect(),
        rewards: rewards
            .into_iter()
            .filter_map(|(id, i)| Some((id, reward(&i)?)))
            .collect(),
    })
}

fn rule(item: &Item<'_>) -> Option<Rule> {
    let fields = item.fields()?;
    Some(Rule {
        name: fields.name(),
        amount: fields
            .need("amount")
            .and_then(|i| amount(&i))
            .unwrap_or(Amount::Fixed(1)),
        caps: fields.many("caps").iter().map(cap).collect(),
        cooldown: fields.get("cooldown").and_then(|i| time::days(&i)),
        review: fields.get("review").and_then(|i| i.id()),
        fund: fields.need_id("fund")?,
        budget: fields.get("budget").and_then(|i| i.whole(ranges::FUND)),
        expire: fields.get("expire").and_then(|i| expiry(&i)),
        entered_by: fields.ids("entered_by"),
    })
}

/// A number; `{ points, each, rounding }`; or a list of `{ from, points }`.
fn amount(item: &Item<'_>) -> Option<Amount> {
    let award = |i: Item<'_>| i.whole(ranges::AWARD);
    if item.is_whole() {
        return award(item.clone()).map(Amount::Fixed);
    }
    if item.is_list() {
        return Some(Amount::Table(item.list().iter().map(row).collect()));
    }
    let fields = item.fields()?;
    let roundings = [
        ("down", Rounding::Down),
        ("up", Rounding::Up),
        ("nearest", Rounding::Nearest),
    ];
    let points = fields.need("points").and_then(award);
    let each = fields.need("each").and_then(|i| quantity(&i));
    let rounding = fields
        .get("rounding")
        .map_or(Some(Rounding::Down), |i| i.word(&roundings));
    Some(Amount::PerQuantity {
        points: points?,
        each: each?,
        rounding: rounding?,
    })
}

/// A row that cannot be read keeps its place, so that the others keep theirs.
fn row(item: &Item<'_>) -> TableRow {
    let fields = item.fields();
    let whole = |key, range| fields.as_ref()?.need(key).and_then(|i| i.whole(range));
    TableRow {
        from: whole("from", ranges::ROW_FROM).unwrap_or(0),
        points: whole("points", ranges::ROW).unwrap_or(0),
    }
}

/// `60 minutes`.
fn quantity(item: &Item<'_>) -> Option<Quantity> {
    let text = item.text()?;
    let read = || {
        let (number, unit) = text.split_once(' ')?;
        let number: u64 = number.parse().ok().filter(|n| ranges::EACH.contains(n))?;
        let tidy = !unit.is_empty() && unit.trim() == unit && unit.len() as u64 <= bounds::ID_BYTES.most;
        tidy.then(|| Quantity {
            number,
            unit: unit.to_owned(),
        })
    };
    let quantity = read();
    if quantity.is_none() {
        item.note(Fault::NotAQuantity {
            found: text.to_owned(),
        });
    }
    quantity
}

/// `never`, `end of this year`, `end of next year`, `6 months`, `2 years`, `90 days`.
fn expiry(item: &Item<'_>) -> Option<Expiry> {
    let text = item.text()?;
    let counted = || {
        let (number, unit) = text.split_once(' ')?;
        let number: u32 = number
            .parse()
            .ok()
            .filter(|n: &u32| *n > 0 && n.to_string() == number)?;
        let one = number == 1;
        let (expiry, range) = match unit {
            "day" if one => (Expiry::Days(number), ranges::EXPIRY_DAYS),
            "days" if !one => (Expiry::Days(number), ranges::EXPIRY_DAYS),
            "month" if one => (Expiry::Months(number), ranges::EXPIRY_MONTHS),
            "months" if !one => (Expiry::Months(number), ranges::EXPIRY_MONTHS),
            "year" if one => (Expiry::Months(12), ranges::EXPIRY_YEARS),
            "years" if !one => (Expiry::Months(number.checked_mul(12)?), ranges::EXPIRY_YEARS),
            _ => return None,
        };
        range.contains(&u64::from(number)).then_some(expiry)
    };
    let expiry = match text {
        "never" => Some(Expiry::Never),
        "end of this year" => Some(Expiry::EndOfYear(0)),
        "end of next year" => Some(Expiry::EndOfYear(1)),
        _ => counted(),
    };
    if expiry.is_none() {
        item.note(Fault::NotAnExpiry {
            found: text.to_owned(),
        });
    }
    expiry
}

const PERIODS: [(&str, PerPeriod); 4] = [
    ("deed", PerPeriod::Deed),
    ("day", PerPeriod::Day),
    ("month", PerPeriod::Month),
    ("year", PerPeriod::Year),
];

const PURSES: [(&str, Purse); 2] = [("person", Purse::Person), ("household", Purse::Household)];

/// `{ most, per, of }`; of a person, where that is left out.
fn most_per_of(item: &Item<'_>, most: RangeInclusive<u64>) -> (u64, PerPeriod, Purse) {
    let fields = item.fields();
    let need = |key| fields.as_ref()?.need(key);
    let of = fields.as_ref().and_then(|fields| fields.get("of"));
    (
        need("most").and_then(|i| i.whole(most)).unwrap_or(1),
        need("per")
            .and_then(|i| i.word(&PERIODS))
            .unwrap_or(PerPeriod::Day),
        of.and_then(|i| i.word(&PURSES)).unwrap_or(Purse::Person),
    )
}

fn cap(item: &Item<'_>) -> Cap {
    let (most, per, of) = most_per_of(item, ranges::FUND);
    Cap { most, per, of }
}

fn reward(item: &Item<'_>) -> Option<Reward> {
    let fields = item.fields()?;
    let limit = fields.get("limit").map(|i| most_per_of(&i, ranges::PIECES));
    Some(Reward {
        name: fields.name(),
        price: fields
            .need("price")
            .and_then(|i| i.whole(ranges::PRICE))
            .unwrap_or(1),
        limit: limit.map(|(most, per, of)| RewardLimit { most, per, of }),
        stocked: fields.get("stocked").and_then(|i| i.truth()).unwrap_or(true),
    })
}
