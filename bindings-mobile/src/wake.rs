use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use linli::ward::{Token, WakeUps};

/// Told that something changed, and not what: ask for the changes since the last sequence number seen.
#[uniffi::export(with_foreign)]
pub trait Listener: Send + Sync {
    /// Something changed. Nothing is locked: the ward may be asked.
    // A result, so that a listener's own exception ends here instead of unwinding through the ward.
    fn changed(&self) -> Result<(), ListenerError>;
}

/// A listener threw something. The change stands all the same.
#[derive(Debug, uniffi::Error)]
#[uniffi(flat_error)]
pub enum ListenerError {
    /// What it threw.
    Failed(String),
}

impl std::fmt::Display for ListenerError {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ListenerError::Failed(reason) = self;
        to.write_str(reason)
    }
}

impl std::error::Error for ListenerError {}

impl From<uniffi::UnexpectedUniFFICallbackError> for ListenerError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        ListenerError::Failed(error.reason)
    }
}

/// The listeners of a ward, beside its lock.
#[derive(Default)]
pub(crate) struct Listeners(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    wake_ups: WakeUps,
    last: u64,
    tokens: BTreeMap<u64, Token>,
}

impl Listeners {
    pub(crate) fn add(&self, listener: Arc<dyn Listener>) -> u64 {
        let mut inner = self.lock();
        // What a listener does wrong is its own affair.
        let token = inner.wake_ups.subscribe(move || drop(listener.changed()));
        inner.last = inner.last.saturating_add(1);
        let number = inner.last;
        inner.tokens.insert(number, token);
        number
    }

    pub(crate) fn remove(&self, number: u64) {
        let mut inner = self.lock();
        if let Some(token) = inner.tokens.remove(&number) {
            inner.wake_ups.unsubscribe(token);
        }
    }

    /// Calls them with nothing locked.
    pub(crate) fn wake(&self) {
        let wake_ups = self.lock().wake_ups.clone();
        wake_ups.wake();
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
