//! An edition is refused that would leave units without their place on the ladder.

use std::{collections::BTreeMap, sync::Arc};

use super::*;
use crate::state::{Adopt, Outcome, State};
use crate::vocabulary::Lang;

struct Ward {
    state: State,
    asked: u64,
}

impl Ward {
    /// Adopts the rulebook and grows the small town.
    fn small() -> Self {
        let mut ward = Self {
            state: State::default(),
            asked: 0,
        };
        ward.ask(Adopt {
            bundle: Arc::new(rules()),
        })
        .unwrap();
        for event in Town::small().events {
            ward.state.grid.apply(&event);
        }
        ward
    }

    fn ask(&mut self, command: impl Into<crate::Command>) -> Result<(), crate::Refusal> {
        self.asked += 1;
        let stamp = Stamp {
            id: CommandId::new(Origin::new("desk").unwrap(), self.asked),
            actor: id("clerk"),
            capacity: None,
            on_behalf_of: None,
            occurred: None,
            recorded: noon("2025-06-01"),
            details: Vec::new(),
            attachments: Vec::new(),
        };
        match self.state.decide(&stamp, &command.into()) {
            Outcome::Accepted(events) => {
                events.iter().for_each(|scoped| self.state.apply(&scoped.event));
                Ok(())
            }
            Outcome::Refused(refusal) => Err(refusal),
        }
    }
}

/// The rulebook from next year on, with these levels.
fn with_levels(levels: &[&str]) -> Adopt {
    let bundle = Bundle {
        from: day("2026-01-01"),
        levels: levels.iter().map(|name| level(name)).collect(),
        posts: BTreeMap::new(),
        ..rules()
    };
    Adopt {
        bundle: Arc::new(bundle),
    }
}

#[test]
fn levels_in_use_must_stay_and_keep_their_order() {
    for (levels, name) in [
        (["street", "community", "area", "grid", "building"], None),
        (
            ["street", "community", "ward", "grid", "building"],
            Some("level_in_use"),
        ),
        (
            ["street", "area", "community", "grid", "building"],
            Some("ladder_turned"),
        ),
        (
            ["building", "street", "community", "area", "grid"],
            Some("ladder_turned"),
        ),
    ] {
        let refused = Ward::small().ask(with_levels(&levels)).err();
        assert_eq!(refused.as_ref().map(crate::Refusal::name), name, "{levels:?}");
        if let Some(refusal) = refused {
            assert_ne!(refusal.explain(Lang::En), refusal.explain(Lang::Zh));
        }
    }
}

#[test]
fn a_level_may_go_once_its_units_have_ended() {
    let mut ward = Ward::small();
    let shorter = || with_levels(&["street", "community", "area", "grid"]);
    assert_eq!(ward.ask(shorter()).unwrap_err().name(), "level_in_use");
    ward.ask(close_building("2026-01-01")).unwrap();
    ward.ask(shorter()).unwrap();
}

#[test]
fn new_units_must_fit_the_editions_to_come() {
    let mut ward = Ward::small();
    let add = |level: &str, parent: &str| AddUnits {
        units: vec![NewUnit {
            id: id("new"),
            level: id(level),
            kind: None,
            code: None,
            name: Label::One("new".into()),
            parent: Some(id(parent)),
            from: day("2025-06-01"),
            households: None,
            residents: None,
        }],
    };
    let (building, area) = (add("building", "grid"), add("area", "community"));
    ward.ask(close_building("2026-01-01")).unwrap();
    ward.ask(with_levels(&["street", "community", "area", "grid"]))
        .unwrap();
    let refusal = ward.ask(building).unwrap_err();
    assert_eq!(refusal.code(), "W009");
    assert!(refusal.explain(Lang::En).contains("the edition from 2026-01-01"));
    assert!(refusal.explain(Lang::Zh).contains("自 2026-01-01 起的版本"));
    ward.ask(area).unwrap();
}

#[test]
fn of_two_editions_at_one_instant_the_second_is_told_why() {
    let mut ward = Ward::small();
    let next = |from: &str| Adopt {
        bundle: Arc::new(Bundle {
            from: day(from),
            ..rules()
        }),
    };
    ward.ask(next("2025-02-01")).unwrap();
    let refusal = ward.ask(next("2025-03-01")).unwrap_err();
    assert_eq!(
        refusal.explain(Lang::En),
        "the edition from 2025-03-01 would be in force no later than the newest one (from 2025-02-01, in force at \
         2025-06-01T04:00:00Z): give it a later first day, or adopt it later"
    );
}

fn close_building(until: &str) -> CloseUnit {
    CloseUnit {
        unit: id("building"),
        until: day(until),
    }
}
