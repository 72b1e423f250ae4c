//! JSON values as Python's own: what events and refusals carry.

use std::collections::BTreeMap;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyList;
use serde::Serialize;
use serde_json::Value;

/// The Python object of a JSON value.
pub(crate) fn python<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Bool(value) => value.into_pyobject(py)?.to_owned().into_any(),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => number.into_pyobject(py)?.into_any(),
            (None, Some(number)) => number.into_pyobject(py)?.into_any(),
            (None, None) => number.as_f64().into_pyobject(py)?.into_any(),
        },
        Value::String(text) => text.into_pyobject(py)?.into_any(),
        Value::Array(items) => {
            let list = PyList::empty(py);
            for item in items {
                list.append(python(py, item)?)?;
            }
            list.into_any()
        }
        Value::Object(_) => dict(py, value)?.into_pyobject(py)?.into_any(),
    })
}

/// The `dict` of a JSON object; empty for anything else.
pub(crate) fn dict<'py>(py: Python<'py>, value: &Value) -> PyResult<Data<'py>> {
    let values = value.as_object().into_iter().flatten();
    values
        .map(|(key, value)| Ok((key.clone(), python(py, value)?)))
        .collect()
}

/// Values by name.
pub(crate) type Data<'py> = BTreeMap<String, Bound<'py, PyAny>>;

/// The text of a value.
pub(crate) fn text(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(unreadable)
}

/// The value of a text.
pub(crate) fn value<T: serde::de::DeserializeOwned>(text: &str) -> PyResult<T> {
    serde_json::from_str(text).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> PyErr {
    PyValueError::new_err(format!("not the JSON of this value: {error}"))
}
