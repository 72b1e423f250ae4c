//! A national tree: 31 provinces down to some 620,000 communities, generated with plausible division codes.
//!
//! Prints how long it takes to load and how much memory it keeps, then measures the questions, each over random units,
//! beside the bare look-ups by id that no answer can do without.

// Counting what is allocated takes an allocator of one's own, and that takes `unsafe`.
#![allow(unsafe_code)]
#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::result_large_err,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::disallowed_types
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant as Stopwatch;

use criterion::{BatchSize, Criterion, Throughput};
use linli::calendar::{Calendar, Zone};
use linli::grid::{AddUnits, Appoint, Event as GridEvent, Grid, NewUnit};
use linli::rulebook::{Fallback, Late, Level, Nearby, Post, Seats};
use linli::state::{Adopt, Event, Outcome};
use linli::{
    Bundle, Command, CommandId, Date, DivisionCode, Instant, Label, LevelId, Map, Origin, PersonId, PostId,
    Stamp, State, UnitId,
};

struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size(), Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

const LEVELS: [&str; 5] = ["province", "prefecture", "county", "street", "community"];
const PROVINCES: [u32; 31] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65,
];
/// How many lie in each unit of the level above, from prefectures down; every sixth street has one community more.
const EACH: [u32; 4] = [11, 8, 15, 15];

fn label(text: &str) -> Label {
    Label::One(text.into())
}

fn post(at: &[&str], when_vacant: Vec<Fallback>) -> Post {
    Post {
        name: label("岗位"),
        at: at.iter().map(|level| LevelId::new(level).unwrap()).collect(),
        seats: Seats { min: 1, max: 3 },
        when_vacant,
    }
}

fn rules() -> Bundle {
    let level = |id: &str| Level {
        id: LevelId::new(id).unwrap(),
        name: label(id),
        kinds: Vec::new(),
        households: None,
    };
    let desk = PostId::new("desk").unwrap();
    let fallback = Fallback {
        post: desk.clone(),
        nearby: Nearby::Ancestor,
    };
    Bundle {
        format: 1,
        id: "nation".parse().unwrap(),
        name: label("nation"),
        from: day(),
        zone: Zone::shanghai(),
        calendar: Calendar::china(),
        revised_calendar: Default::default(),
        levels: LEVELS.iter().map(|id| level(id)).collect(),
        posts: BTreeMap::from([
            (desk, post(&["county"], Vec::new())),
            (PostId::new("lead").unwrap(), post(&["community"], vec![fallback])),
        ]),
        bodies: BTreeMap::new(),
        channels: BTreeMap::new(),
        late: Late { minutes: 0 },
        matters: BTreeMap::new(),
        procedures: BTreeMap::new(),
        points: None,
    }
}

fn day() -> Date {
    Date::from_ymd_opt(2025, 1, 1).unwrap()
}

fn new_unit(level: usize, code: &str, parent: Option<&str>) -> NewUnit {
    NewUnit {
        id: UnitId::new(code).unwrap(),
        level: LevelId::new(LEVELS[level]).unwrap(),
        kind: None,
        code: Some(DivisionCode::new(code).unwrap()),
        name: Label::One(format!("某某{}", &code[code.len() - 2..])),
        parent: parent.map(|code| UnitId::new(code).unwrap()),
        from: day(),
        households: Some(1_200),
        residents: Some(3_000),
    }
}

/// All units, level by level.
fn nation() -> Vec<NewUnit> {
    let mut units: Vec<NewUnit> = PROVINCES
        .iter()
        .map(|code| new_unit(0, &code.to_string(), None))
        .collect();
    let mut above = 0..units.len();
    for (level, each) in EACH.into_iter().enumerate() {
        let start = units.len();
        for (nth, parent) in above.enumerate() {
            let parent = units[parent].id.clone();
            let more = u32::from(level == 3 && nth % 6 == 0);
            for n in 1..=each + more {
                let code = match level {
                    0 | 1 => format!("{parent}{n:02}"),
                    _ => format!("{parent}{n:03}"),
                };
                units.push(new_unit(level + 1, &code, Some(parent.as_str())));
            }
        }
        above = start..units.len();
    }
    units
}

