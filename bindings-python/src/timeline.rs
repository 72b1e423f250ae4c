//! What a case went through.

use linli::calendar::Zone;
use linli::ward::Change as Entry;
use linli::{CaseId, Event, cases};
use pyo3::prelude::*;

use crate::change::{Change, by};
use crate::html;

/// What a case went through, oldest first. A notebook shows it as a table, in the ward's own time.
#[pyclass(frozen, module = "linli")]
pub(crate) struct Timeline {
    pub(crate) case: CaseId,
    pub(crate) changes: Vec<Entry>,
    /// The ward's, by whose clocks a notebook shows it.
    pub(crate) zone: Option<Zone>,
}

#[pymethods]
impl Timeline {
    /// The case.
    #[getter]
    fn case(&self) -> &str {
        self.case.as_str()
    }

    /// The entries it appears in.
    #[getter]
    fn changes(&self) -> Vec<Change> {
        self.changes.iter().cloned().map(Change).collect()
    }

    fn __len__(&self) -> usize {
        self.changes.len()
    }

    fn __repr__(&self) -> String {
        format!("Timeline({:?}, {} entries)", self.case, self.changes.len())
    }

    fn _repr_html_(&self) -> String {
        let rows = self.changes.iter().flat_map(|change| {
            let events = change.outcome.events().iter();
            events.filter_map(|scoped| self.row(change, &scoped.event))
        });
        html::table(
            &format!("case {}", self.case),
            &["recorded", "by", "what", "state"],
            rows,
        )
    }
}

impl Timeline {
    fn row(&self, change: &Entry, event: &Event) -> Option<[String; 4]> {
        let Event::Cases(event) = event else { return None };
        if *event.case() != self.case {
            return None;
        }
        let by = by(&change.cause).to_owned();
        let (what, state) = match event {
            cases::Event::Registered { number, state, .. } => {
                (format!("registered as {number}"), state.to_string())
            }
            cases::Event::Acted { action, state, .. } => (action.to_string(), state.to_string()),
            cases::Event::Excused { action, .. } => (format!("{action} excused"), String::new()),
            other => (
                other.kind().trim_start_matches("cases.").to_owned(),
                String::new(),
            ),
        };
        let recorded = match &self.zone {
            Some(zone) => zone.local(change.recorded).to_string(),
            None => change.recorded.to_string(),
        };
        Some([recorded, by, what, state])
    }
}
