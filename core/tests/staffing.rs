//! Where a case would stick for want of somebody (F10, F12).
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

use std::collections::BTreeSet;

use common::*;
use linli::cases::{Hand, Register};
use linli::rulebook::{Bundle, Effect, Fallback, Nearby, Procedure, Who};
use linli::views::{Gap, Lack, staffing};
use linli::*;
use proptest::prelude::*;

fn gaps(town: &Town, rules: &Bundle) -> Vec<Gap> {
    staffing(rules, &town.state.grid, day("2025-03-03"))
}

/// As a table writes them: `parking grid-07 handler grid-worker`.
fn written(gaps: &[Gap]) -> Vec<String> {
    let lack = |lack: &Lack| match lack {
        Lack::Entry => "entry".to_owned(),
        Lack::Handler { post } => format!("handler {post}"),
        Lack::Actor {
            action,
            states,
            posts,
        } => format!("{action} in {} by {}", List(states.clone()), List(posts.clone())),
    };
    gaps.iter()
        .map(|gap| format!("{} {} {}", gap.matter, gap.unit, lack(&gap.lacks)))
        .collect()
}

fn add(town: &mut Town, unit: &str, level: &str, parent: &str) {
    town.apply(Event::Grid(grid::Event::UnitAdded(grid::NewUnit {
        id: id(unit),
        level: id(level),
        kind: None,
        code: None,
        name: label(unit),
        parent: Some(id(parent)),
        from: day("2025-01-01"),
        households: None,
        residents: None,
    })));
}

/// Nobody hands over or back, so that a case goes where the clocks and the holder take it: up.
fn upwards() -> Procedure {
    let mut procedure = request();
    procedure
        .actions
        .retain(|_, action| !action.does.iter().any(|effect| *effect != Effect::Escalate));
    procedure
}

#[test]
fn a_town_where_everybody_is_there_has_no_gap() {
    let rules = bundle(request());
    assert_eq!(gaps(&Town::new(rules.clone()), &rules), []);
}

#[test]
fn a_vacant_handler_is_a_gap_until_somebody_stands_in() {
    let mut rules = bundle(request());
    let mut town = Town::new(rules.clone());
    town.leave("w03", "2025-02-01");
    assert_eq!(
        written(&gaps(&town, &rules)),
        [
            "orphan grid-07 handler grid-worker",
            "parking grid-07 handler grid-worker"
        ]
    );
    assert_eq!(staffing(&rules, &town.state.grid, day("2025-01-31")), []);

    let sibling = Fallback {
        post: id("grid-worker"),
        nearby: Nearby::Sibling,
    };
    rules
        .posts
        .get_mut(&id::<PostId>("grid-worker"))
        .unwrap()
        .when_vacant = vec![sibling];
    assert_eq!(gaps(&town, &rules), []);
}

#[test]
fn an_action_only_a_vacant_post_may_take_is_a_gap_wherever_a_case_waits_for_it() {
    let mut rules = bundle(upwards());
    let mut town = Town::new(rules.clone());
    for desk in ["d01", "d02"] {
        town.leave(desk, "2025-02-01");
    }
    // The desk of the street is above them all, so the inspection is nobody's want.
    assert_eq!(
        written(&gaps(&town, &rules)),
        ["parking guandao handler duty-desk"]
    );
    town.leave("d09", "2025-02-01");
    let inspect = |place: &str| format!("{place} inspect in `handling` by `duty-desk`");
    assert_eq!(
        written(&gaps(&town, &rules)),
        [
            inspect("orphan grid-07"),
            inspect("orphan grid-08"),
            inspect("parking grid-07"),
            inspect("parking grid-08"),
            "parking guandao handler duty-desk".to_owned(),
            inspect("parking guandao"),
            "parking street handler duty-desk".to_owned(),
            inspect("parking street"),
        ]
    );
    // Who else may take it is enough; the clock is not, where no clock takes it.
    let action = |rules: &mut Bundle, who: Who| {
        let procedure = rules.procedures.get_mut(&id::<ProcedureId>("request")).unwrap();
        procedure
            .actions
            .get_mut(&id::<ActionId>("inspect"))
            .unwrap()
            .who
            .push(who);
    };
    action(&mut rules, Who::System);
    assert_eq!(gaps(&town, &rules).len(), 8);
    action(&mut rules, Who::Requester);
    assert_eq!(gaps(&town, &rules).len(), 2);
}

