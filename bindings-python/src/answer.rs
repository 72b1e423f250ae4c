//! Answers.

use pyo3::prelude::*;

use crate::error::Refusing;
use crate::event::Event;
use crate::value::value;

value! {
    /// The answer to a command, the same however often it is sent.
    Answer(linli::Answer) {
        /// The entry that holds it.
        #[getter]
        fn sequence(&self) -> u64 {
            self.0.sequence
        }

        /// The command's id.
        #[getter]
        fn id(&self) -> String {
            self.0.id.to_string()
        }

        /// Whether it had been answered before.
        #[getter]
        fn repeated(&self) -> bool {
            self.0.repeated
        }

        /// What happened; nothing if it was refused.
        #[getter]
        fn events(&self) -> Vec<Event> {
            self.0.events().iter().cloned().map(Event).collect()
        }

        /// Why it was refused, as an exception to look at or raise; `None` if it was not.
        #[getter]
        fn refusal<'py>(&self, py: Python<'py>) -> Option<Refusing<'py>> {
            self.0.refusal().map(|refusal| Refusing::new(py, refusal))
        }

        /// The ids of what the command created, in the order of the events.
        #[getter]
        fn created(&self) -> Vec<String> {
            self.0.created().map(|created| created.to_string()).collect()
        }

        fn __repr__(&self) -> String {
            let Self(answer) = self;
            match answer.refusal() {
                Some(refusal) => format!("Answer({:?}, sequence={}, refused {refusal})", self.id(), answer.sequence),
                None => {
                    let kinds: Vec<&str> = answer.events().iter().map(|scoped| scoped.event.kind()).collect();
                    format!("Answer({:?}, sequence={}, events={kinds:?})", self.id(), answer.sequence)
                }
            }
        }
    }
}
