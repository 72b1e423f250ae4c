//! Kinds of body: their numbers, and whether there is one of a name.

use super::values::within;
use crate::rulebook::problem::{Fault, Finding, Place};
use crate::rulebook::{Bundle, ranges};
use crate::vocabulary::BodyKindId;

pub(super) fn check(bundle: &Bundle) -> Vec<Finding> {
    let mut found = Vec::new();
    for (kind, body) in &bundle.bodies {
        let place = Place::of(&["bodies", kind.as_str(), "seats"]);
        for (id, seat) in &body.seats {
            let place = place.key(id.as_str()).key("min");
            within(&place, seat.min.into(), ranges::SEATS, &mut found);
        }
    }
    found
}

/// What is wrong where a kind of body is named that there is not.
#[allow(dead_code, reason = "for the first rule that names a kind of body")]
pub(super) fn unknown(bundle: &Bundle, place: Place, id: &BodyKindId) -> Option<Finding> {
    if bundle.bodies.contains_key(id) {
        return None;
    }
    let fault = Fault::UnknownBodyKind {
        found: id.to_string(),
    };
    let finding = Finding::new(place, fault).rests_on(Place::of(&["bodies", id.as_str()]));
    Some(finding.nearest(id.as_str(), bundle.bodies.keys().map(BodyKindId::as_str)))
}
