//! Kinds of body.

use std::collections::BTreeMap;

use super::reader::Item;
use crate::rulebook::problem::Fault;
use crate::rulebook::{BodyKind, Majority, Quorum, Seat, ranges};
use crate::vocabulary::Label;

pub(super) fn kind(item: &Item<'_>) -> BodyKind {
    let Some(fields) = item.fields() else {
        return BodyKind {
            name: Label::One("?".to_owned()),
            quorum: None,
            passes: Majority::default(),
            seats: BTreeMap::new(),
            agreement: false,
        };
    };
    let passes = |item: Item<'_>| item.parsed(str::parse, |found, _| Fault::NotAMajority { found });
    let seats = fields.get("seats").map(|i| i.entries()).unwrap_or_default();
    BodyKind {
        name: fields.name(),
        quorum: fields.get("quorum").and_then(|i| quorum(&i)),
        passes: fields.get("passes").and_then(passes).unwrap_or_default(),
        seats: seats
            .into_iter()
            .filter_map(|(id, item)| Some((id, seat(&item)?)))
            .collect(),
        agreement: fields.get("agreement").and_then(|i| i.truth()).unwrap_or(false),
    }
}

/// A share of the members, or a number of persons.
fn quorum(item: &Item<'_>) -> Option<Quorum> {
    if item.is_whole() {
        return item.whole32(ranges::QUORUM).map(Quorum::Persons);
    }
    item.parsed(str::parse, |found, _| Fault::NotAQuorum { found })
}

/// `{ name, min }`.
fn seat(item: &Item<'_>) -> Option<Seat> {
    let fields = item.fields()?;
    let min = match fields.get("min") {
        Some(min) => min.whole32(ranges::SEATS).unwrap_or_default(),
        None => 1,
    };
    Some(Seat {
        name: fields.name(),
        min,
    })
}
