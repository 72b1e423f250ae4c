//! Figures against a slow oracle: a plain list of cases, told again from what happened, where only instants decide.
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

use std::collections::BTreeMap;

use common::*;
use linli::cases::{Act, ClockName, Event as Told, Hand, Register, StartedClock};
use linli::rulebook::OnOverdue;
use linli::views::{By, Counted, Figures, Group, LeftOut, OnTime, Rate, RateName, RunWhy, Why};
use linli::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

/// A clock as it ran.
struct Run {
    /// Empty for the case clock.
    state: String,
    until: Instant,
    /// When it was stopped, and whether by a person.
    stopped: Option<(Instant, bool)>,
    forgiven: bool,
}

impl Run {
    /// In a state that waits for the requester nobody is late.
    fn late(&self, now: Instant) -> bool {
        let late = match self.stopped {
            Some((at, true)) => at > self.until,
            Some((at, false)) => at >= self.until && self.state != "answered",
            None => now >= self.until,
        };
        late && !self.forgiven
    }
}

/// A case as somebody who was there would tell it.
struct Plain {
    id: CaseId,
    matter: MatterId,
    unit: String,
    requester: Option<PersonId>,
    registered: Instant,
    state: String,
    holder: UnitId,
    first_act: Option<Instant>,
    closed: Option<Instant>,
    rating: Option<u8>,
    runs: Vec<Run>,
    /// Steps of the system since a person closed the case: when, and the run that ended there.
    steps: Vec<(Instant, usize, bool)>,
}

impl Plain {
    fn start(&mut self, started: &[StartedClock]) {
        for clock in started {
            self.runs.push(Run {
                state: if clock.clock == ClockName::State {
                    self.state.clone()
                } else {
                    String::new()
                },
                until: clock.deadline.due().unwrap(),
                stopped: None,
                forgiven: false,
            });
        }
    }

    fn acts(&mut self, by: &PersonId, at: Instant) {
        if self.requester.as_ref() != Some(by) {
            self.first_act = Some(self.first_act.map_or(at, |first| first.min(at)));
        }
    }

    fn tell(&mut self, told: &Told) {
        match told {
            Told::Acted {
                by,
                at,
                state,
                hand,
                stopped,
                started,
                rating,
                closed,
                ..
            } => {
                let ends = |run: &Run| run.stopped.is_none() && run.until == *at;
                // Where both end at once, the state's clock is the one that acts.
                let ended = self.runs.iter().enumerate().filter(|(_, run)| ends(run));
                let fired = ended
                    .min_by_key(|(_, run)| run.state.is_empty())
                    .map(|(number, _)| number);
                for clock in stopped {
                    let case_clock = clock.clock == ClockName::Case;
                    let run = self
                        .runs
                        .iter_mut()
                        .rev()
                        .find(|run| run.state.is_empty() == case_clock);
                    run.unwrap().stopped = Some((*at, by.is_some()));
                }
                match by {
                    Some(by) => {
                        self.acts(by, *at);
                        if *closed == Some(true) {
                            self.steps.clear();
                        }
                    }
                    None => self.steps.push((*at, fired.unwrap(), false)),
                }
                self.state = state.to_string();
                if let Some(
                    Hand::Taken(to) | Hand::Escalated(to) | Hand::Transferred(to) | Hand::Returned(to),
                ) = hand
                {
                    self.holder = to.unit.clone();
                }
                self.rating = rating.or(self.rating);
                match closed {
                    Some(true) => self.closed = Some(*at),
                    Some(false) => self.closed = None,
                    None => {}
                }
                self.start(started);
            }
            Told::Excused { by, at, .. } => {
                self.acts(by, *at);
                let step = self.steps.iter_mut().find(|step| *at <= step.0).unwrap();
                self.runs[step.1].forgiven = true;
            }
            _ => {}
        }
    }
}

