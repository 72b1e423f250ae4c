//! Names for people.

use linli::Lang;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::value::value;

value! {
    /// A name in Chinese and English, where one text does not do for both.
    Label(linli::Label) {
        #[new]
        #[pyo3(signature = (*, zh, en))]
        fn new(zh: String, en: String) -> Self {
            Self(linli::Label::Both { zh, en })
        }

        /// The name in a language.
        #[pyo3(signature = (lang = "zh", /))]
        fn text(&self, lang: &str) -> PyResult<String> {
            Ok(self.0.text(language(lang)?).to_owned())
        }

        fn __str__(&self) -> String {
            self.0.to_string()
        }

        fn __repr__(&self) -> String {
            format!("Label(zh={:?}, en={:?})", self.0.text(Lang::Zh), self.0.text(Lang::En))
        }
    }
}

/// A name as it comes in: one text, or one in each language.
#[derive(FromPyObject)]
pub(crate) enum Name {
    One(String),
    Both(Label),
}

impl From<Name> for linli::Label {
    fn from(name: Name) -> Self {
        match name {
            Name::One(text) => Self::One(text),
            Name::Both(label) => label.0,
        }
    }
}

/// The language of a code.
pub(crate) fn language(lang: &str) -> PyResult<Lang> {
    match lang {
        "en" => Ok(Lang::En),
        "zh" => Ok(Lang::Zh),
        _ => Err(PyValueError::new_err(format!(
            "{} is no language linli speaks: give \"en\" or \"zh\"",
            crate::id::quoted(lang)
        ))),
    }
}