struct Desk {
    state: State,
    asked: u64,
}

impl Desk {
    fn new(bundle: &Arc<Bundle>) -> Self {
        let (state, asked) = (State::default(), 0);
        let mut desk = Self { state, asked };
        let bundle = Arc::clone(bundle);
        desk.ask(Adopt { bundle });
        desk
    }

    fn decide(&mut self, command: &Command) -> Vec<Event> {
        self.asked += 1;
        let stamp = Stamp {
            id: CommandId::new(Origin::new("desk").unwrap(), self.asked),
            actor: PersonId::new("clerk").unwrap(),
            capacity: None,
            on_behalf_of: None,
            occurred: None,
            recorded: Instant::parse("2025-01-02T12:00:00+08:00").unwrap(),
            details: Vec::new(),
            attachments: Vec::new(),
        };
        match self.state.decide(&stamp, command) {
            Outcome::Accepted(events) => events.into_iter().map(|scoped| scoped.event).collect(),
            Outcome::Refused(refusal) => panic!("{refusal}"),
        }
    }

    fn ask(&mut self, command: impl Into<Command>) {
        for event in self.decide(&command.into()) {
            self.state.apply(&event);
        }
    }
}

/// Numbers that look random and are the same in every run.
fn scatter(below: usize) -> impl FnMut() -> usize {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 11).unwrap() % below
    }
}

fn main() {
    let units = nation();
    let communities: Vec<UnitId> = units
        .iter()
        .filter(|unit| unit.level.as_str() == "community")
        .map(|unit| unit.id.clone())
        .collect();
    println!("{} units, {} of them communities", units.len(), communities.len());
    let bundle = Arc::new(rules());
    let mut desk = Desk::new(&bundle);
    load(&mut desk, &units);
    appoint(&mut desk, &units);
    let mut small = county(&bundle, &units);
    let few: Vec<UnitId> = communities.iter().take(few_of(&small)).cloned().collect();
    let mut criterion = Criterion::default().configure_from_args();
    for (size, desk, communities) in [
        ("one county", &mut small, &few),
        ("the nation", &mut desk, &communities),
    ] {
        questions(&mut criterion, size, &desk.state, &bundle, communities);
        commands(&mut criterion, size, desk, communities);
    }
    criterion.final_summary();
}

/// A tree that fits the cache: the first county with all above and below it, staffed alike.
fn county(bundle: &Arc<Bundle>, units: &[NewUnit]) -> Desk {
    let code = "110101";
    let within = |unit: &&NewUnit| {
        let id = unit.id.as_str();
        code.starts_with(id) || id.starts_with(code)
    };
    let units: Vec<NewUnit> = units.iter().filter(within).cloned().collect();
    let mut desk = Desk::new(bundle);
    desk.ask(AddUnits { units: units.clone() });
    appoint(&mut desk, &units);
    desk
}

fn few_of(desk: &Desk) -> usize {
    desk.state
        .grid
        .units_at(&LevelId::new("community").unwrap(), day())
        .count()
}

fn load(desk: &mut Desk, units: &[NewUnit]) {
    let before = LIVE.load(Ordering::Relaxed);
    let (mut deciding, mut applying) = (0.0, 0.0);
    for units in units.chunks(10_000) {
        let add = Command::from(AddUnits {
            units: units.to_vec(),
        });
        let watch = Stopwatch::now();
        let events = desk.decide(&add);
        deciding += watch.elapsed().as_secs_f64();
        let watch = Stopwatch::now();
        events.iter().for_each(|event| desk.state.apply(event));
        applying += watch.elapsed().as_secs_f64();
    }
    let kept = LIVE.load(Ordering::Relaxed) - before;
    println!("load: decide {deciding:.2} s, apply {applying:.2} s");
    println!(
        "memory: {} MB kept, {} bytes a unit",
        kept / 1_000_000,
        kept / units.len()
    );
}

