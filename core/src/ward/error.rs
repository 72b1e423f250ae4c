//! What can go wrong when a ward is asked.

use core::fmt;

use crate::journal::Fault;
use crate::state::{Refusal, WardRefusal};
use crate::vocabulary::Lang;

/// What can go wrong when a ward is asked. Every kind keeps its code and its values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The command was refused. That is an answer, recorded once and for ever. Only the verbs give it as an error.
    Refused(Refusal),
    /// The command was not taken in: its envelope is wrong. Nothing is recorded, its id stays free.
    NotTaken(WardRefusal),
    /// The journal or its store is at fault, or is used wrongly. Nothing was answered.
    Journal(Fault),
}

macro_rules! each {
    ($self:ident, $inner:ident => $do:expr) => {
        match $self {
            Error::Refused($inner) => $do,
            Error::NotTaken($inner) => $do,
            Error::Journal($inner) => $do,
        }
    };
}

impl Error {
    /// The stable code, such as `C207` or `J401`.
    pub fn code(&self) -> &'static str {
        each!(self, inner => inner.code())
    }

    /// The stable name, such as `not_allowed`.
    pub fn name(&self) -> &'static str {
        each!(self, inner => inner.name())
    }

    /// The sentence a person should read.
    pub fn explain(&self, lang: Lang) -> String {
        each!(self, inner => inner.explain(lang))
    }

    /// The values, by name.
    pub fn data(&self) -> serde_json::Value {
        match self {
            Self::Refused(refusal) => refusal.data(),
            Self::NotTaken(refusal) => Refusal::Ward(refusal.clone()).data(),
            Self::Journal(fault) => fault.data(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.code(), self.name(), self.explain(Lang::En))
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Journal(fault)
    }
}

impl From<WardRefusal> for Error {
    fn from(refusal: WardRefusal) -> Self {
        Self::NotTaken(refusal)
    }
}
