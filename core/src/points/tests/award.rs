//! What deeds earn.

use std::sync::Arc;

use super::world::*;
use crate::context::Earned;
use crate::points::{Award, AwardAll, Correct, Event, Join, Leave, Redeem, Review, Void};
use crate::rulebook::{Amount, Earner, Expiry, PerPeriod, Purse, Rounding, TableRow};
use crate::state::Adopt;

#[test]
fn hours_turn_into_points_up_to_the_caps() {
    let mut world = World::new(false);
    let mut earned = Vec::new();
    for (when, minutes) in [
        ("2025-03-01 18:00", 150),
        ("2025-03-02 18:00", 59),
        ("2025-03-03 18:00", 600),
        ("2025-03-31 23:59", 600),
        ("2025-04-01 00:00", 600),
    ] {
        world.on(when);
        earned.push(world.earn("help", "ann", "e1", minutes));
    }
    assert_eq!(earned, [2, 0, 3, 3, 3]);
    assert_eq!(world.balance("person:ann"), 11);
    assert_eq!(world.balance("fund:east"), -11);
    world.folds_again();
}

#[test]
fn amounts_by_quantity_are_rounded_as_the_rulebook_says() {
    let per = |rounding| Amount::PerQuantity {
        points: 2,
        each: crate::rulebook::Quantity {
            number: 60,
            unit: "minutes".into(),
        },
        rounding,
    };
    let table = Amount::Table(vec![
        TableRow { from: 10, points: 1 },
        TableRow { from: 50, points: 4 },
    ]);
    for (amount, quantity, points) in [
        (per(Rounding::Down), 59, 1),
        (per(Rounding::Up), 61, 3),
        (per(Rounding::Nearest), 44, 1),
        (per(Rounding::Nearest), 45, 2),
        (table.clone(), 9, 0),
        (table.clone(), 49, 1),
        (table, 50, 4),
        (Amount::Fixed(7), 3, 7),
    ] {
        let found = crate::points::decide::weigh::amount(&rule(amount.clone(), &[]), quantity);
        assert_eq!(found, points, "{amount:?} of {quantity}");
    }
}

#[test]
fn points_last_as_long_as_the_rulebook_says() {
    for (expiry, from, last) in [
        (Expiry::Never, "2025-03-01", None),
        (Expiry::EndOfYear(0), "2025-03-01", Some("2025-12-31")),
        (Expiry::EndOfYear(1), "2025-03-01", Some("2026-12-31")),
        (Expiry::Months(1), "2025-01-31", Some("2025-02-28")),
        (Expiry::Months(12), "2024-02-29", Some("2025-02-28")),
        (Expiry::Days(10), "2025-02-25", Some("2025-03-07")),
    ] {
        let found = crate::points::decide::weigh::expires(expiry, day(from));
        assert_eq!(found, last.map(day), "{expiry:?} from {from}");
    }
}

#[test]
fn a_bulk_entry_is_answered_line_by_line_and_later_lines_see_earlier_ones() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    let deeds = vec![
        deed("help", "ann", "e1").quantity(180),
        deed("help", "ann", "e1").quantity(180),
        deed("dancing", "ann", "e1"),
        deed("help", "ann", "e1").quantity(180),
        deed("help", "ann", "e1").quantity(180),
        deed("rare", "ann", "e1"),
        deed("rare", "ann", "e1"),
        deed("paid", "ann", "e1"),
        deed("paid", "ben", "e2"),
        deed("paid", "cid", "e1"),
        deed("paid", "cid", "e1"),
        deed("paid", "cid", "w1"),
        deed("reviewed", "ann", "e1"),
    ];
    let events = world.must("boss", AwardAll { deeds });
    assert_eq!(
        words(&events),
        [
            "3",
            "3",
            "P301",
            "2",
            "CapReached { most: 8 }",
            "2",
            "Cooldown { until: 2025-03-09 }",
            "4",
            "4",
            "2",
            "BudgetUsed { budget: 10 }",
            "4",
            "waits"
        ]
    );
    world.folds_again();
}

