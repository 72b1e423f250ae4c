//! What can be asked of cases. Texts (a reply, a reason) and files come with the command's meta.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{ActionId, CaseId, ChannelId, MatterId, PersonId, PostId, UnitId};

/// A command to the cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// A matter is raised 登记.
    Register(Register),
    /// An action of the procedure is taken.
    Act(Act),
}

/// Raises a matter at a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// The matter.
    pub matter: MatterId,
    /// The place: any unit at or below the level the matter enters, or above it where a handler is named there.
    pub unit: UnitId,
    /// How it came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<ChannelId>,
    /// Nobody is named as the requester. Otherwise it is the one on whose behalf, or else the actor. Refused where the
    /// procedure leads through a state that the requester alone can lead on: such a case would stay there for ever.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub anonymous: bool,
}

impl Register {
    /// A matter raised at a unit.
    pub fn new(matter: MatterId, unit: UnitId) -> Self {
        Self {
            matter,
            unit,
            channel: None,
            anonymous: false,
        }
    }
}

/// Takes an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The case.
    pub case: CaseId,
    /// The action.
    pub action: ActionId,
    /// From 1 (very bad) to 5 (very good), where the action needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
    /// To whom the case is handed, where the action needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Assignee>,
}

impl Act {
    /// An action on a case.
    pub fn new(case: CaseId, action: ActionId) -> Self {
        Self {
            case,
            action,
            rating: None,
            to: None,
        }
    }
}

/// To whom a case is handed: a post at a unit, or one of those who hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignee {
    /// The unit.
    pub unit: UnitId,
    /// The post; left out, the matter's handler at the unit's level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    /// One of its holders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}
