use std::fmt;

use linli::{Lang, Refusal};

use crate::answer::tagged;
use crate::invalid::Invalid;

/// Why something was not done, in every form a program or a person may want it.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Reason {
    /// The stable code, such as `C207`.
    pub code: String,
    /// The stable name, such as `not_allowed`.
    pub name: String,
    /// The sentence a person should read.
    pub sentence: String,
    /// The same in Chinese 中文.
    pub sentence_zh: String,
    /// The values the sentence speaks of, as JSON.
    pub data_json: String,
}

/// Why something was not done. Kotlin's `message` and Swift's `localizedDescription` give the sentence.
#[derive(Clone, Debug, uniffi::Error)]
pub enum LinliError {
    /// The rules say no. That is an answer, recorded once and for ever.
    Refused {
        /// Why.
        reason: Reason,
    },
    /// The command was not taken in: what came with it is wrong. Nothing is recorded, its id stays free.
    NotTaken {
        /// Why.
        reason: Reason,
    },
    /// An argument is not what it must be. Nothing was asked of the ward.
    Invalid {
        /// Why.
        reason: Reason,
    },
    /// The journal or its store is at fault, or is used wrongly. Nothing was answered.
    Failed {
        /// Why.
        reason: Reason,
    },
}

impl fmt::Display for LinliError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Refused { reason }
        | Self::NotTaken { reason }
        | Self::Invalid { reason }
        | Self::Failed { reason }) = self;
        to.write_str(&reason.sentence)
    }
}

impl std::error::Error for LinliError {}

impl From<linli::Error> for LinliError {
    fn from(error: linli::Error) -> Self {
        let reason = Reason {
            code: error.code().into(),
            name: error.name().into(),
            sentence: error.explain(Lang::En),
            sentence_zh: error.explain(Lang::Zh),
            data_json: match &error {
                linli::Error::Refused(refusal) => values(refusal),
                linli::Error::NotTaken(refusal) => tagged(refusal).1,
                linli::Error::Journal(fault) => tagged(fault).1,
            },
        };
        match error {
            linli::Error::Refused(_) => Self::Refused { reason },
            linli::Error::NotTaken(_) => Self::NotTaken { reason },
            linli::Error::Journal(_) => Self::Failed { reason },
        }
    }
}

impl From<Invalid> for LinliError {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid {
            reason: Reason {
                code: invalid.code().into(),
                name: invalid.name().into(),
                sentence: invalid.to_string(),
                sentence_zh: invalid.chinese(),
                data_json: invalid.data(),
            },
        }
    }
}

impl From<&Refusal> for Reason {
    fn from(refusal: &Refusal) -> Self {
        Self {
            code: refusal.code().into(),
            name: refusal.name().into(),
            sentence: refusal.explain(Lang::En),
            sentence_zh: refusal.explain(Lang::Zh),
            data_json: values(refusal),
        }
    }
}

/// The values of a refusal, as they are written: no value is made of them only to be written again.
fn values(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Ward(why) => tagged(why).1,
        Refusal::Grid(why) => tagged(why).1,
        Refusal::Cases(why) => tagged(why).1,
        Refusal::Points(why) => tagged(why).1,
    }
}
