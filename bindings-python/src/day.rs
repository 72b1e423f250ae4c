//! Days: `datetime.date` in Python.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyDateTime};

/// A calendar day in the ward's zone. A `datetime` is not taken for one: it would say more than is kept.
#[derive(Clone, Copy)]
pub(crate) struct Day(pub(crate) linli::Date);

impl FromPyObject<'_, '_> for Day {
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = <PyDate as pyo3::PyTypeInfo>::TYPE_HINT;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if object.is_instance_of::<PyDateTime>() {
            return Err(PyTypeError::new_err(
                "expected a datetime.date, found a datetime.datetime: give `.date()` of it in the ward's zone",
            ));
        }
        Ok(Self(object.extract()?))
    }
}

impl<'py> IntoPyObject<'py> for Day {
    type Target = PyDate;
    type Output = Bound<'py, PyDate>;
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = <PyDate as pyo3::PyTypeInfo>::TYPE_HINT;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyDate>> {
        self.0.into_pyobject(py)
    }
}
