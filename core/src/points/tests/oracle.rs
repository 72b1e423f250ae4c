//! A slow, obvious ledger over plain lists, which works everything out anew each time, beside the real one under Tests the promise *balanced*.
//! random commands: holds, voids after expiry, corrections, bulk lines, pools, late deeds, editions with other caps.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Datelike;
use proptest::prelude::*;

use super::world::*;
use crate::points::*;
use crate::rulebook::{Amount, Expiry, PerPeriod, PointsRules, Purse};
use crate::state::Adopt;
use crate::{AwardId, Date, HoldId, Instant};

#[derive(Clone, Debug)]
struct Given {
    id: AwardId,
    account: String,
    earner: &'static str,
    rule: &'static str,
    fund: &'static str,
    points: u64,
    day: Date,
    expires: Option<Date>,
    corrected: bool,
    /// Points that went back to the fund, and that went past their date.
    back: u64,
    expired: u64,
}

#[derive(Clone, Debug)]
struct Booked {
    id: HoldId,
    person: &'static str,
    reward: &'static str,
    pieces: u64,
    day: Date,
    until: Instant,
    pins: Vec<(usize, u64)>,
    status: Status,
}

/// The oracle: lists of facts, and a list of editions.
struct Naive {
    editions: Vec<(Instant, PointsRules)>,
    given: Vec<Given>,
    booked: Vec<Booked>,
    /// Person, household, first day, first day no longer.
    homes: Vec<(&'static str, &'static str, Date, Option<Date>)>,
    stock: BTreeMap<&'static str, i64>,
}

fn today(now: Instant) -> Date {
    crate::calendar::Zone::shanghai().date(now)
}

fn midnight_after(day: Date) -> Instant {
    at(&format!("{} 00:00", day.succ_opt().unwrap()))
}

fn same(per: PerPeriod, a: Date, b: Date) -> bool {
    match per {
        PerPeriod::Deed => false,
        PerPeriod::Day => a == b,
        PerPeriod::Month => (a.year(), a.month()) == (b.year(), b.month()),
        PerPeriod::Year => a.year() == b.year(),
    }
}

impl Naive {
    fn rules(&self, now: Instant) -> &PointsRules {
        &self
            .editions
            .iter()
            .rev()
            .find(|(from, _)| *from <= now)
            .unwrap()
            .1
    }

