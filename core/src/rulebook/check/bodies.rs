//! Kinds of body: their numbers, and whether there is one of a name.

use std::collections::BTreeMap;

use super::values::within;
use crate::rulebook::problem::{Fault, Finding, Place};
use crate::rulebook::{BodyKind, Bundle, ranges};
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
pub(super) fn unknown(
    bodies: &BTreeMap<BodyKindId, BodyKind>,
    place: Place,
    id: &BodyKindId,
) -> Option<Finding> {
    if bodies.contains_key(id) {
        return None;
    }
    let fault = Fault::UnknownBodyKind {
        found: id.to_string(),
    };
    let finding = Finding::new(place, fault).rests_on(Place::of(&["bodies", id.as_str()]));
    Some(finding.nearest(id.as_str(), bodies.keys().map(BodyKindId::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Majority;
    use crate::vocabulary::Label;

    #[test]
    fn a_kind_of_body_that_there_is_not_is_told_with_what_was_meant() {
        let kind = BodyKind {
            name: Label::One("议事会".into()),
            quorum: None,
            passes: Majority::default(),
            seats: BTreeMap::new(),
            agreement: false,
        };
        let bodies = BTreeMap::from([("council".parse().unwrap(), kind)]);
        let place = || Place::of(&["procedures", "deliberation", "actions", "decide", "who"]);
        let told = |id: &str| unknown(&bodies, place(), &id.parse().unwrap());
        assert_eq!(told("council"), None);
        let finding = told("counsil").unwrap();
        assert_eq!(finding.fault.code(), "L0318");
        assert_eq!(finding.nearest.as_deref(), Some("council"));
        assert_eq!(told("team").unwrap().nearest, None);
    }
}
