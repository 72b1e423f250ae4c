//! Why somebody may not take an action.

use linli::cases::What;
use pyo3::prelude::*;

use crate::label::language;
use crate::value::value;

value! {
    /// All that decides whether somebody may take an action on a case, as a derivation: which of those who may, which need,
    /// which clock.
    WhyNot(linli::cases::WhyNot) {
        /// The case's number.
        #[getter]
        fn case(&self) -> &str {
            &self.0.case
        }

        /// The action.
        #[getter]
        fn action(&self) -> &str {
            self.0.action.as_str()
        }

        /// Who asks.
        #[getter]
        fn actor(&self) -> &str {
            self.0.actor.as_str()
        }

        /// Whether nothing stands in the way.
        #[getter]
        fn may(&self) -> bool {
            self.0.may()
        }

        /// What was looked at, in the order in which a command is decided.
        #[getter]
        fn reasons(&self) -> Vec<Reason> {
            self.0.reasons.iter().cloned().map(Reason).collect()
        }

        /// What has to come with the command, in `"en"` or `"zh"`; empty where nothing has to.
        #[pyo3(signature = (lang = "en", /))]
        fn needed(&self, lang: &str) -> PyResult<String> {
            Ok(match language(lang)? {
                linli::Lang::En => self.0.with.to_string(),
                linli::Lang::Zh => format!("{:#}", self.0.with),
            })
        }

        /// What stands in the way, or that nothing does and what has to be given, as a sentence in `"en"` or `"zh"`.
        #[pyo3(signature = (lang = "en", /))]
        fn explain(&self, lang: &str) -> PyResult<String> {
            Ok(self.0.explain(language(lang)?))
        }

        fn __repr__(&self) -> String {
            format!("WhyNot({:?})", self.0.explain(linli::Lang::En))
        }
    }
}

value! {
    /// Something an action depends on, and whether it is so.
    Reason(linli::cases::Reason) {
        /// What: `state`, `until`, `who`, `waits`, `clocks`, `level_above`, `handed_over` or `after`.
        #[getter]
        fn what(&self) -> &'static str {
            match &self.0.what {
                What::State { .. } => "state",
                What::Until(_) => "until",
                What::Who(_) => "who",
                What::Waits(_) => "waits",
                What::Clocks(_) => "clocks",
                What::LevelAbove => "level_above",
                What::HandedOver => "handed_over",
                What::After(_) => "after",
            }
        }

        /// Whether it is so.
        #[getter]
        fn holds(&self) -> bool {
            self.0.holds
        }

        fn __repr__(&self) -> String {
            format!("Reason({:?}, holds={})", self.what(), self.0.holds)
        }
    }
}
