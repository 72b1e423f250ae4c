//! The events of the points, read past all others.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::context::Scoped;
use crate::journal::{Fault, Happened};
use crate::points;
use crate::vocabulary::{Instant, json};
use crate::ward::{Error, Ward};

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "one is read at a time")]
enum Any {
    Points(points::Event),
    Adopted(IgnoredAny),
    Grid(IgnoredAny),
    Cases(IgnoredAny),
    Erased(IgnoredAny),
}

/// Shows every event of the points with the entry it is from, oldest first.
pub(super) fn points(
    ward: &mut Ward,
    mut show: impl FnMut(&Happened<'_>, points::Event),
) -> Result<(), Error> {
    ward.skim(|happened| {
        // Words of people cannot look like this: quotes within a text are written `\"`.
        let Some(json) = happened.events.filter(|json| json.contains(r#""points":"#)) else {
            return Ok(());
        };
        let events: Vec<Scoped<Any>> =
            json::from_str(json).map_err(|_| Fault::damaged(happened.sequence, "reply"))?;
        for scoped in events {
            if let Any::Points(event) = scoped.event {
                show(&happened, event);
            }
        }
        Ok(())
    })
}

/// All of them, each with the instant it was recorded.
pub(super) fn all_points(ward: &mut Ward) -> Result<Vec<(Instant, points::Event)>, Error> {
    let mut events = Vec::new();
    points(ward, |entry, event| events.push((entry.recorded, event)))?;
    Ok(events)
}
