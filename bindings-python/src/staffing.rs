//! Where cases would stick.

use linli::views::Lack;
use linli::{Lang, PostId, StateId};
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use crate::label::language;
use crate::value::value;

/// A gap, and how it is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Told {
    gap: linli::views::Gap,
    en: String,
    zh: String,
}

impl Gap {
    /// Where cases would stick on a day, by the rulebook in force that day.
    pub(crate) fn all(ward: &linli::Ward, on: linli::Date) -> Vec<Self> {
        let Some(rules) = crate::grid::rules(ward, on) else {
            return Vec::new();
        };
        let gaps = ward.staffing(on).into_iter();
        gaps.map(|gap| {
            let sentence = gap.explain(rules, &ward.state().grid);
            Self(Told {
                gap,
                en: sentence.en,
                zh: sentence.zh,
            })
        })
        .collect()
    }
}

value! {
    /// A place where cases of a matter would stick for want of somebody.
    Gap(Told) {
        /// The matter.
        #[getter]
        fn matter(&self) -> &str {
            self.0.gap.matter.as_str()
        }

        /// The unit at which they would stick.
        #[getter]
        fn unit(&self) -> &str {
            self.0.gap.unit.as_str()
        }

        /// What is lacking: a unit that would take it up (`entry`), somebody who answers for the handler's post (`handler`),
        /// or somebody for an action that nobody else may take (`actor`).
        #[getter]
        fn lacks(&self) -> &'static str {
            match &self.0.gap.lacks {
                Lack::Entry => "entry",
                Lack::Handler { .. } => "handler",
                Lack::Actor { .. } => "actor",
            }
        }

        /// The posts, any of which would do.
        #[getter]
        fn posts(&self) -> Vec<&str> {
            match &self.0.gap.lacks {
                Lack::Entry => Vec::new(),
                Lack::Handler { post } => vec![post.as_str()],
                Lack::Actor { posts, .. } => posts.iter().map(PostId::as_str).collect(),
            }
        }

        /// The action nobody could take; `None` where not one action but the whole case would stick.
        #[getter]
        fn action(&self) -> Option<&str> {
            match &self.0.gap.lacks {
                Lack::Actor { action, .. } => Some(action.as_str()),
                Lack::Entry | Lack::Handler { .. } => None,
            }
        }

        /// The states in which a case would wait for that action.
        #[getter]
        fn states(&self) -> Vec<&str> {
            match &self.0.gap.lacks {
                Lack::Actor { states, .. } => states.iter().map(StateId::as_str).collect(),
                Lack::Entry | Lack::Handler { .. } => Vec::new(),
            }
        }

        /// The sentence a person should read, in `"en"` or `"zh"`.
        #[pyo3(signature = (lang = "en", /))]
        fn explain(&self, lang: &str) -> PyResult<&str> {
            Ok(match language(lang)? {
                Lang::En => &self.0.en,
                Lang::Zh => &self.0.zh,
            })
        }

        fn __repr__(&self) -> String {
            format!("Gap({:?} at {:?}: no {})", self.0.gap.matter, self.0.gap.unit, self.lacks())
        }
    }
}
