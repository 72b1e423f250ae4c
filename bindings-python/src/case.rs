use pyo3::prelude::*;

use crate::instant::Instant;

/// One matter raised at one unit.
#[pyclass(frozen, eq, module = "linli")]
#[derive(Clone, PartialEq)]
pub struct Case(pub linli::Case);

#[pymethods]
impl Case {
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }

    #[getter]
    fn matter(&self) -> &str {
        &self.0.matter
    }

    #[getter]
    fn unit(&self) -> &str {
        &self.0.unit
    }

    #[getter]
    fn registered(&self) -> Instant {
        Instant(self.0.registered)
    }

    #[getter]
    fn deadline(&self) -> Option<Instant> {
        self.0.deadline.map(Instant)
    }

    #[getter]
    fn holder(&self) -> Option<&str> {
        self.0.holder.as_deref()
    }

    fn __repr__(&self) -> String {
        format!("Case({:?})", self.0.id)
    }
}
