//! Entries of the journal.

use linli::ward::Why;
use pyo3::prelude::*;

use crate::answer::Answer;
use crate::command::Command;
use crate::due::Due;
use crate::error::Refusing;
use crate::event::Event;
use crate::head::Head;
use crate::instant::Instant;
use crate::value::value;

value! {
    /// An entry of the journal: who asked what and what was answered, or what fell due and what followed.
    Change(linli::ward::Change) {
        /// Its sequence number.
        #[getter]
        fn sequence(&self) -> u64 {
            self.0.head.sequence
        }

        /// Its sequence number and hash.
        #[getter]
        fn head(&self) -> Head {
            Head(self.0.head)
        }

        /// When it was taken in.
        #[getter]
        fn recorded(&self) -> Instant {
            Instant(self.0.recorded)
        }

        /// The number of the edition in force, from 0.
        #[getter]
        fn edition(&self) -> u32 {
            self.0.edition
        }

        /// Who asked; `None` for what fell due, and where that is not for who looks: see `Cases.history`.
        #[getter]
        fn actor(&self) -> Option<&str> {
            match &self.0.cause {
                Why::Asked { stamp, .. } => Some(stamp.actor.as_str()),
                Why::Due(_) | Why::Hidden => None,
            }
        }

        /// Who, when, with what: `id`, `actor`, `recorded`, and what else was given; `None` for what fell due.
        #[getter]
        fn stamp<'py>(&self, py: Python<'py>) -> PyResult<Option<crate::json::Data<'py>>> {
            match &self.0.cause {
                Why::Asked { stamp, .. } => {
                    let value = serde_json::to_value(stamp).unwrap_or_default();
                    crate::json::dict(py, &value).map(Some)
                }
                Why::Due(_) | Why::Hidden => Ok(None),
            }
        }

        /// What was asked; `None` for what fell due.
        #[getter]
        fn command(&self) -> Option<Command> {
            match &self.0.cause {
                Why::Asked { command, .. } => Some(Command(command.as_ref().clone())),
                Why::Due(_) | Why::Hidden => None,
            }
        }

        /// What fell due; `None` for what was asked.
        #[getter]
        fn due(&self) -> Option<Due> {
            match &self.0.cause {
                Why::Asked { .. } | Why::Hidden => None,
                Why::Due(due) => Some(Due(due.clone())),
            }
        }

        /// What happened; nothing if it was refused.
        #[getter]
        fn events(&self) -> Vec<Event> {
            self.0.outcome.events().iter().cloned().map(Event).collect()
        }

        /// Why it was refused, as an exception to look at; `None` if it was not.
        #[getter]
        fn refusal<'py>(&self, py: Python<'py>) -> Option<Refusing<'py>> {
            match &self.0.outcome {
                linli::Outcome::Refused(refusal) => Some(Refusing::new(py, refusal)),
                linli::Outcome::Accepted(_) => None,
            }
        }

        /// The command this answers, as the verbs answer it; `None` for what fell due.
        #[getter]
        fn answer(&self) -> Option<Answer> {
            match &self.0.cause {
                Why::Asked { stamp, .. } => Some(Answer(linli::Answer {
                    sequence: self.0.head.sequence,
                    id: stamp.id.clone(),
                    outcome: self.0.outcome.clone(),
                    repeated: true,
                })),
                Why::Due(_) | Why::Hidden => None,
            }
        }

        fn __repr__(&self) -> String {
            let by = by(&self.0.cause);
            let kinds: Vec<&str> = self.0.outcome.events().iter().map(|scoped| scoped.event.kind()).collect();
            format!("Change({}, {} by {by}: {})", self.sequence(), self.0.recorded, kinds.join(", "))
        }
    }
}

/// Who is behind an entry, in a word.
pub(crate) fn by(cause: &Why) -> &str {
    match cause {
        Why::Asked { stamp, .. } => stamp.actor.as_str(),
        Why::Due(_) => "the time",
        Why::Hidden => "somebody",
    }
}
