//! The arithmetic of clocks over pauses and extensions, against a clerk who counts minute by minute.

use linli::Instant;
use linli::calendar::{Almanac, Limit, LimitUnit};
use linli::cases::ClockName;
use linli::rulebook::Bundle;
use proptest::prelude::*;

use crate::kit::*;

const MINUTE: i64 = 60_000;
const EXTENSIONS: [&str; 4] = ["45 minutes", "3 working hours", "1 day", "2 days"];

#[derive(Clone, Copy, Debug)]
enum Does {
    Pause,
    Resume,
    Extend,
}

/// Counts a limit and its extensions down, one minute after the other.
struct Clerk<'a> {
    almanac: Almanac<'a>,
    bundle: &'a Bundle,
    /// What is still to be counted, first what runs now: in minutes, working minutes or days.
    left: Vec<(Limit, u32)>,
    /// The day on which the counting of days began; it does not count itself.
    begun: linli::Date,
    extension: Limit,
    extended: u8,
    /// When the clocks go on by themselves, while they stand still.
    paused: Option<Instant>,
    now: Instant,
    ended: Option<Instant>,
}

fn amount(limit: Limit) -> (Limit, u32) {
    let hours = matches!(limit.unit(), LimitUnit::Hours | LimitUnit::WorkingHours);
    (
        limit,
        if hours {
            limit.amount() * 60
        } else {
            limit.amount()
        },
    )
}

impl Clerk<'_> {
    fn day(&self, at: Instant) -> linli::Date {
        self.bundle.zone.date(at)
    }

    fn minute_passes(&mut self) {
        let next = self.now.plus_millis(MINUTE);
        if self.paused.is_none() && self.ended.is_none() {
            self.count(next);
        }
        self.now = next;
        if self.paused == Some(next) {
            self.paused = None;
        }
    }

    fn count(&mut self, next: Instant) {
        let Some((limit, left)) = self.left.first().copied() else {
            return;
        };
        let counts = match limit.unit() {
            LimitUnit::Minutes | LimitUnit::Hours => true,
            LimitUnit::Days => self.day(next) != self.day(self.now) && self.day(self.now) > self.begun,
            _ => self.almanac.working_minutes_between(self.now, next) == Ok(1),
        };
        let left = left - u32::from(counts);
        self.left[0].1 = left;
        if left == 0 {
            self.left.remove(0);
            self.begun = self.day(self.now);
            self.ended = self.left.is_empty().then_some(next);
        }
    }

    /// Whether it can be done.
    fn does(&mut self, what: Does) -> bool {
        match (what, self.paused) {
            (Does::Pause, None) => {
                let mut until = self.day(self.now);
                (0..11).for_each(|_| until = until.succ_opt().unwrap());
                self.paused = Some(self.bundle.zone.day_start(until));
            }
            (Does::Resume, Some(_)) => self.paused = None,
            (Does::Extend, None) if self.ended.is_none() && self.extended < 2 => {
                self.extended += 1;
                self.left.push(amount(self.extension));
            }
            _ => return false,
        }
        true
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_clock_ends_when_a_clerk_who_counts_every_minute_says_so(
        whole in prop_oneof![Just("90 minutes"), Just("30 hours"), Just("200 working minutes"), Just("11 working hours"),
            Just("1 day"), Just("4 days")],
        extension in proptest::sample::select(&EXTENSIONS[..]),
        start in 0_i64..4 * 1440,
        steps in proptest::collection::vec(
            (1_i64..2000, prop_oneof![Just(Does::Pause), Just(Does::Resume), Just(Does::Extend)]), 1..7),
    ) {
        let text = RULEBOOK
            .replace("limits = { step = \"8 working hours\", whole = \"30 days\" }",
                &format!("limits = {{ step = \"90 days\", whole = \"{whole}\" }}"))
            .replace("does = { extend = \"2 days\", most = 2 }",
                &format!("does = {{ extend = \"{extension}\", clock = \"case\", most = 2 }}"));
        let bundle = resolved(&text);
        let mut town = town_under(bundle.clone());
        let began = at("2025-03-06 07:00").plus_millis(start * MINUTE);
        let meta = linli::Meta::new(id("p17"), began);
        let register = linli::cases::Register::new(id("trial"), id("grid-07"));
        let case = match town.execute(meta, register.into()).unwrap().first() {
            Some(linli::state::Event::Cases(event)) => event.case().clone(),
            other => panic!("{other:?}"),
        };
        let mut clerk = Clerk {
            almanac: Almanac::new(&bundle.zone, &bundle.calendar),
            bundle: &bundle,
            left: vec![amount(limit(whole))],
            begun: bundle.zone.date(began),
            extension: limit(extension),
            extended: 0,
            paused: None,
            now: began,
            ended: None,
        };
        for (after, what) in steps {
            for _ in 0..after {
                clerk.minute_passes();
            }
            let action = match what {
                Does::Pause => "pause",
                Does::Resume => "resume",
                Does::Extend => "extend",
            };
            let done = town.act(linli::Meta::new(id("w03"), clerk.now), act(&case, action)).is_ok();
            prop_assert_eq!(done, clerk.does(what), "{:?} at {}", what, clerk.now);
            town.check();
        }
        for _ in 0..40 * 1440 {
            if clerk.ended.is_some() {
                break;
            }
            clerk.minute_passes();
        }
        town.settle(clerk.now);
        let clock = town.case(&case).clock(ClockName::Case).copied().unwrap();
        prop_assert_eq!(clock.until, clerk.ended);
        prop_assert!(clock.overdue);
    }
}
