//! Levels and posts.

use core::ops::RangeInclusive;

use super::reader::{Fields, Item, placeholder};
use crate::rulebook::problem::Fault;
use crate::rulebook::{Band, Fallback, Level, Nearby, Post, Seats, UnitKind, ranges};
use crate::vocabulary::{Label, bounds};

pub(super) fn levels(fields: &Fields<'_>) -> Vec<Level> {
    let items = fields.need("levels").map(|item| item.list()).unwrap_or_default();
    items.iter().filter_map(level).collect()
}

/// A level that cannot be read keeps its rung, so that the others keep theirs.
fn level(item: &Item<'_>) -> Option<Level> {
    let Some(fields) = item.fields() else {
        return Some(Level {
            id: placeholder()?,
            name: nameless(),
            kinds: Vec::new(),
            households: None,
        });
    };
    Some(Level {
        id: fields.need_id("id")?,
        name: fields.name(),
        kinds: fields.many("kinds").iter().filter_map(kind).collect(),
        households: fields.get("households").and_then(|i| band(&i)),
    })
}

fn kind(item: &Item<'_>) -> Option<UnitKind> {
    let Some(fields) = item.fields() else {
        return Some(UnitKind {
            id: placeholder()?,
            name: nameless(),
        });
    };
    Some(UnitKind {
        id: fields.need_id("id")?,
        name: fields.name(),
    })
}

fn nameless() -> Label {
    Label::One("?".to_owned())
}

fn band(item: &Item<'_>) -> Option<Band> {
    let (min, max) = min_max(item, ranges::HOUSEHOLDS)?;
    Some(Band { min, max })
}

/// `{ min, max }`.
fn min_max(item: &Item<'_>, range: RangeInclusive<u64>) -> Option<(u32, u32)> {
    let fields = item.fields()?;
    let min = fields.need("min").and_then(|i| i.whole32(range.clone()));
    let max = fields.need("max").and_then(|i| i.whole32(1..=*range.end()));
    Some((min?, max?))
}

pub(super) fn post(item: &Item<'_>) -> Post {
    let any_number = Seats {
        min: 0,
        max: u32::try_from(bounds::SEATS.most).unwrap_or(u32::MAX),
    };
    let Some(fields) = item.fields() else {
        return Post {
            name: nameless(),
            at: Vec::new(),
            seats: any_number,
            when_vacant: Vec::new(),
        };
    };
    Post {
        name: fields.name(),
        at: fields.need_ids("at"),
        seats: fields.get("seats").and_then(|i| seats(&i)).unwrap_or(any_number),
        when_vacant: fields.many("when_vacant").iter().filter_map(fallback).collect(),
    }
}

/// `{ min, max }`, or one number for both.
fn seats(item: &Item<'_>) -> Option<Seats> {
    let (min, max) = if item.is_whole() {
        let number = item.whole32(1..=*ranges::SEATS.end())?;
        (number, number)
    } else {
        min_max(item, ranges::SEATS)?
    };
    Some(Seats { min, max })
}

const NEARBY: [(&str, Nearby); 3] = [
    ("sibling", Nearby::Sibling),
    ("parent", Nearby::Parent),
    ("ancestor", Nearby::Ancestor),
];

/// `post` or `post@where`.
fn fallback(item: &Item<'_>) -> Option<Fallback> {
    let Some(text) = item.text() else {
        return Some(Fallback {
            post: placeholder()?,
            nearby: Nearby::Same,
        });
    };
    let (post, nearby) = match text.split_once('@') {
        None => (text, Some(Nearby::Same)),
        Some((post, place)) => (
            post,
            NEARBY.iter().find(|(word, _)| *word == place).map(|(_, n)| *n),
        ),
    };
    let post = post.parse().map_err(|why: crate::IdError| {
        item.note(Fault::NotAnId {
            found: post.to_owned(),
            why: why.to_string(),
        });
    });
    if nearby.is_none() {
        item.note(Fault::UnknownWord {
            found: text.to_owned(),
            allowed: ["post", "post@sibling", "post@parent", "post@ancestor"]
                .into_iter()
                .collect(),
        });
    }
    Some(Fallback {
        post: post.ok().or_else(placeholder)?,
        nearby: nearby.unwrap_or(Nearby::Same),
    })
}
