//! Points: what an account weighs, then one award, one redemption, one capture and one bulk entry through decide and
//! apply, 100,000 accounts at random, beside a hand-written loop with the same map, caps and lots, in processor time
//! (Linux).

#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic
)]

mod measure;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use linli::calendar::{Calendar, Zone};
use linli::grid::{AddUnits, Appoint, NewUnit};
use linli::points::{Award, AwardAll, Capture, Deed, Redeem};
use linli::rulebook::{
    Amount, Cap, Expiry, Late, Level, PerPeriod, PointsRules, Post, Purse, Reward, RewardLimit, Rule, Seats,
};
use linli::state::Adopt;
use linli::{Bundle, Command, CommandId, Date, HoldId, Instant, Label, Map, Outcome, PersonId, Stamp, State};
use measure::{ROUNDS, in_turn, live, report, timed};

const ACCOUNTS: u64 = 100_000;
const OPERATIONS: u64 = 50_000;
const MOST_A_MONTH: u64 = 1_000;
const PRICE: u64 = 7;

fn id<T: for<'a> TryFrom<&'a str, Error = linli::IdError>>(text: &str) -> T {
    T::try_from(text).unwrap()
}

fn person(n: u64) -> PersonId {
    id(&format!("p{n}"))
}

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// The same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

fn bundle() -> Bundle {
    let cap = |most, per| Cap {
        most,
        per,
        of: Purse::Person,
    };
    let rule = Rule {
        name: Label::One("志愿服务".into()),
        amount: Amount::Fixed(5),
        caps: vec![
            cap(MOST_A_MONTH, PerPeriod::Month),
            cap(12 * MOST_A_MONTH, PerPeriod::Year),
        ],
        cooldown: None,
        review: None,
        fund: id("community"),
        budget: Some(1_000_000_000),
        expire: None,
        entered_by: vec![id("worker")],
    };
    let limit = Some(RewardLimit {
        most: 1_000,
        per: PerPeriod::Month,
        of: Purse::Person,
    });
    let reward = Reward {
        name: Label::One("大米".into()),
        price: PRICE,
        limit,
        stocked: false,
    };
    let level = |name: &str| Level {
        id: id(name),
        name: Label::One(name.into()),
        kinds: vec![],
        households: None,
    };
    let post = |name: &str| {
        let at = ["community", "grid"].map(id).to_vec();
        let post = Post {
            name: Label::One(name.into()),
            at,
            seats: Seats { min: 0, max: 9 },
            when_vacant: vec![],
        };
        (id(name), post)
    };
    Bundle {
        format: 1,
        id: id("bench"),
        name: Label::One("bench".into()),
        from: Date::from_ymd_opt(2025, 1, 1).unwrap(),
        zone: Zone::shanghai(),
        calendar: Calendar::china(),
        revised_calendar: Default::default(),
        levels: ["community", "grid"].map(level).to_vec(),
        posts: ["worker", "counter"].map(post).into(),
        bodies: BTreeMap::new(),
        channels: BTreeMap::new(),
        late: Late { minutes: 600 },
        matters: BTreeMap::new(),
        procedures: BTreeMap::new(),
        points: Some(PointsRules {
            name: Label::One("道德币".into()),
            expire: Expiry::EndOfYear(1),
            pool: false,
            hold: serde_json::from_str("\"7 days\"").unwrap(),
            counter: id("counter"),
            rules: [(id("volunteering"), rule)].into(),
            rewards: [(id("rice"), reward)].into(),
        }),
    }
}

fn stamp(actor: &str, number: u64, recorded: Instant) -> Stamp {
    Stamp {
        id: CommandId::new(id("desk"), number),
        actor: id(actor),
        capacity: None,
        on_behalf_of: None,
        occurred: None,
        recorded,
        details: Vec::new(),
        attachments: Vec::new(),
    }
}

fn run(state: &mut State, stamp: &Stamp, command: &Command) -> usize {
    match state.decide(stamp, command) {
        Outcome::Accepted(events) => {
            events.iter().for_each(|scoped| state.apply(&scoped.event));
            events.len()
        }
        Outcome::Refused(refusal) => panic!("{refusal}"),
    }
}

fn deed(person: PersonId) -> Deed {
    Deed::new(id("volunteering"), person, id("g1"))
}

fn empty() -> State {
    let mut state = State::default();
    let start = instant("2025-01-01T09:00:00+08:00");
    let unit = |name: &str, level: &str, parent: Option<&str>| NewUnit {
        id: id(name),
        level: id(level),
        kind: None,
        code: None,
        name: Label::One(name.into()),
        parent: parent.map(id),
        from: Date::from_ymd_opt(2025, 1, 1).unwrap(),
        households: None,
        residents: None,
    };
    let units = vec![unit("east", "community", None), unit("g1", "grid", Some("east"))];
    let appoint = |person: &str, post: &str, unit: &str| Appoint {
        person: id(person),
        post: id(post),
        unit: id(unit),
        from: Date::from_ymd_opt(2025, 1, 1).unwrap(),
        until: None,
    };
    let commands: [Command; 4] = [
        Adopt {
            bundle: Arc::new(bundle()),
        }
        .into(),
        AddUnits { units }.into(),
        appoint("worker", "worker", "g1").into(),
        appoint("shop", "counter", "east").into(),
    ];
    for (number, command) in (1..).zip(commands) {
        run(&mut state, &stamp("admin", number, start), &command);
    }
    state
}

