//! How long a deadline takes to work out: `cargo run --release --example calendar_speed`.

#![allow(clippy::arithmetic_side_effects, reason = "small numbers")]

use std::hint::black_box;

use linli::calendar::{Almanac, Calendar, Limit, Zone};
use linli::vocabulary::{Date, Instant};

fn main() {
    let (zone, calendar) = (Zone::shanghai(), Calendar::china());
    let all = Almanac::new(&zone, &calendar);
    let then = all.known_on(Date::from_ymd_opt(2025, 6, 1).unwrap_or_default());
    for text in [
        "90 minutes",
        "4 working hours",
        "5 days",
        "7 working days",
        "60 working days",
        "400 working hours",
    ] {
        let Ok(limit) = text.parse::<Limit>() else {
            continue;
        };
        for (almanac, known) in [(all, "all known"), (then, "as known on 2025-06-01")] {
            let rounds = 1_000_000_i64;
            let clock = std::time::Instant::now();
            for round in 0..rounds {
                let start = Instant::from_millis(1_735_660_800_000 + round * 13_000);
                black_box(almanac.deadline(black_box(limit), black_box(start)));
            }
            println!(
                "{text:20} {:6} ns  ({known})",
                clock.elapsed().as_nanos() / rounds as u128
            );
        }
    }
}
