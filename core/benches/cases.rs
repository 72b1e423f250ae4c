//! One case transition through decide and apply, with 100,000 open cases taken at random, beside a hand-written
//! equivalent in the same run, in processor time (Linux); and the bytes a closed case takes.
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

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Duration;

use common::*;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use linli::cases::Act;
use linli::rulebook::OnOverdue;
use linli::state::{Command, Event, Outcome};
use linli::*;
use measure::{ROUNDS, in_turn, live, report, timed};

const CASES: usize = 100_000;
const GRIDS: usize = 38;

fn working() -> rulebook::Bundle {
    let mut procedure = request();
    let mut clock = |state: &str, rule| procedure.states.get_mut(state).unwrap().clock = rule;
    clock("registered", clock_of("4 working hours", acts("escalate")));
    clock("handling", clock_of("5 working days", OnOverdue::Flag));
    let mut rules = bundle(procedure);
    rules.matters.values_mut().for_each(|matter| {
        matter.limits = [(id("settle"), limit("7 working days"))].into();
    });
    rules
}

fn clock_of(limit: &str, what: OnOverdue) -> Option<rulebook::ClockRule> {
    common::clock(limit, what)
}

/// A town of 38 grids, each with its worker.
fn town() -> Town {
    let mut town = Town::new(working());
    for grid in 0..GRIDS {
        town.apply(Event::Grid(grid::Event::UnitAdded(grid::NewUnit {
            id: id(&format!("g{grid:02}")),
            level: id("grid"),
            kind: None,
            code: None,
            name: label("grid"),
            parent: Some(id("guandao")),
            from: day("2025-01-01"),
            households: None,
            residents: None,
        })));
        town.appoint(&format!("w1{grid:02}"), "grid-worker", &format!("g{grid:02}"));
    }
    town
}

fn register(state: &mut State, number: usize) {
    let start = at("2025-03-03 09:00").plus_millis(i64::try_from(number).unwrap() * 20);
    let command = cases::Register::new(id("parking"), id(&format!("g{:02}", number % GRIDS)));
    run(state, &stamp(number, "p17", start, 1), &command.into());
}

fn stamp(number: usize, actor: &str, at: Instant, origin: usize) -> Stamp {
    Stamp {
        id: CommandId::new(id(&format!("desk{origin}")), number as u64),
        actor: id(actor),
        capacity: None,
        on_behalf_of: None,
        occurred: None,
        recorded: at,
        details: vec![
            Detail {
                name: id("reply"),
                text: "done".into(),
            }
            .seal(&SALT),
            Detail {
                name: id("reason"),
                text: "again".into(),
            }
            .seal(&SALT),
        ],
        attachments: Vec::new(),
    }
}

fn run(state: &mut State, stamp: &Stamp, command: &Command) {
    match state.decide(stamp, command) {
        Outcome::Accepted(events) => events.iter().for_each(|scoped| state.apply(&scoped.event)),
        Outcome::Refused(refusal) => panic!("{refusal}"),
    }
}

fn case_id(number: usize) -> CaseId {
    id(&format!("desk1-{number}.0"))
}

/// Numbers below `CASES` in an order like chance, the same in every run.
fn shuffled(seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..CASES).collect();
    let mut random = seed;
    for i in (1..CASES).rev() {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, (random >> 33) as usize % (i + 1));
    }
    order
}

/// Accept, then answer, each in its own order.
fn steps() -> Vec<(Stamp, Command)> {
    let accept = shuffled(1)
        .into_iter()
        .map(|number| (number, "accept", "2025-03-03 09:40"));
    let answer = shuffled(2)
        .into_iter()
        .map(|number| (number, "answer", "2025-03-03 11:00"));
    let step = |(order, (number, action, time)): (usize, (usize, &str, &str))| {
        let time = at(time).plus_millis(i64::try_from(order % CASES).unwrap() * 7);
        let mut stamp = stamp(order, &format!("w1{:02}", number % GRIDS), time, 2);
        stamp.details.truncate(if action == "answer" { 1 } else { 0 });
        (stamp, Act::new(case_id(number), id(action)).into())
    };
    accept.chain(answer).enumerate().map(step).collect()
}

// ---- by hand ----

#[derive(Clone, Copy, PartialEq, Eq)]
enum HandState {
    Registered,
    Handling,
    Answered,
}

#[derive(Clone)]
struct HandCase {
    state: HandState,
    worker: PersonId,
    deadline: Instant,
    history: Vec<(Instant, PersonId, ActionId)>,
}

type ByHand = Map<CaseId, HandCase>;

fn by_hand() -> ByHand {
    let case = |number: usize| HandCase {
        state: HandState::Registered,
        worker: id(&format!("w1{:02}", number % GRIDS)),
        deadline: at("2025-03-03 15:00"),
        history: vec![(at("2025-03-03 09:00"), id("p17"), id("register"))],
    };
    (0..CASES).map(|number| (case_id(number), case(number))).collect()
}

