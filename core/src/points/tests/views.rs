//! Passbook and books agree with the ledger whatever happened.

use super::oracle::any_story;
use super::world::*;
use crate::points::{AccountId, Capture, Event, Redeem};
use crate::views::{Books, Entry, Statement};
use crate::{Date, Instant};
use proptest::prelude::*;

fn events(world: &World) -> impl Iterator<Item = (Instant, &Event)> {
    world.events.iter().filter_map(|(recorded, event)| match event {
        crate::Event::Points(event) => Some((*recorded, event)),
        _ => None,
    })
}

fn statement(world: &World, name: &str, from: Date, to: Date) -> Statement {
    Statement::of(
        &account(name),
        &crate::calendar::Zone::shanghai(),
        from,
        to,
        events(world),
    )
}

#[test]
fn a_statement_opens_where_the_one_before_closed() {
    let mut world = World::new(false);
    world.on("2025-03-01 18:00");
    world.earn("short", "ann", "e1", 1);
    world.on("2025-04-01 09:00");
    world.earn("gift", "ann", "e1", 1);
    let towel = Redeem {
        reward: id("towel"),
        pieces: 1,
        unit: id("east"),
        person: None,
    };
    let Event::Held { hold, .. } = world.must("ann", towel)[0].clone() else {
        panic!()
    };
    world.must("shop", Capture { hold });
    let march = statement(&world, "person:ann", day("2025-03-01"), day("2025-03-31"));
    let april = statement(&world, "person:ann", day("2025-04-01"), day("2025-04-30"));
    assert_eq!(
        (march.opening, march.closing, april.opening, april.closing),
        (0, 0, 0, 3)
    );
    let points = |statement: &Statement| statement.lines.iter().map(|line| line.points).collect::<Vec<_>>();
    assert_eq!(points(&march), [4, -4]);
    assert_eq!(
        march.lines[1].day,
        day("2025-03-12"),
        "it lapsed as the eleventh ended"
    );
    assert_eq!(points(&april), [5, -2, 0]);
    assert!(matches!(april.lines[2].entry, Entry::HandedOut { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn statements_and_books_agree_with_the_ledger(world in any_story()) {
        let (first, last) = (day("2025-01-01"), day("2099-01-01"));
        for name in ["person:ann", "person:ben", "household:h1"] {
            let whole = statement(&world, name, first, last);
            prop_assert_eq!(whole.closing, world.balance(name));
            let middle = day("2025-02-01");
            let (before, after) = (statement(&world, name, first, middle.pred_opt().unwrap()), statement(&world, name, middle, last));
            prop_assert_eq!(before.closing, after.opening);
            prop_assert_eq!(before.lines.len() + after.lines.len(), whole.lines.len());
        }
        let books = Books::of(world.ledger(), &crate::calendar::Zone::shanghai(), events(&world));
        let owed = books.trial_balance.iter().filter(|(account, _)| {
            matches!(account, AccountId::Person(_) | AccountId::Household(_) | AccountId::Held)
        });
        let owed: i64 = owed.map(|(_, points)| points).sum();
        prop_assert_eq!(books.months.values().last().map_or(0, |month| month.outstanding) as i64, owed);
        let expired: u64 = books.months.values().map(|month| month.expired).sum();
        prop_assert_eq!(expired as i64, world.balance("expired"));
        let spent: u64 = books.months.values().map(|month| month.spent).sum();
        prop_assert_eq!(spent as i64, world.balance("redeemed"));
    }
}
