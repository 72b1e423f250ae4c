//! A small place to play in: two communities under a street, each with a grid and people at their posts.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use crate::calendar::{Calendar, Zone};
use crate::grid::{AddUnits, Appoint, NewUnit};
use crate::points::{AccountId, Deed, Event, Ledger};
use crate::rulebook::*;
use crate::state::Adopt;
use crate::{Capacity, Command, CommandId, Date, Instant, Label, Outcome, Salt, Stamp, State};

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn at(text: &str) -> Instant {
    Instant::parse(&format!("{}:00+08:00", text.replace(' ', "T"))).unwrap()
}

pub(super) fn account(text: &str) -> AccountId {
    AccountId::parse(text).unwrap()
}

pub(super) fn id<T: for<'a> TryFrom<&'a str, Error = crate::IdError>>(text: &str) -> T {
    T::try_from(text).unwrap()
}

pub(super) fn rule(amount: Amount, caps: &[Cap]) -> Rule {
    Rule {
        name: Label::One("rule".into()),
        amount,
        caps: caps.to_vec(),
        cooldown: None,
        review: None,
        fund: id("community"),
        budget: None,
        expire: None,
        entered_by: Vec::new(),
    }
}

pub(super) fn cap(most: u64, per: PerPeriod, of: Purse) -> Cap {
    Cap { most, per, of }
}

/// `help`: a point an hour, 3 a deed; `gift`: 5 fixed; `reviewed`: 5 after the lead agrees; `rare`: a week between two;
/// `short`: 4 for 10 days; `paid`: budget of 10 a year.
pub(super) fn points(pool: bool) -> PointsRules {
    let hours = Amount::PerQuantity {
        points: 1,
        each: Quantity {
            number: 60,
            unit: "minutes".into(),
        },
        rounding: Rounding::Down,
    };
    let rules = [
        (
            "help",
            rule(
                hours,
                &[
                    cap(3, PerPeriod::Deed, Purse::Person),
                    cap(8, PerPeriod::Month, Purse::Person),
                ],
            ),
        ),
        ("gift", rule(Amount::Fixed(5), &[])),
        (
            "reviewed",
            Rule {
                review: Some(id("lead")),
                ..rule(Amount::Fixed(5), &[cap(5, PerPeriod::Day, Purse::Person)])
            },
        ),
        (
            "rare",
            Rule {
                cooldown: Some(7),
                ..rule(Amount::Fixed(2), &[])
            },
        ),
        (
            "short",
            Rule {
                expire: Some(Expiry::Days(10)),
                ..rule(Amount::Fixed(4), &[])
            },
        ),
        (
            "paid",
            Rule {
                budget: Some(10),
                ..rule(Amount::Fixed(4), &[])
            },
        ),
        (
            "family",
            rule(Amount::Fixed(3), &[cap(7, PerPeriod::Month, Purse::Household)]),
        ),
        (
            "leads",
            Rule {
                entered_by: vec![id("lead")],
                ..rule(Amount::Fixed(1), &[])
            },
        ),
        (
            "county",
            Rule {
                fund: id("county"),
                ..rule(Amount::Fixed(1), &[])
            },
        ),
        (
            "huge",
            rule(
                Amount::PerQuantity {
                    points: 10,
                    each: Quantity {
                        number: 1,
                        unit: "times".into(),
                    },
                    rounding: Rounding::Down,
                },
                &[],
            ),
        ),
    ];
    let rewards = [
        ("rice", 5, Some((2, Purse::Household)), true),
        ("towel", 2, Some((4, Purse::Person)), false),
        ("soap", 3, None, true),
        ("leaflet", 0, None, false),
    ];
    PointsRules {
        name: Label::One("道德币".into()),
        expire: Expiry::EndOfYear(1),
        pool,
        hold: serde_json::from_value(json!("7 days")).unwrap(),
        counter: id("counter"),
        rules: rules.into_iter().map(|(name, rule)| (id(name), rule)).collect(),
        rewards: rewards
            .into_iter()
            .map(|(name, price, limit, stocked)| {
                let limit = limit.map(|(most, of)| RewardLimit {
                    most,
                    per: PerPeriod::Month,
                    of,
                });
                (
                    id(name),
                    Reward {
                        name: Label::One(name.into()),
                        price,
                        limit,
                        stocked,
                    },
                )
            })
            .collect(),
    }
}

pub(super) fn bundle(from: &str, points: Option<PointsRules>) -> Bundle {
    let level = |name| Level {
        id: id(name),
        name: Label::One(name.into()),
        kinds: vec![],
        households: None,
    };
    let post = |name| {
        let at = ["street", "community", "grid"].map(id).to_vec();
        let post = Post {
            name: Label::One(String::from(name)),
            at,
            seats: Seats { min: 0, max: 9 },
            when_vacant: vec![],
        };
        (id(name), post)
    };
    Bundle {
        format: 1,
        id: id("test"),
        name: Label::One("试点".into()),
        from: day(from),
        zone: Zone::shanghai(),
        calendar: Calendar::china(),
        revised_calendar: Default::default(),
        levels: ["county", "street", "community", "grid"].map(level).to_vec(),
        posts: ["worker", "lead", "counter"].map(post).into(),
        bodies: BTreeMap::new(),
        channels: BTreeMap::new(),
        late: Late { minutes: 3 * 24 * 60 },
        matters: BTreeMap::new(),
        procedures: BTreeMap::new(),
        points,
    }
}

/// A state, the state its events fold to, and the events.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) state: State,
    pub(super) events: Vec<(Instant, crate::Event)>,
    now: Instant,
    number: u64,
}

impl World {
    pub(super) fn new(pool: bool) -> Self {
        Self::with(bundle("2025-01-01", Some(points(pool))))
    }

