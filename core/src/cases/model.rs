//! Cases as they stand.
use serde::{Deserialize, Serialize};

use super::Event;
use crate::vocabulary::{PersonId, PostId, UnitId};

/// Who has a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// At which unit.
    pub unit: UnitId,
    /// In which post.
    pub post: PostId,
    /// The person who took it; until somebody does, everyone who answers for the post has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {}

/// All cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {}

impl Cases {
    /// Takes an event in. It cannot fail on what `decide` produced.
    pub(crate) fn apply(&mut self, _event: &Event) {}
}
