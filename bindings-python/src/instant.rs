//! Instants: aware `datetime.datetime` in Python.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDateTime, PyDelta, PyDeltaAccess, PyTzInfo};

const DAY: i64 = 86_400_000;

/// Whole milliseconds since 1970, UTC: an aware `datetime.datetime`. A naive one is a `TypeError`.
#[derive(Clone, Copy)]
pub(crate) struct Instant(pub(crate) linli::Instant);

/// The instant so many milliseconds after 1970-01-01T00:00:00Z, in UTC: what stands for instants in the data of events
/// and refusals.
#[pyo3::pyfunction]
#[pyo3(signature = (millis, /))]
pub(crate) fn instant(millis: i64) -> Instant {
    Instant(linli::Instant::from_millis(millis))
}

impl FromPyObject<'_, '_> for Instant {
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = <PyDateTime as pyo3::PyTypeInfo>::TYPE_HINT;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let py = object.py();
        let given = object.cast::<PyDateTime>()?;
        if given.call_method0("utcoffset")?.is_none() {
            return Err(PyTypeError::new_err(
                "the datetime is naive, so it names no instant: give one with a time zone, such as \
                 datetime.now(timezone.utc) or datetime(..., tzinfo=ZoneInfo(\"Asia/Shanghai\"))",
            ));
        }
        let since = given.sub(epoch(py)?)?.cast_into::<PyDelta>()?;
        // Python keeps seconds and microseconds positive, so what is finer is cut off towards the past. The years 1 to
        // 9999 stay far from the range of the type.
        let millis = i64::from(since.get_days())
            .saturating_mul(DAY)
            .saturating_add(i64::from(since.get_seconds()).saturating_mul(1000))
            .saturating_add(i64::from(since.get_microseconds()).div_euclid(1000));
        Ok(Self(linli::Instant::from_millis(millis)))
    }
}

impl<'py> IntoPyObject<'py> for Instant {
    type Target = PyDateTime;
    type Output = Bound<'py, PyDateTime>;
    type Error = PyErr;

    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = <PyDateTime as pyo3::PyTypeInfo>::TYPE_HINT;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyDateTime>> {
        let millis = self.0.millis();
        let (days, rest) = (millis.div_euclid(DAY), millis.rem_euclid(DAY));
        let seconds = i32::try_from(rest.div_euclid(1000))?;
        let micros = i32::try_from(rest.rem_euclid(1000).saturating_mul(1000))?;
        let since = PyDelta::new(py, i32::try_from(days)?, seconds, micros, false)?;
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
