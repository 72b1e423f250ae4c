//! The core's nouns as UniFFI carries them to Kotlin and Swift. Nothing is decided here.

mod case;
mod error;
mod instant;
mod wake;
mod ward;

pub use case::{Case, Meta};
pub use error::LinliError;
pub use instant::Instant;
pub use wake::{Listener, ListenerError};
pub use ward::Ward;

uniffi::setup_scaffolding!("linli");
