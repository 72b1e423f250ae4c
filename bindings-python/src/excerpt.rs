//! Excerpts: what the holder of some units is given of the journal.

use linli::{Error, UnitId};
use pyo3::prelude::*;

use crate::error::failed;
use crate::head::Head;
use crate::id::Id;
use crate::value::value;

value! {
    /// A run of entries of which only what some units may see is disclosed, provable against the whole journal.
    Excerpt(linli::journal::Excerpt) {
        /// The numbers of its entries, without gaps.
        #[getter]
        fn entries(&self) -> Vec<u64> {
            self.0.entries.iter().map(|entry| entry.sequence).collect()
        }

        /// What is disclosed, in order: the number of the entry, what it holds (`asked`, `due`, `event` or
        /// `refusal`), the unit whose holders may see it (`None` is the whole ward), further such units, and its JSON as it
        /// was stored.
        #[getter]
        #[allow(clippy::type_complexity, reason = "a tuple of Python")]
        fn disclosed(&self) -> Vec<(u64, String, Option<&str>, Vec<&str>, &str)> {
            let disclosed = self.0.disclosed().map(|(sequence, leaf)| {
                let scope = leaf.scope.as_ref().map(UnitId::as_str);
                let also = leaf.also.iter().map(UnitId::as_str).collect();
                (sequence, crate::figures::word(&leaf.kind), scope, also, leaf.json.as_ref())
            });
            disclosed.collect()
        }

        /// The same excerpt, saying nothing of what it does not disclose but that there were entries.
        fn hide(&self) -> Self {
            Self(self.0.clone().hide())
        }

        /// Proves that everything disclosed is in the journal, in this order, between two heads one trusts, the first
        /// left out for the beginning; raises `StoreError` where it is not.
        #[pyo3(signature = (to, /, *, from_ = None))]
        fn verify(&self, py: Python<'_>, to: Head, from_: Option<Head>) -> PyResult<()> {
            let from = from_.map_or(linli::Head::EMPTY, |head| head.0);
            let proven = self.0.verify(from, to.0);
            proven.map_err(|fault| failed(py, &Error::Journal(fault)))
        }

        /// Whether, once verified, nothing of these units can have been withheld, nor of the whole ward, if that is asked
        /// for. Only an excerpt that was not hidden can show it.
        #[pyo3(signature = (units, /, *, whole_ward = false))]
        fn is_complete_for(&self, units: Vec<Id<UnitId>>, whole_ward: bool) -> bool {
            self.0.is_complete_for(|scope| match scope {
                Some(unit) => units.iter().any(|known| known.0 == *unit),
                None => whole_ward,
            })
        }

        fn __len__(&self) -> usize {
            self.0.entries.len()
        }

        fn __repr__(&self) -> String {
            format!("Excerpt({} entries, {} disclosed)", self.0.entries.len(), self.0.disclosed().count())
        }
    }
}
