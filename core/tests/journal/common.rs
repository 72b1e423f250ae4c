//! What the tests share: a small rulebook, entries by hand, a scratch folder.

use std::collections::BTreeMap;

use linli::calendar::{Calendar, Zone};
use linli::grid::{AddUnits, NewUnit, UpdateUnit};
use linli::journal::{Cause, Entry, Head, Reply};
use linli::rulebook::{Bundle, Late, Level};
use linli::{
    CommandId, DetailName, Digest, Error, Instant, Label, LevelId, Meta, Origin, PersonId, RulebookId, Salt,
    UnitId, Ward,
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

/// An entry by hand, chained to the one before.
pub fn entry(previous: Head, events: &str, salt: Option<Salt>) -> Entry {
    let sequence = previous.sequence + 1;
    let mut entry = Entry {
        sequence,
        recorded: minute(i64::try_from(sequence).unwrap()),
        edition: 0,
        cause: Cause::Asked {
            id: id("desk", sequence),
            json: format!(
                r#"{{"id":"desk-{sequence}","actor":"w{sequence}","command":{{"do":{sequence}}}}}"#
            ),
        },
        reply: Reply::Events(events.into()),
        salt,
        hash: Digest([0; 32]),
    };
    entry.hash = entry.chained(&previous.hash).unwrap();
    entry
}

fn level(of: &str) -> Level {
    Level {
        id: LevelId::new(of).unwrap(),
        name: Label::One(of.into()),
        kinds: Vec::new(),
        households: None,
    }
}

/// A rulebook of two levels, in force from 2025 on; acts may be three days late.
pub fn rules() -> Bundle {
    Bundle {
        format: 1,
        id: RulebookId::new("test").unwrap(),
        name: Label::One("试点社区".into()),
        from: "2025-01-01".parse().unwrap(),
        zone: Zone::shanghai(),
        calendar: Calendar::china(),
        revised_calendar: Default::default(),
        levels: vec![level("community"), level("grid")],
        posts: BTreeMap::new(),
        bodies: BTreeMap::new(),
        channels: BTreeMap::new(),
        late: Late { minutes: 3 * 24 * 60 },
        matters: BTreeMap::new(),
        procedures: BTreeMap::new(),
        points: None,
    }
}

pub fn ward() -> Ward {
    Ward::in_memory(rules()).unwrap()
}

/// Adds one unit; accepted once for each unit.
pub fn add(unit: &str) -> AddUnits {
    AddUnits {
        units: vec![NewUnit {
            id: UnitId::new(unit).unwrap(),
            level: LevelId::new("community").unwrap(),
            kind: None,
            code: None,
            name: Label::One(unit.into()),
            parent: None,
            from: "2025-01-01".parse().unwrap(),
            households: None,
            residents: None,
        }],
    }
}

/// Says how many households a unit has; accepted as often as one likes.
pub fn count(unit: &str, households: u32) -> UpdateUnit {
    UpdateUnit {
        unit: UnitId::new(unit).unwrap(),
        name: None,
        households: Some(households),
        residents: None,
    }
}

pub fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    result.unwrap_err().code()
}

/// A folder of this test's own, removed at the end.
#[cfg(feature = "sqlite")]
pub struct Scratch(std::path::PathBuf);

#[cfg(feature = "sqlite")]
impl Scratch {
    pub fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("linli-{test}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn file(&self, name: &str) -> std::path::PathBuf {
        self.0.join(name)
    }

    /// Everything that lies in the folder, byte for byte.
    pub fn bytes(&self) -> Vec<u8> {
        let files = std::fs::read_dir(&self.0).unwrap();
        files
            .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
            .collect()
    }
}

#[cfg(feature = "sqlite")]
impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
