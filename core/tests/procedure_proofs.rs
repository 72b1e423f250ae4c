//! What loading proves holds for whatever is lived: a procedure that passes can always be brought to an end, and one with a
//! defect never passes.
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

use std::collections::{BTreeSet, VecDeque};

use common::*;
use linli::cases::{Act, What};
use linli::rulebook::{
    Action, AtTop, Bundle, Effect, Extended, Link, Need, OnOverdue, Procedure, Spawn, StateKind, Who,
};
use linli::{CaseId, Meta, State};
use proptest::prelude::*;

const OPEN: [&str; 4] = ["registered", "one", "two", "three"];
const ACTIONS: [&str; 7] = ["a0", "a1", "a2", "a3", "a4", "a5", "a6"];

fn who() -> impl Strategy<Value = Vec<Who>> {
    let one = prop_oneof![
        4 => Just(Who::Holder),
        2 => Just(Who::Requester),
        1 => Just(Who::Post(id("duty-desk"))),
        1 => Just(Who::Post(id("grid-worker"))),
        2 => Just(Who::System),
        1 => Just(Who::Named(id("clerk"))),
        1 => Just(Who::Origin),
    ];
    proptest::collection::vec(one, 1..3).prop_map(|mut who| {
        who.sort();
        who.dedup();
        who
    })
}

fn needs() -> impl Strategy<Value = Vec<Need>> {
    prop_oneof![
        6 => Just(vec![]),
        1 => Just(vec![Need::Rating]),
        1 => Just(vec![Need::RatedAtMost(2)]),
        2 => Just(vec![Need::Mark(id("seen"))]),
        1 => Just(vec![Need::Mark(id("clerk"))]),
    ]
}

fn does() -> impl Strategy<Value = Vec<Effect>> {
    let another = Effect::Spawn(Spawn {
        matter: id("parking"),
        link: Link::Follows,
        each: false,
        after: None,
    });
    prop_oneof![
        6 => Just(vec![]),
        2 => Just(vec![Effect::Escalate]),
        1 => Just(vec![Effect::Take]),
        1 => Just(vec![Effect::Return]),
        1 => Just(vec![Effect::Pause(limit("3 hours"))]),
        1 => Just(vec![Effect::Resume]),
        1 => Just(vec![Effect::Extend { by: limit("1 day"), clock: Extended::Both, most: 1 }]),
        2 => Just(vec![Effect::Mark(id("seen"))]),
        2 => Just(vec![Effect::Name(id("clerk"))]),
        1 => Just(vec![Effect::Clear(id("seen"))]),
        1 => Just(vec![Effect::Merge]),
        1 => Just(vec![another]),
    ]
}

fn on_overdue() -> impl Strategy<Value = OnOverdue> {
    prop_oneof![
        2 => Just(OnOverdue::Flag),
        3 => (0..ACTIONS.len()).prop_map(|i| acts(ACTIONS[i])),
    ]
}

fn any_clock() -> impl Strategy<Value = Option<linli::rulebook::ClockRule>> {
    let limits = prop_oneof![Just("2 hours"), Just("1 day"), Just("5 days")];
    proptest::option::weighted(
        0.6,
        (limits, on_overdue()).prop_map(|(limit, what)| clock(limit, what).unwrap()),
    )
}

fn any_action() -> impl Strategy<Value = Action> {
    let states = || [&OPEN[..], &["closed"]].concat();
    let from = proptest::sample::subsequence(OPEN.to_vec(), 1..=2);
    let to = proptest::option::weighted(0.8, proptest::sample::select(states()));
    (from, to, who(), needs(), does(), any::<bool>()).prop_map(|(from, to, who, needs, does, stay)| Action {
        needs,
        at_top: if stay && does.contains(&Effect::Escalate) {
            AtTop::Stay
        } else {
            AtTop::Refuse
        },
        does,
        ..action("x", &from, to, &who)
    })
}

