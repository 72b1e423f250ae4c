//! Tables, handed over without a copy.

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use linli::PersonId;
use linli::views::tables::{self, TableError};
use pyo3::exceptions::{PyOverflowError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::id::quoted;
use crate::shared::Shared;

/// Columns that pyarrow, pandas, polars and DuckDB take through the Arrow PyCapsule interface: `pyarrow.table(table)`,
/// `pandas.DataFrame.from_arrow(table)`, `polars.DataFrame(table)`.
#[pyclass(frozen, module = "linli")]
pub(crate) struct Table(RecordBatch);

impl Table {
    pub(crate) fn of(
        shared: &Shared,
        py: Python<'_>,
        name: &str,
        seen_by: Option<&PersonId>,
    ) -> PyResult<Self> {
        let table = tables::Table::named(name).ok_or_else(|| {
            let names: Vec<&str> = tables::Table::ALL.iter().map(|(name, _)| *name).collect();
            PyValueError::new_err(format!(
                "{} is no table: there are {}",
                quoted(name),
                names.join(", ")
            ))
        })?;
        let batch = shared.with(py, |ward| match tables::table(ward, table, seen_by) {
            Ok(batch) => Ok(Ok(batch)),
            Err(TableError::Ward(error)) => Err(error),
            Err(TableError::Arrow(error)) => Ok(Err(error)),
        })?;
        batch
            .map(Self)
            .map_err(|error| PyOverflowError::new_err(error.to_string()))
    }
}

#[pymethods]
impl Table {
    /// The columns, from left to right.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.0
            .schema_ref()
            .fields()
            .iter()
            .map(|field| field.name().clone())
            .collect()
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("Table({} rows: {})", self.0.num_rows(), self.columns().join(", "))
    }

    /// The Arrow PyCapsule interface. Whoever reads it may ask for another schema; this gives its own.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        drop(requested_schema);
        // Columns are counted references: nothing is copied.
        let batches = RecordBatchIterator::new([Ok(self.0.clone())], self.0.schema());
        let stream = FFI_ArrowArrayStream::new(Box::new(batches));
        Ok(PyCapsule::new_with_value(py, stream, c"arrow_array_stream")?.into_any())
    }
}
