//! One ward, shared by the objects that speak for it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use linli::journal::Fault;
use linli::{Command, Error, Head, Meta, Outcome};
use pyo3::prelude::*;

use crate::error::{closed, failed};

/// A ward behind a lock, and those who want to be woken when it changed.
pub(crate) struct Shared {
    ward: Mutex<Option<linli::Ward>>,
    callbacks: Mutex<Callbacks>,
}

#[derive(Default)]
struct Callbacks {
    last: u64,
    all: Vec<(u64, Py<PyAny>)>,
}

/// Why a call gave nothing.
enum Stopped {
    Closed,
    Failed(Error),
}

impl Shared {
    pub(crate) fn new(ward: linli::Ward) -> Self {
        Self {
            ward: Mutex::new(Some(ward)),
            callbacks: Mutex::default(),
        }
    }

    /// Works on the ward. The interpreter is let go of before the lock is taken: a thread that waits for the ward must
    /// not keep the others from running. Whoever subscribed is woken after both are free again.
    pub(crate) fn with<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut linli::Ward) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        let (result, changed) = py.detach(|| {
            // A thread that panicked half way may have left anything behind: the same as a failed write.
            let Ok(mut guard) = self.ward.lock() else {
                return (Err(Stopped::Failed(Fault::Poisoned {}.into())), false);
            };
            let Some(ward) = guard.as_mut() else {
                return (Err(Stopped::Closed), false);
            };
            let before: Head = ward.head();
            let result = work(ward).map_err(Stopped::Failed);
            (result, ward.head() != before)
        });
        if changed {
            self.wake(py);
        }
        result.map_err(|stopped| match stopped {
            Stopped::Closed => closed(),
            Stopped::Failed(error) => failed(py, &error),
        })
    }

    /// Looks at the ward, which cannot fail.
    pub(crate) fn see<T: Send>(
        &self,
        py: Python<'_>,
        look: impl FnOnce(&linli::Ward) -> T + Send,
    ) -> PyResult<T> {
        self.with(py, |ward| Ok(look(ward)))
    }

    /// Executes a command that must be accepted.
    pub(crate) fn accepted(&self, py: Python<'_>, meta: Meta, command: Command) -> PyResult<linli::Answer> {
        self.with(py, |ward| {
            let answer = ward.execute(meta, command)?;
            match answer.outcome {
                Outcome::Refused(refusal) => Err(Error::Refused(refusal)),
                Outcome::Accepted(_) => Ok(answer),
            }
        })
    }

    /// Closes the file; closing twice is the same as once.
    pub(crate) fn close(&self, py: Python<'_>) {
        py.detach(|| drop(self.ward.lock().unwrap_or_else(PoisonError::into_inner).take()));
    }

    pub(crate) fn is_closed(&self, py: Python<'_>) -> bool {
        py.detach(|| self.ward.lock().unwrap_or_else(PoisonError::into_inner).is_none())
    }

    pub(crate) fn subscribe(&self, callback: Py<PyAny>) -> u64 {
        let mut callbacks = self.callbacks();
        callbacks.last = callbacks.last.saturating_add(1);
        let token = callbacks.last;
        callbacks.all.push((token, callback));
        token
    }

    pub(crate) fn unsubscribe(&self, token: u64) -> bool {
        let mut callbacks = self.callbacks();
        let place = callbacks.all.iter().position(|(known, _)| *known == token);
        let removed = place.map(|place| callbacks.all.remove(place));
        // What goes away with the last reference may call back here.
        drop(callbacks);
        removed.is_some()
    }

    fn wake(&self, py: Python<'_>) {
        let all: Vec<Py<PyAny>> = self
            .callbacks()
            .all
            .iter()
            .map(|(_, callback)| callback.clone_ref(py))
            .collect();
        for callback in all {
            // What was written is written: a callback's mistake is reported, and hinders nobody.
            if let Err(error) = callback.call0(py) {
                error.write_unraisable(py, Some(callback.bind(py)));
            }
        }
    }

    /// Held for moments only, and never while Python code runs.
    fn callbacks(&self) -> MutexGuard<'_, Callbacks> {
        self.callbacks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
