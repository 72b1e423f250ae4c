//! What goes wrong, as the exceptions of `errors.py`.

use linli::journal::Fault;
use linli::rulebook::Problems;
use linli::{Error, Lang, Refusal};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use pyo3::{PyErr, import_exception};

import_exception!(linli.errors, Closed);
import_exception!(linli.errors, Conflict);
import_exception!(linli.errors, NotTaken);
import_exception!(linli.errors, Refused);
import_exception!(linli.errors, RulebookError);
import_exception!(linli.errors, SittingFault);
import_exception!(linli.errors, StoreError);
import_exception!(linli.errors, Unsound);

/// Code, name, values, and the sentence in both languages.
type Args = (String, String, Py<PyAny>, String, String);

fn args(
    py: Python<'_>,
    (code, name): (&str, &str),
    data: &serde_json::Value,
    explain: impl Fn(Lang) -> String,
) -> PyResult<Args> {
    let data = crate::json::dict(py, data)?
        .into_pyobject(py)?
        .into_any()
        .unbind();
    Ok((
        code.to_owned(),
        name.to_owned(),
        data,
        explain(Lang::En),
        explain(Lang::Zh),
    ))
}

/// The exception of an error of the ward.
pub(crate) fn failed(py: Python<'_>, error: &Error) -> PyErr {
    let args = match args(py, (error.code(), error.name()), &error.data(), |lang| {
        error.explain(lang)
    }) {
        Ok(args) => args,
        Err(error) => return error,
    };
    match error {
        Error::Refused(_) => Refused::new_err(args),
        Error::NotTaken(_) => NotTaken::new_err(args),
        Error::Journal(Fault::Conflict { .. }) => Conflict::new_err(args),
        Error::Journal(_) => StoreError::new_err(args),
    }
}

/// A refusal as an exception, not raised.
pub(crate) struct Refusing<'py>(Bound<'py, PyAny>);

impl<'py> Refusing<'py> {
    pub(crate) fn new(py: Python<'py>, refusal: &Refusal) -> Self {
        let error = failed(py, &Error::Refused(refusal.clone()));
        Self(error.into_value(py).into_bound(py).into_any())
    }
}

impl<'py> IntoPyObject<'py> for Refusing<'py> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    // An imported exception's own hint names its module wrongly.
    #[cfg(feature = "inspect")]
    const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!("linli.errors", "Refused");

    fn into_pyobject(self, _py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.0)
    }
}

/// A sitting may not decide. Its name is its code: nothing was asked of the ward, so nothing was refused.
pub(crate) fn sitting(
    py: Python<'_>,
    name: &str,
    data: &serde_json::Value,
    explain: impl Fn(Lang) -> String,
) -> PyErr {
    match args(py, (name, name), data, explain) {
        Ok(args) => SittingFault::new_err(args),
        Err(error) => error,
    }
}

/// The ward was closed.
pub(crate) fn closed() -> PyErr {
    Closed::new_err((
        "closed",
        "closed",
        None::<()>,
        "this ward is closed: open it again",
        "本辖区已关闭:请重新打开",
    ))
}

/// A promise does not hold.
pub(crate) fn unsound(broken: &linli::state::Broken) -> PyErr {
    let sentence = format!("{broken}: this is a fault of linli, please report it");
    Unsound::new_err(("unsound", "unsound", None::<()>, sentence.clone(), sentence))
}

/// A rulebook with problems.
pub(crate) fn rulebook(problems: &Problems) -> PyErr {
    // Flat, in the order of `Problem`: so many fields are more than a Rust tuple can hand over.
    Python::attach(|py| {
        let each: PyResult<Vec<_>> = problems.0.iter().map(|problem| row(py, problem)).collect();
        match each {
            Ok(rows) => RulebookError::new_err((rows,)),
            Err(error) => error,
        }
    })
}

fn row(py: Python<'_>, problem: &linli::rulebook::Problem) -> PyResult<Py<PyTuple>> {
    let (line, column, length) = (problem.line, problem.column, problem.length);
    let head = (
        problem.code,
        problem.file.as_str(),
        line,
        column,
        length,
        problem.place.as_str(),
    )
        .into_pyobject(py)?;
    let (message, help) = (&problem.message, &problem.help);
    let sentences = (
        message.en.as_str(),
        message.zh.as_str(),
        help.en.as_str(),
        help.zh.as_str(),
    )
        .into_pyobject(py)?;
    let (en, zh) = (problem.render(Lang::En), problem.render(Lang::Zh));
    let tail = (problem.path.clone(), problem.excerpt.as_str(), en, zh).into_pyobject(py)?;
    let row = head
        .into_sequence()
        .concat(sentences.as_sequence())?
        .concat(tail.as_sequence())?;
    Ok(row.to_tuple()?.unbind())
}