/// Any procedure in which each state has a way in and out, whoever may take it.
fn any_bundle() -> impl Strategy<Value = Bundle> {
    let clocks = proptest::collection::vec(any_clock(), OPEN.len());
    let actions = proptest::collection::vec(any_action(), ACTIONS.len());
    (clocks, actions).prop_map(|(clocks, mut actions)| {
        let next = [&OPEN[1..], &["closed"]].concat();
        for ((action, from), to) in actions.iter_mut().zip(OPEN).zip(next) {
            action.from = ids(&[from]);
            action.to = Some(id(to));
        }
        mend(&mut actions, &clocks);
        let states = OPEN
            .iter()
            .zip(clocks)
            .map(|(name, clock)| (id(name), state(StateKind::Open, clock)));
        let closed = (id("closed"), state(StateKind::Closed, None));
        bundle(Procedure {
            clock: clock("30 days", OnOverdue::Flag),
            initial: id("registered"),
            states: states.chain([closed]).collect(),
            actions: ACTIONS
                .iter()
                .zip(actions)
                .map(|(name, action)| (id(name), action))
                .collect(),
            ..request()
        })
    })
}

/// Takes out what would fail in most of them, so that enough are left: names that nothing gives, clocks that take what they
/// may not, actions that are nobody's.
fn mend(actions: &mut [Action], clocks: &[Option<linli::rulebook::ClockRule>]) {
    let seen: Vec<bool> = (actions.iter())
        .map(|action| action.needs.contains(&Need::Mark(id("seen"))))
        .collect();
    if seen.contains(&true) {
        actions[5].does = vec![Effect::Mark(id("seen"))];
    }
    actions[6].does = vec![Effect::Name(id("clerk"))];
    let pauses = actions.iter().any(|action| {
        action
            .does
            .iter()
            .any(|effect| matches!(effect, Effect::Pause(_)))
    });
    for action in actions.iter_mut() {
        action.who.retain(|who| *who != Who::System);
        if action.does == [Effect::Resume] && !pauses {
            action.does.clear();
        }
        if action.does == [Effect::Merge] {
            action.to = Some(id("closed"));
        }
        if action.does != [Effect::Escalate] {
            action.at_top = AtTop::Refuse;
        }
    }
    for (state, clock) in OPEN.iter().zip(clocks) {
        let Some(OnOverdue::Act(act)) = clock.as_ref().map(|clock| &clock.on_overdue) else {
            continue;
        };
        let action = &mut actions[ACTIONS.iter().position(|name| *name == act.as_str()).unwrap()];
        if matches!(action.does[..], [Effect::Name(_) | Effect::Merge]) {
            action.does.clear();
        }
        if !action.from.contains(&id(state)) {
            action.from.push(id(state));
        }
        if !action.who.contains(&Who::System) {
            action.who.push(Who::System);
        }
    }
    let named = actions
        .iter()
        .any(|action| matches!(action.does[..], [Effect::Name(_)]));
    for action in actions.iter_mut() {
        if !named {
            action.who.retain(|who| !matches!(who, Who::Named(_)));
            action.needs.retain(|need| *need != Need::Mark(id("clerk")));
        }
        if action.who.is_empty() {
            action.who.push(Who::Holder);
        }
        action.from.sort();
        action.who.sort();
    }
}

fn sound_bundle() -> impl Strategy<Value = Bundle> {
    any_bundle().prop_filter("passes the proofs", |bundle| bundle.check().is_ok())
}

const PEOPLE: [&str; 5] = ["p17", "w03", "d01", "d09", "clerk"];

/// Takes an action with whatever it asks for.
fn tries(
    town: &mut Town,
    case: &CaseId,
    other: &CaseId,
    action: &str,
    who: &str,
    at: linli::Instant,
) -> bool {
    let rules = town.state.editions.at(at).unwrap().1.clone();
    let rule = &rules.procedures["request"].actions[action];
    let asks = |test: fn(&Effect) -> bool| rule.does.iter().any(test);
    let act = Act {
        rating: rule.needs.contains(&Need::Rating).then_some(5),
        names: asks(|effect| matches!(effect, Effect::Name(_))).then(|| id("clerk")),
        into: asks(|effect| *effect == Effect::Merge).then(|| other.clone()),
        ..Act::new(case.clone(), id(action))
    };
    town.act(Meta::new(id(who), at), act).is_ok()
}

