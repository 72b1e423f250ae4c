//! The journal and the ward, from outside.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::result_large_err,
    reason = "a test stops at the first surprise"
)]

mod common;

mod chain;
mod erasure;
mod excerpt;
#[cfg(feature = "sqlite")]
mod faults;
#[cfg(feature = "sqlite")]
mod file;
mod garbage;
#[cfg(feature = "sqlite")]
mod golden;
mod ids;
mod life;
mod once;
#[cfg(feature = "sqlite")]
mod processes;
mod settlement;
mod store;