    pub(super) fn with(bundle: Bundle) -> Self {
        let now = at("2025-01-01 08:00");
        let mut world = Self {
            state: State::default(),
            events: Vec::new(),
            now,
            number: 0,
        };
        world.must(
            "admin",
            Adopt {
                bundle: Arc::new(bundle),
            },
        );
        let unit = |name: &str, level: &str, parent: Option<&str>| NewUnit {
            id: id(name),
            level: id(level),
            kind: None,
            code: None,
            name: Label::One(name.into()),
            parent: parent.map(id),
            from: day("2025-01-01"),
            households: None,
            residents: None,
        };
        let units = vec![
            unit("street", "street", None),
            unit("east", "community", Some("street")),
            unit("west", "community", Some("street")),
            unit("e1", "grid", Some("east")),
            unit("e2", "grid", Some("east")),
            unit("w1", "grid", Some("west")),
        ];
        world.must("admin", AddUnits { units });
        for (person, post, unit) in [
            ("boss", "lead", "street"),
            ("lead", "lead", "e1"),
            ("worker", "worker", "e1"),
            ("shop", "counter", "east"),
            ("shop-w", "counter", "west"),
        ] {
            let (person, post, unit) = (id(person), id(post), id(unit));
            world.must(
                "admin",
                Appoint {
                    person,
                    post,
                    unit,
                    from: day("2025-01-01"),
                    until: None,
                },
            );
        }
        world
    }

    pub(super) fn ledger(&self) -> &Ledger {
        &self.state.points
    }

    pub(super) fn now(&self) -> Instant {
        self.now
    }

    /// Lets the time pass; what falls due is carried out, each as of its own instant.
    pub(super) fn goto(&mut self, now: Instant) {
        self.now = self.now.max(now);
        while let Some(due) = self.state.next_due().filter(|due| due.at <= self.now) {
            let events = self.state.carry_out(&due);
            assert!(!events.is_empty(), "{due:?} leads nowhere");
            self.take_in(due.at, events);
        }
    }

    pub(super) fn on(&mut self, text: &str) -> &mut Self {
        self.goto(at(text));
        self
    }

    fn take_in(&mut self, at: Instant, events: Vec<crate::context::Scoped<crate::Event>>) -> Vec<Event> {
        let mut points = Vec::new();
        for scoped in events {
            self.state.apply(&scoped.event);
            self.state
                .check()
                .unwrap_or_else(|broken| panic!("{broken} after {:?}", scoped.event));
            if let crate::Event::Points(event) = &scoped.event {
                points.push(event.clone());
            }
            self.events.push((at, scoped.event));
        }
        points
    }

    pub(super) fn stamp(&self, actor: &str) -> Stamp {
        Stamp {
            id: CommandId::new(id("desk"), self.number),
            actor: id(actor),
            capacity: None,
            on_behalf_of: None,
            occurred: None,
            recorded: self.now,
            details: Vec::new(),
            attachments: Vec::new(),
        }
    }

    pub(super) fn with_reason(mut stamp: Stamp) -> Stamp {
        let detail = crate::Detail {
            name: id("reason"),
            text: "录错了人".into(),
        };
        stamp.details.push(detail.seal(&Salt([7; 16])));
        stamp
    }

    pub(super) fn as_resident(mut stamp: Stamp) -> Stamp {
        stamp.capacity = Some(Capacity::Resident);
        stamp
    }

    pub(super) fn ask(
        &mut self,
        stamp: Stamp,
        command: impl Into<Command>,
    ) -> Result<Vec<Event>, crate::Refusal> {
        self.number += 1;
        match self.state.decide(&stamp, &command.into()) {
            Outcome::Accepted(events) => Ok(self.take_in(stamp.recorded, events)),
            Outcome::Refused(refusal) => Err(refusal),
        }
    }

    /// What follows; a refusal fails the test.
    pub(super) fn must(&mut self, actor: &str, command: impl Into<Command>) -> Vec<Event> {
        let stamp = self.stamp(actor);
        self.ask(stamp, command)
            .unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    /// The name of the refusal; acceptance fails the test.
    pub(super) fn refused(&mut self, actor: &str, command: impl Into<Command>) -> &'static str {
        let stamp = self.stamp(actor);
        match self.ask(stamp, command) {
            Ok(events) => panic!("accepted: {events:?}"),
            Err(refusal) => refusal.name(),
        }
    }

    /// A deed entered by the worker of `e1` (or the boss, elsewhere): the points earned.
    pub(super) fn earn(&mut self, rule: &str, person: &str, unit: &str, quantity: u64) -> u64 {
        let deed = deed(rule, person, unit).quantity(quantity);
        match &self.must("boss", crate::points::Award { deed })[..] {
            [Event::Awarded { points, .. }] => *points,
            _ => 0,
        }
    }

    pub(super) fn balance(&self, text: &str) -> i64 {
        self.ledger().balance(&account(text))
    }

    /// Folding the events again gives this very state.
    pub(super) fn folds_again(&self) {
        let mut again = State::default();
        self.events.iter().for_each(|(_, event)| again.apply(event));
        assert_eq!(again.points, self.state.points);
    }
}

pub(super) fn deed(rule: &str, person: &str, unit: &str) -> Deed {
    Deed::new(id(rule), id(person), id(unit))
}

/// The reasons or points of a bulk entry, a word a line.
pub(super) fn words(events: &[Event]) -> Vec<String> {
    let word = |event: &Event| match event {
        Event::Awarded { points, .. } => points.to_string(),
        Event::Withheld { reason, .. } => format!("{reason:?}"),
        Event::Submitted { .. } => "waits".into(),
        Event::LineRefused { code, .. } => code.to_string(),
        other => format!("{other:?}"),
    };
    events.iter().map(word).collect()
}
