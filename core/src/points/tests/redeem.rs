//! What points are exchanged for.

use super::world::*;
use crate::HoldId;
use crate::points::{Award, Capture, Event, Join, Redeem, Restock, Status, Void};

fn redeem(reward: &str, pieces: u32) -> Redeem {
    Redeem {
        reward: id(reward),
        pieces,
        unit: id("east"),
        person: None,
    }
}

fn hold(events: &[Event]) -> HoldId {
    match events {
        [Event::Held { hold, .. }] => hold.clone(),
        other => panic!("{other:?}"),
    }
}

fn restock(reward: &str, pieces: i64) -> Restock {
    Restock {
        reward: id(reward),
        unit: id("east"),
        pieces,
    }
}

#[test]
fn points_and_stock_are_set_aside_handed_out_and_given_back() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00").must("shop", restock("soap", 2));
    world.earn("gift", "ann", "e1", 1);
    world.earn("gift", "ann", "e1", 1);
    assert_eq!(world.refused("ann", redeem("soap", 3)), "not_enough_stock");
    assert_eq!(world.refused("ann", redeem("soap", 4)), "not_enough_points");
    let first = hold(&world.must("ann", redeem("soap", 2)));
    assert_eq!(world.ledger().stock(&id("soap"), &id("east")), 0);
    assert_eq!([world.balance("person:ann"), world.balance("held")], [4, 6]);
    assert_eq!(
        world.refused("ann", Capture { hold: first.clone() }),
        "not_allowed"
    );
    assert_eq!(
        world.refused("shop-w", Capture { hold: first.clone() }),
        "not_allowed"
    );
    world.must("ann", Void { hold: first.clone() });
    assert_eq!(world.refused("shop", Capture { hold: first }), "hold_ended");
    assert_eq!([world.balance("person:ann"), world.balance("held")], [10, 0]);
    let second = hold(&world.must("ann", redeem("soap", 1)));
    world.must("shop", Capture { hold: second.clone() });
    assert_eq!(world.balance("redeemed"), 3);
    assert_eq!(world.ledger().stock(&id("soap"), &id("east")), 1);
    assert_eq!(world.ledger().hold(&second).unwrap().status, Status::Captured);

    let third = hold(&world.must("ann", redeem("soap", 1)));
    world.on("2025-03-20 00:00");
    assert_eq!(world.ledger().hold(&third).unwrap().status, Status::Expired);
    assert_eq!(world.balance("person:ann"), 7);
    assert_eq!(world.ledger().stock(&id("soap"), &id("east")), 1);
    world.folds_again();
}

#[test]
fn what_expires_first_is_spent_first() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    world.earn("gift", "ann", "e1", 1);
    world.on("2025-03-02 18:00");
    world.earn("short", "ann", "e1", 1);
    world.must("ann", redeem("towel", 3));
    let left: Vec<u64> = world
        .ledger()
        .lots(&account("person:ann"))
        .iter()
        .map(|lot| lot.left)
        .collect();
    assert_eq!(left, [3], "the four short-lived ones went first");
}

#[test]
fn points_past_their_date_cannot_be_spent_nor_come_back_but_what_was_held_in_time_is_fetched() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    world.earn("short", "ann", "e1", 1);
    world.on("2025-03-11 23:59");
    let [given_up, fetched] = [(); 2].map(|()| hold(&world.must("ann", redeem("towel", 1))));
    world.on("2025-03-12 00:00");
    assert_eq!(world.refused("ann", redeem("towel", 1)), "not_enough_points");
    world.must("ann", Void { hold: given_up });
    assert_eq!([world.balance("expired"), world.balance("person:ann")], [2, 0]);
    world.must("shop", Capture { hold: fetched });
    assert_eq!(world.balance("redeemed"), 2);
    world.folds_again();
}

#[test]
fn a_lot_lapses_as_its_last_day_ends() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    world.earn("short", "ann", "e1", 1);
    world.on("2025-03-11 23:59");
    assert_eq!([world.balance("expired"), world.balance("person:ann")], [0, 4]);
    world.on("2025-03-12 00:00");
    assert_eq!([world.balance("expired"), world.balance("person:ann")], [4, 0]);
}

#[test]
fn unswept_points_past_their_date_cannot_be_spent_either() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    world.earn("short", "ann", "e1", 1);
    let mut stamp = world.stamp("ann");
    stamp.recorded = at("2025-03-12 00:00");
    let refusal = world.ask(stamp, redeem("towel", 1)).unwrap_err();
    assert_eq!(refusal.name(), "not_enough_points");
}