fn plain(log: &[Event]) -> Vec<Plain> {
    let mut cases: Vec<Plain> = Vec::new();
    for event in log {
        let Event::Cases(told) = event else { continue };
        if let Told::Registered {
            case,
            matter,
            unit,
            requester,
            at,
            holder,
            state,
            started,
            ..
        } = told
        {
            let mut plain = Plain {
                id: case.clone(),
                matter: matter.clone(),
                unit: unit.to_string(),
                requester: requester.clone(),
                registered: *at,
                state: state.to_string(),
                holder: holder.unit.clone(),
                first_act: None,
                closed: None,
                rating: None,
                runs: Vec::new(),
                steps: Vec::new(),
            };
            plain.start(started);
            cases.push(plain);
        } else {
            cases
                .iter_mut()
                .find(|plain| plain.id == *told.case())
                .unwrap()
                .tell(told);
        }
    }
    cases
}

fn counts<'a>(cases: impl Iterator<Item = &'a bool>) -> Rate {
    let answers: Vec<&bool> = cases.collect();
    Rate {
        part: answers.iter().filter(|good| ***good).count() as u64,
        of: answers.len() as u64,
    }
}

fn level(holder: &UnitId) -> &'static str {
    match holder.as_str() {
        "street" => "street",
        "guandao" => "community",
        _ => "grid",
    }
}

fn oracle(cases: &[&Plain], now: Instant) -> Figures {
    let answers = |case: &Plain| {
        let due = case.runs[0].until;
        let late = case.runs.iter().any(|run| run.state.is_empty() && run.late(now));
        let response = match (case.first_act, case.closed) {
            (Some(act), _) => Ok(act <= due),
            (None, Some(closed)) if closed <= due => Err(Why::Withdrawn),
            _ if now < due => Err(Why::NotYetDue),
            _ => Ok(false),
        };
        let resolution = if late || case.closed.is_some() {
            Ok(!late)
        } else {
            Err(Why::NotYetDue)
        };
        let satisfaction = match (case.rating, case.closed, &case.requester) {
            (Some(rating), ..) => Ok(rating > 3),
            (None, None, _) => Err(Why::StillOpen),
            (None, _, None) => Err(Why::Anonymous),
            (None, ..) => Err(Why::NotRated),
        };
        [
            (RateName::Response, response),
            (RateName::Resolution, resolution),
            (RateName::Satisfaction, satisfaction),
        ]
    };
    let all: Vec<_> = cases
        .iter()
        .flat_map(|case| answers(case).map(|(rate, answer)| (case.id.clone(), rate, answer)))
        .collect();
    let rate = |name| {
        let good: Vec<bool> = all
            .iter()
            .filter(|(_, rate, _)| *rate == name)
            .filter_map(|(_, _, answer)| answer.ok())
            .collect();
        counts(good.iter())
    };
    let number = |wanted: &dyn Fn(&Plain) -> bool| cases.iter().filter(|case| wanted(case)).count() as u64;
    Figures {
        registered: cases.len() as u64,
        closed: number(&|case| case.closed.is_some()),
        open: number(&|case| case.closed.is_none()),
        overdue: number(&|case| case.runs.iter().any(|run| run.late(now))),
        response: rate(RateName::Response),
        resolution: rate(RateName::Resolution),
        satisfaction: rate(RateName::Satisfaction),
        solved: ["street", "community", "grid", "building"]
            .map(|rung| views::Solved {
                level: id(rung),
                cases: number(&|case| case.closed.is_some() && level(&case.holder) == rung),
            })
            .into(),
        left_out: all
            .into_iter()
            .filter_map(|(case, rate, answer)| {
                Some(LeftOut {
                    case,
                    rate,
                    why: answer.err()?,
                })
            })
            .collect(),
    }
}

const UNITS: [&str; 5] = ["b-12", "grid-07", "grid-08", "guandao", "street"];

/// What somebody tries, after some hours; much of it is refused.
type Attempt = (u8, u8, i64, i64);