/// Three lots of 5 points in each account, from three months.
fn filled(accounts: u64) -> State {
    let mut state = empty();
    let mut number = 100;
    for month in ["01", "02", "03"] {
        let recorded = instant(&format!("2025-{month}-05T09:00:00+08:00"));
        for first in (0..accounts).step_by(1_000) {
            let deeds = (first..accounts.min(first + 1_000))
                .map(|n| deed(person(n)))
                .collect();
            number += 1;
            run(
                &mut state,
                &stamp("worker", number, recorded),
                &AwardAll { deeds }.into(),
            );
        }
    }
    state
}

/// What a careful programmer would write for one rule and one reward: the same map, caps and lots, nothing else.
mod by_hand {
    use super::{Date, HoldId, MOST_A_MONTH, Map, PRICE, PersonId};
    use chrono::Datelike;

    #[derive(Clone, Copy)]
    pub struct Lot {
        pub award: (u64, u32),
        pub day: Date,
        pub expires: Date,
        pub points: u64,
        pub left: u64,
    }

    #[derive(Clone, Default)]
    pub struct Account {
        pub lots: Vec<Lot>,
        pub balance: u64,
    }

    #[derive(Clone)]
    pub struct Hold {
        pub person: PersonId,
        pub pins: Vec<((u64, u32), u64)>,
        pub open: bool,
    }

    #[derive(Clone, Default)]
    pub struct Ledger {
        pub accounts: Map<PersonId, Account>,
        pub holds: Map<HoldId, Hold>,
        pub fund: u64,
        pub held: u64,
        pub redeemed: u64,
    }

    impl Ledger {
        pub fn award(&mut self, award: (u64, u32), person: &PersonId, day: Date, expires: Date) -> bool {
            let account = match self.accounts.get_mut(person) {
                Some(account) => account,
                None => self.accounts.entry(person.clone()).or_default(),
            };
            let year = account
                .lots
                .iter()
                .rev()
                .take_while(|lot| lot.day.year() == day.year());
            let (mut in_year, mut in_month) = (0, 0);
            for lot in year {
                in_year += lot.points;
                in_month += if lot.day.month() == day.month() {
                    lot.points
                } else {
                    0
                };
            }
            let points = 5
                .min(MOST_A_MONTH.saturating_sub(in_month))
                .min((12 * MOST_A_MONTH).saturating_sub(in_year));
            if points == 0 {
                return false;
            }
            account.lots.push(Lot {
                award,
                day,
                expires,
                points,
                left: points,
            });
            account.balance += points;
            self.fund += points;
            true
        }

        pub fn redeem(&mut self, hold: HoldId, person: &PersonId, day: Date) -> bool {
            let Some(account) = self.accounts.get_mut(person) else {
                return false;
            };
            if account.balance < PRICE {
                return false;
            }
            let mut live: Vec<usize> = (0..account.lots.len())
                .filter(|&at| account.lots[at].left > 0 && account.lots[at].expires >= day)
                .collect();
            live.sort_by_key(|&at| account.lots[at].expires);
            let (mut missing, mut pins) = (PRICE, Vec::new());
            for at in live {
                let part = missing.min(account.lots[at].left);
                if part > 0 {
                    account.lots[at].left -= part;
                    pins.push((account.lots[at].award, part));
                    missing -= part;
                }
            }
            account.balance -= PRICE;
            self.held += PRICE;
            self.holds.insert(
                hold,
                Hold {
                    person: person.clone(),
                    pins,
                    open: true,
                },
            );
            true
        }

        pub fn capture(&mut self, hold: &HoldId) -> bool {
            let Some(hold) = self.holds.get_mut(hold).filter(|hold| hold.open) else {
                return false;
            };
            hold.open = false;
            self.held -= PRICE;
            self.redeemed += PRICE;
            !hold.pins.is_empty() && !hold.person.as_str().is_empty()
        }
    }
}

fn filled_by_hand() -> by_hand::Ledger {
    let mut ledger = by_hand::Ledger::default();
    let expires = Date::from_ymd_opt(2026, 12, 31).unwrap();
    for month in 1..=3 {
        let day = Date::from_ymd_opt(2025, month, 5).unwrap();
        for n in 0..ACCOUNTS {
            ledger.award((u64::from(month), n as u32), &person(n), day, expires);
        }
    }
    ledger
}

fn weigh() {
    let base = {
        empty();
        live()
    };
    for accounts in [50_000, 100_000, 114_000, 115_000, 200_000] {
        let state = filled(accounts);
        let bytes = live() - base;
        println!(
            "memory: {accounts} accounts with 3 lots each: {:.0} bytes an account (to reach: at most 300)",
            bytes as f64 / accounts as f64
        );
        state.check().unwrap();
    }
}

