//! Heads.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::value::value;

value! {
    /// The last entry of a journal: enough to detect, later and elsewhere, that anything before it was changed or cut
    /// off. `str()` writes it as `412:9f86d0...`, and `Head.parse` reads that.
    Head(linli::Head) {
        /// Reads the written form.
        #[staticmethod]
        #[pyo3(signature = (text, /))]
        fn parse(text: &str) -> PyResult<Self> {
            text.parse().map(Self).map_err(|fault: linli::journal::Fault| PyValueError::new_err(fault.to_string()))
        }

        /// Its sequence number; 0 before the first entry.
        #[getter]
        fn sequence(&self) -> u64 {
            self.0.sequence
        }

        /// Its hash, in hexadecimal digits.
        #[getter]
        fn hash(&self) -> String {
            self.0.hash.to_string()
        }

        fn __str__(&self) -> String {
            self.0.to_string()
        }

        fn __repr__(&self) -> String {
            format!("Head.parse(\"{}\")", self.0)
        }
    }
}