/// A town where things were tried, and the instant up to which it is settled.
fn lived(attempts: &[Attempt]) -> (Town, Instant) {
    let mut procedure = request();
    // A short limit, so that some are late, and case clocks on whose end the system acts as well as those it only marks.
    procedure.clock = clock("2 days", OnOverdue::Flag);
    let mut rules = bundle(procedure);
    rules
        .matters
        .values_mut()
        .for_each(|matter| matter.limits.clear());
    let mut town = Town::new(rules);
    let mut now = at("2025-03-25 09:00");
    for &(what, pick, hours, before) in attempts {
        now = now.plus_millis(hours * 3_600_000);
        town.settle(now);
        let cases: Vec<CaseId> = town.state.cases.iter().map(|(id, _)| id.clone()).collect();
        let person = format!("p{}", pick % 3);
        if what < 3 || cases.is_empty() {
            let matter = if pick % 4 == 0 { "orphan" } else { "parking" };
            let register = Register {
                anonymous: what == 0,
                ..Register::new(id(matter), id(UNITS[usize::from(pick) % UNITS.len()]))
            };
            let _ = town.execute(Meta::new(id(&person), now), register.into());
            continue;
        }
        let case = &cases[usize::from(pick) % cases.len()];
        let (action, as_requester) = [
            ("accept", false),
            ("accept", false),
            ("answer", false),
            ("escalate", false),
            ("close", true),
            ("close", true),
            ("reopen", true),
            ("claim", true),
        ][usize::from(what) % 8];
        let stands = town.case(case);
        let by = match (&stands.requester, as_requester) {
            (Some(requester), true) => requester.to_string(),
            // Whoever had it before may still have been in time.
            _ if before > 0 && what > 8 => ["w03", "w04", "d01"][usize::from(pick) % 3].to_owned(),
            _ => match stands.holder.unit.as_str() {
                "grid-07" => "w03".to_owned(),
                "grid-08" => "w04".to_owned(),
                "guandao" => "d01".to_owned(),
                _ => "d09".to_owned(),
            },
        };
        let mut meta = texts(&by, "2025-03-25 09:00");
        meta.recorded = now;
        meta.occurred = (before > 0).then(|| now.plus_millis(-before * 3_600_000));
        let act = Act {
            rating: (action == "close").then_some(1 + pick % 5),
            ..Act::new(case.clone(), id(action))
        };
        let _ = town.act(meta, act);
    }
    town.settle(now);
    (town, now)
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let before = prop_oneof![Just(0i64), 1..40i64];
    proptest::collection::vec((0..16u8, any::<u8>(), 0..30i64, before), 1..60)
}

