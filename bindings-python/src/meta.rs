//! Who asks, when, as what, with what.

use std::collections::BTreeMap;

use linli::{Attachment, Capacity, CommandId, Detail, DetailName, Digest, PersonId, PostId, Salt, UnitId};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::id::{Id, quoted};
use crate::instant::Instant;

/// In what capacity somebody acts: `"resident"`, or `(post, unit)`.
#[derive(FromPyObject)]
pub(crate) enum Capable {
    Post((Id<PostId>, Id<UnitId>)),
    Named(String),
}

pub(crate) type Details = BTreeMap<Id<DetailName>, String>;
pub(crate) type Attachments = BTreeMap<Id<DetailName>, Id<Digest>>;

/// What goes with a command: who asks, when it was taken in, and what else was given.
#[pyclass(frozen, from_py_object, module = "linli")]
#[derive(Clone)]
pub(crate) struct Meta(pub(crate) linli::Meta);

#[pymethods]
impl Meta {
    /// Every verb takes the same as keyword arguments.
    ///
    /// `recorded` is when the host took the command in and never decreases; `occurred` is when the actor says it
    /// happened. `capacity` is `"resident"` or `(post, unit)`. `id` (`"phone7-1"`) is answered once and for ever.
    /// `details` are free texts by name; they need a `salt` of 16 random bytes, which is made here if neither it nor an
    /// `id` is given. `attachments` are SHA-256 digests, in hexadecimal digits, of files the host keeps.
    #[new]
    #[pyo3(signature = (
        actor, recorded, *, occurred = None, on_behalf_of = None, capacity = None, id = None, salt = None,
        details = None, attachments = None,
    ))]
    #[allow(
        clippy::too_many_arguments,
        reason = "they are the keyword arguments of every verb"
    )]
    pub(crate) fn new(
        py: Python<'_>,
        actor: Id<PersonId>,
        recorded: Instant,
        occurred: Option<Instant>,
        on_behalf_of: Option<Id<PersonId>>,
        capacity: Option<Capable>,
        id: Option<Id<CommandId>>,
        salt: Option<&[u8]>,
        details: Option<Details>,
        attachments: Option<Attachments>,
    ) -> PyResult<Self> {
        let details = details.unwrap_or_default();
        let salt = match salt {
            Some(salt) => Some(salted(salt)?),
            // A command sent again must come with the same salt, so with an id it is the host's to keep.
            None if !details.is_empty() && id.is_none() => Some(random(py)?),
            None => None,
        };
        Ok(Self(linli::Meta {
            actor: actor.0,
            capacity: capacity.map(capable).transpose()?,
            on_behalf_of: on_behalf_of.map(|person| person.0),
            id: id.map(|id| id.0),
            occurred: occurred.map(|at| at.0),
            recorded: recorded.0,
            salt,
            details: details
                .into_iter()
                .map(|(name, text)| Detail { name: name.0, text })
                .collect(),
            attachments: attachments
                .into_iter()
                .flatten()
                .map(|(name, digest)| Attachment {
                    name: name.0,
                    digest: digest.0,
                })
                .collect(),
        }))
    }

    /// Who asks.
    #[getter]
    fn actor(&self) -> &str {
        self.0.actor.as_str()
    }

    /// When the host took it in.
    #[getter]
    fn recorded(&self) -> Instant {
        Instant(self.0.recorded)
    }

    fn __repr__(&self) -> String {
        format!("Meta({:?}, {})", self.0.actor, self.0.recorded)
    }
}

fn capable(capacity: Capable) -> PyResult<Capacity> {
    match capacity {
        Capable::Post((post, unit)) => Ok(Capacity::Post {
            post: post.0,
            unit: unit.0,
        }),
        Capable::Named(name) if name == "resident" => Ok(Capacity::Resident),
        Capable::Named(name) => Err(PyValueError::new_err(format!(
            "{} is no capacity: give \"resident\", or a tuple (post, unit)",
            quoted(&name)
        ))),
    }
}

fn salted(salt: &[u8]) -> PyResult<Salt> {
    let bytes: [u8; 16] = salt.try_into().map_err(|_| {
        PyValueError::new_err(format!(
            "a salt has 16 random bytes, this has {}: give os.urandom(16)",
            salt.len()
        ))
    })?;
    Ok(Salt(bytes))
}

fn random(py: Python<'_>) -> PyResult<Salt> {
    let bytes = py.import("os")?.call_method1("urandom", (16,))?;
    salted(bytes.extract()?)
}
