use std::sync::Mutex;

use pyo3::prelude::*;

use crate::case::Case;
use crate::error::{poisoned, refused};
use crate::instant::Instant;

/// One jurisdiction living under its rulebook.
#[pyclass(frozen, module = "linli")]
pub struct Ward(Mutex<Vec<linli::Case>>);

#[pymethods]
impl Ward {
    #[new]
    fn new() -> Self {
        Ward(Mutex::default())
    }

    #[pyo3(signature = (matter, *, unit, recorded, salt = None))]
    fn register(
        &self,
        py: Python<'_>,
        matter: &str,
        unit: &str,
        recorded: Instant,
        salt: Option<&[u8]>,
    ) -> PyResult<Case> {
        if let Some(salt) = salt
            && salt.len() != 16
        {
            return Err(refused(linli::Error::SaltLength { found: salt.len() }));
        }
        // Detached before locking: a thread that waits for the ward must not keep the interpreter.
        py.detach(|| {
            let mut cases = self.0.lock().map_err(|_| poisoned())?;
            let case = linli::register(matter, unit, cases.len() + 1, recorded.0).map_err(refused)?;
            cases.push(case.clone());
            Ok(Case(case))
        })
    }

    fn cases(&self, py: Python<'_>) -> PyResult<Vec<Case>> {
        py.detach(|| {
            let cases = self.0.lock().map_err(|_| poisoned())?;
            Ok(cases.iter().cloned().map(Case).collect())
        })
    }
}