#[test]
fn a_cooldown_looks_both_ways() {
    let mut world = World::new(false);
    world.on("2025-03-10 12:00");
    assert_eq!(world.earn("rare", "ann", "e1", 1), 2);
    let mut late = deed("rare", "ann", "e1");
    late.occurred = Some(at("2025-03-08 12:00"));
    world.on("2025-03-11 12:00");
    assert_eq!(
        words(&world.must("boss", Award { deed: late })),
        ["Cooldown { until: 2025-03-18 }"]
    );
    world.on("2025-03-17 12:00");
    assert_eq!(
        world.earn("rare", "ann", "e1", 1),
        0,
        "six whole days lie between"
    );
    world.on("2025-03-18 12:00");
    assert_eq!(world.earn("rare", "ann", "e1", 1), 2, "seven do");
}

#[test]
fn a_deed_waits_for_review_and_is_weighed_when_it_is_approved() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    let submit = |world: &mut World| {
        let deed = deed("reviewed", "ann", "e1");
        match &world.must("worker", Award { deed })[..] {
            [Event::Submitted { award, .. }] => award.clone(),
            other => panic!("{other:?}"),
        }
    };
    let [first, second, third] = [(); 3].map(|()| submit(&mut world));
    let review = |award, approve| Review { award, approve };
    world.on("2025-03-04 09:00");
    assert_eq!(
        world.refused("worker", review(first.clone(), true)),
        "not_allowed"
    );
    assert_eq!(words(&world.must("lead", review(first.clone(), true))), ["5"]);
    assert_eq!(
        words(&world.must("lead", review(second, true))),
        ["CapReached { most: 5 }"]
    );
    assert_eq!(
        words(&world.must("boss", review(third.clone(), false))),
        ["TurnedDown"]
    );
    assert_eq!(world.refused("lead", review(first, false)), "already_reviewed");
    assert_eq!(world.refused("lead", review(third, true)), "already_reviewed");
    assert_eq!(world.ledger().awaiting_review().count(), 0);
    let lots = world.ledger().lots(&account("person:ann"));
    assert_eq!(
        lots[0].day,
        day("2025-03-01"),
        "the day is the deed's, not the review's"
    );
    world.folds_again();
}

#[test]
fn a_household_pools_what_its_members_earn_while_they_belong_to_it() {
    let mut world = World::new(true);
    let join = |person| Join {
        household: id("h1"),
        person: id(person),
        unit: id("e1"),
        from: day("2025-03-01"),
    };
    world.on("2025-03-01 08:00").must("worker", join("ann"));
    world.must("worker", join("ben"));
    assert_eq!(world.earn("family", "ann", "e1", 1), 3);
    assert_eq!(world.earn("family", "ben", "e1", 1), 3);
    assert_eq!(
        world.earn("family", "ann", "e1", 1),
        1,
        "seven a month for the two of them"
    );
    assert_eq!(world.earn("help", "ann", "e1", 600), 3);
    assert_eq!(
        world.earn("help", "ben", "e1", 600),
        3,
        "a person's cap counts that person inside the pool"
    );
    assert_eq!(world.balance("household:h1"), 13);

    world.on("2025-03-03 08:00");
    world.must(
        "ben",
        Leave {
            household: id("h1"),
            person: id("ben"),
            until: day("2025-03-03"),
        },
    );
    assert_eq!(
        world.earn("family", "ben", "e1", 1),
        3,
        "alone again, he counts alone"
    );
    assert_eq!(world.balance("person:ben"), 3);
    assert_eq!(world.balance("household:h1"), 13);
    world.folds_again();
}