/// Whether somebody or the time can bring a case to an end, by trying everything there is, with no other case to merge
/// into.
fn can_be_closed(town: &Town, case: &CaseId, now: linli::Instant) -> Result<(), String> {
    let nowhere: CaseId = id("nowhere");
    let mut seen = BTreeSet::new();
    let mut ahead = VecDeque::from([(town.state.clone(), now)]);
    while let Some((state, now)) = ahead.pop_front() {
        let at_hand = state.cases.case(case).unwrap().clone();
        if at_hand.is_closed() {
            return Ok(());
        }
        let marks: Vec<String> = at_hand.marks().iter().map(|mark| mark.mark.to_string()).collect();
        let clocks: Vec<bool> = at_hand.clocks().map(|(_, clock)| clock.overdue).collect();
        let paused = at_hand.paused().len();
        if !seen.insert((
            at_hand.state.to_string(),
            format!("{:?}", at_hand.holder),
            marks,
            clocks,
            paused,
        )) {
            continue;
        }
        for action in ACTIONS {
            for who in PEOPLE {
                let mut town = Town::at(state.clone());
                if tries(&mut town, case, &nowhere, action, who, now) {
                    ahead.push_back((town.state, now.plus_millis(60_000)));
                }
            }
        }
        let running = at_hand.clocks().filter(|(_, clock)| !clock.overdue);
        if let Some(end) = running.filter_map(|(_, clock)| clock.until).min() {
            let mut town = Town::at(state);
            town.settle(end);
            // A moment later: at that very instant, an act would be excused.
            ahead.push_back((town.state, end.max(now).plus_millis(1)));
        }
    }
    Err(format!("it stands as {} and cannot be closed", town.stands(case)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_local_rejects: 1_000_000, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_done_a_case_under_a_sound_procedure_can_be_closed(
        bundle in sound_bundle(),
        what in proptest::collection::vec((0..ACTIONS.len(), 0..PEOPLE.len(), 1_i64..600), 0..12),
    ) {
        let mut town = Town::new(bundle);
        let case = town.register("2025-03-03 09:00", "p17", "b-12");
        let other = town.register("2025-03-03 09:00", "p17", "b-12");
        let mut now = at("2025-03-03 09:00");
        for (action, who, minutes) in what {
            now = now.plus_millis(minutes * 60_000);
            tries(&mut town, &case, &other, ACTIONS[action], PEOPLE[who], now);
        }
        town.settle(now);
        town.check();
        let closed = can_be_closed(&town, &case, now);
        prop_assert!(closed.is_ok(), "{}", closed.unwrap_err());
    }

    #[test]
    fn why_not_finds_nothing_in_the_way_of_what_is_accepted_and_something_in_that_of_what_is_refused(
        bundle in sound_bundle(),
        what in proptest::collection::vec((0..ACTIONS.len(), 0..PEOPLE.len(), 1_i64..600), 1..12),
    ) {
        let mut town = Town::new(bundle);
        let case = town.register("2025-03-03 09:00", "p17", "b-12");
        let other = town.register("2025-03-03 09:00", "p17", "b-12");
        let mut now = at("2025-03-03 09:00");
        for (action, who, minutes) in what {
            // The odd millisecond: at the very instant of a step of the system, an act would be excused.
            now = now.plus_millis(minutes * 60_000 + 1);
            town.settle(now);
            let (action, who) = (ACTIONS[action], PEOPLE[who]);
            let State { cases, grid, editions, .. } = &town.state;
            let why = cases.why_not(grid, editions, &case, &id(action), &id(who), now).unwrap();
            let accepted = tries(&mut town, &case, &other, action, who, now);
            prop_assert_eq!(why.may(), accepted, "{}", why.explain(linli::Lang::En));
        }
    }

    #[test]
    fn may_lists_what_why_not_finds_neither_state_nor_time_nor_person_against(
        bundle in sound_bundle(),
        what in proptest::collection::vec((0..ACTIONS.len(), 0..PEOPLE.len(), 1_i64..600), 1..12),
    ) {
        let mut town = Town::new(bundle);
        let first = town.register("2025-03-03 09:00", "p17", "b-12");
        let other = town.register("2025-03-03 09:00", "p17", "b-12");
        let mut now = at("2025-03-03 09:00");
        for (action, who, minutes) in what {
            now = now.plus_millis(minutes * 60_000 + 1);
            // The newest of the cases that follow has an origin, and who has both would rate their own work.
            let newest = town.state.cases.iter().last().unwrap().0.clone();
            for case in [&first, &newest] {
                tries(&mut town, case, &other, ACTIONS[action], PEOPLE[who], now);
            }
            town.settle(now);
            let State { cases, grid, editions, .. } = &town.state;
            for (case, _) in cases.iter() {
                for who in PEOPLE {
                    let may = cases.may(grid, editions, case, &id(who), now);
                    let (_, rules) = editions.at(now).unwrap();
                    let matter = &rules.matters[&cases.case(case).unwrap().matter];
                    let all = rules.procedures[&matter.procedure].actions.keys();
                    let clear = all.filter(|action| {
                        let why = cases.why_not(grid, editions, case, action, &id(who), now).unwrap();
                        why.reasons.iter().all(|reason| {
                            let by_what_comes_with_it = !matches!(
                                reason.what,
                                What::State { .. } | What::Until(_) | What::Who(_)
                            );
                            reason.holds || by_what_comes_with_it
                        })
                    });
                    prop_assert_eq!(may, clear.cloned().collect::<Vec<_>>());
                }
            }
        }
    }

    #[test]
    fn a_defect_is_caught_in_whatever_procedure_it_is(sound in sound_bundle()) {
        for (code, plant) in DEFECTS {
            let mut bundle = sound.clone();
            plant(&mut bundle);
            // What an earlier stage finds in the same procedure is told first, and the defect after that is mended.
            let first = |found: &&str| ("L0421"..="L0429").contains(found);
            let found = bundle.check().map_err(|problems| {
                let codes = problems.codes();
                codes.contains(code) || codes.iter().any(first)
            });
            prop_assert_eq!(found, Err(true), "{} {:?}", code, bundle.check());
        }
    }
}

type Plant = fn(&mut Bundle);

fn add(bundle: &mut Bundle, name: &str, action: Action) {
    let procedure = bundle.procedures.get_mut("request").unwrap();
    procedure.actions.insert(id(name), action);
}

fn doing(to: Option<&str>, who: Who, does: Effect) -> Action {
    Action {
        does: vec![does],
        ..action("x", &["registered"], to, &[who])
    }
}

fn needing(need: Need) -> Action {
    Action {
        needs: vec![need],
        ..action("x", &["registered"], Some("closed"), &[Who::Holder])
    }
}

fn first(bundle: &mut Bundle) -> &mut linli::rulebook::State {
    bundle
        .procedures
        .get_mut("request")
        .unwrap()
        .states
        .get_mut("registered")
        .unwrap()
}

/// A state besides, where the holder may leave a case lying.
fn shelf(bundle: &mut Bundle) {
    let procedure = bundle.procedures.get_mut("request").unwrap();
    let lying = state(StateKind::Open, None);
    procedure.states.insert(id("shelf"), lying);
    let drop = action("x", &["registered"], Some("shelf"), &[Who::Holder]);
    add(bundle, "drop", drop);
}

const DEFECTS: &[(&str, Plant)] = &[
    ("L0402", |bundle| {
        drop(
            bundle
                .procedures
                .get_mut("request")
                .unwrap()
                .states
                .insert(id("lost"), state(StateKind::Open, None)),
        )
    }),
    ("L0403", |bundle| {
        shelf(bundle);
    }),
    // Only whom a mark names, and nobody may have named them.
    ("L0403", |bundle| {
        shelf(bundle);
        add(
            bundle,
            "name",
            doing(None, Who::Holder, Effect::Name(id("keeper"))),
        );
        add(
            bundle,
            "take",
            action("x", &["shelf"], Some("closed"), &[Who::Named(id("keeper"))]),
        );
    }),
    ("L0404", |bundle| {
        // A merger that closes nothing is told first.
        for action in bundle.procedures.get_mut("request").unwrap().actions.values_mut() {
            action.does.retain(|effect| *effect != Effect::Merge);
        }
        for state in bundle.procedures.get_mut("request").unwrap().states.values_mut() {
            state.kind = StateKind::Open;
        }
    }),
    ("L0405", |bundle| {
        add(
            bundle,
            "tidy",
            action("x", &["registered"], Some("closed"), &[Who::Holder]),
        );
        first(bundle).clock = clock("1 hour", acts("tidy"));
    }),
    ("L0406", |bundle| {
        add(
            bundle,
            "tidy",
            action("x", &["one"], Some("closed"), &[Who::Holder, Who::System]),
        );
        first(bundle).clock = clock("1 hour", acts("tidy"));
    }),
    ("L0407", |bundle| {
        bundle.procedures.get_mut("request").unwrap().clock = None;
        shelf(bundle);
        add(
            bundle,
            "back",
            action("x", &["shelf"], Some("registered"), &[Who::Holder]),
        );
    }),
    ("L0409", |bundle| {
        add(
            bundle,
            "tidy",
            action(
                "x",
                &["closed", "registered"],
                Some("registered"),
                &[Who::Holder, Who::System],
            ),
        );
        let closed = bundle
            .procedures
            .get_mut("request")
            .unwrap()
            .states
            .get_mut("closed")
            .unwrap();
        closed.clock = clock("1 hour", acts("tidy"));
    }),
    ("L0411", |bundle| {
        shelf(bundle);
        add(
            bundle,
            "back",
            action("x", &["shelf"], Some("closed"), &[Who::Post(id("grid-worker"))]),
        );
    }),
    ("L0414", |bundle| {
        add(
            bundle,
            "sweep",
            action("x", &["registered"], Some("closed"), &[Who::System]),
        )
    }),
    ("L0415", |bundle| {
        add(bundle, "pass", doing(None, Who::Holder, Effect::Transfer))
    }),
    ("L0421", |bundle| {
        add(bundle, "wait", needing(Need::Mark(id("never"))))
    }),
    ("L0422", |bundle| {
        add(bundle, "merge", doing(None, Who::Holder, Effect::Merge))
    }),
    ("L0423", |bundle| {
        for action in bundle.procedures.get_mut("request").unwrap().actions.values_mut() {
            action.does.retain(|effect| !matches!(effect, Effect::Pause(_)));
        }
        add(bundle, "resume", doing(None, Who::Holder, Effect::Resume));
    }),
    ("L0427", |bundle| {
        for action in bundle.procedures.get_mut("request").unwrap().actions.values_mut() {
            action.does.retain(|effect| !matches!(effect, Effect::Spawn(_)));
        }
        add(bundle, "wait", needing(Need::Parts));
    }),
    ("L0428", |bundle| {
        let name = doing(Some("closed"), Who::System, Effect::Name(id("keeper")));
        add(bundle, "name", name);
        first(bundle).clock = clock("1 hour", acts("name"));
    }),
];

#[test]
#[cfg(feature = "toml")]
fn the_rulebook_of_guandao_passes() {
    let text = include_str!("../../examples/guandao/rulebook.toml");
    let resolved = linli::rulebook::Rulebook::from_toml(text).and_then(|rulebook| rulebook.resolve());
    assert!(resolved.is_ok(), "{}", resolved.unwrap_err());
}
