//! Every refusal, from the command that provokes it, in both languages.

use std::collections::BTreeSet;

use super::world::*;
use crate::points::{
    Award, AwardAll, Capture, Correct, Deed, Event, Join, Leave, PointsRefusal, Redeem, Restock, Review, Void,
};
use crate::{AwardId, Command, HoldId, Lang, Refusal};

#[test]
fn every_refusal_is_provoked_and_explains_itself() {
    let mut world = World::new(false);
    world.on("2025-03-10 12:00");
    world.must(
        "shop",
        Restock {
            reward: id("soap"),
            unit: id("east"),
            pieces: 1,
        },
    );
    for _ in 0..3 {
        world.earn("gift", "ann", "e1", 1);
    }
    let Event::Awarded { award, .. } = world.must(
        "boss",
        Award {
            deed: deed("gift", "ann", "e1"),
        },
    )[0]
    .clone() else {
        panic!()
    };
    let stamp = World::with_reason(world.stamp("boss"));
    world.ask(stamp, Correct { award: award.clone() }).unwrap();
    let Event::Submitted { award: waiting, .. } = world.must(
        "boss",
        Award {
            deed: deed("reviewed", "ann", "e1"),
        },
    )[0]
    .clone() else {
        panic!()
    };
    world.must(
        "boss",
        Review {
            award: waiting.clone(),
            approve: false,
        },
    );
    let redeem = |reward, pieces| Redeem {
        reward: id(reward),
        pieces,
        unit: id("east"),
        person: None,
    };
    let Event::Held { hold, .. } = world.must("ann", redeem("towel", 1))[0].clone() else {
        panic!()
    };
    world.must("ann", Void { hold: hold.clone() });
    let join = |household, person, unit| Join {
        household: id(household),
        person: id(person),
        unit: id(unit),
        from: day("2025-03-01"),
    };
    world.must("boss", join("h1", "ann", "e1"));

    let nothing: AwardId = id("desk-999.0");
    let no_hold: HoldId = id("desk-999.0");
    let done = |deed: Deed, when: &str| Award {
        deed: Deed {
            occurred: Some(at(when)),
            ..deed
        },
    };
    let gift = || deed("gift", "ann", "e1");
    let asked: Vec<(&str, Command, &str)> = vec![
        (
            "boss",
            Award {
                deed: deed("dancing", "ann", "e1"),
            }
            .into(),
            "P301",
        ),
        ("boss", AwardAll { deeds: vec![] }.into(), "P302"),
        (
            "boss",
            AwardAll {
                deeds: vec![gift(); 10_001],
            }
            .into(),
            "P303",
        ),
        (
            "boss",
            Award {
                deed: deed("gift", "ann", "moon"),
            }
            .into(),
            "P304",
        ),
        (
            "boss",
            Correct {
                award: nothing.clone(),
            }
            .into(),
            "P305",
        ),
        (
            "boss",
            Review {
                award: nothing,
                approve: true,
            }
            .into(),
            "P305",
        ),
        (
            "shop",
            Capture {
                hold: no_hold.clone(),
            }
            .into(),
            "P306",
        ),
        ("ann", Void { hold: no_hold }.into(), "P306"),
        ("ann", redeem("moon", 1).into(), "P307"),
        (
            "shop",
            Restock {
                reward: id("moon"),
                unit: id("east"),
                pieces: 1,
            }
            .into(),
            "P307",
        ),
        (
            "boss",
            Leave {
                household: id("h1"),
                person: id("ben"),
                until: day("2025-03-10"),
            }
            .into(),
            "P308",
        ),
        (
            "boss",
            Leave {
                household: id("h9"),
                person: id("ann"),
                until: day("2025-03-10"),
            }
            .into(),
            "P308",
        ),
        ("boss", done(gift(), "2025-03-10 12:01").into(), "P309"),
        ("boss", done(gift(), "2025-03-07 11:59").into(), "P310"),
        ("ann", Award { deed: gift() }.into(), "P311"),
        (
            "worker",
            Award {
                deed: deed("leads", "ann", "e1"),
            }
            .into(),
            "P311",
        ),
        (
            "worker",
            Award {
                deed: deed("gift", "ann", "e2"),
            }
            .into(),
            "P311",
        ),
        (
            "boss",
            Award {
                deed: gift().quantity(0),
            }
            .into(),
            "P312",
        ),
        (
            "boss",
            Award {
                deed: gift().quantity(1_000_001),
            }
            .into(),
            "P312",
        ),
        ("ann", redeem("towel", 0).into(), "P313"),
        (
            "shop",
            Restock {
                reward: id("soap"),
                unit: id("east"),
                pieces: 0,
            }
            .into(),
            "P313",
        ),
        (
            "boss",
            Award {
                deed: deed("county", "ann", "e1"),
            }
            .into(),
            "P314",
        ),
        (
            "boss",
            Award {
                deed: deed("huge", "ann", "e1").quantity(100_001),
            }
            .into(),
            "P315",
        ),
        ("boss", Correct { award: award.clone() }.into(), "P316"),
        (
            "boss",
            Review {
                award: waiting,
                approve: true,
            }
            .into(),
            "P317",
        ),
        ("shop", Capture { hold: hold.clone() }.into(), "P319"),
        ("ann", Void { hold }.into(), "P319"),
        ("boss", join("h2", "ann", "e1").into(), "P320"),
        ("boss", join("h1", "ben", "e2").into(), "P321"),
        (
            "ann",
            Redeem {
                unit: id("moon"),
                ..redeem("yacht", 1)
            }
            .into(),
            "P304",
        ),
        (
            "shop",
            Restock {
                reward: id("yacht"),
                unit: id("moon"),
                pieces: 1,
            }
            .into(),
            "P304",
        ),
        (
            "boss",
            done(deed("gift", "ann", "moon"), "2025-01-10 12:00").into(),
            "P304",
        ),
        ("ann", redeem("towel", 5).into(), "P322"),
        ("ann", redeem("soap", 9).into(), "P323"),
        ("ann", redeem("soap", 2).into(), "P324"),
        (
            "shop",
            Restock {
                reward: id("soap"),
                unit: id("east"),
                pieces: -2,
            }
            .into(),
            "P324",
        ),
    ];
    let mut asked = asked;
    let from = day("2200-01-02");
    asked.push((
        "boss",
        Join {
            from,
            ..join("h2", "eve", "e1")
        }
        .into(),
        "P325",
    ));
    let until = from;
    let (household, person) = (id("h1"), id("ann"));
    asked.push((
        "boss",
        Leave {
            household,
            person,
            until,
        }
        .into(),
        "P325",
    ));
    let before = world.state.points.clone();
    let mut seen = BTreeSet::new();
    let mut see = |refusal: Refusal, code: &str| {
        assert_eq!(refusal.code(), code, "{refusal}");
        let (en, zh) = (refusal.explain(Lang::En), refusal.explain(Lang::Zh));
        assert!(en.is_ascii() && en.contains(": ") && !en.contains('{'), "{en}");
        assert!(
            zh.contains(':') && !zh.contains('{') && zh.chars().any(|c| c > '\u{4e00}'),
            "{zh}"
        );
        let text = serde_json::to_string(&refusal).unwrap();
        assert_eq!(serde_json::from_str::<Refusal>(&text).unwrap(), refusal);
        seen.insert(refusal.code());
    };
    for (actor, command, code) in asked {
        let stamp = world.stamp(actor);
        see(world.ask(stamp, command.clone()).expect_err(code), code);
    }
    let stamp = World::with_reason(world.stamp("boss"));
    see(world.ask(stamp, Correct { award }).unwrap_err(), "P318");
    assert_eq!(world.state.points, before, "a refusal changes nothing");
    let mut bare = World::with(bundle("2025-01-01", None));
    let stamp = bare.stamp("boss");
    see(bare.ask(stamp, Award { deed: gift() }).unwrap_err(), "P300");

    let all: BTreeSet<&str> = PointsRefusal::CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(seen, all, "every refusal is provoked");
    assert!(
        PointsRefusal::CODES.is_sorted(),
        "codes stand in the order of precedence"
    );
}

#[test]
fn goods_and_households_at_a_unit_keep_it_open() {
    let mut world = World::new(false);
    world.on("2025-03-10 12:00");
    let (reward, unit) = (id("soap"), id("east"));
    world.must(
        "shop",
        Restock {
            reward,
            unit,
            pieces: 3,
        },
    );
    let (household, person, unit) = (id("h1"), id("ann"), id("e1"));
    let from = day("2025-03-01");
    world.must(
        "boss",
        Join {
            household,
            person,
            unit,
            from,
        },
    );
    for (unit, said) in [
        (
            "east",
            "has 0 open cases, 0 open redemptions, 3 pieces in stock and 0 households",
        ),
        (
            "e1",
            "has 0 open cases, 0 open redemptions, 0 pieces in stock and 1 households",
        ),
    ] {
        let (unit, until) = (id(unit), day("2025-06-01"));
        let close = crate::Command::from(crate::grid::CloseUnit { unit, until });
        let stamp = world.stamp("boss");
        let refusal = world.ask(stamp, close).unwrap_err();
        assert_eq!(refusal.code(), "W008");
        assert!(refusal.explain(Lang::En).contains(said), "{refusal}");
    }
}
