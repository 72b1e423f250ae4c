//! Files that a caller names: what is wrong with one is told with its path.

use std::io;
use std::path::Path;

use pyo3::PyErr;
use pyo3::exceptions::{
    PyFileNotFoundError, PyIsADirectoryError, PyOSError, PyPermissionError, PyValueError,
};
use pyo3::prelude::*;

use crate::id::quoted;

/// Reads a text in UTF-8.
pub(crate) fn text(path: &Path) -> PyResult<String> {
    let bytes = std::fs::read(path).map_err(|error| failed(&error, path))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count().saturating_add(1);
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        PyValueError::new_err(format!(
            "{} is not a text in UTF-8: the byte 0x{byte:02X} in line {line} begins no character; save the file as UTF-8 (it may \
             be in GBK or Latin-1 now)",
            quoted(&path.display().to_string())
        ))
    })
}

/// What the system says of a file, as the exception Python's own `open` would raise, and what to do.
pub(crate) fn failed(error: &io::Error, path: &Path) -> PyErr {
    let named = path.to_path_buf();
    // The numbers are those of POSIX, which Python uses everywhere.
    if path.is_dir() {
        let said = "this is a folder, not a file: give the path of a file in it";
        return PyIsADirectoryError::new_err((21, said, named));
    }
    match error.kind() {
        io::ErrorKind::NotFound => {
            let folder = path
                .parent()
                .is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir());
            let said = match folder {
                true => "there is no such file: check the path",
                false => "there is no such file, nor the folder it would be in: check the path",
            };
            PyFileNotFoundError::new_err((2, said, named))
        }
        io::ErrorKind::PermissionDenied => {
            let said = "the file may not be opened: check its rights, and who this program runs as";
            PyPermissionError::new_err((13, said, named))
        }
        _ => PyOSError::new_err((error.raw_os_error().unwrap_or(5), error.to_string(), named)),
    }
}
