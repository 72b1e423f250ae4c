use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{Case, LinliError, Listener, Meta};

/// One jurisdiction living under its rulebook.
#[derive(uniffi::Object)]
pub struct Ward {
    state: Mutex<State>,
    listeners: Mutex<Listeners>,
}

#[derive(Default)]
struct State {
    cases: Vec<linli::Case>,
}

#[derive(Default)]
struct Listeners {
    last: u64,
    by_token: BTreeMap<u64, Arc<dyn Listener>>,
}

#[uniffi::export]
impl Ward {
    #[uniffi::constructor]
    pub fn create(_path: String) -> Result<Arc<Self>, LinliError> {
        Ok(Arc::new(Ward { state: Mutex::default(), listeners: Mutex::default() }))
    }

    pub fn register(&self, matter: String, unit: String, by: Meta) -> Result<Case, LinliError> {
        if let Some(salt) = &by.salt
            && salt.len() != 16
        {
            return Err(linli::Error::SaltLength { found: salt.len() }.into());
        }
        let case = {
            let mut state = self.state()?;
            let case = linli::register(&matter, &unit, state.cases.len() + 1, by.recorded.0)?;
            state.cases.push(case.clone());
            case
        };
        self.wake();
        Ok(case.into())
    }

    pub fn cases_list(&self, most: u32) -> Result<Vec<Case>, LinliError> {
        Ok(self.state()?.cases.iter().take(most as usize).cloned().map(Case::from).collect())
    }

    /// Gives the token that `unsubscribe` takes.
    pub fn subscribe(&self, listener: Arc<dyn Listener>) -> u64 {
        let mut listeners = self.listeners();
        listeners.last += 1;
        let token = listeners.last;
        listeners.by_token.insert(token, listener);
        token
    }

    pub fn unsubscribe(&self, token: u64) {
        self.listeners().by_token.remove(&token);
    }
}

impl Ward {
    fn state(&self) -> Result<MutexGuard<'_, State>, LinliError> {
        self.state.lock().map_err(|_| LinliError::Failed {
            code: "poisoned".to_owned(),
            sentence: "an earlier call broke off half way: open the ward again".to_owned(),
            data_json: "{}".to_owned(),
        })
    }

    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls the listeners with nothing locked, so that they may ask the ward.
    fn wake(&self) {
        let listeners: Vec<_> = self.listeners().by_token.values().cloned().collect();
        for listener in listeners {
            // What a listener does wrong is its own affair: the change stands.
            let _ = listener.changed();
        }
    }
}
