//! Values that must go together: bands, seats, orders, nothing twice, nothing empty.

use core::ops::RangeInclusive;
use std::collections::BTreeSet;

use super::level;
use crate::rulebook::bundle::FORMAT;
use crate::rulebook::problem::{Fault, Finding, Place};
use crate::rulebook::{
    Action, Amount, Bundle, Expiry, Nearby, PerPeriod, PointsRules, Post, Procedure, StateKind, ranges,
};
use crate::vocabulary::{PostId, bounds};

pub(super) fn check(bundle: &Bundle) -> Vec<Finding> {
    let mut found = Vec::new();
    if bundle.format != FORMAT {
        found.push(Finding::new(
            Place::of(&["format"]),
            Fault::UnknownFormat { found: bundle.format },
        ));
    }
    levels(bundle, &mut found);
    bundle
        .posts
        .iter()
        .for_each(|(id, post)| self::post(id, post, &mut found));
    for (id, procedure) in &bundle.procedures {
        self::procedure(&Place::of(&["procedures", id.as_str()]), procedure, &mut found);
    }
    bundle
        .points
        .iter()
        .for_each(|points| self::points(points, &mut found));
    found
}

fn levels(bundle: &Bundle, found: &mut Vec<Finding>) {
    let all = Place::of(&["rulebook", "levels"]);
    not_empty(&all, "levels", bundle.levels.is_empty(), found);
    if let Err(exceeded) = bounds::LEVELS.check(bundle.levels.len() as u64) {
        let number = i64::try_from(exceeded.found).unwrap_or(i64::MAX);
        let fault = Fault::OutOfBounds {
            found: number,
            least: 1,
            most: exceeded.bound.most,
        };
        found.push(Finding::new(all, fault));
    }
    let ids = bundle
        .levels
        .iter()
        .enumerate()
        .map(|(number, l)| (level(number).key("id"), l.id.as_str()));
    twice(ids, found);
    for (number, level) in bundle.levels.iter().enumerate() {
        let place = self::level(number);
        let kinds = level.kinds.iter().enumerate();
        twice(
            kinds.map(|(n, kind)| (place.key("kinds").index(n).key("id"), kind.id.as_str())),
            found,
        );
        if let Some(band) = level.households {
            within(
                &place.key("households"),
                band.max.into(),
                ranges::HOUSEHOLDS,
                found,
            );
            ordered(&place.key("households"), band.min, band.max, found);
        }
    }
}

/// Words of `who` that are no posts.
const RESERVED: [&str; 4] = ["holder", "requester", "system", "anyone"];

fn post(id: &PostId, post: &Post, found: &mut Vec<Finding>) {
    let place = Place::of(&["posts", id.as_str()]);
    if RESERVED.contains(&id.as_str()) {
        found.push(
            Finding::new(
                place.clone(),
                Fault::ReservedName {
                    found: id.to_string(),
                },
            )
            .at_key(),
        );
    }
    not_empty(&place.key("at"), "at", post.at.is_empty(), found);
    twice(
        numbered(&place.key("at"), post.at.iter().map(|level| level.as_str())),
        found,
    );
    within(
        &place.key("seats"),
        post.seats.max.into(),
        1..=*ranges::SEATS.end(),
        found,
    );
    ordered(&place.key("seats"), post.seats.min, post.seats.max, found);
    for (number, fallback) in post.when_vacant.iter().enumerate() {
        let place = place.key("when_vacant").index(number);
        if fallback.nearby == Nearby::Same && fallback.post == *id {
            found.push(Finding::new(
                place.clone(),
                Fault::OwnFallback { post: id.to_string() },
            ));
        }
        if post
            .when_vacant
            .iter()
            .take(number)
            .any(|before| before == fallback)
        {
            found.push(Finding::new(
                place,
                Fault::GivenTwice {
                    found: fallback.post.to_string(),
                },
            ));
        }
    }
}

fn procedure(place: &Place, procedure: &Procedure, found: &mut Vec<Finding>) {
    for (id, state) in &procedure.states {
        let place = place.key("states").key(id.as_str());
        if state.reopen.is_some() && state.kind != StateKind::Closed {
            let fault = Fault::ReopenNotClosed {
                state: id.to_string(),
            };
            found.push(Finding::new(place.key("reopen"), fault));
        }
    }
    for (id, action) in &procedure.actions {
        self::action(&place.key("actions").key(id.as_str()), action, found);
    }
}

fn action(place: &Place, action: &Action, found: &mut Vec<Finding>) {
    not_empty(&place.key("from"), "from", action.from.is_empty(), found);
    twice(
        numbered(&place.key("from"), action.from.iter().map(|state| state.as_str())),
        found,
    );
    not_empty(&place.key("who"), "who", action.who.is_empty(), found);
    twice_written(&place.key("who"), &action.who, found);
    twice_written(&place.key("needs"), &action.needs, found);
    twice_written(&place.key("does"), &action.does, found);
}