#[test]
fn the_counter_acts_for_others_a_member_for_the_pool_and_a_stranger_for_nobody() {
    let mut world = World::new(true);
    world.on("2025-03-01 18:00");
    world.earn("gift", "ann", "e1", 1);
    for person in ["ann", "ben"] {
        let (household, person) = (id("h1"), id(person));
        world.must(
            "worker",
            Join {
                household,
                person,
                unit: id("e1"),
                from: day("2025-03-01"),
            },
        );
    }
    world.earn("gift", "ann", "e1", 1);
    let for_ann = |reward| Redeem {
        person: Some(id("ann")),
        ..redeem(reward, 1)
    };
    assert_eq!(world.refused("cid", for_ann("towel")), "not_allowed");
    assert_eq!(world.refused("shop-w", for_ann("towel")), "not_allowed");
    world.must("shop", for_ann("towel"));
    assert_eq!(
        [world.balance("household:h1"), world.balance("person:ann")],
        [3, 5],
        "the pool comes first"
    );
    assert_eq!(
        world.refused(
            "ben",
            Redeem {
                pieces: 2,
                ..for_ann("towel")
            }
        ),
        "not_enough_points"
    );
    let events = world.must("ann", redeem("towel", 2));
    assert!(matches!(&events[..], [Event::Held { account: paid, .. }] if paid == &account("person:ann")));
    let stamp = World::as_resident(world.stamp("shop"));
    assert_eq!(
        world.ask(stamp, for_ann("towel")).unwrap_err().name(),
        "not_allowed"
    );
    world.folds_again();
}

#[test]
fn a_limit_counts_what_was_not_given_back_by_person_or_household() {
    let mut world = World::new(true);
    world.on("2025-03-01 18:00").must("shop", restock("rice", 9));
    for person in ["ann", "ben"] {
        let (household, person) = (id("h1"), id(person));
        world.must(
            "worker",
            Join {
                household,
                person,
                unit: id("e1"),
                from: day("2025-03-01"),
            },
        );
    }
    for _ in 0..6 {
        world.earn("gift", "ann", "e1", 1);
    }
    let first = hold(&world.must("ann", redeem("rice", 1)));
    let fetched = hold(&world.must("ben", redeem("rice", 1)));
    world.must("shop", Capture { hold: fetched });
    assert_eq!(world.refused("ann", redeem("rice", 1)), "limit_reached");
    world.must("ann", Void { hold: first });
    world.must("ben", redeem("rice", 1));
    assert_eq!(world.refused("ben", redeem("rice", 1)), "limit_reached");
    world.on("2025-03-31 23:59");
    assert_eq!(
        world.refused("ann", redeem("rice", 2)),
        "limit_reached",
        "one was fetched, one came back unfetched"
    );
    world.on("2025-04-01 00:00").must("ann", redeem("rice", 2));
    world.must("ann", redeem("leaflet", 1));
}

#[test]
fn what_costs_nothing_goes_to_anybody() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    let leaflet = hold(&world.must("newcomer", redeem("leaflet", 1)));
    world.must("shop", Capture { hold: leaflet });
    world.folds_again();
}

#[test]
fn the_books_can_be_read() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    world.earn("gift", "ann", "e1", 1);
    world.earn("paid", "ann", "w1", 1);
    world.must(
        "worker",
        Award {
            deed: deed("short", "ann", "e1"),
        },
    );
    world.must("ann", redeem("towel", 1));
    let ledger = world.ledger();
    let balances: Vec<String> = ledger
        .trial_balance()
        .iter()
        .map(|(account, points)| format!("{account} {points}"))
        .collect();
    assert_eq!(
        balances,
        ["person:ann 11", "fund:east -9", "fund:west -4", "held 2"]
    );
    let liability: Vec<String> = ledger
        .liability()
        .iter()
        .map(|(month, points)| format!("{:?} {points}", month.map(|month| (month.year, month.month))))
        .collect();
    assert_eq!(liability, ["Some((2025, 3)) 2", "Some((2026, 12)) 9"]);
    let budgets = ledger.budget_use(&points(false), 2025);
    let paid = budgets.iter().find(|used| used.budget.is_some()).unwrap();
    assert_eq!(
        (paid.fund.as_str(), paid.issued, paid.budget),
        ("west", 4, Some(10))
    );
}
