//! What is asked of a rulebook before it is used: the proofs of 20 procedures of 15 states each, and where a town of 50
//! units would leave cases of 10 matters waiting. Each figure is processor time (Linux), printed beside its limit.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::result_large_err,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic
)]

#[path = "../tests/common/mod.rs"]
mod common;

mod measure;

use common::*;
use linli::rulebook::{Bundle, Effect, Matter, Need, OnOverdue, Procedure, StateKind, Who};
use linli::views::staffing;
use linli::*;
use measure::{in_turn, timed};

const PROCEDURES: usize = 20;
const STATES: usize = 15;
const MATTERS: usize = 10;
const COMMUNITIES: usize = 4;
const GRIDS: usize = 45;

/// A chain of states to a closed one, in each of which a case can go on, back to the one before, up, and to somebody else:
/// five actions a state.
fn procedure(number: usize) -> Procedure {
    let name = |state: usize| format!("state-{state:02}");
    let mut procedure = Procedure {
        name: label(&format!("procedure {number}")),
        clock: clock("30 days", OnOverdue::Remind),
        initial: id(&name(0)),
        states: Default::default(),
        actions: Default::default(),
    };
    for at in 0..STATES {
        let closed = at + 1 == STATES;
        let up = format!("up-{at:02}");
        let state = match at {
            _ if closed => state(StateKind::Closed, None),
            _ => state(StateKind::Open, warned("4 hours", "1 hour", acts(&up))),
        };
        procedure.states.insert(id(&name(at)), state);
        if closed {
            continue;
        }
        let (here, next, before) = (name(at), name(at + 1), name(at.saturating_sub(1)));
        let mut add = |what: &str, to: &str, who: &[Who], does: &[Effect]| {
            let mut action = action(what, &[&here], Some(to), who);
            action.does = does.to_vec();
            if does.contains(&Effect::Transfer) {
                action.needs = vec![Need::Assignee];
            }
            action.at_top = rulebook::AtTop::Refuse;
            procedure.actions.insert(id(&format!("{what}-{at:02}")), action);
        };
        let desk = Who::Post(id("duty-desk"));
        add("on", &next, &[Who::Holder], &[]);
        add("back", &before, &[Who::Holder, desk], &[Effect::Return]);
        add("up", &here, &[Who::Holder, Who::System], &[Effect::Escalate]);
        add("over", &here, &[Who::Holder], &[Effect::Transfer]);
        add("note", &here, &[Who::Anyone], &[]);
    }
    procedure
}

fn rules(procedures: usize, matters: usize, procedure: impl Fn(usize) -> Procedure) -> Bundle {
    let mut rules = bundle(procedure(0));
    let parking = rules.matters[&id::<MatterId>("parking")].clone();
    rules.procedures = (0..procedures)
        .map(|number| (id(&format!("procedure-{number:02}")), procedure(number)))
        .collect();
    let matter = |number: usize| Matter {
        procedure: id(&format!("procedure-{:02}", number % procedures)),
        ..parking.clone()
    };
    rules.matters = (0..matters)
        .map(|number| (id(&format!("matter-{number:02}")), matter(number)))
        .collect();
    rules
}

fn add(town: &mut Town, unit: &str, level: &str, parent: &str, post: &str) {
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
    town.appoint(&format!("holder-of-{unit}"), post, unit);
}

/// Best of so many rounds, in milliseconds.
fn best(work: &mut dyn FnMut()) -> f64 {
    let [nanoseconds] = in_turn(20, 1, [&mut || timed(&mut *work)]);
    nanoseconds / 1e6
}

fn main() {
    let proved = rules(PROCEDURES, PROCEDURES, procedure);
    proved.check().unwrap();
    let proofs = best(&mut || proved.check().unwrap());
    println!(
        "proofs of {PROCEDURES} procedures of {STATES} states: {proofs:.2} ms of CPU (to reach: less than 10)"
    );

    let asked = rules(1, MATTERS, |_| request());
    asked.check().unwrap();
    let mut town = Town::new(asked.clone());
    for community in 0..COMMUNITIES {
        let name = format!("community-{community}");
        add(&mut town, &name, "community", "street", "duty-desk");
        for grid in (community..GRIDS).step_by(COMMUNITIES) {
            add(
                &mut town,
                &format!("grid-of-{community}-{grid}"),
                "grid",
                &name,
                "grid-worker",
            );
        }
    }
    let units = town.state.grid.unit_count();
    let on = day("2025-03-03");
    assert_eq!(staffing(&asked, &town.state.grid, on), []);
    let staffed = best(&mut || assert!(staffing(&asked, &town.state.grid, on).is_empty()));
    println!(
        "staffing of {units} units and {MATTERS} matters: {staffed:.2} ms of CPU (to reach: less than 10)"
    );
}