#[test]
fn what_nobody_takes_up_is_told_where_it_begins() {
    let mut rules = bundle(request());
    let mut town = Town::new(rules.clone());
    add(&mut town, "b-99", "building", "guandao");
    // `parking` has a handler in the community above; `orphan` has handlers in the grids alone.
    assert_eq!(written(&gaps(&town, &rules)), ["orphan b-99 entry"]);

    let matter = rules.matters.get_mut(&id::<MatterId>("orphan")).unwrap();
    matter.enters = id("community");
    matter.handlers = [(id("community"), id("duty-desk"))].into();
    add(&mut town, "grid-99", "grid", "street");
    add(&mut town, "b-100", "building", "grid-99");
    assert_eq!(
        written(&gaps(&town, &rules)),
        ["orphan grid-99 entry", "parking grid-99 handler grid-worker"]
    );
}

#[test]
fn nobody_is_missed_where_no_case_comes() {
    let mut rules = bundle(request());
    let mut town = Town::new(rules.clone());
    town.leave("d09", "2025-02-01");
    // A case can be raised at the street, go up to it, or be handed to it.
    assert_eq!(
        written(&gaps(&town, &rules)),
        [
            "parking street handler duty-desk",
            "parking street inspect in `handling` by `duty-desk`"
        ]
    );
    for matter in rules.matters.values_mut() {
        matter.handlers.remove(&id::<LevelId>("street"));
    }
    assert_eq!(gaps(&town, &rules), []);
}

#[test]
fn what_only_comes_from_below_is_lacking_above_alone() {
    let mut procedure = upwards();
    let laid = state(
        rulebook::StateKind::Open,
        clock("5 days", rulebook::OnOverdue::Flag),
    );
    procedure.states.insert(id("laid-before"), laid);
    let mut lay = action("呈报", &["handling"], Some("laid-before"), &[Who::Holder]);
    lay.does = vec![Effect::Escalate];
    procedure.actions.insert(id("lay-before"), lay);
    let rule = action(
        "批示",
        &["laid-before"],
        Some("handling"),
        &[Who::Post(id("chief"))],
    );
    procedure.actions.insert(id("rule-on"), rule);
    let mut rules = bundle(procedure);
    let chief = rules.posts[&id::<PostId>("duty-desk")].clone();
    rules.posts.insert(id("chief"), chief);
    let mut town = Town::new(rules.clone());
    let lacking = |place: &str| format!("parking {place} rule-on in `laid-before` by `chief`");
    assert_eq!(
        written(&gaps(&town, &rules)),
        [lacking("guandao"), lacking("street")]
    );
    town.appoint("c01", "chief", "guandao");
    assert_eq!(written(&gaps(&town, &rules)), [lacking("street")]);
}

#[test]
fn a_gap_says_what_is_lacking_and_what_to_do() {
    let rules = bundle(upwards());
    let mut town = Town::new(rules.clone());
    for person in ["w03", "d01", "d02", "d09"] {
        town.leave(person, "2025-02-01");
    }
    add(&mut town, "b-99", "building", "guandao");
    let said: Vec<_> = gaps(&town, &rules)
        .iter()
        .filter(|gap| ["grid-07", "b-99"].contains(&gap.unit.as_str()) && gap.matter.as_str() == "orphan")
        .map(|gap| gap.explain(&rules, &town.state.grid))
        .collect();
    let en: Vec<&str> = said.iter().map(|sentence| sentence.text(Lang::En)).collect();
    let zh: Vec<&str> = said.iter().map(|sentence| sentence.text(Lang::Zh)).collect();
    assert_eq!(
        en,
        [
            "停车纠纷: what is raised at b-99 `b-99`, or in it, would be taken up by nobody: no unit above it has a handler of the matter. Name a handler for a level above, or put the unit below one that has one.",
            "停车纠纷: cases would wait at grid-07 `grid-07`: grid worker is vacant there and nobody stands in. Appoint somebody, or name in `when_vacant` who answers meanwhile.",
            "停车纠纷: nobody could take `督查` on cases in `handling` at grid-07 `grid-07`: duty desk is vacant there and above. Appoint somebody, or let another take the action.",
        ]
    );
    assert_eq!(
        zh,
        [
            "停车纠纷:在b-99 `b-99`及其下提出的事项无人承接:其上没有设该事项承办岗位的单位。请为上面某一层级指定承办岗位,或把该单位划归有承办岗位的单位。",
            "停车纠纷:事件会滞留在grid-07 `grid-07`:网格员岗位空缺,且无人代理。请任命人员,或在 `when_vacant` 中指定代理。",
            "停车纠纷:grid-07 `grid-07`的事件处于 `handling` 时无人能执行“督查”:该单位及其上级的值班岗位均空缺。请任命人员,或允许其他人执行该动作。",
        ]
    );
}