    fn home(&self, person: &str, day: Date) -> Option<&'static str> {
        let homes = self.homes.iter();
        let mut here = homes.filter(|(who, _, from, until)| {
            *who == person && *from <= day && until.is_none_or(|until| day < until)
        });
        here.next().map(|home| home.1)
    }

    fn left(&self, at: usize) -> u64 {
        let given = &self.given[at];
        let live = self
            .booked
            .iter()
            .filter(|hold| matches!(hold.status, Status::Open | Status::Captured));
        let pinned: u64 = live
            .flat_map(|hold| &hold.pins)
            .filter(|pin| pin.0 == at)
            .map(|pin| pin.1)
            .sum();
        given.points - given.back - given.expired - pinned
    }

    /// The points of a deed, or nothing.
    fn weigh(
        &self,
        now: Instant,
        rule: &str,
        person: &str,
        fund: &str,
        quantity: u64,
        day: Date,
    ) -> (u64, Option<Date>) {
        let place = self.rules(now);
        let terms = &place.rules[rule];
        let mut points = match &terms.amount {
            Amount::Fixed(points) => *points,
            Amount::PerQuantity { points, each, .. } => points * quantity / each.number,
            Amount::Table(_) => unreachable!(),
        };
        let expires = match terms.expire.unwrap_or(place.expire) {
            Expiry::Days(days) => Some(day + chrono::Duration::days(days.into())),
            Expiry::EndOfYear(n) => Date::from_ymd_opt(day.year() + n as i32, 12, 31),
            _ => unreachable!(),
        };
        if expires.is_some_and(|last| last < today(now)) {
            return (0, None);
        }
        let counted = || {
            self.given
                .iter()
                .filter(|given| !given.corrected && given.rule == rule)
        };
        if let Some(days) = terms.cooldown
            && counted()
                .any(|given| given.earner == person && (given.day - day).num_days().abs() <= i64::from(days))
        {
            return (0, None);
        }
        let home = self.home(person, day);
        for cap in &terms.caps {
            let mine = |given: &&Given| match (cap.of, home) {
                (Purse::Household, Some(home)) => {
                    given.account == format!("household:{home}")
                        || given.account == format!("person:{}", given.earner)
                            && self.home(given.earner, given.day) == Some(home)
                }
                _ => given.earner == person,
            };
            let earned: u64 = counted()
                .filter(mine)
                .filter(|given| same(cap.per, given.day, day))
                .map(|given| given.points)
                .sum();
            points = points.min(cap.most.saturating_sub(earned));
        }
        if let Some(budget) = terms.budget {
            let of_year = self
                .given
                .iter()
                .filter(|given| given.rule == rule && given.fund == fund && given.day.year() == day.year());
            let issued: u64 = of_year.map(|given| given.points - given.back).sum();
            points = points.min(budget.saturating_sub(issued));
        }
        (points, expires)
    }

    fn award(&mut self, now: Instant, id: AwardId, deed: &Line, day: Date) -> u64 {
        let &Line {
            rule,
            person,
            unit,
            quantity,
            ..
        } = deed;
        let fund = if unit == "w1" { "west" } else { "east" };
        let (points, expires) = self.weigh(now, rule, person, fund, quantity, day);
        let account = match self.home(person, day) {
            Some(home) if self.rules(now).pool => format!("household:{home}"),
            _ => format!("person:{person}"),
        };
        if points > 0 {
            let (earner, corrected, back, expired) = (person, false, 0, 0);
            self.given.push(Given {
                id,
                account,
                earner,
                rule,
                fund,
                points,
                day,
                expires,
                corrected,
                back,
                expired,
            });
        }
        points
    }

    /// The lots of an account that can be spent on a day, in order.
    fn spendable(&self, account: &str, day: Date) -> Vec<usize> {
        let given = self.given.iter().enumerate();
        let mine = given.filter(|(at, given)| given.account == account && self.left(*at) > 0);
        let mut lots: Vec<usize> = mine
            .filter(|(_, given)| given.expires.is_none_or(|last| last >= day))
            .map(|(at, _)| at)
            .collect();
        lots.sort_by_key(|&at| {
            (
                self.given[at].expires.unwrap_or(Date::MAX),
                self.given[at].day,
                at,
            )
        });
        lots
    }

    fn redeem(
        &mut self,
        now: Instant,
        id: HoldId,
        person: &'static str,
        reward: &'static str,
        pieces: u64,
    ) -> bool {
        let day = today(now);
        let place = self.rules(now).clone();
        let wanted = &place.rewards[reward];
        let home = self.home(person, day);
        if let Some(limit) = wanted.limit {
            let live = self
                .booked
                .iter()
                .filter(|hold| matches!(hold.status, Status::Open | Status::Captured));
            let mine = live.filter(|hold| match (limit.of, home) {
                (Purse::Household, Some(home)) => self.home(hold.person, hold.day) == Some(home),
                _ => hold.person == person,
            });
            let taken: u64 = mine
                .filter(|hold| hold.reward == reward && same(limit.per, hold.day, day))
                .map(|hold| hold.pieces)
                .sum();
            if taken + pieces > limit.most {
                return false;
            }
        }
        let (own, pooled) = (
            Some(format!("person:{person}")),
            home.map(|home| format!("household:{home}")),
        );
        let order = if place.pool { [pooled, own] } else { [own, pooled] };
        let price = wanted.price * pieces;
        let pays = order.into_iter().flatten().find(|account| {
            self.spendable(account, day)
                .iter()
                .map(|&at| self.left(at))
                .sum::<u64>()
                >= price
        });
        let Some(account) = pays else { return false };
        if wanted.stocked && self.stock[reward] < pieces as i64 {
            return false;
        }
        let (mut missing, mut pins) = (price, Vec::new());
        for at in self.spendable(&account, day) {
            let part = missing.min(self.left(at));
            missing -= part;
            if part > 0 {
                pins.push((at, part));
            }
        }
        if wanted.stocked {
            *self.stock.get_mut(reward).unwrap() -= pieces as i64;
        }
        let until = midnight_after(day + chrono::Duration::days(7));
        self.booked.push(Booked {
            id,
            person,
            reward,
            pieces,
            day,
            until,
            pins,
            status: Status::Open,
        });
        true
    }

    fn release(&mut self, at: usize, status: Status, day: Date) {
        let hold = self.booked[at].clone();
        self.booked[at].status = status;
        if let Some(stock) = self.stock.get_mut(hold.reward) {
            *stock += hold.pieces as i64;
        }
        for (lot, points) in hold.pins {
            let given = &mut self.given[lot];
            if given.corrected {
                given.back += points;
            } else if given.expires.is_some_and(|last| last < day) {
                given.expired += points;
            }
        }
    }

    fn correct(&mut self, at: usize) {
        let left = self.left(at);
        self.given[at].back += left;
        self.given[at].corrected = true;
    }

    /// Carries out, in order of time, what is due by now.
    fn settle(&mut self, now: Instant) {
        loop {
            let open = self
                .booked
                .iter()
                .enumerate()
                .filter(|(_, hold)| hold.status == Status::Open);
            let hold = open.map(|(at, hold)| (hold.until, 0, at)).min();
            let lots = (0..self.given.len()).filter(|&at| self.left(at) > 0);
            let lot = lots
                .filter_map(|at| Some((midnight_after(self.given[at].expires?), 1, at)))
                .min();
            match [hold, lot].into_iter().flatten().min() {
                Some((when, 0, at)) if when <= now => self.release(at, Status::Expired, today(when)),
                Some((when, _, at)) if when <= now => self.given[at].expired += self.left(at),
                _ => return,
            }
        }
    }

    /// Every balance, from the lists.
    fn balances(&self) -> BTreeMap<AccountId, i64> {
        let mut balances = BTreeMap::new();
        let mut book = |name: &str, points: u64, sign: i64| {
            *balances.entry(account(name)).or_insert(0) += sign * points as i64;
        };
        for (at, given) in self.given.iter().enumerate() {
            book(&format!("fund:{}", given.fund), given.points - given.back, -1);
            book(&given.account, self.left(at), 1);
            book("expired", given.expired, 1);
        }
        for hold in &self.booked {
            let points = hold.pins.iter().map(|pin| pin.1).sum();
            match hold.status {
                Status::Open => book("held", points, 1),
                Status::Captured => book("redeemed", points, 1),
                _ => {}
            }
        }
        balances.retain(|_, points| *points != 0);
        balances
    }
}

