//! Who has a case, who may act on it, and who may not.

use crate::kit::*;
use linli::cases::{Act, Register};
use linli::rulebook::{Effect, Fallback, Link, Nearby, Spawn};

use linli::*;

#[test]
fn who_handled_a_case_does_not_rate_it_in_the_requesters_name() {
    let (mut town, case) = play(
        "grid-07",
        &[
            ("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03"),
            ("03 11:00", "w03", "answer", "answered grid-worker@grid-07:w03"),
        ],
    );
    let mut rates = |by: &str| {
        let meta = texts(by, "2025-03-03 11:01").on_behalf_of(id("p17"));
        let close = Act {
            rating: Some(5),
            ..Act::new(case.clone(), id("close"))
        };
        town.act(meta, close)
    };
    let refusal = rates("w03").unwrap_err();
    assert_eq!(refusal.name(), "not_allowed");
    let (en, zh) = (refusal.explain(Lang::En), refusal.explain(Lang::Zh));
    assert!(
        en.contains("nobody rates their own work in the requester's name"),
        "{en}"
    );
    assert!(zh.contains("不得代诉求人评价自己的办理"), "{zh}");
    rates("d01").unwrap();
}

#[test]
fn who_handed_a_case_over_does_not_rate_it_in_the_requesters_name_either() {
    let (mut town, case) = play(
        "grid-07",
        &[
            ("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03"),
            ("03 11:00", "w03", "escalate", "registered duty-desk@guandao"),
            ("03 11:10", "d01", "accept", "handling duty-desk@guandao:d01"),
            ("03 12:00", "d01", "answer", "answered duty-desk@guandao:d01"),
        ],
    );
    let mut rates = |by: &str| {
        let close = Act {
            rating: Some(5),
            ..Act::new(case.clone(), id("close"))
        };
        town.act(texts(by, "2025-03-03 13:00").on_behalf_of(id("p17")), close)
    };
    assert_eq!(rates("w03").unwrap_err().name(), "not_allowed");
    rates("w04").unwrap();
}

#[test]
fn the_first_who_was_asked_keeps_the_duty_until_another_can_take_it() {
    let (mut town, case) = play(
        "guandao",
        &[("03 10:00", "d01", "accept", "handling duty-desk@guandao:d01")],
    );
    assert_eq!(
        town.does("2025-03-03 11:00", "d02", &case, "note")
            .unwrap_err()
            .name(),
        "not_allowed"
    );
    town.leave("d01", "2025-03-05");
    town.does("2025-03-06 11:00", "d02", &case, "answer").unwrap();
    assert_eq!(town.stands(&case), "answered duty-desk@guandao:d02");
    town.check();
}

#[test]
fn a_stand_in_answers_for_a_vacant_post() {
    let mut rules = bundle(request());
    rules.posts.get_mut("grid-worker").unwrap().when_vacant = vec![Fallback {
        post: id("grid-worker"),
        nearby: Nearby::Sibling,
    }];
    let mut town = Town::new(rules);
    town.leave("w03", "2025-03-01");
    let case = town.register("2025-03-03 09:00", "p17", "grid-07");
    let accept = Act::new(case.clone(), id("accept"));
    let as_desk = Capacity::Post {
        post: id("grid-worker"),
        unit: id("grid-08"),
    };
    town.act(texts("w04", "2025-03-03 10:00").capacity(as_desk), accept)
        .unwrap();
    assert_eq!(town.stands(&case), "handling grid-worker@grid-07:w04");
}

#[test]
fn only_the_capacity_named_counts() {
    let mut town = town();
    let case = town.register("2025-03-03 09:00", "w03", "grid-07");
    let accept = || Act::new(case.clone(), id("accept"));
    let post = |unit: &str| Capacity::Post {
        post: id("grid-worker"),
        unit: id(unit),
    };
    let mut accepts = |capacity| {
        let meta = texts("w03", "2025-03-03 10:00").capacity(capacity);
        town.act(meta, accept())
            .map(|_| ())
            .map_err(|refusal| refusal.name())
    };
    assert_eq!(accepts(Capacity::Resident), Err("not_allowed"));
    assert_eq!(accepts(post("grid-08")), Err("capacity_not_held"));
    assert_eq!(accepts(post("grid-07")), Ok(()));
}

#[test]
fn the_requester_is_the_one_on_whose_behalf_it_was_raised() {
    let mut town = town();
    let meta = Meta::new(id("w03"), at("2025-03-03 09:00")).on_behalf_of(id("p17"));
    town.execute(meta, Register::new(id("parking"), id("grid-07")).into())
        .unwrap();
    let (case, raised) = town
        .state
        .cases
        .iter()
        .next()
        .map(|(id, case)| (id.clone(), case.clone()))
        .unwrap();
    assert_eq!((raised.requester, raised.by), (Some(id("p17")), Some(id("w03"))));
    town.does("2025-03-03 10:00", "w03", &case, "accept").unwrap();
    town.does("2025-03-03 11:00", "w03", &case, "answer").unwrap();
    assert_eq!(
        town.rates("2025-03-03 12:00", "w03", &case, 5)
            .unwrap_err()
            .name(),
        "not_allowed"
    );
    let act = Act {
        rating: Some(4),
        ..Act::new(case.clone(), id("close"))
    };
    town.act(texts("d01", "2025-03-03 12:00").on_behalf_of(id("p17")), act)
        .unwrap();
    assert_eq!(town.case(&case).rating, Some(4));
}

#[test]
fn what_somebody_may_do_depends_on_state_time_and_person() {
    let (mut town, case) = play(
        "grid-07",
        &[("03 10:00", "w03", "accept", "handling grid-worker@grid-07:w03")],
    );
    let may = |town: &Town, who: &str, time: &str| {
        let State {
            cases,
            grid,
            editions,
            ..
        } = &town.state;
        let may = cases.may(grid, editions, &case, &id(who), at(time));
        may.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        may(&town, "w03", "2025-03-03 11:00"),
        "answer escalate note return transfer"
    );
    assert_eq!(may(&town, "d01", "2025-03-03 11:00"), "inspect");
    assert_eq!(may(&town, "p17", "2025-03-03 11:00"), "");
    town.does("2025-03-03 11:00", "w03", &case, "answer").unwrap();
    town.rates("2025-03-03 12:00", "p17", &case, 2).unwrap();
    assert_eq!(may(&town, "p17", "2025-03-17 12:00"), "reopen");
    assert_eq!(may(&town, "p17", "2025-03-19 12:00"), "");
}

#[test]
fn what_nobody_handles_stays_with_the_post_that_has_the_other_case_and_is_taken_by_nobody() {
    let mut procedure = request();
    let spawn = Spawn {
        matter: id("orphan"),
        link: Link::Follows,
        each: false,
        after: None,
    };
    procedure.actions.get_mut("note").unwrap().does = vec![Effect::Spawn(spawn)];
    let mut town = Town::new(bundle(procedure));
    // Only grids handle an orphan.
    let case = town.register("2025-03-03 09:00", "p17", "guandao");
    town.does("2025-03-03 09:10", "d01", &case, "accept").unwrap();
    town.does("2025-03-03 09:20", "d01", &case, "note").unwrap();
    assert_eq!(town.stands(&case), "handling duty-desk@guandao:d01");
    let follows = town.case(&case).begun()[0].clone();
    assert_eq!(town.stands(&follows), "registered duty-desk@guandao");
    town.check();
}