/// Looks, checks, changes and pushes; answers the old and the new deadline.
fn by_hand_step(cases: &mut ByHand, stamp: &Stamp, act: &Act) -> Option<(usize, Instant, Instant)> {
    let (slot, _, case) = cases.get_full_mut(&act.case)?;
    if case.worker != stamp.actor {
        return None;
    }
    let (from, to) = match act.action.as_str() {
        "accept" => (HandState::Registered, HandState::Handling),
        "answer" => (HandState::Handling, HandState::Answered),
        _ => return None,
    };
    if case.state != from {
        return None;
    }
    let old = case.deadline;
    case.state = to;
    case.deadline = stamp.recorded.plus_millis(5 * 86_400_000);
    case.history
        .push((stamp.recorded, stamp.actor.clone(), act.action.clone()));
    Some((slot, old, case.deadline))
}

/// Times so many steps, in whole passes over all of them, each from a fresh start.
fn passes<S: Clone>(
    iterations: u64,
    start: &S,
    steps: &[(Stamp, Command)],
    one: impl Fn(&mut S, &Stamp, &Command),
) -> Duration {
    let mut left = usize::try_from(iterations).unwrap();
    let mut spent = Duration::ZERO;
    while left > 0 {
        let mut state = start.clone();
        let part = &steps[..left.min(steps.len())];
        spent += timed(|| {
            part.iter()
                .for_each(|(stamp, command)| one(&mut state, stamp, command));
        });
        black_box(&state);
        left -= part.len();
    }
    spent
}

fn asked(command: &Command) -> &Act {
    match command {
        Command::Cases(cases::Command::Act(act)) => act,
        _ => panic!("not an act"),
    }
}

fn transitions(c: &mut Criterion) {
    let steps = steps();
    let mut state = town().state;
    (0..CASES).for_each(|number| register(&mut state, number));
    let hand = by_hand();
    let queue: BTreeSet<(Instant, usize)> = hand
        .values()
        .enumerate()
        .map(|(slot, case)| (case.deadline, slot))
        .collect();
    let queued = (hand.clone(), queue);

    let one_by_hand = |cases: &mut ByHand, stamp: &Stamp, command: &Command| {
        black_box(by_hand_step(cases, stamp, asked(command))).unwrap();
    };
    let one_queued = |(cases, queue): &mut (ByHand, BTreeSet<_>), stamp: &Stamp, command: &Command| {
        let (slot, old, new) = by_hand_step(cases, stamp, asked(command)).unwrap();
        queue.remove(&(old, slot));
        queue.insert((new, slot));
    };
    let all = steps.len() as u64;
    let [ours, by_hand, with_queue] = in_turn(
        ROUNDS,
        steps.len(),
        [
            &mut || passes(all, &state, &steps, run),
            &mut || passes(all, &hand, &steps, one_by_hand),
            &mut || passes(all, &queued, &steps, one_queued),
        ],
    );
    let job = "a case transition, 100,000 open cases at random";
    report(job, ours, by_hand, 1.0 / 3.0);
    report(
        "  beside one with a queue of deadlines",
        ours,
        with_queue,
        1.0 / 3.0,
    );

    let mut group = c.benchmark_group(job);
    group
        .throughput(Throughput::Elements(1))
        .sample_size(10)
        .measurement_time(Duration::from_secs(6));
    group.bench_function("linli decide + apply", |b| {
        b.iter_custom(|n| passes(n, &state, &steps, run));
    });
    group.bench_function("by hand: id map, enum state, pushed history", |b| {
        b.iter_custom(|n| passes(n, &hand, &steps, one_by_hand));
    });
    group.bench_function("by hand, with a queue of deadlines", |b| {
        b.iter_custom(|n| passes(n, &queued, &steps, one_queued));
    });
    group.finish();
}

/// Bytes of a closed case with eight events behind it, everything the state keeps counted.
fn bytes(_: &mut Criterion) {
    let closed = |rated: bool| {
        let mut state = town().state;
        let empty = live();
        let act = |state: &mut State, number: usize, who: &str, action: &str, time: Instant| {
            let mut command = Act::new(case_id(number), id(action));
            command.rating = (action == "close").then_some(5);
            run(state, &stamp(number, who, time, 3), &command.into());
        };
        for number in 0..CASES {
            register(&mut state, number);
            let worker = format!("w1{:02}", number % GRIDS);
            let time = |minute: i64| at("2025-03-03 09:40").plus_millis(minute * 60_000);
            act(&mut state, number, &worker, "accept", time(1));
            act(&mut state, number, &worker, "escalate", time(2));
            act(&mut state, number, "d01", "accept", time(3));
            act(&mut state, number, "d01", "note", time(4));
            act(&mut state, number, "d01", "note", time(5));
            act(&mut state, number, "d01", "answer", time(6));
            if rated {
                act(&mut state, number, "p17", "close", time(7));
            }
        }
        while let Some(due) = state.next_due().filter(|_| !rated) {
            state
                .carry_out(&due)
                .iter()
                .for_each(|scoped| state.apply(&scoped.event));
        }
        assert!(state.cases.iter().all(|(_, case)| case.is_closed()));
        (live() - empty) / CASES
    };
    println!(
        "bytes a closed case with 8 events: {} when rated, {} when it closed by itself (to reach: at most 800)",
        closed(true),
        closed(false)
    );
}

criterion_group!(benches, bytes, transitions);
criterion_main!(benches);