fn all() -> Counted {
    Counted {
        unit: None,
        matter: None,
        from: Instant::EARLIEST,
        until: Instant::LATEST,
        seen_by: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn figures_are_what_a_plain_list_of_cases_says(attempts in attempts(), unit in 0..6usize, from in 0..10i64, days in 1..20i64) {
        let (town, now) = lived(&attempts);
        let start = at("2025-03-25 00:00").plus_millis(from * 86_400_000);
        let counted = Counted {
            unit: UNITS.get(unit).map(|unit| id(unit)),
            matter: (days % 2 == 0).then(|| id("parking")),
            from: start,
            until: start.plus_millis(days * 86_400_000),
            seen_by: None,
        };
        let within = |unit: &str, place: &str| match unit {
            "street" => true,
            "guandao" => place != "street",
            "grid-07" => ["grid-07", "b-12"].contains(&place),
            _ => unit == place,
        };
        let cases = plain(&town.log);
        let wanted = |case: &&Plain| {
            case.registered >= counted.from && case.registered < counted.until
                && counted.unit.as_ref().is_none_or(|unit| within(unit.as_str(), &case.unit))
                && counted.matter.as_ref().is_none_or(|matter| *matter == case.matter)
        };
        let cases: Vec<&Plain> = cases.iter().filter(wanted).collect();
        prop_assert_eq!(Figures::new(&town.state, &counted, now), oracle(&cases, now));
    }

    #[test]
    fn parts_are_what_plain_lists_of_their_cases_say_and_add_up_to_the_whole(attempts in attempts()) {
        let (town, now) = lived(&attempts);
        let cases = plain(&town.log);
        let month = |case: &Plain| if case.registered < at("2025-04-01 00:00") { "2025-03-01" } else { "2025-04-01" };
        let grid = |case: &Plain| if case.unit == "b-12" { "grid-07".to_owned() } else { case.unit.clone() };
        type Key<'a> = &'a dyn Fn(&Plain) -> (usize, Group);
        let ways: [(By, Key<'_>); 5] = [
            (By::Matter, &|case| (0, Group::Matter(case.matter.clone()))),
            (By::Level, &|case| {
                let rung = level(&case.holder);
                (["street", "community", "grid"].iter().position(|level| *level == rung).unwrap(), Group::Level(id(rung)))
            }),
            (By::Unit(id("grid")), &|case| (0, Group::Unit(id(&grid(case))))),
            (By::Month, &|case| (0, Group::Since(day(month(case))))),
            (By::Year, &|_| (0, Group::Since(day("2025-01-01")))),
        ];
        for (by, key) in ways {
            let mut groups: BTreeMap<(usize, Group), Vec<&Plain>> = BTreeMap::new();
            for case in &cases {
                // Forty attempts of up to thirty hours end before May, or are left to the test of the whole.
                if case.registered >= at("2025-05-01 00:00") { return Ok(()); }
                groups.entry(key(case)).or_default().push(case);
            }
            let expected: Vec<_> = groups.into_iter().map(|((_, group), cases)| (group, oracle(&cases, now))).collect();
            let parts = Figures::by(&town.state, &all(), &by, now);
            let found: Vec<_> = parts.into_iter().map(|part| (part.group, part.figures)).collect();
            prop_assert_eq!(found, expected, "{:?}", by);
        }
    }

    #[test]
    fn clocks_are_on_time_as_the_instants_say(attempts in attempts()) {
        let (town, now) = lived(&attempts);
        let cases = plain(&town.log);
        let events = town.log.iter().filter_map(|event| match event {
            Event::Cases(event) => Some(event),
            _ => None,
        });
        let on_time = OnTime::of(&town.state, &all(), events, now);
        let mut expected: BTreeMap<(String, String), (Vec<bool>, Vec<RunWhy>)> = BTreeMap::new();
        for case in &cases {
            for run in &case.runs {
                let (kept, left_out) = expected.entry((case.matter.to_string(), run.state.clone())).or_default();
                if run.state == "answered" {
                    left_out.push(RunWhy::Waiting);
                } else if run.stopped.is_none() && now < run.until {
                    left_out.push(RunWhy::Running);
                } else {
                    kept.push(!run.late(now));
                }
            }
        }
        let expected: Vec<_> = expected.into_iter()
            .map(|((matter, state), (kept, left_out))| (matter, state, counts(kept.iter()), left_out))
            .collect();
        let found: Vec<_> = on_time.clocks.into_iter().map(|clock| (
            clock.matter.to_string(),
            clock.state.map(|state| state.to_string()).unwrap_or_default(),
            clock.kept,
            clock.left_out.into_iter().map(|run| run.why).collect::<Vec<_>>(),
        )).collect();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn the_random_towns_know_every_fate() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut excused, mut reopened, mut late, mut rated) = (0, 0, 0, 0);
    for _ in 0..200 {
        let (town, now) = lived(&attempts().new_tree(&mut runner).unwrap().current());
        let cases = town.state.cases.iter();
        reopened += cases.filter(|(_, case)| case.reopened > 0).count();
        excused += town
            .log
            .iter()
            .filter(|event| matches!(event, Event::Cases(Told::Excused { .. })))
            .count();
        let figures = Figures::new(&town.state, &all(), now);
        late += figures.resolution.of - figures.resolution.part;
        rated += figures.satisfaction.of;
    }
    assert!(
        excused > 9 && reopened > 9 && late > 9 && rated > 9,
        "{excused} {reopened} {late} {rated}"
    );
}
