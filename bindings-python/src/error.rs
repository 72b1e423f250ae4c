use pyo3::{PyErr, import_exception};

import_exception!(linli.errors, Refused);
import_exception!(linli.errors, Failed);

pub fn refused(error: linli::Error) -> PyErr {
    Refused::new_err((error.code(), error.to_string(), error.data_json()))
}

pub fn poisoned() -> PyErr {
    Failed::new_err(("poisoned", "an earlier call broke off half way: open the ward again", "{}"))
}