fn points(points: &PointsRules, found: &mut Vec<Finding>) {
    expiry(&Place::of(&["points", "expire"]), points.expire, found);
    for (id, rule) in &points.rules {
        let place = Place::of(&["points", "rules", id.as_str()]);
        amount(&place.key("amount"), &rule.amount, found);
        for (number, cap) in rule.caps.iter().enumerate() {
            within(
                &place.key("caps").index(number).key("most"),
                cap.most,
                ranges::FUND,
                found,
            );
        }
        if let Some(cooldown) = rule.cooldown {
            within(&place.key("cooldown"), cooldown.into(), ranges::COOLDOWN, found);
        }
        if let Some(budget) = rule.budget {
            within(&place.key("budget"), budget, ranges::FUND, found);
        }
        rule.expire
            .iter()
            .for_each(|own| expiry(&place.key("expire"), *own, found));
        twice(
            numbered(
                &place.key("entered_by"),
                rule.entered_by.iter().map(|post| post.as_str()),
            ),
            found,
        );
    }
    for (id, reward) in &points.rewards {
        let place = Place::of(&["points", "rewards", id.as_str()]);
        within(&place.key("price"), reward.price, ranges::PRICE, found);
        let Some(limit) = reward.limit else { continue };
        within(&place.key("limit").key("most"), limit.most, ranges::PIECES, found);
        if limit.per == PerPeriod::Deed {
            found.push(Finding::new(
                place.key("limit").key("per"),
                Fault::LimitPerDeed {},
            ));
        }
    }
}

fn amount(place: &Place, amount: &Amount, found: &mut Vec<Finding>) {
    match amount {
        Amount::Fixed(points) => within(place, *points, ranges::AWARD, found),
        Amount::PerQuantity { points, each, .. } => {
            within(&place.key("points"), *points, ranges::AWARD, found);
            within(&place.key("each"), each.number, ranges::EACH, found);
        }
        Amount::Table(rows) => {
            not_empty(place, "amount", rows.is_empty(), found);
            for (number, row) in rows.iter().enumerate() {
                within(&place.index(number).key("points"), row.points, ranges::ROW, found);
                within(
                    &place.index(number).key("from"),
                    row.from,
                    ranges::ROW_FROM,
                    found,
                );
            }
            for (number, (before, row)) in rows.iter().zip(rows.iter().skip(1)).enumerate() {
                if row.from <= before.from {
                    let place = place.index(number.saturating_add(1));
                    let fault = Fault::RowsNotRising {
                        from: row.from,
                        before: before.from,
                    };
                    found.push(Finding::new(place, fault));
                }
            }
        }
    }
}

fn expiry(place: &Place, expiry: Expiry, found: &mut Vec<Finding>) {
    match expiry {
        Expiry::Never => {}
        Expiry::EndOfYear(years) => within(place, years.into(), ranges::EXPIRY_YEARS, found),
        Expiry::Months(months) => within(place, months.into(), ranges::EXPIRY_MONTHS, found),
        Expiry::Days(days) => within(place, days.into(), ranges::EXPIRY_DAYS, found),
    }
}

/// A source was read within these bounds; a bundle from elsewhere may say anything.
pub(super) fn within(place: &Place, number: u64, range: RangeInclusive<u64>, found: &mut Vec<Finding>) {
    if !range.contains(&number) {
        let (least, most) = range.into_inner();
        let fault = Fault::OutOfBounds {
            found: i64::try_from(number).unwrap_or(i64::MAX),
            least,
            most,
        };
        found.push(Finding::new(place.clone(), fault));
    }
}

fn not_empty(place: &Place, what: &'static str, empty: bool, found: &mut Vec<Finding>) {
    if empty {
        found.push(Finding::new(place.clone(), Fault::Empty { what }));
    }
}

fn ordered(place: &Place, min: u32, max: u32, found: &mut Vec<Finding>) {
    if min > max {
        found.push(Finding::new(place.clone(), Fault::MinOverMax { min, max }));
    }
}

fn numbered<'a>(
    place: &Place,
    words: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = (Place, &'a str)> {
    words
        .enumerate()
        .map(|(number, word)| (place.index(number), word))
}

fn twice<'a>(words: impl Iterator<Item = (Place, &'a str)>, found: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (place, word) in words {
        if !seen.insert(word) {
            found.push(Finding::new(
                place,
                Fault::GivenTwice {
                    found: word.to_owned(),
                },
            ));
        }
    }
}

/// Short lists of values that are no plain words.
fn twice_written<T: Ord + Written>(place: &Place, values: &[T], found: &mut Vec<Finding>) {
    let mut seen = BTreeSet::new();
    for (number, value) in values.iter().enumerate() {
        if !seen.insert(value) {
            found.push(Finding::new(
                place.index(number),
                Fault::GivenTwice {
                    found: value.written(),
                },
            ));
        }
    }
}

/// A value as a rulebook writes it.
pub(super) trait Written {
    fn written(&self) -> String;
}

impl Written for crate::rulebook::Who {
    fn written(&self) -> String {
        match self {
            Self::Holder => "holder".to_owned(),
            Self::Requester => "requester".to_owned(),
            Self::System => "system".to_owned(),
            Self::Anyone => "anyone".to_owned(),
            Self::Post(post) => post.to_string(),
        }
    }
}

impl Written for crate::rulebook::Need {
    fn written(&self) -> String {
        match self {
            Self::Rating => "rating".to_owned(),
            Self::Assignee => "assignee".to_owned(),
            Self::Detail(name) => name.to_string(),
            Self::Attachment(name) => format!("file:{name}"),
        }
    }
}

impl Written for crate::rulebook::Effect {
    fn written(&self) -> String {
        match self {
            Self::Escalate => "escalate".to_owned(),
            Self::Transfer => "transfer".to_owned(),
            Self::Return => "return".to_owned(),
            Self::Take => "take".to_owned(),
            Self::Award { rule, .. } => format!("award {rule}"),
        }
    }
}
