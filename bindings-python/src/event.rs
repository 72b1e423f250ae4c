//! Events.

use linli::context::Scoped;
use pyo3::prelude::*;
use serde_json::Value;

use crate::value::value;

value! {
    /// Something that happened.
    Event(Scoped<linli::Event>) {
        /// What kind of thing, such as `cases.registered`.
        #[getter]
        fn kind(&self) -> &'static str {
            self.0.event.kind()
        }

        /// The unit whose holders may see it; `None` is the whole ward.
        #[getter]
        fn scope(&self) -> Option<&str> {
            self.0.scope.as_ref().map(linli::UnitId::as_str)
        }

        /// Further units whose holders may see it: of whoever has a case of another's.
        #[getter]
        fn also(&self) -> Vec<&str> {
            self.0.also.iter().map(linli::UnitId::as_str).collect()
        }

        /// Its values by name. Instants are whole milliseconds since 1970, UTC: see `linli.instant`.
        #[getter]
        fn data<'py>(&self, py: Python<'py>) -> PyResult<crate::json::Data<'py>> {
            let value = serde_json::to_value(&self.0.event).unwrap_or_default();
            crate::json::dict(py, inner(&value, self.kind().matches('.').count()))
        }

        fn __repr__(&self) -> PyResult<String> {
            let value = serde_json::to_value(&self.0.event).unwrap_or_default();
            Ok(format!("Event({:?}, {})", self.kind(), inner(&value, self.kind().matches('.').count())))
        }
    }
}

/// What is inside an enum's variant, and the variant inside that.
fn inner(value: &Value, depth: usize) -> &Value {
    let variant = value
        .as_object()
        .and_then(|object| object.values().next())
        .unwrap_or(value);
    match depth.checked_sub(1) {
        Some(depth) => inner(variant, depth),
        None => variant,
    }
}
