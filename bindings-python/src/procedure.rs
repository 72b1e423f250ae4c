//! Procedures.

use std::collections::BTreeMap;

use linli::rulebook::BUILT_IN;
use linli::{ActionId, Lang, StateId};
use pyo3::prelude::*;

use crate::label::language;
use crate::value::value;

value! {
    /// How a kind of matter is handled 流程: states, actions and clocks, as data. A notebook draws it.
    Procedure(linli::rulebook::Procedure) {
        /// The ids of the procedures that come with the library: a rulebook names one in a matter, and need not write it out.
        #[staticmethod]
        fn built_in() -> Vec<&'static str> {
            BUILT_IN.iter().map(|(id, _)| *id).collect()
        }

        /// Its name, in Chinese where it has two.
        #[getter]
        fn name(&self) -> &str {
            self.0.name.text(Lang::Zh)
        }

        /// Its name, in English where it has two.
        #[getter]
        fn name_en(&self) -> &str {
            self.0.name.text(Lang::En)
        }

        /// The state a case begins in.
        #[getter]
        fn initial(&self) -> &str {
            self.0.initial.as_str()
        }

        /// The states.
        #[getter]
        fn states(&self) -> Vec<&str> {
            self.0.states.keys().map(StateId::as_str).collect()
        }

        /// The actions.
        #[getter]
        fn actions(&self) -> Vec<&str> {
            self.0.actions.keys().map(ActionId::as_str).collect()
        }

        /// Whether a case that nobody raised by name can be closed from wherever it can come.
        #[getter]
        fn closes_without_requester(&self) -> bool {
            self.0.closes_without_requester()
        }

        /// The procedure as a Mermaid `stateDiagram-v2`, in `"zh"` or `"en"`: its states, its actions with who may take them,
        /// and its clocks as notes.
        #[pyo3(signature = (lang = "zh", /))]
        fn to_mermaid(&self, lang: &str) -> PyResult<String> {
            Ok(self.0.to_mermaid(language(lang)?))
        }

        #[pyo3(signature = (include = None, exclude = None))]
        fn _repr_mimebundle_(
            &self,
            include: Option<Bound<'_, PyAny>>,
            exclude: Option<Bound<'_, PyAny>>,
        ) -> BTreeMap<&'static str, String> {
            // Whoever asks takes of it what they can show.
            let _ = (include, exclude);
            BTreeMap::from([
                ("text/plain", self.__repr__()),
                ("text/vnd.mermaid", self.0.to_mermaid(Lang::Zh)),
            ])
        }

        fn __repr__(&self) -> String {
            format!(
                "Procedure({:?}, {} states, {} actions)",
                self.name(),
                self.0.states.len(),
                self.0.actions.len()
            )
        }
    }
}
