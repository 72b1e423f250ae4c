//! The journal and the ward, from outside.

mod common;

mod chain;
mod erasure;
mod excerpt;
mod garbage;
mod once;
mod settlement;
mod store;
#[cfg(feature = "sqlite")]
mod file;
#[cfg(feature = "sqlite")]
mod processes;
