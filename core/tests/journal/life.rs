//! A life of some weeks under the tables' rulebook: cases whose clocks run out, points held and not fetched, lots that
//! lapse.

use linli::cases::{Act, Register};
use linli::grid::{AddUnits, Appoint, NewUnit};
use linli::points::{Award, Capture, Deed, Redeem, Restock};
use linli::rulebook::Rulebook;
use linli::{Bundle, Command, IdError, Instant, Meta, Salt, Ward};
use serde_json::Value;

use crate::common::{at, by, name};

pub fn id<T: for<'a> TryFrom<&'a str, Error = IdError>>(text: &str) -> T {
    T::try_from(text).unwrap()
}

fn table(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/tables/");
    std::fs::read_to_string(format!("{folder}{name}")).unwrap()
}

pub fn rulebook() -> Bundle {
    let rulebook = Rulebook::from_toml(&table("rulebook.toml")).unwrap();
    rulebook.resolve().unwrap()
}

/// A ward with the tables' grid and posts.
pub fn ward() -> Ward {
    begun(Ward::in_memory(rulebook()).unwrap())
}

pub fn begun(mut ward: Ward) -> Ward {
    let grid: Value = serde_json::from_str(&table("grid.json")).unwrap();
    let meta = || by("admin", at("2025-01-02T09:00:00+08:00"));
    let units: Vec<NewUnit> = serde_json::from_value(grid["units"].clone()).unwrap();
    ward.add_units(meta(), AddUnits { units }).unwrap();
    for appointment in grid["appointments"].as_array().unwrap() {
        let appoint: Appoint = serde_json::from_value(appointment.clone()).unwrap();
        ward.appoint(meta(), appoint).unwrap();
    }
    ward
}

/// A day of March 2025, and the time of that day.
pub fn march(day: u8, time: &str) -> Instant {
    at(&format!("2025-03-{day:02}T{time}:00+08:00"))
}

/// What is done, in order. The ids of what is created follow from those of the commands, so nothing here asks the ward.
pub fn deeds() -> Vec<(Meta, Command)> {
    let mut number = 0;
    let mut said = |person: &str, day: u8, time: &str, command: Command| {
        number += 1;
        let meta = by(person, march(day, time)).id(crate::common::id("desk", number));
        (meta.salt(Salt([number as u8; 16])), command)
    };
    let register = |unit: &str| Register::new(id("parking"), id(unit)).into();
    let act = |case: &str, action: &str| Act::new(id(case), id(action)).into();
    let award = |person: &str, minutes| {
        let deed = Deed::new(id("volunteering"), id(person), id("grid-07")).quantity(minutes);
        Award { deed }.into()
    };
    let redeem = |reward: &str| {
        Redeem {
            reward: id(reward),
            pieces: 1,
            unit: id("guandao"),
            person: None,
        }
        .into()
    };
    let restock = Restock {
        reward: id("rice"),
        unit: id("guandao"),
        pieces: 3,
    }
    .into();
    let mut life = vec![
        said("c01", 1, "09:00", restock),
        said("w07", 1, "18:00", award("v001", 180)),
        said("w07", 2, "18:00", award("v001", 180)),
        said("p17", 3, "09:30", register("grid-07")), // desk-4: nobody takes it, so it climbs to the top
        said("p18", 3, "10:00", register("b-12")),    // desk-5: taken and answered, closed by time
        said("w07", 3, "10:30", act("desk-5.0", "accept")),
        said("v001", 3, "11:00", redeem("rice")), // desk-7: never fetched
        said("w07", 4, "10:00", act("desk-5.0", "answer")),
        said("p17", 5, "10:00", register("grid-08")), // desk-9: taken, then forgotten
        said("w08", 5, "11:00", act("desk-9.0", "accept")),
        said("p18", 6, "09:00", act("desk-9.0", "accept")), // refused
        said("w07", 18, "18:00", award("v001", 120)),
        said("v001", 20, "09:00", redeem("towel")), // desk-13: fetched
        said(
            "c01",
            20,
            "10:00",
            Capture {
                hold: id("desk-13.0"),
            }
            .into(),
        ),
    ];
    for (meta, _) in &mut life {
        let note = name(if meta.actor.as_str() == "w07" {
            "reply"
        } else {
            "note"
        });
        *meta = meta.clone().detail(note, "已办");
    }
    life
}

/// The end: by then even the lots have lapsed.
pub fn end() -> Instant {
    at("2027-02-01T00:00:00+08:00")
}
