//! What can be asked of cases. Texts (a reply, a reason) and files come with the command's meta.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::grid::Sitting;
use crate::vocabulary::{
    ActionId, BodyId, CaseId, ChannelId, MatterId, PersonId, PostId, ProcedureId, StateId, UnitId,
};

/// A command to the cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "the large one is the usual one")]
pub enum Command {
    /// A matter is raised 登记.
    Register(Register),
    /// An action of the procedure is taken.
    Act(Act),
    /// Running cases move to the procedure of the edition in force.
    Migrate(Migrate),
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
    /// Those called in, where a case begins for each of them (F13). At most [`bounds::PARTIES`](crate::bounds::PARTIES).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Assignee>,
    /// The case that keeps the duty, where the action merges 并案.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<CaseId>,
    /// Whom a mark names, where the action leaves one that does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<PersonId>,
    /// The sitting at which it was decided, where the action needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sitting: Option<Sitting>,
}

impl Act {
    /// An action on a case.
    pub fn new(case: CaseId, action: ActionId) -> Self {
        Self {
            case,
            action,
            rating: None,
            to: None,
            parties: Vec::new(),
            into: None,
            names: None,
            sitting: None,
        }
    }

    /// Whether it says no more than case and action, as most do.
    pub(super) fn is_plain(&self) -> bool {
        let Self {
            case: _,
            action: _,
            rating,
            to,
            parties,
            into,
            names,
            sitting,
        } = self;
        let hands = to.is_none() && parties.is_empty() && names.is_none();
        hands && rating.is_none() && into.is_none() && sitting.is_none()
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
    /// A body that does the work, while the post answers for it (F09, F13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyId>,
    /// One of those who hold the post, or of the body's members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// Moves all running cases that follow a procedure in an earlier edition to that procedure in the edition in force 迁移: all
/// of them, or none if one has no place to go. Without it they go on by the edition they were registered under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Migrate {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Where cases in a state go; one that is not named keeps its name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub states: BTreeMap<StateId, StateId>,
}