/// The processor time of a pass from a fresh copy of `start`, which `prepare` may bring further first.
fn pass<S: Clone>(start: &S, prepare: impl Fn(&mut S), work: impl Fn(&mut S)) -> Duration {
    let mut state = start.clone();
    prepare(&mut state);
    let spent = timed(|| work(&mut state));
    black_box(&state);
    spent
}

fn run_all(state: &mut State, commands: &[(Stamp, Command)]) {
    for (stamp, command) in commands {
        black_box(run(state, stamp, command));
    }
}

fn main() {
    weigh();
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    let mut random = Random(88_172_645_463_325_252);
    let now = instant("2025-03-20T10:00:00+08:00");
    let day = Date::from_ymd_opt(2025, 3, 20).unwrap();
    let expires = Date::from_ymd_opt(2026, 12, 31).unwrap();
    let state = filled(ACCOUNTS);
    let hand = filled_by_hand();

    let people: Vec<PersonId> = (0..OPERATIONS).map(|_| person(random.below(ACCOUNTS))).collect();
    let awards: Vec<(Stamp, Command)> = (1_000..)
        .zip(&people)
        .map(|(number, person)| {
            let deed = deed(person.clone());
            (stamp("worker", number, now), Award { deed }.into())
        })
        .collect();
    let award_by_hand = |ledger: &mut by_hand::Ledger| {
        for (number, person) in (1_000..).zip(&people) {
            assert!(ledger.award((number, 0), person, day, expires));
        }
    };

    // Each account can pay twice: everybody is served at most once.
    let mut order: Vec<u64> = (0..ACCOUNTS).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, random.below(at as u64 + 1) as usize);
    }
    let (redemptions, captures): (Vec<_>, Vec<_>) = (1_000..)
        .step_by(2)
        .zip(order.iter().take(OPERATIONS as usize))
        .map(|(number, &n)| {
            let redeem = Redeem {
                reward: id("rice"),
                pieces: 1,
                unit: id("east"),
                person: None,
            };
            let asked = stamp(person(n).as_str(), number, now);
            let hold = HoldId::derive(&asked.id, 0);
            let capture = (stamp("shop", number + 1, now), Capture { hold }.into());
            ((asked, Command::from(redeem)), capture)
        })
        .unzip();
    let redeem_by_hand = |ledger: &mut by_hand::Ledger| {
        for (stamp, _) in &redemptions {
            let hold = HoldId::derive(&stamp.id, 0);
            assert!(ledger.redeem(hold, &stamp.actor, day));
        }
    };
    let capture_by_hand = |ledger: &mut by_hand::Ledger| {
        for (_, command) in &captures {
            let Command::Points(linli::points::Command::Capture(capture)) = command else {
                panic!("not a capture")
            };
            assert!(ledger.capture(&capture.hold));
        }
    };

    let bulks: Vec<(Stamp, Command)> = (1_000..1_000 + OPERATIONS / 1_000)
        .map(|number| {
            let deeds = (0..1_000).map(|_| deed(person(random.below(ACCOUNTS)))).collect();
            (stamp("worker", number, now), AwardAll { deeds }.into())
        })
        .collect();

    // What is timed, after what it needs to have happened before.
    let nothing = |_: &mut State| {};
    let nothing_by_hand = |_: &mut by_hand::Ledger| {};
    let award = || pass(&state, nothing, |state| run_all(state, &awards));
    let hand_award = || pass(&hand, nothing_by_hand, award_by_hand);
    let redeem = || pass(&state, nothing, |state| run_all(state, &redemptions));
    let hand_redeem = || pass(&hand, nothing_by_hand, redeem_by_hand);
    let redeemed = |state: &mut State| run_all(state, &redemptions);
    let capture = || pass(&state, redeemed, |state| run_all(state, &captures));
    let hand_capture = || pass(&hand, redeem_by_hand, capture_by_hand);
    let bulk = || pass(&state, nothing, |state| run_all(state, &bulks));

    type Job<'a> = (&'a str, &'a dyn Fn() -> Duration, &'a dyn Fn() -> Duration);
    let jobs: [Job<'_>; 4] = [
        ("an award", &award, &hand_award),
        ("a redemption", &redeem, &hand_redeem),
        ("a capture", &capture, &hand_capture),
        ("a line of a bulk of 1,000", &bulk, &hand_award),
    ];
    for (job, ours, by_hand) in jobs {
        let job = format!("{job}, 100,000 accounts at random");
        let figures = in_turn(ROUNDS, OPERATIONS as usize, [&mut || ours(), &mut || by_hand()]);
        report(&job, figures[0], figures[1], 0.25);

        let mut group = criterion.benchmark_group(job);
        group.throughput(Throughput::Elements(OPERATIONS));
        group.bench_function("linli", |b| b.iter_custom(|n| (0..n).map(|_| ours()).sum()));
        group.bench_function("by hand", |b| b.iter_custom(|n| (0..n).map(|_| by_hand()).sum()));
        group.finish();
    }
    criterion.final_summary();
}
