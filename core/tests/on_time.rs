//! Clocks on time, read from a ward's journal (F12, F42).
#![cfg(all(feature = "toml", feature = "zones"))]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "../examples/ocel.rs"]
#[allow(dead_code, unreachable_pub, reason = "its `main` is for people")]
mod example;

use linli::views::{Counted, OnTime};
use linli::{Instant, Ward};

/// As a table writes them: matter, state, kept of so many, why the others are left out.
fn written(on_time: &OnTime) -> Vec<String> {
    let clocks = on_time.clocks.iter();
    clocks
        .map(|clock| {
            let state = clock.state.as_ref().map_or("case", |state| state.as_str());
            let why: Vec<_> = clock.left_out.iter().map(|run| run.why).collect();
            format!(
                "{} {state} {} of {} {why:?}",
                clock.matter, clock.kept.part, clock.kept.of
            )
        })
        .collect()
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

#[test]
fn a_ward_tells_which_clock_was_kept_and_which_case_is_left_out() {
    let mut ward: Ward = example::lived().unwrap();
    // The first was kept throughout. The second was missed in the grid, accepted in the community, and answered too late.
    // The third was excused in the grid, and missed in the community, in the street, and on the whole.
    assert_eq!(
        written(&ward.on_time(&all()).unwrap()),
        [
            "parking case 1 of 3 [Running]",
            "parking answered 0 of 0 [Waiting, Waiting]",
            "parking registered 3 of 6 [Running]",
        ]
    );
    let raised_later = Counted {
        from: Instant::parse("2025-03-20T00:00:00+08:00").unwrap(),
        ..all()
    };
    assert_eq!(
        written(&ward.on_time(&raised_later).unwrap()),
        [
            "parking case 0 of 0 [Running]",
            "parking registered 0 of 0 [Running]"
        ]
    );
}