#[test]
fn a_ward_asks_with_the_rulebook_of_that_day() {
    let ward = Ward::in_memory(bundle(request())).unwrap();
    assert_eq!(ward.staffing(day("2025-03-03")), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The oracle raises every matter everywhere and lets a month go by.
    #[test]
    fn a_case_left_alone_passes_through_vacant_desks_exactly_where_a_handler_is_lacking(
        gone in proptest::sample::subsequence(vec!["w03", "w04", "d01", "d02", "d09"], 0..=5),
        more in 0..3usize,
    ) {
        let mut rules = bundle(upwards());
        // At the top nobody takes up what came there; the answer would be the same.
        rules.posts.get_mut(&id::<PostId>("grid-worker")).unwrap().when_vacant = vec![Fallback {
            post: id("duty-desk"),
            nearby: if more == 0 { Nearby::Parent } else { Nearby::Sibling },
        }];
        let mut town = Town::new(rules.clone());
        add(&mut town, "b-99", "building", "guandao");
        if more == 2 {
            add(&mut town, "grid-99", "grid", "street");
        }
        for person in gone {
            town.leave(person, "2025-02-01");
        }
        let gaps = gaps(&town, &rules);
        let units: Vec<UnitId> = town.state.grid.every_unit().map(|unit| unit.id().clone()).collect();
        let on = day("2025-03-03");
        let mut lacking = BTreeSet::new();
        let mut look = |town: &Town, matter: &MatterId, holder: &cases::Holder| {
            if town.state.grid.who_answers(&rules, &holder.post, &holder.unit, on, None).is_none() {
                lacking.insert((matter.clone(), holder.unit.clone(), holder.post.clone()));
            }
        };
        for matter in rules.matters.keys() {
            for unit in &units {
                let meta = Meta::new(id("p17"), at("2025-03-03 09:00"));
                let level = town.state.grid.unit(unit).unwrap().level().clone();
                let entry = gaps.iter().any(|gap| {
                    gap.matter == *matter && gap.lacks == Lack::Entry && town.state.grid.contains(&gap.unit, unit)
                });
                let refused = town.execute(meta, Register::new(matter.clone(), unit.clone()).into()).is_err();
                // What is raised above the level it enters, and refused there, is asked of the units below.
                if ["grid", "building"].contains(&level.as_str()) {
                    prop_assert_eq!(entry, refused, "{} at {}", matter, unit);
                }
                if let Some((_, case)) = town.state.cases.iter().last().filter(|_| !refused) {
                    look(&town, matter, &case.holder);
                }
            }
        }
        for event in town.settle(at("2025-04-03 09:00")) {
            if let Event::Cases(cases::Event::Acted { case, hand: Some(Hand::Escalated(holder)), .. }) = event {
                let matter = town.case(&case).matter.clone();
                look(&town, &matter, &holder);
            }
        }
        let told: BTreeSet<_> = gaps.iter().filter_map(|gap| match &gap.lacks {
            Lack::Handler { post } => Some((gap.matter.clone(), gap.unit.clone(), post.clone())),
            _ => None,
        }).collect();
        prop_assert_eq!(told, lacking);
    }
}
