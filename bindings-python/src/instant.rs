use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDateTime, PyDelta, PyDeltaAccess, PyTzInfo};

const DAY: i64 = 86_400_000;

/// Whole milliseconds since 1970, UTC: an aware `datetime.datetime`. A naive one is a `TypeError`.
#[derive(Clone, Copy)]
pub struct Instant(pub i64);

impl FromPyObject<'_, '_> for Instant {
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = <PyDateTime as pyo3::PyTypeInfo>::TYPE_HINT;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let since = object.cast::<PyDateTime>()?.sub(epoch(object.py())?)?.cast_into::<PyDelta>()?;
        // Python keeps seconds and microseconds positive, so what is finer is cut off towards the past.
        Ok(Instant(
            i64::from(since.get_days()) * DAY
                + i64::from(since.get_seconds()) * 1000
                + i64::from(since.get_microseconds()) / 1000,
        ))
    }
}

impl<'py> IntoPyObject<'py> for Instant {
    type Target = PyDateTime;
    type Output = Bound<'py, PyDateTime>;
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = <PyDateTime as pyo3::PyTypeInfo>::TYPE_HINT;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        let (days, rest) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        let since =
            PyDelta::new(py, i32::try_from(days)?, (rest / 1000) as i32, (rest % 1000 * 1000) as i32, false)?;
        Ok(epoch(py)?.add(since)?.cast_into()?)
    }
}

fn epoch(py: Python<'_>) -> PyResult<&Bound<'_, PyDateTime>> {
    static EPOCH: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
    EPOCH
        .get_or_try_init(py, || {
            let utc = PyTzInfo::utc(py)?;
            Ok(PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&utc))?.unbind())
        })
        .map(|epoch| epoch.bind(py))
}