/// A desk in every county, and a lead in every second community.
fn appoint(desk: &mut Desk, units: &[NewUnit]) {
    let before = LIVE.load(Ordering::Relaxed);
    let (watch, mut count) = (Stopwatch::now(), 0);
    for (nth, unit) in units.iter().enumerate() {
        let post = match unit.level.as_str() {
            "county" => "desk",
            "community" if nth % 2 == 0 => "lead",
            _ => continue,
        };
        count += 1;
        desk.ask(Appoint {
            person: PersonId::new(format!("p{nth}")).unwrap(),
            post: PostId::new(post).unwrap(),
            unit: unit.id.clone(),
            from: day(),
            until: None,
        });
    }
    let (took, kept) = (
        watch.elapsed().as_secs_f64(),
        LIVE.load(Ordering::Relaxed) - before,
    );
    println!(
        "{count} appointments: {:.2} us each, {} bytes each",
        took * 1e6 / f64::from(count),
        kept / usize::try_from(count).unwrap()
    );
}

fn questions(criterion: &mut Criterion, size: &str, state: &State, rules: &Bundle, communities: &[UnitId]) {
    let grid = &state.grid;
    let mut random = scatter(communities.len());
    let sample: Vec<&UnitId> = (0..65_536).map(|_| &communities[random()]).collect();
    let counties: Vec<UnitId> = sample
        .iter()
        .map(|id| UnitId::new(&id.as_str()[..6]).unwrap())
        .collect();
    let others: Vec<&UnitId> = (0..sample.len()).map(|_| &communities[random()]).collect();
    let index: Map<UnitId, u32> = communities.iter().cloned().zip(0..).collect();
    let (lead, county) = (PostId::new("lead").unwrap(), LevelId::new("county").unwrap());
    let mut place = 0;
    let mut next = move || {
        place = (place + 1) % 65_536;
        place
    };
    let mut group = criterion.benchmark_group(format!("grid of {size}"));
    group.sample_size(30);
    group.throughput(Throughput::Elements(1));
    group.bench_function("limit: two look-ups by id", |b| {
        b.iter(|| {
            let n = next();
            (index.get(sample[n]), index.get(others[n]))
        });
    });
    group.bench_function("contains", |b| {
        b.iter(|| {
            let n = next();
            grid.contains(&counties[n], black_box(sample[n]))
        });
    });
    group.bench_function("ancestors", |b| {
        b.iter(|| {
            grid.ancestors(sample[next()])
                .map(|unit| unit.id().as_str().len())
                .sum::<usize>()
        });
    });
    group.bench_function("ancestor_at", |b| {
        b.iter(|| grid.ancestor_at(sample[next()], &county));
    });
    group.bench_function("who_answers, half of them by fallback", |b| {
        b.iter(|| grid.who_answers(rules, &lead, sample[next()], day(), None));
    });
    let person = some_lead(grid, communities);
    group.bench_function("answers, half of them by fallback", |b| {
        b.iter(|| grid.answers(rules, &person, &lead, sample[next()], day()));
    });
    group.bench_function("holds_above", |b| {
        b.iter(|| grid.holds_above(&person, &lead, sample[next()], day()));
    });
    group.finish();
}

fn some_lead(grid: &Grid, communities: &[UnitId]) -> PersonId {
    let lead = PostId::new("lead").unwrap();
    let mut leads = communities
        .iter()
        .flat_map(|unit| grid.holders(&lead, unit, day(), None));
    leads.next().unwrap().clone()
}

/// One command at a time: the cost must be the same on both trees but for the cache.
fn commands(criterion: &mut Criterion, size: &str, desk: &mut Desk, communities: &[UnitId]) {
    let mut group = criterion.benchmark_group(format!("grid of {size}"));
    group.sample_size(30);
    let mut random = scatter(communities.len());
    group.bench_function("decide an appointment", |b| {
        b.iter_batched(
            || {
                Command::from(Appoint {
                    person: PersonId::new("new").unwrap(),
                    post: PostId::new("lead").unwrap(),
                    unit: communities[random()].clone(),
                    from: day(),
                    until: None,
                })
            },
            |command| {
                let events = desk.decide(&command);
                assert!(matches!(events[0], Event::Grid(GridEvent::Appointed { .. })));
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}
