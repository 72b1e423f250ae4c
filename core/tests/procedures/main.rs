//! Every way the field handles a matter, told as it happens: the built-in procedures from beginning to end, and each thing
//! an action can ask for or do, under a rulebook that uses them all.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::result_large_err,
    reason = "a test stops at the first surprise"
)]
#![cfg(feature = "toml")]

#[path = "../common/mod.rs"]
mod common;

mod calendars;
mod clocks;
mod joint;
mod journeys;
mod kit;
mod links;
mod moving;
mod oracle;
mod pages;
mod refusals;