#[test]
fn a_correction_takes_back_what_is_unspent_and_leaves_nobody_below_zero() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    let deed = deed("gift", "ann", "e1");
    let Event::Awarded { award, .. } = world.must("worker", Award { deed })[0].clone() else {
        panic!()
    };
    let towel = Redeem {
        reward: id("towel"),
        pieces: 1,
        unit: id("east"),
        person: None,
    };
    let hold = |events: Vec<Event>| match &events[..] {
        [Event::Held { hold, .. }] => hold.clone(),
        other => panic!("{other:?}"),
    };
    let spent = hold(world.must("ann", towel.clone()));
    world.must("shop", crate::points::Capture { hold: spent });
    let held = hold(world.must("ann", towel));

    let correct = Correct { award };
    assert_eq!(world.refused("worker", correct.clone()), "needs_reason");
    let stamp = World::with_reason(world.stamp("worker"));
    let events = world.ask(stamp, correct.clone()).unwrap();
    assert!(matches!(
        events[..],
        [Event::Corrected {
            taken_back: 1,
            on_hold: 2,
            shortfall: 2,
            ..
        }]
    ));
    assert_eq!(world.balance("person:ann"), 0);
    assert_eq!(world.balance("fund:east"), -4, "what is spent the fund bears");
    world.must("ann", Void { hold: held });
    assert_eq!(world.balance("fund:east"), -2);
    assert_eq!(world.balance("person:ann"), 0);
    let stamp = World::with_reason(world.stamp("worker"));
    assert_eq!(world.ask(stamp, correct).unwrap_err().name(), "already_corrected");
    world.folds_again();
}

#[test]
fn a_corrected_award_counts_for_no_cap_and_gives_its_budget_back() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    for rule in ["rare", "paid"] {
        let deed = deed(rule, "ann", "e1");
        let Event::Awarded { award, .. } = world.must("worker", Award { deed })[0].clone() else {
            panic!()
        };
        let stamp = World::with_reason(world.stamp("worker"));
        world.ask(stamp, Correct { award }).unwrap();
    }
    assert_eq!(world.earn("rare", "ann", "e1", 1), 2);
    assert_eq!([0, 1, 2].map(|_| world.earn("paid", "ann", "e1", 1)), [4, 4, 2]);
}

#[test]
fn a_new_yearly_cap_and_a_new_budget_count_the_whole_year() {
    let mut world = World::new(false);
    for month in 1..=6 {
        world.on(&format!("2025-0{month}-05 12:00"));
        assert_eq!(world.earn("help", "ann", "e1", 180), 3);
        assert_eq!(world.earn("gift", "ann", "e1", 1), 5);
    }
    let mut rules = points(false);
    rules
        .rules
        .get_mut("help")
        .unwrap()
        .caps
        .push(cap(20, PerPeriod::Year, Purse::Person));
    rules.rules.get_mut("gift").unwrap().budget = Some(32);
    world.on("2025-06-30 12:00").must(
        "admin",
        Adopt {
            bundle: Arc::new(bundle("2025-07-01", Some(rules))),
        },
    );
    world.on("2025-07-05 12:00");
    assert_eq!(
        world.earn("help", "ann", "e1", 180),
        2,
        "18 were earned before the cap was thought of"
    );
    assert_eq!(
        world.earn("gift", "ben", "e1", 1),
        2,
        "30 were issued before there was a budget"
    );
    world.on("2026-01-01 00:00");
    assert_eq!(world.earn("help", "ann", "e1", 180), 3);
    world.folds_again();
}

#[test]
fn a_case_may_earn_and_nothing_vetoes_it() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    let earned = |rule: &str, unit: &str, n| Earned {
        award: crate::AwardId::new(format!("case-{n}")).unwrap(),
        case: id("case"),
        rule: id(rule),
        person: id("worker"),
        earner: Earner::Holder,
        unit: id(unit),
        at: world.now(),
    };
    let all = [
        earned("paid", "e1", 1),
        earned("paid", "e1", 2),
        earned("paid", "e1", 3),
        earned("paid", "e1", 4),
        earned("dancing", "e1", 5),
        earned("county", "e1", 6),
        earned("reviewed", "e1", 7),
    ];
    let rules = bundle("2025-01-01", Some(points(false)));
    let events = world
        .ledger()
        .earned(&rules, &world.state.grid, world.now(), &all);
    let events: Vec<Event> = events.into_iter().map(|scoped| scoped.event).collect();
    assert_eq!(
        words(&events),
        [
            "4",
            "4",
            "2",
            "BudgetUsed { budget: 10 }",
            "NoRule",
            "NoFund",
            "waits"
        ]
    );
}
