//! Whatever stands in a journal, reading and folding it never panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linli::context::Scoped;
use linli::{Event, State};

fuzz_target!(|text: &str| {
    let mut state = State::default();
    for line in text.lines() {
        if let Ok(events) = serde_json::from_str::<Vec<Scoped<Event>>>(line) {
            events.iter().for_each(|scoped| state.apply(&scoped.event));
        }
    }
    let _ = state.check();
    let _ = state.next_due().map(|due| state.carry_out(&due));
});
