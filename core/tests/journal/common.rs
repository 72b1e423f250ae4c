//! What the tests share: a small rulebook, entries by hand, a scratch folder.

use linli::journal::{Cause, Entry, Head, Reply};
use linli::rulebook::{Bundle, Late};
use linli::{
    CommandId, Detail, DetailName, Digest, Instant, Label, Meta, Origin, PersonId, RulebookId, Salt,
};

pub fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// So many minutes into the working day of 3 March 2025.
pub fn minute(minutes: i64) -> Instant {
    at("2025-03-03T09:00:00+08:00").plus_millis(minutes * 60_000)
}

pub fn id(origin: &str, number: u64) -> CommandId {
    CommandId::new(Origin::new(origin).unwrap(), number)
}

pub fn by(person: &str, recorded: Instant) -> Meta {
    Meta::new(PersonId::new(person).unwrap(), recorded)
}

pub fn name(name: &str) -> DetailName {
    DetailName::new(name).unwrap()
}

pub fn detail(of: &str, text: &str) -> Detail {
    Detail {
        name: name(of),
        text: text.into(),
    }
}

/// An entry by hand, chained to the one before.
pub fn entry(previous: Head, events: &str, salt: Option<Salt>) -> Entry {
    let sequence = previous.sequence + 1;
    let mut entry = Entry {
        sequence,
        recorded: minute(i64::try_from(sequence).unwrap()),
        edition: 0,
        cause: Cause::Asked {
            id: id("desk", sequence),
            stamp: format!("{{\"actor\":\"w{sequence}\"}}"),
            command: format!("{{\"do\":{sequence}}}"),
        },
        reply: Reply::Events(events.into()),
        salt,
        hash: Digest([0; 32]),
    };
    entry.hash = entry.chained(&previous.hash).unwrap();
    entry
}
