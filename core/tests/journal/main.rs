//! The journal and the ward, from outside.

mod common;

mod chain;
mod erasure;
mod excerpt;
#[cfg(feature = "sqlite")]
mod file;
mod garbage;
mod once;
#[cfg(feature = "sqlite")]
mod processes;
mod settlement;
mod store;