#[derive(Clone, Debug)]
struct Line {
    rule: &'static str,
    person: &'static str,
    unit: &'static str,
    quantity: u64,
    days_ago: i64,
}

#[derive(Clone, Debug)]
enum Op {
    Wait(u32),
    Deeds(Vec<Line>),
    Redeem(&'static str, &'static str, u32),
    Capture(usize),
    Void(usize),
    Correct(usize),
    Join(&'static str, &'static str),
    Leave(&'static str),
    Edition(u64, u64, u64, bool),
}

const PEOPLE: [&str; 4] = ["ann", "ben", "cid", "dot"];
const RULES: [&str; 6] = ["help", "gift", "rare", "short", "paid", "family"];

fn line() -> impl Strategy<Value = Line> {
    let places = prop::sample::select(&["e1", "e2", "w1"][..]);
    let (rules, people) = (
        prop::sample::select(&RULES[..]),
        prop::sample::select(&PEOPLE[..]),
    );
    (rules, people, places, 1..400u64, 0..3i64).prop_map(|(rule, person, unit, quantity, days_ago)| Line {
        rule,
        person,
        unit,
        quantity,
        days_ago,
    })
}

fn op() -> impl Strategy<Value = Op> {
    let people = || prop::sample::select(&PEOPLE[..]);
    let rewards = prop::sample::select(&["rice", "towel", "soap", "leaflet"][..]);
    prop_oneof![
        4 => prop_oneof![0..36u32, 24 * 5..24 * 12u32, Just(24 * 200)].prop_map(Op::Wait),
        6 => prop::collection::vec(line(), 1..6).prop_map(Op::Deeds),
        6 => (people(), rewards, 1..3u32).prop_map(|(person, reward, pieces)| Op::Redeem(person, reward, pieces)),
        2 => any::<usize>().prop_map(Op::Capture),
        2 => any::<usize>().prop_map(Op::Void),
        2 => any::<usize>().prop_map(Op::Correct),
        1 => (people(), prop::sample::select(&["h1", "h2"][..])).prop_map(|(who, home)| Op::Join(who, home)),
        1 => people().prop_map(Op::Leave),
        1 => (3..30u64, 3..30u64, 3..60u64, any::<bool>()).prop_map(|(a, b, c, pool)| Op::Edition(a, b, c, pool)),
    ]
}

/// Plays one step in both, and compares what was answered.
fn play(world: &mut World, naive: &mut Naive, op: &Op) {
    let now = world.now();
    match op {
        Op::Wait(hours) => {
            let then = now.plus_millis(i64::from(*hours) * 3_600_000);
            world.goto(then);
            naive.settle(then);
        }
        Op::Deeds(lines) => {
            let deeds = lines.iter().map(|line| {
                let occurred = Some(now.plus_millis(-line.days_ago * 86_400_000));
                Deed {
                    occurred,
                    ..deed(line.rule, line.person, line.unit).quantity(line.quantity)
                }
            });
            let deeds: Vec<Deed> = deeds.collect();
            let mut stamp = world.stamp("boss");
            stamp.id.number += 1;
            let expected: Vec<u64> = lines
                .iter()
                .enumerate()
                .map(|(n, line)| {
                    let award = AwardId::derive(&stamp.id, n as u32);
                    naive.award(
                        now,
                        award,
                        line,
                        today(now.plus_millis(-line.days_ago * 86_400_000)),
                    )
                })
                .collect();
            let command: crate::Command = match &deeds[..] {
                [deed] => Award { deed: deed.clone() }.into(),
                _ => AwardAll { deeds }.into(),
            };
            // Deeds before the grid began are refused; the oracle starts later than that.
            let events = world.ask(stamp, command).unwrap();
            let found: Vec<u64> = events
                .iter()
                .map(|event| match event {
                    Event::Awarded { points, .. } => *points,
                    Event::Withheld { .. } => 0,
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(found, expected, "{lines:?}");
        }
        Op::Redeem(person, reward, pieces) => {
            let mut stamp = world.stamp(person);
            stamp.id.number += 1;
            let expected = naive.redeem(
                now,
                HoldId::derive(&stamp.id, 0),
                person,
                reward,
                u64::from(*pieces),
            );
            let redeem = Redeem {
                reward: id(reward),
                pieces: *pieces,
                unit: id("east"),
                person: None,
            };
            let found = world.ask(stamp, redeem);
            assert_eq!(found.is_ok(), expected, "{op:?}: {found:?}");
        }
        Op::Capture(at) | Op::Void(at) => {
            let Some(at) = at.checked_rem(naive.booked.len()) else {
                return;
            };
            let (hold, open) = (
                naive.booked[at].id.clone(),
                naive.booked[at].status == Status::Open,
            );
            let command: crate::Command = match op {
                Op::Capture(_) => Capture { hold }.into(),
                _ => Void { hold }.into(),
            };
            let stamp = world.stamp("shop");
            assert_eq!(world.ask(stamp, command).is_ok(), open);
            match op {
                Op::Capture(_) if open => naive.booked[at].status = Status::Captured,
                Op::Void(_) if open => naive.release(at, Status::Voided, today(now)),
                _ => {}
            }
        }
        Op::Correct(at) => {
            let Some(at) = at.checked_rem(naive.given.len()) else {
                return;
            };
            let stamp = World::with_reason(world.stamp("boss"));
            let found = world.ask(
                stamp,
                Correct {
                    award: naive.given[at].id.clone(),
                },
            );
            assert_eq!(found.is_ok(), !naive.given[at].corrected);
            if found.is_ok() {
                naive.correct(at);
            }
        }
        Op::Join(person, home) => {
            let from = today(now);
            let (household, who) = (id(home), id(person));
            let stamp = world.stamp("boss");
            let found = world.ask(
                stamp,
                Join {
                    household,
                    person: who,
                    unit: id("e1"),
                    from,
                },
            );
            let lives =
                |until: &Option<Date>, first: Date| until.is_none_or(|until| until > from && until > first);
            let free = !naive
                .homes
                .iter()
                .any(|(who, _, first, until)| who == person && lives(until, *first));
            assert_eq!(found.is_ok(), free);
            if free {
                naive.homes.push((person, home, from, None));
            }
        }
        Op::Leave(person) => {
            let until = today(now);
            let Some(open) = naive
                .homes
                .iter_mut()
                .find(|home| home.0 == *person && home.3.is_none())
            else {
                return;
            };
            open.3 = Some(until);
            let household = id(open.1);
            world.must(
                person,
                Leave {
                    household,
                    person: id(person),
                    until,
                },
            );
        }
        Op::Edition(year, month, budget, pool) => {
            let tomorrow = today(now).succ_opt().unwrap();
            let mut place = points(*pool);
            place
                .rules
                .get_mut("help")
                .unwrap()
                .caps
                .push(cap(*year, PerPeriod::Year, Purse::Person));
            place.rules.get_mut("family").unwrap().caps =
                vec![cap(*month, PerPeriod::Year, Purse::Household)];
            place.rules.get_mut("gift").unwrap().budget = Some(*budget);
            let stamp = world.stamp("admin");
            let bundle = Arc::new(bundle(&tomorrow.to_string(), Some(place.clone())));
            if world.ask(stamp, Adopt { bundle }).is_ok() {
                naive.editions.push((midnight_after(today(now)), place));
            }
        }
    }
}

fn compare(world: &World, naive: &Naive) {
    assert_eq!(world.ledger().trial_balance(), naive.balances());
    let homes = PEOPLE.map(|person| format!("person:{person}"));
    for name in homes
        .iter()
        .map(String::as_str)
        .chain(["household:h1", "household:h2"])
    {
        let found: Vec<_> = world
            .ledger()
            .lots(&account(name))
            .into_iter()
            .map(|lot| (lot.award, lot.left))
            .collect();
        let order = naive.spendable(name, Date::MIN).into_iter();
        let expected: Vec<_> = order
            .map(|at| (naive.given[at].id.clone(), naive.left(at)))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
    for (reward, stock) in &naive.stock {
        assert_eq!(world.ledger().stock(&id(reward), &id("east")), *stock as u64);
    }
}

/// A world in which anything may have happened.
pub(super) fn any_story() -> impl Strategy<Value = World> {
    (any::<bool>(), prop::collection::vec(op(), 1..40)).prop_map(|(pool, ops)| play_all(pool, &ops))
}

fn play_all(pool: bool, ops: &[Op]) -> World {
    let mut world = World::new(pool);
    world.on("2025-01-05 09:00");
    for reward in ["soap", "rice"] {
        world.must(
            "shop",
            Restock {
                reward: id(reward),
                unit: id("east"),
                pieces: 20,
            },
        );
    }
    let editions = vec![(at("2025-01-01 00:00"), points(pool))];
    let (given, booked, homes) = (Vec::new(), Vec::new(), Vec::new());
    let mut naive = Naive {
        editions,
        given,
        booked,
        homes,
        stock: [("rice", 20), ("soap", 20)].into(),
    };
    for op in ops {
        play(&mut world, &mut naive, op);
        compare(&world, &naive);
    }
    world
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn the_ledger_says_what_plain_lists_say(pool: bool, ops in prop::collection::vec(op(), 1..60)) {
        play_all(pool, &ops);
    }

    #[test]
    fn folding_the_journal_again_gives_the_same_ledger(pool: bool, ops in prop::collection::vec(op(), 1..40)) {
        play_all(pool, &ops).folds_again();
    }

    /// Three editions over one generated year, each with another yearly cap: whenever one is adopted, the whole year counts.
    #[test]
    fn a_cap_of_a_later_edition_counts_the_whole_year(
        first in prop::collection::vec(prop_oneof![3 => prop::collection::vec(line(), 1..5).prop_map(Op::Deeds), 1 => Just(Op::Wait(24 * 6))], 1..20),
        second in prop::collection::vec(prop::collection::vec(line(), 1..5).prop_map(Op::Deeds), 1..10),
        third in prop::collection::vec(prop::collection::vec(line(), 1..5).prop_map(Op::Deeds), 1..10),
        caps in prop::array::uniform2((3..30u64, 3..30u64, 3..60u64)),
    ) {
        let [(a, b, c), (d, e, f)] = caps;
        let mut ops = first;
        ops.extend([Op::Edition(a, b, c, true), Op::Wait(24 * 7)]);
        ops.extend(second);
        ops.extend([Op::Edition(d, e, f, false), Op::Wait(24 * 7)]);
        ops.extend(third);
        let world = play_all(false, &ops);
        world.folds_again();
        for person in PEOPLE {
            let earned = world.events.iter().filter_map(|(when, event)| match event {
                crate::Event::Points(Event::Awarded { earner, rule, points, day, .. })
                    if earner.as_str() == person && rule.as_str() == "help" && day.year() == 2025 => Some((*when, *points)),
                _ => None,
            });
            let all: Vec<_> = earned.collect();
            let total: u64 = all.iter().map(|(_, points)| points).sum();
            let adopted: Vec<Instant> = world.state.editions.iter().map(|edition| edition.from).collect();
            let before: u64 = all.iter().filter(|(when, _)| *when < adopted[2]).map(|(_, points)| points).sum();
            prop_assert!(total <= before.max(d), "{total} points under a cap of {d}");
        }
    }
}
