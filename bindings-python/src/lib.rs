//! The core's nouns as Python sees them. Nothing is decided here.

// The inline form is the one that the stub generator reads.
#[pyo3::pymodule]
mod _linli {
    #[pymodule_export]
    use crate::case::Case;
    #[pymodule_export]
    use crate::ward::Ward;
}

mod case;
mod error;
mod instant;
mod ward;
