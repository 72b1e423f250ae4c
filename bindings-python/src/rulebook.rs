//! Rulebooks and the bundles they resolve to.

use std::path::PathBuf;

use linli::{BodyKindId, Lang, ProcedureId};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::day::Day;
use crate::error;
use crate::id::{Id, quoted};
use crate::procedure::Procedure;

/// A rulebook 规则集 as it is written: what a jurisdiction decides for itself, as data.
#[pyclass(frozen, module = "linli")]
pub(crate) struct Rulebook(linli::rulebook::Rulebook);

#[pymethods]
impl Rulebook {
    /// Reads a text in `toml` or `json`; `file` is the name that problems tell.
    ///
    /// Raises `RulebookError` with the first mistake of syntax, or every key given twice. What else may be wrong is told by `resolve`.
    #[classmethod]
    #[pyo3(signature = (text, format = "toml", *, file = None))]
    fn parse(_class: &Bound<'_, PyType>, text: &str, format: &str, file: Option<&str>) -> PyResult<Self> {
        read(text, format, file)
    }

    /// Reads a file, by its ending `.toml` or `.json`.
    ///
    /// Raises `OSError` with the path if it cannot be read, and `ValueError` if it is no text in UTF-8.
    #[classmethod]
    #[pyo3(signature = (path, /))]
    fn load(_class: &Bound<'_, PyType>, path: PathBuf) -> PyResult<Self> {
        let text = crate::file::text(&path)?;
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        read(&text, ending, file.as_deref())
    }

    /// Checks the rulebook and makes a bundle of it.
    ///
    /// Raises `RulebookError` with everything that is wrong, each problem with its place and what to do.
    fn resolve(&self, py: Python<'_>) -> PyResult<Bundle> {
        let resolved = py.detach(|| self.0.resolve());
        resolved
            .map(Bundle)
            .map_err(|problems| error::rulebook(&problems))
    }
}

fn read(text: &str, format: &str, file: Option<&str>) -> PyResult<Rulebook> {
    let read = match format {
        "toml" => linli::rulebook::Rulebook::from_toml_named(text, file.unwrap_or("rulebook.toml")),
        "json" => linli::rulebook::Rulebook::from_json_named(text, file.unwrap_or("rulebook.json")),
        _ => {
            return Err(PyValueError::new_err(format!(
                "a rulebook is written in \"toml\" or \"json\", not in {}",
                quoted(format)
            )));
        }
    };
    read.map(Rulebook).map_err(|problems| error::rulebook(&problems))
}

/// A resolved rulebook: closed, canonical, identified by its digest.
#[pyclass(frozen, eq, from_py_object, module = "linli")]
#[derive(Clone, PartialEq)]
pub(crate) struct Bundle(pub(crate) linli::Bundle);

#[pymethods]
impl Bundle {
    /// Which bundle this is: 64 hexadecimal digits.
    #[getter]
    fn digest(&self) -> String {
        self.0.digest().to_string()
    }

    /// Which rulebook it comes from.
    #[getter]
    fn id(&self) -> &str {
        self.0.id.as_str()
    }

    /// Its name, in Chinese where it has two.
    #[getter]
    fn name(&self) -> String {
        self.0.name.to_string()
    }

    /// Its name, in English where it has two.
    #[getter]
    fn name_en(&self) -> &str {
        self.0.name.text(Lang::En)
    }

    /// The first day it is in force.
    #[getter]
    fn from_(&self) -> Day {
        Day(self.0.from)
    }

    /// The zone its days and hours are counted in, such as `Asia/Shanghai`.
    #[getter]
    fn zone(&self) -> &str {
        self.0.zone.id()
    }

    /// The levels of its grid, top down.
    #[getter]
    fn levels(&self) -> Vec<&str> {
        self.0.levels.iter().map(|level| level.id.as_str()).collect()
    }

    /// The catalogue of matters.
    #[getter]
    fn matters(&self) -> Vec<&str> {
        self.0.matters.keys().map(linli::MatterId::as_str).collect()
    }

    /// The procedures it has, the built-in ones its matters name among them.
    #[getter]
    fn procedures(&self) -> Vec<&str> {
        self.0.procedures.keys().map(ProcedureId::as_str).collect()
    }

    /// A procedure; `None` where it has none of that id.
    #[pyo3(signature = (procedure, /))]
    fn procedure(&self, procedure: Id<ProcedureId>) -> Option<Procedure> {
        self.0.procedures.get(&procedure.0).cloned().map(Procedure)
    }

    /// The kinds of body.
    #[getter]
    fn bodies(&self) -> Vec<&str> {
        self.0.bodies.keys().map(BodyKindId::as_str).collect()
    }

    /// The posts.
    #[getter]
    fn posts(&self) -> Vec<&str> {
        self.0.posts.keys().map(linli::PostId::as_str).collect()
    }

    /// The canonical form, of which the digest is taken.
    fn to_json(&self) -> String {
        String::from_utf8_lossy(&self.0.canonical()).into_owned()
    }

    /// Reads the canonical form, and checks it as a rulebook is checked.
    #[classmethod]
    #[pyo3(signature = (text, /))]
    fn from_json(_class: &Bound<'_, PyType>, text: &str) -> PyResult<Self> {
        let bundle = linli::Bundle::from_canonical(text.as_bytes());
        let bundle = bundle.map_err(|error| PyValueError::new_err(error.to_string()))?;
        bundle.check().map_err(|problems| error::rulebook(&problems))?;
        Ok(Self(bundle))
    }

    fn __hash__(&self) -> u64 {
        let digest = self.0.digest().0;
        digest
            .iter()
            .take(8)
            .fold(0, |hash, byte| hash << 8 | u64::from(*byte))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(),)))
    }

    fn __repr__(&self) -> String {
        format!(
            "Bundle({:?}, from {}, digest \"{}\")",
            self.0.id,
            self.0.from,
            self.digest()
        )
    }
}

/// A rulebook, resolved or to be.
#[derive(FromPyObject)]
pub(crate) enum Rules<'py> {
    Rulebook(Bound<'py, Rulebook>),
    Bundle(Bound<'py, Bundle>),
}

impl Rules<'_> {
    pub(crate) fn bundle(&self, py: Python<'_>) -> PyResult<linli::Bundle> {
        match self {
            Self::Rulebook(rulebook) => Ok(rulebook.get().resolve(py)?.0),
            Self::Bundle(bundle) => Ok(bundle.get().0.clone()),
        }
    }
}
