//! Wake-ups: word that something changed, without saying what.

use core::fmt;
use std::sync::Arc;

/// Names a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token(u64);

type Callback = Arc<dyn Fn() + Send + Sync>;

/// Those who want to be woken. It carries no payload: who is woken asks for
/// [`changes_after`](super::Ward::changes_after) what was seen last, at leisure and without holding anybody up.
#[derive(Clone, Default)]
pub struct WakeUps {
    next: u64,
    callbacks: Vec<(Token, Callback)>,
}

impl WakeUps {
    /// Adds a callback.
    pub fn subscribe(&mut self, callback: impl Fn() + Send + Sync + 'static) -> Token {
        self.next = self.next.saturating_add(1);
        let token = Token(self.next);
        self.callbacks.push((token, Arc::new(callback)));
        token
    }

    /// Takes it away again; says whether it was there.
    pub fn unsubscribe(&mut self, token: Token) -> bool {
        let before = self.callbacks.len();
        self.callbacks.retain(|(known, _)| *known != token);
        self.callbacks.len() < before
    }

    /// Calls them all, in the order they were added.
    pub fn wake(&self) {
        for (_, callback) in &self.callbacks {
            callback();
        }
    }
}

impl fmt::Debug for WakeUps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WakeUps")
            .field("callbacks", &self.callbacks.len())
            .finish()
    }
}
