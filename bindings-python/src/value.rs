//! What every value of the package can do: be compared, hashed, pickled, copied and written as JSON.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;

/// Declares a frozen Python class around a value of the core.
macro_rules! value {
    ($(#[$($attribute:tt)*])* $name:ident($inner:ty) { $($body:tt)* }) => {
        #[pyo3::pyclass(frozen, eq, from_py_object, module = "linli")]
        $(#[$($attribute)*])*
        #[derive(Clone, PartialEq)]
        pub(crate) struct $name(pub(crate) $inner);

        #[pyo3::pymethods]
        impl $name {
            $($body)*

            /// The value as JSON; instants are whole milliseconds since 1970, UTC.
            fn to_json(&self) -> pyo3::PyResult<String> {
                $crate::json::text(&self.0)
            }

            /// Reads what `to_json` wrote.
            #[classmethod]
            #[pyo3(signature = (text, /))]
            fn from_json(_class: &pyo3::Bound<'_, pyo3::types::PyType>, text: &str) -> pyo3::PyResult<Self> {
                Ok(Self($crate::json::value(text)?))
            }

            fn __hash__(&self) -> u64 {
                $crate::value::hash(&self.0)
            }

            fn __reduce__<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<(pyo3::Bound<'py, pyo3::PyAny>, (String,))> {
                use pyo3::types::PyAnyMethods;
                let from_json = py.get_type::<Self>().getattr("from_json")?;
                Ok((from_json, (self.to_json()?,)))
            }
        }
    };
}
pub(crate) use value;

/// Equal values have equal texts.
pub(crate) fn hash(value: &impl Serialize) -> u64 {
    let mut hasher = DefaultHasher::new();
    serde_json::to_vec(value).unwrap_or_default().hash(&mut hasher);
    hasher.finish()
}
