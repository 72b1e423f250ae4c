//! New entries: written once, and hashed as they are written.

use core::ops::Range;

use serde::Serialize;

use super::leaf::{Leaf, LeafKind};
use super::{Cause, Entry, Fault, Reply, Tip};
use crate::context::Scoped;
use crate::state::{Event, Outcome};
use crate::vocabulary::{Digest, Instant, Salt, json};

impl Entry {
    /// The entry that follows on `before`, with the salt its command brought.
    pub(crate) fn after(
        before: &Tip,
        recorded: Instant,
        edition: u32,
        cause: Cause,
        outcome: &Outcome,
        salt: Option<Salt>,
    ) -> Result<Self, Fault> {
        let sequence = before.head.sequence.saturating_add(1);
        let (reply, places) = match outcome {
            Outcome::Accepted(events) => {
                let (json, places) = list(events)?;
                (Reply::Events(json), places)
            }
            Outcome::Refused(refusal) => (Reply::Refusal(text(refusal)?), Vec::new()),
        };
        let mut entry = Self {
            sequence,
            recorded,
            edition,
            cause,
            reply,
            // Whoever comes without a salt is not left to be guessed by the neighbours.
            salt: before.salt.map_or(salt.map(|given| given.derive(0)), |before| {
                Some(before.next(salt.as_ref()))
            }),
            hash: Digest([0; 32]),
        };
        let replies = match &entry.reply {
            Reply::Events(json) => {
                let event = |(scoped, place): (&Scoped<Event>, Range<usize>)| {
                    let json = json.get(place).unwrap_or_default();
                    Leaf::new(LeafKind::Event, scoped.scope.clone(), scoped.also.clone(), json)
                };
                outcome.events().iter().zip(places).map(event).collect()
            }
            Reply::Refusal(json) => vec![Leaf::new(LeafKind::Refusal, None, Vec::new(), json)],
        };
        entry.hash = entry.hash_of(&before.head.hash, &entry.with_causes(replies));
        Ok(entry)
    }
}

/// Bytes an event usually takes.
const USUAL: usize = 256;

/// Scoped events as a JSON list, and where in it each event's own text is: reading it back to find them would cost more
/// than writing it.
fn list(events: &[Scoped<Event>]) -> Result<(String, Vec<Range<usize>>), Fault> {
    let mut json = String::with_capacity(events.len().saturating_mul(USUAL));
    json.push('[');
    let mut places = Vec::with_capacity(events.len());
    for scoped in events {
        json.push_str(if places.is_empty() { "{" } else { ",{" });
        if let Some(scope) = &scoped.scope {
            json.push_str("\"scope\":");
            write(&mut json, scope)?;
            json.push(',');
        }
        if !scoped.also.is_empty() {
            json.push_str("\"also\":");
            write(&mut json, &scoped.also)?;
            json.push(',');
        }
        json.push_str("\"event\":");
        let start = json.len();
        write(&mut json, &scoped.event)?;
        places.push(start..json.len());
        json.push('}');
    }
    json.push(']');
    Ok((json, places))
}

pub(super) fn write(json: &mut String, value: &impl Serialize) -> Result<(), Fault> {
    json::write(json, value).map_err(unwritable)
}

/// A value as the journal keeps it.
pub(crate) fn text(value: &impl Serialize) -> Result<String, Fault> {
    json::to_string(value).map_err(unwritable)
}

fn unwritable(error: impl ToString) -> Fault {
    Fault::Storage {
        reason: error.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::UnitId;

    #[test]
    fn a_list_is_written_as_it_is_read() {
        let unit = |id: &str| UnitId::new(id).unwrap();
        let event = |sequence| Event::Erased { sequence, name: None };
        let also = |also| Scoped {
            also,
            ..Scoped::at(unit("\"网格\""), event(3))
        };
        for events in [
            vec![],
            vec![Scoped::ward(event(1))],
            vec![Scoped::at(unit("a"), event(2)), also(vec![unit("b"), unit("c")])],
        ] {
            let (json, places) = list(&events).unwrap();
            assert_eq!(json, text(&events).unwrap());
            let found: Vec<&str> = places.into_iter().map(|place| &json[place]).collect();
            let own: Vec<String> = events.iter().map(|scoped| text(&scoped.event).unwrap()).collect();
            assert_eq!(found, own);
        }
    }
}
