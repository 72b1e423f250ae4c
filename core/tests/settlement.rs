//! Time is settled first: nothing depends on how often anyone looks. Tests the promise *settled-first*.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::result_large_err,
    reason = "a test stops at the first surprise"
)]

mod common;

use common::*;
use linli::rulebook::{
    Action, AtTop, ClockRule, Effect, Extended, Link, OnOverdue, Procedure, Spawn, StateKind, Who,
};
use linli::{ActionId, Instant, Meta};
use proptest::prelude::*;

const STATES: [&str; 4] = ["registered", "handling", "answered", "closed"];
const ACTIONS: [&str; 5] = ["a0", "a1", "a2", "a3", "a4"];

fn on_overdue() -> impl Strategy<Value = OnOverdue> {
    prop_oneof![
        Just(OnOverdue::Flag),
        Just(OnOverdue::Remind),
        (0..ACTIONS.len()).prop_map(|i| acts(ACTIONS[i])),
    ]
}

fn any_clock() -> impl Strategy<Value = Option<linli::rulebook::ClockRule>> {
    let limits = prop_oneof![
        Just("1 minute"),
        Just("7 minutes"),
        Just("3 hours"),
        Just("2 days")
    ];
    let warns = prop_oneof![Just("5 minutes"), Just("2 hours"), Just("3 days")];
    proptest::option::weighted(
        0.8,
        (limits, warns, on_overdue()).prop_map(|(limit, warn, what)| warned(limit, warn, what).unwrap()),
    )
}

fn spawn(link: Link, after: Option<&str>) -> Effect {
    Effect::Spawn(Spawn {
        matter: id("parking"),
        link,
        each: false,
        after: after.map(limit),
    })
}

fn any_action() -> impl Strategy<Value = Action> {
    let effects = prop_oneof![
        Just(vec![]),
        Just(vec![Effect::Escalate]),
        Just(vec![Effect::Return]),
        Just(vec![Effect::Take]),
        Just(vec![Effect::Pause(limit("20 minutes"))]),
        Just(vec![Effect::Pause(limit("2 days"))]),
        Just(vec![Effect::Resume]),
        Just(vec![Effect::Extend {
            by: limit("30 minutes"),
            clock: Extended::Both,
            most: 3
        }]),
        Just(vec![spawn(Link::Part, None)]),
        Just(vec![
            spawn(Link::Follows, Some("40 minutes")),
            Effect::Mark(id("seen"))
        ]),
        Just(vec![
            Effect::Pause(limit("1 hour")),
            spawn(Link::Follows, Some("1 day"))
        ]),
    ];
    let from = proptest::sample::subsequence(STATES.to_vec(), 1..=4);
    (
        from,
        proptest::option::of(0..STATES.len()),
        effects,
        any::<bool>(),
    )
        .prop_map(|(from, to, does, stay)| Action {
            does,
            at_top: if stay { AtTop::Stay } else { AtTop::Refuse },
            ..action("x", &from, to.map(|i| STATES[i]), &[Who::Anyone, Who::System])
        })
}

fn by_system(clock: &ClockRule) -> Option<ActionId> {
    match &clock.on_overdue {
        OnOverdue::Act(action) => Some(action.clone()),
        _ => None,
    }
}

/// Any procedure at all, also such as no rulebook would let through: loops of the system, limits of nothing. But the system
/// alone begins no cases: they would begin one another until no memory is left (`L0425`).
fn any_procedure() -> impl Strategy<Value = Procedure> {
    let clocks = proptest::collection::vec(any_clock(), 4);
    let actions = proptest::collection::vec(any_action(), ACTIONS.len());
    (clocks, any_clock(), actions).prop_map(|(clocks, case_clock, actions)| {
        let kinds = [
            StateKind::Open,
            StateKind::Open,
            StateKind::Waiting,
            StateKind::Closed,
        ];
        let clocks: Vec<Option<ClockRule>> = clocks;
        let taken: Vec<ActionId> = clocks
            .iter()
            .chain([&case_clock])
            .flatten()
            .filter_map(by_system)
            .collect();
        let states = STATES.iter().zip(kinds).zip(clocks);
        Procedure {
            clock: case_clock,
            initial: id("registered"),
            states: states
                .map(|((name, kind), clock)| (id(name), state(kind, clock)))
                .collect(),
            actions: ACTIONS
                .iter()
                .zip(actions)
                .map(|(name, mut action)| {
                    let name: ActionId = id(name);
                    if taken.contains(&name) {
                        action.does.retain(|effect| !matches!(effect, Effect::Spawn(_)));
                    }
                    (name, action)
                })
                .collect(),
            ..request()
        }
    })
}

/// A day in minutes: when things are done, and when somebody merely looks.
fn instants(n: usize) -> impl Strategy<Value = Vec<Instant>> {
    proptest::collection::vec(0i64..1440, n).prop_map(|mut minutes| {
        minutes.sort_unstable();
        let start = at("2025-03-03 09:00");
        minutes
            .into_iter()
            .map(|minute| start.plus_millis(minute * 60_000))
            .collect()
    })
}

#[derive(Clone, Debug)]
struct Life {
    procedure: Procedure,
    /// When, which case, which action, and by how many minutes it is entered late.
    acts: Vec<(Instant, usize, usize, i64)>,
    looks: Vec<Instant>,
}

fn any_life() -> impl Strategy<Value = Life> {
    let what = proptest::collection::vec((0..3usize, 0..ACTIONS.len(), 0..90i64), 6);
    (any_procedure(), instants(6), what, instants(12)).prop_map(|(procedure, times, what, looks)| Life {
        procedure,
        acts: times
            .into_iter()
            .zip(what)
            .map(|(at, (case, action, late))| (at, case, action, late))
            .collect(),
        looks,
    })
}

/// Lives a day; `looks` settles at those instants besides.
fn live(life: &Life, looks: &[Instant]) -> Town {
    let mut town = Town::new(bundle(life.procedure.clone()));
    let cases = ["grid-07", "b-12", "guandao"].map(|unit| town.register("2025-03-03 08:00", "p17", unit));
    let mut looks = looks.iter().copied().peekable();
    for (time, case, action, late) in &life.acts {
        while let Some(look) = looks.next_if(|look| look <= time) {
            town.settle(look);
        }
        let meta = Meta::new(id("w03"), *time).occurred(time.plus_millis(-late * 60_000));
        let action: ActionId = id(ACTIONS[*action]);
        let _ = town.act(meta, linli::cases::Act::new(cases[*case].clone(), action));
    }
    for look in looks {
        town.settle(look);
    }
    town.settle(at("2025-03-05 00:00"));
    town
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Cadence invariance: whoever looks in between, the same happens in the same order.
    #[test]
    fn settling_often_is_settling_once(life in any_life()) {
        let once = live(&life, &[]);
        let often = live(&life, &life.looks);
        prop_assert_eq!(&once.log, &often.log);
        prop_assert!(once.state == often.state);
        once.check();
    }

    /// Every step takes away what was due and starts nothing that has ended already, so settling comes to an end.
    #[test]
    fn settling_ends_and_never_goes_back_in_time(procedure in any_procedure()) {
        let mut town = Town::new(bundle(procedure));
        town.register("2025-03-03 08:00", "p17", "b-12");
        let mut last = at("2025-03-03 08:00");
        while let Some(due) = town.state.next_due().filter(|due| due.at <= at("2025-03-04 08:00")) {
            prop_assert!(due.at >= last);
            last = due.at;
            town.settle(due.at);
            prop_assert!(town.state.next_due().is_none_or(|next| next.at > last));
        }
        town.check();
    }
}
