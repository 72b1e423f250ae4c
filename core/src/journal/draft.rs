//! New entries: written once, and hashed as they are written.

use serde::Serialize;

use super::entry::chain;
use super::leaf::{self, LeafKind, Seen};
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
        // Whoever comes without a salt is not left to be guessed by the neighbours.
        let salt = match &before.salt {
            Some(before) => Some(before.next(salt.as_ref())),
            None => salt.map(|given| given.derive(0)),
        };
        let events = outcome.events();
        let mut leaves = Leaves {
            salt,
            count: 0,
            first: [[0; 32]; USUAL_LEAVES],
            more: Vec::with_capacity(events.len().saturating_add(1).saturating_sub(USUAL_LEAVES)),
        };
        let (kind, json) = cause.leaf();
        let (scope, also) = leaf::shared(events.iter().map(|scoped| (scoped.scope.as_ref(), &*scoped.also)));
        leaves.add(kind, (scope, &also), json);
        let reply = match outcome {
            Outcome::Accepted(events) => Reply::Events(list(events, &mut leaves)?),
            Outcome::Refused(refusal) => {
                let json = text(refusal)?;
                leaves.add(LeafKind::Refusal, (None, &[]), &json);
                Reply::Refusal(json)
            }
        };
        let body = leaves.body();
        Ok(Self {
            sequence,
            recorded,
            edition,
            cause,
            reply,
            salt,
            hash: chain(&before.head.hash, sequence, recorded, edition, &body),
        })
    }
}

/// The digests of an entry's leaves, each taken when it is written: nothing is read back, and nothing copied.
struct Leaves {
    /// The entry's.
    salt: Option<Salt>,
    count: usize,
    /// The digests, as far as there is room.
    first: [[u8; 32]; USUAL_LEAVES],
    /// The others.
    more: Vec<[u8; 32]>,
}

/// Leaves an entry usually has: a command and one event. For these, memory is not asked for.
const USUAL_LEAVES: usize = 2;

impl Leaves {
    fn add(&mut self, kind: LeafKind, (scope, also): Seen<'_>, json: &str) {
        let ordinal = u32::try_from(self.count).unwrap_or(u32::MAX);
        let salt = self.salt.map(|salt| salt.derive(ordinal));
        let content = leaf::content(salt.as_ref(), json);
        let digest = leaf::closed(kind, scope, also, &content).0;
        match self.first.get_mut(self.count) {
            Some(place) => *place = digest,
            None => self.more.push(digest),
        }
        self.count = self.count.saturating_add(1);
    }

    fn body(&self) -> Digest {
        let first = self.first.get(..self.count).unwrap_or(&self.first);
        leaf::body([first, &self.more])
    }
}

/// Bytes an event usually takes.
const USUAL: usize = 256;

/// Scoped events as a JSON list, of which each event's own text is a leaf.
fn list(events: &[Scoped<Event>], leaves: &mut Leaves) -> Result<String, Fault> {
    let mut json = String::with_capacity(events.len().saturating_mul(USUAL));
    json.push('[');
    for (scoped, is_first) in events
        .iter()
        .zip(core::iter::once(true).chain(core::iter::repeat(false)))
    {
        json.push_str(if is_first { "{" } else { ",{" });
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
        let seen = (scoped.scope.as_ref(), &*scoped.also);
        leaves.add(LeafKind::Event, seen, json.get(start..).unwrap_or_default());
        json.push('}');
    }
    json.push(']');
    Ok(json)
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
    fn a_list_is_written_and_hashed_as_it_is_read() {
        let unit = |id: &str| UnitId::new(id).unwrap();
        let event = |sequence| Event::Erased { sequence, name: None };
        let also = |scope, also: &[&str]| Scoped {
            also: also.iter().map(|id| unit(id)).collect(),
            ..Scoped::at(unit(scope), event(3))
        };
        let (a, b) = (also("a", &["b", "c"]), also("a", &["c", "d"]));
        for events in [
            vec![],
            vec![Scoped::ward(event(1))],
            vec![Scoped::at(unit("\"网格\""), event(2)), a.clone()],
            vec![a, b],
        ] {
            let expected = text(&events).unwrap();
            let outcome = Outcome::Accepted(events);
            for salt in [None, Some(Salt([7; 16]))] {
                let cause = Cause::Due("{}".into());
                let entry = Entry::after(&Tip::EMPTY, Instant::EARLIEST, 0, cause, &outcome, salt).unwrap();
                assert_eq!(entry.reply, Reply::Events(expected.clone()));
                assert_eq!(entry.chained(&Tip::EMPTY.head.hash).unwrap(), entry.hash);
            }
        }
    }
}
