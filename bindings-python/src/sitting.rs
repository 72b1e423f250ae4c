//! Sittings of bodies.

use linli::grid::SittingFault;
use linli::{BodyId, Lang, PersonId};
use pyo3::prelude::*;

use crate::error;
use crate::id::Id;
use crate::value::value;

value! {
    /// A sitting of a body, as evidence for an action: who came, and how they voted (F16, F17, F22).
    Sitting(linli::grid::Sitting) {
        /// The members who were present, each once; the votes where there were any.
        #[new]
        #[pyo3(signature = (body, *, attended, votes = None))]
        fn new(body: Id<BodyId>, attended: Vec<Id<PersonId>>, votes: Option<Votes>) -> Self {
            Self(linli::grid::Sitting {
                body: body.0,
                attended: attended.into_iter().map(|person| person.0).collect(),
                votes: votes.map(|votes| votes.0),
            })
        }

        /// Whose.
        #[getter]
        fn body(&self) -> &str {
            self.0.body.as_str()
        }

        /// The members who were present.
        #[getter]
        fn attended(&self) -> Vec<&str> {
            self.0.attended.iter().map(PersonId::as_str).collect()
        }

        /// How they voted; `None` where they did not.
        #[getter]
        fn votes(&self) -> Option<Votes> {
            self.0.votes.map(Votes)
        }

        fn __repr__(&self) -> String {
            format!("Sitting({:?}, attended={:?})", self.0.body, self.0.attended)
        }
    }
}

value! {
    /// The votes of a sitting. Who is present need not vote.
    Votes(linli::grid::Votes) {
        /// In favour 赞成, against 反对, neither 弃权.
        #[new]
        #[pyo3(signature = (*, ayes, noes, abstain = 0))]
        fn new(ayes: u32, noes: u32, abstain: u32) -> Self {
            Self(linli::grid::Votes { ayes, noes, abstain })
        }

        /// In favour.
        #[getter]
        fn ayes(&self) -> u32 {
            self.0.ayes
        }

        /// Against.
        #[getter]
        fn noes(&self) -> u32 {
            self.0.noes
        }

        /// Neither.
        #[getter]
        fn abstain(&self) -> u32 {
            self.0.abstain
        }

        /// All of them, abstentions too.
        #[getter]
        fn total(&self) -> u64 {
            self.0.total()
        }

        fn __repr__(&self) -> String {
            let linli::grid::Votes { ayes, noes, abstain } = self.0;
            format!("Votes(ayes={ayes}, noes={noes}, abstain={abstain})")
        }
    }
}

value! {
    /// What a sitting that may decide came to.
    Verdict(linli::grid::Verdict) {
        /// How many members were present.
        #[getter]
        fn present(&self) -> u32 {
            self.0.present
        }

        /// How many members there were that day.
        #[getter]
        fn members(&self) -> u32 {
            self.0.members
        }

        /// Whether the motion passed; `None` where nobody was asked to vote.
        #[getter]
        fn passed(&self) -> Option<bool> {
            self.0.passed
        }

        fn __repr__(&self) -> String {
            let linli::grid::Verdict { present, members, passed } = self.0;
            format!("Verdict({present} of {members} present, passed={passed:?})")
        }
    }
}

/// Why a sitting may not decide.
pub(crate) fn may_not(py: Python<'_>, fault: &SittingFault) -> PyErr {
    let value = serde_json::to_value(fault).unwrap_or_default();
    let tagged = value.as_object().and_then(|fault| fault.iter().next());
    let (name, data) = tagged.map_or(("", &serde_json::Value::Null), |(name, data)| {
        (name.as_str(), data)
    });
    error::sitting(py, name, data, |lang| match lang {
        Lang::En => fault.to_string(),
        Lang::Zh => format!("{fault:#}"),
    })
}
