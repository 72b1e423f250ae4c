//! A case from its registration to its end, read as a table: when, by whom, what; and how the case stands then (F10-F12).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::result_large_err,
    reason = "a test stops at the first surprise"
)]

#[path = "../common/mod.rs"]
mod common;

mod kit;
mod offline;
mod people;
mod refusals;
mod time;
mod ways;
